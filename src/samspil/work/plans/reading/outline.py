"""Gives every heading its role, from its words, its level, what was announced, and what stands under it."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum

from samspil.work.plans.reading import vocabulary as words
from samspil.work.plans.reading.blocks import UNKNOWN_LEVEL, Block, Kind
from samspil.work.plans.reading.vocabulary import Part, Section

_OWNED = {Part.PURPOSE, Part.WHY, Part.HOW, Part.ACTIVITIES}
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

    @property
    def level(self) -> int:
        """Return the level of its heading."""
        return self.block.level


def outlined(blocks: list[Block]) -> list[Entry]:
    """Return the blocks with their roles."""
    entries = [entry for block in blocks for entry in _entries(block)]
    _mark_title(entries)
    _mark_contents(entries)
    _parts_only_where_repeated(entries)
    announced_tracks, announced_areas = announced(entries)
    _mark_named(entries, announced_tracks, announced_areas)
    _mark_owners(entries)
    _mark_items_without_bullets(entries)
    _mark_by_level(entries)
    _mark_tracks_by_place(entries)
    _mark_without_evidence(entries)
    return entries


def _entries(block: Block) -> list[Entry]:
    """Return a block as entries; a label like "Formål: …" becomes a heading and its text."""
    if block.is_heading and not block.level and _has_label(block.text):
        block = block.with_kind(Kind.PARAGRAPH)
    if block.is_heading:
        text = _NUMBER.sub("", block.text)
        block = replace(block, text=text.strip())
        return [_heading(block)]
    if (
        block.kind is Kind.PARAGRAPH
        and words.ACTIVITY_LEAD.search(block.text)
        and len(block.text) < 200
    ):
        return [Entry(block, Role.PART, Part.ACTIVITIES)]
    if block.kind is Kind.PARAGRAPH and not block.text.endswith(".") and len(block.text) < 80:
        if part := words.part_of(block.text):
            return [Entry(block, Role.PART, part)]
        if section := words.section_of(block.text):
            return [Entry(block, Role.SECTION, section=section)]
    if block.kind in {Kind.PARAGRAPH, Kind.ITEM}:
        for section, label in words.SECTION_LABELS.items():
            if found := label.match(block.text):
                return [
                    Entry(
                        replace(block, kind=Kind.HEADING, text=found[0].strip()),
                        Role.SECTION,
                        section=section,
                    ),
                    Entry(replace(block, kind=Kind.PARAGRAPH, text=block.text[found.end() :])),
                ]
    if block.kind is Kind.PARAGRAPH:
        for part, label in words.LABELS.items():
            if (found := label.match(block.text)) and part is not Part.QUOTES:
                return [
                    Entry(replace(block, text=found[0].strip()), Role.PART, part),
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
    if part is not None and (section is None or part in _OWNED):
        return Entry(block, Role.PART, part, section)
    if section is not None:
        return Entry(block, Role.SECTION, part, section)
    return Entry(block, Role.OTHER)


def _mark_title(entries: list[Entry]) -> None:
    """Mark the title: what the program calls so, else the first heading that speaks of a plan."""
    _head_from_agenda(entries)
    candidates = [
        entry for entry in entries[:40] if entry.block.is_heading and entry.role is not Role.SECTION
    ]
    titles = [entry for entry in candidates if entry.block.kind is Kind.TITLE]
    planned = [entry for entry in candidates if words.PLAN_WORD.search(entry.block.text)]
    top = [entry for entry in candidates if entry.level == 1 and entry.role is Role.OTHER]
    first = next((entry for entry in candidates if entry.role is Role.OTHER), None)
    only_top = (
        top[:1]
        if sum(1 for entry in entries if entry.block.is_heading and entry.level == 1) == 1
        else []
    )
    chosen = [*titles, *only_top, *planned[:1], *([first] if first else [])]
    if chosen:
        chosen[0].role, chosen[0].part, chosen[0].section = Role.TITLE, None, None


def _head_from_agenda(entries: list[Entry]) -> None:
    """Take the first numbered line as a heading when it is the point of an agenda about a plan."""
    first = entries[0] if entries else None
    if (
        first
        and first.block.kind is Kind.ITEM
        and first.block.mark
        and words.PLAN_WORD.search(first.block.text)
    ):
        first.block, first.role = first.block.with_kind(Kind.HEADING), Role.OTHER


def _mark_contents(entries: list[Entry]) -> None:
    """Mark the lines of a table of contents: they come again later."""
    later = Counter(words.key(entry.block.text) for entry in entries)
    inside = False
    for entry in entries:
        if entry.section is Section.CONTENTS:
            inside = True
        elif inside:
            bare = words.key(re.sub(r"[\s.…]*\d{1,3}\s*$", "", entry.block.text))
            inside = len(entry.block.text) < 120 and (
                later[bare] > 1 or bare != words.key(entry.block.text)
            )
            if inside:
                later[bare] -= 1
                entry.role, entry.section = Role.SECTION, Section.CONTENTS


def _parts_only_where_repeated(entries: list[Entry]) -> None:
    """A word that can head a section or a part of an area heads a part where it comes again and again."""
    both = [
        entry
        for entry in entries
        if entry.block.is_heading
        and entry.part
        and entry.section
        and entry.role in {Role.PART, Role.SECTION}
        and entry.section is not Section.CONTENTS
    ]
    often = Counter(words.key(entry.block.text) for entry in both)
    for entry in both:
        owned = entry.part in _OWNED and entry.section not in {
            Section.INTRO,
            Section.AREAS,
            Section.INITIATIVES,
        }
        entry.role = Role.PART if owned or often[words.key(entry.block.text)] > 1 else Role.SECTION


def announced(entries: list[Entry]) -> tuple[set[str], set[str]]:
    """Return the titles of tracks and of areas that the text names before they come."""
    tracks: set[str] = set()
    areas: set[str] = set()
    for at, entry in enumerate(entries):
        text = entry.block.text
        if entry.block.kind not in {Kind.PARAGRAPH, Kind.HEADING} or (
            len(text) > 900 and not text.endswith(":")
        ):
            continue
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            if words.ANNOUNCES_TRACKS.search(sentence):
                tracks.update(
                    words.key(name)
                    for name in re.findall(r"[\"”“„»]([^\"”“«»]{3,80})[\"”“«]", sentence)
                )
        if not text.endswith(":"):
            continue
        last = re.split(r"(?<=[.!?])\s+", text)[-1]
        of = (
            areas
            if words.ANNOUNCES_AREAS.search(last)
            else tracks
            if words.ANNOUNCES_TRACKS.search(last)
            else None
        )
        if of is None:
            continue
        for following in entries[at + 1 :]:
            if following.block.kind is not Kind.ITEM:
                break
            of.add(words.key(following.block.text))
    return tracks - {""}, areas - {""}


def is_announced(title: str, names: set[str]) -> bool:
    """Tell whether a heading is one of the announced names, perhaps written out longer."""
    own = words.key(title)
    return any(own == name or (len(name) > 5 and own.startswith(f"{name} ")) for name in names)


def _mark_named(entries: list[Entry], tracks: set[str], areas: set[str]) -> None:
    for entry in entries:
        if (
            not entry.block.is_heading
            or entry.role not in {Role.OTHER, Role.SECTION, Role.PART}
            or entry.section is Section.CONTENTS
        ):
            continue
        text = entry.block.text
        if words.NAMED_TRACK.match(text) or is_announced(text, tracks):
            entry.role = Role.TRACK
        elif words.NAMED_AREA.match(text) or is_announced(text, areas):
            entry.role = Role.AREA


def _mark_owners(entries: list[Entry]) -> None:
    """Mark as areas the headings under which a purpose, a reason or activities stand."""
    for at, entry in enumerate(entries):
        if _is_evidence(entry):
            owner = _owner(entries, at)
            if owner is not None and owner.role is Role.OTHER:
                owner.role = Role.AREA


def _is_evidence(entry: Entry) -> bool:
    if entry.block.kind is Kind.TABLE:
        head = [words.part_of(cell) for cell in entry.block.rows[0]] if entry.block.rows else []
        first_column = [words.part_of(row[0]) for row in entry.block.rows if row]
        return Part.ACTIVITIES in head or len(_OWNED & set(first_column)) > 1
    return entry.role is Role.PART and entry.part in _OWNED


def _owner(entries: list[Entry], at: int) -> Entry | None:
    """Return the heading a part belongs to: the nearest above of a higher level, else the nearest."""
    level = entries[at].level if entries[at].block.is_heading else UNKNOWN_LEVEL
    nearest = None
    for entry in reversed(entries[:at]):
        if entry.role in {Role.TITLE, Role.SECTION}:
            return nearest
        if entry.role not in {Role.OTHER, Role.AREA, Role.TRACK}:
            continue
        if not level or not entry.level or entry.level < level:
            return entry
        if entry.level == level:
            nearest = nearest or entry
        else:
            return nearest or (entry if entry.role is Role.OTHER and not nearest else nearest)
    return nearest


def _mark_items_without_bullets(entries: list[Entry]) -> None:
    """Take short lines right under the heading of activities as a list that lost its bullets."""
    inside = False
    for entry in entries:
        if entry.role is Role.PART:
            inside = entry.part is Part.ACTIVITIES
        elif inside and entry.role is Role.OTHER and not entry.level:
            entry.block, entry.role = entry.block.with_kind(Kind.ITEM), Role.TEXT
        else:
            inside = False


def _mark_by_level(entries: list[Entry]) -> None:
    """Let levels tell: what has areas under it is a track, what stands beside areas is one too."""
    headings = [
        entry
        for entry in entries
        if entry.block.is_heading
        and entry.role in {Role.AREA, Role.TRACK, Role.OTHER, Role.SECTION, Role.TITLE}
    ]
    for at, entry in enumerate(headings):
        if entry.role is not Role.AREA or not entry.level:
            continue
        parent = next((one for one in reversed(headings[:at]) if 0 < one.level < entry.level), None)
        if parent is not None and parent.role in {Role.OTHER, Role.AREA}:
            parent.role = Role.TRACK
    area_levels = {entry.level for entry in headings if entry.role is Role.AREA and entry.level}
    inside = False
    for entry in headings:
        if entry.role in {Role.TRACK, Role.AREA}:
            inside = True
            track_level = entry.level if entry.role is Role.TRACK else 0
            if track_level:
                area_levels.add(track_level + 1)
        elif entry.role is Role.SECTION:
            inside = entry.section in {Section.AREAS, Section.INITIATIVES}
        elif inside and entry.role is Role.OTHER and entry.level in area_levels and entry.level > 1:
            entry.role = Role.AREA


def _mark_tracks_by_place(entries: list[Entry]) -> None:
    """Without levels, the last strange heading before an area is a track when that happens again and again."""
    if any(entry.role is Role.TRACK for entry in entries):
        return
    found: list[Entry] = []
    last: Entry | None = None
    for entry in entries:
        if entry.role is Role.AREA:
            if last is not None:
                found.append(last)
            last = None
        elif entry.role is Role.OTHER and not entry.level:
            last = entry
        elif entry.role in {Role.SECTION, Role.TITLE}:
            last = None
    if len(found) > 1:
        for entry in found:
            entry.role = Role.TRACK


def _mark_without_evidence(entries: list[Entry]) -> None:
    """When no area shows itself by its parts, take the headings with a list under them."""
    if any(entry.role is Role.AREA for entry in entries):
        return
    title = next((entry for entry in entries if entry.role is Role.TITLE), None)
    if title is None or not words.PLAN_WORD.search(title.block.text):
        return
    # Initiatives are counted elsewhere.
    heads = [
        at
        for at, entry in enumerate(entries)
        if entry.role in {Role.OTHER, Role.TRACK, Role.SECTION, Role.PART}
    ]
    with_lists = [
        entries[at]
        for at, until in zip(heads, [*heads[1:], len(entries)], strict=False)
        if entries[at].role is Role.OTHER
        and not words.INITIATIVE_LEAD.search(entries[at].block.text)
        and sum(entry.block.kind is Kind.ITEM for entry in entries[at:until]) > 1
    ]
    levels = Counter(entry.level for entry in with_lists)
    if len(with_lists) < 2:
        return
    level = levels.most_common(1)[0][0]
    for entry in with_lists:
        if entry.level == level:
            entry.role = Role.AREA
    _mark_by_level(entries)
