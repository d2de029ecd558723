"""Free times: never outside hours, never two at once, also when the clock jumps."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.commons.advice.slots import Hours, danish_holidays, free_slots

ZONE = ZoneInfo("Europe/Copenhagen")
CLOCK = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
MINUTES = st.integers(0, 90).map(lambda n: timedelta(minutes=n))
HOURS = st.builds(
    Hours,
    weekday=st.integers(0, 6),
    starts=CLOCK,
    ends=CLOCK,
    length=st.integers(10, 90).map(lambda n: timedelta(minutes=n)),
    pause=MINUTES,
)
# Weeks around both jumps of the clock in 2027, and Easter.
BEGINS = st.sampled_from([date(2027, 3, 22), date(2027, 10, 25), date(2027, 1, 4)])


@settings(max_examples=30, deadline=None)
@given(st.lists(HOURS, max_size=4), BEGINS, st.integers(0, 13), MINUTES)
def test_times_lie_in_hours_apart_from_each_other_and_from_what_is_taken(
    hours: list[Hours], begins: date, day: int, length: timedelta
) -> None:
    after = datetime.combine(begins, time(), ZONE)
    before = after + timedelta(weeks=2)
    taken_from = datetime.combine(begins + timedelta(days=day), time(10), ZONE).astimezone(UTC)
    taken = (taken_from, taken_from + length)
    away = begins + timedelta(days=(day + 3) % 14)
    found = free_slots(
        hours, after=after, before=before, away=[(away, away)], taken=[taken], zone=ZONE
    )
    moments = [(s.starts_at.astimezone(UTC), s.ends_at.astimezone(UTC)) for s in found]
    assert moments == sorted(moments)
    for one, following in pairwise(moments):
        assert one[1] <= following[0]
    for slot, (start, end) in zip(found, moments, strict=True):
        assert after <= start < before
        assert not (start < taken[1] and end > taken[0])
        here = slot.starts_at.date()
        assert here != away
        assert here not in danish_holidays(here.year)
        assert any(
            each.weekday == here.weekday()
            and each.starts <= slot.starts_at.time()
            and slot.ends_at.time() <= each.ends
            and end - start == each.length
            for each in hours
        )


def _on(day: date, starts: time, ends: time) -> list[str]:
    hours = Hours(weekday=day.weekday(), starts=starts, ends=ends, length=timedelta(minutes=30))
    after = datetime.combine(day, time(), ZONE)
    found = free_slots(
        [hours], after=after, before=after + timedelta(days=1), away=[], taken=[], zone=ZONE
    )
    return [f"{each.starts_at:%H:%M}" for each in found]


def test_an_ordinary_day() -> None:
    assert _on(date(2027, 2, 1), time(9), time(10, 45)) == ["09:00", "09:30", "10:00"]


def test_the_night_the_clock_jumps_ahead_has_no_time_that_is_not_there() -> None:
    assert _on(date(2025, 3, 30), time(1), time(4)) == ["01:00", "01:30", "03:00", "03:30"]


def test_the_night_the_clock_jumps_back_has_an_hour_more() -> None:
    assert len(_on(date(2025, 10, 26), time(1), time(4))) == 8


def test_closed_on_danish_holidays_and_christmas_eve() -> None:
    assert _on(date(2026, 12, 24), time(9), time(12)) == []
    assert _on(date(2027, 3, 26), time(9), time(12)) == []
