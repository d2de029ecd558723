"""Plain text, also copied out of a PDF, to blocks: joins wrapped lines and drops what pages repeat."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import pairwise

from samspil.work.plans.reading import vocabulary as words
from samspil.work.plans.reading.blocks import BULLET, Block, Kind

LONGEST_WRAPPED = 130
LONGEST_HEADING = 110
LONGEST_PAGE_NUMBER = 30
MOST_HEADING_WORDS = 14
MOST_OF_KNOWN_HEADING = 60
PAGE_NUMBER = re.compile(
    r"^\s*(?:side|s\.|page)?\s*[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:af|/|of)\s*\d{1,3})?\s*$", re.I
)
DOT_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d*\s*$|…{2,}\s*\d*\s*$|\t+\d{1,3}\s*$")
ITEM = re.compile(rf"^(\s*)({BULLET})\s+(?=\S)")
BARE_BULLET = re.compile(rf"^\s{{0,20}}{BULLET}\s*$")
NUMBERED_ITEM = re.compile(r"^(\s*)(\(?\d{1,2}[.)]|\(?[a-zæøå]\))\s+(?=\S)")
LETTERED = re.compile(r"^\s*(?:[-•–*]\s+)?([A-ZÆØÅ])[.):]\s+(?=\S)")
OUTLINE_NUMBER = re.compile(r"^\s*(?:\d{1,2}\.)+\d{1,2}\.?\s+(?=[A-ZÆØÅ])")
SECTION_NUMBER = re.compile(r"^\s*(?:\d{1,2}\.(?:\d{1,2}\.?)*)\s+(?=[A-ZÆØÅ])")
END_OF_SENTENCE = (".", ":", "!", "?", ";", "”", '"')


def blocks_of_text(text: str) -> list[Block]:
    """Return the blocks of a text; headings in it have no mark, so short lines are taken as such."""
    lines = _without_repetition(_clean(text))
    width = _wrap_width(lines)
    numbered = any(OUTLINE_NUMBER.match(line) for line in lines)
    pieces = _joined(lines, width, numbered=numbered)
    return _with_tables([_block(piece, numbered=numbered) for piece in pieces])


def _clean(text: str) -> list[str]:
    text = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "").replace("\u200b", "")
    )
    text = (
        text.replace("\u00a0", " ")
        .replace("\u2028", "\n")
        .replace("\x0b", "\n")
        .replace("\x0c", "\n\x0c")
    )
    return _bullets_joined([line.rstrip(" ") for line in text.split("\n")])


def _bullets_joined(lines: list[str]) -> list[str]:
    """Return the lines with a bullet that stands alone on its line put before the next."""
    made: list[str] = []
    bullet = ""
    for line in lines:
        if BARE_BULLET.match(line):
            bullet = line.strip()
        elif bullet and line.strip():
            made.append(f"{bullet} {line.strip()}")
            bullet = ""
        elif not bullet:
            made.append(line)
    return made


def _without_repetition(lines: list[str]) -> list[str]:
    """Return the lines without page numbers, lines of contents, and what stands at the top of every page."""
    at_edge = Counter(_shape(lines[at]) for at in _edges(lines))
    contents = {at for at, line in enumerate(lines) if DOT_LEADER.search(line)}
    kept = []
    edges = _edges(lines)
    named = False
    for at, line in enumerate(lines):
        bare = line.replace("\x0c", "")
        # The heading of a part comes often, and may well stand at the top of two pages.
        known = words.part_of(bare.strip()) or (
            words.section_of(bare.strip()) not in {None, words.Section.OTHER}
        )
        repeated = at in edges and at_edge[_shape(line)] > 1 and not known and not ITEM.match(bare)
        alone = _is_page_number(bare)
        if repeated and not named and words.PLAN_WORD.search(bare):
            # What stands on top of every page is often the title, and the first of them is it.
            named, repeated = True, False
        if at in contents or repeated or alone:
            kept.append("\x00")
        else:
            kept.append(bare)
    return kept


def _is_page_number(line: str) -> bool:
    text = line.strip()
    return 0 < len(text) <= LONGEST_PAGE_NUMBER and bool(PAGE_NUMBER.match(text))


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.replace("\x0c", "").strip())


def _edges(lines: list[str]) -> set[int]:
    """Return the lines next to a page break: by form feed, or by a page number alone on its line."""
    breaks = [at for at, line in enumerate(lines) if "\x0c" in line or _is_page_number(line)]
    if not breaks:
        return set()
    filled = [at for at, line in enumerate(lines) if line.replace("\x0c", "").strip()]
    found = set(filled) & set(breaks)
    for at in [-1, *breaks, len(lines)]:
        before, after = bisect_left(filled, at), bisect_right(filled, at)
        found.update(filled[max(before - 2, 0) : before])
        found.update(filled[after : after + 2])
    return found


def _wrap_width(lines: list[str]) -> int:
    """Return how wide the text was wrapped, in characters; 0 when its lines are whole paragraphs."""
    lengths = sorted(len(line) for line in lines if len(line.strip()) > 1)
    if len(lengths) < 4:
        return 0
    widest = lengths[int(len(lengths) * 0.97)]
    if widest > LONGEST_WRAPPED or widest < 30:
        return 0
    run_on = sum(
        1
        for line, following in pairwise(lines)
        if len(line) > 0.7 * widest
        and following[:1].strip()
        and not line.rstrip().endswith(END_OF_SENTENCE)
    )
    return widest if run_on >= 2 else 0


def _joined(lines: list[str], width: int, *, numbered: bool) -> list[str]:
    pieces: list[list[str]] = []
    last = ""
    gap = True
    torn = False
    for line in lines:
        if line == "\x00":
            gap = torn = True
            continue
        if not line.strip():
            gap = True
            continue
        if pieces and _runs_on(last, line, width, gap=gap, torn=torn):
            _mend(pieces[-1], line.strip())
        else:
            pieces.append([line])
        last, gap, torn = line, False, False
    return [" ".join(piece) for piece in pieces]


def _runs_on(last: str, line: str, width: int, *, gap: bool, torn: bool) -> bool:
    """Tell whether a line carries on what came before it."""
    text = line.strip()
    if (
        ITEM.match(line)
        or NUMBERED_ITEM.match(line)
        or LETTERED.match(line)
        or "\t" in line.strip()
    ):
        return False
    ended = last.rstrip().endswith(END_OF_SENTENCE)
    if text[0].islower() and not ended:
        return True
    if gap or not width or (ended and _is_known_heading(text)):
        return False
    first_word = text.split()[0]
    had_room = len(last.rstrip()) + 1 + len(first_word) <= width * 0.88
    return not had_room or (torn and not ended)


def _is_known_heading(text: str) -> bool:
    short = len(text) <= MOST_OF_KNOWN_HEADING and not text.endswith(".")
    return short and bool(words.part_of(text) or words.section_of(text))


def _mend(piece: list[str], line: str) -> None:
    """Add a line to a piece, a word divided at the end of the line before made whole."""
    divided = re.search(r"[a-zæøå]-$", piece[-1][-2:])
    if divided and line[:1].islower() and not re.match(r"(?:og|eller|samt)\b", line):
        piece[-1] = piece[-1][:-1] + line
    else:
        piece.append(line)


def _block(piece: str, *, numbered: bool) -> Block:
    text = piece.strip()
    number = SECTION_NUMBER.match(piece) if numbered else None
    if number and looks_like_heading(text):
        mark = number[0].strip()
        level = len([part for part in mark.split(".") if part])
        return Block(Kind.HEADING, piece[number.end() :].strip(), level, mark=mark)
    if letter := LETTERED.match(piece):
        return Block(Kind.ITEM, piece[letter.end() :].strip(), 0, mark=f"{letter[1]}.")
    for pattern in (ITEM, NUMBERED_ITEM):
        if found := pattern.match(piece):
            depth = len(found[1].expandtabs(4)) // 3
            mark = "" if pattern is ITEM else found[2]
            return Block(Kind.ITEM, piece[found.end() :].strip(), depth, mark=mark)
    if text.startswith(">"):
        return Block(Kind.QUOTE, text.lstrip("> "))
    if looks_like_heading(text):
        return Block(Kind.HEADING, text.strip("*_ "))
    return Block(Kind.PARAGRAPH, text)


def looks_like_heading(text: str) -> bool:
    """Tell whether a line is short and unfinished enough to be a heading."""
    if len(text) > LONGEST_HEADING or len(text.split()) > MOST_HEADING_WORDS or "\t" in text:
        return False
    if text.endswith((".", ",", ";", ":", "!", "”", '"', "-")) or not re.search(
        r"[A-Za-zÆØÅæøå]{3}", text
    ):
        return False
    return text[0].isupper() or text[0].isdigit() or text[0] in '”"«§'


def _with_tables(blocks: list[Block]) -> list[Block]:
    """Return the blocks with lines of the same number of tabs made into tables."""
    made: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for block in blocks:
        cells = tuple(cell.strip() for cell in re.split(r"\t+|\s\|\s", block.text.strip("| ")))
        if len(cells) > 1 and block.kind is Kind.PARAGRAPH:
            rows.append(cells)
            continue
        made.extend(_table(rows))
        made.append(block)
    return [*made, *_table(rows)]


def _table(rows: list[tuple[str, ...]]) -> list[Block]:
    """Return the rows gathered so far as a table, and forget them."""
    made = [Block(Kind.TABLE, rows=tuple(rows))] if rows else []
    rows.clear()
    return made
