"""Word to blocks, in a process of its own: JSON out, no Django here."""

import io
import json
import re
import zipfile
from collections import Counter
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table
from docx.text.paragraph import Paragraph

from samspil.kit.apart import WrongInput
from samspil.work.plans.reading.blocks import BULLET

MEGABYTE = 1 << 20
MOST_UNPACKED = 100 * MEGABYTE
MOST_FILES = 5_000
LONGEST_HEADING = 120
BROKEN = "broken"
TOO_BIG = "too_big"
_MARK = re.compile(rf"^\s*{BULLET}\s+(?=\S)")
_NUMBER = re.compile(r"^\s*((?:\d{1,2}\.)*\d{1,2}\.?)\s+(?=\S)")
_NUMBER_FORMATS = {"bullet", "none"}


def done(data: bytes) -> bytes:
    """Return the blocks of a Word file as JSON.

    Raises WrongInput with one word, BROKEN or TOO_BIG, when it cannot be opened.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
            if sum(sizes) > MOST_UNPACKED or len(sizes) > MOST_FILES:
                raise WrongInput(TOO_BIG)
            if any(
                b"<!DOCTYPE" in parts.open(part).read(4096)
                for part in parts.infolist()
                if part.filename.endswith((".xml", ".rels"))
            ):
                raise WrongInput(BROKEN)
        document = Document(io.BytesIO(data))
        return json.dumps(_blocks(document)).encode()
    except WrongInput:
        raise
    except MemoryError as error:
        raise WrongInput(TOO_BIG) from error
    except Exception as error:
        raise WrongInput(BROKEN) from error


def _blocks(document: WordDocument) -> list[dict[str, Any]]:
    body = _body_size(document)
    blocks: list[dict[str, Any]] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            blocks.extend(_table(part))
        else:
            blocks.extend(_paragraph(part, document, body))
    return _levels_from_size(blocks)


def _paragraph(paragraph: Paragraph, document: WordDocument, body: float) -> list[dict[str, Any]]:
    # A line break inside a paragraph is often how somebody made a list or a heading by hand.
    text = paragraph.text.replace("\u00ad", "").strip()
    if not text:
        return []
    style = _style_names(paragraph)
    if any(name.startswith(("toc", "indholdsfortegnelse", "header", "footer")) for name in style):
        return []
    if "title" in style or "titel" in style:
        return [{"kind": "title", "text": text, "level": 1}]
    if level := _heading_level(paragraph, style):
        return [{"kind": "heading", "text": _one_line(text), "level": level}]
    if any("quote" in name or "citat" in name for name in style):
        return [{"kind": "quote", "text": text}]
    if (depth := _list_depth(paragraph, style)) is not None:
        return [{"kind": "item", "text": text, "level": depth, "mark": _mark(paragraph, document)}]
    if "\n" in text:
        return [_loose_line(line, paragraph, body) for line in text.split("\n") if line.strip()]
    return [_loose_line(text, paragraph, body)]


def _loose_line(text: str, paragraph: Paragraph, body: float) -> dict[str, Any]:
    """Return a line without style: an item by its bullet, a heading by bold or large letters."""
    text = text.strip()
    if mark := _MARK.match(text):
        return {"kind": "item", "text": text[mark.end() :], "level": 0}
    size = _size(paragraph) or body
    stands_out = _is_bold(paragraph) or size > body
    if not stands_out or len(text) > LONGEST_HEADING or text.endswith((".", ",", ";", ":")):
        return {"kind": "paragraph", "text": text}
    number = _NUMBER.match(text)
    depth = len(number[1].strip(".").split(".")) if number and "." in number[1] else 0
    return {"kind": "heading", "text": text, "level": depth, "size": size}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _style_names(paragraph: Paragraph) -> list[str]:
    names: list[str] = []
    style = paragraph.style
    while style is not None and len(names) < 10:
        names.append((style.name or "").lower())
        style = style.base_style
    return names


def _heading_level(paragraph: Paragraph, style: list[str]) -> int:
    for name in style:
        if found := re.match(r"(?:heading|overskrift)\s*(\d)", name):
            return int(found[1])
        if name in {"subtitle", "undertitel"}:
            return 0
    outline = paragraph._p.xpath("./w:pPr/w:outlineLvl/@w:val")
    return int(outline[0]) + 1 if outline and int(outline[0]) < 9 else 0


def _list_depth(paragraph: Paragraph, style: list[str]) -> int | None:
    level = paragraph._p.xpath("./w:pPr/w:numPr/w:ilvl/@w:val")
    number = paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    if number and number[0] != "0":
        return int(level[0]) if level else 0
    for name in style:
        if found := re.match(r"(?:list (?:bullet|number)|opstilling.*?)\s*(\d?)$", name):
            return int(found[1]) - 1 if found[1] else 0
    return None


def _mark(paragraph: Paragraph, document: WordDocument) -> str:
    """Return "1." for an item that Word numbers, "A." for one it letters, else nothing."""
    number = paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")
    if not number:
        return "#" if any("list number" in name for name in _style_names(paragraph)) else ""
    try:
        numbering = document.part.numbering_part.element
        abstract = numbering.xpath(f"./w:num[@w:numId='{int(number[0])}']/w:abstractNumId/@w:val")
        formats = numbering.xpath(
            f"./w:abstractNum[@w:abstractNumId='{int(abstract[0])}']/w:lvl[@w:ilvl='0']/w:numFmt/@w:val"
        )
    except (KeyError, IndexError, NotImplementedError, ValueError):
        return ""
    if not formats or formats[0] in _NUMBER_FORMATS:
        return ""
    return "@" if "Letter" in formats[0] else "#"


def _is_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    in_style = bool(paragraph.style and paragraph.style.font.bold)
    return bool(runs) and all(run.bold or (run.bold is None and in_style) for run in runs)


def _size(paragraph: Paragraph) -> float:
    sizes = [run.font.size.pt for run in paragraph.runs if run.text.strip() and run.font.size]
    if sizes:
        return float(max(sizes))
    of_style = paragraph.style.font.size if paragraph.style else None
    return float(of_style.pt) if of_style else 0.0


def _body_size(document: WordDocument) -> float:
    """Return the size most letters have, in points."""
    letters: Counter[float] = Counter()
    for paragraph in document.paragraphs:
        letters[_size(paragraph)] += len(paragraph.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _levels_from_size(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the blocks where headings without level got one from the size of their letters."""
    sizes = sorted({block["size"] for block in blocks if "size" in block}, reverse=True)
    for block in blocks:
        size = block.pop("size", None)
        if size is not None and not block["level"] and len(sizes) > 1:
            block["level"] = sizes.index(size) + 1
    return blocks


def _table(table: Table) -> list[dict[str, Any]]:
    rows = []
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            # A merged cell comes once for each column it covers; the others keep their places.
            cells.append("" if id(cell._tc) in seen else _cell_text(cell))
            seen.add(id(cell._tc))
        if len(seen) == 1:
            cells = cells[:1]
        rows.append(cells)
    if not any(cell for row in rows for cell in row):
        return []
    return [{"kind": "table", "rows": rows}]


def _cell_text(cell: Any) -> str:
    lines: list[str] = []
    for part in cell.iter_inner_content():
        if isinstance(part, Table):
            lines.extend(" – ".join(inner) for block in _table(part) for inner in block["rows"])
        elif part.text.strip():
            is_item = _list_depth(part, _style_names(part)) is not None
            lines.append(f"• {part.text.strip()}" if is_item else part.text.strip())
    return "\n".join(lines)
