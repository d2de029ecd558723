"""Blocks to entries: each with the role its own words give it."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from samspil.work.plans.reading import vocabulary as words
from samspil.work.plans.reading.blocks import Block, Kind
from samspil.work.plans.reading.vocabulary import Part, Section

# What only an area has, never the plan as a whole.
OWNED = {Part.PURPOSE, Part.WHY, Part.HOW, Part.ACTIVITIES}
_ONLY_YEARS = re.compile(
    r"^\W*(?:(?:gælder|gældende|for|i|perioden|planperioden|periode)\W+)*\d{4}\s*(?:[-–—/]|til)?\s*(?:\d{4})?\W*$",
    re.I,
)
LONGEST_LEAD = 200
_NUMBER = re.compile(r"^\s*(?:\d{1,2}\.)*\d{1,2}[.)]?\s+(?=[A-ZÆØÅ])")


class Role(StrEnum):
    """What a block is in the plan."""

    TITLE = "title"
    SECTION = "section"
    TRACK = "track"
    AREA = "area"
    PART = "part"
    OTHER = "other"
    TEXT = "text"


@dataclass
class Entry:
    """A block with its role."""

    block: Block
    role: Role = Role.TEXT
    part: Part | None = None
    section: Section | None = None
    labelled: bool = False

    @property
    def level(self) -> int:
        """Return the level of its heading."""
        return self.block.level


def entries_of(block: Block) -> list[Entry]:
    """Return a block as entries; a label like "Formål: …" becomes a heading and its text."""
    named = words.NAMED_ACTIVITY.match(block.text) if block.kind is not Kind.TABLE else None
    if named:
        item = replace(block, kind=Kind.ITEM, text=block.text[named.end() :], level=0, mark="")
        return [Entry(replace(item, text=""), Role.PART, Part.ACTIVITIES), Entry(item)]
    if block.is_heading and not block.level and _has_label(block.text):
        block = block.with_kind(Kind.PARAGRAPH)
    if block.is_heading and _ONLY_YEARS.match(block.text):
        return [Entry(block.with_kind(Kind.PARAGRAPH))]
    if block.is_heading:
        text = words.CHAPTER.sub("", _NUMBER.sub("", block.text))
        block = replace(block, text=text.strip())
        return [_heading(block)]
    short = block.kind is Kind.PARAGRAPH and not block.text.endswith(".") and len(block.text) < 80
    part = words.part_of(block.text) if short else None
    leads = block.kind is Kind.PARAGRAPH and words.ACTIVITY_LEAD.search(block.text)
    if leads and part is not Part.PURPOSE and len(block.text) < LONGEST_LEAD:
        return [Entry(block, Role.PART, Part.ACTIVITIES)]
    if part:
        return [Entry(block, Role.PART, part)]
    if short and (section := words.section_of(block.text)):
        return [Entry(block, Role.SECTION, section=section)]
    if block.kind in {Kind.PARAGRAPH, Kind.ITEM}:
        for section, label in words.SECTION_LABELS.items():
            if found := label.match(block.text):
                return [
                    Entry(
                        replace(block, kind=Kind.HEADING, text=found[0].strip()),
                        Role.SECTION,
                        section=section,
                        labelled=True,
                    ),
                    Entry(replace(block, kind=Kind.PARAGRAPH, text=block.text[found.end() :])),
                ]
    if block.kind is Kind.PARAGRAPH:
        for part, label in words.LABELS.items():
            if (found := label.match(block.text)) and part is not Part.QUOTES:
                return [
                    Entry(replace(block, text=found[0].strip()), Role.PART, part, labelled=True),
                    Entry(replace(block, text=block.text[found.end() :])),
                ]
    return [Entry(block)]


def _has_label(text: str) -> bool:
    """Tell whether a short line is a label with what it says, and no heading."""
    labels = [*words.LABELS.values(), *words.SECTION_LABELS.values()]
    return any(label.match(text) for label in labels)


def _heading(block: Block) -> Entry:
    part, section = words.part_of(block.text), words.section_of(block.text)
    if words.QUOTE.match(block.text):
        return Entry(block.with_kind(Kind.PARAGRAPH))
    if part is not None and (section is None or part in OWNED):
        return Entry(block, Role.PART, part, section)
    if section is not None:
        return Entry(block, Role.SECTION, part, section)
    return Entry(block, Role.OTHER)
