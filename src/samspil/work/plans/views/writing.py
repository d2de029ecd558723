"""Where plans are written: the plan itself, its strategy, tracks, focus areas and activities."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.kit.access import require
from samspil.kit.buttons import pressed
from samspil.kit.doors import actor_of, door, reads
from samspil.kit.lix import lix
from samspil.work.plans.actions import parts, plans, versions
from samspil.work.plans.forms.plans import (
    ActivityForm,
    AreaForm,
    NewPlanForm,
    PlanForm,
    StrategyForm,
    TrackForm,
)
from samspil.work.plans.models import Activity, FocusArea, Foundation, Plan, Track
from samspil.work.plans.policies import (
    may_edit_plan,
    may_follow_plans,
    may_write_plans,
    own_activities,
    visible_to,
)
from samspil.work.plans.queries.plans import activities_of, listed, plan_seen
from samspil.work.plans.queries.progress import progress_by_plan
from samspil.work.plans.queries.years import year_now
from samspil.work.plans.terms import NEXT_PLAN_STATES, STATE_VERBS, PlanState
from samspil.work.plans.views.common import editable_plan, saved, seen_plan

PARTS: dict[str, type[Track | FocusArea | Activity]] = {
    "spor": Track,
    "omraade": FocusArea,
    "aktivitet": Activity,
}


@door(may_follow_plans)
@require_safe
@never_cache
@reads
def desk(request: HttpRequest) -> HttpResponseBase:
    """Show all plans to those who work here, and what stands out in them."""
    actor = actor_of(request)
    found = list(listed(visible_to(actor)))
    progress = progress_by_plan(each.pk for each in found)
    context = {
        "rows": [(each, progress.get(each.pk)) for each in found],
        "writes": bool(may_write_plans(actor)),
        "own": own_activities(actor).count(),
    }
    return render(request, "plans/desk.html", context)


@door(may_write_plans)
@never_cache
def write(request: HttpRequest) -> HttpResponseBase:
    """Begin a plan."""
    form = NewPlanForm(request.POST or None, foundations=Foundation.objects.all())
    if request.method == "POST" and form.is_valid():
        made: list[Plan] = []
        saved(
            request,
            form,
            lambda: made.append(
                plans.write_plan(
                    actor=actor_of(request),
                    text=form.written(),
                    shared=form.chosen_foundation(),
                    places=form.chosen_places(),
                )
            ),
            _("Kladden er gemt. Skriv nu, hvad der skal ske."),
        )
        if made:
            return redirect("prepare_work_plan", pk=made[0].pk)
    return render(request, "plans/write.html", {"form": form})


@door(may_follow_plans)
@require_safe
@never_cache
@reads
def prepare(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a plan to those who work on it, with what can be done."""
    found = seen_plan(request, pk)
    by_area: dict[int | None, list[Activity]] = {}
    for activity in activities_of(found).select_related("responsible"):
        by_area.setdefault(activity.area_id, []).append(activity)
    seen = plan_seen(found, empty_tracks=True)
    context = {
        "plan": found,
        "seen": seen,
        "tracks": [
            (track, [(each, by_area.get(each.area.pk, [])) for each in track.areas])
            for track in seen.tracks
        ],
        "initiatives": by_area.get(None, []),
        "may_edit": bool(may_edit_plan(actor_of(request), found)),
        "steps": [(to, STATE_VERBS[to]) for to in NEXT_PLAN_STATES[PlanState(found.state)]],
        "unplaced": found.unplaced,
        "year": year_now(found),
    }
    return render(request, "plans/prepare.html", context)


@door(may_write_plans)
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what a plan says; two who save at the same time both keep what they wrote."""
    found = editable_plan(request, pk)
    form = PlanForm(request.POST or None, plan=found)
    theirs = None
    if request.method == "POST" and form.is_valid():
        theirs = saved(
            request,
            form,
            lambda: plans.save_plan(
                actor=actor_of(request),
                plan=found,
                version=form.cleaned_data["version"],
                text=form.written(),
                places=form.chosen_places(),
            ),
            _("Planen er gemt."),
        )
        if form.is_valid():
            return redirect("prepare_work_plan", pk=pk)
    context = {"form": form, "plan": found, "theirs": theirs}
    return render(request, "plans/edit.html", context)


@door(may_write_plans)
@never_cache
def strategy(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change vision, mission, values and principles, for all plans that build on them."""
    found = editable_plan(request, pk)
    form = StrategyForm(request.POST or None, foundation=found.foundation)
    theirs = None
    if request.method == "POST" and form.is_valid():
        theirs = saved(
            request,
            form,
            lambda: plans.save_strategy(
                actor=actor_of(request),
                plan=found,
                version=form.cleaned_data["version"],
                strategy=form.strategy(),
            ),
            _("Strategigrundlaget er gemt."),
        )
        if form.is_valid():
            return redirect("prepare_work_plan", pk=pk)
    context = {
        "form": form,
        "plan": found,
        "theirs": theirs,
        "others": found.foundation.plans.exclude(pk=pk),
    }
    return render(request, "plans/strategy.html", context)


def _part[Row: Track | FocusArea | Activity](
    request: HttpRequest, model: type[Row], pk: int
) -> Row:
    """Return a part of a plan the actor may change."""
    rows = model.objects.select_related("plan__foundation").prefetch_related("plan__places")
    found: Row = get_object_or_404(rows.filter(plan__in=visible_to(actor_of(request))), pk=pk)
    require(may_edit_plan(actor_of(request), found.plan))
    return found


def _to_plan(plan: Plan, part: Any = None) -> HttpResponseBase:
    way = redirect("prepare_work_plan", pk=plan.pk)
    if part is not None:
        way["Location"] += f"#{part.thing.replace(':', '-')}"
    return way


@door(may_write_plans)
@never_cache
def add_track(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add a track to a plan."""
    return _track(request, editable_plan(request, pk), None)


@door(may_write_plans)
@never_cache
def edit_track(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a track."""
    found = _part(request, Track, pk)
    return _track(request, found.plan, found)


def _track(request: HttpRequest, plan: Plan, found: Track | None) -> HttpResponseBase:
    form = TrackForm(request.POST or None, track=found)
    theirs = None
    if request.method == "POST" and form.is_valid():
        theirs = saved(
            request,
            form,
            lambda: parts.write_track(
                actor=actor_of(request), plan=plan, track=found, **form.cleaned_data
            ),
            _("Sporet er gemt."),
        )
        if form.is_valid():
            return _to_plan(plan, found)
    context = {"form": form, "plan": plan, "track": found, "theirs": theirs}
    return render(request, "plans/track_form.html", context)


@door(may_write_plans)
@never_cache
def add_area(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add a focus area to a plan."""
    return _area(request, editable_plan(request, pk), None)


@door(may_write_plans)
@never_cache
def edit_area(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a focus area."""
    found = _part(request, FocusArea, pk)
    return _area(request, found.plan, found)


def _save_area(request: HttpRequest, plan: Plan, form: AreaForm, found: FocusArea | None) -> None:
    made = parts.write_area(
        actor=actor_of(request),
        plan=plan,
        text=form.written(),
        track=form.chosen_track(),
        topics=form.ticked(),
        clusters=form.chosen_clusters(),
        area=found,
        version=form.cleaned_data["version"],
    )
    parts.write_quotes(actor=actor_of(request), area=made, quotes=form.written_quotes())


def _area(request: HttpRequest, plan: Plan, found: FocusArea | None) -> HttpResponseBase:
    form = AreaForm(request.POST or None, tracks=list(plan.tracks.all()), area=found)
    if found is None:
        form.initial["track"] = request.GET.get("spor", "")
    theirs = None
    if request.method == "POST" and form.is_valid():
        theirs = saved(
            request,
            form,
            lambda: _save_area(request, plan, form, found),
            _("Indsatsområdet er gemt."),
        )
        if form.is_valid():
            return _to_plan(plan, found)
    context = {
        "form": form,
        "plan": plan,
        "area": found,
        "theirs": theirs,
        "lix": lix(f"{found.purpose} {found.why}") if found else None,
    }
    return render(request, "plans/area_form.html", context)


@door(may_write_plans)
@never_cache
def add_activity(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add an activity to a plan, in the focus area the address names."""
    plan, asked = editable_plan(request, pk), request.GET.get("omraade", "")
    chosen = None
    if asked:
        if not (asked.isascii() and asked.isdecimal()) or len(asked) > 9:
            raise Http404
        chosen = get_object_or_404(plan.areas.all(), pk=asked)
    return _activity(request, plan, None, chosen)


@door(may_write_plans)
@never_cache
def edit_activity(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change an activity."""
    found = _part(request, Activity, pk)
    return _activity(request, found.plan, found, None)


def _activity(
    request: HttpRequest, plan: Plan, found: Activity | None, chosen: FocusArea | None
) -> HttpResponseBase:
    form = ActivityForm(request.POST or None, plan=plan, activity=found, area=chosen)
    theirs = None
    if request.method == "POST" and form.is_valid():
        theirs = saved(
            request,
            form,
            lambda: parts.write_activity(
                actor=actor_of(request),
                plan=plan,
                text=form.written(),
                activity=found,
                version=form.cleaned_data["version"],
                **form.chosen(),
            ),
            _("Aktiviteten er gemt."),
        )
        if form.is_valid():
            return _to_plan(plan, found)
    context = {"form": form, "plan": plan, "activity": found, "theirs": theirs}
    return render(request, "plans/activity_form.html", context)


@door(may_write_plans)
@require_POST
def move_part(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """Let a part change places with the one above or below it."""
    found = _part(request, PARTS[kind], pk)
    parts.move_part(actor=actor_of(request), part=found, up=request.POST.get("to") == "up")
    return _to_plan(found.plan, found)


@door(may_write_plans)
@require_POST
def remove_part(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """Remove a part nothing else points to."""
    found = _part(request, PARTS[kind], pk)
    pressed(
        request,
        lambda: parts.remove_part(actor=actor_of(request), part=found),
        _("Det er fjernet."),
    )
    return _to_plan(found.plan)


@door(may_write_plans)
@require_POST
def change_state(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Move a plan a step on or back."""
    found, wanted = seen_plan(request, pk), request.POST.get("to", "")
    if wanted in PlanState.values:
        pressed(
            request,
            lambda: plans.change_plan_state(
                actor=actor_of(request),
                plan=found,
                to=PlanState(wanted),
                why=request.POST.get("why", ""),
            ),
            _("Det er gemt, og planen, som den læses nu, er lagt til side."),
        )
    return redirect("prepare_work_plan", pk=pk)


@door(may_write_plans)
@require_POST
def keep_version(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Keep how a plan reads now."""
    found = editable_plan(request, pk)
    kept = versions.save_version(
        actor=actor_of(request), plan=found, note=request.POST.get("note", "")
    )
    pressed(request, lambda: None, _("Version %(number)s er gemt.") % {"number": kept.number})
    return redirect("plan_versions", pk=pk)


@door(may_write_plans)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete a draft nobody outside has seen."""
    found = editable_plan(request, pk)
    pressed(
        request,
        lambda: plans.delete_plan(actor=actor_of(request), plan=found),
        _("Kladden er slettet."),
    )
    there = Plan.objects.filter(pk=pk).exists()
    return redirect("prepare_work_plan", pk=pk) if there else redirect("plans_desk")


@door(may_write_plans)
@require_POST
def clear_unplaced(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that what an import could not place has been dealt with."""
    found = editable_plan(request, pk)
    plans.clear_unplaced(actor=actor_of(request), plan=found)
    return redirect("prepare_work_plan", pk=pk)
