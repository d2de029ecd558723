"""What a leaflet tells today."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.base.files.models import StoredFile
from samspil.base.municipality.queries import Face, current_face
from samspil.commons.leaflets.terms import MOST_OFFERS, SHORT
from samspil.commons.offers.models import Offer
from samspil.commons.offers.queries import Catalogue, search_catalogue, with_links
from samspil.kit.danish import danish_date
from samspil.kit.documents import leaflets
from samspil.kit.words import one_line

_FORMATS = {"image/png": "png", "image/jpeg": "jpg"}


def found_for(asked: Mapping[str, str], words: str) -> Catalogue:
    """Return what the catalogue finds, on a page of as many as a leaflet holds."""
    return search_catalogue(asked, words, size=MOST_OFFERS)


def found_offers(asked: Mapping[str, str], words: str) -> list[Offer]:
    """Return what the catalogue finds with all that a leaflet tells, as many as one holds."""
    return chosen_offers([offer.pk for offer in found_for(asked, words).page])


def chosen_offers(numbers: Sequence[int]) -> list[Offer]:
    """Return offers that everybody may read, in the order asked for, as many as a leaflet holds."""
    wanted = list(dict.fromkeys(numbers))[:MOST_OFFERS]
    rows = with_links(Offer.objects.published().filter(pk__in=wanted)).in_bulk()
    return [rows[pk] for pk in wanted if pk in rows]


def told(title: str, intro: str, offers: Sequence[Offer]) -> leaflets.Leaflet:
    """Return a leaflet about some offers, in the language of the visit, as of today.

    Args:
        title: what stands on the front.
        intro: a few words under it.
        offers: with their provider, topics and places at hand.
    """
    face = current_face()
    all_of_them = settings.ORIGIN + reverse("offers")
    return leaflets.Leaflet(
        title=title,
        intro=intro,
        municipality=face.name,
        items=[_item(offer) for offer in offers],
        how=[face.text("leaflets.how"), face.text("offers.no_diagnosis")],
        contact=[
            (_("Telefon"), face.content.phone),
            (_("E-mail"), face.content.email),
            (_("Adresse"), face.content.address),
            (_("Åbent"), face.opening_hours),
        ],
        link=all_of_them,
        address=_in_words(all_of_them),
        qr_alt=_("QR-kode til alle tilbud på nettet"),
        labels={
            "dated": _("Lavet %(day)s") % {"day": danish_date(timezone.localdate())},
            "how": _("Sådan bruger du pjecen"),
            "contact": _("Ring eller skriv til os"),
            "online": _("Se alle tilbud på nettet"),
            "offers": _("Tilbud"),
        },
        language="en" if get_language() == "en" else "da",
        colour=face.content.primary,
        logo=_logo(face),
    )


def _logo(face: Face) -> tuple[bytes, str, str] | None:
    if face.logo is None:
        return None
    file = StoredFile.objects.filter(pk=face.logo.file_id).first()
    kind = _FORMATS.get(file.content_type, "") if file else ""
    return (bytes(file.content), kind, face.logo_alt) if file and kind else None


def _in_words(link: str) -> str:
    return link.partition("://")[2]


def _short(text: str) -> str:
    return Truncator(one_line(text)).chars(SHORT)


def _item(offer: Offer) -> leaflets.LeafletItem:
    # The number alone finds the page, and short codes are read by more cameras.
    link = settings.ORIGIN + reverse("offer_by_number", args=[offer.pk])
    whom = [str(each.label) for each in offer.audiences]
    phone = offer.contact_phone or (offer.provider.phone if offer.provider else "")
    referral = _("Kræver visitation.") if offer.requires_referral else _("Kræver ikke visitation.")
    return leaflets.LeafletItem(
        name=offer.label,
        said=_short(offer.shown_summary),
        facts=[
            (_("Til"), capfirst(", ".join(filter(None, [*whom, offer.ages])))),
            (_("Sådan kommer du i gang"), f"{_short(offer.how_citizen)} {referral}".strip()),
            (_("Pris"), _short(offer.price)),
            (_("Telefon"), phone),
        ],
        link=link,
        address=_in_words(link),
        qr_alt=_("QR-kode til siden om %(offer)s") % {"offer": offer.label},
    )
