"""Who writes a plan, who tells how far it is, and who sees drafts."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.kit.access import (
    ALLOWED,
    STAFF_ROLES,
    Actor,
    Role,
    Verdict,
    may_for,
    needs_role,
    refused,
)
from samspil.work.plans.models import Activity, Plan
from samspil.work.plans.models.activities import ActivityQuerySet
from samspil.work.plans.models.plans import PlanQuerySet
from samspil.work.plans.terms import NEXT_PLAN_STATES, WORKING_STATES, PlanState

WRITERS = (Role.COORDINATOR, Role.MANAGER)


def may_write_plans(actor: Actor) -> Verdict:
    """Coordinators and managers write plans, wherever they hold the role."""
    return needs_role(actor, *WRITERS)


def may_follow_plans(actor: Actor) -> Verdict:
    """Whoever works here may be responsible for an activity, and reads drafts of plans."""
    return needs_role(actor, *sorted(STAFF_ROLES))


def may_edit_plan(actor: Actor, plan: Plan) -> Verdict:
    """A writer without limits changes every plan, one for places those of these places; nobody an archived one."""
    verdict = may_write_plans(actor)
    if verdict and not may_for(actor, WRITERS, places=[each.pk for each in plan.places.all()]):
        return refused(_("Planen gælder steder, du ikke har rollen for."))
    if verdict and plan.state == PlanState.ARCHIVED:
        return refused(_("Planen er arkiveret. Den kan læses, men ikke ændres."))
    return verdict


def may_change_plan_state(actor: Actor, plan: Plan, to: PlanState) -> Verdict:
    """Whoever may write it moves a plan one step on, or one back; a manager takes it out of the archive."""
    verdict = may_write_plans(actor)
    if verdict and not may_for(actor, WRITERS, places=[each.pk for each in plan.places.all()]):
        return refused(_("Planen gælder steder, du ikke har rollen for."))
    if verdict and to not in NEXT_PLAN_STATES[PlanState(plan.state)]:
        return refused(
            _("Planen er %(state)s og kan ikke blive %(to)s.")
            % {"state": PlanState(plan.state).label, "to": to.label}
        )
    return verdict


def may_tell_status(actor: Actor, activity: Activity) -> Verdict:
    """The one responsible, and whoever may change the plan, tell how far an activity is."""
    if activity.plan.state not in WORKING_STATES:
        return refused(_("Planen er ikke i gang. Status kan ikke ændres nu."))
    if actor.pk is not None and actor.pk == activity.responsible_id and may_follow_plans(actor):
        return ALLOWED
    verdict = may_edit_plan(actor, activity.plan)
    if verdict or may_write_plans(actor):
        return verdict
    return refused(
        _("Kun den ansvarlige og dem, der skriver planen, fortæller, hvor det står til.")
    )


def visible_to(actor: Actor) -> PlanQuerySet:
    """Return the plans an actor may see: those everybody may read, and drafts for those who work here."""
    plans = Plan.objects.all()
    return plans if may_follow_plans(actor) else plans.public()


def own_activities(actor: Actor) -> ActivityQuerySet:
    """Return the activities somebody is responsible for in plans that are worked on."""
    if not may_follow_plans(actor):
        return Activity.objects.none()
    return Activity.objects.filter(
        Q(responsible=actor.pk), plan__state__in=WORKING_STATES
    ).select_related("plan", "area")
