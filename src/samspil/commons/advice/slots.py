"""Free times, computed from weekly hours; nothing here knows the database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays
from holidays.constants import OPTIONAL, PUBLIC

type Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Weekly hours: when, how long a talk lasts, and how it is held."""

    weekday: int
    starts: time
    ends: time
    length: timedelta
    pause: timedelta = timedelta(0)
    first: date = date.min
    last: date = date.max
    ways: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A time somebody can choose."""

    starts_at: datetime
    ends_at: datetime
    ways: tuple[str, ...]
    where: str


@lru_cache(maxsize=8)
def danish_holidays(year: int) -> frozenset[date]:
    """Return the days of a year when offices are closed, Constitution Day and 24 December among them."""
    return frozenset(country_holidays("DK", years=year, categories=(PUBLIC, OPTIONAL)))


def _on(day: date, hours: Hours, zone: ZoneInfo) -> Iterable[Slot]:
    """Yield the times of one day, counted in UTC so that a clock that jumps makes none longer."""
    start = datetime.combine(day, hours.starts, zone).astimezone(UTC)
    end = datetime.combine(day, hours.ends, zone).astimezone(UTC)
    while start + hours.length <= end:
        local, local_end = start.astimezone(zone), (start + hours.length).astimezone(zone)
        if hours.starts <= local.time() and local_end.time() <= hours.ends:
            yield Slot(starts_at=local, ends_at=local_end, ways=hours.ways, where=hours.where)
        start += hours.length + hours.pause


def _meets(start: datetime, end: datetime, spans: Iterable[Span]) -> bool:
    # Two times in one zone are compared by the clock on the wall, which jumps; in UTC they are not.
    begins, ends = start.astimezone(UTC), end.astimezone(UTC)
    return any(begins < until and ends > since for since, until in spans)


def free_slots(
    hours: Collection[Hours],
    *,
    after: datetime,
    before: datetime,
    away: Collection[tuple[date, date]],
    taken: Iterable[Span],
    zone: ZoneInfo,
) -> list[Slot]:
    """Return the times that can be chosen, in order, none of them overlapping another.

    Args:
        hours: the weekly hours.
        after: the first moment a talk may begin.
        before: a talk begins before this.
        away: first and last days of absences.
        taken: beginnings and ends of what is booked.
        zone: where the hours are meant.
    """
    spans = [(since.astimezone(UTC), until.astimezone(UTC)) for since, until in taken]
    day, last = after.astimezone(zone).date(), before.astimezone(zone).date()
    found: list[Slot] = []
    while day <= last:
        closed = day in danish_holidays(day.year) or any(f <= day <= t for f, t in away)
        for each in () if closed else hours:
            if each.weekday == day.weekday() and each.first <= day <= each.last:
                found.extend(_on(day, each, zone))
        day += timedelta(days=1)
    free: list[Slot] = []
    for slot in sorted(found, key=lambda each: each.starts_at.astimezone(UTC)):
        moment = slot.starts_at.astimezone(UTC)
        if after <= moment < before and not _meets(slot.starts_at, slot.ends_at, spans):
            free.append(slot)
            spans.append((moment, slot.ends_at.astimezone(UTC)))
    return free
