"""A plan's year: choosing, steps, groups, the wheel, reminders, and every page of them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.fixtures import MakePerson, letters_to, log_in
from tests.pages import LONG, NUL, SCRIPT, assert_leads_to_log_in, assert_refused, text_of

from samspil.base.audit.models import Entry
from samspil.base.audit.queries import public_version
from samspil.base.people.models import Person
from samspil.commons.gatherings import actions as gatherings
from samspil.commons.gatherings.models import Registration
from samspil.commons.gatherings.terms import RegistrationState
from samspil.kit.access import NOBODY, SYSTEM, Refused, Role
from samspil.kit.editing import EditedMeanwhile
from samspil.work.plans import personal_data
from samspil.work.plans.actions import groups, parts, progress, years
from samspil.work.plans.actions.reminding import remind_owners
from samspil.work.plans.models import (
    Activity,
    FocusArea,
    Group,
    GroupMember,
    GroupNote,
    GroupTask,
    Plan,
    YearFocus,
    YearStep,
)
from samspil.work.plans.queries.years import focuses_seen, taking_part, wheel_of_year
from samspil.work.plans.terms import PlanState, Side, StepKind
from samspil.work.plans.tests.conftest import MakeActivity, move_to

pytestmark = pytest.mark.django_db
ClientAs = Callable[..., Client]
YEAR = 2026


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def other_area(running: Plan) -> FocusArea:
    return parts.write_area(actor=SYSTEM, plan=running, text=parts.AreaText(title="Netværk"))


@pytest.fixture
def focus(running: Plan, area: FocusArea) -> YearFocus:
    (chosen,) = years.choose_areas(
        actor=SYSTEM, plan=running, year=YEAR, chosen={area: "Mange spørger"}
    )
    return chosen


@pytest.fixture
def group(focus: YearFocus) -> Group:
    return Group.objects.select_related("plan", "focus__area").get(focus=focus)


@pytest.fixture
def relative(make_person: MakePerson) -> Person:
    return make_person(Role.RELATIVE, email="mor@example.com")


@pytest.fixture
def member(group: Group) -> GroupMember:
    """A mother without a role here, who logs in with her address."""
    new = groups.NewMember(side=Side.RELATIVE, name="Karen Holm", contact="mor@example.com")
    return groups.add_member(actor=SYSTEM, group=group, new=new)


def staff_member(group: Group, person: Person, unit: str = "Børnecentret") -> GroupMember:
    new = groups.NewMember(side=Side.DEPARTMENT, person=person, unit=unit)
    return groups.add_member(actor=SYSTEM, group=group, new=new)


class TestChoosing:
    def test_each_gets_a_group_and_the_year_its_steps(
        self, running: Plan, area: FocusArea, manager: Person
    ) -> None:
        number = public_version()
        (found,) = years.choose_areas(
            actor=manager, plan=running, year=YEAR, chosen={area: " Mange \n spørger "}
        )
        assert (found.why, found.chosen_by) == ("Mange spørger", manager)
        assert found.group.purpose == area.purpose
        steps = {each.kind: each for each in YearStep.objects.filter(plan=running, year=YEAR)}
        assert set(steps) == set(StepKind.values)
        assert steps["choose"].done_on == timezone.localdate()
        assert steps["status"].done_on is None
        assert public_version() > number

    def test_changing_the_why_keeps_the_group(
        self, running: Plan, area: FocusArea, group: Group
    ) -> None:
        (found,) = years.choose_areas(
            actor=SYSTEM, plan=running, year=YEAR, chosen={area: "Nu endnu mere"}
        )
        assert (found.why, found.group) == ("Nu endnu mere", group)

    def test_taken_back_while_the_group_is_empty(
        self, running: Plan, focus: YearFocus, other_area: FocusArea
    ) -> None:
        (left,) = years.choose_areas(actor=SYSTEM, plan=running, year=YEAR, chosen={other_area: ""})
        assert left.area == other_area
        assert Group.objects.count() == 1

    @pytest.mark.parametrize("what", ["member", "task", "note"])
    def test_not_taken_back_when_the_group_has_begun(
        self, running: Plan, group: Group, what: str
    ) -> None:
        if what == "member":
            new = groups.NewMember(side=Side.CITIZEN, name="Ole")
            groups.add_member(actor=SYSTEM, group=group, new=new)
        elif what == "task":
            groups.add_task(actor=SYSTEM, group=group, text="Ring", unit="Børn")
        else:
            groups.write_note(actor=SYSTEM, group=group, text="Sagt", on=date(YEAR, 2, 1))
        with pytest.raises(ValidationError, match="er begyndt"):
            years.choose_areas(actor=SYSTEM, plan=running, year=YEAR, chosen={})
        assert YearFocus.objects.exists()

    def test_only_for_years_and_areas_of_the_plan(
        self, running: Plan, make_plan: Callable[..., Plan]
    ) -> None:
        with pytest.raises(ValidationError, match="uden for"):
            years.choose_areas(actor=SYSTEM, plan=running, year=2024, chosen={})
        foreign = parts.write_area(
            actor=SYSTEM, plan=make_plan("En anden"), text=parts.AreaText(title="Andet")
        )
        with pytest.raises(ValidationError, match="anden plan"):
            years.choose_areas(actor=SYSTEM, plan=running, year=YEAR, chosen={foreign: ""})

    def test_not_before_the_plan_is_decided(self, plan: Plan, activity: Activity) -> None:
        with pytest.raises(Refused, match="besluttet"):
            years.open_year(actor=SYSTEM, plan=plan, year=YEAR)

    def test_not_by_others(self, running: Plan, make_person: MakePerson) -> None:
        with pytest.raises(Refused):
            years.choose_areas(
                actor=make_person(Role.CASEWORKER), plan=running, year=YEAR, chosen={}
            )

    def test_opening_twice_and_moving_the_steps(self, running: Plan) -> None:
        years.open_year(actor=SYSTEM, plan=running, year=YEAR)
        years.open_year(actor=SYSTEM, plan=running, year=YEAR)
        assert YearStep.objects.count() == 3
        day = date(YEAR, 10, 5)
        years.plan_steps(actor=SYSTEM, plan=running, year=YEAR, days={StepKind.STATUS: day})
        assert YearStep.objects.get(kind="status").planned_on == day
        with pytest.raises(ValidationError) as error:
            years.plan_steps(
                actor=SYSTEM, plan=running, year=YEAR, days={StepKind.STATUS: date(2027, 1, 1)}
            )
        assert "status" in error.value.message_dict


class TestGroups:
    def test_one_reference_group(self, running: Plan) -> None:
        first = groups.set_up_reference_group(actor=SYSTEM, plan=running)
        assert groups.set_up_reference_group(actor=SYSTEM, plan=running) == first
        assert first.subject == running.title

    def test_the_lead_leads_without_writing_plans(
        self, group: Group, make_person: MakePerson
    ) -> None:
        lead = make_person(Role.CASEWORKER)
        with pytest.raises(Refused):
            groups.add_task(actor=lead, group=group, text="x", unit="y")
        groups.save_group(actor=SYSTEM, group=group, version=1, purpose="Nyt", lead=lead)
        assert groups.add_task(actor=lead, group=group, text="x", unit="y").pk
        with pytest.raises(EditedMeanwhile):
            groups.save_group(actor=lead, group=group, version=1, purpose="Mit", lead=lead)
        group.refresh_from_db()
        assert group.purpose == "Nyt"

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"side": "relative"}, "name"),
            ({"side": "department", "name": "Ida"}, "unit"),
            ({"side": "relative", "name": "Ida", "contact": "a@b"}, "contact"),
        ],
    )
    def test_what_a_member_must_have(self, group: Group, wrong: dict[str, Any], field: str) -> None:
        with pytest.raises(ValidationError) as error:
            groups.add_member(actor=SYSTEM, group=group, new=groups.NewMember(**wrong))
        assert set(error.value.message_dict) == {field}

    def test_nobody_is_in_it_twice(self, group: Group, member: GroupMember) -> None:
        again = groups.NewMember(side=Side.CITIZEN, name="K", contact="MOR@example.com")
        with pytest.raises(ValidationError, match="allerede med"):
            groups.add_member(actor=SYSTEM, group=group, new=again)

    def test_a_relative_who_leaves_is_forgotten_and_staff_stay_as_left(
        self, group: Group, member: GroupMember, make_person: MakePerson
    ) -> None:
        task = groups.add_task(actor=SYSTEM, group=group, text="Skriv", member=member)
        staff = staff_member(group, make_person(Role.CASEWORKER))
        groups.remove_member(actor=SYSTEM, member=member)
        groups.remove_member(actor=SYSTEM, member=staff)
        assert list(GroupMember.objects.all()) == [staff]
        staff.refresh_from_db()
        task.refresh_from_db()
        assert staff.left_on == timezone.localdate()
        assert (task.member, task.unit) == (None, "pårørende")

    def test_half_a_year_after_the_end_only_staff_is_left(
        self, group: Group, member: GroupMember, make_person: MakePerson
    ) -> None:
        staff = staff_member(group, make_person(Role.CASEWORKER))
        later = today() + timedelta(days=181)
        assert groups.forget_members(actor=SYSTEM, today=later) == 0
        groups.end_group(actor=SYSTEM, group=group)
        assert groups.forget_members(actor=SYSTEM, today=today() + timedelta(days=180)) == 0
        assert groups.forget_members(actor=SYSTEM, today=later) == 1
        assert list(GroupMember.objects.all()) == [staff]

    def test_names_are_unreadable_in_a_dump(self, member: GroupMember) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, contact FROM plans_groupmember")
            assert not {"Karen Holm", "mor@example.com"} & set(cursor.fetchone())

    def test_tasks_are_for_somebody_here(
        self, group: Group, member: GroupMember, running: Plan
    ) -> None:
        other = groups.set_up_reference_group(actor=SYSTEM, plan=running)
        with pytest.raises(ValidationError, match="ikke med"):
            groups.add_task(actor=SYSTEM, group=other, text="x", member=member)
        with pytest.raises(ValidationError, match="Vælg, hvem"):
            groups.add_task(actor=SYSTEM, group=group, text="x")

    def test_members_tick_off_and_write_notes_until_the_group_ends(
        self, group: Group, member: GroupMember
    ) -> None:
        task = groups.add_task(actor=SYSTEM, group=group, text="x", unit="y")
        with pytest.raises(Refused):
            groups.tick_task(actor=NOBODY, task=task)
        task = groups.tick_task(actor=NOBODY, task=task, member=member)
        assert task.done_on == timezone.localdate()
        task = groups.tick_task(actor=NOBODY, task=task, member=member, done=False)
        assert task.done_on is None
        note = groups.write_note(
            actor=NOBODY, group=group, member=member, text="Spørg os", on=date(YEAR, 3, 1)
        )
        assert not note.is_public
        groups.end_group(actor=SYSTEM, group=group)
        with pytest.raises(Refused, match="afsluttet"):
            groups.tick_task(actor=NOBODY, task=task, member=member)
        assert groups.take_up_group(actor=SYSTEM, group=group).is_active

    def test_what_was_done_with_a_note(self, group: Group, manager: Person) -> None:
        note = groups.write_note(actor=SYSTEM, group=group, text="Kom før", on=date(YEAR, 3, 1))
        number = public_version()
        groups.answer_note(
            actor=manager,
            note=note,
            version=1,
            text="Kom før",
            done_with="Det gør vi",
            is_public=False,
        )
        assert public_version() == number
        groups.answer_note(
            actor=manager,
            note=note,
            version=2,
            text="Kom før",
            done_with="Det gør vi",
            is_public=True,
        )
        assert public_version() > number
        with pytest.raises(EditedMeanwhile):
            groups.answer_note(
                actor=manager, note=note, version=1, text="", done_with="", is_public=False
            )

    def test_members_are_invited_to_meetings(
        self, group: Group, member: GroupMember, make_person: MakePerson, manager: Person
    ) -> None:
        starts = timezone.now() + timedelta(days=5)
        meeting = groups.Meeting(
            title="Gruppen mødes", starts_at=starts, ends_at=starts + timedelta(hours=2)
        )
        with pytest.raises(Refused):  # a manager calls nobody together
            groups.plan_meeting(actor=manager, group=group, meeting=meeting)
        coordinator = make_person(Role.COORDINATOR)
        made = groups.plan_meeting(actor=coordinator, group=group, meeting=meeting)
        late = staff_member(group, make_person(Role.CASEWORKER))
        invited = Registration.objects.filter(gathering=made)
        assert {each.address for each in invited} == {"mor@example.com", late.address}
        gatherings.publish(actor=coordinator, gathering=made)
        assert len(letters_to("mor@example.com")) == 1

    def test_who_left_hears_no_more_of_meetings(
        self, group: Group, member: GroupMember, make_person: MakePerson
    ) -> None:
        by_phone = groups.add_member(
            actor=SYSTEM,
            group=group,
            new=groups.NewMember(side=Side.CITIZEN, name="Bo Hansen", contact="20 00 00 17"),
        )
        stays = staff_member(group, make_person(Role.CASEWORKER))
        starts = timezone.now() + timedelta(days=5)
        meeting = groups.Meeting(
            title="Gruppen mødes", starts_at=starts, ends_at=starts + timedelta(hours=2)
        )
        coordinator = make_person(Role.COORDINATOR)
        made = groups.plan_meeting(actor=coordinator, group=group, meeting=meeting)
        groups.remove_member(actor=SYSTEM, member=member)
        groups.leave_group(actor=SYSTEM, member=by_phone)
        assert [each.address for each in Registration.objects.all()] == [stays.address]
        gatherings.publish(actor=coordinator, gathering=made)
        assert letters_to("mor@example.com") == []

    def test_who_left_keeps_a_seat_at_a_meeting_for_everybody(
        self, group: Group, member: GroupMember, make_person: MakePerson
    ) -> None:
        starts = timezone.now() + timedelta(days=5)
        meeting = groups.Meeting(
            title="Åbent møde",
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            for_everybody=True,
        )
        groups.plan_meeting(actor=make_person(Role.COORDINATOR), group=group, meeting=meeting)
        Registration.objects.update(state=RegistrationState.REGISTERED)
        groups.leave_group(actor=SYSTEM, member=member)
        assert Registration.objects.count() == 1


class TestWhoTakesPart:
    @pytest.mark.parametrize(
        ("sides", "units", "kinds", "count"),
        [
            ([], (), (), ""),
            (["relative"] * 4, (), ("pårørende",), ""),
            (["relative"] * 6, (), ("pårørende",), "mindst 5"),
            (["department", "relative", "council"], ("Skole",), ("pårørende", "råd"), ""),
        ],
    )
    def test_no_name_and_no_small_number(
        self, sides: list[str], units: tuple[str, ...], kinds: tuple[str, ...], count: str
    ) -> None:
        members = [
            GroupMember(name="Karen", side=side, unit="Skole" if side == "department" else "")
            for side in sides
        ]
        left = GroupMember(side="citizen", left_on=date(2026, 1, 1))
        seen = taking_part([*members, left])
        assert (seen.units, seen.sides, seen.count) == (units, kinds, count)


class TestReminders:
    @pytest.fixture
    def owner(self, make_person: MakePerson) -> Person:
        return make_person(Role.CASEWORKER, email="ejer@example.com")

    @pytest.fixture
    def make_due(
        self, make_activity: MakeActivity, owner: Person, running: Plan
    ) -> Callable[..., Activity]:
        """Return a function that makes an activity of the owner with dates beyond what forms allow."""

        def make(title: str, **change: Any) -> Activity:
            found = make_activity(title, responsible=owner)
            Activity.objects.filter(pk=found.pk).update(**change)
            return Activity.objects.get(pk=found.pk)

        return make

    @pytest.fixture
    def late(self, make_due: Callable[..., Activity]) -> Activity:
        return make_due("For sen", ends_on=today() - timedelta(days=1))

    def test_once_and_again_after_a_while(self, late: Activity) -> None:
        assert remind_owners(actor=SYSTEM) == 1
        assert remind_owners(actor=SYSTEM) == 0
        (letter,) = letters_to("ejer@example.com")
        assert "1 er over tiden" in letter.letter.text
        assert "For sen" not in letter.letter.text
        assert reverse("own_activities") in letter.letter.text
        assert remind_owners(actor=SYSTEM, today=today() + timedelta(days=29)) == 0
        assert remind_owners(actor=SYSTEM, today=today() + timedelta(days=30)) == 1

    def test_one_letter_for_all_of_one_person(
        self, late: Activity, make_due: Callable[..., Activity]
    ) -> None:
        make_due("Slutter", ends_on=today() + timedelta(days=30))
        make_due("Senere", ends_on=today() + timedelta(days=31))
        make_due("Stille", state="running", told_on=today() - timedelta(days=91))
        make_due("Fortalt", state="running", told_on=today() - timedelta(days=90))
        assert remind_owners(actor=SYSTEM) == 1
        (letter,) = letters_to("ejer@example.com")
        for words in ("1 er over tiden", "1 har ingen fortalt", "1 slutter snart"):
            assert words in letter.letter.text

    def test_silence_is_broken_by_one_press(
        self, make_due: Callable[..., Activity], owner: Person
    ) -> None:
        silent = make_due("Stille", state="running", told_on=today() - timedelta(days=91))
        assert silent.is_silent
        progress.confirm_status(actor=owner, activity=silent)
        assert remind_owners(actor=SYSTEM) == 0

    @pytest.mark.parametrize(
        "change",
        [
            {"state": "done", "progress": 100},
            {"state": "dropped"},
            {"responsible": None},
            {"ends_on": None},
        ],
    )
    def test_who_is_not_reminded(self, late: Activity, change: dict[str, Any]) -> None:
        Activity.objects.filter(pk=late.pk).update(**change)
        assert remind_owners(actor=SYSTEM) == 0

    def test_nobody_who_left_and_no_plan_at_rest(self, late: Activity, owner: Person) -> None:
        Plan.objects.update(state=PlanState.EVALUATED)
        assert remind_owners(actor=SYSTEM) == 0
        Plan.objects.update(state=PlanState.RUNNING)
        owner.roles.all().delete()
        assert remind_owners(actor=SYSTEM) == 0


def page(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200, name
    return text_of(response)


class TestTheYearsPage:
    def test_what_is_chosen_who_works_on_it_and_the_wheel(
        self,
        client: Client,
        running: Plan,
        group: Group,
        member: GroupMember,
        make_person: MakePerson,
        make_activity: MakeActivity,
    ) -> None:
        staff_member(group, make_person(Role.CASEWORKER))
        make_activity("Inden jul", ends_on=date(YEAR, 12, 1))
        said = page(client, "plan_year", running.pk, YEAR)
        assert f"I {YEAR} arbejder vi især med" in said
        for words in (
            "Koordinering",
            "Mange spørger",
            "Børnecentret",
            "pårørende",
            "Slutter: Inden jul",
        ):
            assert words in said
        assert "<svg" in said
        for secret in ("Karen", "mor@example.com", "Signe"):
            assert secret not in said

    def test_sparring_only_when_public(self, client: Client, running: Plan) -> None:
        reference = groups.set_up_reference_group(actor=SYSTEM, plan=running)
        for text, public in (("Det åbne råd", True), ("Det lukkede råd", False)):
            note = groups.write_note(actor=SYSTEM, group=reference, text=text, on=date(YEAR, 2, 1))
            groups.answer_note(
                actor=SYSTEM,
                note=note,
                version=1,
                text=text,
                done_with="Vi gjorde det",
                is_public=public,
            )
        said = page(client, "plan_year", running.pk, YEAR)
        assert "Det åbne råd" in said
        assert "Vi gjorde det" in said
        assert "Det lukkede råd" not in said

    def test_only_open_meetings(
        self, client: Client, running: Plan, group: Group, make_person: MakePerson
    ) -> None:
        coordinator = make_person(Role.COORDINATOR)
        starts = timezone.now() + timedelta(hours=2)
        for title, everybody in (("Åbent møde", True), ("Lukket møde", False)):
            meeting = groups.Meeting(
                title=title,
                starts_at=starts,
                ends_at=starts + timedelta(hours=1),
                for_everybody=everybody,
            )
            made = groups.plan_meeting(actor=coordinator, group=group, meeting=meeting)
            gatherings.publish(actor=coordinator, gathering=made)
        YearFocus.objects.update(year=starts.year)
        said = page(client, "plan_year", running.pk, timezone.localdate(starts).year)
        assert "Åbent møde" in said
        assert "Lukket møde" not in said

    def test_drafts_and_other_years_are_not_there(
        self, client: Client, plan: Plan, activity: Activity
    ) -> None:
        assert client.get(reverse("plan_year", args=[plan.pk, YEAR])).status_code == 404
        move_to(plan, PlanState.RUNNING)
        assert client.get(reverse("plan_year", args=[plan.pk, 2024])).status_code == 404
        assert "ikke gjort endnu" in page(client, "plan_year", plan.pk, YEAR)

    def test_a_fixed_number_of_questions(
        self,
        client: Client,
        running: Plan,
        group: Group,
        other_area: FocusArea,
        area: FocusArea,
    ) -> None:
        def asked() -> int:
            with CaptureQueriesContext(
                connection,
            ) as found:
                page(client, "plan_year", running.pk, YEAR)
            return len(found)

        asked()
        years.choose_areas(actor=SYSTEM, plan=running, year=YEAR, chosen={area: ""})
        one = asked()
        years.choose_areas(actor=SYSTEM, plan=running, year=YEAR, chosen={area: "", other_area: ""})
        assert asked() == one


class TestLeadingTheYear:
    def test_from_choosing_to_groups(
        self, desk: Client, running: Plan, area: FocusArea, other_area: FocusArea
    ) -> None:
        assert "ikke valgt noget endnu" in page(desk, "prepare_year", running.pk, YEAR)
        address = reverse("choose_areas", args=[running.pk, YEAR])
        assert "Koordinering" in text_of(desk.get(address))
        answer = desk.post(address, {f"area_{area.pk}": "on", f"why_{area.pk}": "Fordi"})
        assert answer.status_code == 302
        assert YearFocus.objects.get().why == "Fordi"
        assert "Koordinering" in page(desk, "prepare_year", running.pk, YEAR)
        desk.post(reverse("set_up_reference_group", args=[running.pk]))
        assert Group.objects.filter(kind="reference").exists()
        assert "Planlæg 2026" in page(desk, "prepare_work_plan", running.pk)

    def test_what_cannot_be_taken_back_is_said(
        self, desk: Client, running: Plan, member: GroupMember
    ) -> None:
        address = reverse("choose_areas", args=[running.pk, YEAR])
        answer = desk.post(address, {f"why_{running.areas.get().pk}": ""})
        assert answer.status_code == 200
        assert "er begyndt" in text_of(answer)

    def test_steps(self, desk: Client, running: Plan) -> None:
        desk.post(reverse("open_year", args=[running.pk, YEAR]))
        address = reverse("plan_steps", args=[running.pk, YEAR])
        assert desk.get(address).status_code == 200
        days = {"choose": "2026-02-01", "status": "2026-10-05", "newsletter": "2027-01-01"}
        assert "Vælg en dag i 2026" in text_of(desk.post(address, days))
        assert desk.post(address, days | {"newsletter": "2026-12-01"}).status_code == 302
        assert YearStep.objects.get(kind="status").planned_on == date(2026, 10, 5)
        assert "Vælg en dato" in text_of(desk.post(address, {"choose": "i morgen"}))

    def test_doors(self, client: Client, client_as: ClientAs, running: Plan) -> None:
        caseworker = client_as(Role.CASEWORKER)
        for name in ("prepare_year", "choose_areas", "plan_steps"):
            address = reverse(name, args=[running.pk, YEAR])
            assert_leads_to_log_in(client, address)
            assert_refused(caseworker.get(address), "rollen")
            for odd in (reverse(name, args=[999, YEAR]), reverse(name, args=[running.pk, 2011])):
                assert client_as(Role.MANAGER).get(odd).status_code == 404
        for name, args in (
            ("open_year", [running.pk, YEAR]),
            ("set_up_reference_group", [running.pk]),
        ):
            address = reverse(name, args=args)
            assert_leads_to_log_in(client, address, method="post")
            assert_refused(caseworker.post(address), "rollen")
            assert caseworker.get(address).status_code in {403, 405}


class TestGroupPages:
    @pytest.fixture
    def mother(self, relative: Person, member: GroupMember) -> Client:
        return log_in(Client(), relative)

    def test_a_member_sees_ticks_and_writes(
        self, mother: Client, group: Group, member: GroupMember, make_person: MakePerson
    ) -> None:
        other = groups.NewMember(side=Side.RELATIVE, name="Bo Hansen")
        bo = groups.add_member(actor=SYSTEM, group=group, new=other)
        colleague = staff_member(group, make_person(Role.CASEWORKER))
        for text, who in (("Min", member), ("Bos", bo), ("Kollegas", colleague)):
            groups.add_task(actor=SYSTEM, group=group, text=text, member=who)
        assert "Koordinering" in page(mother, "my_groups")
        said = page(mother, "plan_group", group.pk)
        for words in ("Én indgang", "Dig", "Signe Ågård"):
            assert words in said
        for secret in ("Bo Hansen", "Karen", "Led gruppen"):
            assert secret not in said
        task = GroupTask.objects.get(text="Min")
        mother.post(reverse("tick_group_task", args=[task.pk]))
        task.refresh_from_db()
        assert task.done_on
        mother.post(reverse("tick_group_task", args=[task.pk]), {"again": "1"})
        task.refresh_from_db()
        assert task.done_on is None
        address = reverse("write_group_note", args=[group.pk])
        assert "Udfyld" in text_of(mother.post(address, {"text": "", "on": "2026-02-01"}))
        mother.post(address, {"text": SCRIPT, "on": "2026-02-01"})
        assert GroupNote.objects.get().text == SCRIPT
        assert SCRIPT not in mother.get(reverse("plan_group", args=[group.pk])).content.decode()

    def test_names_shown_to_who_leads_are_written_down(
        self, desk: Client, mother: Client, group: Group, member: GroupMember
    ) -> None:
        groups.add_task(actor=SYSTEM, group=group, text="Min", member=member)
        page(mother, "plan_group", group.pk)
        assert not Entry.objects.filter(verb="plans.group_tasks").exists()
        assert "Karen Holm" in page(desk, "plan_group", group.pk)
        assert Entry.objects.get(verb="plans.group_tasks").about == member.about

    def test_a_member_does_not_lead(
        self, mother: Client, group: Group, member: GroupMember
    ) -> None:
        for name in ("prepare_group", "edit_group", "plan_group_meeting"):
            assert_refused(mother.get(reverse(name, args=[group.pk])), "rollen")

    def test_leaving(self, mother: Client, group: Group) -> None:
        mother.post(reverse("leave_group", args=[group.pk]))
        assert not GroupMember.objects.exists()
        assert mother.get(reverse("plan_group", args=[group.pk])).status_code == 404
        assert mother.post(reverse("leave_group", args=[group.pk])).status_code == 404
        assert "Du er ikke med i nogen gruppe" in page(mother, "my_groups")

    def test_for_others_it_is_not_there(
        self, client: Client, client_as: ClientAs, group: Group, member: GroupMember
    ) -> None:
        task = groups.add_task(actor=SYSTEM, group=group, text="x", unit="y")
        note = groups.write_note(actor=SYSTEM, group=group, text="x", on=date(YEAR, 1, 1))
        strangers = (client_as(Role.RELATIVE), client_as(Role.CASEWORKER))
        pages = [
            ("plan_group", group.pk, "get"),
            ("write_group_note", group.pk, "get"),
            ("leave_group", group.pk, "post"),
            ("tick_group_task", task.pk, "post"),
        ]
        led = [
            ("prepare_group", group.pk, "get"),
            ("edit_group", group.pk, "get"),
            ("end_group", group.pk, "post"),
            ("add_group_member", group.pk, "post"),
            ("add_group_task", group.pk, "post"),
            ("plan_group_meeting", group.pk, "get"),
            ("remove_group_member", member.pk, "post"),
            ("remove_group_task", task.pk, "post"),
            ("answer_group_note", note.pk, "get"),
        ]
        for name, pk, method in pages + led:
            address = reverse(name, args=[pk])
            assert_leads_to_log_in(client, address, method=method)
            assert getattr(strangers[1], method)(address).status_code == 404, name
        for name, pk, method in pages:
            assert getattr(strangers[0], method)(reverse(name, args=[pk])).status_code == 404
        assert_leads_to_log_in(client, reverse("my_groups"))
        task.refresh_from_db()
        assert task.done_on is None
        assert GroupMember.objects.count() == 1

    def test_leading_from_first_to_last(
        self, desk: Client, group: Group, make_person: MakePerson
    ) -> None:
        staff = make_person(Role.CASEWORKER)
        desk.post(
            reverse("edit_group", args=[group.pk]),
            {"purpose": "Vi samler trådene", "lead": str(staff.pk), "version": "1"},
        )
        group.refresh_from_db()
        assert group.lead == staff
        typed = {"side": "relative", "unit": "", "person": "", "name": "", "contact": "12345678"}
        address = reverse("add_group_member", args=[group.pk])
        wrong = text_of(desk.post(address, typed))
        assert "skriv et navn" in wrong
        assert "12345678" in wrong
        assert desk.post(address, typed | {"name": "Karen"}).status_code == 302
        looks = Entry.objects.filter(verb="plans.group_members").count()
        assert "Karen" in page(desk, "prepare_group", group.pk)
        assert Entry.objects.filter(verb="plans.group_members").count() == looks + 1
        member = GroupMember.objects.get()
        task_address = reverse("add_group_task", args=[group.pk])
        assert "Vælg, hvem" in text_of(desk.post(task_address, {"text": "Ring"}))
        desk.post(task_address, {"text": "Ring", "member": str(member.pk), "due_on": "2026-05-01"})
        task = GroupTask.objects.get()
        assert task.member == member
        desk.post(reverse("remove_group_task", args=[task.pk]))
        assert not GroupTask.objects.exists()
        desk.post(reverse("end_group", args=[group.pk]))
        assert "Gruppen arbejder videre" in page(desk, "prepare_group", group.pk)
        desk.post(reverse("end_group", args=[group.pk]), {"again": "1"})
        desk.post(reverse("remove_group_member", args=[member.pk]))
        assert not GroupMember.objects.exists()

    def test_two_who_save_at_once_keep_what_they_typed(self, desk: Client, group: Group) -> None:
        Group.objects.filter(pk=group.pk).update(version=2, purpose="Den andens")
        said = text_of(
            desk.post(
                reverse("edit_group", args=[group.pk]),
                {"purpose": "Mit", "lead": "", "version": "1"},
            )
        )
        assert "Mit" in said
        assert "Den andens" in said

    def test_answering_a_note(self, desk: Client, group: Group) -> None:
        note = groups.write_note(actor=SYSTEM, group=group, text="Råd", on=date(YEAR, 1, 1))
        address = reverse("answer_group_note", args=[note.pk])
        assert "Råd" in text_of(desk.get(address))
        typed = {"text": "Råd", "done_with": "Gjort", "is_public": "on", "version": "1"}
        assert desk.post(address, typed).status_code == 302
        note.refresh_from_db()
        assert (note.done_with, note.is_public) == ("Gjort", True)
        assert "En anden har gemt" in text_of(desk.post(address, typed))

    def test_planning_a_meeting(self, client_as: ClientAs, desk: Client, group: Group) -> None:
        address = reverse("plan_group_meeting", args=[group.pk])
        assert desk.get(address).status_code == 403
        coordinator = client_as(Role.COORDINATOR)
        starts = timezone.localtime() + timedelta(days=3)
        typed = {
            "title": "Vi mødes",
            "starts_at": starts.strftime("%Y-%m-%dT%H:%M"),
            "ends_at": (starts - timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        }
        assert coordinator.get(address).status_code == 200
        assert "skal slutte" in text_of(coordinator.post(address, typed))
        typed["ends_at"] = (starts + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
        assert coordinator.post(address, typed).status_code == 302
        assert group.meetings.count() == 1
        assert "kladde" in page(desk, "prepare_group", group.pk)

    @pytest.mark.parametrize("bad", [LONG * 3, NUL])
    def test_odd_words(self, desk: Client, group: Group, bad: str) -> None:
        answer = desk.post(
            reverse("add_group_task", args=[group.pk]), {"text": bad, "unit": "Afdeling"}
        )
        assert answer.status_code in {200, 302}


class TestPersonalData:
    def test_all_that_is_known_and_what_goes(
        self, member: GroupMember, group: Group, make_person: MakePerson, manager: Person
    ) -> None:
        groups.add_task(actor=SYSTEM, group=group, text="Skriv", member=member)
        known = personal_data.export("Mor@example.com ")
        (part,) = known["groups"]
        assert (part["name"], part["tasks"][0]["text"]) == ("Karen Holm", "Skriv")
        dry = personal_data.erase("mor@example.com", dry_run=True)
        assert dry.counts["group_members"] == 1
        assert GroupMember.objects.exists()
        assert personal_data.erase("mor@example.com", dry_run=False)
        assert not GroupMember.objects.exists()
        assert GroupTask.objects.get().unit == "pårørende"
        assert not personal_data.erase("mor@example.com", dry_run=False)

    def test_what_is_done_in_office_is_told_and_stays(
        self, running: Plan, area: FocusArea, activity: Activity, manager: Person
    ) -> None:
        Activity.objects.filter(pk=activity.pk).update(responsible=manager)
        years.choose_areas(actor=manager, plan=running, year=YEAR, chosen={area: "x"})
        activity.refresh_from_db()
        progress.confirm_status(actor=manager, activity=activity)
        known = personal_data.export(manager.email)
        for name in ("responsible_for", "told", "chose"):
            assert known[name], name
        personal_data.erase(manager.email, dry_run=False)
        assert YearFocus.objects.get().chosen_by == manager


def test_the_wheel_holds_what_the_year_holds(
    running: Plan, focus: YearFocus, make_activity: MakeActivity
) -> None:
    make_activity("Andet år", ends_on=date(2027, 5, 1))
    make_activity("I år", ends_on=date(YEAR, 5, 1))
    labels = [mark.label for mark in wheel_of_year(running, YEAR, [focus.area_id]).marks]
    assert "Slutter: I år" in labels
    assert not any("Andet år" in label for label in labels)
    assert len(labels) == 4
    assert len(focuses_seen(running, YEAR)) == 1
