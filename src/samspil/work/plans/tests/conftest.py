"""People and plans that the tests of this room share."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.fixtures import MakePerson, log_in

from samspil.base.people.models import Person
from samspil.commons.inputs.actions.gathering import (
    Asking,
    Words,
    begin_collection,
    change_state,
    enter,
)
from samspil.commons.inputs.actions.grouping import gather
from samspil.commons.inputs.models import Cluster
from samspil.commons.inputs.terms import Channel, CollectionKind, CollectionState, Voice
from samspil.kit.access import SYSTEM, Role
from samspil.work.plans.actions import parts, plans
from samspil.work.plans.models import Activity, FocusArea, Plan
from samspil.work.plans.terms import PlanState

FIRST, LAST = date(2025, 1, 1), date(2028, 12, 31)
MakePlan = Callable[..., Plan]
MakeActivity = Callable[..., Activity]
WAY = (
    PlanState.CONSULTATION,
    PlanState.DECIDED,
    PlanState.RUNNING,
    PlanState.EVALUATED,
    PlanState.ARCHIVED,
)


def move_to(plan: Plan, state: PlanState) -> Plan:
    """Walk a plan from draft to a state."""
    for step in WAY:
        if plan.state == state:
            return plan
        plan = plans.change_plan_state(actor=SYSTEM, plan=plan, to=step)
    return plan


@pytest.fixture
def manager(make_person: MakePerson) -> Person:
    return make_person(Role.MANAGER)


@pytest.fixture
def desk(manager: Person) -> Client:
    return log_in(Client(), manager)


@pytest.fixture
def make_plan(db: None) -> MakePlan:
    def make(title: str = "Børneplanen", **other: Any) -> Plan:
        strategy = plans.Strategy(vision="Sammenhæng", values="Åbenhed\nRespekt")
        return plans.write_plan(
            actor=SYSTEM,
            text=plans.PlanText(title=title, starts_on=FIRST, ends_on=LAST, intro="Vi vil noget"),
            strategy=strategy,
            **other,
        )

    return make


@pytest.fixture
def plan(make_plan: MakePlan) -> Plan:
    return make_plan()


@pytest.fixture
def area(plan: Plan) -> FocusArea:
    track = parts.write_track(actor=SYSTEM, plan=plan, title="Engagement", text="Om sporet")
    return parts.write_area(
        actor=SYSTEM,
        plan=plan,
        track=track,
        text=parts.AreaText(title="Koordinering", purpose="Én indgang", why="Det er svært"),
    )


@pytest.fixture
def make_activity(plan: Plan, area: FocusArea) -> MakeActivity:
    def make(title: str = "Netværksmøder", **other: Any) -> Activity:
        chosen = {"plan": plan, "area": area} | {
            name: other.pop(name)
            for name in ("plan", "area", "responsible", "needs", "clusters", "activity", "version")
            if name in other
        }
        text = parts.ActivityText(title=title, **other)
        return parts.write_activity(actor=SYSTEM, text=text, **chosen)

    return make


@pytest.fixture
def activity(make_activity: MakeActivity) -> Activity:
    return make_activity(responsible_unit="Børnehandicap")


@pytest.fixture
def running(plan: Plan, activity: Activity) -> Plan:
    return move_to(plan, PlanState.RUNNING)


@pytest.fixture
def cluster(make_person: MakePerson) -> Cluster:
    """Six parents who said much the same at a workshop, one of them with an address."""
    coordinator = make_person(Role.COORDINATOR)
    asking = Asking(title="Workshop", kind=CollectionKind.WORKSHOP)
    collection = begin_collection(actor=coordinator, asking=asking)
    change_state(actor=coordinator, collection=collection, to=CollectionState.OPEN)
    collection.refresh_from_db()
    said = [
        enter(
            actor=coordinator,
            collection=collection,
            channel=Channel.MEETING,
            words=Words(text=f"Hemmelige ord {number}", voice=Voice.RELATIVE, address=address),
        )
        for number, address in enumerate(["mor@example.com", "", "", "", "", ""])
    ]
    return gather(actor=coordinator, inputs=said, title="Koordinering fylder")
