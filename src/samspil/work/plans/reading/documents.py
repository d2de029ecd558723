"""Bytes to blocks: tells by content what a file is, and refuses what cannot be read with what to do instead."""

import json
import re
import zipfile
from io import BytesIO

from django.utils.translation import gettext as _

from samspil.kit.apart import ApartError, WrongInput, done_apart
from samspil.work.plans.reading.blocks import Block, Kind
from samspil.work.plans.reading.markdown_text import blocks_of_markdown
from samspil.work.plans.reading.plain_text import blocks_of_text, looks_like_heading

MEGABYTE = 1 << 20
LARGEST_FILE = 20 * MEGABYTE
LARGEST_TEXT = 500_000
MOST_BLOCKS = 5_000
MOST_LINES = 25_000
WORD_SECONDS = 30
WORD_MEGABYTES = 1024
_MARKDOWN = re.compile(r"^#{1,6}\s+\S", re.MULTILINE)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")


class UnreadableFile(Exception):
    """The file cannot be read; says why and what to do in words for the screen."""


def blocks_of(content: bytes, name: str) -> list[Block]:
    """Return the blocks of a file.

    Args:
        content: the bytes of the file.
        name: its name, of which the ending may help.

    Raises UnreadableFile when it is empty, too large, or of a kind that cannot be read.
    """
    if not content.strip():
        raise UnreadableFile(_("Filen er tom."))
    if len(content) > LARGEST_FILE:
        raise UnreadableFile(_("Filen er for stor. Den må højst fylde 20 MB."))
    if content.startswith(b"PK"):
        return _blocks_of_zip(content)
    _refuse_foreign(content)
    text = _decoded(content)
    if len(text) > LARGEST_TEXT:
        raise UnreadableFile(
            _(
                "Teksten er for lang: en plan må højst fylde 500 kB, omkring 150 sider. "
                "Del den op, eller tag bilagene fra, og prøv igen."
            )
        )
    if text.count("\n") > MOST_LINES:
        raise UnreadableFile(_too_many())
    is_markdown = name.lower().endswith((".md", ".markdown")) or len(_MARKDOWN.findall(text)) > 1
    return _not_too_many(blocks_of_markdown(text) if is_markdown else blocks_of_text(text))


def _not_too_many(blocks: list[Block]) -> list[Block]:
    """Return the blocks, or raise UnreadableFile when no plan is that long."""
    if sum(max(len(block.rows), 1) for block in blocks) > MOST_BLOCKS:
        raise UnreadableFile(_too_many())
    return blocks


def _too_many() -> str:
    return _(
        "Teksten har flere end 5.000 afsnit. Så lang er en plan ikke. Tag bilagene fra, og prøv igen."
    )


def _blocks_of_zip(content: bytes) -> list[Block]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = set(parts.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFile(_broken_word()) from error
    if "word/document.xml" not in names:
        raise UnreadableFile(
            _(
                "Filen er ikke en tekst. Gem planen som Word (.docx), eller kopiér teksten ind i feltet."
            )
        )
    try:
        data = done_apart(
            f"{__package__}.apart_word",
            content,
            seconds=WORD_SECONDS,
            megabytes=WORD_MEGABYTES,
        )
    except WrongInput as error:
        if str(error) == "too_big":
            raise UnreadableFile(_("Word-filen er for stor til at blive læst.")) from error
        raise UnreadableFile(_broken_word()) from error
    except ApartError as error:
        raise UnreadableFile(_("Word-filen er for stor til at blive læst.")) from error
    blocks = [
        Block(
            Kind(block["kind"]),
            block.get("text", ""),
            block.get("level", 0),
            tuple(tuple(row) for row in block.get("rows", ())),
            block.get("mark", ""),
        )
        for block in json.loads(data)
    ]
    _not_too_many(blocks)
    if any(block.kind is Kind.HEADING for block in blocks):
        return blocks
    # Somebody who marked no headings at all wrote plain text in Word.
    return [
        block.with_kind(Kind.HEADING)
        if block.kind is Kind.PARAGRAPH and looks_like_heading(block.text)
        else block
        for block in blocks
    ]


def _broken_word() -> str:
    return _(
        "Word-filen er i stykker og kan ikke åbnes. Åbn den i Word, gem den igen som .docx, og prøv igen."
    )


def _refuse_foreign(content: bytes) -> None:
    """Raise UnreadableFile for the kinds of files people often have a plan in, with what to do."""
    if content[:1024].lstrip().startswith(b"%PDF"):
        raise UnreadableFile(
            _(
                "Filen er en PDF. Kopiér teksten fra den ind i feltet, eller gem planen som Word (.docx)."
            )
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            _(
                "Filen er i et gammelt Office-format. Åbn den, gem den som Word (.docx), og prøv igen."
            )
        )
    if content.startswith(b"{\\rtf"):
        raise UnreadableFile(
            _("Filen er i RTF-format. Åbn den, gem den som Word (.docx), og prøv igen.")
        )
    if content.startswith(_PICTURES):
        raise UnreadableFile(_("Filen er et billede. Find planen som tekst eller Word (.docx)."))


def _decoded(content: bytes) -> str:
    """Return the text of bytes, whichever of the usual ways it was written in."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    odd = sum(1 for letter in text if ord(letter) < 32 and letter not in "\t\n\r\x0b\x0c")
    if "\x00" in text or odd > len(text) / 100:
        raise UnreadableFile(
            _(
                "Filen er ikke en tekst. Gem planen som Word (.docx), eller kopiér teksten ind i feltet."
            )
        )
    return text
