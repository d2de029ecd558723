"""Tables that lost their lines when they were copied: every cell stands alone, the names of the columns first."""

import re

from samspil.work.plans.reading import vocabulary as words
from samspil.work.plans.reading.blocks import Block, Kind
from samspil.work.plans.reading.tables import columns_of
from samspil.work.plans.reading.vocabulary import Part

FEWEST_COLUMNS = 3
MOST_COLUMNS = 8
LONGEST_NAME = 40
LONGEST_CELL = 200
_WHEN = re.compile(r"\d|\b(?:løbende|årlig|hver|forår|efterår|sommer|vinter|straks)", re.I)


def with_flat_tables(blocks: list[Block]) -> list[Block]:
    """Return the blocks with cells that stand one below another put together as a table, where that fits."""
    made: list[Block] = []
    at = 0
    while at < len(blocks):
        table, taken = _table_at(blocks, at)
        made.append(table or blocks[at])
        at += taken
    return made


def _table_at(blocks: list[Block], at: int) -> tuple[Block | None, int]:
    """Return the table that begins at a block, and how many blocks it took; no table takes one."""
    names: list[str] = []
    for block in blocks[at : at + MOST_COLUMNS]:
        if not _is_cell(block) or not _is_column(block.text):
            break
        names.append(block.text)
    if len(names) < FEWEST_COLUMNS:
        return None, 1
    cells: list[str] = []
    for block in blocks[at + len(names) :]:
        if not _is_cell(block) or block.text in names or _ends_table(block.text):
            break
        cells.append(block.text)
    whole = len(cells) - len(cells) % len(names)
    # A heading right below the table looks like one cell too many.
    if not whole or len(cells) - whole > 1:
        return None, 1
    rows = [tuple(cells[first : first + len(names)]) for first in range(0, whole, len(names))]
    table = Block(Kind.TABLE, rows=(tuple(names), *rows))
    fits = columns_of(table) is not None and all(
        _WHEN.search(row[column])
        for column, name in enumerate(names)
        if words.part_of(name) is Part.PERIOD
        for row in rows
    )
    return (table, len(names) + whole) if fits else (None, 1)


def _is_cell(block: Block) -> bool:
    loose = block.kind is Kind.PARAGRAPH or (block.kind is Kind.HEADING and not block.level)
    return loose and len(block.text) <= LONGEST_CELL


def _is_column(text: str) -> bool:
    known = words.part_of(text) or re.match(r"(?:aktivitet|handling|tiltag|status)\W*$", text, re.I)
    return len(text) <= LONGEST_NAME and bool(known)


def _ends_table(text: str) -> bool:
    named = words.NAMED_AREA.match(text) or words.NAMED_TRACK.match(text)
    return bool(named or words.section_of(text) or words.CHAPTER.match(text))
