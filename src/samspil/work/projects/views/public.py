"""What everybody may read of projects."""

import csv
from dataclasses import asdict, astuple, fields
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.base.municipality.queries import current_face
from samspil.commons.decisions.queries.decisions import budget_of, decisions_of
from samspil.commons.decisions.queries.money import Sums, sums_of
from samspil.kit.documents.making import Kind, download
from samspil.kit.doors import actor_of, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.kit.spreadsheets import spreadsheet_cell
from samspil.work.projects.models import Project
from samspil.work.projects.policies import may_edit_project, may_follow_projects, visible_to
from samspil.work.projects.queries.documents import project_document
from samspil.work.projects.queries.projects import (
    OpenProject,
    open_projects,
    phase_line,
    with_all,
)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def projects(request: HttpRequest) -> HttpResponseBase:
    """List the projects there are."""
    actor = actor_of(request)
    context = {
        "projects": visible_to(actor).public(),
        "follows": bool(may_follow_projects(actor)),
    }
    return render(request, "projects/projects.html", context)


def _money(project: Project) -> dict[str, Any]:
    budget = budget_of(project.thing)
    return {"budget": budget, "sums": sums_of(budget) if budget else Sums()}


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def project(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a project: what, why, who with, where it stands, its money, and what was learnt."""
    actor = actor_of(request)
    found = get_object_or_404(with_all(visible_to(actor)), slug=slug)
    context = {
        "project": found,
        "line": phase_line(found),
        **_money(found),
        "decisions": decisions_of(found.thing),
        "may_edit": bool(may_edit_project(actor, found)),
    }
    return render(request, "projects/project.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def document(request: HttpRequest, slug: str, kind: Kind) -> HttpResponseBase:
    """Hand out a project as PDF or Word."""
    if request.GET:
        return redirect(
            request.path
        )  # one file is made and kept, whatever stands behind the address
    found = get_object_or_404(with_all(visible_to(actor_of(request))), slug=slug)
    said = project_document(found, _money(found)["sums"], current_face(), settings.ORIGIN)
    return download(said, kind)


def _open() -> list[OpenProject]:
    return open_projects(with_all(Project.objects.public()), settings.ORIGIN)


@open_to_all
@require_safe
@reads
def projects_json(request: HttpRequest) -> HttpResponseBase:
    """Return public projects as open data."""
    found = [asdict(one) for one in _open()]
    return JsonResponse({"projects": found}, json_dumps_params={"ensure_ascii": False})


@open_to_all
@require_safe
@reads
def projects_csv(request: HttpRequest) -> HttpResponseBase:
    """Return public projects as a table for spreadsheets."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="projekter.csv"'
    response.write("\ufeff")
    rows = csv.writer(response, delimiter=";")
    rows.writerow([field.name for field in fields(OpenProject)])
    rows.writerows([[spreadsheet_cell(value) for value in astuple(one)] for one in _open()])
    return response
