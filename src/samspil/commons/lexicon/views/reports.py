"""Words that were not understood, and searches that went wrong."""

import csv

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.commons.lexicon import actions
from samspil.commons.lexicon.policies import may_keep_words
from samspil.commons.lexicon.queries import as_unclear, missed_searches, unclear_words
from samspil.commons.lexicon.terms import (
    MISSED_LENGTH,
    PER_PAGE,
    UNCLEAR_LENGTH,
    MissKind,
    Period,
)
from samspil.kit.doors import actor_of, door, reads
from samspil.kit.spreadsheets import spreadsheet_cell
from samspil.kit.words import one_line


def _period(request: HttpRequest) -> Period:
    asked = request.GET.get("periode", "")
    return Period(asked) if asked in Period.values else Period.MONTH


def _kind(request: HttpRequest) -> MissKind | None:
    asked = request.GET.get("slags", "")
    return MissKind(asked) if asked in MissKind.values else None


@door(may_keep_words)
@require_safe
@never_cache
@reads
def unclear(request: HttpRequest) -> HttpResponseBase:
    """Show the words that readers did not understand, most often marked first."""
    period = _period(request)
    page = Paginator(unclear_words(period), PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "rows": as_unclear(page.object_list),
        "period": period,
        "periods": Period.choices,
    }
    return render(request, "lexicon/unclear_words.html", context)


@door(may_keep_words)
@require_POST
def settle_unclear(request: HttpRequest) -> HttpResponseBase:
    """Put a word aside."""
    actions.settle_unclear(
        actor=actor_of(request), word=one_line(request.POST.get("word", ""))[:UNCLEAR_LENGTH]
    )
    messages.success(request, _("Lagt til side."))
    return redirect("unclear_words")


@door(may_keep_words)
@require_safe
@never_cache
@reads
def missed(request: HttpRequest) -> HttpResponseBase:
    """Show the searches that went wrong, the most frequent first."""
    period, kind = _period(request), _kind(request)
    page = Paginator(missed_searches(period, kind), PER_PAGE).get_page(request.GET.get("side"))
    rows = [{**each, "label": MissKind(each["kind"]).label} for each in page.object_list]
    context = {
        "page": page,
        "rows": rows,
        "period": period,
        "periods": Period.choices,
        "kind": kind,
        "kinds": MissKind.choices,
    }
    return render(request, "lexicon/missed.html", context)


@door(may_keep_words)
@require_POST
def settle_missed(request: HttpRequest) -> HttpResponseBase:
    """Put a search aside."""
    actions.settle_missed(
        actor=actor_of(request), words=one_line(request.POST.get("words", ""))[:MISSED_LENGTH]
    )
    messages.success(request, _("Lagt til side."))
    return redirect("missed_searches")


@door(may_keep_words)
@require_safe
@never_cache
@reads
def missed_csv(request: HttpRequest) -> HttpResponseBase:
    """Serve the searches that went wrong as CSV."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="soegninger.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Søgning"), _("Hvad gik galt"), _("Gange"), _("Sidst")])
    for each in missed_searches(_period(request), _kind(request)):
        label = MissKind(each["kind"]).label
        cells = (each["words"], label, each["times"], each["last"].isoformat())
        writer.writerow(map(spreadsheet_cell, cells))
    return response
