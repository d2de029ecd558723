"""Lots: never more than asked for, never anybody outside, the same with the same seed."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from samspil.work.involvement.queries.draws import Candidate, draw, lot_of

CANDIDATES = st.lists(
    st.builds(Candidate, pk=st.integers(1), ref=st.uuids(), asked_lately=st.booleans()),
    max_size=40,
    unique_by=lambda each: each.ref,
)
SEEDS = st.text("0123456789abcdef", min_size=1, max_size=32)
SIZES = st.none() | st.integers(1, 60)


@given(CANDIDATES, SIZES, SEEDS, st.booleans())
def test_as_many_as_asked_for_and_only_those_who_fit(
    candidates: list[Candidate],
    size: int | None,
    seed: str,
    leave_out: bool,  # noqa: FBT001
) -> None:
    drawn = draw(candidates, size, seed, leave_out_recent=leave_out)
    fitting = [each for each in candidates if not (leave_out and each.asked_lately)]
    assert len(drawn) == min(len(fitting), len(fitting) if size is None else size)
    assert set(drawn) <= set(fitting)
    assert len(set(drawn)) == len(drawn)
    if size is None or size >= len(fitting):
        assert set(drawn) == set(fitting)


@given(CANDIDATES, SIZES, SEEDS, st.randoms())
def test_the_same_seed_draws_the_same_whatever_the_order(
    candidates: list[Candidate], size: int | None, seed: str, chance: object
) -> None:
    mixed = list(candidates)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert draw(candidates, size, seed) == draw(mixed, size, seed)


@given(CANDIDATES, SEEDS)
def test_a_larger_draw_holds_the_smaller_one(candidates: list[Candidate], seed: str) -> None:
    assert draw(candidates, 3, seed) == draw(candidates, 7, seed)[:3]


def test_who_was_asked_lately_is_drawn_less_often() -> None:
    people = [Candidate(pk=n, ref=UUID(int=n), asked_lately=n % 2 == 0) for n in range(1, 21)]
    lately = sum(
        each.asked_lately for number in range(300) for each in draw(people, 4, f"{number:x}")
    )
    # Of 1200 drawn, half would be even odds; at a weight of a quarter it is near a quarter.
    assert 180 < lately < 420


def test_lots_lie_evenly_between_nought_and_one() -> None:
    lots = [lot_of(Candidate(pk=n, ref=UUID(int=n)), "a") for n in range(2000)]
    assert all(0 < lot < 1 for lot in lots)
    assert 0.45 < sum(lots) / len(lots) < 0.55
