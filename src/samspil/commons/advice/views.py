"""Pages of the advice room."""

import csv
from io import StringIO

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.people.actions import TooMany
from samspil.commons.advice import actions
from samspil.commons.advice.calendars import calendar_of
from samspil.commons.advice.forms import (
    AbsenceForm,
    AnswerForm,
    AskForm,
    FindForm,
    HandOverForm,
    HoursForm,
    LimitForm,
    NoteForm,
    OutcomeForm,
    PresentForm,
    TimeForm,
)
from samspil.commons.advice.letters import talk_path
from samspil.commons.advice.models import Absence, Adviser, OfficeHours, TalkRequest
from samspil.commons.advice.policies import (
    may_advise,
    may_appoint,
    may_move,
    may_read,
    may_take,
)
from samspil.commons.advice.queries import (
    adviser_of,
    find_advisers,
    free_times,
    open_advisers,
    overdue_after,
    queue_of,
    talk_of_ref,
    talks_ahead,
    towns,
    waiting_at_others,
    waiting_by_year,
)
from samspil.commons.advice.terms import SEAL_TALK, SHOWN_TIMES, TalkState
from samspil.kit.access import require
from samspil.kit.buttons import pressed
from samspil.kit.doors import actor_of, door, note_look, open_to_all, reads
from samspil.kit.editing import EditedMeanwhile, keep_typed
from samspil.kit.networks import client_of
from samspil.kit.seals import unseal


@open_to_all
@require_safe
@never_cache
@reads
def advisers(request: HttpRequest) -> HttpResponseBase:
    """Find one's adviser by postcode, theme or place (row O5)."""
    form = FindForm(request.GET or None)
    context: dict[str, object] = {"form": form, "asked": False, "exact": True}
    if form.is_bound and form.is_valid():
        asked = form.asked()
        found, context["exact"] = find_advisers(**asked)
        context["asked"] = any(asked.values())
        context["town"] = towns().get(asked["postcode"], "")
    else:
        found = list(open_advisers())
    return render(request, "advice/advisers.html", context | {"advisers": found})


@open_to_all
@require_safe
@never_cache
@reads
def adviser(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show who an adviser is, for whom, and the next free times."""
    found = get_object_or_404(open_advisers(), pk=pk)
    context = {
        "adviser": found,
        "hours": found.hours.all(),
        "towns": [(code, towns().get(code, "")) for code in found.postcodes],
        "times": free_times(found)[:SHOWN_TIMES],
    }
    return render(request, "advice/adviser.html", context)


@open_to_all
@never_cache
def ask(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask for a talk, or show the form; what was typed stays when somebody else was first."""
    found = get_object_or_404(open_advisers(), pk=pk)
    chosen = request.GET.get("tid", "ring").replace(" ", "+")
    form = AskForm(
        request.POST or None, adviser=found, times=free_times(found), initial={"time": chosen}
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        answer = _ask(request, found, form)
        if answer is not None:
            return answer
        status = 409
    context = {"form": form, "adviser": found}
    return render(request, "advice/ask.html", context, status=status)


def _ask(request: HttpRequest, found: Adviser, form: AskForm) -> HttpResponseBase | None:
    try:
        talk = actions.ask(
            actor=actor_of(request),
            adviser=found,
            wish=form.wish(),
            client=client_of(request),
        )
    except TooMany as error:
        form.add_error(None, str(error))
    except actions.TimeTaken as error:
        form.add_error("time", str(error))
    else:
        messages.success(request, _("Tak. Vi har fået din besked."))
        return redirect(talk_path(talk))
    return None


def _own(token: str) -> TalkRequest:
    ref = unseal(SEAL_TALK, token)
    found = talk_of_ref(ref) if ref else None
    if found is None:
        raise Http404
    return found


@open_to_all
@require_safe
@never_cache
@reads
def own_talk(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show one's own talk behind the sealed link: receipt, answer, and what one can do."""
    found = _own(token)
    context = {"talk": found, "token": token, "may_move": may_move(found)}
    return render(request, "advice/own_talk.html", context)


@open_to_all
@never_cache
def move_talk(request: HttpRequest, token: str) -> HttpResponseBase:
    """Choose another time for one's own talk."""
    found = _own(token)
    require(may_move(found))
    form = TimeForm(request.POST or None, times=free_times(found.adviser))
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(actor=actor_of(request), talk=found, starts_at=form.moment())
        except actions.TimeTaken as error:
            form.add_error("time", str(error))
        else:
            messages.success(request, _("Din aftale er flyttet."))
            return redirect("own_talk", token)
    return render(request, "advice/move.html", {"form": form, "talk": found, "token": token})


@open_to_all
@require_POST
@never_cache
def cancel_talk(request: HttpRequest, token: str) -> HttpResponseBase:
    """Cancel one's own talk."""
    actions.cancel(actor=actor_of(request), talk=_own(token))
    messages.success(request, _("Din aftale er aflyst."))
    return redirect("own_talk", token)


@open_to_all
@require_safe
@never_cache
@reads
def talk_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Give one's own talk to a calendar program."""
    found = _own(token)
    if found.starts_at is None:
        raise Http404
    answer = HttpResponse(calendar_of(found), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="aftale.ics"'
    return answer


@door(may_advise)
@require_safe
@never_cache
@reads
def queue(request: HttpRequest) -> HttpResponseBase:
    """Show an adviser what waits and how long, and the talks of the week."""
    me = adviser_of(actor_of(request).pk)
    waiting, ahead = queue_of(me), talks_ahead(me)
    for each in (*waiting, *ahead):
        note_look(request, about=str(each), what="advice.queue")
    context = {
        "me": me,
        "waiting": waiting,
        "ahead": ahead,
        "others": waiting_at_others(me),
        "limit": overdue_after(),
    }
    return render(request, "advice/queue.html", context)


def _for_adviser(request: HttpRequest, pk: int) -> TalkRequest:
    found = get_object_or_404(
        TalkRequest.objects.select_related("adviser__person"), pk=pk, forgotten_at__isnull=True
    )
    require(may_read(actor_of(request), found))
    return found


@door(may_advise)
@require_safe
@never_cache
@reads
def talk(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a talk to its adviser: who, what they wrote, and what can be done."""
    found = _for_adviser(request, pk)
    note_look(request, about=str(found), what="advice.talk")
    context = {
        "talk": found,
        "time_form": TimeForm(times=free_times(found.adviser)),
        "answer_form": AnswerForm(initial={"answer": found.answer}),
        "note_form": NoteForm(initial={"note": found.note}),
        "hand_over_form": HandOverForm(adviser=found.adviser),
    }
    return render(request, "advice/talk.html", context)


@door(may_advise)
@require_POST
@never_cache
def press_talk(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Do what a button on a talk says."""
    found = get_object_or_404(
        TalkRequest.objects.select_related("adviser__person"), pk=pk, forgotten_at__isnull=True
    )
    press = PRESSES.get(request.POST.get("press", ""))
    if press is None:
        raise Http404
    press(request, found)
    mine = TalkRequest.objects.select_related("adviser").get(pk=pk)
    if may_read(actor_of(request), mine):
        return redirect("talk", pk)
    return redirect("talk_queue")


def _take(request: HttpRequest, found: TalkRequest) -> None:
    actor = actor_of(request)
    require(may_take(actor, found))
    me = adviser_of(actor.pk)
    if me is None:
        messages.error(request, _("Du er ikke sat op som vejleder endnu. Spørg din leder."))
        return
    pressed(
        request,
        lambda: actions.hand_over(actor=actor, talk=found, to=me),
        _("Samtalen er din nu."),
    )


def _hand_over(request: HttpRequest, found: TalkRequest) -> None:
    form = HandOverForm(request.POST, adviser=found.adviser)
    if form.is_valid():
        to = form.cleaned_data["to"]
        pressed(
            request,
            lambda: actions.hand_over(actor=actor_of(request), talk=found, to=to),
            _("Samtalen er givet videre."),
        )
    else:
        messages.error(request, _("Vælg en kollega."))


def _give_time(request: HttpRequest, found: TalkRequest) -> None:
    form = TimeForm(request.POST, times=free_times(found.adviser))
    try:
        if not form.is_valid():
            raise actions.TimeTaken
        actions.give_time(actor=actor_of(request), talk=found, starts_at=form.moment())
    except actions.TimeTaken:
        messages.error(request, _("Vælg en tid, der er ledig."))
    else:
        messages.success(request, _("Tiden er aftalt."))


def _answer(request: HttpRequest, found: TalkRequest) -> None:
    form = AnswerForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["answer"]
        actions.answer(actor=actor_of(request), talk=found, text=text)
        messages.success(request, _("Svaret er sendt."))
    else:
        messages.error(request, _("Skriv et svar, højst 2000 tegn."))


def _note(request: HttpRequest, found: TalkRequest) -> None:
    form = NoteForm(request.POST)
    if form.is_valid():
        actions.keep_note(actor=actor_of(request), talk=found, text=form.cleaned_data["note"])
        messages.success(request, _("Noten er gemt."))
    else:
        messages.error(request, _("Noten er for lang."))


def _outcome(request: HttpRequest, found: TalkRequest) -> None:
    form = OutcomeForm(request.POST)
    if form.is_valid():
        state = TalkState(form.cleaned_data["state"])
        actions.note_outcome(actor=actor_of(request), talk=found, state=state)
        messages.success(request, _("Noteret."))
    else:
        messages.error(request, _("Vælg, hvordan det gik."))


def _call_off(request: HttpRequest, found: TalkRequest) -> None:
    actions.call_off(actor=actor_of(request), talk=found)
    messages.success(request, _("Samtalen er aflyst."))


def _told(request: HttpRequest, found: TalkRequest) -> None:
    actions.mark_told(actor=actor_of(request), talk=found)
    messages.success(request, _("Noteret."))


PRESSES = {
    "take": _take,
    "hand_over": _hand_over,
    "time": _give_time,
    "answer": _answer,
    "note": _note,
    "outcome": _outcome,
    "call_off": _call_off,
    "told": _told,
}


def _me(request: HttpRequest) -> Adviser:
    me = adviser_of(actor_of(request).pk)
    if me is None:
        raise Http404
    return me


@door(may_advise)
@never_cache
def book_for_person(request: HttpRequest) -> HttpResponseBase:
    """Book a talk for somebody on the phone."""
    me = _me(request)
    form = AskForm(request.POST or None, adviser=me, times=free_times(me))
    if request.method == "POST" and form.is_valid():
        try:
            booked = actions.book_for_person(actor=actor_of(request), adviser=me, wish=form.wish())
        except actions.TimeTaken as error:
            form.add_error("time", str(error))
        else:
            messages.success(request, _("Samtalen er skrevet ind."))
            return redirect("talk", booked.pk)
    return render(request, "advice/ask.html", {"form": form, "adviser": me, "for_person": True})


def _hours_page(
    request: HttpRequest, me: Adviser, hours_form: HoursForm, absence_form: AbsenceForm
) -> HttpResponseBase:
    context = {
        "me": me,
        "hours": me.hours.all(),
        "absences": me.absences.all(),
        "form": absence_form if absence_form.is_bound else hours_form,
        "hours_form": hours_form,
        "absence_form": absence_form,
    }
    return render(request, "advice/hours.html", context)


@door(may_advise)
@never_cache
def hours(request: HttpRequest) -> HttpResponseBase:
    """Show and add one's own weekly hours."""
    me = _me(request)
    form = HoursForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_hours(actor=actor_of(request), adviser=me, opening=form.opening())
        except ValidationError as error:
            form.add_error("starts", error)
        else:
            messages.success(request, _("Tiderne er gemt."))
            return redirect("advice_hours")
    return _hours_page(request, me, form, AbsenceForm())


@door(may_advise)
@require_POST
@never_cache
def add_absence(request: HttpRequest) -> HttpResponseBase:
    """Note days away, and say which talks want moving."""
    me = _me(request)
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return _hours_page(request, me, HoursForm(), form)
    meets = actions.add_absence(actor=actor_of(request), adviser=me, **form.cleaned_data)
    messages.success(request, _("Fraværet er gemt."))
    if meets:
        messages.warning(request, _("Du har samtaler i de dage. Flyt dem, eller giv dem videre."))
    return redirect("advice_hours")


@door(may_advise)
@require_POST
@never_cache
def remove_hours(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Remove weekly hours of one's own."""
    found = get_object_or_404(OfficeHours, pk=pk, adviser=_me(request))
    actions.remove_hours(actor=actor_of(request), hours=found)
    messages.success(request, _("Tiderne er fjernet. Det, der er aftalt, står ved magt."))
    return redirect("advice_hours")


@door(may_advise)
@require_POST
@never_cache
def remove_absence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take one's own days away back."""
    found = get_object_or_404(Absence, pk=pk, adviser=_me(request))
    actions.remove_absence(actor=actor_of(request), absence=found)
    messages.success(request, _("Fraværet er fjernet."))
    return redirect("advice_hours")


@door(may_appoint)
@never_cache
def keep_advisers(request: HttpRequest) -> HttpResponseBase:
    """Show who advises, how long people wait, and the limit for waiting."""
    form = LimitForm(request.POST or None, initial={"days": overdue_after()})
    if request.method == "POST" and form.is_valid():
        actions.set_limit(actor=actor_of(request), days=form.cleaned_data["days"])
        messages.success(request, _("Grænsen er gemt."))
        return redirect("keep_advisers")
    context = {
        "form": form,
        "advisers": Adviser.objects.filter(person__isnull=False).select_related("person"),
        "years": waiting_by_year(),
    }
    return render(request, "advice/keep_advisers.html", context)


@door(may_appoint)
@never_cache
def appoint(request: HttpRequest) -> HttpResponseBase:
    """Make somebody with the role an adviser."""
    form = PresentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        actions.present(actor=actor_of(request), person=person, shown=form.shown(), **form.chosen())
        messages.success(request, _("Vejlederen er gemt."))
        return redirect("keep_advisers")
    return render(request, "advice/present.html", {"form": form, "adviser": None})


@door(may_appoint)
@never_cache
def change_adviser(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what is shown of an adviser, and whom they advise."""
    found = get_object_or_404(Adviser.objects.select_related("person"), pk=pk, person__isnull=False)
    form = PresentForm(request.POST or None, adviser=found)
    if request.method == "POST" and form.is_valid() and found.person is not None:
        try:
            actions.present(
                actor=actor_of(request),
                person=found.person,
                shown=form.shown(),
                version=form.cleaned_data["version"],
                **form.chosen(),
            )
        except EditedMeanwhile as meanwhile:
            keep_typed(form, meanwhile, advice=_("Gem igen, hvis det er din tekst, der gælder."))
        else:
            messages.success(request, _("Vejlederen er gemt."))
            return redirect("keep_advisers")
    return render(request, "advice/present.html", {"form": form, "adviser": found})


@door(may_appoint)
@require_safe
@never_cache
@reads
def waiting_sheet(request: HttpRequest) -> HttpResponse:
    """Give how long people wait as CSV, never for fewer than five."""
    text = StringIO()
    sheet = csv.writer(text, delimiter=";")
    sheet.writerow([_("År"), _("Samtaler"), _("Ventetid i dage (median)")])
    sheet.writerows([each.year, each.talks, each.median_days] for each in waiting_by_year())
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="ventetid.csv"'
    return answer
