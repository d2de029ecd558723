"""Write cases and decisions, and follow what comes next."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.municipality.queries import current_face
from samspil.commons.decisions.actions import cases, decisions
from samspil.commons.decisions.forms import CaseForm, FileForm, SaidForm
from samspil.commons.decisions.models import Attachment, CaseDraft, Decision, Owner
from samspil.commons.decisions.policies import may_begin, may_keep, may_keep_money, may_see_case
from samspil.commons.decisions.queries.decisions import (
    budget_of,
    case_with_files,
    open_cases,
    waiting_steps,
)
from samspil.commons.decisions.queries.documents import case_document
from samspil.commons.decisions.queries.money import sums_of
from samspil.commons.decisions.terms import BODIES, CaseState
from samspil.commons.decisions.views.common import (
    kept_case,
    kept_decision,
    may_of,
    owner_asked,
    saved,
)
from samspil.kit.access import Verdict
from samspil.kit.buttons import pressed
from samspil.kit.documents.making import download
from samspil.kit.doors import actor_of, door, reads


@door(may_keep_money)
@require_safe
@never_cache
@reads
def desk(request: HttpRequest) -> HttpResponseBase:
    """Show the next steps that wait, and the cases on their way."""
    context = {"waiting": waiting_steps()[:50], "cases": open_cases()[:50]}
    return render(request, "decisions/desk.html", context)


def _may_begin(request: HttpRequest, owner: Owner | None) -> Verdict:
    """Return whether the actor may write about an owner, or without one about the whole municipality."""
    return may_begin(actor_of(request), owner or Owner())


@door(may_keep_money)
@never_cache
def write_decision(request: HttpRequest) -> HttpResponseBase:
    """Write down a decision, perhaps about something above."""
    owner = owner_asked(request)
    form = SaidForm(request.POST or None)
    made: list[Decision] = []
    if request.method == "POST" and form.is_valid():
        said, may = form.written(), _may_begin(request, owner)
        if saved(
            request,
            form,
            lambda: made.append(
                decisions.record_decision(actor=actor_of(request), may=may, said=said, owner=owner)
            ),
            _done(form),
        ):
            return redirect("decision", pk=made[0].pk)
    context = {"form": form, "owner": owner, "bodies": BODIES}
    return render(request, "decisions/decision_form.html", context)


def _done(form: SaidForm) -> str:
    odd = form.odd_numbers()
    if not odd:
        return _("Beslutningen er gemt.")
    return _(
        "Beslutningen er gemt. Se lige nummeret efter: %(numbers)s. Det ligner ikke dem, vi kender."
    ) % {"numbers": ", ".join(odd)}


@door(may_keep_money)
@never_cache
def edit_decision(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put right what was written down of a decision."""
    found = kept_decision(request, pk)
    form = SaidForm(request.POST or None, decision=found)
    if request.method == "POST" and form.is_valid():
        said, version = form.written(), form.cleaned_data["version"]
        if saved(
            request,
            form,
            lambda: decisions.change_decision(
                actor=actor_of(request),
                may=may_of(request, found),
                decision=found,
                said=said,
                version=version,
            ),
            _done(form),
        ):
            return redirect("decision", pk=pk)
    context = {"form": form, "decision": found, "bodies": BODIES}
    return render(request, "decisions/decision_form.html", context)


@door(may_keep_money)
@require_POST
def finish_step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that the next step is taken, or is not after all."""
    found = kept_decision(request, pk)
    done = request.POST.get("done", "1") == "1"
    actor, may = actor_of(request), may_of(request, found)
    pressed(
        request,
        lambda: decisions.finish_step(actor=actor, may=may, decision=found, done=done),
        _("Det er skrevet ned.") if done else _("Skridtet venter igen."),
    )
    return redirect("decisions_desk")


@door(may_keep_money)
@never_cache
def attach(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Add a file to a decision or a case."""
    to = kept_case(request, pk) if kind == "case" else kept_decision(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload, title = form.cleaned_data["file"], form.cleaned_data["title"]
        may = may_of(request, to)
        if saved(
            request,
            form,
            lambda: decisions.attach(
                actor=actor_of(request), may=may, to=to, upload=upload, title=title
            ),
            _("Bilaget er gemt."),
        ):
            return redirect(kind, pk=pk)
    return render(request, "decisions/attach.html", {"form": form, "to": to, "kind": kind})


@door(may_keep_money)
@require_POST
def detach(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a file away again."""
    found = get_object_or_404(
        Attachment.objects.select_related("file", "decision", "case").defer("file__content"), pk=pk
    )
    to = found.belongs_to
    may = may_of(request, to)
    decisions.detach(actor=actor_of(request), may=may, attachment=found)
    return redirect(to.page, pk=to.pk)


@door(may_keep_money)
@never_cache
def write_case(request: HttpRequest) -> HttpResponseBase:
    """Begin a case for a body to decide on."""
    owner = owner_asked(request)
    form = CaseForm(request.POST or None)
    made: list[CaseDraft] = []
    if request.method == "POST" and form.is_valid():
        text, may = form.written(), _may_begin(request, owner)
        money = budget_of(owner.key) if owner and owner.key else None
        if saved(
            request,
            form,
            lambda: made.append(
                cases.write_case(
                    actor=actor_of(request), may=may, text=text, owner=owner, budget=money
                )
            ),
            _("Sagen er gemt som kladde."),
        ):
            return redirect("case", pk=made[0].pk)
    context = {"form": form, "owner": owner, "bodies": BODIES}
    return render(request, "decisions/case_form.html", context)


@door(may_see_case)
@require_safe
@never_cache
@reads
def case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a case as the body will read it, with what can be done."""
    found = get_object_or_404(case_with_files(), pk=pk)
    context = {
        "case": found,
        "sums": sums_of(found.budget) if found.budget else None,
        "may_keep": bool(may_keep(actor_of(request), found)),
    }
    return render(request, "decisions/case.html", context)


@door(may_see_case)
@require_safe
@never_cache
@reads
def case_word(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a case as a Word file for the case system."""
    found = get_object_or_404(case_with_files(), pk=pk)
    return download(case_document(found, current_face(), settings.ORIGIN), "docx")


@door(may_keep_money)
@never_cache
def edit_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Go on writing a case."""
    found = kept_case(request, pk)
    form = CaseForm(request.POST or None, case=found)
    if request.method == "POST" and form.is_valid():
        text, version = form.written(), form.cleaned_data["version"]
        may = may_of(request, found)
        if saved(
            request,
            form,
            lambda: cases.write_case(
                actor=actor_of(request), may=may, text=text, case=found, version=version
            ),
            _("Sagen er gemt."),
        ):
            return redirect("case", pk=pk)
    context = {"form": form, "case": found, "bodies": BODIES}
    return render(request, "decisions/case_form.html", context)


@door(may_keep_money)
@require_POST
def move_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that a case is handed over, or take it back."""
    found = kept_case(request, pk)
    back = request.POST.get("to") == CaseState.DRAFT
    to = CaseState.DRAFT if back else CaseState.HANDED_OVER
    cases.move_case(actor=actor_of(request), case=found, to=to)
    return redirect("case", pk=pk)


@door(may_keep_money)
@never_cache
def decide_case(request: HttpRequest, pk: int) -> HttpResponseBase:
    """After the meeting: write down what was decided about a case."""
    found = kept_case(request, pk)
    form = SaidForm(request.POST or None, case=found)
    made: list[Decision] = []
    if request.method == "POST" and form.is_valid():
        said, may = form.written(), may_of(request, found)
        if saved(
            request,
            form,
            lambda: made.append(
                cases.decide_case(actor=actor_of(request), may=may, case=found, said=said)
            ),
            _done(form),
        ):
            return redirect("decision", pk=made[0].pk)
    context = {"form": form, "case": found, "bodies": BODIES}
    return render(request, "decisions/decision_form.html", context)
