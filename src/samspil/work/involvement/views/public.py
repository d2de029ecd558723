"""What everybody sees: the plan of a year, its initiatives, open data, and proposing."""

import csv
from collections.abc import Sequence
from dataclasses import asdict, astuple, fields

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.base.people.actions import TooMany
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import canonical, topic_choices
from samspil.kit.asking import number_asked
from samspil.kit.doors import actor_of, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.kit.networks import client_of
from samspil.kit.seals import seal, unseal
from samspil.kit.spreadsheets import spreadsheet_cell
from samspil.work.involvement.actions import proposals
from samspil.work.involvement.forms.proposals import ProposalForm
from samspil.work.involvement.models import InvolvementPlan
from samspil.work.involvement.policies import may_edit_initiative, plans_visible_to, visible_to
from samspil.work.involvement.queries.meetings import meetings_for_everybody
from samspil.work.involvement.queries.plans import (
    OpenInitiative,
    chosen_of,
    current_plan,
    initiatives_of,
    open_data,
    proposal_of_ref,
    proposals_shown,
    start_of,
    with_all,
)
from samspil.work.involvement.terms import (
    PER_PAGE,
    SEAL_PROPOSAL,
    InitiativeKind,
    InitiativeState,
)


def _topic_asked(request: HttpRequest) -> Topic | None:
    asked = number_asked(request, "emne")
    if asked is None:
        return None
    return canonical(get_object_or_404(Topic.objects.select_related("merged_into"), pk=asked))


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def plan(request: HttpRequest, year: int | None = None) -> HttpResponseBase:
    """Show the plan of a year, this year's without one, as a wheel and as a list."""
    plans = plans_visible_to(actor_of(request))
    if year is None:
        found = current_plan(plans.public())
        if found is None:
            return render(request, "involvement/no_plan.html")
    else:
        found = get_object_or_404(plans, year=year)
    return _show_plan(request, found)


def _one_of(request: HttpRequest, name: str, known: Sequence[str]) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in known else ""


def _show_plan(request: HttpRequest, found: InvolvementPlan) -> HttpResponse:
    actor, topic = actor_of(request), _topic_asked(request)
    initiatives = initiatives_of(visible_to(actor), found)
    everything = list(initiatives.prefetch_related("topics") if topic else initiatives)
    kind = _one_of(request, "form", InitiativeKind.values)
    state = _one_of(request, "tilstand", InitiativeState.values)
    context = {
        "plan": found,
        "start": start_of(everything),
        "initiatives": chosen_of(everything, topic=topic, kind=kind, state=state),
        "there_are": bool(everything),
        "chosen": topic.pk if topic else None,
        "kind": kind,
        "state": state,
        "topics": topic_choices(),
        "kinds": InitiativeKind.choices,
        "states": InitiativeState.choices,
        "years": plans_visible_to(actor).public().values_list("year", flat=True),
    }
    return render(request, "involvement/plan.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def initiative(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one initiative: what, why, when, who asks, what is asked of me, what came of it."""
    actor = actor_of(request)
    found = get_object_or_404(with_all(visible_to(actor)), pk=pk)
    context = {
        "initiative": found,
        "may_edit": bool(may_edit_initiative(actor, found)),
        "answered": found.proposals.all(),
        "meetings": meetings_for_everybody(found),
    }
    return render(request, "involvement/initiative.html", context)


def _open_plan(year: int) -> list[OpenInitiative]:
    found = get_object_or_404(InvolvementPlan.objects.public(), year=year)
    return open_data(found, settings.ORIGIN)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def plan_json(request: HttpRequest, year: int) -> HttpResponseBase:
    """Serve the plan of a year as open data in JSON."""
    return JsonResponse({"year": year, "initiatives": [asdict(each) for each in _open_plan(year)]})


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def plan_csv(request: HttpRequest, year: int) -> HttpResponseBase:
    """Serve the plan of a year as open data in CSV, safe to open in a spreadsheet."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="plan-{year}.csv"'
    writer = csv.writer(response)
    writer.writerow(field.name for field in fields(OpenInitiative))
    for each in _open_plan(year):
        writer.writerow(spreadsheet_cell(value) for value in astuple(each))
    return response


@open_to_all
@never_cache
def propose(request: HttpRequest) -> HttpResponseBase:
    """Propose an initiative without an account, or show the form (row P4)."""
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = proposals.propose(
                actor=actor_of(request),
                text=form.text(),
                client=client_of(request),
            )
        except TooMany as error:
            form.add_error(None, str(error))
            return render(request, "involvement/propose.html", {"form": form}, status=429)
        return redirect("proposal", token=seal(SEAL_PROPOSAL, made.ref))
    return render(request, "involvement/propose.html", {"form": form})


@open_to_all
@require_safe
@never_cache
@reads
def proposal(request: HttpRequest, token: str) -> HttpResponseBase:
    """Say thank you for a proposal, and later show what became of it, to whoever has its link."""
    ref = unseal(SEAL_PROPOSAL, token)
    found = proposal_of_ref(ref) if ref else None
    if found is None:
        raise Http404
    return render(request, "involvement/proposal.html", {"proposal": found})


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def said_and_done(request: HttpRequest) -> HttpResponseBase:
    """Show what people proposed and what was done about it."""
    page = Paginator(proposals_shown(), PER_PAGE).get_page(request.GET.get("side"))
    return render(request, "involvement/said_and_done.html", {"page": page})
