"""Planning gatherings, receiving people, and telling what came of it."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.people.models import Person
from samspil.commons.gatherings import actions
from samspil.commons.gatherings.forms import (
    CallOffForm,
    EnterGuestForm,
    InviteForm,
    OutcomeForm,
    PlanForm,
    RepeatForm,
)
from samspil.commons.gatherings.letters import to_pass_on
from samspil.commons.gatherings.models import Gathering, Registration
from samspil.commons.gatherings.policies import (
    may_call,
    may_edit,
    may_enter_for_person,
    may_host,
    may_invite,
    may_note_attendance,
    may_see_names,
    may_tell_outcome,
    visible_to,
)
from samspil.commons.gatherings.queries import (
    audience_of,
    door_list,
    feedback_of,
    gather_inputs_at,
    gatherings_for_desk,
    head_counts,
    open_phone_calls,
    theme_events_of,
    turnout_of,
    waiting_list,
)
from samspil.commons.gatherings.terms import (
    PER_PAGE,
    THEME_EVENTS_A_YEAR,
    GatheringState,
    RegistrationState,
)
from samspil.commons.inputs.policies import may_gather
from samspil.commons.interests.queries import shown_reach
from samspil.kit.access import require
from samspil.kit.buttons import pressed
from samspil.kit.doors import actor_of, note_look, reads
from samspil.kit.doors import door as enter_by
from samspil.kit.editing import EditedMeanwhile, keep_typed

MOST_CALLS = 200
VIEWS = {"kladder": GatheringState.DRAFT, "aflyste": GatheringState.CANCELLED}


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)


@enter_by(may_call)
@require_safe
@never_cache
@reads
def desk(request: HttpRequest) -> HttpResponseBase:
    """Show gatherings to those who plan them: what is ahead, drafts, what has been."""
    wanted = request.GET.get("vis", "")
    found = gatherings_for_desk(visible_to(actor_of(request)))
    if wanted in VIEWS:
        found = found.filter(state=VIEWS[wanted]).order_by("-starts_at", "-id")
    elif wanted == "tidligere":
        found = found.filter(ends_at__lte=timezone.now()).order_by("-starts_at", "-id")
    else:
        found = found.filter(ends_at__gt=timezone.now()).order_by("starts_at", "id")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("side"))
    views = [
        ("", _("Forude")),
        ("kladder", _("Kladder")),
        ("tidligere", _("Tidligere")),
        ("aflyste", _("Aflyste")),
    ]
    year = timezone.localdate().year
    context = {
        "page": page,
        "wanted": wanted,
        "views": views,
        "year": year,
        "theme_events": theme_events_of(year),
        "wanted_theme_events": THEME_EVENTS_A_YEAR,
    }
    return render(request, "gatherings/desk.html", context)


def _editable(request: HttpRequest, pk: int) -> Gathering:
    found = get_object_or_404(
        visible_to(actor_of(request))
        .select_related("place", "responsible")
        .prefetch_related("topics", "places", "programme"),
        pk=pk,
    )
    require(may_edit(actor_of(request), found))
    return found


@enter_by(may_call)
@never_cache
def plan(request: HttpRequest) -> HttpResponseBase:
    """Begin a gathering."""
    form = PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.plan_gathering(
                actor=_person(request), plan=form.plan(), **form.chosen()
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Kladden er gemt. Ingen har fået besked endnu."))
            return redirect("prepare_gathering", pk=begun.pk)
    return render(request, "gatherings/plan.html", {"form": form})


@enter_by(may_call)
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a gathering; two who save at the same time both keep what they wrote."""
    found = _editable(request, pk)
    form = PlanForm(request.POST or None, gathering=found)
    context: dict[str, object] = {"form": form, "gathering": found}
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, found, form)
        except EditedMeanwhile as meanwhile:
            keep_typed(form, meanwhile)
            context["theirs"] = meanwhile.current
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Mødet er gemt."))
            return redirect("prepare_gathering", pk=found.pk)
    return render(request, "gatherings/edit.html", context)


def _save(request: HttpRequest, found: Gathering, form: PlanForm) -> None:
    actions.save_gathering(
        actor=_person(request),
        gathering=found,
        version=form.cleaned_data["version"],
        plan=form.plan(),
        note=form.cleaned_data.get("note", ""),
        **form.chosen(),
    )


@enter_by(may_call)
@require_safe
@never_cache
@reads
def prepare(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a gathering with its numbers and what can be done with it; no names."""
    found = _editable(request, pk)
    actor = actor_of(request)
    context = {
        "gathering": found,
        "reach": shown_reach(audience_of(found)),
        "turnout": turnout_of(found),
        "needs": head_counts(found),
        "feedback": feedback_of(found),
        "reminders": found.sent_reminders.all(),
        "pass_on": to_pass_on(found),
        "hosts": may_see_names(actor, found),
        "invites": may_invite(actor, found),
        "tells": may_tell_outcome(actor, found),
        "gathers": gather_inputs_at(found) if may_gather(actor) and not found.is_draft else "",
        "repeat_form": RepeatForm(),
        "call_off_form": CallOffForm(gathering=found),
    }
    return render(request, "gatherings/prepare.html", context)


@enter_by(may_call)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make a gathering known."""
    found = _editable(request, pk)
    pressed(
        request,
        lambda: actions.publish(actor=actor_of(request), gathering=found),
        _("Mødet er udgivet, og brevene er på vej."),
    )
    return redirect("prepare_gathering", pk=pk)


@enter_by(may_call)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete a draft."""
    found = _editable(request, pk)
    if not found.is_draft:
        messages.error(request, _("Et møde, der har været udgivet, kan aflyses, men ikke slettes."))
        return redirect("prepare_gathering", pk=pk)
    actions.delete_draft(actor=actor_of(request), gathering=found)
    messages.success(request, _("Kladden er slettet."))
    return redirect("gatherings_desk")


@enter_by(may_call)
@require_POST
def repeat(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Plan a draft again and again."""
    found = _editable(request, pk)
    form = RepeatForm(request.POST)
    if form.is_valid():
        try:
            made = actions.repeat(actor=_person(request), gathering=found, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            words = ngettext("Én kladde mere er lavet.", "%(n)s kladder mere er lavet.", len(made))
            messages.success(request, words % {"n": len(made)})
            return redirect("prepare_gathering", pk=pk)
    return render(request, "gatherings/repeat.html", {"gathering": found, "form": form})


@enter_by(may_call)
@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Call a gathering off, alone or with the rest of its series."""
    found = _editable(request, pk)
    form = CallOffForm(request.POST, gathering=found)
    if form.is_valid():
        whole = form.cleaned_data.get("whole_series")
        do = actions.call_off_series if whole else actions.call_off
        do(actor=actor_of(request), gathering=found, why=form.cleaned_data["why"])
        messages.success(request, _("Mødet er aflyst, og alle får besked."))
        return redirect("prepare_gathering", pk=pk)
    return render(request, "gatherings/call_off.html", {"gathering": found, "form": form})


@enter_by(may_call)
@never_cache
def invite(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Invite people by their addresses."""
    found = _editable(request, pk)
    require(may_invite(actor_of(request), found))
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = actions.invite(
            actor=actor_of(request), gathering=found, guests=form.cleaned_data["guests"]
        )
        words = ngettext("Én er inviteret.", "%(n)s er inviteret.", count) % {"n": count}
        messages.success(request, words)
        return redirect("prepare_gathering", pk=pk)
    return render(request, "gatherings/invite.html", {"gathering": found, "form": form})


def _hosted(request: HttpRequest, pk: int) -> Gathering:
    found = get_object_or_404(
        Gathering.objects.select_related("place").prefetch_related("places"), pk=pk
    )
    require(may_see_names(actor_of(request), found))
    return found


@enter_by(may_host)
@require_safe
@never_cache
@reads
def door(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show who comes, by name, to those who receive them; every look is written down."""
    found = _hosted(request, pk)
    coming, line = door_list(found), list(waiting_list(found))
    for each in (*coming, *line):
        note_look(request, about=each.about, what="gatherings.door")
    context = {
        "gathering": found,
        "coming": coming,
        "line": line,
        "turnout": turnout_of(found),
        "may_note": may_note_attendance(actor_of(request), found),
        "may_enter": may_enter_for_person(actor_of(request), found),
        "may_cancel": not found.is_cancelled and found.starts_at > timezone.now(),
    }
    return render(request, "gatherings/door.html", context)


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [int(each) for each in request.POST.getlist(name) if each.isdecimal() and len(each) < 18]


@enter_by(may_host)
@require_POST
def attendance(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Note who came."""
    found = _hosted(request, pk)
    count = actions.note_attendance(
        actor=actor_of(request),
        gathering=found,
        **{name: _numbers(request, name) for name in ("came", "shown", "ticked")},
    )
    words = ngettext("Én er noteret som mødt.", "%(n)s er noteret som mødt.", count) % {"n": count}
    messages.success(request, words)
    return redirect("door_list", pk=pk)


@enter_by(may_host)
@never_cache
def enter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Sign up somebody on the phone, on paper or at the door."""
    found = _hosted(request, pk)
    form = EnterGuestForm(request.POST or None, gathering=found)
    if request.method == "POST" and form.is_valid():
        try:
            entered = actions.enter_for_person(
                actor=actor_of(request),
                gathering=found,
                guest=form.guest(),
                source=form.cleaned_data["source"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _entered(entered))
            return redirect("door_list", pk=pk)
    return render(request, "gatherings/enter.html", {"gathering": found, "form": form})


def _entered(registration: Registration) -> str:
    if registration.state == RegistrationState.WAITING:
        return _("Der er fuldt. Personen står på venteliste; sig det til personen.")
    return _("Personen har fået en plads.")


@enter_by(may_host)
@require_POST
def withdraw(request: HttpRequest, ref: UUID) -> HttpResponseBase:
    """Cancel for somebody who called."""
    found = get_object_or_404(Registration.objects.select_related("gathering"), ref=ref)
    actions.withdraw_for_person(actor=actor_of(request), registration=found)
    messages.success(
        request, _("Personen er meldt fra. Er der venteliste, er den næste rykket op.")
    )
    return redirect("door_list", pk=found.gathering_id)


@enter_by(may_host)
@require_safe
@never_cache
@reads
def calls(request: HttpRequest) -> HttpResponseBase:
    """Show whom to call about a gathering they come to."""
    actor = actor_of(request)
    found = [
        call for call in open_phone_calls() if may_see_names(actor, call.registration.gathering)
    ][:MOST_CALLS]
    for call in found:
        note_look(request, about=call.registration.about, what="gatherings.calls")
    return render(request, "gatherings/calls.html", {"calls": found})


@enter_by(may_host)
@require_POST
def mark_called(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Note that somebody has been told."""
    call = get_object_or_404(open_phone_calls(), pk=pk)
    require(may_see_names(actor_of(request), call.registration.gathering))
    actions.mark_called(actor=actor_of(request), call=call)
    messages.success(request, _("Noteret."))
    return redirect("gathering_calls")


@enter_by(may_call)
@never_cache
def outcome(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Tell what came of a gathering."""
    found = _editable(request, pk)
    require(may_tell_outcome(actor_of(request), found))
    initial = {"outcome": found.outcome, "outcome_en": found.outcome_en}
    form = OutcomeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.tell_outcome(actor=actor_of(request), gathering=found, **form.cleaned_data)
        messages.success(request, _("Det er udgivet, og de, der var med, får et brev."))
        return redirect("prepare_gathering", pk=pk)
    return render(request, "gatherings/outcome.html", {"gathering": found, "form": form})
