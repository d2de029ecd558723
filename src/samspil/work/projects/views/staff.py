"""Write projects and what they hold, and follow them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.commons.decisions.queries.decisions import budget_of, cases_of, decisions_of
from samspil.commons.decisions.queries.money import Sums, sums_of
from samspil.kit.access import require
from samspil.kit.buttons import pressed
from samspil.kit.doors import actor_of, door, reads
from samspil.kit.editing import EditedMeanwhile, keep_typed
from samspil.work.projects import forms
from samspil.work.projects.actions import parts, projects
from samspil.work.projects.models import (
    BuyOut,
    Milestone,
    Phase,
    Project,
    Question,
    Report,
    Risk,
)
from samspil.work.projects.policies import (
    may_edit_project,
    may_follow_projects,
    may_write_projects,
    visible_to,
)
from samspil.work.projects.queries.projects import (
    for_desk,
    missing_money,
    phase_line,
    reports_waiting,
    with_all,
)
from samspil.work.projects.terms import NEXT_STATES, STATE_VERBS, GateState, ProjectState


@dataclass(frozen=True, slots=True)
class PartKind:
    """A kind of part: what it is called, its form, and the action that saves it."""

    heading: str | Promise
    model: Any
    form: Any
    write: Callable[..., Any]


KINDS = {
    "fase": PartKind(gettext_lazy("Fase"), Phase, forms.PhaseForm, parts.write_phase),
    "milepael": PartKind(
        gettext_lazy("Milepæl"), Milestone, forms.MilestoneForm, parts.write_milestone
    ),
    "risiko": PartKind(gettext_lazy("Risiko"), Risk, forms.RiskForm, parts.write_risk),
    "frikoeb": PartKind(gettext_lazy("Frikøb"), BuyOut, forms.BuyOutForm, parts.write_buyout),
    "spoergsmaal": PartKind(
        gettext_lazy("Spørgsmål til evalueringen"),
        Question,
        forms.QuestionForm,
        parts.write_question,
    ),
    "rapport": PartKind(gettext_lazy("Rapport"), Report, forms.ReportForm, parts.write_report),
}


def _seen(request: HttpRequest, pk: int) -> Project:
    return get_object_or_404(with_all(visible_to(actor_of(request))), pk=pk)


def _editable(request: HttpRequest, pk: int) -> Project:
    found = _seen(request, pk)
    require(may_edit_project(actor_of(request), found))
    return found


def _part(request: HttpRequest, kind: str, pk: int) -> Any:
    found = get_object_or_404(KINDS[kind].model.objects.select_related("project"), pk=pk)
    require(may_edit_project(actor_of(request), found.project))
    return found


def _saved(request: HttpRequest, form: Form, save: Callable[[], object], done: str) -> bool:
    """Save what a form says and tell so; what stands in the way is said at the form, with all that was typed."""
    try:
        save()
    except ValidationError as error:
        known = hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields)
        form.add_error(None, error if known else error.messages)
        return False
    except EditedMeanwhile as meanwhile:
        keep_typed(form, meanwhile)
        return False
    messages.success(request, done)
    return True


@door(may_follow_projects)
@require_safe
@never_cache
@reads
def desk(request: HttpRequest) -> HttpResponseBase:
    """Show all projects, and the reports that are due."""
    actor = actor_of(request)
    context = {
        "projects": for_desk(visible_to(actor)),
        "reports": reports_waiting()[:20],
        "may_write": bool(may_write_projects(actor)),
    }
    return render(request, "projects/desk.html", context)


@door(may_write_projects)
@never_cache
def write(request: HttpRequest) -> HttpResponseBase:
    """Begin a project as an idea."""
    form = forms.ProjectForm(request.POST or None)
    made: list[Project] = []
    if request.method == "POST" and form.is_valid():
        given = _given(form)
        if _saved(
            request,
            form,
            lambda: made.append(projects.write_project(actor=actor_of(request), **given)),
            _("Idéen er gemt. Kun medarbejdere kan se den."),
        ):
            return redirect("prepare_project", pk=made[0].pk)
    return render(request, "projects/write.html", {"form": form})


def _given(form: forms.ProjectForm) -> dict[str, Any]:
    return {
        "text": form.written(),
        "partners": form.chosen_partners(),
        "responsible": form.cleaned_data["responsible"],
        "places": form.chosen_places(),
        "topics": form.ticked(),
    }


@door(may_follow_projects)
@require_safe
@never_cache
@reads
def prepare(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a project to those who work on it, with what can be done."""
    found = _seen(request, pk)
    budget = budget_of(found.thing)
    sums = sums_of(budget) if budget else Sums()
    context = {
        "project": found,
        "line": phase_line(found),
        "budget": budget,
        "sums": sums,
        "missing": missing_money(found, sums),
        "decisions": decisions_of(found.thing, public=False),
        "cases": cases_of(found.thing),
        "owner": projects.owner_of(found),
        "steps": [(to, STATE_VERBS[to]) for to in NEXT_STATES[ProjectState(found.state)]],
        "risks": sorted(found.risks.all(), key=lambda risk: -risk.weight),
        "may_edit": bool(may_edit_project(actor_of(request), found)),
    }
    return render(request, "projects/prepare.html", context)


@door(may_write_projects)
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what a project says; two who save at the same time both keep what they wrote."""
    found = _editable(request, pk)
    form = forms.ProjectForm(request.POST or None, project=found)
    if request.method == "POST" and form.is_valid():
        given, version = _given(form), form.cleaned_data["version"]
        if _saved(
            request,
            form,
            lambda: projects.write_project(
                actor=actor_of(request), project=found, version=version, **given
            ),
            _("Projektet er gemt."),
        ):
            return redirect("prepare_project", pk=pk)
    return render(request, "projects/write.html", {"form": form, "project": found})


@door(may_write_projects)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a project one step on its way."""
    found = _editable(request, pk)
    to = request.POST.get("to", "")
    if to not in ProjectState.values:
        raise Http404
    actor, why = actor_of(request), request.POST.get("why", "")
    pressed(
        request,
        lambda: projects.move_project(actor=actor, project=found, to=ProjectState(to), why=why),
        _("Det er gemt."),
    )
    return redirect("prepare_project", pk=pk)


@door(may_write_projects)
@require_POST
def open_budget(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Lead to the project's budget, made now unless it has one."""
    found = _editable(request, pk)
    budget = projects.open_budget(actor=actor_of(request), project=found)
    return redirect("budget", pk=budget.pk)


@door(may_write_projects)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete an idea that came to nothing."""
    found = _editable(request, pk)
    actor = actor_of(request)
    done = pressed(
        request, lambda: projects.delete_idea(actor=actor, project=found), _("Idéen er slettet.")
    )
    return redirect("projects_desk") if done else redirect("prepare_project", pk=pk)


@door(may_write_projects)
@never_cache
def add_part(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Add a phase, milestone, risk, buy-out, question or report."""
    found, known = _editable(request, pk), KINDS[kind]
    form = known.form(request.POST or None, project=found)
    if request.method == "POST" and form.is_valid():
        given = form.written()
        if _saved(
            request,
            form,
            lambda: known.write(actor=actor_of(request), project=found, **given),
            _("Det er gemt."),
        ):
            return redirect("prepare_project", pk=pk)
    context = {"form": form, "project": found, "heading": known.heading}
    return render(request, "projects/part.html", context)


@door(may_write_projects)
@never_cache
def edit_part(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Change a part of a project."""
    part, known = _part(request, kind, pk), KINDS[kind]
    form = known.form(request.POST or None, project=part.project, part=part)
    if request.method == "POST" and form.is_valid():
        given, version = form.written(), form.cleaned_data["version"]
        if _saved(
            request,
            form,
            lambda: known.write(
                actor=actor_of(request), project=part.project, part=part, version=version, **given
            ),
            _("Det er gemt."),
        ):
            return redirect("prepare_project", pk=part.project_id)
    context = {"form": form, "project": part.project, "part": part, "heading": known.heading}
    return render(request, "projects/part.html", context | {"kind": kind})


@door(may_write_projects)
@require_POST
def remove_part(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Take a part out of a project."""
    part, actor = _part(request, kind, pk), actor_of(request)
    project = part.project_id
    pressed(request, lambda: parts.remove_part(actor=actor, part=part), _("Det er fjernet."))
    return redirect("prepare_project", pk=project)


@door(may_write_projects)
@require_POST
def gate(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down what was decided at the end of a phase."""
    phase = _part(request, "fase", pk)
    wanted = request.POST.get("gate", "")
    if wanted not in GateState.values:
        raise Http404
    actor, why = actor_of(request), request.POST.get("why", "")
    pressed(
        request,
        lambda: parts.decide_gate(actor=actor, phase=phase, gate=GateState(wanted), why=why),
        _("Det er gemt."),
    )
    return redirect("prepare_project", pk=phase.project_id)


@door(may_write_projects)
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that a milestone is there, or is not after all."""
    milestone, actor = _part(request, "milepael", pk), actor_of(request)
    done = request.POST.get("done", "1") == "1"
    pressed(
        request,
        lambda: parts.finish_milestone(actor=actor, milestone=milestone, done=done),
        _("Det er gemt."),
    )
    return redirect("prepare_project", pk=milestone.project_id)


@door(may_write_projects)
@require_POST
def sent(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that a report was sent to the funder."""
    report, actor = _part(request, "rapport", pk), actor_of(request)
    done = request.POST.get("done", "1") == "1"
    pressed(
        request,
        lambda: parts.send_report(actor=actor, report=report, sent=done),
        _("Det er gemt."),
    )
    return redirect("prepare_project", pk=report.project_id)
