"""The yearly status: written, sent, read and handed on."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.audit.queries import public_version
from samspil.base.files.models import StoredFile
from samspil.commons.news.policies import may_write_news
from samspil.kit.access import require
from samspil.kit.buttons import pressed
from samspil.kit.documents.making import download
from samspil.kit.doors import actor_of, door, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.work.plans.actions import status as statuses
from samspil.work.plans.forms.status import AddresseeForm, SendForm, YearlyStatusForm
from samspil.work.plans.models import Addressee, StatusText, YearlyStatus
from samspil.work.plans.policies import (
    may_change_status,
    may_edit_plan,
    may_follow_plans,
    may_write_newsletter,
    may_write_plans,
    may_write_status,
    visible_to,
)
from samspil.work.plans.queries.status import (
    addressees_left,
    said,
    said_now,
    sendings_of,
    statuses_with_plan,
    texts_of,
)
from samspil.work.plans.queries.status_document import status_document
from samspil.work.plans.queries.years import year_now
from samspil.work.plans.views.common import editable_plan, person_of, saved


def _sent(pk: int, year: int) -> YearlyStatus:
    rows = statuses_with_plan().public().select_related("pdf", "word")
    return get_object_or_404(rows, plan=pk, year=year)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def status(request: HttpRequest, pk: int, year: int) -> HttpResponseBase:
    """Show a yearly status as it was sent."""
    found = get_object_or_404(statuses_with_plan().public(), plan=pk, year=year)
    context = {
        "status": found,
        "plan": found.plan,
        "said": said(found),
        "sendings": sendings_of(found),
        "may_edit": bool(may_edit_plan(actor_of(request), found.plan)),
        "may_news": bool(may_write_news(actor_of(request))),
    }
    return render(request, "plans/status.html", context)


def _handed_out(file: StoredFile | None) -> HttpResponse:
    if file is None:
        raise Http404
    response = HttpResponse(bytes(file.content), content_type=file.content_type)
    disposition = content_disposition_header(as_attachment=True, filename=file.name)
    response["Content-Disposition"] = disposition or "attachment"
    return response


@open_to_all
@require_safe
@reads
def status_pdf(request: HttpRequest, pk: int, year: int) -> HttpResponseBase:
    """Hand out the PDF that was sent."""
    return _handed_out(_sent(pk, year).pdf)


@open_to_all
@require_safe
@reads
def status_word(request: HttpRequest, pk: int, year: int) -> HttpResponseBase:
    """Hand out the Word file that was sent."""
    return _handed_out(_sent(pk, year).word)


@door(may_follow_plans)
@require_safe
@never_cache
@reads
def desk(request: HttpRequest) -> HttpResponseBase:
    """Show all yearly statuses, and the plans that need one."""
    actor = actor_of(request)
    rows = list(statuses_with_plan().defer("snapshot").filter(plan__in=visible_to(actor)))
    known = {(each.plan_id, each.year) for each in rows}
    waiting = [
        (plan, year_now(plan))
        for plan in visible_to(actor).prefetch_related("places")
        if may_write_status(actor, plan) and (plan.pk, year_now(plan)) not in known
    ]
    context = {
        "rows": rows,
        "waiting": waiting,
        "writes": bool(may_write_plans(actor)),
    }
    return render(request, "plans/status_desk.html", context)


@door(may_write_plans)
@require_POST
def begin(request: HttpRequest, pk: int, year: int) -> HttpResponseBase:
    """Draw the status of a year from the plan."""
    found = editable_plan(request, pk)
    if year not in found.years:
        raise Http404
    made = statuses.begin_status(actor=actor_of(request), plan=found, year=year)
    return redirect("edit_status" if not made.is_sent else "send_yearly_status", pk=made.pk)


def _own(request: HttpRequest, pk: int) -> YearlyStatus:
    """Return a status the actor may write or send; 404 when they may not see its plan."""
    rows = statuses_with_plan().filter(plan__in=visible_to(actor_of(request)))
    found = get_object_or_404(rows, pk=pk)
    require(may_write_status(actor_of(request), found.plan))
    return found


@door(may_write_plans)
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write on a draft; two who save at the same time both keep what they wrote."""
    found = _own(request, pk)
    require(may_change_status(actor_of(request), found))
    texts = texts_of(found)
    form = YearlyStatusForm(request.POST or None, status=found, texts=texts)
    theirs = None
    if request.method == "POST" and form.is_valid():
        theirs = saved(
            request,
            form,
            lambda: statuses.save_status(
                actor=actor_of(request),
                status=found,
                version=form.cleaned_data["version"],
                head=form.head(),
                texts=form.written(),
            ),
            _("Status er gemt."),
        )
        if form.is_valid():
            return redirect("send_yearly_status" if "on" in request.POST else "edit_status", pk=pk)
    context = _editing(found, form, theirs)
    return render(request, "plans/status_edit.html", context)


def _editing(
    found: YearlyStatus, form: YearlyStatusForm, theirs: YearlyStatus | None
) -> dict[str, Any]:
    by_area = {each.area: each for each in said_now(found).areas}
    return {
        "status": found,
        "plan": found.plan,
        "form": form,
        "rows": [(each, by_area[each.area_id], form.text_of(each)) for each in form.texts],
        "theirs": said_now(theirs) if theirs else None,
    }


@door(may_write_plans)
@require_POST
def redraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write the text of one focus area anew from the plan."""
    text = get_object_or_404(StatusText.objects.select_related("status"), pk=pk)
    found = _own(request, text.status_id)
    text.status = found
    pressed(
        request,
        lambda: statuses.redraw(actor=actor_of(request), text=text),
        _("Teksten er skrevet igen ud fra planen."),
    )
    return redirect("edit_status", pk=found.pk)


@door(may_write_plans)
@never_cache
def send(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Look a status through, and send it to committees and councils."""
    found = _own(request, pk)
    left = list(addressees_left(found))
    form = SendForm(request.POST or None, addressees=left)
    if request.method == "POST" and form.is_valid():
        saved(
            request,
            form,
            lambda: statuses.send_status(actor=actor_of(request), status=found, to=form.chosen()),
            _("Status er sendt."),
        )
        if form.is_valid():
            return redirect("send_yearly_status", pk=pk)
    context = {
        "status": found,
        "plan": found.plan,
        "said": said(found),
        "form": form,
        "left": left,
        "without_address": [each for each in left if not each.email],
        "sendings": sendings_of(found),
        "may_newsletter": bool(may_write_newsletter(actor_of(request), found)),
    }
    return render(request, "plans/status_send.html", context)


@door(may_write_plans)
@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down that a status reached a body without a letter."""
    found, asked = _own(request, pk), request.POST.get("to", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        raise Http404
    to = get_object_or_404(Addressee, pk=asked)
    pressed(
        request,
        lambda: statuses.mark_handed_over(actor=actor_of(request), status=found, to=to),
        _("Det er skrevet ned."),
    )
    return redirect("send_yearly_status", pk=pk)


def _draft_document(request: HttpRequest, pk: int, kind: Any) -> HttpResponseBase:
    found = _own(request, pk)
    document = status_document(said(found), origin=settings.ORIGIN, draft=not found.is_sent)
    return download(document, kind)


@door(may_write_plans)
@require_safe
@never_cache
@reads
def draft_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a draft as PDF, marked as a draft."""
    return _draft_document(request, pk, "pdf")


@door(may_write_plans)
@require_safe
@never_cache
@reads
def draft_word(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a draft as a Word file, marked as a draft."""
    return _draft_document(request, pk, "docx")


@door(may_write_news)
@require_POST
def newsletter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make a draft article of a status that was sent."""
    found = get_object_or_404(statuses_with_plan().public(), pk=pk)
    article = statuses.write_newsletter(actor=person_of(request), status=found)
    return redirect("prepare_article", pk=article.pk)


@door(may_write_plans)
@never_cache
def addressees(request: HttpRequest) -> HttpResponseBase:
    """Show the committees and councils that get statuses, and add one."""
    form = AddresseeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        saved(
            request,
            form,
            lambda: statuses.save_addressee(actor=actor_of(request), **form.written()),
            _("Modtageren er gemt."),
        )
        if form.is_valid():
            return redirect("addressees")
    context = {"rows": Addressee.objects.all(), "form": form}
    return render(request, "plans/status_addressees.html", context)


@door(may_write_plans)
@never_cache
def edit_addressee(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a committee or council on the list."""
    found = get_object_or_404(Addressee, pk=pk)
    form = AddresseeForm(request.POST or None, addressee=found)
    if request.method == "POST" and form.is_valid():
        saved(
            request,
            form,
            lambda: statuses.save_addressee(
                actor=actor_of(request), addressee=found, **form.written()
            ),
            _("Modtageren er gemt."),
        )
        if form.is_valid():
            return redirect("addressees")
    return render(request, "plans/status_addressee.html", {"addressee": found, "form": form})
