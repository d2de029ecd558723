"""What a document is made of, whatever program wrote it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

UNKNOWN_LEVEL = 0
BULLET = r"(?:[•▪▫●○◦‣⁃■□➢✓✔·*\u2013\u2014\uf0b7\uf0a7-]|o)"


class Kind(StrEnum):
    """The kinds of blocks."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"


@dataclass(frozen=True)
class Block:
    """One piece of a document; a heading of level 0 only looks like one, an item's level is its depth."""

    kind: Kind
    text: str = ""
    level: int = UNKNOWN_LEVEL
    rows: tuple[tuple[str, ...], ...] = ()
    mark: str = ""

    @property
    def is_heading(self) -> bool:
        """Return whether something stands under it."""
        return self.kind in {Kind.TITLE, Kind.HEADING}

    def with_kind(self, kind: Kind) -> "Block":
        """Return the same text as another kind of block."""
        return replace(self, kind=kind)


def texts_of(block: Block) -> Iterator[str]:
    """Return every text of a block, the cells of a table row by row."""
    if block.text:
        yield f"{block.mark} {block.text}".strip()
    for row in block.rows:
        yield " | ".join(cell for cell in row if cell)
