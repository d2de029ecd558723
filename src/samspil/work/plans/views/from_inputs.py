"""From what people said to a focus area or an activity."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from samspil.commons.inputs.models import Cluster
from samspil.commons.inputs.policies import may_edit_cluster
from samspil.commons.inputs.queries import canonical
from samspil.kit.access import require
from samspil.kit.doors import actor_of, door
from samspil.work.plans.actions import parts
from samspil.work.plans.forms.from_inputs import FromClusterForm
from samspil.work.plans.models import Plan
from samspil.work.plans.policies import may_edit_plan, may_write_plans, visible_to
from samspil.work.plans.terms import TITLE_LENGTH, PlanState


def _plans(request: HttpRequest) -> list[Plan]:
    actor = actor_of(request)
    plans = visible_to(actor).exclude(state=PlanState.ARCHIVED).prefetch_related("areas", "places")
    return [plan for plan in plans if may_edit_plan(actor, plan)]


@door(may_write_plans)
@never_cache
def area(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make a focus area of what people said."""
    return _become(request, pk, as_area=True)


@door(may_write_plans)
@never_cache
def activity(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make an activity of what people said."""
    return _become(request, pk, as_area=False)


def _become(request: HttpRequest, pk: int, *, as_area: bool) -> HttpResponseBase:
    cluster = canonical(get_object_or_404(Cluster, pk=pk))
    require(may_edit_cluster(actor_of(request), cluster))
    plans = _plans(request)
    form = FromClusterForm(request.POST or None, cluster=cluster, plans=plans, as_area=as_area)
    if request.method == "POST" and form.is_valid():
        plan = _make(request, form, cluster, as_area=as_area)
        messages.success(
            request, _("Det står i planen nu, med sporet tilbage til det, folk sagde.")
        )
        return redirect("prepare_work_plan", pk=plan.pk)
    context = {"form": form, "cluster": cluster, "plans": plans, "as_area": as_area}
    return render(request, "plans/from_cluster.html", context)


def _make(request: HttpRequest, form: FromClusterForm, cluster: Cluster, *, as_area: bool) -> Plan:
    plan, found = form.place()
    title, text = form.cleaned_data["title"], form.cleaned_data["text"]
    actor, topics = actor_of(request), cluster.topics.all()
    if as_area:
        words = parts.AreaText(title=title[:TITLE_LENGTH], purpose=text)
        parts.write_area(actor=actor, plan=plan, text=words, topics=topics, clusters=[cluster])
    else:
        said = parts.ActivityText(title=title, text=text)
        parts.write_activity(
            actor=actor, plan=plan, text=said, area=found, topics=topics, clusters=[cluster]
        )
    return plan
