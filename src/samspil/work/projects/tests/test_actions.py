"""Projects: their way, their days, their money, and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.fixtures import MakePerson

from samspil.base.outbox.models import Delivery
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.commons.decisions.actions import money
from samspil.commons.decisions.queries.decisions import budget_of
from samspil.commons.decisions.queries.money import sums_of
from samspil.kit.access import ALLOWED, NOBODY, SYSTEM, Refused, Role
from samspil.kit.editing import EditedMeanwhile
from samspil.work.projects import personal_data
from samspil.work.projects.actions import parts, projects
from samspil.work.projects.actions.reminding import remind_of_reports
from samspil.work.projects.models import BuyOut, Milestone, Phase, Project, Report
from samspil.work.projects.policies import (
    may_edit_project,
    may_follow_projects,
    may_move_project,
    may_write_projects,
    visible_to,
)
from samspil.work.projects.queries.projects import missing_money, phase_line
from samspil.work.projects.terms import NEXT_STATES, GateState, Level, ProjectState
from samspil.work.projects.tests.conftest import move_to, text_for

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def refused_field(act: Callable[[], object]) -> list[str]:
    """Return the fields that a refusal speaks of."""
    with pytest.raises(ValidationError) as error:
        act()
    return list(error.value.message_dict)


class TestTheWay:
    def test_from_idea_to_what_was_learnt(self, project: Project, phases: list[Phase]) -> None:
        ended = move_to(project, ProjectState.EVALUATED)
        assert ended.state == ProjectState.EVALUATED
        assert [change.became for change in ended.changes.all()][::-1] == [
            "applied",
            "granted",
            "running",
            "evaluated",
        ]
        assert ended.is_public

    def test_every_step_that_is_none(self, project: Project) -> None:
        for state in ProjectState:
            Project.objects.update(state=state)
            project.refresh_from_db()
            for to in ProjectState:
                may = may_move_project(SYSTEM, project, to)
                assert bool(may) is (to in NEXT_STATES[state])

    @pytest.mark.parametrize(
        ("text", "state", "to", "says"),
        [
            ({"funder": ""}, ProjectState.IDEA, ProjectState.APPLIED, "hvem I søger"),
            ({"grant": None}, ProjectState.APPLIED, ProjectState.GRANTED, "tilskuddet"),
            ({"results": ""}, ProjectState.RUNNING, ProjectState.EVALUATED, "evalueringen"),
            ({}, ProjectState.APPLIED, ProjectState.REFUSED, "afslået"),
        ],
    )
    def test_what_is_missing_is_said(
        self, text: dict[str, Any], state: ProjectState, to: ProjectState, says: str
    ) -> None:
        made = projects.write_project(actor=SYSTEM, text=text_for(**text))
        Project.objects.update(state=state)
        with pytest.raises(ValidationError, match=says):
            projects.move_project(actor=SYSTEM, project=made, to=to)

    def test_gates_that_are_open_keep_it_running(
        self, project: Project, phases: list[Phase]
    ) -> None:
        running = move_to(project, ProjectState.RUNNING)
        with pytest.raises(ValidationError, match="faser"):
            projects.move_project(actor=SYSTEM, project=running, to=ProjectState.EVALUATED)

    def test_a_step_tomorrow_is_refused(self, project: Project) -> None:
        tomorrow = timezone.localdate() + timedelta(days=1)
        with pytest.raises(ValidationError, match="ikke kommet"):
            projects.move_project(
                actor=SYSTEM, project=project, to=ProjectState.APPLIED, on=tomorrow
            )

    def test_who_took_a_step_is_kept(self, project: Project, manager: Person) -> None:
        projects.move_project(
            actor=manager, project=project, to=ProjectState.APPLIED, why="Frist i dag"
        )
        [change] = project.changes.all()
        assert (change.by, change.why) == (manager, "Frist i dag")
        told = personal_data.export(manager.email)
        assert [one["became"] for one in told["moved_projects"]] == ["applied"]
        assert [one["title"] for one in told["responsible_for_projects"]] == [project.title]
        assert personal_data.erase(manager.email, dry_run=False).counts == {}

    def test_only_an_idea_without_money_is_deleted(self, project: Project) -> None:
        other = projects.write_project(actor=SYSTEM, text=text_for())
        projects.open_budget(actor=SYSTEM, project=other)
        with pytest.raises(ValidationError):
            projects.delete_idea(actor=SYSTEM, project=other)
        projects.delete_idea(actor=SYSTEM, project=project)
        moved = move_to(projects.write_project(actor=SYSTEM, text=text_for()), ProjectState.APPLIED)
        with pytest.raises(ValidationError):
            projects.delete_idea(actor=SYSTEM, project=moved)
        assert not Project.objects.filter(pk=project.pk).exists()


class TestWriting:
    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"ends_on": date(2023, 1, 1)}, "ends_on"),
            ({"total": Decimal(-1)}, "total"),
            ({"own_share": Decimal(1)}, "own_share"),
            ({"own_percent": Decimal(20)}, "own_percent"),
            ({"own_percent": Decimal(101)}, "own_percent"),
        ],
    )
    def test_what_does_not_add_up(self, change: dict[str, Any], field: str) -> None:
        found = refused_field(lambda: projects.write_project(actor=SYSTEM, text=text_for(**change)))
        assert found == [field]

    @given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(-5, 5))
    def test_shares_sum_or_are_refused(self, grant: int, own: int, off: int) -> None:
        text = text_for(
            total=Decimal(grant + own + off), grant=Decimal(grant), own_share=Decimal(own)
        )
        if off and text.total is not None and text.total >= 0:
            with pytest.raises(ValidationError):
                projects._check_money(text)
        elif not off:
            projects._check_money(text)

    def test_a_percent_that_fits(self) -> None:
        made = projects.write_project(actor=SYSTEM, text=text_for(own_percent=Decimal(10)))
        assert made.own_percent == Decimal("10.0")

    def test_the_database_takes_no_shares_that_do_not_sum(self, project: Project) -> None:
        with pytest.raises(IntegrityError):
            Project.objects.update(own_share=1)

    def test_a_shorter_period_leaves_no_phase_outside(
        self, project: Project, phases: list[Phase]
    ) -> None:
        text = text_for(ends_on=date(2025, 12, 31))
        found = refused_field(
            lambda: projects.write_project(actor=SYSTEM, text=text, project=project)
        )
        assert found == ["ends_on"]

    def test_two_who_save(self, project: Project) -> None:
        projects.write_project(actor=SYSTEM, text=text_for(), project=project, version=1)
        with pytest.raises(EditedMeanwhile):
            projects.write_project(actor=SYSTEM, text=text_for(), project=project, version=1)

    def test_two_of_the_same_name_have_addresses_of_their_own(self, project: Project) -> None:
        other = projects.write_project(actor=SYSTEM, text=text_for())
        assert (project.slug, other.slug) == ("med-i-egen-plan", "med-i-egen-plan-2")

    def test_the_budget_hears_of_a_new_name(self, project: Project) -> None:
        projects.open_budget(actor=SYSTEM, project=project)
        text = text_for(title="Nyt navn")
        projects.write_project(actor=SYSTEM, text=text, project=project)
        budget = budget_of(project.thing)
        assert budget is not None
        assert (budget.owner_label, budget.frame) == ("Nyt navn", Decimal(4_500_000))


class TestPhases:
    @pytest.mark.parametrize(
        ("first", "last", "field"),
        [
            (date(2025, 5, 1), date(2025, 4, 1), "ends_on"),
            (date(2023, 5, 1), date(2023, 6, 1), "starts_on"),
            (date(2026, 5, 1), date(2027, 6, 1), "ends_on"),
            (date(2025, 5, 1), date(2025, 6, 1), "starts_on"),
        ],
    )
    def test_days_that_do_not_fit(
        self, project: Project, phases: list[Phase], first: date, last: date, field: str
    ) -> None:
        text = parts.PhaseText(title="Ny", starts_on=first, ends_on=last)
        found = refused_field(lambda: parts.write_phase(actor=SYSTEM, project=project, text=text))
        assert found == [field]

    def test_a_phase_may_overlap_when_it_is_said(
        self, project: Project, phases: list[Phase]
    ) -> None:
        text = parts.PhaseText(
            title="Undersøgelse",
            starts_on=date(2024, 6, 1),
            ends_on=date(2026, 6, 1),
            may_overlap=True,
        )
        parts.write_phase(actor=SYSTEM, project=project, text=text)
        line = phase_line(project)
        assert line.rows == 2
        assert [each.row for each in line.stretches] == [0, 1, 0, 0]
        assert line.stretches[0].start == 0
        assert sum(each.width for each in line.stretches if each.row == 0) == pytest.approx(
            1000, abs=6
        )

    def test_gates_are_decided_in_their_order(self, phases: list[Phase]) -> None:
        first, second, _third = phases
        decide = parts.decide_gate
        with pytest.raises(ValidationError, match="Fasen før"):
            decide(actor=SYSTEM, phase=second, gate=GateState.PASSED, why="Ja")
        with pytest.raises(ValidationError, match="bygger på"):
            decide(actor=SYSTEM, phase=first, gate=GateState.PASSED, why=" ")
        decide(actor=SYSTEM, phase=first, gate=GateState.PASSED, why="Ja")
        decide(actor=SYSTEM, phase=second, gate=GateState.STOPPED, why="For dyrt")
        with pytest.raises(ValidationError, match="senere fase"):
            decide(actor=SYSTEM, phase=first, gate=GateState.AHEAD, why="")
        with pytest.raises(ValidationError, match="afgjort"):
            parts.remove_part(actor=SYSTEM, part=Phase.objects.get(pk=first.pk))
        opened = decide(actor=SYSTEM, phase=second, gate=GateState.AHEAD, why="")
        assert opened.gate_on is None
        parts.remove_part(actor=SYSTEM, part=opened)


class TestMilestones:
    def make(self, project: Project, title: str, *needs: Milestone) -> Milestone:
        text = parts.MilestoneText(title=title, due_on=date(2025, 1, 1))
        return parts.write_milestone(actor=SYSTEM, project=project, text=text, needs=needs)

    def test_they_never_wait_for_each_other(self, project: Project) -> None:
        a = self.make(project, "a")
        b = self.make(project, "b", a)
        c = self.make(project, "c", b)
        text = parts.MilestoneText(title="a", due_on=date(2025, 1, 1))
        for needs in ([c], [a], [b, c]):
            found = refused_field(
                lambda needs=needs: parts.write_milestone(  # type: ignore[misc]
                    actor=SYSTEM, project=project, text=text, needs=needs, part=a
                )
            )
            assert found == ["needs"]
        other = self.make(projects.write_project(actor=SYSTEM, text=text_for()), "x")
        with pytest.raises(ValidationError, match="andet projekt"):
            self.make(project, "d", other)

    def test_what_others_wait_for_stays(self, project: Project) -> None:
        a = self.make(project, "a")
        b = self.make(project, "b", a)
        with pytest.raises(ValidationError, match="venter på den"):
            parts.remove_part(actor=SYSTEM, part=a)
        with pytest.raises(ValidationError, match="ikke er nået"):
            parts.finish_milestone(actor=SYSTEM, milestone=b)
        parts.finish_milestone(actor=SYSTEM, milestone=a)
        parts.finish_milestone(actor=SYSTEM, milestone=b)
        with pytest.raises(ValidationError, match="allerede nået"):
            parts.finish_milestone(actor=SYSTEM, milestone=a, done=False)
        parts.finish_milestone(actor=SYSTEM, milestone=b, done=False)
        parts.remove_part(actor=SYSTEM, part=Milestone.objects.get(pk=b.pk))
        parts.remove_part(actor=SYSTEM, part=Milestone.objects.get(pk=a.pk))

    def test_a_day_outside_the_project(self, project: Project) -> None:
        text = parts.MilestoneText(title="a", due_on=date(2027, 1, 1))
        found = refused_field(
            lambda: parts.write_milestone(actor=SYSTEM, project=project, text=text)
        )
        assert found == ["due_on"]


class TestMoney:
    TEXT = parts.BuyOutText(
        role="Socialrådgiver", year=2024, hours=Decimal("1480.5"), rate=Decimal(320)
    )

    def test_hours_become_kroner_in_the_budget(self, project: Project) -> None:
        made = parts.write_buyout(actor=SYSTEM, project=project, text=self.TEXT)
        assert made.amount == Decimal("473760.00")
        budget = budget_of(project.thing)
        assert budget is not None
        assert sums_of(budget).total.planned == Decimal("473760.00")
        text = replace(self.TEXT, hours=Decimal(10), year=2025)
        parts.write_buyout(actor=SYSTEM, project=project, text=text, part=made)
        sums = sums_of(budget)
        assert sums.by_year[0][0] == 2025
        assert missing_money(project, sums) == Decimal(4_500_000 - 3200)
        parts.remove_part(actor=SYSTEM, part=BuyOut.objects.get())
        assert not budget.lines.exists()

    def test_hours_that_were_paid_stay(self, project: Project) -> None:
        made = parts.write_buyout(actor=SYSTEM, project=project, text=self.TEXT)
        budget = budget_of(project.thing)
        assert budget is not None
        paid = money.Paid(post="Frikøb: Socialrådgiver", amount=Decimal(5), year=2024)
        money.book_spending(actor=SYSTEM, may=ALLOWED, budget=budget, paid=paid)
        with pytest.raises(ValidationError, match="Tilbagefør"):
            parts.remove_part(actor=SYSTEM, part=made)
        assert BuyOut.objects.exists()

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"hours": Decimal(0)}, "hours"),
            ({"rate": Decimal(-1)}, "rate"),
            ({"year": 24}, "year"),
            ({"year": 2030}, "year"),
        ],
    )
    def test_hours_that_are_none(
        self, project: Project, change: dict[str, Any], field: str
    ) -> None:
        text = replace(self.TEXT, **change)
        found = refused_field(lambda: parts.write_buyout(actor=SYSTEM, project=project, text=text))
        assert found == [field]


class TestReports:
    def make(self, project: Project, due_on: date) -> Report:
        text = parts.ReportText(title="Årsrapport", due_on=due_on)
        return parts.write_report(actor=SYSTEM, project=project, text=text)

    def test_letters_a_month_and_a_week_before(self, project: Project, manager: Person) -> None:
        moved = move_to(project, ProjectState.RUNNING)
        report = self.make(moved, TODAY + timedelta(days=60))
        for days, letters in ((0, 0), (29, 0), (30, 1), (31, 0), (53, 1), (54, 0), (90, 0)):
            assert remind_of_reports(actor=SYSTEM, today=TODAY + timedelta(days=days)) == letters
        assert Delivery.objects.count() == 2
        text = parts.ReportText(title="Årsrapport", due_on=TODAY + timedelta(days=200))
        parts.write_report(actor=SYSTEM, project=moved, text=text, part=report)
        assert remind_of_reports(actor=SYSTEM, today=TODAY + timedelta(days=195)) == 1

    def test_nobody_hears_of_what_is_sent_or_only_thought_of(self, project: Project) -> None:
        report = self.make(project, TODAY)
        assert remind_of_reports(actor=SYSTEM, today=TODAY) == 0
        moved = move_to(project, ProjectState.RUNNING)
        report.project = moved
        parts.send_report(actor=SYSTEM, report=report)
        assert remind_of_reports(actor=SYSTEM, today=TODAY) == 0
        with pytest.raises(ValidationError, match="er sendt"):
            parts.remove_part(actor=SYSTEM, part=Report.objects.get())
        parts.send_report(actor=SYSTEM, report=report, sent=False)
        assert remind_of_reports(actor=SYSTEM, today=TODAY) == 1

    def test_who_works_here_no_longer_hears_nothing(
        self, project: Project, make_person: MakePerson
    ) -> None:
        gone = make_person(Role.RELATIVE)
        Project.objects.update(responsible=gone, state=ProjectState.RUNNING)
        self.make(Project.objects.get(), TODAY)
        assert remind_of_reports(actor=SYSTEM, today=TODAY) == 0

    def test_a_report_before_the_project(self, project: Project) -> None:
        assert refused_field(lambda: self.make(project, date(2020, 1, 1))) == ["due_on"]


def test_who_writes_and_sees(make_person: MakePerson, project: Project) -> None:
    for role in set(Role) - {Role.ADMINISTRATOR}:
        person = make_person(role)
        writes = role in {Role.MANAGER, Role.COORDINATOR}
        works = role not in {Role.RELATIVE, Role.CITIZEN, Role.ORGANISATION}
        assert bool(may_write_projects(person)) is writes
        assert bool(may_edit_project(person, project)) is writes
        assert bool(may_follow_projects(person)) is works
        assert visible_to(person).exists() is works
    assert not may_write_projects(NOBODY)
    move_to(project, ProjectState.APPLIED)
    assert visible_to(NOBODY).exists()


def test_a_role_for_one_place_begins_what_concerns_that_place(make_person: MakePerson) -> None:
    here, there = (Place.objects.create(name=name) for name in ("her", "der"))
    person = make_person(Role.MANAGER, place=here)
    made = projects.write_project(actor=person, text=text_for(), places=[here])
    assert may_edit_project(person, made)
    for places in ([there], []):
        with pytest.raises(Refused):
            projects.write_project(actor=person, text=text_for(), places=places)


def test_whoever_may_not_is_refused(project: Project, phases: list[Phase]) -> None:
    milestone = TestMilestones().make(project, "a")
    report = TestReports().make(project, date(2025, 1, 1))
    risk = parts.RiskText(title="a", likelihood=Level.LOW, consequence=Level.HIGH)
    made = parts.write_risk(actor=SYSTEM, project=project, text=risk)
    assert made.weight == 3
    question = parts.QuestionText(question="Virker det?")
    parts.write_question(actor=SYSTEM, project=project, text=question)
    who: Any = {"actor": NOBODY}
    at: Any = who | {"project": project}
    for act in (
        lambda: projects.write_project(**who, text=text_for()),
        lambda: projects.write_project(**at, text=text_for()),
        lambda: projects.move_project(**at, to=ProjectState.APPLIED),
        lambda: projects.open_budget(**at),
        lambda: projects.delete_idea(**at),
        lambda: parts.write_phase(
            **at, text=parts.PhaseText(title="", starts_on=TODAY, ends_on=TODAY)
        ),
        lambda: parts.decide_gate(**who, phase=phases[0], gate=GateState.PASSED, why="a"),
        lambda: parts.write_milestone(**at, text=parts.MilestoneText(title="", due_on=TODAY)),
        lambda: parts.finish_milestone(**who, milestone=milestone),
        lambda: parts.write_risk(**at, text=risk),
        lambda: parts.write_buyout(**at, text=TestMoney.TEXT),
        lambda: parts.write_question(**at, text=question),
        lambda: parts.write_report(**at, text=parts.ReportText(title="", due_on=TODAY)),
        lambda: parts.send_report(**who, report=report),
        lambda: parts.remove_part(**who, part=milestone),
    ):
        with pytest.raises(Refused):
            act()
