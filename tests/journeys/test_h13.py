"""H13: focus areas of the year, their groups, reminders, and the yearly status to committees and councils."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.people.models import Person
from samspil.kit.access import SYSTEM, Role
from samspil.work.plans.actions import parts, plans, status
from samspil.work.plans.actions.reminding import remind_owners
from samspil.work.plans.models import Activity, Plan
from samspil.work.plans.terms import PlanState
from tests.fixtures import MakePerson
from tests.journeys.conftest import CheckPages, OpenBrowser, has_no_sideways_scroll
from tests.journeys.post import Post, links_in, log_in_browser

ON_ITS_WAY = (PlanState.CONSULTATION, PlanState.DECIDED, PlanState.RUNNING)


@pytest.fixture
def owner(make_person: MakePerson) -> Person:
    return make_person(Role.CASEWORKER, email="ejer@example.com")


@pytest.fixture
def plan(owner: Person, transactional_db: None) -> Plan:
    """A plan under way, of which one activity has not been spoken of for long."""
    year = timezone.localdate().year
    found = plans.write_plan(
        actor=SYSTEM,
        text=plans.PlanText(
            title="Børneplanen", starts_on=date(year - 1, 1, 1), ends_on=date(year + 2, 12, 31)
        ),
        strategy=plans.Strategy(),
    )
    for title in ("Koordinering", "Netværk"):
        area = parts.write_area(actor=SYSTEM, plan=found, text=parts.AreaText(title=title))
        parts.write_activity(
            actor=SYSTEM,
            plan=found,
            area=area,
            responsible=owner,
            text=parts.ActivityText(title=f"Aktivitet om {title.lower()}"),
        )
    for state in ON_ITS_WAY:
        plans.change_plan_state(actor=SYSTEM, plan=found, to=state)
    Activity.objects.filter(title__contains="koordinering").update(
        state="running", progress=30, told_on=timezone.localdate() - timedelta(days=100)
    )
    status.save_addressee(
        actor=SYSTEM, name="Socialudvalget", kind="committee", email="udvalg@example.com"
    )
    return Plan.objects.get(pk=found.pk)


def choose(leader: Page, plan: Plan, year: int) -> None:
    """Choose an area, and take a relative with an address into its group."""
    leader.goto(f"/planlaeg/planer/{plan.pk}/")
    leader.get_by_role("link", name=f"Planlæg {year}").click()
    leader.get_by_role("link", name="Vælg årets indsatsområder").click()
    leader.get_by_role("checkbox", name="Koordinering").check()
    leader.get_by_label("Hvorfor ”Koordinering” i år?").fill("Mange familier spørger")
    leader.get_by_role("button", name="Gem").click()
    leader.get_by_role("link", name="Koordinering").click()
    leader.get_by_text("Tag en med, der har sagt ja").click()
    leader.get_by_label("Pårørende", exact=True).check()
    leader.get_by_label("Navn, hvis personen ikke er medarbejder").fill("Karen Holm")
    leader.get_by_label("E-mail eller telefon").fill("mor@example.com")
    leader.get_by_role("button", name="Tag personen med").click()
    leader.get_by_text("Aftal en opgave").click()
    leader.get_by_label("Hvad skal gøres?").fill("Læs brevet igennem")
    leader.get_by_label("Hvem gør det?").select_option(index=1)
    leader.get_by_role("button", name="Gem").click()
    expect(leader.get_by_text("Læs brevet igennem")).to_be_visible()


def test_h13_a_year_is_chosen_worked_on_and_everybody_follows(
    open_browser: OpenBrowser,
    make_person: MakePerson,
    plan: Plan,
    owner: Person,
    live_server: LiveServer,
    post: Post,
) -> None:
    year = timezone.localdate().year
    leader, mother, reader = open_browser(), open_browser(), open_browser(java_script_enabled=False)
    log_in_browser(leader, make_person(Role.MANAGER), live_server.url)
    choose(leader, plan, year)

    # A relative without any role here ticks her task off.
    log_in_browser(mother, make_person(email="mor@example.com"), live_server.url)
    mother.goto("/planer/grupper/")
    mother.get_by_role("link", name="Koordinering").click()
    mother.get_by_role("button", name="Gjort: Læs brevet igennem").click()
    expect(mother.get_by_role("button", name="Ikke gjort alligevel")).to_be_visible()
    has_no_sideways_scroll(mother)

    # Everybody sees what the year is about, and that relatives are in it, never who.
    reader.goto(f"/planer/{plan.pk}/")
    reader.get_by_role("link", name=f"Det arbejder vi med i {year}").click()
    expect(reader.get_by_text("Mange familier spørger")).to_be_visible()
    expect(reader.get_by_text("Med er: pårørende.")).to_be_visible()
    expect(reader.get_by_text("Karen")).to_have_count(0)
    expect(reader.locator(".wheel__entries").get_by_text("Årlig status")).to_be_visible()
    expect(reader.get_by_role("progressbar", name="Koordinering")).to_have_attribute("value", "30")
    has_no_sideways_scroll(reader)

    # Who has been silent is reminded by letter, and answers with one press.
    assert remind_owners(actor=SYSTEM) == 1
    (letter,) = post.to("ejer@example.com")
    assert "koordinering" not in (letter.text + letter.html).lower()
    link = next(each for each in links_in(letter) if "mine" in each)
    desk = open_browser()
    desk.goto(urlsplit(link).path)
    assert "/planer/mine/" not in urlsplit(desk.url).path
    log_in_browser(desk, owner, live_server.url)
    desk.goto(urlsplit(link).path)
    desk.get_by_role("button", name="Uændret: Aktivitet om koordinering").click()
    told = Activity.objects.get(title__contains="koordinering")
    assert told.told_on == timezone.localdate()
    assert remind_owners(actor=SYSTEM) == 0


def test_h13_the_yearly_status_from_the_plan_to_the_committee(
    open_browser: OpenBrowser,
    make_person: MakePerson,
    plan: Plan,
    live_server: LiveServer,
    post: Post,
    check_pages: CheckPages,
) -> None:
    year = timezone.localdate().year
    leader, reader = open_browser(), open_browser(java_script_enabled=False)
    log_in_browser(leader, make_person(Role.MANAGER), live_server.url)
    choose(leader, plan, year)
    leader.goto("/planlaeg/status/")
    leader.get_by_role("button", name=f"Skriv status for {year}").click()
    text = leader.get_by_label("Tekst om ”Koordinering”")
    expect(text).to_have_value(
        "0 af 1 aktivitet er færdig. Samlet er området nået 30 %.\n\n### Det går videre\n\n"
        "- Aktivitet om koordinering (30 %)"
    )
    text.fill("Familierne har nu **én indgang**.")
    leader.get_by_label("Sagsnummer").fill("27.00.00-P22-1-26")
    leader.get_by_role("button", name="Gem, og se det hele").click()
    expect(leader.locator("strong", has_text="én indgang")).to_be_visible()
    with leader.expect_download() as draft:
        leader.get_by_role("link", name="Udkast som PDF").click()
    assert draft.value.suggested_filename.startswith("Udkast")
    sending = urlsplit(leader.url).path
    check_pages(
        f"/planlaeg/planer/{plan.pk}/aar/{year}/",
        f"/planlaeg/planer/{plan.pk}/aar/{year}/vaelg/",
        "/planlaeg/status/",
        sending.removesuffix("send/"),
        sending,
        "/planlaeg/status/modtagere/",
        page=leader,
    )
    leader.goto(sending)
    leader.get_by_role("checkbox", name="Socialudvalget").check()
    leader.get_by_role("button", name="Send status").click()
    expect(leader.get_by_role("heading", level=1)).to_have_text("Status er sendt")

    (letter,) = post.to("udvalg@example.com")
    assert "27.00.00-P22-1-26" in letter.text
    reader.goto(urlsplit(links_in(letter)[0]).path)
    expect(reader.locator("strong", has_text="én indgang")).to_be_visible()
    expect(reader.get_by_text("Socialudvalget")).to_be_visible()
    for name, start in (("Hent som PDF", b"%PDF-"), ("Hent som Word", b"PK")):
        with reader.expect_download() as found:
            reader.get_by_role("link", name=name).click()
        assert found.value.path().read_bytes().startswith(start)
    has_no_sideways_scroll(reader)

    editor = open_browser()
    log_in_browser(editor, make_person(Role.EDITOR), live_server.url)
    editor.goto(f"/planer/{plan.pk}/status/{year}/")
    editor.get_by_role("button", name="Lav en nyhed af status").click()
    expect(editor.get_by_text(f"Status {year}: Børneplanen").first).to_be_visible()
    check_pages(f"/planer/{plan.pk}/aar/{year}/", f"/planer/{plan.pk}/status/{year}/")
    group = plan.groups.get().pk
    check_pages(
        f"/planer/gruppe/{group}/", f"/planlaeg/gruppe/{group}/", "/planer/grupper/", page=leader
    )
