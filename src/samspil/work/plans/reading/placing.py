"""Tracks and areas told by what stands under a heading, by its level, and by its place."""

import re
from collections import Counter
from itertools import pairwise

from samspil.work.plans.reading import vocabulary as words
from samspil.work.plans.reading.blocks import UNKNOWN_LEVEL, Kind
from samspil.work.plans.reading.entries import OWNED, Entry, Role
from samspil.work.plans.reading.plain_text import looks_like_heading
from samspil.work.plans.reading.tables import columns_of
from samspil.work.plans.reading.vocabulary import Part, Section

FEWEST_NUMBERED = 2
LONGEST_HEAD = 80
_COUNTED = re.compile(r"^\d{1,2}\.$")


def mark_numbered_heads(entries: list[Entry]) -> None:
    """Take "1. Bolig", "2. Arbejde" … as headings where text, and not the next number, follows each."""
    numbered = [
        at
        for at, entry in enumerate(entries)
        if entry.block.kind is Kind.ITEM and _COUNTED.match(entry.block.mark)
    ]
    run: list[int] = []
    for at in numbered:
        number = int(entries[at].block.mark.strip(" .)"))
        if number == len(run) + 1:
            run.append(at)
        elif number == 1:
            _make_heads(entries, run)
            run = [at]
    _make_heads(entries, run)


def _make_heads(entries: list[Entry], run: list[int]) -> None:
    """Make a run of numbered lines headings when every one of them stands over a text of its own."""
    if len(run) < FEWEST_NUMBERED or any(until - at < 2 for at, until in pairwise(run)):
        return
    if run[-1] + 1 >= len(entries) or any(
        not looks_like_heading(entries[at].block.text) or len(entries[at].block.text) > LONGEST_HEAD
        for at in run
    ):
        return
    if any(
        words.INITIATIVE_LEAD.search(entry.block.text)
        for entry in entries[max(run[0] - 3, 0) : run[0]]
    ):
        return
    if any(entries[at + 1].labelled for at in run):
        # "1. Guides" with "Ansvarlig: …" under it is an activity.
        return
    for at in run:
        entries[at].block, entries[at].role = entries[at].block.with_kind(Kind.HEADING), Role.OTHER


def mark_owners(entries: list[Entry]) -> None:
    """Mark as areas the headings under which a purpose, a reason or activities stand."""
    above: list[Entry] = []
    for entry in entries:
        if entry.role in {Role.TITLE, Role.SECTION}:
            above = []
        elif entry.role in {Role.OTHER, Role.AREA, Role.TRACK}:
            above.append(entry)
        if _is_evidence(entry):
            owner = _owner(above, entry)
            if owner is not None and owner.role is Role.OTHER:
                owner.role = Role.AREA


def _is_evidence(entry: Entry) -> bool:
    if entry.block.kind is Kind.TABLE:
        first_column = [words.part_of(row[0]) for row in entry.block.rows if row]
        return columns_of(entry.block) is not None or len(OWNED & set(first_column)) > 1
    return entry.role is Role.PART and entry.part in OWNED


def _owner(above: list[Entry], part: Entry) -> Entry | None:
    """Return the heading a part belongs to: the nearest above of a higher level, else the nearest."""
    level = part.level if part.block.is_heading else UNKNOWN_LEVEL
    nearest = None
    for entry in reversed(above):
        if not level or not entry.level or entry.level < level:
            return entry
        if entry.level == level:
            nearest = nearest or entry
        else:
            return nearest or (entry if entry.role is Role.OTHER and not nearest else nearest)
    return nearest


def mark_items_without_bullets(entries: list[Entry]) -> None:
    """Take short lines right under the heading of activities as a list that lost its bullets."""
    inside = False
    for entry in entries:
        if entry.role is Role.PART:
            inside = entry.part is Part.ACTIVITIES
        elif inside and entry.role is Role.OTHER and not entry.level:
            entry.block, entry.role = entry.block.with_kind(Kind.ITEM), Role.TEXT
        else:
            inside = False


def mark_by_level(entries: list[Entry]) -> None:
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


def mark_tracks_by_place(entries: list[Entry]) -> None:
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


def mark_without_evidence(entries: list[Entry]) -> None:
    """When no area shows itself by its parts, take the headings with a list under them."""
    if any(entry.role is Role.AREA for entry in entries):
        return
    title = next((entry for entry in entries if entry.role is Role.TITLE), None)
    if title is None or not words.names_plan(title.block.text):
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
        and (
            sum(entry.block.kind is Kind.ITEM for entry in entries[at:until]) > 1
            or any(words.WE_WILL.search(entry.block.text) for entry in entries[at + 1 : until])
        )
    ]
    levels = Counter(entry.level for entry in with_lists)
    if len(with_lists) < 2:
        return
    level = levels.most_common(1)[0][0]
    for entry in with_lists:
        if entry.level == level:
            entry.role = Role.AREA
    mark_by_level(entries)
