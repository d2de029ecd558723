"""Offers as lists show them: a line each, read in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samspil.base.places.queries import offered_places
from samspil.commons.offers.models import Offer
from samspil.commons.offers.queries.shelf import linked
from samspil.commons.offers.terms import OfferKind, slug_for
from samspil.kit.language import in_language
from samspil.kit.words import ages_in_words

_READ = (
    *("pk", "name", "name_en", "summary", "summary_en", "kind", "age_from", "age_to"),
    *("place_name", "online", "requires_referral", "temporary", "helps_with", "try_at"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """An offer in a list, in the language of the visit.

    Args:
        pk: its number.
        slug: the readable part of its address.
        label, summary: its name and what it is, in `language`.
        facts: what else is said of it in a few words each.
        helps_with, try_at: of technology, what it helps with and where to try it.
    """

    pk: int
    slug: str
    label: str
    summary: str
    language: str
    facts: Sequence[str]
    helps_with: Sequence[str]
    try_at: str


def lines_of(ids: Sequence[int]) -> list[Line]:
    """Return the lines of some offers, in the order asked for; one that is gone is left out."""
    places = {each.pk: each.label for each in offered_places()}
    rows = (
        Offer.objects.order_by()
        .filter(pk__in=ids)
        .annotate(place_ids=linked(Offer.places.through, "place"))
        .values_list(*_READ, "place_ids", named=True)
    )
    found = {
        row.pk: _line(row, [places[pk] for pk in row.place_ids if pk in places]) for row in rows
    }
    return [found[pk] for pk in ids if pk in found]


def _line(row: Any, places: Sequence[str]) -> Line:
    facts = [
        capfirst(str(OfferKind(row.kind).label)),
        ages_in_words(row.age_from, row.age_to),
        *places,
        row.place_name,
        _("på nettet") if row.online else "",
        _("med visitation") if row.requires_referral else _("uden visitation"),
        _("i en periode") if row.temporary else "",
    ]
    return Line(
        pk=row.pk,
        slug=slug_for(row.name),
        label=in_language(row.name, row.name_en),
        summary=in_language(row.summary, row.summary_en),
        language=in_language("da", "en" if row.name_en else ""),
        facts=tuple(filter(None, facts)),
        helps_with=row.helps_with,
        try_at=row.try_at,
    )
