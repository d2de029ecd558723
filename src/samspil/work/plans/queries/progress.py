"""How far activities, focus areas and plans are."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from samspil.work.plans.models import Activity
from samspil.work.plans.models.activities import is_silent
from samspil.work.plans.terms import OPEN_STATES, SILENT_AFTER, ActivityState


@dataclass(frozen=True, slots=True)
class Weighed:
    """One activity in the reckoning: how much it counts, and how far it is in per cent."""

    weight: int
    progress: int


def weighted_progress(activities: Iterable[Weighed]) -> int | None:
    """Return the weighted mean of progress in whole per cent, rounded down; None when nothing counts.

    Rounded down, so that 100 means that all is done; what says more than 100 counts as 100.
    """
    weight = total = 0
    for each in activities:
        weight += max(each.weight, 0)
        total += max(each.weight, 0) * min(max(each.progress, 0), 100)
    return total // weight if weight else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far something with activities is."""

    weight: int = 0
    weighted: int = 0
    states: dict[str, int] = field(default_factory=dict)
    overdue: int = 0
    silent: int = 0

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(
            weight=self.weight + other.weight,
            weighted=self.weighted + other.weighted,
            states={
                state: self.states.get(state, 0) + other.states.get(state, 0)
                for state in {*self.states, *other.states}
            },
            overdue=self.overdue + other.overdue,
            silent=self.silent + other.silent,
        )

    @property
    def percent(self) -> int:
        """The weighted mean in whole per cent, at most 100; nothing to do counts as 0."""
        return min(100, self.weighted // self.weight) if self.weight else 0

    @property
    def counted(self) -> int:
        """How many activities count: all but those dropped."""
        return sum(self.states.values()) - self.states.get(ActivityState.DROPPED, 0)

    @property
    def done(self) -> int:
        """How many are done."""
        return self.states.get(ActivityState.DONE, 0)

    @property
    def running(self) -> int:
        """How many are being worked on."""
        return self.states.get(ActivityState.RUNNING, 0)

    @property
    def blocked(self) -> int:
        """How many stand still for a reason."""
        return self.states.get(ActivityState.BLOCKED, 0)


NOTHING = Progress()


def progress_of(activities: Iterable[Activity]) -> Progress:
    """Return how far some activities are together, without asking the database."""
    seen = NOTHING
    for each in activities:
        counts = each.state != ActivityState.DROPPED
        seen += Progress(
            weight=each.weight if counts else 0,
            weighted=each.weight * each.progress if counts else 0,
            states={each.state: 1},
            overdue=int(each.is_overdue),
            silent=int(each.is_silent),
        )
    return seen


def progress_by_area(plans: Iterable[int]) -> dict[tuple[int, int | None], Progress]:
    """Return, per plan and focus area, how far it is, in one statement.

    Args:
        plans: the ids of the plans.

    Returns:
        By plan and area; the area is None for initiatives that lie in the plan itself.
    """
    today = timezone.localdate()
    rows = (
        Activity.objects.filter(plan__in=list(plans))
        .order_by()
        .values("plan_id", "area_id", "state")
        .annotate(
            number=Count("id"),
            weighs=Sum("weight"),
            weighted=Sum(F("weight") * F("progress")),
            overdue=Count("id", filter=Q(state__in=OPEN_STATES, ends_on__lt=today)),
            silent=Count("id", filter=is_silent(today - SILENT_AFTER)),
        )
    )
    found: dict[tuple[int, int | None], Progress] = {}
    for row in rows:
        counts = row["state"] != ActivityState.DROPPED
        part = Progress(
            weight=row["weighs"] if counts else 0,
            weighted=row["weighted"] if counts else 0,
            states={row["state"]: row["number"]},
            overdue=row["overdue"],
            silent=row["silent"],
        )
        key = (row["plan_id"], row["area_id"])
        found[key] = found.get(key, NOTHING) + part
    return found


def progress_by_plan(plans: Iterable[int]) -> dict[int, Progress]:
    """Return, per plan, how far it is; a plan without activities is left out."""
    found: dict[int, Progress] = {}
    for (plan, _area), part in progress_by_area(plans).items():
        found[plan] = found.get(plan, NOTHING) + part
    return found
