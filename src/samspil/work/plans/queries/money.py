"""The money and the decisions of a plan and all that lies in it (rows N10, H14)."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from samspil.commons.decisions.models import Budget, Decision, Owner
from samspil.commons.decisions.queries.money import Sums, sums, together
from samspil.work.plans.models import Activity, Plan
from samspil.work.plans.queries.plans import activities_of


def owner_of(thing: Plan | Activity) -> Owner:
    """Return a plan or an activity as what money and decisions belong to."""
    plan = thing.plan if isinstance(thing, Activity) else thing
    return Owner(
        key=thing.thing,
        label=thing.full_title if isinstance(thing, Activity) else thing.title,
        url=reverse("plan_money", args=[plan.pk]),
        places=[place.pk for place in plan.places.all()],
    )


@dataclass(frozen=True, slots=True)
class MoneyOf:
    """An activity with its budget and sums, as far as there are any."""

    activity: Activity
    budget: Budget | None
    sums: Sums | None


@dataclass(frozen=True, slots=True)
class PlanMoney:
    """All money of a plan: its own frame and lines, those of its activities, and all together."""

    budget: Budget | None
    sums: Sums | None
    rows: list[MoneyOf]
    whole: Sums

    @property
    def with_money(self) -> list[MoneyOf]:
        """The activities of which somebody has said where the money comes from."""
        return [row for row in self.rows if row.budget is not None]


def money_of(plan: Plan) -> PlanMoney:
    """Return the money of a plan and its activities, in four statements whatever their number.

    The plan's own frame is the frame of the whole, so that activities together can pass it.
    """
    activities = list(activities_of(plan))
    keys = [plan.thing, *(each.thing for each in activities)]
    budgets = {each.owner_key: each for each in Budget.objects.filter(owner_key__in=keys)}
    found = sums([each.pk for each in budgets.values()])

    def sums_of(key: str) -> Sums | None:
        budget = budgets.get(key)
        return found.get(budget.pk) if budget else None

    own = budgets.get(plan.thing)
    whole = together(found.values())
    if own is not None and own.frame is not None:
        whole.frame = own.frame
    rows = [MoneyOf(each, budgets.get(each.thing), sums_of(each.thing)) for each in activities]
    return PlanMoney(own, sums_of(plan.thing), rows, whole)


def decisions_about(plan: Plan, *, public: bool) -> QuerySet[Decision]:
    """Return the decisions about a plan and its activities, newest first."""
    keys = [plan.thing, *(f"activity:{pk}" for pk in plan.activities.values_list("pk", flat=True))]
    rows = Decision.objects.filter(owner_key__in=keys)
    return rows.filter(is_public=True) if public else rows
