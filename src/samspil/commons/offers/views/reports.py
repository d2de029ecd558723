"""Where staff reads and answers what people tell about offers."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.people.models import Person
from samspil.commons.offers import actions
from samspil.commons.offers.forms import AnswerForm, ShowForm
from samspil.commons.offers.models import OfferReport
from samspil.commons.offers.policies import may_answer_report, may_read_reports, may_show_report
from samspil.commons.offers.queries import report_for_answer, reports_for_desk
from samspil.commons.offers.terms import DESK_PER_PAGE, ReportState
from samspil.kit.access import require
from samspil.kit.doors import actor_of, door, note_look, reads

# Both forms stand on one page and ask for what was done.
_SHOW_ID = "show_%s"


@door(may_read_reports)
@require_safe
@never_cache
@reads
def reports(request: HttpRequest) -> HttpResponseBase:
    """Show what people told about offers one answers for; the words lie behind each."""
    actor, state = actor_of(request), request.GET.get("tilstand", ReportState.NEW)
    own = [each for each in reports_for_desk(state) if may_answer_report(actor, each)]
    page = Paginator(own, DESK_PER_PAGE).get_page(request.GET.get("side"))
    context = {"page": page, "state": state, "states": ReportState.choices}
    return render(request, "offers/reports.html", context)


def _own(request: HttpRequest, pk: int) -> OfferReport:
    found = get_object_or_404(report_for_answer(), pk=pk)
    require(may_answer_report(actor_of(request), found))
    note_look(request, about=found.thing, what="offers.report")
    return found


def _page(
    request: HttpRequest, found: OfferReport, answer: AnswerForm | None, show: ShowForm | None
) -> HttpResponseBase:
    asked = answer or AnswerForm(initial={"answer": found.answer, "we_did": found.we_did})
    shown = show or ShowForm(
        auto_id=_SHOW_ID, initial={"you_said": found.you_said, "we_did": found.we_did}
    )
    context = {
        "report": found,
        "form": show or asked,
        "answer_form": asked,
        "show_form": shown,
        "may_show": may_show_report(actor_of(request), found),
    }
    return render(request, "offers/report_desk.html", context)


@door(may_read_reports)
@require_safe
@never_cache
@reads
def report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what somebody told, and answer it."""
    return _page(request, _own(request, pk), None, None)


def _tried(form: AnswerForm | ShowForm, do: Callable[[], object]) -> bool:
    if not form.is_valid():
        return False
    try:
        do()
    except ValidationError as error:
        form.add_error(None, error.messages)
    return not form.errors


@door(may_read_reports)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Answer what somebody told."""
    found, form = _own(request, pk), AnswerForm(request.POST)
    actor = cast("Person", request.user)
    if not _tried(
        form, lambda: actions.answer_report(actor=actor, report=found, **form.cleaned_data)
    ):
        return _page(request, found, form, None)
    messages.success(request, _("Svaret er sendt."))
    return redirect("offer_report", pk=pk)


@door(may_read_reports)
@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what somebody told to everybody, in words that staff has gone through."""
    found, form = _own(request, pk), ShowForm(request.POST, auto_id=_SHOW_ID)
    actor = actor_of(request)
    if not _tried(
        form, lambda: actions.publish_report(actor=actor, report=found, **form.cleaned_data)
    ):
        return _page(request, found, None, form)
    messages.success(request, _("Det står nu på tilbuddets side."))
    return redirect("offer_report", pk=pk)


@door(may_read_reports)
@require_POST
def lay_aside(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show it no more, or lay aside what does not belong here."""
    found, actor = _own(request, pk), actor_of(request)
    if found.state == ReportState.PUBLISHED:
        actions.withdraw_report(actor=actor, report=found)
        messages.success(request, _("Det vises ikke mere på siden."))
    else:
        actions.reject_report(actor=actor, report=found)
        messages.success(request, _("Det er lagt til side og vises ikke."))
    return redirect("offer_reports")
