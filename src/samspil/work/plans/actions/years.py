"""Open a plan's year, choose what it is about, and move its steps (row H13)."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.kit.access import Actor, require
from samspil.kit.words import one_line
from samspil.work.plans.models import FocusArea, Group, Plan, YearFocus, YearStep
from samspil.work.plans.policies import may_lead_year
from samspil.work.plans.terms import LINE_LENGTH, USUAL_DAYS, GroupKind, StepKind


def check_year(plan: Plan, year: int) -> None:
    """Raise ValidationError for a year the plan does not reach into."""
    if year not in plan.years:
        raise ValidationError(
            _("Planen gælder %(period)s. Året ligger uden for.") % {"period": plan.period}
        )


def _locked(plan: Plan) -> Plan:
    """Return the plan with its lock, so that two who open or choose a year do it one after the other."""
    return Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)


def _within(plan: Plan, day: date) -> date:
    return min(max(day, plan.starts_on), plan.ends_on)


@transaction.atomic
def open_year(*, actor: Actor, plan: Plan, year: int) -> None:
    """Propose days for the fixed steps of a year; a second press changes nothing.

    Raises Refused when the actor may not, ValidationError for a year outside the plan's period.
    """
    require(may_lead_year(actor, plan))
    check_year(plan, year)
    _locked(plan)
    known = set(YearStep.objects.filter(plan=plan, year=year).values_list("kind", flat=True))
    missing = [kind for kind in StepKind if kind.value not in known]
    YearStep.objects.bulk_create(
        YearStep(
            plan=plan, year=year, kind=kind, planned_on=_within(plan, date(year, *USUAL_DAYS[kind]))
        )
        for kind in missing
    )
    if missing:
        record(
            actor=actor, verb="plans.open_year", thing=f"{plan.thing}:{year}", public=plan.is_public
        )


@transaction.atomic
def plan_steps(*, actor: Actor, plan: Plan, year: int, days: Mapping[StepKind, date]) -> None:
    """Move the fixed steps of a year.

    Raises Refused when the actor may not, ValidationError for a day outside the year.
    """
    require(may_lead_year(actor, plan))
    wrong = {
        kind.value: _("Vælg en dag i %(year)s.") % {"year": year}
        for kind, day in days.items()
        if day.year != year
    }
    if wrong:
        raise ValidationError(wrong)
    open_year(actor=actor, plan=plan, year=year)
    for kind, day in days.items():
        YearStep.objects.filter(plan=plan, year=year, kind=kind).update(planned_on=day)
    record(actor=actor, verb="plans.plan_steps", thing=f"{plan.thing}:{year}", public=True)


def note_step(plan: Plan, year: int, kind: StepKind) -> None:
    """Write down that a step was done today, unless it was before; a year nobody opened has none.

    Called inside the transaction of what was done.
    """
    YearStep.objects.filter(plan=plan, year=year, kind=kind, done_on__isnull=True).update(
        done_on=timezone.localdate()
    )


@transaction.atomic
def choose_areas(
    *, actor: Actor, plan: Plan, year: int, chosen: Mapping[FocusArea, str]
) -> list[YearFocus]:
    """Choose the focus areas of a year, each with a word on why; a working group is set up for each.

    A choice is taken back by leaving it out, while nothing hangs on its group.

    Args:
        actor: the centre leader or a coordinator.
        plan: the plan.
        year: the year within the plan's period.
        chosen: all that is chosen, and why.

    Raises Refused when the actor may not, ValidationError when the year or an area is not the plan's, or the
    group of what is left out has members, tasks, notes or meetings.
    """
    require(may_lead_year(actor, plan))
    if any(area.plan_id != plan.pk for area in chosen):
        raise ValidationError(_("Indsatsområdet hører til en anden plan."))
    open_year(actor=actor, plan=plan, year=year)
    known = {
        focus.area_id: focus
        for focus in YearFocus.objects.filter(plan=plan, year=year).select_related("area")
    }
    wanted = {area.pk for area in chosen}
    for focus in known.values():
        if focus.area_id not in wanted:
            _take_back(focus)
    for area, why in chosen.items():
        _choose(actor, plan, year, area, one_line(why)[:LINE_LENGTH], known.get(area.pk))
    if chosen:
        note_step(plan, year, StepKind.CHOOSE)
    record(
        actor=actor,
        verb="plans.choose_areas",
        thing=f"{plan.thing}:{year}",
        public=plan.is_public,
    )
    return list(YearFocus.objects.filter(plan=plan, year=year))


def _choose(
    actor: Actor, plan: Plan, year: int, area: FocusArea, why: str, known: YearFocus | None
) -> None:
    if known is not None:
        YearFocus.objects.filter(pk=known.pk).update(why=why)
        return
    focus = YearFocus.objects.create(
        plan=plan, area=area, year=year, why=why, chosen_by_id=actor.pk
    )
    Group.objects.create(kind=GroupKind.WORKING, plan=plan, focus=focus, purpose=area.purpose)


def _take_back(focus: YearFocus) -> None:
    group = Group.objects.select_for_update().filter(focus=focus).first()
    if group is not None:
        parts = (group.members, group.tasks, group.notes, group.meetings)
        if any(each.exists() for each in parts):
            raise ValidationError(
                _("Arbejdsgruppen for ”%(area)s” er begyndt, så området kan ikke vælges fra.")
                % {"area": focus.area.title}
            )
        group.delete()
    focus.delete()
