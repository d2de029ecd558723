"""Offers for the journeys."""

from typing import Any

from samspil.base.topics.models import Topic
from samspil.commons.offers import actions
from samspil.commons.offers.models import Offer, Provider
from samspil.commons.offers.terms import Facts, OfferState
from samspil.kit.access import SYSTEM


def make_offer(name: str, **other: Any) -> Offer:
    """Return an offer of the municipality that everybody may read."""
    provider = Provider.objects.filter(is_municipality=True).first() or actions.save_provider(
        actor=SYSTEM, name="Bakkekøbing Kommune", phone="70 00 00 10", is_municipality=True
    )
    values: dict[str, Any] = {
        "name": name,
        "provider": provider.pk,
        "summary": "Mød andre i samme situation.",
        "description": "Vi mødes hver torsdag.\n\nDu får nye venner.",
        "audience": ["siblings"],
    }
    offer = actions.write_offer(actor=SYSTEM, facts=Facts(**values | other))
    for to in (OfferState.REVIEWED, OfferState.PUBLISHED):
        offer = actions.move(actor=SYSTEM, offer=offer, to=to)
    return offer


def topic(name: str) -> int:
    """Return the id of a standard topic."""
    return Topic.objects.get(name=name).pk
