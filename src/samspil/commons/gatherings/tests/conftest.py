"""Gatherings and guests for the tests of this room."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.db.models import F, Sum
from django.utils import timezone
from tests.fixtures import MakePerson

from samspil.base.people.models import Person
from samspil.commons.gatherings import actions
from samspil.commons.gatherings.models import Gathering, Registration
from samspil.commons.gatherings.terms import GatheringKind, RegistrationState
from samspil.kit.access import NOBODY, SYSTEM, Role

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECRET_TITLE = "Autisme og overgangen til voksen"
_clients = count(1)


def wall(text: str) -> datetime:
    """Return a moment by the clock on the wall in Denmark."""
    return datetime.fromisoformat(text).replace(tzinfo=timezone.get_default_timezone())


def plan_of(**other: Any) -> actions.Plan:
    """Return a plan for an evening ten days ahead, at a whole minute."""
    starts = (timezone.now() + 10 * DAY).replace(second=0, microsecond=0)
    starts = other.pop("starts_at", starts)
    values: dict[str, Any] = {
        "kind": GatheringKind.THEME_EVENT,
        "title": SECRET_TITLE,
        "summary": "Kom og hør om bolig og job.",
        "starts_at": starts,
        "ends_at": starts + 2 * HOUR,
        "where": "Biblioteket, sal 2",
        "reminders": (7, 1),
    }
    return actions.Plan(**values | other)


def guest(name: str = "mor", **other: Any) -> actions.Guest:
    """Return a guest with an address of this name."""
    return actions.Guest(**{"address": f"{name}@example.com", "name": name.title()} | other)


def come(gathering: Gathering, name: str = "mor", **other: Any) -> bool:
    """Sign somebody up as from a browser of their own; tell whether there was room."""
    return actions.register(
        actor=NOBODY,
        gathering=gathering,
        guest=guest(name, **other),
        client=f"client{next(_clients)}",
    )


def of(gathering: Gathering, name: str = "mor") -> Registration:
    """Return somebody's registration as it is now."""
    found = [each for each in gathering.registrations.all() if each.name == name.title()]
    (one,) = found
    return one


def cancel(registration: Registration) -> Registration:
    """Give a seat or a place in line back."""
    return actions.say_no(actor=NOBODY, registration=registration)


def seated(gathering: Gathering) -> list[str]:
    """Return the names of those with a seat, in the order they signed up."""
    found = gathering.registrations.filter(state=RegistrationState.REGISTERED)
    return [each.name for each in found.order_by("in_line_since", "id")]


def in_line(gathering: Gathering) -> list[str]:
    """Return the names of those who wait, the first in line first."""
    return [each.name for each in gathering.registrations.in_line()]


def assert_counts(gathering: Gathering) -> None:
    """Check that the number of seats taken is that of the people with a seat, and never too many."""
    gathering.refresh_from_db()
    people = gathering.registrations.filter(state=RegistrationState.REGISTERED).aggregate(
        people=Sum(F("companions") + 1, default=0)
    )["people"]
    assert gathering.seats_taken == people
    assert gathering.seats is None or people <= gathering.seats


def held(gathering: Gathering, *, ago: timedelta = DAY) -> Gathering:
    """Let a gathering be over: move it, and when it was made known and signed up for, back in time."""
    by = gathering.ends_at - (timezone.now() - ago)
    Gathering.objects.filter(pk=gathering.pk).update(
        starts_at=F("starts_at") - by,
        ends_at=F("ends_at") - by,
        published_at=F("published_at") - by,
    )
    gathering.registrations.update(in_line_since=F("in_line_since") - by)
    gathering.refresh_from_db()
    return gathering


@pytest.fixture
def coordinator(make_person: MakePerson) -> Person:
    """Return somebody who plans and receives people everywhere."""
    return make_person(Role.COORDINATOR)


type Draft = Callable[..., Gathering]


@pytest.fixture
def draft(coordinator: Person) -> Draft:
    """Return a function that plans a gathering; what is not of the plan goes to the action."""

    def make(*, by: Person | None = None, **other: Any) -> Gathering:
        given = {
            name: other.pop(name) for name in ("topics", "places", "programme") if name in other
        }
        return actions.plan_gathering(actor=by or coordinator, plan=plan_of(**other), **given)

    return make


@pytest.fixture
def published(draft: Draft) -> Draft:
    """Return a function that plans a gathering and makes it known."""

    def make(**other: Any) -> Gathering:
        gathering = draft(**other)
        actions.publish(actor=SYSTEM, gathering=gathering)
        gathering.refresh_from_db()
        return gathering

    return make
