"""An offer as schema.org, for machines that read its page."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from samspil.commons.offers.models import Offer

# In a data block only these could end it or begin another; JSON may say them otherwise.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def json_ld(offer: Offer, path: str) -> SafeString:
    """Return the text of a data block `application/ld+json` about an offer.

    A data block is no script: no browser runs it, so the content security policy need not know it.

    Args:
        offer: with its provider and places at hand.
        path: the address of its page, without host.

    Source: https://schema.org/Service and https://schema.org/GovernmentService.
    """
    provider = offer.provider
    ours = provider is not None and provider.is_municipality
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService" if ours else "Service",
        "@id": f"urn:uuid:{offer.ref}",
        "url": f"{settings.ORIGIN}{path}",
        "name": offer.label,
        "description": offer.shown_summary,
        "serviceType": str(offer.get_kind_display()),
        "provider": provider
        and {
            "@type": "GovernmentOrganization" if ours else "Organization",
            "name": provider.name,
            "url": provider.url,
        },
        "audience": [
            {"@type": "Audience", "audienceType": str(each.label)} for each in offer.audiences
        ],
        "availableChannel": _channel(offer),
        "offers": offer.price and {"@type": "Offer", "description": offer.price},
    }
    text = json.dumps(_filled(said), ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - nothing in it ends the block


def _channel(offer: Offer) -> dict[str, Any]:
    places = [each.label for each in offer.places.all()] or [offer.place_name]
    return {
        "@type": "ServiceChannel",
        "servicePhone": offer.contact_phone
        and {"@type": "ContactPoint", "telephone": offer.contact_phone},
        "serviceUrl": offer.url,
        "serviceLocation": [{"@type": "Place", "name": name} for name in places if name],
        "availableLanguage": offer.languages,
    }


def _filled(said: dict[str, Any]) -> dict[str, Any]:
    """Return what is said without what is empty, all the way down."""
    kept = {name: _filled(each) if isinstance(each, dict) else each for name, each in said.items()}
    return {name: each for name, each in kept.items() if each}
