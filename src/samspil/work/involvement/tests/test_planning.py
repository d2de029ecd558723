"""Plans, initiatives and proposals: every verb."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from tests.fixtures import MakePerson, letters_to

from samspil.base.audit.models import Entry
from samspil.base.audit.queries import public_version
from samspil.base.people.actions import TooMany
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.gatherings import actions as gatherings
from samspil.commons.gatherings.models import Registration
from samspil.kit.access import NOBODY, SYSTEM, Refused, Role
from samspil.kit.editing import EditedMeanwhile
from samspil.work.involvement.actions import initiatives, participants, plans, proposals
from samspil.work.involvement.actions.meetings import Meeting, plan_meeting
from samspil.work.involvement.models import Initiative, InvolvementPlan
from samspil.work.involvement.queries.meetings import meetings_for_everybody
from samspil.work.involvement.queries.plans import current_plan, open_data, start_of, wheel_of
from samspil.work.involvement.terms import InitiativeState, PlanState, ProposalState
from samspil.work.involvement.tests.conftest import MakeInitiative, MakePlan, text, today

pytestmark = pytest.mark.django_db
S = InitiativeState


class TestPlan:
    def test_one_a_year(self, plan: InvolvementPlan) -> None:
        with pytest.raises(ValidationError, match="allerede en plan"):
            plans.write_plan(actor=SYSTEM, year=plan.year, text=plans.PlanText())

    def test_a_coordinator_of_a_place_writes_no_plan(self, make_person: MakePerson) -> None:
        here = Place.objects.create(name="Her", kind="centre")
        person = make_person(Role.COORDINATOR, place=here)
        with pytest.raises(Refused, match="hele kommunen"):
            plans.write_plan(actor=person, year=2030, text=plans.PlanText())

    def test_two_who_save_at_once(self, plan: InvolvementPlan, coordinator: Person) -> None:
        first = plans.PlanText(intro="Den førstes")
        plans.save_plan(actor=coordinator, plan=plan, version=1, text=first)
        with pytest.raises(EditedMeanwhile):
            plans.save_plan(
                actor=coordinator, plan=plan, version=1, text=plans.PlanText(intro="Den andens")
            )
        plan.refresh_from_db()
        assert plan.intro == "Den førstes"

    def test_from_the_start_or_added(
        self, make_plan: MakePlan, make_initiative: MakeInitiative
    ) -> None:
        plan = make_plan(today().year + 1, published=False)
        later = {"starts_on": date(plan.year, 2, 1), "ends_on": date(plan.year, 3, 1)}
        begun = [make_initiative(plan=plan, need="", **later) for _each in range(3)]
        plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.PUBLISHED)
        with pytest.raises(ValidationError, match="behov"):
            make_initiative(plan=plan, need=" ", **later)
        added = make_initiative(plan=plan, **later)
        assert not any(each.is_addition for each in begun)
        assert added.is_addition
        assert start_of(plan.initiatives.all()).count == 3
        assert start_of(plan.initiatives.all()).is_usual

    @pytest.mark.parametrize(("count", "usual"), [(2, False), (3, True), (5, True), (6, False)])
    def test_how_many_is_said_not_forbidden(
        self, make_plan: MakePlan, make_initiative: MakeInitiative, *, count: int, usual: bool
    ) -> None:
        plan = make_plan(today().year + 1, published=False)
        for _each in range(count):
            make_initiative(
                plan=plan, starts_on=date(plan.year, 1, 1), ends_on=date(plan.year, 2, 1)
            )
        plan = plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.PUBLISHED)
        assert (plan.state, start_of(plan.initiatives.all()).is_usual) == ("published", usual)

    def test_publishing_twice_and_back_to_draft(self, plan: InvolvementPlan) -> None:
        number = public_version()
        plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.PUBLISHED)
        assert public_version() == number
        with pytest.raises(Refused, match="udgivet og kan ikke blive kladde"):
            plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.DRAFT)

    def test_next_year_begins_with_a_copy_without_its_people(
        self,
        plan: InvolvementPlan,
        make_initiative: MakeInitiative,
        make_topic: Callable[..., Topic],
        coordinator: Person,
    ) -> None:
        topic = make_topic()
        kept = make_initiative(
            topic, starts_on=date(plan.year, 2, 28), ends_on=date(plan.year, 12, 31)
        )
        initiatives.tell_result(actor=SYSTEM, initiative=kept, result="Det blev godt")
        initiatives.cancel(actor=SYSTEM, initiative=make_initiative(title="Væk"), why="Ingen tid")
        copy = plans.copy_plan(actor=coordinator, plan=plan)
        (new,) = copy.initiatives.all()
        assert (copy.state, new.state, new.result, new.is_addition) == (
            "draft",
            "planned",
            "",
            False,
        )
        assert new.starts_on == date(plan.year + 1, 2, 28)
        assert list(new.topics.all()) == [topic]
        with pytest.raises(ValidationError):
            plans.copy_plan(actor=coordinator, plan=plan)

    def test_a_leap_day_has_a_next_year(self) -> None:
        assert plans._next_year(date(2028, 2, 29)) == date(2029, 2, 28)

    def test_only_an_empty_draft_is_deleted(
        self, plan: InvolvementPlan, make_plan: MakePlan
    ) -> None:
        with pytest.raises(ValidationError):
            plans.delete_plan(actor=SYSTEM, plan=plan)
        draft = make_plan(2031, published=False)
        plans.delete_plan(actor=SYSTEM, plan=draft)
        assert not InvolvementPlan.objects.filter(year=2031).exists()

    def test_which_is_current(self, make_plan: MakePlan) -> None:
        public = InvolvementPlan.objects.public()
        assert current_plan(public) is None
        next_year = make_plan(today().year + 1)
        assert current_plan(public) == next_year
        last = make_plan(today().year - 1)
        assert current_plan(public) == last
        now = make_plan()
        assert current_plan(public) == now


class TestInitiative:
    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"challenge": ""}, "challenge"),
            ({"ends_on": None}, "ends_on"),
            ({"ends_on": date(2020, 1, 1)}, "ends_on"),
            ({"starts_on": date(2020, 1, 1), "ends_on": date(2020, 2, 1)}, "starts_on"),
            ({"need": "\x00 "}, "need"),
        ],
    )
    def test_what_it_must_have(
        self, make_initiative: MakeInitiative, wrong: dict[str, object], field: str
    ) -> None:
        with pytest.raises(ValidationError) as error:
            make_initiative(**wrong)
        assert field in error.value.message_dict

    def test_a_focus_group_needs_neither_challenge_nor_end(
        self, make_initiative: MakeInitiative
    ) -> None:
        assert make_initiative(kind="focus_group", challenge="", ends_on=None).pk

    def test_places_decide_who_may(
        self, make_person: MakePerson, plan: InvolvementPlan, coordinator: Person
    ) -> None:
        here, there = (Place.objects.create(name=name, kind="centre") for name in ("Her", "Der"))
        local = make_person(Role.COORDINATOR, place=here)
        own = initiatives.add_initiative(
            actor=local, plan=plan, text=text(), responsible=local, places=[here]
        )
        for places in ([], [there], [here, there]):
            with pytest.raises(Refused, match="du ikke er koordinator for"):
                initiatives.save_initiative(
                    actor=local,
                    initiative=own,
                    version=1,
                    text=text(),
                    responsible=local,
                    topics=[],
                    places=places,
                )
        assert list(Initiative.objects.get(pk=own.pk).places.all()) == [here]

    def test_two_who_save_at_once(self, initiative: Initiative, coordinator: Person) -> None:
        def save(title: str) -> None:
            initiatives.save_initiative(
                actor=coordinator,
                initiative=initiative,
                version=1,
                text=text(title=title),
                responsible=coordinator,
                topics=[],
                places=[],
            )

        save("Den førstes")
        with pytest.raises(EditedMeanwhile):
            save("Den andens")
        initiative.refresh_from_db()
        assert initiative.title == "Den førstes"

    @pytest.mark.parametrize(
        ("way", "allowed"),
        [
            ((S.INVITING, S.RUNNING, S.DONE, S.RUNNING), True),
            ((S.RUNNING, S.DONE), True),
            ((S.INVITING, S.PLANNED), True),
            ((S.DONE,), False),
            ((S.RUNNING, S.PLANNED), False),
            ((S.RUNNING, S.DONE, S.INVITING), False),
        ],
    )
    def test_the_ways_it_goes(
        self, initiative: Initiative, way: tuple[S, ...], *, allowed: bool
    ) -> None:
        for to in way[:-1]:
            initiatives.change_state(actor=SYSTEM, initiative=initiative, to=to)
        if allowed:
            now = initiatives.change_state(actor=SYSTEM, initiative=initiative, to=way[-1])
            assert now.state == way[-1]
            assert (now.closed_on is not None) == (way[-1] == S.DONE)
        else:
            with pytest.raises(Refused):
                initiatives.change_state(actor=SYSTEM, initiative=initiative, to=way[-1])

    def test_cancelled_with_a_reason_that_everybody_reads(self, initiative: Initiative) -> None:
        with pytest.raises(ValidationError):
            initiatives.cancel(actor=SYSTEM, initiative=initiative, why=" ")
        with pytest.raises(ValidationError):
            initiatives.change_state(actor=SYSTEM, initiative=initiative, to=S.CANCELLED)
        member = participants.add_person(
            actor=SYSTEM, initiative=initiative, name="N", contact="1", address="n@example.com"
        )
        number = public_version()
        done = initiatives.cancel(actor=SYSTEM, initiative=initiative, why="Ingen penge")
        initiatives.cancel(actor=SYSTEM, initiative=initiative, why="Igen")
        assert (done.state, done.cancelled_why) == ("cancelled", "Ingen penge")
        assert public_version() == number + 1
        (letter,) = letters_to(str(member.address), "initiative-cancelled")
        assert "autisme" not in letter.letter.text + letter.letter.subject
        assert "Ingen penge" not in letter.letter.text

    def test_deleted_only_while_nobody_has_seen_it(
        self, initiative: Initiative, make_plan: MakePlan, make_initiative: MakeInitiative
    ) -> None:
        with pytest.raises(ValidationError, match="aflyses"):
            initiatives.delete_initiative(actor=SYSTEM, initiative=initiative)
        draft = make_plan(today().year + 1, published=False)
        unseen = make_initiative(
            plan=draft, starts_on=date(draft.year, 1, 1), ends_on=date(draft.year, 2, 2)
        )
        initiatives.delete_initiative(actor=SYSTEM, initiative=unseen)
        assert not Initiative.objects.filter(pk=unseen.pk).exists()

    def test_the_result_is_told_once_to_those_who_took_part(
        self, initiative: Initiative, coordinator: Person
    ) -> None:
        for name in ("a", "b"):
            participants.add_person(
                actor=SYSTEM,
                initiative=initiative,
                name=name,
                contact="1",
                address=f"{name}@example.com",
            )
        participants.add_person(actor=SYSTEM, initiative=initiative, name="c", contact="70")
        (gone,) = initiative.participants.filter(pk__gt=0)[1:2]
        participants.leave(actor=NOBODY, participant=gone)
        told = initiatives.tell_result(actor=coordinator, initiative=initiative, result="Godt")
        again = initiatives.tell_result(actor=coordinator, initiative=initiative, result="Bedre")
        assert (told, again) == (1, 0)
        assert len(letters_to("a@example.com", "initiative-result")) == 1
        assert letters_to("b@example.com", "initiative-result") == []
        initiative.refresh_from_db()
        assert initiative.result == "Bedre"
        with pytest.raises(ValidationError):
            initiatives.tell_result(actor=coordinator, initiative=initiative, result=" ")

    def test_the_wheel_shows_it_and_its_open_meetings(
        self, plan: InvolvementPlan, initiative: Initiative, coordinator: Person
    ) -> None:
        starts = timezone.now() + timedelta(hours=2)
        for for_everybody in (True, False):
            meeting = plan_meeting(
                actor=coordinator,
                initiative=initiative,
                meeting=Meeting(
                    starts_at=starts,
                    ends_at=starts + timedelta(hours=1),
                    for_everybody=for_everybody,
                ),
            )
            gatherings.publish(actor=coordinator, gathering=meeting)
        assert meetings_for_everybody(initiative).count() == 1
        marks = wheel_of(plan).marks
        if timezone.localdate(starts).year == plan.year:
            assert [bool(mark.arc) for mark in marks] in ([True, False], [False, True])

    def test_those_who_take_part_are_invited_to_meetings_also_when_they_come_later(
        self, initiative: Initiative, coordinator: Person
    ) -> None:
        def add(name: str) -> None:
            participants.add_person(
                actor=coordinator,
                initiative=initiative,
                name=name,
                contact="70 00 00 00",
                address=f"{name}@example.com",
            )

        add("tidlig")
        starts = timezone.now() + timedelta(days=3)
        meeting = plan_meeting(
            actor=coordinator,
            initiative=initiative,
            meeting=Meeting(starts_at=starts, ends_at=starts + timedelta(hours=1)),
        )
        gatherings.publish(actor=coordinator, gathering=meeting)
        add("sen")
        assert Registration.objects.filter(gathering=meeting, state="invited").count() == 2

    def test_open_data_tells_nothing_of_people(
        self, plan: InvolvementPlan, initiative: Initiative
    ) -> None:
        participants.add_person(actor=SYSTEM, initiative=initiative, name="Anna", contact="70")
        (row,) = open_data(plan, "https://x.example")
        assert "Anna" not in str(row)
        assert row.url == f"https://x.example/vaer-med/initiativ/{initiative.pk}/"


def said(**other: object) -> proposals.ProposalText:
    written: dict[str, object] = {
        "title": "Et møde for søskende",
        "what": "De skal mødes uden os",
        "role": "relative",
        "address": "Mor@example.com",
    }
    return proposals.ProposalText(**written | other)  # type: ignore[arg-type]


class TestProposal:
    def test_kept_unreadable_and_thanked_for(self) -> None:
        proposal = proposals.propose(actor=NOBODY, text=said(), client="c")
        with connection.cursor() as cursor:
            cursor.execute("SELECT title, what, address FROM involvement_proposal")
            assert "søskende" not in str(cursor.fetchall())
        (letter,) = letters_to("mor@example.com", "proposal-received")
        assert "søskende" not in letter.letter.text + letter.letter.subject
        assert Entry.objects.filter(about=proposal.about, verb="involvement.propose").exists()

    def test_without_an_address_nobody_is_written_to(self) -> None:
        proposal = proposals.propose(actor=NOBODY, text=said(address=""), client="c")
        assert proposal.address is None

    def test_too_many_from_one_client_and_too_many_letters_to_one_address(self) -> None:
        for number in range(8):
            proposals.propose(actor=NOBODY, text=said(), client=f"c{number}")
        assert len(letters_to("mor@example.com", "proposal-received")) == 5
        for _each in range(19):
            proposals.propose(actor=NOBODY, text=said(address=""), client="c0")
        with pytest.raises(TooMany):
            proposals.propose(actor=NOBODY, text=said(), client="c0")

    def test_becomes_an_initiative_and_both_are_told(
        self, initiative: Initiative, coordinator: Person
    ) -> None:
        proposal = proposals.propose(actor=NOBODY, text=said(may_be_shown=True), client="c")
        done = proposals.accept(
            actor=coordinator, proposal=proposal, initiative=initiative, answer="Tak", show=True
        )
        assert (done.state, done.is_shown) == (ProposalState.ACCEPTED, True)
        assert list(initiative.proposals.all()) == [done]
        assert len(letters_to("mor@example.com", "proposal-answered")) == 1
        with pytest.raises(Refused, match="allerede besvaret"):
            proposals.decline(actor=coordinator, proposal=proposal, answer="Nej")
        told = initiatives.tell_result(actor=coordinator, initiative=initiative, result="Godt")
        assert told == 1
        assert len(letters_to("mor@example.com", "proposal-outcome")) == 1

    def test_declined_with_why(self, coordinator: Person) -> None:
        proposal = proposals.propose(actor=NOBODY, text=said(), client="c")
        with pytest.raises(ValidationError):
            proposals.decline(actor=coordinator, proposal=proposal, answer=" ")
        done = proposals.decline(
            actor=coordinator, proposal=proposal, answer="Ikke i år", show=True
        )
        assert (done.state, done.is_shown) == (ProposalState.DECLINED, False)
        assert len(letters_to("mor@example.com", "proposal-answered")) == 1
        with pytest.raises(ValidationError, match="sagt ja"):
            proposals.show(actor=coordinator, proposal=done, shown=True)

    def test_shown_and_taken_off(self, coordinator: Person) -> None:
        proposal = proposals.propose(actor=NOBODY, text=said(may_be_shown=True), client="c")
        with pytest.raises(ValidationError):
            proposals.show(actor=coordinator, proposal=proposal, shown=True)
        proposals.decline(actor=coordinator, proposal=proposal, answer="Ikke i år")
        for shown in (True, False):
            number = public_version()
            assert (
                proposals.show(actor=coordinator, proposal=proposal, shown=shown).is_shown is shown
            )
            assert public_version() == number + 1

    def test_only_coordinators_answer(self, make_person: MakePerson) -> None:
        proposal = proposals.propose(actor=NOBODY, text=said(), client="c")
        for role in (Role.EDITOR, Role.MANAGER, Role.RELATIVE):
            with pytest.raises(Refused):
                proposals.decline(actor=make_person(role), proposal=proposal, answer="Nej")
