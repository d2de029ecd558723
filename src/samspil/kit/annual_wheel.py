"""The annual wheel (årshjul): periods as arcs and days as dots round twelve months, and the same facts as a list.

Everything is worked out here, so that the template only writes it down: no script draws it, it prints, and it
works without sight through the list by month that stands beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import cos, pi, sin

from django.utils.translation import get_language

from samspil.kit.danish import MONTHS_DA, MONTHS_EN, danish_date

# All lengths are units of the picture; at 320 px of screen one unit is a little under a pixel.
HUB = 40
RING = 26
GAP = 2
RIM = 40
BADGE = 13
EDGE = 2
# Two dots nearer to each other than this do not fit on one ring.
APART = 2 * BADGE + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class WheelEntry:
    """One thing of the year: a period with an end, or a day without one.

    Args:
        label: what it is called.
        starts_on: the day, or the first day of the period.
        ends_on: the last day of the period; None for a single day.
        url: where to read more; empty for none.
        note: a few words more for the list, such as its kind and state.
        tone: how it is drawn beside its number: `strong`, `soft` (dashed) or `faint` (dotted).
    """

    label: str
    starts_on: date
    ends_on: date | None = None
    url: str = ""
    note: str = ""
    tone: str = "strong"


@dataclass(frozen=True, slots=True)
class Month:
    """A month on the rim."""

    name: str
    short: str
    number: int
    x: str
    y: str
    line: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry as it stands in the picture and in the list."""

    number: int
    label: str
    note: str
    url: str
    tone: str
    when: str
    arc: str
    x: str
    y: str
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ListedMonth:
    """A month of the list beside the picture, with what takes place in it."""

    name: str
    marks: tuple[Mark, ...]
    is_now: bool


@dataclass(frozen=True, slots=True)
class Wheel:
    """A year, ready to be written as SVG."""

    year: int
    size: int
    middle: str
    rim: str
    hub: str
    inner_rim: str
    rings: tuple[str, ...]
    months: tuple[Month, ...]
    marks: tuple[Mark, ...]
    today: str = ""
    by_month: tuple[ListedMonth, ...] = field(default=())


def _number(value: float) -> str:
    """Write a number as SVG wants it, in any language."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class _Disc:
    """Turns days of a year into points."""

    year: int
    middle: float

    def angle(self, day: date) -> float:
        """Return where a day stands, in radians from the top, clockwise."""
        first = date(self.year, 1, 1)
        return 2 * pi * (day - first).days / (date(self.year + 1, 1, 1) - first).days

    def point(self, angle: float, radius: float) -> tuple[float, float]:
        """Return the point at an angle and a distance from the middle."""
        return self.middle + radius * sin(angle), self.middle - radius * cos(angle)

    def at(self, angle: float, radius: float) -> str:
        """Return the point as SVG writes it."""
        x, y = self.point(angle, radius)
        return f"{_number(x)} {_number(y)}"

    def arc(self, begin: float, end: float, radius: float) -> str:
        """Return the path of an arc, clockwise; a whole round is drawn in two halves."""
        half = (begin + end) / 2
        size = _number(radius)
        return (
            f"M {self.at(begin, radius)} A {size} {size} 0 0 1 {self.at(half, radius)} "
            f"A {size} {size} 0 0 1 {self.at(end, radius)}"
        )


def _in_year(entry: WheelEntry, year: int) -> bool:
    return entry.starts_on <= date(year, 12, 31) and (entry.ends_on or entry.starts_on) >= date(
        year, 1, 1
    )


def _clipped(entry: WheelEntry, year: int) -> tuple[date, date]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return max(entry.starts_on, first), min(entry.ends_on or entry.starts_on, last)


def _rings_of(entries: Sequence[WheelEntry], year: int) -> tuple[list[int], int]:
    """Give each entry a ring, counted from the rim, so that none lies over another; days come first.

    Returns the ring of each and how many there are. Room is reckoned at a middling radius: what fits
    there fits further out, and further in the badges stand closer but the arcs never overlap.
    """
    per_day = 2 * pi * (HUB + 3 * RING) / 366
    apart = timedelta(days=int(APART / per_day) + 1)
    taken: list[date] = []
    rings: dict[int, int] = {}
    for wanted_days in (True, False):
        base = len(taken)
        order = [n for n, entry in enumerate(entries) if (entry.ends_on is None) is wanted_days]
        for n in order:
            begin, end = _clipped(entries[n], year)
            until = max(end, begin + apart)
            ring = next((r for r in range(base, len(taken)) if taken[r] < begin), len(taken))
            if ring == len(taken):
                taken.append(until)
            else:
                taken[ring] = until
            rings[n] = ring
    return [rings[n] for n in range(len(entries))], len(taken)


def _when(entry: WheelEntry) -> str:
    if entry.ends_on is None:
        return danish_date(entry.starts_on)
    return f"{danish_date(entry.starts_on)} – {danish_date(entry.ends_on)}"


def annual_wheel(year: int, entries: Sequence[WheelEntry], *, today: date | None = None) -> Wheel:
    """Return the wheel of a year.

    Args:
        year: the year shown; what lies outside it is left out, what reaches beyond it is cut.
        entries: periods and days in any order; they are numbered by their start.
        today: a day to mark, when it lies in the year.
    """
    shown = sorted(
        (entry for entry in entries if _in_year(entry, year)),
        key=lambda entry: (entry.starts_on, entry.ends_on or entry.starts_on, entry.label),
    )
    of_entry, count = _rings_of(shown, year)
    inner_rim = HUB + GAP + max(count, 1) * (RING + GAP)
    disc = _Disc(year, inner_rim + RIM + EDGE)
    marks = tuple(
        _mark(disc, n + 1, entry, inner_rim - GAP - RING / 2 - of_entry[n] * (RING + GAP))
        for n, entry in enumerate(shown)
    )
    now = today if today is not None and today.year == year else None
    months = tuple(_month(disc, number, inner_rim, now) for number in range(1, 13))
    today_line = ""
    if now is not None:
        angle = disc.angle(now)
        today_line = f"M {disc.at(angle, HUB)} L {disc.at(angle, inner_rim)}"
    return Wheel(
        year=year,
        size=round(2 * disc.middle),
        middle=_number(disc.middle),
        rim=_number(inner_rim + RIM),
        hub=_number(HUB),
        inner_rim=_number(inner_rim),
        rings=tuple(
            _number(inner_rim - GAP - RING / 2 - ring * (RING + GAP)) for ring in range(count)
        ),
        months=months,
        marks=marks,
        today=today_line,
        by_month=tuple(
            ListedMonth(
                name=month.name,
                marks=tuple(mark for mark in marks if month.number in mark.months),
                is_now=month.is_now,
            )
            for month in months
        ),
    )


def _mark(disc: _Disc, number: int, entry: WheelEntry, radius: float) -> Mark:
    begin, end = _clipped(entry, disc.year)
    start = disc.angle(begin)
    # The badge stands wholly inside its arc, at its beginning.
    x, y = disc.point(start + (BADGE / radius if entry.ends_on else 0), radius)
    stop = max(disc.angle(end + timedelta(days=1)), start + 2 * BADGE / radius)
    return Mark(
        number=number,
        label=entry.label,
        note=entry.note,
        url=entry.url,
        tone=entry.tone,
        when=_when(entry),
        arc=disc.arc(start, stop, radius) if entry.ends_on else "",
        x=_number(x),
        y=_number(y),
        months=tuple(range(begin.month, end.month + 1)),
    )


def _month(disc: _Disc, number: int, inner_rim: float, now: date | None) -> Month:
    english = (get_language() or "da").startswith("en")
    name = (MONTHS_EN if english else MONTHS_DA)[number - 1]
    begin = disc.angle(date(disc.year, number, 1))
    x, y = disc.point(disc.angle(date(disc.year, number, 15)), inner_rim + RIM / 2)
    return Month(
        name=name,
        short=name[:3],
        number=number,
        x=_number(x),
        y=_number(y),
        line=f"M {disc.at(begin, HUB)} L {disc.at(begin, inner_rim + RIM)}",
        is_now=now is not None and now.month == number,
    )
