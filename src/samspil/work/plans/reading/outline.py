"""Gives every heading its role, from its words, its level, what was announced, and what stands under it."""

from samspil.work.plans.reading import naming, placing
from samspil.work.plans.reading.blocks import Block
from samspil.work.plans.reading.entries import Entry, entries_of


def outlined(blocks: list[Block]) -> list[Entry]:
    """Return the blocks with their roles."""
    entries = [entry for block in blocks for entry in entries_of(block)]
    placing.mark_numbered_heads(entries)
    naming.mark_title(entries)
    naming.mark_contents(entries)
    naming.parts_only_where_repeated(entries)
    announced_tracks, announced_areas = naming.announced(entries)
    naming.mark_named(entries, announced_tracks, announced_areas)
    placing.mark_owners(entries)
    placing.mark_items_without_bullets(entries)
    placing.mark_by_level(entries)
    placing.mark_tracks_by_place(entries)
    placing.mark_without_evidence(entries)
    return entries
