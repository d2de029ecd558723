"""Named reads of plans, initiatives and proposals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.base.topics.models import Topic
from samspil.base.topics.queries import topic_web
from samspil.kit.annual_wheel import Wheel, WheelEntry, annual_wheel
from samspil.work.involvement.models import Initiative, InvolvementPlan, Proposal
from samspil.work.involvement.models.plans import InitiativeQuerySet, PlanQuerySet, is_usual_number
from samspil.work.involvement.queries.meetings import wheel_dates
from samspil.work.involvement.terms import InitiativeState, ProposalState

TONES = {
    InitiativeState.PLANNED: "soft",
    InitiativeState.DONE: "soft",
    InitiativeState.CANCELLED: "faint",
}


def current_plan(plans: PlanQuerySet) -> InvolvementPlan | None:
    """Return this year's plan, or else the last one before, or else the first to come."""
    year = timezone.localdate().year
    before = plans.filter(year__lte=year).order_by("-year").first()
    return before or plans.order_by("year").first()


def initiatives_of(initiatives: InitiativeQuerySet, plan: InvolvementPlan) -> InitiativeQuerySet:
    """Return the initiatives of a plan with what a list shows of them."""
    return initiatives.filter(plan=plan).select_related("plan", "responsible")


def chosen_of(
    initiatives: Iterable[Initiative], *, topic: Topic | None, kind: str, state: str
) -> list[Initiative]:
    """Return those about a topic (or one below it, or merged into it), of a kind and in a state."""
    branch = set(topic_web().branch(topic.pk)) if topic is not None else set()
    return [
        each
        for each in initiatives
        if (topic is None or any(about.pk in branch for about in each.topics.all()))
        and kind in {"", each.kind}
        and state in {"", each.state}
    ]


def with_all(initiatives: InitiativeQuerySet) -> InitiativeQuerySet:
    """Return initiatives with what their page shows."""
    return initiatives.select_related("plan", "responsible").prefetch_related(
        "topics", "places", "proposals"
    )


@dataclass(frozen=True, slots=True)
class Start:
    """How many initiatives a plan began with, and whether that is as was decided (row P4)."""

    count: int

    @property
    def is_usual(self) -> bool:
        """Whether there were 3 to 5."""
        return is_usual_number(self.count)


def start_of(initiatives: Iterable[Initiative]) -> Start:
    """Return with how many initiatives the plan that holds them begins or began."""
    return Start(sum(not each.is_addition for each in initiatives))


def _noted(initiative: Initiative) -> str:
    words = [
        str(initiative.get_kind_display()).capitalize(),
        str(initiative.get_state_display()),
    ]
    if initiative.is_addition:
        words.append(_("kommet til i løbet af året"))
    return ", ".join(words)


def wheel_of(plan: InvolvementPlan) -> Wheel:
    """Return the annual wheel of a plan: its initiatives as periods, their meetings as days."""
    periods = [
        WheelEntry(
            label=each.shown_title,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            url=reverse("initiative", args=[each.pk]),
            note=_noted(each),
            tone=TONES.get(InitiativeState(each.state), "strong"),
        )
        for each in plan.initiatives.all()
    ]
    # A one-day initiative and its own meeting that day are one thing to the reader.
    there = {(each.label, each.starts_on) for each in periods if each.ends_on is None}
    dates = [each for each in wheel_dates([plan]) if (each.label, each.starts_on) not in there]
    return annual_wheel(plan.year, [*periods, *dates], today=timezone.localdate())


def public_plan_of(year: int) -> InvolvementPlan | None:
    """Return the plan of a year that everybody may read, if there is one."""
    return InvolvementPlan.objects.public().filter(year=year).first()


def plans_with_counts(plans: PlanQuerySet) -> QuerySet[InvolvementPlan, Any]:
    """Return plans, the newest first, with how many initiatives they began with and hold."""
    return plans.annotate(
        began_with=Count("initiatives", filter=Q(initiatives__is_addition=False)),
        holds=Count("initiatives"),
    )


def proposals_waiting() -> QuerySet[Proposal]:
    """Return the proposals without an answer, the oldest first."""
    return Proposal.objects.filter(state=ProposalState.NEW).order_by("created_at", "id")


def proposals_answered() -> QuerySet[Proposal]:
    """Return the answered proposals, the latest answer first."""
    return (
        Proposal.objects.exclude(state=ProposalState.NEW)
        .select_related("initiative__plan", "answered_by")
        .order_by("-answered_at", "-id")
    )


def proposals_shown() -> QuerySet[Proposal]:
    """Return what people said and what was done, as far as both sides let everybody read it."""
    return proposals_answered().filter(is_shown=True)


def proposal_of_ref(ref: UUID) -> Proposal | None:
    """Return the proposal a sealed link speaks of."""
    return Proposal.objects.select_related("initiative__plan").filter(ref=ref).first()


@dataclass(frozen=True, slots=True)
class OpenInitiative:
    """An initiative as open data: what everybody may read, and nothing of who takes part."""

    id: int
    year: int
    kind: str
    state: str
    title: str
    title_en: str
    purpose: str
    challenge: str
    starts_on: date
    ends_on: date | None
    is_addition: bool
    added_on: date | None
    need: str
    topics: list[str]
    places: list[str]
    result: str
    url: str


def open_data(plan: InvolvementPlan, origin: str) -> list[OpenInitiative]:
    """Return the initiatives of a plan as open data.

    Args:
        plan: a public plan.
        origin: the address of the site, put before each path.
    """
    return [
        OpenInitiative(
            id=each.pk,
            year=plan.year,
            kind=each.kind,
            state=each.state,
            title=each.title,
            title_en=each.title_en,
            purpose=each.purpose,
            challenge=each.challenge,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            is_addition=each.is_addition,
            added_on=each.added_on if each.is_addition else None,
            need=each.need,
            topics=[topic.name for topic in each.topics.all()],
            places=[place.name for place in each.places.all()],
            result=each.result,
            url=origin + reverse("initiative", args=[each.pk]),
        )
        for each in initiatives_of(Initiative.objects.public(), plan).prefetch_related(
            "topics", "places"
        )
    ]
