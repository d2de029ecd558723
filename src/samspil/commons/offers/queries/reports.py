"""What visitors told about offers."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Count, QuerySet

from samspil.commons.offers.models import Offer, OfferReport
from samspil.commons.offers.terms import ReportKind, ReportState


def shown_reports(offer: Offer) -> list[OfferReport]:
    """Return what people told about an offer and everybody may read, newest first."""
    shown = offer.reports.filter(state=ReportState.PUBLISHED)
    return list(shown.defer("text", "address").order_by("-published_at", "-pk"))


def experiences(reports: Iterable[OfferReport]) -> list[OfferReport]:
    """Keep what people lived with an offer."""
    return [each for each in reports if each.kind != ReportKind.ERROR]


def put_right(reports: Iterable[OfferReport]) -> list[OfferReport]:
    """Keep what led to something being done."""
    return [each for each in reports if each.we_did]


def report_numbers(ids: Collection[int]) -> dict[int, int]:
    """Return how many experiences are shown for each of some offers."""
    shown = OfferReport.objects.filter(offer__in=ids, state=ReportState.PUBLISHED).exclude(
        kind=ReportKind.ERROR
    )
    return dict(shown.order_by().values_list("offer").annotate(number=Count("pk")))


def reports_for_desk(state: str = "") -> QuerySet[OfferReport]:
    """Return what people told, without the words, newest first; by default what waits for an answer."""
    wanted = state if state in ReportState.values else ReportState.NEW
    return (
        OfferReport.objects.filter(state=wanted)
        .select_related("offer")
        .prefetch_related("offer__places", "offer__themes")
        .defer("text", "address")
        .order_by("-received_at", "-pk")
    )


def report_for_answer() -> QuerySet[OfferReport]:
    """Return reports with what is needed to answer them."""
    return OfferReport.objects.select_related("offer", "answered_by").prefetch_related(
        "offer__places", "offer__themes"
    )


def report_of_ref(ref: Any) -> OfferReport | None:
    """Return the report behind a sealed link."""
    return OfferReport.objects.select_related("offer").filter(ref=ref).first()
