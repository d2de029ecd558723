"""An adviser with hours, for the tests of this room."""

from collections.abc import Callable
from datetime import time, timedelta
from itertools import count
from typing import Any

import pytest
from django.utils import timezone
from tests.fixtures import MakePerson

from samspil.commons.advice import actions
from samspil.commons.advice.models import Adviser, TalkRequest
from samspil.commons.advice.terms import Opening, Way
from samspil.kit.access import NOBODY, SYSTEM, Role

_clients = count(1)
SECRET = "Det handler om autisme."


@pytest.fixture
def make_adviser(make_person: MakePerson) -> Callable[..., Adviser]:
    """Return a function that makes an adviser with hours every working day."""

    def make(**shown: Any) -> Adviser:
        person = make_person(Role.ADVISER)
        values = {"ways": tuple(Way), "postcodes": ("8800",)} | shown
        adviser = actions.present(actor=SYSTEM, person=person, shown=actions.Presented(**values))
        for weekday in range(5):
            actions.add_hours(
                actor=person,
                adviser=adviser,
                opening=Opening(
                    weekday=weekday,
                    starts=time(9),
                    ends=time(12),
                    valid_from=timezone.localdate() - timedelta(days=1),
                    ways=tuple(Way),
                ),
            )
        return adviser

    return make


@pytest.fixture
def adviser(make_adviser: Callable[..., Adviser]) -> Adviser:
    """An adviser with hours every working day."""
    return make_adviser()


def ask(adviser: Adviser, **other: Any) -> TalkRequest:
    """Ask for a talk as from a browser of one's own."""
    values = {
        "name": "Mor",
        "way": Way.PHONE,
        "address": "mor@example.com",
        "phone": "10203040",
        "about": SECRET,
    }
    wish = actions.Wish(**values | other)
    return actions.ask(actor=NOBODY, adviser=adviser, wish=wish, client=f"c{next(_clients)}")
