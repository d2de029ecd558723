"""Who writes a plan, who tells how far it is, and who sees drafts."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.commons.gatherings.policies import may_call
from samspil.commons.news.policies import may_write_news
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
from samspil.work.plans.models import Activity, Group, GroupMember, Plan, YearlyStatus
from samspil.work.plans.models.activities import ActivityQuerySet
from samspil.work.plans.models.plans import WorkPlanQuerySet
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


def may_lead_year(actor: Actor, plan: Plan) -> Verdict:
    """The centre leader, or a coordinator, chooses what a year is about while the plan is worked on."""
    verdict = may_edit_plan(actor, plan)
    if verdict and plan.state not in WORKING_STATES:
        return refused(_("Et år kan først planlægges, når planen er besluttet."))
    return verdict


def may_lead_group(actor: Actor, group: Group) -> Verdict:
    """Whoever leads a group, and whoever may change the plan, says who is in it and what it does."""
    if actor.pk is not None and actor.pk == group.lead_id and may_follow_plans(actor):
        return ALLOWED
    verdict = may_edit_plan(actor, group.plan)
    if verdict or may_write_plans(actor):
        return verdict
    return refused(_("Kun den, der leder gruppen, og dem, der skriver planen, kan ændre den."))


def may_work_in_group(actor: Actor, group: Group, member: GroupMember | None) -> Verdict:
    """Those who take part now, and those who lead it, tick off tasks and write down what was said."""
    if not group.is_active:
        return refused(_("Gruppen er afsluttet. Den kan læses, men ikke ændres."))
    if member is not None and member.left_on is None:
        return ALLOWED
    return may_lead_group(actor, group)


def may_enter_group(actor: Actor, group: Group, member: GroupMember | None) -> Verdict:
    """Those who take part now, and those who lead it, see a group's own page."""
    if member is not None and member.left_on is None:
        return ALLOWED
    return may_lead_group(actor, group)


def may_plan_group_meeting(actor: Actor, group: Group) -> Verdict:
    """Whoever leads a group that works plans its meetings, with a role that calls people together."""
    if not group.is_active:
        return refused(_("Gruppen er afsluttet. Den kan læses, men ikke ændres."))
    verdict = may_lead_group(actor, group)
    return may_call(actor) if verdict else verdict


def may_write_status(actor: Actor, plan: Plan) -> Verdict:
    """Whoever may change a plan that others have seen writes its yearly status and sends it."""
    verdict = may_edit_plan(actor, plan)
    if verdict and not plan.is_public:
        return refused(_("Planen er en kladde. Der er ingen status at sende endnu."))
    return verdict


def may_change_status(actor: Actor, status: YearlyStatus) -> Verdict:
    """A status that was sent is never changed."""
    verdict = may_write_status(actor, status.plan)
    if verdict and status.is_sent:
        return refused(_("Status er sendt og kan ikke ændres."))
    return verdict


def may_write_newsletter(actor: Actor, status: YearlyStatus) -> Verdict:
    """Whoever writes news makes an article of a status that was sent."""
    verdict = may_write_news(actor)
    if verdict and not status.is_sent:
        return refused(_("Send status først. Nyhedsbrevet bygger på det, der er sendt."))
    return verdict


def visible_to(actor: Actor) -> WorkPlanQuerySet:
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
