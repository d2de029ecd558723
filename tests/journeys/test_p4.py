"""P4: a yearly plan, public, as a wheel; additions marked; anybody proposes; both are told."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.people.models import Person
from samspil.kit.access import SYSTEM, Role
from samspil.work.involvement.actions import initiatives, plans
from samspil.work.involvement.models import InvolvementPlan
from samspil.work.involvement.terms import PlanState
from tests.fixtures import MakePerson
from tests.journeys.conftest import (
    THOROUGHLY,
    Axe,
    CheckPages,
    OpenBrowser,
    has_no_sideways_scroll,
)
from tests.journeys.post import Post, links_in, log_in_browser

pytestmark = pytest.mark.usefixtures("topics")


@pytest.fixture
def coordinator(make_person: MakePerson) -> Person:
    return make_person(Role.COORDINATOR)


@pytest.fixture
def plan(coordinator: Person) -> InvolvementPlan:
    """This year's plan with three initiatives from the start."""
    today = timezone.localdate()
    found = plans.write_plan(
        actor=SYSTEM, year=today.year, text=plans.PlanText(intro="Sammen", easy_intro="Let")
    )
    for number, kind in enumerate(("focus_group", "dialogue_meeting", "theme_event")):
        initiatives.add_initiative(
            actor=SYSTEM,
            plan=found,
            responsible=coordinator,
            text=initiatives.InitiativeText(
                kind=kind,
                title=f"Initiativ nummer {number + 1}",
                purpose="Vi vil høre jer.",
                starts_on=today,
                ends_on=today + timedelta(days=20) if number else None,
            ),
        )
    return plans.change_plan_state(actor=SYSTEM, plan=found, to=PlanState.PUBLISHED)


def write_initiative(page: Page, title: str) -> None:
    """Fill in what a working community must have."""
    today = timezone.localdate()
    page.get_by_label("Arbejdsfællesskab").check()
    page.get_by_label("Overskrift", exact=True).fill(title)
    page.get_by_label("Formål", exact=True).fill("Vi vil gøre det bedre sammen.")
    page.get_by_label("Udfordring", exact=False).first.fill("Det går for langsomt.")
    page.get_by_label("Begynder").fill(today.isoformat())
    page.get_by_label("Slutter").fill((today + timedelta(days=3)).isoformat())
    page.get_by_role("button", name="Gem").click()


def test_p4_a_plan_is_written_published_and_read(
    open_browser: OpenBrowser, coordinator: Person, live_server: LiveServer, axe: Axe
) -> None:
    staff, reader = open_browser(), open_browser(java_script_enabled=False)
    log_in_browser(staff, coordinator, live_server.url)
    year = timezone.localdate().year
    staff.goto("/skrivebord/")
    staff.get_by_role("link", name="Inddragelse").click()
    staff.get_by_role("link", name="Begynd en ny plan").click()
    staff.get_by_label("År", exact=True).fill(str(year))
    staff.get_by_label("Indledning (valgfrit)", exact=True).fill("Det vil vi i år.")
    staff.get_by_role("button", name="Gem").click()
    staff.get_by_role("link", name="Tilføj et initiativ").click()
    write_initiative(staff, "En god vej til voksen")
    axe(staff)
    staff.goto(f"/inddragelse/plan/{year}/")
    expect(staff.get_by_text("Planen har 1 initiativ.")).to_be_visible()
    reader.goto("/")
    reader.goto("/vaer-med/")
    expect(reader.get_by_text("Der er ingen plan endnu")).to_be_visible()
    staff.get_by_role("button", name="Udgiv planen").click()
    expect(staff.get_by_text("Det står også på siden.")).to_be_visible()

    # Fewer than three from the start is said in plain words; what comes later is marked.
    reader.goto("/vaer-med/")
    expect(reader.get_by_text("Planen begyndte med 1 initiativ.")).to_be_visible()
    staff.get_by_role("link", name="Tilføj et initiativ").click()
    write_initiative(staff, "Noget nyt")
    expect(staff.locator(".error-summary")).to_contain_text("hvilket behov")
    expect(staff.get_by_label("Overskrift", exact=True)).to_have_value("Noget nyt")
    staff.get_by_label("Hvilket behov eller hvilken idé").fill("Tre familier spurgte")
    staff.get_by_role("button", name="Gem").click()
    reader.goto("/vaer-med/")
    added = reader.locator("article", has_text="Noget nyt")
    expect(added.get_by_text("Kommet til i løbet af året")).to_be_visible()
    added.get_by_role("link", name="Noget nyt").click()
    for words in ("Vi vil gøre det bedre", "Det går for langsomt", "Tre familier spurgte"):
        expect(reader.get_by_text(words)).to_be_visible()
    expect(reader.get_by_text(coordinator.name)).to_be_visible()
    expect(reader.get_by_role("link", name="Skriv dig op").last).to_be_visible()
    has_no_sideways_scroll(reader)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_p4_a_proposal_becomes_an_addition_and_both_are_told(
    open_browser: OpenBrowser,
    plan: InvolvementPlan,
    coordinator: Person,
    live_server: LiveServer,
    post: Post,
    axe: Axe,
    scripts: bool,  # noqa: FBT001
) -> None:
    mother = open_browser(java_script_enabled=scripts)
    mother.goto("/vaer-med/")
    mother.get_by_role("link", name="Foreslå noget").first.click()
    mother.get_by_label("Hvad foreslår du?").fill("Et møde for søskende")
    mother.get_by_label("Fortæl mere").fill("De skal mødes uden os.")
    mother.get_by_label("Din e-mail").fill("mor@example.com")
    mother.get_by_label("I må vise forslaget").check()
    mother.get_by_role("button", name="Send forslaget").click()
    expect(mother.locator(".error-summary")).to_contain_text("Vælg, hvem du er")
    mother.get_by_label("Pårørende", exact=True).check()
    mother.get_by_role("button", name="Send forslaget").click()
    expect(mother.get_by_role("heading", level=1)).to_have_text("Tak for dit forslag")
    (thanks,) = post.to("mor@example.com")
    assert "søskende" not in (thanks.text + thanks.html + thanks.mail["Subject"]).lower()

    staff = open_browser()
    log_in_browser(staff, coordinator, live_server.url)
    staff.goto("/inddragelse/forslag/")
    staff.get_by_role("link", name="Et møde for søskende").click()
    axe(staff)
    staff.get_by_role("link", name=f"Nyt initiativ i {plan.year}").click()
    expect(staff.get_by_label("Overskrift", exact=True)).to_have_value("Et møde for søskende")
    staff.get_by_label("Hvilket behov eller hvilken idé").fill("En mor foreslog det")
    write_initiative(staff, "Søskende fortæller")
    expect(staff.get_by_label("Hvilket initiativ bliver det til?")).to_contain_text("Søskende")
    staff.get_by_label("Svar (", exact=False).or_(
        staff.get_by_label("Svar", exact=True)
    ).first.fill("Tak. Det gør vi.")
    staff.get_by_label("Vis forslag og svar på siden").check()
    staff.get_by_role("button", name="Send svaret").click()
    expect(staff.get_by_text("Alle forslag har fået svar.")).to_be_visible()

    answer = post.to("mor@example.com")[-1]
    mother.goto(urlsplit(links_in(answer)[0]).path)
    expect(mother.get_by_text("Tak. Det gør vi.")).to_be_visible()
    mother.get_by_role("link", name="Søskende fortæller").click()
    expect(mother.get_by_text("Det begyndte med et forslag.")).to_be_visible()
    mother.goto("/vaer-med/forslag/")
    expect(mother.get_by_text("Det gjorde vi:")).to_be_visible()
    has_no_sideways_scroll(mother)


def test_p4_the_wheel_by_keyboard_on_paper_and_everywhere(
    page: Page, plan: InvolvementPlan, check_pages: CheckPages
) -> None:
    check_pages("/vaer-med/", ways=THOROUGHLY)
    page.goto("/vaer-med/")
    link = page.locator("svg a").first
    link.focus()
    expect(link).to_be_focused()
    name = link.get_attribute("aria-label") or ""
    assert name.startswith("1. Initiativ nummer")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Initiativ nummer")
    page.goto("/vaer-med/")
    listed = page.locator(".wheel__list ol").get_by_role("link")
    drawn = page.locator("svg a")
    expect(drawn).to_have_count(3)
    assert sorted(listed.all_inner_texts()) == sorted(
        (each.get_attribute("aria-label") or "").split(". ", 1)[1].split(",")[0]
        for each in drawn.all()
    )
    page.emulate_media(media="print")
    expect(page.locator(".wheel__picture")).to_be_visible()
    expect(page.locator(".wheel__list ol")).to_be_visible()
    assert page.pdf()[:5] == b"%PDF-"
