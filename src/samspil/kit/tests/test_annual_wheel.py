"""The annual wheel: nothing overlaps, nothing falls out, and the list says the same as the picture."""

import re
from datetime import date, timedelta
from itertools import pairwise
from math import hypot

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samspil.kit.annual_wheel import WheelEntry, _clipped, _rings_of, annual_wheel

YEAR = 2024
DAYS = st.dates(date(2023, 6, 1), date(2025, 6, 1))


@st.composite
def entries(draw: st.DrawFn) -> list[WheelEntry]:
    return [
        WheelEntry(
            label=f"Nr. {n}",
            starts_on=start,
            ends_on=None if days is None else start + timedelta(days=days),
        )
        for n, (start, days) in enumerate(
            draw(st.lists(st.tuples(DAYS, st.none() | st.integers(0, 500)), max_size=25))
        )
    ]


@given(entries())
def test_everything_of_the_year_stands_once_in_the_picture_and_in_its_months(
    given_entries: list[WheelEntry],
) -> None:
    wheel = annual_wheel(YEAR, given_entries)
    of_year = [
        each
        for each in given_entries
        if each.starts_on <= date(YEAR, 12, 31)
        and (each.ends_on or each.starts_on) >= date(YEAR, 1, 1)
    ]
    assert sorted(mark.label for mark in wheel.marks) == sorted(each.label for each in of_year)
    assert [mark.number for mark in wheel.marks] == list(range(1, len(of_year) + 1))
    for entry in of_year:
        begin, end = _clipped(entry, YEAR)
        months = [
            number + 1
            for number, month in enumerate(wheel.by_month)
            if entry.label in {mark.label for mark in month.marks}
        ]
        assert months == list(range(begin.month, end.month + 1))


@given(entries())
def test_nothing_lies_over_anything_and_all_is_inside(given_entries: list[WheelEntry]) -> None:
    of_year = [mark for mark in given_entries if _in_year(mark)]
    rings, count = _rings_of(sorted(of_year, key=lambda each: each.starts_on), YEAR)
    assert set(rings) == set(range(count))
    wheel = annual_wheel(YEAR, given_entries)
    middle = float(wheel.middle)
    for mark in wheel.marks:
        away = hypot(float(mark.x) - middle, float(mark.y) - middle)
        assert float(wheel.hub) < away < float(wheel.inner_rim)
    by_ring: dict[int, list[tuple[date, date]]] = {}
    for entry, ring in zip(sorted(of_year, key=lambda each: each.starts_on), rings, strict=True):
        by_ring.setdefault(ring, []).append(_clipped(entry, YEAR))
    for periods in by_ring.values():
        periods.sort()
        assert all(one[1] < other[0] for one, other in pairwise(periods))


def _in_year(entry: WheelEntry) -> bool:
    return entry.starts_on.year <= YEAR <= (entry.ends_on or entry.starts_on).year


def test_numbers_in_the_picture_are_those_of_svg_in_every_language() -> None:
    entry = WheelEntry(label="x", starts_on=date(YEAR, 3, 3), ends_on=date(YEAR, 5, 5))
    with translation.override("da"):
        wheel = annual_wheel(YEAR, [entry], today=date(YEAR, 4, 1))
    written = " ".join([wheel.middle, wheel.rim, wheel.today, wheel.marks[0].arc])
    assert re.fullmatch(r"[0-9. MLA-]+", written)
    assert wheel.by_month[3].is_now


def test_months_and_dates_in_english() -> None:
    with translation.override("en"):
        wheel = annual_wheel(YEAR, [WheelEntry(label="x", starts_on=date(YEAR, 5, 4))])
    assert wheel.months[4].short == "May"
    assert wheel.marks[0].when == "4 May 2024"


def test_another_year_has_no_today() -> None:
    wheel = annual_wheel(YEAR, [], today=date(2023, 1, 1))
    assert (wheel.today, [month.is_now for month in wheel.months]) == ("", [False] * 12)
