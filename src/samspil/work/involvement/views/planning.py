"""Where coordinators plan: plans, initiatives and proposals."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.kit.access import require
from samspil.kit.buttons import pressed
from samspil.kit.doors import actor_of, door, note_look, reads
from samspil.kit.editing import EditedMeanwhile, keep_typed
from samspil.kit.lix import lix
from samspil.work.involvement.actions import initiatives, meetings, plans, proposals
from samspil.work.involvement.forms.plans import (
    CancelForm,
    InitiativeForm,
    MeetingForm,
    NewPlanForm,
    PlanForm,
    ResultForm,
)
from samspil.work.involvement.forms.proposals import AnswerProposalForm
from samspil.work.involvement.models import Initiative, InvolvementPlan, Proposal
from samspil.work.involvement.policies import (
    may_edit_initiative,
    may_edit_plan,
    may_follow_initiatives,
    may_plan_involvement,
    plans_visible_to,
    visible_to,
)
from samspil.work.involvement.queries.meetings import meetings_of
from samspil.work.involvement.queries.people import yes_waiting_for
from samspil.work.involvement.queries.plans import (
    initiatives_of,
    plans_with_counts,
    proposals_answered,
    proposals_waiting,
    start_of,
)
from samspil.work.involvement.terms import (
    NEXT_PLAN_STATES,
    NEXT_STATES,
    PER_PAGE,
    InitiativeState,
    PlanState,
)
from samspil.work.involvement.views.common import editable, followed, person_of


@door(may_follow_initiatives)
@require_safe
@never_cache
@reads
def desk(request: HttpRequest) -> HttpResponseBase:
    """Show plans, one's own initiatives and what waits."""
    actor = actor_of(request)
    own = visible_to(actor).filter(responsible=person_of(request)).open().select_related("plan")
    context = {
        "plans": plans_with_counts(plans_visible_to(actor)),
        "own": own,
        "yes_waiting": yes_waiting_for(own),
        "plans_too": bool(may_plan_involvement(actor)),
        "edits_plan": bool(may_edit_plan(actor)),
        "proposals": proposals_waiting().count(),
    }
    return render(request, "involvement/desk.html", context)


@door(may_edit_plan)
@never_cache
def write_plan(request: HttpRequest) -> HttpResponseBase:
    """Begin the plan of a year."""
    form = NewPlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = plans.write_plan(
                actor=actor_of(request), year=form.cleaned_data["year"], text=form.text()
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Kladden er gemt."))
            return redirect("prepare_plan", year=made.year)
    return render(request, "involvement/write_plan.html", {"form": form})


def _plan(request: HttpRequest, year: int) -> InvolvementPlan:
    return get_object_or_404(plans_visible_to(actor_of(request)), year=year)


@door(may_plan_involvement)
@require_safe
@never_cache
@reads
def prepare_plan(request: HttpRequest, year: int) -> HttpResponseBase:
    """Show a plan to those who work on it, with what can be done."""
    found = _plan(request, year)
    context = {
        "plan": found,
        "start": start_of(found.initiatives.all()),
        "initiatives": initiatives_of(visible_to(actor_of(request)), found),
        "edits_plan": bool(may_edit_plan(actor_of(request))),
        "next_states": NEXT_PLAN_STATES[PlanState(found.state)],
        "next_year": found.year + 1,
        "may_copy": not InvolvementPlan.objects.filter(year=found.year + 1).exists(),
    }
    return render(request, "involvement/prepare_plan.html", context)


@door(may_edit_plan)
@never_cache
def edit_plan(request: HttpRequest, year: int) -> HttpResponseBase:
    """Change what introduces a plan; two who save at the same time both keep what they wrote."""
    found = _plan(request, year)
    form = PlanForm(request.POST or None, plan=found)
    context: dict[str, object] = {"form": form, "plan": found}
    if request.method == "POST" and form.is_valid():
        try:
            plans.save_plan(
                actor=actor_of(request),
                plan=found,
                version=form.cleaned_data["version"],
                text=form.text(),
            )
        except EditedMeanwhile as meanwhile:
            keep_typed(form, meanwhile)
            context["theirs"] = meanwhile.current
        else:
            messages.success(request, _("Planen er gemt."))
            return redirect("prepare_plan", year=year)
    return render(request, "involvement/edit_plan.html", context)


@door(may_edit_plan)
@require_POST
def change_plan_state(request: HttpRequest, year: int) -> HttpResponseBase:
    """Publish, close or open a plan again."""
    found, wanted = _plan(request, year), request.POST.get("to", "")
    if wanted in PlanState.values:
        plans.change_plan_state(actor=actor_of(request), plan=found, to=PlanState(wanted))
        messages.success(request, _("Det er gemt."))
    return redirect("prepare_plan", year=year)


@door(may_edit_plan)
@require_POST
def copy_plan(request: HttpRequest, year: int) -> HttpResponseBase:
    """Begin next year's plan with this one."""
    found = _plan(request, year)
    try:
        made = plans.copy_plan(actor=person_of(request), plan=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("prepare_plan", year=year)
    messages.success(request, _("Kopien er en kladde. Ret den, før du udgiver den."))
    return redirect("prepare_plan", year=made.year)


@door(may_edit_plan)
@require_POST
def delete_plan(request: HttpRequest, year: int) -> HttpResponseBase:
    """Delete an empty draft."""
    found = _plan(request, year)
    gone = pressed(
        request,
        lambda: plans.delete_plan(actor=actor_of(request), plan=found),
        _("Kladden er slettet."),
    )
    return redirect("involvement_desk") if gone else redirect("prepare_plan", year=year)


def _from_proposal(request: HttpRequest) -> Proposal | None:
    asked = request.GET.get("forslag", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    return Proposal.objects.filter(pk=asked).first()


@door(may_plan_involvement)
@never_cache
def add_initiative(request: HttpRequest, year: int) -> HttpResponseBase:
    """Add an initiative to a plan, perhaps out of a proposal."""
    found, proposed = _plan(request, year), _from_proposal(request)
    initial: dict[str, object] = {"responsible": str(person_of(request).pk)}
    if proposed is not None:
        initial |= {"title": proposed.title, "purpose": proposed.what, "challenge": proposed.why}
    form = InitiativeForm(request.POST or None, plan=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = initiatives.add_initiative(
                actor=actor_of(request), plan=found, text=form.text(), **form.chosen()
            )
        except ValidationError as error:
            _by_field(form, error)
        else:
            messages.success(request, _("Initiativet er gemt."))
            if proposed is not None:
                return redirect(f"{_answer_address(proposed)}?initiativ={made.pk}")
            return redirect("prepare_initiative", pk=made.pk)
    context = {"form": form, "plan": found, "proposal": proposed}
    return render(request, "involvement/add_initiative.html", context)


def _answer_address(proposed: Proposal) -> str:
    return redirect("answer_proposal", pk=proposed.pk).url


def _by_field(form: InitiativeForm, error: ValidationError) -> None:
    """Put each error at its field, and above the form where there is no such field."""
    for name, problems in error.message_dict.items():
        form.add_error(name if name in form.fields else None, problems)


@door(may_follow_initiatives)
@require_safe
@never_cache
@reads
def prepare(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show an initiative to those who work on it, with what can be done."""
    found = followed(request, pk)
    may_edit = bool(may_edit_initiative(actor_of(request), found))
    context = {
        "initiative": found,
        "may_edit": may_edit,
        "next_states": [
            state
            for state in InitiativeState
            if state in NEXT_STATES[InitiativeState(found.state)]
            and state != InitiativeState.CANCELLED
        ],
        "may_cancel": InitiativeState.CANCELLED in NEXT_STATES[InitiativeState(found.state)],
        "yes_waiting": yes_waiting_for([found.pk]),
        "meetings": meetings_of(found),
        "lix": lix(f"{found.purpose}\n\n{found.challenge}\n\n{found.asked}"),
        "cancel_form": CancelForm(),
        "result_form": ResultForm(initial={"result": found.result, "result_en": found.result_en}),
    }
    return render(request, "involvement/prepare.html", context)


@door(may_plan_involvement)
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change an initiative; two who save at the same time both keep what they wrote."""
    found = editable(request, pk)
    form = InitiativeForm(request.POST or None, plan=found.plan, initiative=found)
    context: dict[str, object] = {"form": form, "initiative": found}
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, found, form)
        except EditedMeanwhile as meanwhile:
            keep_typed(form, meanwhile)
            context["theirs"] = meanwhile.current
        except ValidationError as error:
            _by_field(form, error)
        else:
            messages.success(request, _("Initiativet er gemt."))
            return redirect("prepare_initiative", pk=found.pk)
    return render(request, "involvement/edit_initiative.html", context)


def _save(request: HttpRequest, found: Initiative, form: InitiativeForm) -> None:
    initiatives.save_initiative(
        actor=actor_of(request),
        initiative=found,
        version=form.cleaned_data["version"],
        text=form.text(),
        **form.chosen(),
    )


@door(may_plan_involvement)
@require_POST
def change_state(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Move an initiative on."""
    found, wanted = editable(request, pk), request.POST.get("to", "")
    if wanted in InitiativeState.values:
        pressed(
            request,
            lambda: initiatives.change_state(
                actor=actor_of(request), initiative=found, to=InitiativeState(wanted)
            ),
            _("Det er gemt."),
        )
    return redirect("prepare_initiative", pk=pk)


@door(may_plan_involvement)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Cancel an initiative with a reason."""
    found = editable(request, pk)
    pressed(
        request,
        lambda: initiatives.cancel(
            actor=actor_of(request), initiative=found, why=request.POST.get("why", "")[:400]
        ),
        _("Initiativet er aflyst, og de, der havde sagt ja, får brev."),
    )
    return redirect("prepare_initiative", pk=pk)


@door(may_follow_initiatives)
@require_POST
def tell_result(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write what came of an initiative."""
    found = followed(request, pk)
    form = ResultForm(request.POST)
    if form.is_valid():
        pressed(
            request,
            lambda: initiatives.tell_result(
                actor=actor_of(request), initiative=found, **form.cleaned_data
            ),
            _("Det står på siden nu. De, der var med, får brev én gang."),
        )
        return redirect("prepare_initiative", pk=pk)
    return render(request, "involvement/result.html", {"initiative": found, "form": form})


@door(may_plan_involvement)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete an initiative of a draft plan."""
    found = editable(request, pk)
    year = found.plan.year
    pressed(
        request,
        lambda: initiatives.delete_initiative(actor=actor_of(request), initiative=found),
        _("Initiativet er slettet."),
    )
    return redirect("prepare_plan", year=year)


@door(may_plan_involvement)
@require_safe
@never_cache
@reads
def proposal_list(request: HttpRequest) -> HttpResponseBase:
    """Show what was proposed: what waits first, then what was answered."""
    page = Paginator(proposals_answered(), PER_PAGE).get_page(request.GET.get("side"))
    context = {"waiting": proposals_waiting()[:100], "page": page}
    return render(request, "involvement/proposals.html", context)


@door(may_plan_involvement)
@never_cache
def answer_proposal(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a proposal and answer it."""
    found = get_object_or_404(Proposal.objects.select_related("initiative__plan"), pk=pk)
    actor = actor_of(request)
    open_ones = list(
        visible_to(actor).open().select_related("plan").prefetch_related("places", "topics")
    )
    form = AnswerProposalForm(
        request.POST or None,
        proposal=found,
        initiatives=[each for each in open_ones if may_edit_initiative(actor, each)],
        chosen=request.GET.get("initiativ", ""),
    )
    if request.method == "POST" and form.is_valid():
        _answer(request, found, form)
        messages.success(request, _("Svaret er gemt. Er der en e-mail, er brevet på vej."))
        return redirect("proposal_list")
    note_look(request, about=found.about, what="involvement.proposal")
    open_plans = plans_visible_to(actor).exclude(state=PlanState.CLOSED)
    context = {"proposal": found, "form": form, "plans": open_plans}
    return render(request, "involvement/answer_proposal.html", context)


def _answer(request: HttpRequest, found: Proposal, form: AnswerProposalForm) -> None:
    said = {
        "answer": form.cleaned_data["answer"],
        "answer_en": form.cleaned_data["answer_en"],
        "show": form.cleaned_data.get("show", False),
    }
    actor, becomes = person_of(request), form.becomes
    if becomes is None:
        proposals.decline(actor=actor, proposal=found, **said)
    else:
        proposals.accept(actor=actor, proposal=found, initiative=becomes, **said)


@door(may_plan_involvement)
@require_POST
def show_proposal(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put a proposal and its answer on the public page, or take it off."""
    found = get_object_or_404(Proposal, pk=pk)
    require(may_plan_involvement(actor_of(request)))
    shown = request.POST.get("shown") == "yes"
    pressed(
        request,
        lambda: proposals.show(actor=actor_of(request), proposal=found, shown=shown),
        _("Det er gemt."),
    )
    return redirect("answer_proposal", pk=pk)


@door(may_plan_involvement)
@never_cache
def plan_meeting(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Begin a meeting of an initiative; the rest is done where meetings are planned."""
    found = editable(request, pk)
    form = MeetingForm(request.POST or None, initial={"for_everybody": not found.is_closed_circle})
    if request.method == "POST" and form.is_valid():
        try:
            begun = meetings.plan_meeting(
                actor=person_of(request), initiative=found, meeting=form.meeting()
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request, _("Kladden er gemt. Dem, der er med, hører om det, når du udgiver mødet.")
            )
            return redirect("prepare_gathering", pk=begun.pk)
    return render(request, "involvement/plan_meeting.html", {"initiative": found, "form": form})
