"""Every page of projects: works, not logged in, wrong role, foreign, bad input."""

import csv
import io
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.fixtures import MakePerson, log_in
from tests.pages import LONG, NUL, SCRIPT, assert_leads_to_log_in, assert_refused, text_of

from samspil.commons.decisions.models import Budget, CaseDraft
from samspil.kit.access import SYSTEM, Role
from samspil.work.projects.actions import projects
from samspil.work.projects.models import BuyOut, Milestone, Phase, Project, Report
from samspil.work.projects.terms import GateState, ProjectState
from samspil.work.projects.tests.conftest import move_to, text_for

pytestmark = pytest.mark.django_db
PARTS = {
    "fase": {
        "title": "Ny fase",
        "starts_on": "2024-01-01",
        "ends_on": "2024-12-31",
        "gate_question": "Virker det?",
    },
    "milepael": {"title": "Hold i gang", "due_on": "2024-06-01"},
    "risiko": {"title": "For få", "likelihood": "high", "consequence": "medium"},
    "frikoeb": {"role": "Socialrådgiver", "year": "2024", "hours": "1480,5", "rate": "320"},
    "spoergsmaal": {"question": "Skriver flere selv?"},
    "rapport": {"title": "Årsrapport", "due_on": "2025-02-01"},
}
TOLD = {
    "title": "Med i egen plan",
    "summary": "Kort",
    "starts_on": "2024-01-01",
    "ends_on": "2026-12-31",
    "funder": "Gavnfonden",
    "total": "4.500.000",
    "grant": "4.050.000",
    "own_share": "450.000",
    "partners": "Foreningen | udpeger\nHøjskolen",
    "version": "1",
}


@pytest.fixture
def addresses(project: Project) -> list[str]:
    own = ("prepare_project", "edit_project")
    return [
        reverse("projects_desk"),
        reverse("write_project"),
        *(reverse(name, args=[project.pk]) for name in own),
        *(reverse("add_project_part", args=[project.pk, kind]) for kind in PARTS),
    ]


def test_pages_for_staff(desk: Client, make_person: MakePerson, addresses: list[str]) -> None:
    relative = log_in(Client(), make_person(Role.RELATIVE))
    for address in addresses:
        assert desk.get(address).status_code == 200, address
        assert_leads_to_log_in(Client(), address)
        assert_refused(relative.get(address), "rollen")


def test_what_is_not_there(desk: Client, client: Client, project: Project) -> None:
    for name in ("prepare_project", "edit_project"):
        assert desk.get(reverse(name, args=[999])).status_code == 404
    posts = ("move_project", "open_project_budget", "delete_project", "decide_gate")
    for name in (*posts, "finish_milestone", "send_report"):
        assert desk.post(reverse(name, args=[999])).status_code == 404
        assert desk.get(reverse(name, args=[999])).status_code == 405
    for kind in PARTS:
        assert desk.get(reverse("edit_project_part", args=[kind, 999])).status_code == 404
        assert desk.post(reverse("remove_project_part", args=[kind, 999])).status_code == 404
    assert client.get(reverse("project", args=["findes-ikke"])).status_code == 404
    assert client.get(reverse("project", args=[project.slug])).status_code == 404
    wrong = desk.post(reverse("move_project", args=[project.pk]), {"to": "fløj"})
    assert wrong.status_code == 404


class TestPublic:
    def test_everybody_reads_what_is_more_than_an_idea(
        self, client: Client, desk: Client, project: Project, phases: list[Phase]
    ) -> None:
        assert project.title not in text_of(client.get(reverse("projects")))
        assert desk.get(reverse("project", args=[project.slug])).status_code == 200
        move_to(project, ProjectState.RUNNING)
        assert project.title in text_of(client.get(reverse("projects")))
        page = text_of(client.get(reverse("project", args=[project.slug])))
        for words in (
            "Projektet koster 4,5 mio. kr.",
            "Gavnfonden betaler",
            "(10,0 %)",
            "Handicapforeningen: udpeger mentorer",
            "1. Pilot",
            "Virker det?",
        ):
            assert words in page
        found = json.loads(client.get(reverse("projects_json")).content)["projects"]
        assert [one["total"] for one in found] == ["4500000.00"]
        table = client.get(reverse("projects_csv")).content.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(table), delimiter=";"))) == 2

    def test_as_pdf_and_word(self, client: Client, project: Project, phases: list[Phase]) -> None:
        move_to(project, ProjectState.RUNNING)
        assert client.get(reverse("project_pdf", args=[project.slug])).content[:5] == b"%PDF-"
        assert client.get(reverse("project_word", args=[project.slug])).content[:2] == b"PK"

    def test_a_list_costs_few_queries(self, client: Client, project: Project) -> None:
        move_to(project, ProjectState.APPLIED)

        def count() -> int:
            with CaptureQueriesContext(connection) as seen:
                client.get(reverse("projects_json"))
            return len(seen)

        before = count()
        for _number in range(5):
            made = projects.write_project(actor=SYSTEM, text=text_for())
            move_to(made, ProjectState.APPLIED)
        assert count() == before


class TestWriting:
    def test_an_idea_becomes_a_project(self, desk: Client, db: None) -> None:
        desk.post(reverse("write_project"), TOLD | {"title": SCRIPT})
        made = Project.objects.get()
        assert made.total == Decimal(4_500_000)
        assert [str(one) for one in made.partners.all()] == ["Foreningen", "Højskolen"]
        answer = desk.get(reverse("prepare_project", args=[made.pk]))
        assert SCRIPT not in answer.content.decode()
        shown = text_of(desk.get(reverse("edit_project", args=[made.pk])))
        assert "Foreningen | udpeger" in shown
        assert "4.050.000" in shown

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"title": ""}, "Titel"),
            ({"title": NUL}, "Null"),
            ({"title": LONG}, "200"),
            ({"starts_on": "i morgen"}, "Skriv datoen"),
            ({"ends_on": "2020-01-01"}, "før det begynder"),
            ({"grant": "-5"}, "mindre end 0"),
            ({"own_share": "1"}, "tilsammen"),
            ({"own_percent": "25"}, "Egen andel er 10,0 %"),
            ({"own_percent": "mange"}, "Skriv et tal"),
            ({"own_percent": "1e5"}, "Skriv et tal"),
            ({"responsible": "999"}, "gyldig"),
            ({"places": "abc"}, "gyldig"),
        ],
    )
    def test_bad_input(self, desk: Client, db: None, wrong: dict[str, str], says: str) -> None:
        answer = desk.post(reverse("write_project"), TOLD | wrong)
        assert says in text_of(answer)
        assert not Project.objects.exists()

    def test_two_who_save(self, desk: Client, project: Project) -> None:
        address = reverse("edit_project", args=[project.pk])
        assert desk.post(address, TOLD).status_code == 302
        again = text_of(desk.post(address, TOLD | {"why": "Mine ord"}))
        assert "En anden har gemt" in again
        assert "Mine ord" in again

    def test_parts_come_change_and_go(self, desk: Client, project: Project) -> None:
        for kind, told in PARTS.items():
            answer = desk.post(reverse("add_project_part", args=[project.pk, kind]), told)
            assert answer.status_code == 302, (kind, text_of(answer))
        page = text_of(desk.get(reverse("prepare_project", args=[project.pk])))
        for words in ("Ny fase", "Hold i gang", "For få", "473.760 kr.", "Årsrapport", "Hold øje"):
            assert words in page
        for kind, model in (("frikoeb", BuyOut), ("milepael", Milestone), ("rapport", Report)):
            part = model.objects.get()
            address = reverse("edit_project_part", args=[kind, part.pk])
            assert desk.get(address).status_code == 200
            assert desk.post(address, PARTS[kind] | {"version": "1"}).status_code == 302
            again = desk.post(address, PARTS[kind] | {"version": "1"})
            assert "En anden har gemt" in text_of(again)
            desk.post(reverse("remove_project_part", args=[kind, part.pk]))
            assert not model.objects.exists()

    @pytest.mark.parametrize(
        ("kind", "wrong", "says"),
        [
            ("fase", {"ends_on": "2023-01-01"}, "før den begynder"),
            ("fase", {"ends_on": "2030-01-01"}, "uden for projektet"),
            ("milepael", {"due_on": "2030-01-01"}, "uden for projektet"),
            ("risiko", {"likelihood": "enorm"}, "gyldig"),
            ("frikoeb", {"hours": "0"}, "over 0"),
            ("frikoeb", {"rate": "²"}, "Skriv et tal"),
            ("frikoeb", {"year": "24"}, "fire tal"),
            ("rapport", {"due_on": ""}, "Vælg en dato"),
        ],
    )
    def test_bad_parts(
        self, desk: Client, project: Project, kind: str, wrong: dict[str, str], says: str
    ) -> None:
        address = reverse("add_project_part", args=[project.pk, kind])
        assert says in text_of(desk.post(address, PARTS[kind] | wrong))

    def test_steps_gates_milestones_and_reports(
        self, desk: Client, project: Project, phases: list[Phase]
    ) -> None:
        for kind in ("milepael", "rapport"):
            desk.post(reverse("add_project_part", args=[project.pk, kind]), PARTS[kind])
        desk.post(reverse("move_project", args=[project.pk]), {"to": "applied", "why": "Frist"})
        project.refresh_from_db()
        assert project.state == ProjectState.APPLIED
        gate = reverse("decide_gate", args=[phases[0].pk])
        assert "bygger på" in text_of(desk.post(gate, {"gate": "passed"}, follow=True))
        desk.post(gate, {"gate": "passed", "why": "Det virker"})
        assert Phase.objects.get(pk=phases[0].pk).gate == GateState.PASSED
        assert desk.post(gate, {"gate": "måske"}).status_code == 404
        desk.post(reverse("finish_milestone", args=[Milestone.objects.get().pk]))
        assert Milestone.objects.get().done_on
        desk.post(reverse("send_report", args=[Report.objects.get().pk]))
        assert Report.objects.get().sent_on

    def test_money_and_a_case_for_the_committee(self, desk: Client, project: Project) -> None:
        answer = desk.post(reverse("open_project_budget", args=[project.pk]))
        budget = Budget.objects.get()
        assert answer.headers["Location"] == reverse("budget", args=[budget.pk])
        assert project.title in text_of(desk.get(answer.headers["Location"]))
        page = desk.get(reverse("prepare_project", args=[project.pk])).content.decode()
        token = page.split("?om=")[1].split('"')[0]
        told = {"title": "Bevilling", "body": "Socialudvalget"}
        desk.post(f"{reverse('write_case')}?om={token}", told)
        case = CaseDraft.objects.get()
        assert (case.owner_key, case.budget) == (project.thing, budget)
        assert "Bevilling" in text_of(desk.get(reverse("prepare_project", args=[project.pk])))

    def test_an_idea_is_deleted(self, desk: Client, project: Project) -> None:
        desk.post(reverse("delete_project", args=[project.pk]))
        assert not Project.objects.exists()
