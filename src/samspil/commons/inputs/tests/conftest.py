"""Collections, inputs and clusters for the tests of this room."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from tests.fixtures import MakePerson

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.places.terms import PlaceKind
from samspil.commons.inputs import actions
from samspil.commons.inputs.models import Cluster, Collection, Input
from samspil.commons.inputs.terms import Channel, CollectionKind, CollectionState, Voice
from samspil.kit.access import NOBODY, Role

SECRET = "Min søn med epilepsi får anfald, når bussen er forsinket."
_clients = count(1)

type Begin = Callable[..., Collection]
type Say = Callable[..., Input]
type Group = Callable[..., Cluster]


def words(text: str = SECRET, **other: Any) -> actions.Words:
    """Return what a relative says."""
    return actions.Words(**{"text": text, "voice": Voice.RELATIVE} | other)


def asking(**other: Any) -> actions.Asking:
    """Return what is asked of everybody."""
    values: dict[str, Any] = {
        "title": "Hvad mangler?",
        "kind": CollectionKind.SITE,
        "is_for_all": True,
    }
    return actions.Asking(**values | other)


def give(collection: Collection, text: str = SECRET, **other: Any) -> Input:
    """Say something on the site as from a browser of one's own."""
    return actions.give(
        actor=NOBODY,
        collection=collection,
        words=words(text, **other),
        client=f"client{next(_clients)}",
    )


@pytest.fixture
def coordinator(make_person: MakePerson) -> Person:
    """Return somebody who gathers everywhere."""
    return make_person(Role.COORDINATOR)


@pytest.fixture
def begin(coordinator: Person) -> Begin:
    """Return a function that begins a collection and opens it."""

    def make(
        *, by: Person | None = None, state: CollectionState = CollectionState.OPEN, **other: Any
    ) -> Collection:
        chosen = {name: other.pop(name) for name in ("topics", "places") if name in other}
        actor = by or coordinator
        made = actions.begin_collection(actor=actor, asking=asking(**other), **chosen)
        if state != CollectionState.DRAFT:
            actions.change_state(actor=actor, collection=made, to=CollectionState.OPEN)
        if state == CollectionState.CLOSED:
            actions.change_state(actor=actor, collection=made, to=state)
        made.refresh_from_db()
        return made

    return make


@pytest.fixture
def collection(begin: Begin) -> Collection:
    """Return an open collection for everybody."""
    return begin()


@pytest.fixture
def say(coordinator: Person, collection: Collection) -> Say:
    """Return a function that writes down an input."""

    def make(text: str = SECRET, *, of: Collection | None = None, **other: Any) -> Input:
        return actions.enter(
            actor=coordinator,
            collection=of or collection,
            words=words(text, **other),
            channel=Channel.MEETING,
        )

    return make


@pytest.fixture
def group(coordinator: Person) -> Group:
    """Return a function that makes a cluster of inputs."""

    def make(*inputs: Input, title: str = "Kørsel") -> Cluster:
        return actions.gather(actor=coordinator, title=title, inputs=inputs)

    return make


@pytest.fixture
def here(db: None) -> Place:
    """Return a place."""
    return Place.objects.create(name="Huset ved åen", kind=PlaceKind.RESIDENCE)
