"""Markdown from editors as safe HTML, and as plain text for letters."""

import re
from collections.abc import Iterator

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(
    ["table", "strikethrough"]
)

_TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "ul", "ol", "li",
    "blockquote", "code", "pre", "a", "img", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
_OWN_PATH = re.compile(r"/(?![/\\])[^\\\s]*\Z")
DEEPEST_HEADING = 6


def _kept_attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src" and not _OWN_PATH.match(value):
        return None
    return value


def _shown_picture(token: Token) -> bool:
    source = str(token.attrGet("src") or "")
    return bool(token.content.strip()) and bool(_OWN_PATH.match(source))


def _shifted(tokens: list[Token], first_level: int) -> Iterator[Token]:
    """Give headings the levels of the page: the highest used comes first and none is skipped."""
    used = sorted({token.tag for token in tokens if token.type == "heading_open"})
    levels = {tag: min(first_level + step, DEEPEST_HEADING) for step, tag in enumerate(used)}
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{levels[token.tag]}"
        if token.children:
            token.children = [
                child for child in token.children if child.type != "image" or _shown_picture(child)
            ]
        yield token


def html_of(text: str, *, first_level: int = 2) -> str:
    """Return Markdown as HTML that is safe to show.

    Raw HTML comes out as text. Pictures are shown only from our own addresses ("/…") and only
    with an alternative text. Links open no other scheme than http, https, mailto and tel, and are
    marked `nofollow`.

    Args:
        text: what an editor wrote.
        first_level: the level that the highest heading used gets; the page's own heading is h1.

    Source: CommonMark 0.31; cleaned by nh3 after rendering, so one flaw alone opens nothing.
    """
    tokens = list(_shifted(_PARSER.parse(text), first_level))
    rendered = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return nh3.clean(
        rendered,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_kept_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow noopener noreferrer",
    )


def plain_text(text: str) -> str:
    """Return Markdown as plain text for a letter: links in brackets, lists with dashes.

    Args:
        text: what an editor wrote.
    """
    lines: list[str] = []
    markers: list[str | int] = []
    for token in _PARSER.parse(text):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            ordered = token.type == "ordered_list_open"
            markers.append(int(token.attrGet("start") or 1) if ordered else "-")
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            markers.pop()
        elif token.type == "list_item_open":
            lines.append(_marker(markers))
        elif token.type == "hr":
            lines.append("* * *")
        elif token.type in {"fence", "code_block"}:
            lines.append(token.content.rstrip("\n"))
        elif token.type == "inline":
            _add(lines, _inline(token.children or []))
    return "\n\n".join(_joined(lines)).strip()


def _marker(markers: list[str | int]) -> str:
    indent = "  " * (len(markers) - 1)
    last = markers[-1]
    if isinstance(last, int):
        markers[-1] = last + 1
        return f"{indent}{last}. "
    return f"{indent}{last} "


def _is_marker(line: str) -> bool:
    return bool(re.fullmatch(r" *(-|\d+\.) ", line))


def _add(lines: list[str], text: str) -> None:
    if lines and _is_marker(lines[-1]):
        lines[-1] += text
    else:
        lines.append(text)


def _joined(lines: list[str]) -> Iterator[str]:
    item = re.compile(r" *(-|\d+\.) ")
    block: list[str] = []
    for line in lines:
        if block and not (item.match(line) and item.match(block[-1])):
            yield "\n".join(block)
            block = []
        block.append(line)
    if block:
        yield "\n".join(block)


def _inline(tokens: list[Token]) -> str:
    parts: list[str] = []
    targets: list[tuple[str, int]] = []
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            parts.append("\n" if token.type == "hardbreak" else " ")
        elif token.type == "image":
            if _shown_picture(token):
                parts.append(f"[{token.content}]")
        elif token.type == "link_open":
            targets.append((str(token.attrGet("href") or ""), len(parts)))
        elif token.type == "link_close":
            target, start = targets.pop()
            if target.removeprefix("mailto:") != "".join(parts[start:]):
                parts.append(f" ({target})")
        else:
            parts.append(token.content)
    return "".join(parts)
