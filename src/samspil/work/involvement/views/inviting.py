"""Asking people who are not known, their answers by one link, and who takes part."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.outbox.letters import SEAL_REPLY
from samspil.commons.interests.terms import Form
from samspil.kit.access import require
from samspil.kit.buttons import pressed
from samspil.kit.doors import actor_of, door, note_look, open_to_all, reads
from samspil.kit.seals import seal, unseal
from samspil.work.involvement import letters
from samspil.work.involvement.actions import invitations, participants
from samspil.work.involvement.forms.people import PersonForm, RoundForm, YesForm
from samspil.work.involvement.models import Invitation, Participant
from samspil.work.involvement.policies import (
    may_answer,
    may_follow_initiatives,
    may_invite,
    may_plan_involvement,
    may_see_people_of,
)
from samspil.work.involvement.queries.people import (
    FORM_OF_KIND,
    available_for,
    invitation_of_key,
    participants_of,
    rounds_of,
    tally_of,
    yes_waiting,
)
from samspil.work.involvement.terms import SEAL_UNDO, Answer, InitiativeKind
from samspil.work.involvement.views.common import (
    editable,
    editable_round,
    followed,
    person_of,
)


@door(may_plan_involvement)
@never_cache
def invite(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show how many stand at disposal, and prepare an invitation (row P3)."""
    found = editable(request, pk)
    require(may_invite(actor_of(request), found))
    usual = FORM_OF_KIND[InitiativeKind(found.kind)]
    form = RoundForm(request.POST or None, initial={"form": usual})
    if request.method == "POST" and form.is_valid():
        try:
            made = invitations.prepare_round(
                actor=person_of(request), initiative=found, **form.chosen()
            )
        except ValidationError as error:
            form.add_error("answer_by", error.messages)
        else:
            return redirect("invitation_round", pk=made.pk)
    context = {
        "initiative": found,
        "form": form,
        "usual": usual.label,
        "available": available_for(found, usual),
        "rounds": rounds_of(found),
    }
    return render(request, "involvement/invite.html", context)


@door(may_plan_involvement)
@require_safe
@never_cache
@reads
def invitation_round(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show an invitation before it is sent, and what came back after."""
    found = editable_round(request, pk)
    context = {
        "round": found,
        "initiative": found.initiative,
        "available": available_for(found.initiative, Form(found.form)),
        "tally": tally_of(found),
        "samples": [
            {"full": full, "sample": letters.sample(found, full=full)} for full in (False, True)
        ],
    }
    return render(request, "involvement/round.html", context)


@door(may_plan_involvement)
@require_POST
def send_round(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send an invitation; the words are the same whether few or many are asked."""
    found = editable_round(request, pk)
    pressed(
        request,
        lambda: invitations.send_round(actor=actor_of(request), round=found),
        _("Invitationen er sendt til dem, der passer. Dem uden e-mail står på ringelisten."),
    )
    return redirect("invitation_round", pk=pk)


@door(may_plan_involvement)
@require_POST
def close_round(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take no more answers."""
    found = editable_round(request, pk)
    invitations.close_round(actor=actor_of(request), round=found)
    messages.success(request, _("Invitationen er lukket. Der kan ikke svares mere."))
    return redirect("invitation_round", pk=pk)


@door(may_plan_involvement)
@require_POST
def discard_round(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Throw away an invitation that was not sent."""
    found = editable_round(request, pk)
    try:
        invitations.discard_round(actor=actor_of(request), round=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("invitation_round", pk=pk)
    messages.success(request, _("Invitationen er slettet."))
    return redirect("invite", pk=found.initiative_id)


def _invitation(purpose: str, token: str) -> Invitation:
    key = unseal(purpose, token)
    found = invitation_of_key(key) if key else None
    if found is None:
        raise Http404
    return found


@open_to_all
@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show what an invitation is about with yes and no; a press answers. Nothing says who was invited."""
    found = _invitation(SEAL_REPLY, token)
    verdict = may_answer(found)
    says = request.POST.get("says", "")
    form = YesForm(request.POST if says == Answer.YES else None)
    if request.method == "POST" and (says == Answer.NO or (says == Answer.YES and form.is_valid())):
        if verdict:
            _take(request, found, Answer(says), form)
        return redirect("answer_round", token=seal(SEAL_REPLY, found.key))
    context = {
        "invitation": found,
        "round": found.round,
        "initiative": found.round.initiative,
        "verdict": verdict,
        "form": form,
    }
    return render(request, "involvement/answer.html", context)


def _take(request: HttpRequest, found: Invitation, says: Answer, form: YesForm) -> None:
    said = form.cleaned_data if says == Answer.YES else {}
    invitations.answer(actor=actor_of(request), invitation=found, says=says, **said)


@open_to_all
@never_cache
def undo(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show the button behind "it was not me", and delete the answer when it is pressed."""
    found = _invitation(SEAL_UNDO, token)
    if request.method == "POST":
        invitations.undo_answer(actor=actor_of(request), invitation=found)
        return redirect("answer_undone")
    return render(request, "involvement/undo.html", {"invitation": found})


@open_to_all
@require_safe
@reads
def undone(request: HttpRequest) -> HttpResponseBase:
    """Say that the answer is gone."""
    return render(request, "involvement/undone.html")


@door(may_follow_initiatives)
@never_cache
def people(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show who said yes and who takes part, by name, to the staff of an initiative; every look is logged."""
    found = followed(request, pk)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            participants.add_person(
                actor=actor_of(request),
                initiative=found,
                name=cleaned["name"],
                contact=cleaned["contact"],
                address=cleaned["email"],
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Personen er med."))
            return redirect("initiative_people", pk=pk)
    waiting, there = list(yes_waiting(found)), list(participants_of(found))
    for about in (*(each.about for each in waiting), *(each.about for each in there)):
        note_look(request, about=about, what="involvement.people")
    context = {"initiative": found, "waiting": waiting, "participants": there, "form": form}
    return render(request, "involvement/people.html", context)


def _said_yes(request: HttpRequest, pk: int) -> Invitation:
    found = get_object_or_404(
        Invitation.objects.select_related("round__initiative__plan"), pk=pk, answer=Answer.YES
    )
    require(may_see_people_of(actor_of(request), found.round.initiative))
    return found


@door(may_follow_initiatives)
@require_POST
def take_in(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let somebody who said yes take part."""
    found = _said_yes(request, pk)
    participants.take_in(actor=actor_of(request), invitation=found)
    messages.success(request, _("Personen er med og får brev."))
    return redirect("initiative_people", pk=found.round.initiative_id)


@door(may_follow_initiatives)
@require_POST
def turn_away(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Tell somebody who said yes that there is no room."""
    found = _said_yes(request, pk)
    participants.turn_away(actor=actor_of(request), invitation=found)
    messages.success(request, _("Personen får brev, og navnet er slettet."))
    return redirect("initiative_people", pk=found.round.initiative_id)


@door(may_follow_initiatives)
@require_POST
def remove(request: HttpRequest, ref: UUID) -> HttpResponseBase:
    """Take out somebody who asked for it."""
    found = get_object_or_404(Participant.objects.select_related("initiative__plan"), ref=ref)
    participants.remove(actor=actor_of(request), participant=found)
    messages.success(request, _("Personen er ikke med mere, og navnet er slettet."))
    return redirect("initiative_people", pk=found.initiative_id)
