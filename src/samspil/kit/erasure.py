"""What is deleted of a person, said alike by all rooms."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """How many rows of what a room deleted of a person, or in a dry run would delete.

    Two are added to one for all rooms together. One that deletes nothing is false.
    """

    dry_run: bool
    counts: Mapping[str, int]

    def __bool__(self) -> bool:
        return any(self.counts.values())

    def __add__(self, other: "Erasure") -> "Erasure":
        if self.dry_run != other.dry_run:
            raise ValueError("What is deleted and what would be are not added.")
        counts = Counter(dict(self.counts))
        counts.update(dict(other.counts))
        return Erasure(dry_run=self.dry_run, counts=dict(counts))
