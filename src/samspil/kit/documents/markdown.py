"""A whole text in Markdown as blocks of a document."""

from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from samspil.kit.documents.parts import Block, Heading, Listing, Paragraph, Quote, Table
from samspil.kit.documents.words import PARSER

LISTS = {"bullet_list", "ordered_list"}


def blocks_of(text: str, *, first_level: int = 1) -> list[Block]:
    """Return what an editor wrote as blocks of a document.

    Args:
        text: Markdown.
        first_level: the level that the highest heading used gets.
    """
    top = SyntaxTreeNode(PARSER.parse(text)).children
    used = sorted({node.tag for node in top if node.type == "heading"})
    levels = {tag: first_level + step for step, tag in enumerate(used)}
    return [block for node in top for block in _blocks(node, levels)]


def _blocks(node: SyntaxTreeNode, levels: dict[str, int]) -> Iterator[Block]:
    if node.type == "heading":
        yield Heading(_words(node), levels.get(node.tag, 1))
    elif node.type in LISTS:
        yield _listing(node)
    elif node.type == "blockquote":
        yield Quote(" ".join(_words(child) for child in node.children))
    elif node.type == "table":
        yield _table(node)
    elif node.type in {"fence", "code_block"}:
        yield Paragraph(node.content)
    elif words := _words(node):
        yield Paragraph(words)


def _words(node: SyntaxTreeNode) -> str:
    """Return the Markdown of the first words in a block."""
    return next((child.content for child in node.walk() if child.type == "inline"), "")


def _listing(node: SyntaxTreeNode) -> Listing:
    items: list[str | Listing] = []
    for item in node.children:
        items.append(" ".join(_words(child) for child in item.children if child.type not in LISTS))
        items.extend(_listing(child) for child in item.children if child.type in LISTS)
    return Listing(items, numbered=node.type == "ordered_list")


def _table(node: SyntaxTreeNode) -> Table:
    rows = [
        [_words(cell) for cell in row.children] for part in node.children for row in part.children
    ]
    width = len(rows[0])
    filled = [(row + [""] * width)[:width] for row in rows[1:]]
    return Table(caption="", columns=rows[0], rows=filled)
