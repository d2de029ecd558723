"""What an offer lacks, and how good its page is for a family."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspil.commons.offers.models import Offer
from samspil.commons.offers.terms import OfferKind
from samspil.kit.lix import GOAL, lix


def way_in(offer: Offer) -> bool:
    """Tell whether a page says any way to get in touch."""
    provider = offer.provider
    own = (offer.how_citizen, offer.contact_phone, offer.contact_email, offer.url)
    theirs = (provider.phone, provider.email, provider.url) if provider is not None else ()
    return any(own) or any(theirs) or any(each.is_reachable for each in offer.places.all())


def missing_in(offer: Offer) -> list[str]:
    """Return what has to be there before an offer comes out, in words for whoever writes it."""
    wanted = [
        (offer.summary, _("Skriv kort, hvad det er.")),
        (offer.description, _("Skriv, hvad det er, og hvad man får ud af det.")),
        (offer.audience, _("Vælg, hvem det er til.")),
        (offer.provider_id, _("Vælg, hvem der udbyder det.")),
        (
            way_in(offer),
            _("Skriv, hvordan man kommer i gang, eller hvem man kan ringe eller skrive til."),
        ),
        (
            not offer.video_url or offer.video_url_has_captions,
            _("Filmen, der linkes til, skal have undertekster."),
        ),
    ]
    if offer.kind == OfferKind.WELFARE_TECHNOLOGY:
        wanted.append((offer.helps_with, _("Skriv, hvad teknologien hjælper med.")))
    return [words for there, words in wanted if not there]


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the page of an offer is for a family, and what would raise it."""

    score: int
    raise_by: Sequence[tuple[int, str]]

    @property
    def kind(self) -> str:
        """How it is marked."""
        return "success" if self.score >= 80 else "warning" if self.score >= 50 else "error"


def quality_of(offer: Offer) -> Quality:
    """Return how good the page of an offer is, from 0 to 100, and what would raise it, the most first."""
    technology = offer.kind == OfferKind.WELFARE_TECHNOLOGY
    hard = bool(offer.description) and lix(offer.description) > GOAL + 10
    criteria = [
        (10, offer.owner_id, _("Sæt en ansvarlig på.")),
        (10, offer.confirmed_at and not offer.is_late, _("Bekræft, at det stadig passer.")),
        (10, offer.easy, _("Skriv en let udgave.")),
        (
            10,
            offer.description and not hard,
            _("Gør teksten lettere at læse: kortere sætninger og ord."),
        ),
        (10, offer.how_citizen, _("Skriv, hvordan man kommer i gang.")),
        (10, offer.price, _("Skriv prisen, også når det er gratis.")),
        (10, offer.contact_phone or offer.contact_email, _("Skriv en telefon eller e-mail.")),
        (
            5,
            offer.online or offer.place_name or offer.places.all(),
            _("Skriv, hvor det er."),
        ),
        (5, offer.themes.all(), _("Vælg mindst ét emne.")),
        (5, offer.accessibility, _("Skriv om adgangsforhold.")),
        (5, offer.name_en and offer.summary_en, _("Skriv navn og kort tekst på engelsk.")),
    ]
    if technology:
        criteria += [
            (5, offer.try_at, _("Skriv, hvor man kan prøve det.")),
            (5, offer.video_id or offer.video_url, _("Vis en film med undertekster.")),
        ]
    else:
        criteria += [
            (5, offer.waiting_weeks is not None, _("Skriv ventetiden, også når der ingen er.")),
            (5, offer.opening_hours, _("Skriv, hvornår det er åbent.")),
        ]
    lacking = [(points, words) for points, there, words in criteria if not there]
    return Quality(
        score=100 - sum(points for points, _words in lacking),
        raise_by=sorted(lacking, key=lambda pair: -pair[0]),
    )
