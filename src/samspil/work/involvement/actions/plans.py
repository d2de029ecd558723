"""Write, copy, publish and close the plan of a year."""

import calendar
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.people.models import Person
from samspil.kit.access import Actor, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import readable
from samspil.work.involvement.models import Initiative, InvolvementPlan
from samspil.work.involvement.policies import may_change_plan_state, may_edit_plan
from samspil.work.involvement.terms import InitiativeState, PlanState

COPIED = (
    "kind", "title", "title_en", "purpose", "purpose_en", "challenge", "challenge_en",
    "asked", "asked_en", "easy_text", "easy_text_en", "responsible_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """What introduces a plan."""

    intro: str = ""
    intro_en: str = ""
    easy_intro: str = ""
    easy_intro_en: str = ""


def _write(plan: InvolvementPlan, text: PlanText) -> None:
    for name in PlanText.__dataclass_fields__:
        setattr(plan, name, readable(getattr(text, name)))


@transaction.atomic
def write_plan(*, actor: Actor, year: int, text: PlanText) -> InvolvementPlan:
    """Begin the plan of a year as a draft.

    Raises Refused when the actor may not, ValidationError when the year has a plan.
    """
    require(may_edit_plan(actor))
    plan, made = InvolvementPlan.objects.get_or_create(year=year)
    if not made:
        raise ValidationError({"year": _("Der er allerede en plan for det år.")})
    _write(plan, text)
    plan.save()
    record(actor=actor, verb="involvement.write_plan", thing=plan.thing)
    return plan


def _next_year(day: date) -> date:
    year = day.year + 1
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


@transaction.atomic
def copy_plan(*, actor: Person, plan: InvolvementPlan) -> InvolvementPlan:
    """Begin next year's plan with the texts and initiatives of this one, a year later; nothing of their people.

    What was cancelled stays behind, results too.

    Raises Refused when the actor may not, ValidationError when next year has a plan.
    """
    text = PlanText(**{name: getattr(plan, name) for name in PlanText.__dataclass_fields__})
    copy = write_plan(actor=actor, year=plan.year + 1, text=text)
    for old in plan.initiatives.exclude(state=InitiativeState.CANCELLED).prefetch_related(
        "topics", "places"
    ):
        new = Initiative.objects.create(
            plan=copy,
            starts_on=_next_year(old.starts_on),
            ends_on=_next_year(old.ends_on) if old.ends_on else None,
            **{name: getattr(old, name) for name in COPIED},
        )
        new.topics.set(old.topics.all())
        new.places.set(old.places.all())
    record(actor=actor, verb="involvement.copy_plan", thing=copy.thing)
    return copy


@transaction.atomic
def save_plan(
    *, actor: Actor, plan: InvolvementPlan, version: int, text: PlanText
) -> InvolvementPlan:
    """Save what introduces a plan.

    Args:
        actor: the coordinator.
        plan: the plan to change.
        version: the version the coordinator opened.
        text: what it says now.

    Raises Refused when the actor may not, EditedMeanwhile when somebody saved it since `version`.
    """
    require(may_edit_plan(actor))
    current = InvolvementPlan.objects.select_for_update().get(pk=plan.pk)
    if current.version != version:
        raise EditedMeanwhile(current)
    _write(current, text)
    current.version += 1
    current.save()
    record(
        actor=actor,
        verb="involvement.save_plan",
        thing=current.thing,
        public=current.is_public,
    )
    return current


@transaction.atomic
def change_plan_state(*, actor: Actor, plan: InvolvementPlan, to: PlanState) -> InvolvementPlan:
    """Publish a plan, close it when the year is over, or open it again; a second press changes nothing.

    However many initiatives it begins with: fewer than 3 or more than 5 are said, not forbidden.

    Raises Refused when the actor may not.
    """
    plan = InvolvementPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.state == to:
        return plan
    require(may_change_plan_state(actor, plan, to))
    plan.state = to
    plan.published_on = plan.published_on or timezone.localdate()
    plan.save(update_fields=["state", "published_on", "updated_at"])
    record(actor=actor, verb=f"involvement.plan_{to}", thing=plan.thing, public=True)
    return plan


@transaction.atomic
def delete_plan(*, actor: Actor, plan: InvolvementPlan) -> None:
    """Delete a draft nobody but staff has seen.

    Raises Refused when the actor may not, ValidationError when it was published or holds initiatives.
    """
    require(may_edit_plan(actor))
    plan = InvolvementPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.is_public or plan.initiatives.exists():
        raise ValidationError(_("Kun en tom kladde kan slettes."))
    thing = plan.thing
    plan.delete()
    record(actor=actor, verb="involvement.delete_plan", thing=thing)
