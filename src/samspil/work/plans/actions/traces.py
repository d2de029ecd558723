"""Keep the trace from what people said to what a plan does about it, and tell them (rows H2, X1)."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import override

from samspil.commons.inputs.actions.outcomes import record_outcome, withdraw_outcome
from samspil.commons.inputs.models import Cluster
from samspil.kit.access import Actor
from samspil.work.plans.models import Activity, FocusArea, Plan
from samspil.work.plans.terms import ActivityState, PlanState

# When a plan reaches these, those who spoke hear that something comes of it.
TOLD_STATES = (PlanState.CONSULTATION, PlanState.DECIDED)
ENDS = (ActivityState.DONE, ActivityState.DROPPED)


def _record(
    *,
    actor: Actor,
    part: FocusArea | Activity,
    clusters: Iterable[Cluster],
    state: PlanState | ActivityState,
    tell: bool,
) -> None:
    with override("en"):
        state_en = str(state.label)
    with override("da"):
        page = (
            reverse("focus_area", args=[part.pk]) if isinstance(part, FocusArea) else _page_of(part)
        )
        for cluster in clusters:
            record_outcome(
                actor=actor,
                cluster=cluster,
                key=part.thing,
                label=part.title,
                url=page,
                state=str(state.label),
                state_en=state_en,
                kind=str(part._meta.verbose_name),
                tell=tell,
                public=part.plan.is_public,
                hidden=not part.plan.is_public,
            )


def _page_of(activity: Activity) -> str:
    if activity.area_id:
        return reverse("focus_area", args=[activity.area_id])
    return reverse("work_plan", args=[activity.plan_id])


def trace_area(*, actor: Actor, area: FocusArea, tell: bool) -> None:
    """Record what a focus area means to the clusters it grew from; the caller has asked the policy.

    Args:
        actor: who acted.
        area: the focus area, with its plan as it now is.
        tell: whether those who spoke get a letter or a call.
    """
    state = PlanState(area.plan.state)
    _record(actor=actor, part=area, clusters=area.clusters.all(), state=state, tell=tell)


def trace_activity(*, actor: Actor, activity: Activity, tell: bool) -> None:
    """Record how far an activity is to the clusters it grew from, those of its area too once it has ended.

    Args:
        actor: who acted.
        activity: the activity, with its plan as it now is.
        tell: whether those who spoke get a letter or a call.
    """
    clusters = list(activity.clusters.all())
    if activity.area is not None and activity.state in ENDS:
        clusters += [each for each in activity.area.clusters.all() if each not in clusters]
    state = ActivityState(activity.state)
    _record(actor=actor, part=activity, clusters=clusters, state=state, tell=tell)


def trace_plan(*, actor: Actor, plan: Plan) -> None:
    """Record for all that a plan grew from where the plan now is, and tell of it at the steps that matter.

    A contributor hears of the area; of an activity only where the area does not come of the same cluster.
    """
    tell = plan.state in TOLD_STATES
    for area in plan.areas.filter(clusters__isnull=False).distinct():
        area.plan = plan
        trace_area(actor=actor, area=area, tell=tell)
    for activity in (
        plan.activities.filter(clusters__isnull=False).distinct().select_related("area")
    ):
        activity.plan = plan
        told = set(activity.area.clusters.all()) if activity.area else set()
        trace_activity(
            actor=actor, activity=activity, tell=tell and not told & set(activity.clusters.all())
        )


def set_clusters(*, actor: Actor, part: FocusArea | Activity, clusters: Iterable[Cluster]) -> None:
    """Say what people said that a part of a plan grew from; those it no longer grew from are taken back.

    In a plan everybody may read, those who spoke are told of what is new; the caller has asked the policy.
    """
    before, now = set(part.clusters.all()), set(clusters)
    part.clusters.set(now)
    for gone in before - now:
        withdraw_outcome(actor=actor, key=part.thing, cluster=gone)
    tell = bool(now - before) and part.plan.is_public
    if isinstance(part, FocusArea):
        trace_area(actor=actor, area=part, tell=tell)
    else:
        trace_activity(actor=actor, activity=part, tell=tell)
