"""Who writes plans, moves them, tells status and sees drafts, as tables."""

import pytest
from tests.fixtures import MakePerson

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.kit.access import NOBODY, SYSTEM, Role
from samspil.work.plans.actions import plans
from samspil.work.plans.models import Activity, Plan
from samspil.work.plans.policies import (
    may_change_plan_state,
    may_edit_plan,
    may_tell_status,
    own_activities,
    visible_to,
)
from samspil.work.plans.terms import PlanState
from samspil.work.plans.tests.conftest import FIRST, LAST, MakeActivity, move_to

pytestmark = pytest.mark.django_db
STEPS = {
    ("draft", "consultation"), ("consultation", "decided"), ("consultation", "draft"),
    ("decided", "running"), ("decided", "consultation"), ("running", "evaluated"), ("running", "decided"),
    ("evaluated", "archived"), ("evaluated", "running"), ("archived", "evaluated"),
}  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_who_writes_a_plan(make_person: MakePerson, plan: Plan, role: Role) -> None:
    assert bool(may_edit_plan(make_person(role), plan)) is (
        role in {Role.COORDINATOR, Role.MANAGER}
    )
    assert not may_edit_plan(NOBODY, plan)


def test_a_writer_for_a_place_writes_plans_for_that_place_alone(make_person: MakePerson) -> None:
    here, elsewhere = (Place.objects.create(kind="centre", name=name) for name in ("A", "B"))
    local = make_person(Role.MANAGER, place=here)
    for places, allowed in (
        ([here], True),
        ([elsewhere], False),
        ([here, elsewhere], False),
        ([], False),
    ):
        text = plans.PlanText(title="P", starts_on=FIRST, ends_on=LAST)
        made = plans.write_plan(actor=SYSTEM, text=text, places=places)
        assert bool(may_edit_plan(local, made)) is allowed
        assert bool(may_change_plan_state(local, made, PlanState.CONSULTATION)) is allowed


def test_which_way_a_plan_goes(plan: Plan, manager: Person) -> None:
    for now in PlanState:
        plan.state = now
        ways = {to.value for to in PlanState if may_change_plan_state(manager, plan, to)}
        assert ways == {to for was, to in STEPS if was == now}


@pytest.mark.parametrize("state", PlanState)
def test_who_tells_status_when(
    make_person: MakePerson, make_activity: MakeActivity, state: PlanState
) -> None:
    owner, other, writer = (
        make_person(Role.CASEWORKER),
        make_person(Role.CASEWORKER),
        make_person(Role.COORDINATOR),
    )
    relative = make_person(Role.RELATIVE)
    activity = make_activity(responsible=owner)
    activity.plan.state = state
    works = state in {PlanState.DECIDED, PlanState.RUNNING}
    for actor, allowed in (
        (owner, works),
        (writer, works),
        (other, False),
        (relative, False),
        (NOBODY, False),
    ):
        assert bool(may_tell_status(actor, activity)) is allowed
    activity.responsible = relative
    assert not may_tell_status(relative, activity)


def test_who_sees_a_plan(make_person: MakePerson, plan: Plan, activity: Activity) -> None:
    staff = {
        Role.EDITOR,
        Role.COORDINATOR,
        Role.CASEWORKER,
        Role.ADVISER,
        Role.COUNCIL_SECRETARY,
        Role.MANAGER,
    }
    people = [(role, make_person(role)) for role in Role if role != Role.ADMINISTRATOR]
    for state in PlanState:
        Plan.objects.filter(pk=plan.pk).update(state=state)
        assert visible_to(NOBODY).exists() is (state != PlanState.DRAFT)
        for role, actor in people:
            assert visible_to(actor).exists() is (role in staff or state != PlanState.DRAFT)


def test_own_activities_are_those_of_plans_that_are_worked_on(
    make_person: MakePerson, make_activity: MakeActivity
) -> None:
    owner = make_person(Role.ADVISER)
    activity = make_activity(responsible=owner)
    assert not own_activities(owner).exists()
    move_to(activity.plan, PlanState.DECIDED)
    assert list(own_activities(owner)) == [activity]
    assert not own_activities(make_person(Role.ADVISER)).exists()
    assert not own_activities(NOBODY).exists()
