"""Markdown to blocks."""

from markdown_it import MarkdownIt
from markdown_it.token import Token

from samspil.work.plans.reading.blocks import Block, Kind

_BOLD_LINE = ["strong_open", "text", "strong_close", "softbreak"]
_PARSER = MarkdownIt("commonmark").enable("table")


def blocks_of_markdown(text: str) -> list[Block]:
    """Return the blocks of a text in Markdown."""
    blocks: list[Block] = []
    lists = quotes = level = 0
    heading = in_row = False
    number = ""
    rows: list[list[str]] = []
    for token in _PARSER.parse(text):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists += 1
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists -= 1
        elif token.type == "list_item_open":
            number = f"{token.info}." if token.info else ""
            fresh_item = True
        elif token.type in {"blockquote_open", "blockquote_close"}:
            quotes += 1 if token.nesting > 0 else -1
        elif token.type == "heading_open":
            heading, level = True, int(token.tag[1:])
        elif token.type == "heading_close":
            heading = False
        elif token.type == "table_open":
            rows = []
        elif token.type == "table_close":
            blocks.append(Block(Kind.TABLE, rows=tuple(tuple(row) for row in rows)))
        elif token.type == "tr_open":
            in_row = True
            rows.append([])
        elif token.type == "tr_close":
            in_row = False
        elif token.type in {"fence", "code_block", "html_block"} and token.content.strip():
            blocks.append(Block(Kind.PARAGRAPH, token.content.strip()))
        elif token.type == "inline":
            words = plain(token)
            if in_row:
                rows[-1].append(words)
            elif heading and words:
                blocks.append(Block(Kind.HEADING, words, level))
            elif quotes and words:
                blocks.append(Block(Kind.QUOTE, words))
            elif lists and words:
                if fresh_item:
                    blocks.append(Block(Kind.ITEM, words, lists - 1, mark=number))
                    fresh_item = False
                else:
                    blocks.append(Block(Kind.PARAGRAPH, words))
            elif words:
                blocks.extend(_paragraph(token, words))
    return blocks


def _paragraph(token: Token, words: str) -> list[Block]:
    """Return a paragraph, or the heading somebody made by bold letters alone."""
    marks = [child.type for child in token.children or () if child.type != "text" or child.content]
    if marks == ["strong_open", "text", "strong_close"] and not words.endswith((".", ":")):
        return [Block(Kind.HEADING, words)]
    if marks[:4] in (_BOLD_LINE, [*_BOLD_LINE[:3], "hardbreak"]):
        # A line of bold letters heads the lines below it in the same paragraph.
        head = next(child.content for child in token.children or () if child.content).strip()
        rest = words[len(head) :].strip()
        if rest and words.startswith(head):
            return [Block(Kind.PARAGRAPH, head), Block(Kind.PARAGRAPH, rest)]
    return [Block(Kind.PARAGRAPH, words)]


def plain(token: Token) -> str:
    """Return the words of a piece of Markdown without its marks."""
    parts = []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            parts.append(" " if child.type == "softbreak" else "\n")
        elif child.type in {"text", "code_inline"} or child.type == "image":
            parts.append(child.content)
    return "".join(parts).strip()
