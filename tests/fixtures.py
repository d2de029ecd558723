"""People and things that tests of all rooms use; loaded by the root conftest."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import count
from typing import Any, Protocol

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from samspil.base.municipality.queries import MEMORY
from samspil.base.outbox.models import Delivery
from samspil.base.people.actions import add_person, give_role
from samspil.base.people.middleware import browser_of
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.base.topics.terms import TopicKind
from samspil.commons.gatherings import actions as gatherings
from samspil.commons.gatherings.models import Gathering
from samspil.commons.gatherings.terms import GatheringKind
from samspil.commons.interests.actions import confirm, sign_up
from samspil.commons.interests.models import InterestProfile
from samspil.commons.interests.terms import CONSENT_INTERESTS, Rhythm
from samspil.commons.interests.wishes import Wishes
from samspil.kit.access import SYSTEM, Role
from samspil.kit.encryption import address_key
from samspil.kit.keeping import STORE

_numbers = count(1)


@pytest.fixture(autouse=True)
def _no_kept_pages() -> None:
    """Begin each test without pages, and the municipality's face, kept by the one before."""
    STORE.clear()
    MEMORY.face = None


@pytest.fixture(autouse=True)
def _in_danish() -> None:
    """Begin each test in Danish, whatever page the one before asked for last."""
    translation.deactivate()


class MakePerson(Protocol):
    """Makes a person with roles."""

    def __call__(self, *roles: Role, place: Place | None = None, email: str = "") -> Person: ...


@pytest.fixture
def make_person(db: None) -> MakePerson:
    """Return a function that makes a person with a verified address and roles."""

    def make(*roles: Role, place: Place | None = None, email: str = "") -> Person:
        address = email or f"somebody{next(_numbers)}@example.com"
        person = add_person(actor=SYSTEM, email=address, name="Signe Ågård")
        EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
        for role in roles:
            give_role(actor=SYSTEM, person=person, role=role, place=place)
        return person

    return make


def log_in(client: Client, person: Person, *, second_factor: bool = True) -> Client:
    """Log a person in as after a code by mail and, unless told otherwise, a second factor.

    An administrator session that a test has opened for the person goes on in this browser.
    """
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    if second_factor:
        session = client.session
        request = HttpRequest()
        request.session = session
        record_authentication(request, person, "mfa", type="totp")
        session.save()
    person.admin_sessions.open_in(None).update(browser=browser_of(client.session))
    return client


@pytest.fixture
def client_as(make_person: MakePerson) -> Callable[..., Client]:
    """Return a function that gives a browser in which somebody with these roles is logged in."""

    def as_role(*roles: Role, place: Place | None = None) -> Client:
        return log_in(Client(), make_person(*roles, place=place))

    return as_role


@pytest.fixture
def administrator(make_person: MakePerson) -> Client:
    """Return a browser in which an administrator has opened an administrator session."""
    client = log_in(Client(), make_person(Role.ADMINISTRATOR))
    client.post(reverse("admin_session"), {"why": "prøve"})
    return client


@pytest.fixture
def make_topic(db: None) -> Callable[..., Topic]:
    """Return a function that makes a topic."""

    def make(
        name: str = "", kind: TopicKind = TopicKind.THEME, parent: Topic | None = None
    ) -> Topic:
        return Topic.objects.create(name=name or f"Emne {next(_numbers)}", kind=kind, parent=parent)

    return make


class MakeProfile(Protocol):
    """Makes a confirmed interest profile."""

    def __call__(
        self,
        *topics: Topic,
        places: Iterable[Place] = (),
        email: str = "",
        language: str = "da",
        rhythm: Rhythm = Rhythm.AT_ONCE,
        full: bool = False,
        newsletter: bool = False,
        available_for: Iterable[str] = (),
    ) -> InterestProfile: ...


@pytest.fixture
def make_profile(db: None) -> MakeProfile:
    """Return a function that lets somebody sign up and confirm."""

    def make(
        *topics: Topic,
        places: Iterable[Place] = (),
        email: str = "",
        language: str = "da",
        rhythm: Rhythm = Rhythm.AT_ONCE,
        full: bool = False,
        newsletter: bool = False,
        available_for: Iterable[str] = (),
    ) -> InterestProfile:
        address = email or f"relative{next(_numbers)}@example.com"
        waiting = sign_up(
            actor=SYSTEM,
            address=address,
            client=address,
            wishes=Wishes(
                topics=tuple(topic.pk for topic in topics),
                places=tuple(place.pk for place in places),
                rhythm=rhythm,
                language=language,
                wants_full_text=full,
                wants_newsletter=newsletter,
                available_for=tuple(available_for),
                consent_version=CONSENT_INTERESTS,
            ),
        )
        assert waiting is not None
        return confirm(actor=SYSTEM, sign_up=waiting)

    return make


class MakeGathering(Protocol):
    """Makes a gathering, a draft unless told otherwise."""

    def __call__(
        self, *topics: Topic, published: bool = False, in_days: float = 30, **plan: Any
    ) -> Gathering: ...


@pytest.fixture
def make_gathering(make_person: MakePerson) -> MakeGathering:
    """Return a function that plans a gathering of two hours, at 19 on a day ahead."""

    def make(
        *topics: Topic, published: bool = False, in_days: float = 30, **plan: Any
    ) -> Gathering:
        start = timezone.localtime() + timedelta(days=in_days)
        start = plan.pop("starts_at", start.replace(hour=19, minute=0, second=0, microsecond=0))
        places = plan.pop("places", ())
        gathering = gatherings.plan_gathering(
            actor=plan.pop("actor", None) or make_person(Role.COORDINATOR),
            plan=gatherings.Plan(
                **{
                    "kind": GatheringKind.THEME_EVENT,
                    "title": f"Temaaften {next(_numbers)}",
                    "summary": "En aften om det, der fylder.",
                    "starts_at": start,
                    "ends_at": start + timedelta(hours=2),
                    "where": "Salen",
                    **plan,
                }
            ),
            topics=topics,
            places=places,
        )
        if published:
            gatherings.publish(actor=SYSTEM, gathering=gathering)
            gathering.refresh_from_db()
        return gathering

    return make


def letters_to(address: str, kind: str = "") -> list[Delivery]:
    """Return the letters queued or sent to an address, oldest first."""
    found = Delivery.objects.filter(address_key=address_key(address)).select_related("letter")
    return [each for each in found.order_by("pk") if each.letter.kind.startswith(kind)]
