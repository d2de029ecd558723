"""People, money and decisions that the tests of this room share."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from tests.fixtures import MakePerson, log_in

from samspil.base.people.models import Person
from samspil.commons.decisions.actions import cases, decisions, money
from samspil.commons.decisions.models import Budget, CaseDraft, Decision, Owner
from samspil.commons.decisions.terms import LineKind, Outcome, Recurrence
from samspil.kit.access import ALLOWED, SYSTEM, Role

OWNER = Owner(key="plan:3", label="Børneplanen", url="/planer/3/")


def said(**other: object) -> decisions.Said:
    told = {
        "title": "Forsøg med aflastning",
        "body": "Socialudvalget",
        "decided_on": date(2025, 3, 4),
        "text": "Udvalget godkendte indstillingen.",
        "outcome": Outcome.APPROVED,
    }
    return decisions.Said(**told | other)  # type: ignore[arg-type]


@pytest.fixture
def manager(make_person: MakePerson) -> Person:
    return make_person(Role.MANAGER)


@pytest.fixture
def desk(manager: Person) -> Client:
    return log_in(Client(), manager)


@pytest.fixture
def budget(db: None) -> Budget:
    frame = money.Frame(frame=Decimal(4_500_000))
    made = money.begin_budget(actor=SYSTEM, may=ALLOWED, owner=OWNER, frame=frame)
    for post, amount, kind in (
        ("Frikøb", Decimal("1000000"), LineKind.DECIDED),
        ("Ledelse", Decimal("300000.50"), LineKind.PLANNED),
    ):
        cost = money.Cost(
            post=post,
            amount=amount,
            first_year=2025,
            last_year=2027,
            recurrence=Recurrence.YEARLY,
            kind=kind,
        )
        money.add_line(actor=SYSTEM, may=ALLOWED, budget=made, cost=cost)
    return made


@pytest.fixture
def decision(db: None) -> Decision:
    return decisions.record_decision(actor=SYSTEM, may=ALLOWED, said=said(), owner=OWNER)


@pytest.fixture
def case(budget: Budget) -> CaseDraft:
    text = cases.CaseText(
        title="Mere aflastning",
        body="Socialudvalget",
        problem="Familier venter **for længe**.",
        recommendations="forsøget sættes i gang\npengene findes",
    )
    return cases.write_case(actor=SYSTEM, may=ALLOWED, text=text, owner=OWNER, budget=budget)
