"""Words of a document: Markdown as spans of text, without anything that a file format cannot hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table"])

# Signs that neither XML nor PDF can show: control characters, halves of pairs, private use, non-characters.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
)
_SPACES = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Span:
    """Some words and how they are said."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


def plain(text: str) -> str:
    """Return a text on one line, without signs that a file cannot hold."""
    return _SPACES.sub(" ", _UNSHOWN.sub("", text)).strip()


def as_json(span: Span) -> dict[str, Any]:
    """Return a span as the other process reads it."""
    return {"text": span.text, "bold": span.bold, "italic": span.italic, "link": span.link}


def spans(text: str) -> list[Span]:
    """Return a paragraph in Markdown as spans; what is not bold, italic or a link comes as words.

    Args:
        text: what somebody wrote.
    """
    tokens = PARSER.parseInline(_UNSHOWN.sub("", text))[0].children or []
    return list(_joined(spans_of(tokens)))


def spans_of(tokens: list[Token]) -> Iterator[Span]:
    """Yield the spans of what the parser read."""
    bold = italic = 0
    link = ""
    for token in tokens:
        if token.type in {"strong_open", "strong_close"}:
            bold += token.nesting
        elif token.type in {"em_open", "em_close"}:
            italic += token.nesting
        elif token.type in {"link_open", "link_close"}:
            link = str(token.attrGet("href") or "")
        elif text := _said(token):
            yield Span(text, bold=bold > 0, italic=italic > 0, link=link)


def _said(token: Token) -> str:
    if token.type == "hardbreak":
        return "\n"
    return " " if token.type == "softbreak" else token.content


def _joined(found: Iterator[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in found:
        same = last and (span.bold, span.italic, span.link) == (last.bold, last.italic, last.link)
        if last and same:
            last = Span(last.text + span.text, bold=last.bold, italic=last.italic, link=last.link)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
