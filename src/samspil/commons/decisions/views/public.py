"""What everybody may read of decisions."""

import csv
from dataclasses import asdict, astuple, fields
from urllib.parse import quote

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.commons.decisions.models import Attachment, Decision
from samspil.commons.decisions.policies import (
    decisions_visible_to,
    may_keep,
    may_keep_money,
    may_see_case,
)
from samspil.commons.decisions.queries.decisions import (
    OpenDecision,
    Wanted,
    open_decisions,
    wanted_decisions,
    with_files,
    years_and_bodies,
)
from samspil.commons.decisions.terms import PER_PAGE
from samspil.kit.asking import number_asked
from samspil.kit.doors import actor_of, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.kit.spreadsheets import spreadsheet_cell
from samspil.kit.words import one_line


def _wanted(request: HttpRequest) -> Wanted:
    return Wanted(
        year=number_asked(request, "aar"),
        body=one_line(request.GET.get("hvem", ""))[:200],
        words=one_line(request.GET.get("q", ""))[:100],
    )


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def decisions(request: HttpRequest) -> HttpResponseBase:
    """List decisions by year and body, with search."""
    rows, wanted = decisions_visible_to(actor_of(request)), _wanted(request)
    years, bodies = years_and_bodies(rows)
    found = Paginator(wanted_decisions(rows, wanted), PER_PAGE)
    context = {
        "page": found.get_page(request.GET.get("side")),
        "years": years,
        "bodies": bodies,
        "wanted": wanted,
        "query": request.GET.urlencode(),
        "may_keep": bool(may_keep_money(actor_of(request))),
    }
    return render(request, "decisions/decisions.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def decision(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one decision with its grounds, its documents and what comes next."""
    actor = actor_of(request)
    found = get_object_or_404(with_files(decisions_visible_to(actor)), pk=pk)
    followed = [one for one in found.followed_by.all() if one.is_public or may_see_case(actor)]
    follows = found.follows
    if follows and not follows.is_public and not may_see_case(actor):
        follows = None
    context = {
        "decision": found,
        "follows": follows,
        "followed_by": followed,
        "may_keep": bool(may_keep(actor, found)),
    }
    return render(request, "decisions/decision.html", context)


@open_to_all
@require_safe
@never_cache
@reads
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Hand out a file of a decision, or of a case to those who work here."""
    found = get_object_or_404(Attachment.objects.select_related("file", "decision"), pk=pk)
    open_to = found.decision is not None and found.decision.is_public
    if not open_to and not may_see_case(actor_of(request)):
        raise Http404
    response = HttpResponse(bytes(found.file.content), content_type=found.file.content_type)
    name = content_disposition_header(as_attachment=True, filename=found.file.name)
    response["Content-Disposition"] = (
        name or f"attachment; filename*=utf-8''{quote(found.file.name)}"
    )
    return response


def _open(request: HttpRequest) -> list[OpenDecision]:
    rows = wanted_decisions(Decision.objects.filter(is_public=True), _wanted(request))
    return list(open_decisions(rows.defer(None), settings.ORIGIN))


@open_to_all
@require_safe
@reads
def decisions_json(request: HttpRequest) -> HttpResponseBase:
    """Return public decisions as open data."""
    found = [asdict(one) for one in _open(request)]
    return JsonResponse({"decisions": found}, json_dumps_params={"ensure_ascii": False})


@open_to_all
@require_safe
@reads
def decisions_csv(request: HttpRequest) -> HttpResponseBase:
    """Return public decisions as a table for spreadsheets."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="beslutninger.csv"'
    response.write("\ufeff")
    rows = csv.writer(response, delimiter=";")
    rows.writerow([field.name for field in fields(OpenDecision)])
    rows.writerows([[spreadsheet_cell(value) for value in astuple(one)] for one in _open(request)])
    return response
