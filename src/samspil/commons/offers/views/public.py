"""What everybody sees: the catalogue, an offer, technology to try, and telling about it."""

import re
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.base.files.models import StoredFile
from samspil.base.people.actions import TooMany
from samspil.commons.offers import actions
from samspil.commons.offers.forms import ReportForm
from samspil.commons.offers.models import Offer, OfferPicture
from samspil.commons.offers.policies import may_answer_for, may_see_offer_desk, visible_to
from samspil.commons.offers.queries import (
    CATALOGUE_FACETS,
    FACET_PARAMETERS,
    TECHNOLOGY_FACETS,
    experiences,
    offers_for_page,
    put_right,
    report_numbers,
    report_of_ref,
    search_catalogue,
    shown_reports,
)
from samspil.commons.offers.structured import json_ld
from samspil.commons.offers.terms import LANGUAGES, SEAL_REPORT, OfferKind
from samspil.kit.access import Refused
from samspil.kit.doors import actor_of, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.kit.networks import client_of
from samspil.kit.seals import seal, unseal
from samspil.kit.words import one_line

_LONGEST_VALUE = 60


def _asked(request: HttpRequest, facets: tuple[str, ...]) -> dict[str, str]:
    return {name: request.GET.get(FACET_PARAMETERS[name], "")[:_LONGEST_VALUE] for name in facets}


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def offers(request: HttpRequest) -> HttpResponseBase:
    """Show the catalogue, narrowed by what is asked for (rows H6, H8, H9)."""
    asked, words = _asked(request, CATALOGUE_FACETS), one_line(request.GET.get("q", ""))[:100]
    found = search_catalogue(asked, words, request.GET.get("side"))
    context = {"found": found, "words": words, "path": request.path}
    return render(request, "offers/catalogue.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def welfare_technology(request: HttpRequest) -> HttpResponseBase:
    """Show technology by what it helps with, and how many told of it (row H12)."""
    asked, words = _asked(request, TECHNOLOGY_FACETS), one_line(request.GET.get("q", ""))[:100]
    found = search_catalogue(
        asked,
        words,
        request.GET.get("side"),
        TECHNOLOGY_FACETS,
        always={"kind": OfferKind.WELFARE_TECHNOLOGY},
    )
    told = report_numbers([offer.pk for offer in found.page])
    rows = [(offer, told.get(offer.pk, 0)) for offer in found.page]
    context = {"found": found, "rows": rows, "words": words, "path": request.path}
    return render(request, "offers/technology.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def offer(request: HttpRequest, pk: int, slug: str = "") -> HttpResponseBase:
    """Show an offer; one that became another leads there, and old names lead to the new one."""
    found = _seen(request, pk)
    if found.merged_into is not None and found.merged_into.is_published:
        found = found.merged_into
    if (pk, slug) != (found.pk, found.slug):
        return redirect("offer", pk=found.pk, slug=found.slug, permanent=False)
    told = shown_reports(found)
    context = {
        "offer": found,
        "experiences": experiences(told),
        "put_right": put_right(told),
        "json_ld": json_ld(found, request.path),
        "languages": [LANGUAGES.get(code, code) for code in found.languages],
        "answers_for": may_see_offer_desk(actor_of(request))
        and may_answer_for(actor_of(request), found),
    }
    return render(request, "offers/offer.html", context)


def _seen(request: HttpRequest, pk: int) -> Offer:
    """Return an offer the visitor may see, or one that became another."""
    may_see = visible_to(actor_of(request)) | Offer.objects.filter(merged_into__state="published")
    return get_object_or_404(offers_for_page(may_see), pk=pk)


def _served(request: HttpRequest, file: StoredFile) -> HttpResponse:
    """Return a file, or the part of it that a player asks for (RFC 9110, one range)."""
    content = bytes(file.content)
    asked = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("Range", ""))
    response = HttpResponse(content, content_type=file.content_type)
    if asked and int(asked[1]) < len(content):
        first, last = int(asked[1]), min(int(asked[2] or len(content) - 1), len(content) - 1)
        response = HttpResponse(
            content[first : last + 1], content_type=file.content_type, status=206
        )
        response["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, max-age=86400"
    return response


@open_to_all
@require_safe
@reads
def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve a picture of an offer the visitor may see."""
    seen = OfferPicture.objects.filter(offer__in=visible_to(actor_of(request)))
    return _served(request, get_object_or_404(seen.select_related("file"), pk=pk).file)


@open_to_all
@require_safe
@reads
def film(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve the film of an offer the visitor may see."""
    found = get_object_or_404(visible_to(actor_of(request)).select_related("video"), pk=pk)
    if found.video is None:
        raise Http404
    return _served(request, found.video)


@open_to_all
@require_safe
@reads
def captions(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve the captions of a film."""
    seen = visible_to(actor_of(request)).select_related("video_captions")
    found = get_object_or_404(seen, pk=pk)
    if found.video_captions is None:
        raise Http404
    return _served(request, found.video_captions)


@open_to_all
@never_cache
def report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Tell about an offer, without an account."""
    found = get_object_or_404(Offer.objects.published(), pk=pk)
    form = ReportForm(request.POST or None, initial={"kind": request.GET.get("slags", "error")})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("offer_report_answer", token=_told(request, found, form))
        except (TooMany, Refused) as error:
            form.add_error(None, str(error))
            status = 429
    return render(request, "offers/report.html", {"form": form, "offer": found}, status=status)


def _told(request: HttpRequest, found: Offer, form: ReportForm) -> str:
    made = actions.report(
        actor=actor_of(request), offer=found, told=form.told(), client=client_of(request)
    )
    messages.success(request, _("Tak. Vi læser det og svarer."))
    return seal(SEAL_REPORT, made.ref)


def _ref(token: str) -> UUID:
    ref = unseal(SEAL_REPORT, token)
    if ref is None:
        raise Http404
    return ref


@open_to_all
@require_safe
@never_cache
@reads
def answer(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show the answer to whoever holds the link; never what was written."""
    found = report_of_ref(_ref(token))
    if found is None:
        raise Http404
    return render(request, "offers/answer.html", {"report": found, "token": token})


@open_to_all
@never_cache
def erase(request: HttpRequest, token: str) -> HttpResponseBase:
    """Have what one told erased, after a page that asks."""
    found = report_of_ref(_ref(token))
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "offers/erase.html", {"token": token})
    actions.erase_report(actor=actor_of(request), ref=found.ref)
    messages.success(request, _("Det, du skrev, er slettet."))
    return redirect("offers")
