"""Puts who says a quote, on the line under it, to the quote."""

import re

from samspil.work.plans.reading import vocabulary as words
from samspil.work.plans.reading.blocks import Block, Kind

LONGEST_SPEAKER = 100
_CLOSED = re.compile(r"[”“«\"]\W*$")
_DASHED = re.compile(r"^\s*[-–—]\s*(?=\S)")
# One person: a word for whom it is, or a name with something about it behind a comma.
_PERSON = (
    r"(?:anonym\s+|en\s+)?(?:mor|far|mormor|farmor|morfar|farfar|forælder|forældre|søster|bror|søskende|ægtefælle|"
    r"datter|søn|pårørende|borger|bruger|beboer|elev|studerende|ung(?: kvinde| mand)?|kvinde|mand|dreng|pige|"
    r"medarbejder|pædagog|sagsbehandler|leder|lærer|træner|frivillig|formand|medlem|deltager)"
)
_SPEAKER = re.compile(
    rf"^(?:{_PERSON}(?=$|,|\s+(?:til|på|i|fra|med|af|\d))|"
    rf"(?:[A-ZÆØÅ][\wæøå.-]+\s?){{1,3}},\s+(?:\d{{1,2}} år|(?i:{_PERSON})|[a-zæøå]))",
)
_ANY_CASE = re.compile(rf"^{_PERSON}(?=$|,|\s+(?:til|på|i|fra|med|af|\d))", re.I)


def with_speakers(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the line that says who speaks joined to the quote above it."""
    made: list[Block] = []
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if made and _is_quote(made[-1]) and _speaks(block, following):
            dash = "– " if block.kind is Kind.ITEM else ""
            text = f"{made[-1].text}\n{dash}{block.text}"
            made[-1] = Block(Kind.QUOTE, text, made[-1].level)
        else:
            made.append(block)
    return made


def _is_quote(block: Block) -> bool:
    """Tell whether a block is a quote that does not say yet who speaks."""
    if block.kind not in {Kind.QUOTE, Kind.PARAGRAPH, Kind.HEADING} or "\n" in block.text:
        return False
    closed = bool(_CLOSED.search(block.text))
    return block.kind is Kind.QUOTE or (closed and bool(words.QUOTE.match(block.text)))


def _speaks(block: Block, following: Block | None) -> bool:
    text = block.text
    if len(text) > LONGEST_SPEAKER or text.endswith(":") or words.part_of(text):
        return False
    if block.kind is Kind.ITEM:
        # A single item under a quote is the dash before a name; more of them are a list.
        return not block.mark and (following is None or following.kind is not Kind.ITEM)
    if block.kind is Kind.TABLE or (block.kind is Kind.HEADING and block.level):
        return False
    return bool(_DASHED.match(text)) or _names_person(text)


def _names_person(text: str) -> bool:
    return bool(_ANY_CASE.match(text) or _SPEAKER.match(text))
