"""N6 and B6: a project on outside money, from an idea over a case for the committee to what was learnt."""

import re
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.outbox.models import Delivery
from samspil.base.people.models import Person
from samspil.commons.decisions.queries.decisions import budget_of
from samspil.commons.decisions.queries.money import sums_of
from samspil.kit.access import SYSTEM, Role
from samspil.work.projects.actions import parts, projects
from samspil.work.projects.actions.reminding import remind_of_reports
from samspil.work.projects.models import Project
from samspil.work.projects.terms import GateState, Level, ProjectState
from samspil.work.projects.tests.conftest import move_to, text_for
from tests.fixtures import MakePerson
from tests.journeys.conftest import CheckPages
from tests.journeys.post import log_in_browser

pytestmark = pytest.mark.usefixtures("topics")


@pytest.fixture
def manager(make_person: MakePerson) -> Person:
    return make_person(Role.MANAGER)


def fill(page: Page, **typed: str) -> None:
    """Type into fields by the words of their labels."""
    for label, text in typed.items():
        page.get_by_label(re.compile("^" + label.replace("_", " "))).first.fill(text)


def save(page: Page) -> None:
    page.get_by_role("button", name="Gem", exact=True).click()


def write_idea(page: Page) -> None:
    """An idea whose shares do not sum at first."""
    page.goto("/planlaeg/projekter/")
    page.get_by_role("link", name="Skriv en idé").click()
    fill(
        page,
        Titel="Borgeren ved rattet",
        Kort_fortalt="150 borgere skriver deres egen plan.",
        Begynder="2024-01-01",
        Slutter="2026-12-31",
        Hvem_er_med="Foreningen | udpeger mentorer",
        Hvem_søger="Gavnfonden",
        Projektet_koster="4.500.000",
        Tilskud="4.050.000",
        Egen_andel="400.000",
    )
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("4.450.000 kr. tilsammen")
    fill(page, Egen_andel="450.000")
    save(page)
    expect(page.get_by_role("heading", name="Borgeren ved rattet")).to_be_visible()


def add_phases(page: Page) -> None:
    """Three phases of a year, the second of which lies on the first in its first try."""
    for title, year, begins in (
        ("Pilot", 2024, "2024-01-01"),
        ("Udbredelse", 2025, "2024-12-01"),
        ("Rapport", 2026, "2026-01-01"),
    ):
        page.get_by_role("link", name="Tilføj en fase").click()
        fill(page, Hvad_hedder=title, Begynder=begins, Slutter=f"{year}-12-31")
        fill(page, Hvad_skal_være="Virker det?")
        save(page)
        if title == "Udbredelse":
            expect(page.get_by_role("alert")).to_contain_text("oven i ”Pilot”")
            fill(page, Begynder="2025-01-01")
            save(page)


def apply_by_case(page: Page) -> None:
    """The committee decides on the application as a case; then the project is granted and begins."""
    page.get_by_role("link", name="Skriv en sag til udvalget").click()
    fill(page, Sagens_titel="Ansøgning til Gavnfonden", Hvem_skal="Socialudvalget")
    save(page)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Hent som Word").click()
    assert waiting.value.suggested_filename == "Ansøgning til Gavnfonden.docx"
    page.get_by_role("link", name="Skriv, hvad der blev besluttet").click()
    page.get_by_label("Beslutningen", exact=True).fill("Godkendt.")
    page.get_by_label("godkendt", exact=True).check()
    save(page)
    for button in ("Ansøgningen er sendt", "Projektet er bevilget", "Projektet er i gang"):
        page.goto(f"/planlaeg/projekter/{Project.objects.get().pk}/")
        page.get_by_role("button", name=button).click()


def test_n6_from_idea_by_a_case_to_a_page_for_all(
    page: Page, desktop: Page, live_server: LiveServer, manager: Person
) -> None:
    log_in_browser(desktop, manager, live_server.url)
    write_idea(desktop)
    add_phases(desktop)
    apply_by_case(desktop)
    desktop.get_by_label("Hvad bygger beslutningen på?").first.fill("30 borgere har gennemført")
    desktop.get_by_role("button", name="Fase 1 er godkendt").click()
    page.goto("/projekter/")
    page.get_by_role("link", name="Borgeren ved rattet").click()
    main = page.get_by_role("main")
    for words in (
        "I gang",
        "Foreningen: udpeger mentorer",
        "30 borgere har gennemført",
        "Projektet koster 4,5 mio. kr. i alt",
        "Ansøgning til Gavnfonden",
    ):
        expect(main).to_contain_text(words)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="PDF").click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-1.7")


def test_b6_one_and_a_half_million_a_year_by_post(
    page: Page, desktop: Page, live_server: LiveServer, manager: Person
) -> None:
    project = projects.write_project(actor=SYSTEM, text=text_for(), responsible=manager)
    move_to(project, ProjectState.RUNNING)
    log_in_browser(desktop, manager, live_server.url)
    desktop.goto(f"/planlaeg/projekter/{project.pk}/")
    desktop.get_by_role("link", name="Tilføj frikøb").click()
    fill(desktop, Hvem_frikøbes="Socialrådgivere", År="2024", Kroner="320")
    fill(desktop, Timer="1500,5")
    save(desktop)
    expect(desktop.get_by_role("main")).to_contain_text("480.160 kr.")
    desktop.get_by_role("link", name="Ret økonomien").click()
    for post, amount in (
        ("Ledelse", "500.000"),
        ("Undersøgelse", "700.000"),
        ("Rapport", "139.920"),
    ):
        desktop.get_by_role("link", name="Tilføj en linje").click()
        fill(desktop, Post=post, Beløb=amount, År="2024", Sidste_år="2026")
        desktop.get_by_label("hvert år", exact=True).check()
        desktop.get_by_label("besluttet", exact=True).check()
        save(desktop)
    desktop.get_by_role("link", name="Bogfør et beløb").click()
    desktop.get_by_label("Post").select_option("Ledelse")
    fill(desktop, Beløb="480.000", Regnskabsår="2024", Betalt="2024-12-15")
    save(desktop)
    budget = budget_of(project.thing)
    assert budget is not None
    total = sums_of(budget)
    assert total.years[2024].decided + total.years[2024].planned == Decimal(1_820_080)
    page.goto(f"/projekter/{project.slug}/")
    expect(page.get_by_role("main")).to_contain_text("Der er brugt 480.000 kr. af 4.019.760 kr.")
    text = parts.ReportText(title="Årsrapport", due_on=date(2025, 2, 1))
    parts.write_report(actor=SYSTEM, project=project, text=text)
    assert remind_of_reports(actor=SYSTEM, today=date(2025, 1, 5)) == 1
    assert Delivery.objects.count() == 1
    desktop.goto("/planlaeg/projekter/")
    desktop.get_by_role("link", name="Årsrapport").click()
    desktop.get_by_role("button", name="Sendt: Årsrapport").click()
    assert remind_of_reports(actor=SYSTEM, today=date(2025, 1, 30)) == 0


def test_n6_pages_in_light_and_dark(
    check_pages: CheckPages, desktop: Page, live_server: LiveServer, manager: Person
) -> None:
    made = projects.write_project(
        actor=SYSTEM, text=text_for(), partners=[("Foreningen", "")], responsible=manager
    )
    for title, year in (("Pilot", 2024), ("Udbredelse", 2025)):
        text = parts.PhaseText(
            title=title,
            gate_question="Virker det?",
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
        )
        phase = parts.write_phase(actor=SYSTEM, project=made, text=text)
        if year == 2024:
            parts.decide_gate(actor=SYSTEM, phase=phase, gate=GateState.PASSED, why="Ja")
    milestone = parts.MilestoneText(title="Hold i gang", due_on=date(2024, 4, 1))
    parts.write_milestone(actor=SYSTEM, project=made, text=milestone)
    risk = parts.RiskText(title="For få", likelihood=Level.HIGH, consequence=Level.HIGH)
    parts.write_risk(actor=SYSTEM, project=made, text=risk)
    question = parts.QuestionText(question="Skriver flere selv?")
    parts.write_question(actor=SYSTEM, project=made, text=question)
    report = parts.ReportText(title="Rapport", due_on=date(2025, 2, 1))
    parts.write_report(actor=SYSTEM, project=made, text=report)
    hours = parts.BuyOutText(role="Pædagoger", year=2024, hours=Decimal(10), rate=Decimal(300))
    parts.write_buyout(actor=SYSTEM, project=made, text=hours)
    moved = projects.move_project(actor=SYSTEM, project=made, to=ProjectState.APPLIED)
    public = ["/projekter/", f"/projekter/{moved.slug}/"]
    check_pages(*public, f"/en/projekter/{moved.slug}/")
    log_in_browser(desktop, manager, live_server.url)
    own = f"/planlaeg/projekter/{moved.pk}/"
    kinds = ("fase", "milepael", "risiko", "frikoeb", "spoergsmaal", "rapport")
    check_pages(
        public[1],
        "/planlaeg/projekter/",
        "/planlaeg/projekter/ny/",
        own,
        f"{own}ret/",
        *(f"{own}{kind}/" for kind in kinds),
        page=desktop,
    )
