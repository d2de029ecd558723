"""When what is done: the activities of a plan as bars over its years."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samspil.work.plans.models import Activity, Plan


@dataclass(frozen=True, slots=True)
class Bar:
    """An activity on the timeline; places are in thousandths of its width."""

    activity: Activity
    start: int
    width: int
    done: int


@dataclass(frozen=True, slots=True)
class Lane:
    """A focus area with its activities, or what lies in none."""

    title: str
    bars: list[Bar]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The years of a plan side by side, and what is done when."""

    years: list[int]
    lanes: list[Lane]
    now: int | None

    @property
    def grid(self) -> list[int]:
        """Where one year becomes the next."""
        return [round(1000 * number / len(self.years)) for number in range(1, len(self.years))]


def _place(day: date, first: date, last: date) -> int:
    days = (last - first).days + 1
    return min(1000, max(0, round(1000 * (day - first).days / days)))


def timeline_of(plan: Plan, activities: Iterable[Activity]) -> Timeline:
    """Return activities as bars over the whole years of their plan, by focus area.

    Without a beginning or end an activity takes the plan's.

    Args:
        plan: whose years they are.
        activities: in the order they are to stand, with their area.
    """
    first, last = date(plan.starts_on.year, 1, 1), date(plan.ends_on.year, 12, 31)
    lanes: list[Lane] = []
    for each in activities:
        title = each.area.title if each.area else ""
        if not lanes or lanes[-1].title != title:
            lanes.append(Lane(title, []))
        start = _place(each.starts_on or plan.starts_on, first, last)
        end = _place(each.ends_on or plan.ends_on, first, last)
        width = max(8, end - start)
        start = min(start, 1000 - width)
        lanes[-1].bars.append(Bar(each, start, width, width * each.progress // 100))
    today = timezone.localdate()
    now = _place(today, first, last) if first <= today <= last else None
    return Timeline(list(plan.years), lanes, now)
