"""Offers for the tests of this room."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from tests.fixtures import MakePerson

from samspil.base.people.models import Person
from samspil.commons.offers import actions
from samspil.commons.offers.models import Offer, OfferReport, Provider
from samspil.commons.offers.terms import Facts, OfferState, ReportKind
from samspil.kit.access import NOBODY, SYSTEM, Role

SECRET = "Min datter med epilepsi fik et anfald dér."
type MakeOffer = Callable[..., Offer]
type Tell = Callable[..., OfferReport]
_clients = count(1)


def told(**other: Any) -> actions.Told:
    """Return what a relative tells."""
    values: dict[str, Any] = {"kind": ReportKind.EXPERIENCE, "text": SECRET, "voice": "relative"}
    return actions.Told(**values | other)


@pytest.fixture
def editor(make_person: MakePerson) -> Person:
    """Return somebody who keeps the catalogue everywhere."""
    return make_person(Role.EDITOR)


@pytest.fixture
def provider(db: None) -> Provider:
    """Return the municipality as provider."""
    return actions.save_provider(
        actor=SYSTEM, name="Kommunen", phone="70 00 00 10", is_municipality=True
    )


@pytest.fixture
def facts(provider: Provider) -> Callable[..., Facts]:
    """Return a function that makes complete facts."""

    def make(name: str = "Søskendegruppe", **other: Any) -> Facts:
        values: dict[str, Any] = {
            "name": name,
            "provider": provider.pk,
            "summary": "Mød andre søskende.",
            "description": "Vi mødes hver torsdag.",
            "audience": ["siblings"],
        }
        return Facts(**values | other)

    return make


@pytest.fixture
def make_offer(facts: Callable[..., Facts]) -> MakeOffer:
    """Return a function that makes an offer, published unless said otherwise."""

    def make(
        name: str = "Søskendegruppe", *, state: OfferState = OfferState.PUBLISHED, **other: Any
    ) -> Offer:
        offer = actions.write_offer(actor=SYSTEM, facts=facts(name, **other))
        ways: dict[OfferState, list[OfferState]] = {
            OfferState.DRAFT: [],
            OfferState.REVIEWED: [OfferState.REVIEWED],
            OfferState.PUBLISHED: [OfferState.REVIEWED, OfferState.PUBLISHED],
            OfferState.PAUSED: [OfferState.REVIEWED, OfferState.PUBLISHED, OfferState.PAUSED],
            OfferState.ARCHIVED: [OfferState.ARCHIVED],
        }
        for to in ways[state]:
            offer = actions.move(actor=SYSTEM, offer=offer, to=to)
        return Offer.objects.get(pk=offer.pk)

    return make


@pytest.fixture
def tell(make_offer: MakeOffer) -> Tell:
    """Return a function that tells something about an offer, as from a browser of one's own."""

    def make(offer: Offer | None = None, **other: Any) -> OfferReport:
        return actions.report(
            actor=NOBODY,
            offer=offer or make_offer(),
            told=told(**other),
            client=f"client{next(_clients)}",
        )

    return make
