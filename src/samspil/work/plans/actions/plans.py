"""Begin, write, move on and delete a plan."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.base.places.models import Place
from samspil.base.search.actions import refresh
from samspil.commons.inputs.actions.outcomes import withdraw_outcome
from samspil.kit.access import Actor, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable
from samspil.work.plans.actions.traces import trace_plan
from samspil.work.plans.actions.versions import keep_version
from samspil.work.plans.models import Foundation, Plan, PlanMove
from samspil.work.plans.policies import may_change_plan_state, may_edit_plan, may_write_plans
from samspil.work.plans.terms import Audience, PlanKind, PlanState

STRATEGY = ("vision", "mission", "values", "principles")
TEXTS = (
    "intro", "easy_intro", "target_group", "definitions", "building_blocks",
    "expected_effect", "following_up", "whom_to_ask",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """What a plan is and says, apart from its tracks and areas."""

    title: str
    starts_on: date
    ends_on: date
    kind: str = PlanKind.DISABILITY_PLAN
    audience: str = Audience.EVERYONE
    intro: str = ""
    easy_intro: str = ""
    target_group: str = ""
    definitions: str = ""
    building_blocks: str = ""
    expected_effect: str = ""
    following_up: str = ""
    whom_to_ask: str = ""
    answer_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """What a plan builds on; values and principles one a line."""

    vision: str = ""
    mission: str = ""
    values: str = ""
    principles: str = ""


def _write(plan: Plan, text: PlanText) -> None:
    for name, value in asdict(text).items():
        setattr(plan, name, readable(value) if name in TEXTS else value)
    plan.title = one_line(text.title)
    if plan.ends_on < plan.starts_on:
        raise ValidationError({"ends_on": _("Planen kan ikke slutte, før den begynder.")})


@transaction.atomic
def write_plan(
    *,
    actor: Actor,
    text: PlanText,
    strategy: Strategy | None = None,
    shared: Foundation | None = None,
    places: Iterable[Place] = (),
) -> Plan:
    """Begin a plan as a draft (row H1).

    Args:
        actor: who writes it.
        text: what it says.
        strategy: vision, mission, values and principles of its own.
        shared: or the strategy of another plan, which both then build on.
        places: whom it is for; none means the whole municipality.

    Raises Refused when the actor may not, ValidationError when it ends before it begins.
    """
    require(may_write_plans(actor))
    plan = Plan(state_since=timezone.localdate())
    _write(plan, text)
    plan.foundation = shared or Foundation.objects.create(
        title=plan.title, **asdict(strategy or Strategy())
    )
    plan.save()
    plan.places.set(places)
    require(may_edit_plan(actor, plan))
    record(actor=actor, verb="plans.write_plan", thing=plan.thing)
    return plan


def locked_plan(plan: Plan, version: int) -> Plan:
    """Return the plan as it stands, locked; raises EditedMeanwhile when somebody saved it since `version`."""
    current = (
        Plan.objects.select_for_update(of=("self",)).select_related("foundation").get(pk=plan.pk)
    )
    if current.version != version:
        raise EditedMeanwhile(current)
    return current


@transaction.atomic
def save_plan(
    *, actor: Actor, plan: Plan, version: int, text: PlanText, places: Iterable[Place] = ()
) -> Plan:
    """Save what a plan says.

    Raises Refused when the actor may not, EditedMeanwhile when somebody saved it since `version`,
    ValidationError when an activity lies outside its new period.
    """
    require(may_edit_plan(actor, plan))
    current = locked_plan(plan, version)
    _write(current, text)
    outside = current.activities.filter(
        Q(starts_on__lt=current.starts_on)
        | Q(starts_on__gt=current.ends_on)
        | Q(ends_on__lt=current.starts_on)
        | Q(ends_on__gt=current.ends_on)
    )
    if names := list(outside.values_list("title", flat=True)[:3]):
        raise ValidationError(
            {
                "ends_on": _(
                    "Disse aktiviteter ligger uden for perioden: %(names)s. Ret dem først."
                )
                % {"names": "; ".join(names)}
            }
        )
    current.version += 1
    current.save()
    current.places.set(places)
    require(may_edit_plan(actor, Plan.objects.get(pk=current.pk)))
    record(actor=actor, verb="plans.save_plan", thing=current.thing, public=current.is_public)
    refresh("plan", [current.pk])
    return current


@transaction.atomic
def save_strategy(*, actor: Actor, plan: Plan, version: int, strategy: Strategy) -> Foundation:
    """Save the strategy a plan builds on; the plans that share it change with it.

    Raises Refused when the actor may not change every plan that shares it, EditedMeanwhile.
    """
    found = Foundation.objects.select_for_update(of=("self",)).get(plans=plan.pk)
    for each in found.plans.all():
        require(may_edit_plan(actor, each))
    if found.version != version:
        raise EditedMeanwhile(found)
    for name in STRATEGY:
        setattr(found, name, readable(getattr(strategy, name)))
    found.version += 1
    found.save()
    record(actor=actor, verb="plans.save_strategy", thing=found.thing, public=True)
    refresh("plan", [plan.pk for plan in found.plans.all()])
    return found


@transaction.atomic
def share_strategy(*, actor: Actor, plan: Plan, of: Plan) -> Plan:
    """Let a plan build on the strategy of another, as the plans for children and adults do (row H1).

    Its own strategy is deleted when no other plan builds on it.
    Raises Refused when the actor may not change the plan.
    """
    require(may_edit_plan(actor, plan))
    current = (
        Plan.objects.select_for_update(of=("self",)).select_related("foundation").get(pk=plan.pk)
    )
    old = current.foundation
    if old.pk != of.foundation_id:
        current.foundation_id = of.foundation_id
        current.version += 1
        current.save()
        if not old.plans.exists():
            old.delete()
        record(actor=actor, verb="plans.share_strategy", thing=plan.thing, public=plan.is_public)
    return current


@transaction.atomic
def change_plan_state(*, actor: Actor, plan: Plan, to: PlanState, why: str = "") -> Plan:
    """Move a plan one step on or back, keep how it read, and write down when; a second press changes nothing.

    Raises Refused when the actor may not or the step is not there, ValidationError when there is nothing in
    a plan that is to be read by others.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("foundation").get(pk=plan.pk)
    if plan.state == to:
        return plan
    require(may_change_plan_state(actor, plan, to))
    if plan.state == PlanState.DRAFT and not plan.activities.exists():
        raise ValidationError(
            _("Planen er tom. Skriv mindst én aktivitet, før andre skal læse den.")
        )
    was, plan.state, plan.state_since = plan.state, to, timezone.localdate()
    if to == PlanState.DECIDED:
        plan.decided_on = plan.decided_on or plan.state_since
    plan.save()
    PlanMove.objects.create(plan=plan, was=was, became=to, why=one_line(why)[:400], by_id=actor.pk)
    keep_version(actor=actor, plan=plan, note=str(PlanState(to).label))
    trace_plan(actor=actor, plan=plan)
    record(actor=actor, verb=f"plans.plan_{to}", thing=plan.thing, public=True)
    refresh("plan", [plan.pk])
    refresh("focus_area", [area.pk for area in plan.areas.all()])
    return plan


@transaction.atomic
def delete_plan(*, actor: Actor, plan: Plan) -> None:
    """Delete a draft nobody outside has seen, with all it holds.

    Raises Refused when the actor may not, ValidationError when others have seen it.
    """
    require(may_edit_plan(actor, plan))
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.is_public or plan.moves.exists():
        raise ValidationError(_("Kun en kladde, ingen udenfor har set, kan slettes."))
    thing, foundation = plan.thing, plan.foundation
    for part in (*plan.activities.all(), *plan.areas.all()):
        withdraw_outcome(actor=actor, key=part.thing)
    plan.activities.all().delete()
    plan.areas.all().delete()
    plan.delete()
    if not foundation.plans.exists():
        foundation.delete()
    record(actor=actor, verb="plans.delete_plan", thing=thing)


@transaction.atomic
def clear_unplaced(*, actor: Actor, plan: Plan) -> None:
    """Throw away what an import could not place, once somebody has looked at it.

    Raises Refused when the actor may not.
    """
    require(may_edit_plan(actor, plan))
    Plan.objects.filter(pk=plan.pk).update(unplaced="")
    record(actor=actor, verb="plans.clear_unplaced", thing=plan.thing)
