"""People, plans and invitations that the tests of this room share."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.fixtures import MakePerson, MakeProfile, log_in

from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.commons.interests.terms import Form
from samspil.kit.access import SYSTEM, Role
from samspil.work.involvement.actions import initiatives, invitations, plans
from samspil.work.involvement.models import Initiative, Invitation, InvitationRound, InvolvementPlan
from samspil.work.involvement.terms import PlanState

YEAR = 2026
MakePlan = Callable[..., InvolvementPlan]
MakeInitiative = Callable[..., Initiative]
MakeRound = Callable[..., InvitationRound]


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def coordinator(make_person: MakePerson) -> Person:
    return make_person(Role.COORDINATOR)


@pytest.fixture
def desk(coordinator: Person) -> Client:
    return log_in(Client(), coordinator)


@pytest.fixture
def make_plan(db: None) -> MakePlan:
    def make(year: int | None = None, *, published: bool = True) -> InvolvementPlan:
        plan = plans.write_plan(
            actor=SYSTEM, year=year or today().year, text=plans.PlanText(intro="Sammen i år")
        )
        if published:
            plan = plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.PUBLISHED)
        return plan

    return make


@pytest.fixture
def plan(make_plan: MakePlan) -> InvolvementPlan:
    return make_plan()


def text(**other: Any) -> initiatives.InitiativeText:
    written: dict[str, Any] = {
        "kind": "working_community",
        "title": "En god overgang",
        "purpose": "Hemmeligt formål om autisme",
        "challenge": "Breve kommer for sent",
        "need": "Mange spørger om det",
        "starts_on": today(),
        "ends_on": today() + timedelta(days=60),
    }
    return initiatives.InitiativeText(**written | other)


@pytest.fixture
def make_initiative(coordinator: Person, plan: InvolvementPlan) -> MakeInitiative:
    def make(*topics: Topic, **other: Any) -> Initiative:
        return initiatives.add_initiative(
            actor=SYSTEM,
            plan=other.pop("plan", plan),
            text=text(**other),
            responsible=coordinator,
            topics=topics,
        )

    return make


@pytest.fixture
def initiative(make_initiative: MakeInitiative) -> Initiative:
    return make_initiative()


@pytest.fixture
def make_round(coordinator: Person, initiative: Initiative) -> MakeRound:
    def make(of: Initiative | None = None, *, sent: bool = True, **chosen: Any) -> InvitationRound:
        wanted: dict[str, Any] = {
            "form": Form.WORKING_COMMUNITY,
            "answer_by": today() + timedelta(days=14),
        }
        round = invitations.prepare_round(
            actor=coordinator, initiative=of or initiative, **wanted | chosen
        )
        if sent:
            invitations.send_round(actor=coordinator, round=round)
            round.refresh_from_db()
        return round

    return make


@pytest.fixture
def invited(make_profile: MakeProfile, make_topic: Callable[..., Topic]) -> Callable[[str], Any]:
    """Return a function that lets somebody stand at disposal for working communities."""

    def make(email: str, **other: Any) -> Any:
        chosen: dict[str, Any] = {"available_for": [Form.WORKING_COMMUNITY]} | other
        return make_profile(email=email, **chosen)

    return make


@pytest.fixture
def invitation(invited: Callable[[str], Any], make_round: MakeRound) -> Invitation:
    """Somebody with the address mor@example.com who was invited."""
    invited("mor@example.com")
    return Invitation.objects.select_related("round__initiative__plan", "profile").get(
        round=make_round()
    )
