"""H1: a plan is taken in from a document, corrected, decided, followed up and read by a parent."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.people.models import Person
from samspil.kit.access import SYSTEM, Role
from samspil.work.plans.actions.importing import digest_of, import_plan
from samspil.work.plans.actions.plans import change_plan_state
from samspil.work.plans.models import Activity, Plan
from samspil.work.plans.reading.reader import read_plan
from samspil.work.plans.terms import PlanState
from tests.fixtures import MakePerson
from tests.journeys.conftest import CheckPages
from tests.journeys.post import log_in_browser

pytestmark = pytest.mark.usefixtures("topics")
TEXT = """# Handicapplan for børn 2025-2028

Planen er til familier med et barn, der har et handicap.

## Vision

Alle børn hører til.

## Spor: Sammen om barnet

### Indsatsområde: Koordinering

#### Formål

Familien har én indgang.

#### Hvorfor

Det tager for megen tid at ringe rundt.

> Vi ringer hele dagen.

#### Aktiviteter

- Faste netværksmøder i samarbejde med skoleområdet
- En fælles plan for overgangen til voksen

### Indsatsområde: Hele familien

#### Formål

Søskende har det godt.

#### Aktiviteter

- Grupper for søskende
"""


@pytest.fixture
def manager(make_person: MakePerson) -> Person:
    return make_person(Role.MANAGER)


@pytest.fixture
def running(db: None, manager: Person) -> Plan:
    content = TEXT.encode()
    plan = import_plan(actor=SYSTEM, read=read_plan(content, "plan.md"), digest=digest_of(content))
    Activity.objects.update(responsible=manager)
    for state in (PlanState.CONSULTATION, PlanState.DECIDED, PlanState.RUNNING):
        plan = change_plan_state(actor=SYSTEM, plan=plan, to=state)
    return plan


def take_in(page: Page) -> None:
    page.goto("/planlaeg/planer/")
    page.get_by_role("link", name="Hent en plan ind").click()
    page.get_by_role("button", name="Læs dokumentet").click()
    expect(page.get_by_role("alert")).to_contain_text("Vælg et dokument")
    page.get_by_label("Eller sæt teksten ind her").fill(TEXT)
    page.get_by_role("button", name="Læs dokumentet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Handicapplan for børn 2025-2028")
    expect(page.get_by_role("main")).to_contain_text("3 aktiviteter")


def correct(page: Page, owner: Person) -> None:
    page.get_by_role("link", name="Hele familien", exact=True).click()
    page.get_by_label("Hvorfor?").fill("Søskende bliver let glemt.")
    page.get_by_role("button", name="Gem").click()
    page.get_by_text("Vis 2 aktiviteter").click()
    page.get_by_role("link", name="Faste netværksmøder").click()
    page.get_by_label("Ansvarlig medarbejder").select_option(str(owner.pk))
    page.get_by_label("Slutter").fill("2019-01-01")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("alert")).to_contain_text("uden for planens periode")
    page.get_by_label("Slutter").fill("2028-06-30")
    page.get_by_role("button", name="Gem").click()
    for button in ("Send i høring", "Planen er besluttet", "Sæt i gang"):
        page.get_by_role("button", name=button).click()
    expect(page.get_by_role("main")).to_contain_text("0 %")


def tell(page: Page) -> None:
    page.goto("/skrivebord/")
    page.get_by_role("link", name="Mine aktiviteter").click()
    page.get_by_role("button", name="Uændret").click()
    expect(page.get_by_role("status")).to_contain_text("bekræftet i dag")
    page.get_by_role("link", name="Fortæl mere").click()
    page.get_by_label("går i stå", exact=True).check()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("alert")).to_contain_text("hvorfor det går i stå")
    page.get_by_label("Hvorfor går det i stå?").fill("Skolen mangler en aftale.")
    page.get_by_label("Hvem kan få det i gang igen?").fill("skolechefen")
    page.get_by_label("Hvor langt er den, i procent?").fill("40")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("main")).to_contain_text("Går i stå")


def read_as_a_parent(page: Page) -> None:
    page.goto("/")
    page.goto("/planer/")
    page.get_by_role("link", name="Handicapplan for børn").click()
    expect(page.get_by_role("main")).to_contain_text("13 %")
    page.get_by_role("link", name="Koordinering").click()
    main = page.get_by_role("main")
    for words in (
        "Familien har én indgang",
        "Vi ringer hele dagen",
        "Skolen mangler en aftale",
        "med hjælp fra skolechefen",
        "Hvordan kan jeg være med?",
    ):
        expect(main).to_contain_text(words)
    page.goto("/planer/")
    page.get_by_role("link", name="Handicapplan for børn").click()
    page.get_by_label("Status").select_option(label="Går i stå")
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.locator(".news-list .news-item").last).to_contain_text("Faste netværksmøder")
    page.get_by_role("link", name="Tidslinje").click()
    expect(page.get_by_role("row", name="Grupper for søskende")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_h1_from_a_document_to_a_plan_a_parent_follows(
    page: Page,
    desktop: Page,
    no_js_page: Page,
    live_server: LiveServer,
    manager: Person,
    scripts: bool,  # noqa: FBT001
) -> None:
    writer = desktop if scripts else no_js_page
    log_in_browser(writer, manager, live_server.url)
    take_in(writer)
    correct(writer, manager)
    tell(writer)
    read_as_a_parent(page if scripts else no_js_page)
    plan = Plan.objects.get()
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = writer.request.get(f"/planer/{plan.pk}/plan.{kind}")
        assert answer.body()[: len(begins)] == begins


def test_h1_pages_in_light_and_dark(
    check_pages: CheckPages, running: Plan, desktop: Page, live_server: LiveServer, manager: Person
) -> None:
    activity, area = running.activities.all()[0], running.areas.all()[0]
    one, desk = f"/planer/{running.pk}/", f"/planlaeg/planer/{running.pk}/"
    check_pages(
        "/planer/",
        one,
        f"{one}?status=not_started",
        f"/planer/omraade/{area.pk}/",
        f"{one}tidslinje/",
        f"{one}hele/",
        f"{one}versioner/",
        f"{one}versioner/1/",
        f"/en{one}",
    )
    log_in_browser(desktop, manager, live_server.url)
    check_pages(
        "/planlaeg/planer/",
        "/planlaeg/planer/ny/",
        "/planlaeg/planer/hent/",
        desk,
        f"{desk}ret/",
        f"{desk}strategi/",
        f"{desk}spor/",
        f"/planlaeg/planer/omraade/{area.pk}/",
        f"/planlaeg/planer/aktivitet/{activity.pk}/",
        "/planer/mine/",
        f"/planer/status/{activity.pk}/",
        page=desktop,
    )
