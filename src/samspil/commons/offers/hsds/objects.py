"""One offer, provider or place as HSDS says it; what is not known is left out."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from samspil.base.municipality.queries import current_face
from samspil.base.places.models import Place
from samspil.commons.offers.hsds.ids import own_id
from samspil.commons.offers.hsds.taxonomies import TAXONOMIES, Terms
from samspil.commons.offers.models import Offer, Provider
from samspil.commons.offers.terms import HSDS_MORE, HSDS_REFERRAL, HSDS_WEEKS, LANGUAGES

_TOWN = re.compile(r"^(?P<code>\d{4})\s+(?P<town>\S.*)$")
_TAXONOMY_KEYS = {each["id"]: key for key, each in TAXONOMIES.items()}


def filled(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said without what is empty; a nought is not empty."""
    return {name: each for name, each in said.items() if each not in (None, "", [], {})}


def moment(at: datetime) -> str:
    """Return a moment to the millisecond, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def organization(provider: Provider) -> dict[str, Any]:
    """Return who gives offers, without what hangs on it."""
    return filled(
        {
            "id": str(provider.ref),
            "name": provider.name,
            "description": provider.description or provider.name,
            "email": provider.email,
            "website": provider.url,
        }
    )


def organization_with_all(
    provider: Provider, services: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return who gives offers, with its phone and services."""
    ref = str(provider.ref)
    return filled(
        {
            **organization(provider),
            "phones": _phones(provider.phone, "organization", ref),
            "services": list(services),
        }
    )


def service(offer: Offer) -> dict[str, Any]:
    """Return an offer with what it has only one of; its provider is at hand."""
    provider = offer.provider
    return filled(
        {
            "id": str(offer.ref),
            "organization_id": provider and str(provider.ref),
            "name": offer.name,
            "alternate_name": offer.name_en,
            "description": "\n\n".join(filter(None, (offer.summary, offer.description))),
            "url": settings.ORIGIN + reverse("offer", args=[offer.pk, offer.slug]),
            "email": offer.contact_email,
            "status": "active",
            "application_process": _way_in(offer),
            "fees_description": offer.price,
            "wait_time": ""
            if offer.waiting_weeks is None
            else f"{offer.waiting_weeks} {HSDS_WEEKS}",
            "eligibility_description": ", ".join(str(each.label) for each in offer.audiences),
            "minimum_age": offer.age_from,
            "maximum_age": offer.age_to,
            "assured_date": offer.confirmed_at and offer.confirmed_at.date().isoformat(),
            "last_modified": moment(offer.updated_at),
            "organization": provider and organization(provider),
        }
    )


def _way_in(offer: Offer) -> str:
    referral = HSDS_REFERRAL[offer.requires_referral]
    more = offer.url and HSDS_MORE + offer.url
    return "\n\n".join(filter(None, (referral, offer.how_citizen, offer.how_professional, more)))


def service_with_all(offer: Offer, terms: Terms) -> dict[str, Any]:
    """Return an offer with all that hangs on it; its provider, topics and places are at hand."""
    ref = str(offer.ref)
    said = {
        **service(offer),
        "phones": _phones(offer.contact_phone, "service", ref),
        "contacts": _contacts(offer),
        "schedules": _row("schedule", ref, service_id=ref, description=offer.opening_hours),
        "service_areas": _row("area", ref, service_id=ref, name=current_face().name),
        "service_at_locations": [
            {**each, "location": _location(offer, place)} for place, each in ways_to_places(offer)
        ],
        "languages": [
            {
                "id": own_id("language", ref, code),
                "service_id": ref,
                "code": code,
                "name": str(LANGUAGES.get(code, code)),
            }
            for code in offer.languages
        ],
        "cost_options": _row("cost", ref, service_id=ref, amount_description=offer.price),
        "required_documents": [
            {"id": own_id("paper", ref, number), "service_id": ref, "document": paper}
            for number, paper in enumerate(offer.papers)
        ],
        "attributes": [_attribute(ref, terms.by_id[each]) for each in terms.of(offer)],
    }
    if offer.provider is not None:
        said["organization"] = organization_with_all(offer.provider, ())
    return filled(said)


def _row(kind: str, ref: str, **said: str) -> list[dict[str, str]]:
    """Return the one row there is of a kind, or none when it says nothing."""
    told = [value for name, value in said.items() if not name.endswith("_id")]
    return [{"id": own_id(kind, ref), **said}] if any(told) else []


def _phones(number: str, owner: str, ref: str) -> list[dict[str, str]]:
    return _row(f"{owner}_phone", ref, **{f"{owner}_id": ref}, number=number)


def _contacts(offer: Offer) -> list[dict[str, Any]]:
    """Return whom to ask for, unless the name is kept from the public."""
    ref = str(offer.ref)
    return _row("contact", ref, service_id=ref, name=offer.shown_contact)


def _attribute(ref: str, term: Mapping[str, Any]) -> dict[str, Any]:
    key = _TAXONOMY_KEYS[term["taxonomy_id"]]
    return {
        "id": own_id("attribute", ref, term["id"]),
        "link_id": ref,
        "link_entity": "service",
        "link_type": key,
        "taxonomy_term_id": term["id"],
        "taxonomy_term": {**term, "taxonomy_detail": TAXONOMIES[key]},
    }


# Where an offer is: a place of the municipality, another place by name, or the net.
type Where = Place | str
NET = ""


def _places(offer: Offer) -> list[Where]:
    found: list[Where] = list(offer.places.all())
    if offer.place_name:
        found.append(offer.place_name)
    if offer.online:
        found.append(NET)
    return found


def _location_id(offer: Offer, place: Where) -> str:
    if isinstance(place, Place):
        return own_id("place", place.pk)
    return own_id("net" if place == NET else "other_place", offer.ref)


def ways_to_places(offer: Offer) -> list[tuple[Where, dict[str, Any]]]:
    """Return where one meets an offer, each with the bare HSDS row that ties them."""
    return [
        (
            place,
            {
                "id": own_id("service_at_location", offer.ref, _location_id(offer, place)),
                "service_id": str(offer.ref),
                "location_id": _location_id(offer, place),
            },
        )
        for place in _places(offer)
    ]


def postcode_of(place: Where) -> str:
    """Return the postcode of a place, or nothing when it has no address."""
    if not isinstance(place, Place):
        return ""
    found = [_TOWN.match(line.strip()) for line in re.split(r"[\n,]", place.address)]
    return next((each["code"] for each in found if each), "")


def location(offer: Offer, place: Where) -> dict[str, Any]:
    """Return a place with what it has only one of."""
    if isinstance(place, Place):
        said = {"location_type": "physical", "name": place.name, "description": place.summary}
    elif place == NET:
        said = {"location_type": "virtual", "name": "På nettet", "url": offer.url}
    else:
        said = {"location_type": "physical", "name": place}
    return filled({"id": _location_id(offer, place), **said})


def _location(offer: Offer, place: Where) -> dict[str, Any]:
    found = location(offer, place)
    own = place if isinstance(place, Place) else None
    ref = found["id"]
    return filled(
        {
            **found,
            "addresses": _addresses(own, ref) if own else [],
            "phones": _phones(own.phone, "location", ref) if own else [],
            "schedules": _row("schedule", ref, location_id=ref, description=own.opening_hours)
            if own
            else [],
            "accessibility": [
                {
                    "id": own_id("accessibility", offer.ref, ref, number),
                    "location_id": ref,
                    "description": words,
                }
                for number, words in enumerate(offer.accessibility)
            ],
        }
    )


def _addresses(place: Place, ref: str) -> list[dict[str, str]]:
    """Return the address of a place when it can be told apart; HSDS asks for all its parts."""
    lines = [line.strip() for line in re.split(r"[\n,]", place.address) if line.strip()]
    for number, line in enumerate(lines):
        town = _TOWN.match(line)
        if town and number:
            return [
                {
                    "id": own_id("address", ref),
                    "location_id": ref,
                    "address_1": ", ".join(lines[:number]),
                    "city": town["town"],
                    "state_province": settings.REGION,
                    "postal_code": town["code"],
                    "country": "DK",
                    "address_type": "physical",
                }
            ]
    return []


def service_at_location(
    offer: Offer, place: Where, bare: Mapping[str, Any], terms: Terms | None = None
) -> dict[str, Any]:
    """Return an offer at a place; with `terms` all that hangs on it.

    Args:
        offer: with its provider, topics and places at hand.
        place: one of `ways_to_places`.
        bare: the row that ties them.
        terms: all terms, for whoever wants all.
    """
    if terms is None:
        return {**bare, "location": location(offer, place), "service": service(offer)}
    service_said = service_with_all(offer, terms)
    service_said.pop("service_at_locations", None)
    return {**bare, "location": _location(offer, place), "service": service_said}
