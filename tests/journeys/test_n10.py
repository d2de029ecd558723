"""N10 and H14: each initiative shows its money and its decisions, sums add up, and a case goes to the committee."""

from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.people.models import Person
from samspil.commons.decisions.actions.money import Frame, begin_budget, set_budget
from samspil.commons.decisions.models import Budget, Decision
from samspil.commons.decisions.terms import Funding
from samspil.kit.access import ALLOWED, SYSTEM, Role
from samspil.work.plans.actions import parts, plans
from samspil.work.plans.models import Plan
from samspil.work.plans.queries.money import owner_of
from samspil.work.plans.terms import PlanKind, PlanState
from samspil.work.plans.tests.conftest import FIRST, LAST
from tests.fixtures import MakePerson
from tests.journeys.conftest import CheckPages
from tests.journeys.post import log_in_browser

pytestmark = pytest.mark.usefixtures("topics")


@pytest.fixture
def manager(make_person: MakePerson) -> Person:
    return make_person(Role.MANAGER)


@pytest.fixture
def plan(db: None) -> Plan:
    text = plans.PlanText(
        title="Handleplan for netværk", kind=PlanKind.ACTION_PLAN, starts_on=FIRST, ends_on=LAST
    )
    made = plans.write_plan(actor=SYSTEM, text=text)
    for letter, title in (("A", "En netværksmedarbejder"), ("G", "Fritidsguides")):
        words = parts.ActivityText(letter=letter, title=title)
        parts.write_activity(actor=SYSTEM, plan=made, text=words)
    for state in ("consultation", "decided"):
        made = plans.change_plan_state(actor=SYSTEM, plan=made, to=PlanState(state))
    return made


def set_money(page: Page) -> None:
    """An amount every year for initiative A, after one that is refused."""
    page.get_by_role("button", name="Ret økonomien: En netværksmedarbejder").click()
    page.get_by_role("link", name="Ret rammen").click()
    page.get_by_label("inden for rammen").check()
    page.get_by_role("button", name="Gem").click()
    page.get_by_role("link", name="Tilføj en linje").click()
    page.get_by_label("Post", exact=True).fill("Løn")
    page.get_by_label("Beløb i kroner").fill("-100.000")
    page.get_by_label("hvert år", exact=True).check()
    page.get_by_label("Sidste år").fill("2027")
    page.get_by_label("År", exact=True).fill("2025")
    page.get_by_label("besluttet", exact=True).check()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv det uden minus")
    page.get_by_label("Beløb i kroner").fill("100.000,50")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("main")).to_contain_text("300.001,50 kr.")


def write_case(page: Page) -> None:
    """A case to the committee, its Word file, and what was decided."""
    page.get_by_role("link", name="Skriv en sag til udvalget").click()
    page.get_by_label("Sagens titel").fill("Penge til fritidsguides")
    page.get_by_label("Hvem skal beslutte?").fill("Socialudvalget")
    page.get_by_label("Sagsnummer").fill("2026-093482")
    page.get_by_label("Baggrund og problem").fill("Mange kommer aldrig i en forening.")
    page.get_by_label("Løsning").fill("En guide følger med de første gange.")
    page.get_by_label("Indstilling").fill("At udvalget afsætter 200.000 kr.")
    page.get_by_role("button", name="Gem").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Hent som Word").click()
    words = "\n".join(
        each.text for each in Document(BytesIO(waiting.value.path().read_bytes())).paragraphs
    )
    for said in ("Penge til fritidsguides", "Mange kommer aldrig", "2026-093482", "200.000"):
        assert said in words
    page.get_by_role("link", name="Skriv, hvad der blev besluttet").click()
    page.get_by_label("Beslutningen", exact=True).fill("Indstillingen blev godkendt.")
    page.get_by_label("godkendt", exact=True).check()
    page.get_by_label("Råd, der er hørt").fill("Handicaprådet")
    page.get_by_label("Hvad sagde rådet?").fill("Rådet bakker op.")
    page.get_by_role("button", name="Gem").click()


def test_n10_money_case_decision_and_what_everybody_reads(
    page: Page, desktop: Page, live_server: LiveServer, manager: Person, plan: Plan
) -> None:
    address = f"/planer/{plan.pk}/oekonomi/"
    log_in_browser(desktop, manager, live_server.url)
    desktop.goto(address)
    set_money(desktop)
    desktop.goto(address)
    write_case(desktop)
    decision = Decision.objects.get()
    page.goto(f"/planer/{plan.pk}/")
    page.get_by_role("link", name="Penge og beslutninger").click()
    main = page.get_by_role("main")
    for words in ("300.001,50 kr.", "Inden for rammen", "Penge til fritidsguides", "Godkendt"):
        expect(main).to_contain_text(words)
    page.get_by_role("link", name="Penge til fritidsguides").click()
    for words in ("Indstillingen blev godkendt", "Rådet bakker op", decision.case_number):
        expect(page.get_by_role("main")).to_contain_text(words)


def test_h14_past_the_frame_is_said_to_all(
    page: Page, desktop: Page, live_server: LiveServer, manager: Person, plan: Plan
) -> None:
    whole = begin_budget(actor=SYSTEM, may=ALLOWED, owner=owner_of(plan))
    frame = Frame(funding=Funding.WITHIN_FRAME, frame=Decimal(200_000))
    set_budget(actor=SYSTEM, may=ALLOWED, budget=whole, frame=frame)
    log_in_browser(desktop, manager, live_server.url)
    desktop.goto(f"/planer/{plan.pk}/oekonomi/")
    set_money(desktop)
    page.goto(f"/planer/{plan.pk}/oekonomi/")
    expect(page.get_by_role("main")).to_contain_text("Over rammen")
    expect(page.get_by_role("main")).to_contain_text("100.001,50 kr. mere, end rammen")


def test_n10_pages_in_light_and_dark(
    check_pages: CheckPages, desktop: Page, live_server: LiveServer, manager: Person, plan: Plan
) -> None:
    log_in_browser(desktop, manager, live_server.url)
    desktop.goto(f"/planer/{plan.pk}/oekonomi/")
    set_money(desktop)
    desktop.goto(f"/planer/{plan.pk}/oekonomi/")
    write_case(desktop)
    budget, decision = Budget.objects.get(), Decision.objects.get()
    public = [f"/planer/{plan.pk}/oekonomi/", "/beslutninger/", f"/beslutninger/{decision.pk}/"]
    check_pages(*public, f"/en/beslutninger/{decision.pk}/")
    check_pages(
        *public,
        f"/oekonomi/{budget.pk}/",
        f"/oekonomi/{budget.pk}/ramme/",
        f"/oekonomi/{budget.pk}/linje/",
        f"/oekonomi/{budget.pk}/forbrug/",
        "/planlaeg/beslutninger/",
        "/planlaeg/beslutninger/ny/",
        "/planlaeg/sager/ny/",
        page=desktop,
    )
