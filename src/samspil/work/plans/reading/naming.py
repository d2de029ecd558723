"""The title, the table of contents, and the headings the text itself has announced."""

import re
from collections import Counter

from samspil.work.plans.reading import vocabulary as words
from samspil.work.plans.reading.blocks import Kind
from samspil.work.plans.reading.entries import OWNED, Entry, Role
from samspil.work.plans.reading.vocabulary import Section


def mark_title(entries: list[Entry]) -> None:
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
        and (words.PLAN_WORD.search(first.block.text) or _is_agenda(entries))
    ):
        first.block, first.role = first.block.with_kind(Kind.HEADING), Role.OTHER


def _is_agenda(entries: list[Entry]) -> bool:
    """Tell whether the parts a point of an agenda has stand in the text: what is recommended and decided."""
    return {Section.RECOMMENDATION, Section.DECISION} <= {entry.section for entry in entries}


def mark_contents(entries: list[Entry]) -> None:
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


def parts_only_where_repeated(entries: list[Entry]) -> None:
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
        owned = entry.part in OWNED and entry.section not in {
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
    parts = own.split(" ")
    shorter = (" ".join(parts[:until]) for until in range(1, len(parts)))
    return own in names or any(len(name) > 5 and name in names for name in shorter)


def mark_named(entries: list[Entry], tracks: set[str], areas: set[str]) -> None:
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
