"""Sets a document as PDF/UA-1; runs in a process of its own, without Django."""

import base64
import json
import os
import re
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

# Threads each take room of the little that the process may use, and one document needs no more.
os.environ.setdefault("RAYON_NUM_THREADS", "1")

import typst

LAYOUTS = files("samspil.kit.documents")
# What the fonts that come with typst do not hold: all but letters of Europe, figures and usual signs.
_FOREIGN = re.compile(r"[^\t\n -ɏʰ-῿ -⁯⁰-⏿─-◿☀-⛿✀-➿]")
REPLACEMENT = "□"
LAYOUT = {"page": "page.typ", "leaflet": "leaflet.typ"}


def done(data: bytes) -> bytes:
    """Return what `parts.Document.as_json` or `leaflets.Leaflet.as_json` described, as PDF."""
    document = json.loads(data)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _lay_out(document, root)
        (root / "page.typ").write_bytes((LAYOUTS / LAYOUT[document["layout"]]).read_bytes())
        try:
            return _set(document, root, own_fonts_only=True)
        except typst.TypstError:
            # PDF/UA wants every sign shown: look for it among the fonts of this machine, else say that it is missing.
            try:
                return _set(document, root, own_fonts_only=False)
            except typst.TypstError:
                return _set(_without_foreign(document), root, own_fonts_only=False)


def picture(svg: bytes, *, dots_per_inch: float = 200) -> bytes:
    """Return a drawing as PNG, for files that hold no drawings."""
    source = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")'
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "drawing.svg").write_bytes(svg)
        (root / "page.typ").write_bytes(source)
        compiler = typst.Compiler(root / "page.typ", root=root)
        return _one(compiler.compile(format="png", ppi=dots_per_inch))


def _lay_out(document: dict[str, Any], root: Path) -> None:
    """Put pictures where the page finds them."""
    for name, content in document.pop("pictures", {}).items():
        (root / name).write_bytes(base64.b64decode(content))
    for number, block in enumerate(document.get("body", [])):
        if block["kind"] == "picture":
            block["file"] = f"{number}.{block['format']}"
            (root / block["file"]).write_bytes(base64.b64decode(block.pop("content")))


def _set(document: dict[str, Any], root: Path, *, own_fonts_only: bool) -> bytes:
    # Text is data to the page, never part of its source, so nothing written can give orders.
    (root / "document.json").write_text(json.dumps(document), encoding="utf-8")
    compiler = typst.Compiler(root / "page.typ", root=root, ignore_system_fonts=own_fonts_only)
    return _one(compiler.compile(format="pdf", pdf_standards=["ua-1"]))


def _one(made: bytes | list[bytes] | None) -> bytes:
    """Return the only file that typst made."""
    if not isinstance(made, bytes):
        raise TypeError("typst made no file, or several")
    return made


def _without_foreign(thing: Any) -> Any:
    if isinstance(thing, str):
        return _FOREIGN.sub(REPLACEMENT, thing)
    if isinstance(thing, dict):
        return {key: _without_foreign(value) for key, value in thing.items()}
    return [_without_foreign(one) for one in thing] if isinstance(thing, list) else thing
