"""Every page of money and decisions: works, not logged in, wrong role, foreign, bad input."""

import csv
import io
import json
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.fixtures import MakePerson, log_in
from tests.pages import (
    LONG,
    NUL,
    ODD_QUERIES,
    SCRIPT,
    assert_leads_to_log_in,
    assert_refused,
    text_of,
)

from samspil.base.places.models import Place
from samspil.commons.decisions.actions import decisions, money
from samspil.commons.decisions.models import (
    Attachment,
    Budget,
    BudgetLine,
    CaseDraft,
    Decision,
    Spending,
)
from samspil.commons.decisions.queries.decisions import owner_token
from samspil.commons.decisions.tests.conftest import OWNER, said
from samspil.kit.access import ALLOWED, SYSTEM, Role

pytestmark = pytest.mark.django_db
BUDGET = ("budget", "set_budget", "add_budget_line", "book_spending")
DECISION = ("edit_decision", "attach_to_decision")
CASE = ("case", "case_word", "edit_case", "attach_to_case", "decide_case")
NEW = ("decisions_desk", "write_decision", "write_case")
LINE = {
    "post": "Lokaler",
    "amount": "12.500,50",
    "recurrence": "one_off",
    "first_year": "2026",
    "kind": "planned",
    "source": "own",
    "version": "1",
}
SAID = {
    "title": "Bevilling",
    "body": "Byrådet",
    "decided_on": "2025-05-06",
    "outcome": "approved",
    "text": "Godkendt.",
    "is_public": "on",
    "version": "1",
}
TEXT = {"title": "Ny sag", "body": "Byrådet", "recommendations": "a\nb", "version": "1"}


@pytest.fixture
def addresses(budget: Budget, decision: Decision, case: CaseDraft) -> list[str]:
    line = budget.lines.all()[0]
    return [
        *(reverse(name) for name in NEW),
        *(reverse(name, args=[budget.pk]) for name in BUDGET),
        *(reverse(name, args=[decision.pk]) for name in DECISION),
        *(reverse(name, args=[case.pk]) for name in CASE),
        reverse("change_budget_line", args=[line.pk]),
    ]


def test_pages_for_staff_work(desk: Client, addresses: list[str]) -> None:
    for address in addresses:
        assert desk.get(address).status_code == 200, address


def test_pages_for_staff_lead_to_log_in(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        assert_leads_to_log_in(client, address)


def test_pages_for_staff_refuse_others(make_person: MakePerson, addresses: list[str]) -> None:
    relative = log_in(Client(), make_person(Role.RELATIVE))
    for address in addresses:
        assert_refused(relative.get(address), "rollen")


def test_what_is_not_there_is_not_found(desk: Client, db: None) -> None:
    for name in (*BUDGET, *DECISION, *CASE, "change_budget_line", "decision", "decision_file"):
        assert desk.get(reverse(name, args=[999])).status_code == 404
    for name in (
        "remove_budget_line",
        "reverse_spending",
        "finish_step",
        "detach_file",
        "move_case",
    ):
        assert desk.post(reverse(name, args=[999])).status_code == 404
        assert desk.get(reverse(name, args=[1])).status_code == 405


def test_a_role_for_another_place_is_refused(make_person: MakePerson, budget: Budget) -> None:
    person = make_person(Role.MANAGER, place=Place.objects.create(name="Her"))
    there = log_in(Client(), person)
    assert there.get(reverse("budget", args=[budget.pk])).status_code == 403


class TestMoney:
    def test_lines_and_spendings(self, desk: Client, budget: Budget) -> None:
        desk.post(reverse("add_budget_line", args=[budget.pk]), LINE)
        line = budget.lines.get(post="Lokaler")
        assert line.amount == Decimal("12500.50")
        change = reverse("change_budget_line", args=[line.pk])
        assert "12.500,50" in text_of(desk.get(change))
        desk.post(change, LINE | {"amount": "13.000"})
        paid = {"post": "Lokaler", "amount": "500", "year": "2026", "booked_on": "2025-05-01"}
        desk.post(reverse("book_spending", args=[budget.pk]), paid)
        row = Spending.objects.get()
        page = text_of(desk.get(reverse("budget", args=[budget.pk])))
        for words in ("13.000 kr.", "500 kr.", "Børneplanen", "4.500.000 kr."):
            assert words in page
        desk.post(reverse("remove_budget_line", args=[line.pk]))
        assert BudgetLine.objects.filter(pk=line.pk).exists()
        desk.post(reverse("reverse_spending", args=[row.pk]), {"why": "Forkert"})
        assert "-500 kr." in text_of(desk.get(reverse("budget", args=[budget.pk])))
        desk.post(reverse("remove_budget_line", args=[line.pk]))
        assert not BudgetLine.objects.filter(pk=line.pk).exists()

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"amount": "-5"}, "mindre end 0"),
            ({"amount": "mange penge"}, "Skriv beløbet i kroner"),
            ({"amount": "9" * 30}, "for stort"),
            ({"amount": ""}, "Beløb i kroner"),
            ({"post": LONG}, "200"),
            ({"post": NUL}, "Null"),
            ({"first_year": "27"}, "fire tal"),
            ({"first_year": "MMXX"}, "fire tal"),
            ({"last_year": "2030"}, "engangsbeløb"),
            ({"recurrence": "yearly", "last_year": "2020"}, "før det første"),
            ({"kind": "maybe"}, "gyldig"),
        ],
    )
    def test_bad_lines(
        self, desk: Client, budget: Budget, wrong: dict[str, str], says: str
    ) -> None:
        answer = desk.post(reverse("add_budget_line", args=[budget.pk]), LINE | wrong)
        assert answer.status_code == 200
        assert says in text_of(answer)
        assert budget.lines.count() == 2

    def test_money_for_a_post_that_is_not_there(self, desk: Client, budget: Budget) -> None:
        paid = {"post": "Ukendt", "amount": "5", "year": "2026", "booked_on": "2025-05-01"}
        assert desk.post(reverse("book_spending", args=[budget.pk]), paid).status_code == 200
        ahead = paid | {"post": "Frikøb", "booked_on": "2999-01-01"}
        assert "ikke kommet" in text_of(
            desk.post(reverse("book_spending", args=[budget.pk]), ahead)
        )
        assert not Spending.objects.exists()

    def test_the_frame_with_somebody_else_saving(self, desk: Client, budget: Budget) -> None:
        address = reverse("set_budget", args=[budget.pk])
        told = {"funding": "external_funds", "frame": "3.900.000", "version": "1"}
        assert desk.post(address, told).status_code == 302
        page = text_of(desk.get(reverse("budget", args=[budget.pk])))
        assert "1,50 kr. mere, end rammen" in page
        again = text_of(desk.post(address, told | {"note": "Mine ord"}))
        assert "En anden har gemt" in again
        assert "Mine ord" in again

    def test_a_budget_costs_few_queries(self, desk: Client, budget: Budget) -> None:
        def count() -> int:
            with CaptureQueriesContext(connection) as seen:
                desk.get(reverse("budget", args=[budget.pk]))
            return len(seen)

        count()
        before = count()
        for year in range(2000, 2010):
            cost = money.Cost(post=f"Post {year}", amount=Decimal(5), first_year=year)
            money.add_line(actor=SYSTEM, may=ALLOWED, budget=budget, cost=cost)
            paid = money.Paid(post=f"Post {year}", amount=Decimal(1), year=year)
            money.book_spending(actor=SYSTEM, may=ALLOWED, budget=budget, paid=paid)
        count()
        assert count() == before


class TestDecisions:
    def test_everybody_reads_public_ones(self, client: Client, decision: Decision) -> None:
        closed = decisions.record_decision(
            actor=SYSTEM, may=ALLOWED, said=said(title="Lukket", is_public=False)
        )
        page = text_of(client.get(reverse("decisions")))
        assert "Forsøg med aflastning" in page
        assert "Lukket" not in page
        assert "Børneplanen" in text_of(client.get(reverse("decision", args=[decision.pk])))
        assert client.get(reverse("decision", args=[closed.pk])).status_code == 404
        found = json.loads(client.get(reverse("decisions_json")).content)["decisions"]
        assert [one["title"] for one in found] == ["Forsøg med aflastning"]
        table = client.get(reverse("decisions_csv")).content.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(table), delimiter=";"))) == 2

    def test_nothing_is_found(self, client: Client, decision: Decision) -> None:
        page = text_of(client.get(reverse("decisions") + "?q=havn&aar=2025&hvem=Byr%C3%A5det"))
        assert "Ingen beslutninger passer" in page

    @pytest.mark.parametrize("query", ODD_QUERIES)
    def test_odd_addresses(self, client: Client, decision: Decision, query: str) -> None:
        assert client.get(f"{reverse('decisions')}?{query}").status_code in {200, 404}

    def test_odd_years(self, client: Client, db: None) -> None:
        for year in ("abc", "-1", "9" * 50, "%00"):
            assert client.get(f"{reverse('decisions')}?aar={year}").status_code == 404
        assert client.get(f"{reverse('decisions')}?aar=99999").status_code == 200

    def test_one_is_written_about_something_above(self, desk: Client) -> None:
        address = f"{reverse('write_decision')}?om={owner_token(OWNER)}"
        desk.post(address, SAID | {"case_number": "hos Bente", "title": SCRIPT})
        made = Decision.objects.get()
        assert made.owner_key == "plan:3"
        answer = desk.get(reverse("decision", args=[made.pk]))
        assert SCRIPT not in answer.content.decode()
        assert "hos Bente" in text_of(answer)
        assert desk.get(reverse("write_decision") + "?om=falsk").status_code == 404

    def test_a_number_nobody_knows_gives_a_hint(self, desk: Client, db: None) -> None:
        answer = desk.post(
            reverse("write_decision"), SAID | {"case_number": "hos Bente"}, follow=True
        )
        assert "Se lige nummeret efter: hos Bente" in text_of(answer)
        answer = desk.post(
            reverse("write_decision"), SAID | {"document_numbers": "2009-93482"}, follow=True
        )
        assert "Se lige" not in text_of(answer)

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"decided_on": "2999-01-01"}, "ikke kommet"),
            ({"decided_on": "i går"}, "Skriv datoen"),
            ({"text": ""}, "Beslutningen"),
            ({"outcome": "måske"}, "gyldig"),
            ({"next_step_on": "2026-01-01"}, "hvad der skal ske"),
            ({"title": NUL}, "Null"),
        ],
    )
    def test_bad_decisions(self, desk: Client, db: None, wrong: dict[str, str], says: str) -> None:
        answer = desk.post(reverse("write_decision"), SAID | wrong)
        assert says in text_of(answer)
        assert not Decision.objects.exists()

    def test_two_who_change_one(self, desk: Client, decision: Decision) -> None:
        address = reverse("edit_decision", args=[decision.pk])
        assert desk.post(address, SAID).status_code == 302
        again = text_of(desk.post(address, SAID | {"text": "Mine ord"}))
        assert "En anden har gemt" in again
        assert "Mine ord" in again

    def test_the_next_step(self, desk: Client, decision: Decision) -> None:
        desk.post(reverse("edit_decision", args=[decision.pk]), SAID | {"next_step": "Ny sag"})
        assert "Ny sag" in text_of(desk.get(reverse("decisions_desk")))
        desk.post(reverse("finish_step", args=[decision.pk]))
        assert "Ny sag" not in text_of(desk.get(reverse("decisions_desk")))

    def test_files(self, desk: Client, client: Client, decision: Decision) -> None:
        file = SimpleUploadedFile("Bilag.pdf", b"%PDF-1.7")
        desk.post(reverse("attach_to_decision", args=[decision.pk]), {"file": file, "title": "B"})
        made = Attachment.objects.get()
        address = reverse("decision_file", args=[made.pk])
        assert client.get(address).content == b"%PDF-1.7"
        Decision.objects.update(is_public=False)
        assert client.get(address).status_code == 404
        inside = desk.get(address)
        assert inside.status_code == 200
        assert "no-store" in inside["Cache-Control"]
        wrong = SimpleUploadedFile("a.exe", b"MZ")
        answer = desk.post(reverse("attach_to_decision", args=[decision.pk]), {"file": wrong})
        assert "ikke et dokument" in text_of(answer)
        desk.post(reverse("detach_file", args=[made.pk]))
        assert not Attachment.objects.exists()


class TestCases:
    def test_from_draft_to_decision(self, desk: Client, budget: Budget) -> None:
        desk.post(f"{reverse('write_case')}?om={owner_token(OWNER)}", TEXT)
        case = CaseDraft.objects.get()
        assert case.budget == budget
        page = text_of(desk.get(reverse("case", args=[case.pk])))
        assert "Det indstilles, at" in page
        assert "Frikøb" in page
        answer = desk.get(reverse("case_word", args=[case.pk]))
        assert answer.content[:2] == b"PK"
        assert "Ny%20sag.docx" in answer.headers["Content-Disposition"] or (
            'filename="Ny sag.docx"' in answer.headers["Content-Disposition"]
        )
        desk.post(reverse("edit_case", args=[case.pk]), TEXT | {"title": "Anden"})
        desk.post(reverse("move_case", args=[case.pk]), {"to": "handed_over"})
        assert "Afleveret" in text_of(desk.get(reverse("case", args=[case.pk])))
        form = text_of(desk.get(reverse("decide_case", args=[case.pk])))
        assert "1. a\n2. b" in form
        desk.post(reverse("decide_case", args=[case.pk]), SAID)
        assert Decision.objects.get().case == case
        answer = desk.post(reverse("move_case", args=[case.pk]), {"to": "draft"})
        assert answer.status_code == 403

    def test_two_who_write(self, desk: Client, case: CaseDraft) -> None:
        address = reverse("edit_case", args=[case.pk])
        assert desk.post(address, TEXT).status_code == 302
        assert "En anden har gemt" in text_of(desk.post(address, TEXT))

    def test_a_case_without_a_title(self, desk: Client, db: None) -> None:
        assert "Sagens titel" in text_of(desk.post(reverse("write_case"), TEXT | {"title": ""}))
        assert not CaseDraft.objects.exists()


def test_what_concerns_the_whole_municipality_is_not_begun_with_a_role_for_one_place(
    make_person: MakePerson,
) -> None:
    local = log_in(Client(), make_person(Role.MANAGER, place=Place.objects.create(name="Her")))
    assert local.post(reverse("write_decision"), SAID).status_code == 403
    assert local.post(reverse("write_case"), TEXT).status_code == 403
    assert not Decision.objects.exists()
    assert not CaseDraft.objects.exists()


def test_who_decides_a_case_is_told_that_its_files_become_public(
    desk: Client, case: CaseDraft
) -> None:
    address = reverse("decide_case", args=[case.pk])
    assert "bilag" not in text_of(desk.get(address))
    file = SimpleUploadedFile("Intern.pdf", b"%PDF-1.7")
    desk.post(reverse("attach_to_case", args=[case.pk]), {"file": file, "title": "Internt notat"})
    page = text_of(desk.get(address))
    assert "kan alle læse dem" in page
    assert "Internt notat" in page
