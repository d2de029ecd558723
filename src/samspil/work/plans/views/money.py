"""The money and decisions of a plan."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from samspil.base.audit.queries import public_version
from samspil.commons.decisions.actions.money import begin_budget
from samspil.commons.decisions.policies import may_keep_money
from samspil.commons.decisions.queries.decisions import cases_of
from samspil.kit.doors import actor_of, door, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.work.plans.policies import may_edit_plan, may_follow_plans
from samspil.work.plans.queries.money import decisions_about, money_of, owner_of
from samspil.work.plans.views.common import editable_plan, seen_plan


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def money(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what a plan costs, what was decided and what is spent, by initiative, year and post (row N10)."""
    found, actor = seen_plan(request, pk), actor_of(request)
    works = bool(may_follow_plans(actor))
    context = {
        "plan": found,
        "money": money_of(found),
        "decisions": decisions_about(found, public=not works),
        "cases": cases_of(found.thing) if works else (),
        "may_edit": bool(may_edit_plan(actor, found) and may_keep_money(actor)),
        "owner": owner_of(found),
    }
    return render(request, "plans/money.html", context)


@door(may_keep_money)
@require_POST
def open_budget(request: HttpRequest, pk: int, activity: int | None = None) -> HttpResponseBase:
    """Lead to the budget of a plan or one of its activities; it begins when it is opened first."""
    plan = editable_plan(request, pk)
    thing = get_object_or_404(plan.activities.all(), pk=activity) if activity else plan
    may = may_edit_plan(actor_of(request), plan)
    budget = begin_budget(actor=actor_of(request), may=may, owner=owner_of(thing))
    return redirect("budget", pk=budget.pk)
