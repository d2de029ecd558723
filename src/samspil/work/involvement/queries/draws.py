"""How people are drawn: by a seed that is kept, so that anybody may work it out again."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from samspil.work.involvement.terms import RECENT_WEIGHT


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be drawn: a profile by its ids, and whether it was asked lately."""

    pk: int
    ref: UUID
    asked_lately: bool = False


def lot_of(candidate: Candidate, seed: str) -> float:
    """Return the lot of a candidate, between 0 and 1; the highest are drawn.

    A number that the seed and the candidate's random id give, raised to 1/weight: that makes whoever was
    asked lately that much less likely (weighted sampling without replacement).

    Source: Efraimidis & Spirakis, Weighted random sampling with a reservoir, 2006.
    """
    digest = hashlib.sha256(f"{seed}:{candidate.ref}".encode()).digest()
    number = (int.from_bytes(digest[:8]) + 0.5) / 2**64
    weight = RECENT_WEIGHT if candidate.asked_lately else 1.0
    return float(number ** (1 / weight))


def draw(
    candidates: Iterable[Candidate], size: int | None, seed: str, *, leave_out_recent: bool = False
) -> list[Candidate]:
    """Return who is drawn.

    Args:
        candidates: those who fit; their order makes no difference.
        size: how many; None, or more than there are, draws all.
        seed: kept with the round; the same seed draws the same people of the same candidates.
        leave_out_recent: leave out whoever was asked lately instead of making it less likely.
    """
    fitting = [each for each in candidates if not (leave_out_recent and each.asked_lately)]
    ranked = sorted(fitting, key=lambda each: (-lot_of(each, seed), each.ref))
    return ranked if size is None else ranked[:size]
