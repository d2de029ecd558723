"""What everybody sees of plans."""

import csv
from collections.abc import Iterable
from dataclasses import asdict, astuple, fields

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.base.topics.queries import topic_choices
from samspil.commons.inputs.queries import public_quotes
from samspil.kit.asking import number_asked
from samspil.kit.documents.making import download
from samspil.kit.doors import actor_of, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.kit.spreadsheets import spreadsheet_cell
from samspil.work.plans.models import Activity, FocusArea, PlanVersion, StatusChange
from samspil.work.plans.policies import may_edit_plan, may_follow_plans, visible_to
from samspil.work.plans.queries.open_data import OpenActivity, open_activities, open_plan
from samspil.work.plans.queries.plan_document import plan_document
from samspil.work.plans.queries.plans import (
    activities_of,
    area_with_all,
    chosen_activities,
    listed,
    plan_seen,
    shared_with,
    voices_behind,
)
from samspil.work.plans.queries.progress import progress_by_plan, progress_of
from samspil.work.plans.queries.timeline import timeline_of
from samspil.work.plans.queries.versions import changes_between, reading_of
from samspil.work.plans.terms import PER_PAGE, ActivityState
from samspil.work.plans.views.common import seen_plan, wanted_of


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def plans(request: HttpRequest) -> HttpResponseBase:
    """Show the plans there are, and how far each is."""
    found = list(listed(visible_to(actor_of(request)).public()))
    progress = progress_by_plan(each.pk for each in found)
    context = {
        "rows": [(each, progress.get(each.pk)) for each in found],
        "follows": bool(may_follow_plans(actor_of(request))),
    }
    return render(request, "plans/plans.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def plan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a plan: what it is for, its tracks and focus areas, and how far it is (row H1)."""
    found, wanted = seen_plan(request, pk), wanted_of(request)
    shows_list = bool(wanted) or found.is_action_plan
    chosen = chosen_activities(found, wanted) if shows_list else Activity.objects.none()
    context = {
        "plan": found,
        "seen": plan_seen(found),
        "wanted": wanted,
        "page": Paginator(chosen, PER_PAGE).get_page(request.GET.get("side")),
        "chosen": wanted.topic.pk if wanted.topic else None,
        "topics": topic_choices(),
        "states": ActivityState.choices,
        "may_edit": bool(may_edit_plan(actor_of(request), found)),
        "siblings": shared_with(found),
        "year": found.newest_year,
    }
    return render(request, "plans/plan.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def area(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a focus area: what, why, what happens now, what has been done, whom to ask, how to join."""
    areas = FocusArea.objects.filter(plan__in=visible_to(actor_of(request)))
    found = get_object_or_404(area_with_all(areas), pk=pk)
    activities = list(found.activities.all())
    clusters = [each.pk for each in found.clusters.all()]
    context = {
        "plan": found.plan,
        "area": found,
        "activities": activities,
        "done": [each for each in activities if each.state == ActivityState.DONE],
        "changes": _told(activities),
        "said": public_quotes(clusters) if clusters else (),
        "voices": voices_behind(clusters),
        "progress": progress_of(activities),
        "may_edit": bool(may_edit_plan(actor_of(request), found.plan)),
    }
    return render(request, "plans/area.html", context)


def _told(activities: Iterable[Activity]) -> list[tuple[Activity, StatusChange]]:
    told = [(each, change) for each in activities for change in each.changes.all()]
    return sorted(told, key=lambda pair: pair[1].at, reverse=True)[:20]


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def timeline(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show when what is done, as bars over the years of a plan."""
    found, wanted = seen_plan(request, pk), wanted_of(request)
    context = {
        "plan": found,
        "wanted": wanted,
        "timeline": timeline_of(found, chosen_activities(found, wanted)),
        "chosen": wanted.topic.pk if wanted.topic else None,
        "topics": topic_choices(),
        "states": ActivityState.choices,
    }
    return render(request, "plans/timeline.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def whole(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the whole plan on one page, to be read from one end to the other or printed."""
    found = seen_plan(request, pk)
    by_area: dict[int | None, list[Activity]] = {}
    for activity in activities_of(found):
        by_area.setdefault(activity.area_id, []).append(activity)
    context = {
        "plan": found,
        "tracks": [
            (track.track, [(each.area, by_area.get(each.area.pk, [])) for each in track.areas])
            for track in plan_seen(found, quotes=True).tracks
        ],
        "initiatives": by_area.get(None, []),
    }
    return render(request, "plans/whole.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def versions(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the steps a plan has taken, and lead to what changed between them."""
    found = seen_plan(request, pk)
    kept = found.versions.defer("content")
    if not may_follow_plans(actor_of(request)):
        kept = kept.exclude(state="draft")
    context = {"plan": found, "versions": kept, "moves": found.moves.all()}
    return render(request, "plans/versions.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def changes(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
    """Show what changed from a version to the next chosen one, or to how the plan reads now."""
    found = seen_plan(request, pk)
    kept = {each.number: each for each in found.versions.all() if _may_read(request, each)}
    asked = number_asked(request, "til")
    later = kept.get(asked) if asked is not None else None
    if number not in kept or (asked is not None and (later is None or later.number <= number)):
        raise Http404
    now = later.content if later else reading_of(found)
    context = {
        "plan": found,
        "before": kept[number],
        "later": later,
        "laters": [each for each in kept.values() if each.number > number],
        "changes": list(changes_between(kept[number].content, now)),
    }
    return render(request, "plans/changes.html", context)


def _may_read(request: HttpRequest, version: PlanVersion) -> bool:
    return version.is_public or bool(may_follow_plans(actor_of(request)))


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def plan_json(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve a plan as open data in JSON."""
    found = get_object_or_404(
        visible_to(actor_of(request)).public().select_related("foundation"), pk=pk
    )
    rows = [asdict(each) for each in open_activities(found, settings.ORIGIN)]
    return JsonResponse({**open_plan(found, settings.ORIGIN), "activities": rows})


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def plan_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve the activities of a plan as open data in CSV, safe to open in a spreadsheet."""
    found = get_object_or_404(visible_to(actor_of(request)).public(), pk=pk)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="aktiviteter-{found.pk}.csv"'
    writer = csv.writer(response)
    writer.writerow(field.name for field in fields(OpenActivity))
    for each in open_activities(found, settings.ORIGIN):
        writer.writerow(spreadsheet_cell(value) for value in astuple(each))
    return response


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def plan_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out the whole plan as an accessible PDF."""
    if request.GET:
        return redirect(
            request.path
        )  # one file is made and kept, whatever stands behind the address
    return download(plan_document(seen_plan(request, pk), origin=settings.ORIGIN), "pdf")


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def plan_word(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out the whole plan as a Word file."""
    if request.GET:
        return redirect(request.path)
    return download(plan_document(seen_plan(request, pk), origin=settings.ORIGIN), "docx")
