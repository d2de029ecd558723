"""P5: a theme event is planned, announced, signed up for without an account, held, and told what came of."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.commons.gatherings import actions
from samspil.commons.gatherings.models import Gathering, Registration
from samspil.commons.gatherings.terms import Admission, Rating, Source
from samspil.commons.gatherings.tests.conftest import (
    DAY,
    HOUR,
    come,
    guest,
    held,
    of,
    plan_of,
    seated,
)
from samspil.kit.access import NOBODY, SYSTEM, Role
from tests.fixtures import MakePerson, MakeProfile, log_in
from tests.journeys.conftest import (
    EVERYWHERE,
    PHONE,
    THOROUGHLY,
    Axe,
    CheckPages,
    OpenBrowser,
    has_no_sideways_scroll,
    watch_of,
)
from tests.journeys.post import Post, links_in, log_in_browser

pytestmark = pytest.mark.usefixtures("topics")
TITLE = "Autisme og overgangen til voksen"
SECRET = re.compile("autis|overgang|skole|handicap", re.IGNORECASE)


def path(address: str) -> str:
    return urlsplit(address).path


@pytest.fixture
def coordinator(make_person: MakePerson) -> Person:
    return make_person(Role.COORDINATOR)


@pytest.fixture
def staff(open_browser: OpenBrowser, live_server: LiveServer, coordinator: Person) -> Page:
    """The coordinator's browser."""
    page = open_browser()
    log_in_browser(page, coordinator, live_server.url)
    return page


def plan_and_publish(page: Page, *, seats: int) -> Gathering:
    """Plan a theme event with speakers, as its coordinator does, and publish it."""
    page.goto("/planlaeg/moeder/")
    page.get_by_role("link", name="Planlæg et møde").click()
    starts = (timezone.localtime() + 30 * DAY).replace(hour=17, minute=0)
    page.get_by_label("Overskrift", exact=True).fill(TITLE)
    page.get_by_label("Kort fortalt", exact=True).fill("Hør om bolig og job.")
    page.get_by_text("Program og oplægsholdere").first.click()
    page.get_by_label(re.compile("^Program og oplægsholdere")).fill(
        "17.00 Velkomst\n17.20 Hvad siger loven? | Anne Vang | jurist"
    )
    page.get_by_label("Begynder").fill(f"{starts:%Y-%m-%dT%H:%M}")
    page.get_by_label("Slutter").fill(f"{starts + 2 * HOUR:%Y-%m-%dT%H:%M}")
    page.get_by_label(re.compile("^Adresse og lokale")).fill("Biblioteket, sal 2")
    page.get_by_text("Vælg pladser, frist og påmindelser").click()
    page.get_by_label(re.compile("^Antal pladser")).fill(str(seats))
    page.get_by_label("Skole", exact=True).check()
    page.get_by_role("button", name="Gem kladde").click()
    expect(page.get_by_text("Kladden er gemt. Ingen har fået besked endnu.")).to_be_visible()
    page.get_by_role("button", name="Udgiv nu").click()
    expect(page.get_by_text("Mødet er udgivet, og brevene er på vej.")).to_be_visible()
    return Gathering.objects.get()


def sign_up(page: Page, gathering: Gathering, name: str, *, companion: bool = False) -> None:
    """Sign up without an account."""
    page.goto(f"/moeder/{gathering.pk}/")
    page.get_by_role("link", name=re.compile("Meld dig til|Kom på venteliste")).first.click()
    page.get_by_label("Navn").fill(name.title())
    page.get_by_label("Din e-mail").fill(f"{name}@example.com")
    if companion:
        page.get_by_label(re.compile("^Har du nogen med")).select_option("1")
        page.get_by_label("Tegnsprogstolk").check()
    page.get_by_role("button", name="Meld mig til").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tak")


def turn_clocks(gathering: Gathering, *, begins_in: timedelta) -> None:
    """Let a gathering begin in a while from now, all that was before it long ago."""
    by = gathering.starts_at - (timezone.now() + begins_in)
    fields = ("starts_at", "ends_at", "published_at")
    Gathering.objects.filter(pk=gathering.pk).update(**{each: F(each) - by for each in fields})
    gathering.registrations.update(in_line_since=F("in_line_since") - by)
    gathering.refresh_from_db()


def subjects(post: Post, name: str) -> list[str]:
    return [str(each.mail["Subject"]) for each in post.to(f"{name}@example.com")]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_p5_a_theme_event_from_plan_to_what_came_of_it(
    open_browser: OpenBrowser,
    live_server: LiveServer,
    coordinator: Person,
    make_profile: MakeProfile,
    post: Post,
    scripts: bool,  # noqa: FBT001
) -> None:
    make_profile(Topic.objects.get(name="Skole"), email="mor@example.com")
    post.forget()
    staff = open_browser(java_script_enabled=scripts)
    log_in_browser(staff, coordinator, live_server.url)
    gathering = plan_and_publish(staff, seats=2)

    # The relative who signed up for the topic gets one discreet letter and signs up on her phone.
    (announced,) = post.to("mor@example.com")
    assert not SECRET.search(announced.mail["Subject"] + announced.text + announced.html)
    assert announced.mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    phone = open_browser(java_script_enabled=scripts)
    phone.goto(path(links_in(announced)[0]))
    expect(phone.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(phone.get_by_text("Anne Vang")).to_be_visible()
    sign_up(phone, gathering, "mor", companion=True)
    has_no_sideways_scroll(phone)
    hers = post.to("mor@example.com")[-1]
    assert hers.mail["Subject"] == "Du er tilmeldt"
    assert hers.mail["List-Unsubscribe"] is None
    assert not SECRET.search(hers.text + hers.html)

    # It is full: the next one waits. The first cancels by her link, and the next is told.
    sign_up(phone, gathering, "far")
    assert subjects(post, "far") == ["Du står på venteliste"]
    phone.goto(path(links_in(hers)[0]))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Du har en plads")
    phone.get_by_role("button", name="Meld fra").click()
    expect(phone.get_by_text("Tak, fordi du sagde til.")).to_be_visible()
    assert subjects(post, "far") == ["Du står på venteliste", "Du har fået en plads"]
    assert subjects(post, "mor")[-1] == "Du er meldt fra"
    sign_up(phone, gathering, "kim")

    # The day before they are reminded, once.
    turn_clocks(gathering, begins_in=20 * HOUR)
    for _twice in range(2):
        actions.send_reminders(actor=SYSTEM)
    assert subjects(post, "far")[2:] == subjects(post, "kim")[1:] == ["Husk dit møde"]
    assert "Husk dit møde" not in subjects(post, "mor")

    # At the door, half an hour before.
    turn_clocks(gathering, begins_in=HOUR / 2)
    staff.goto(f"/planlaeg/moeder/{gathering.pk}/")
    staff.get_by_role("link", name="Deltagere").click()
    staff.get_by_label("Far").check()
    staff.get_by_role("button", name="Gem fremmøde").click()
    expect(staff.get_by_text("Én er noteret som mødt.")).to_be_visible()
    expect(staff.get_by_label("Far")).to_be_checked()

    # The day after those who came are asked how it was, and later told what came of it.
    held(gathering)
    actions.ask_for_feedback(actor=SYSTEM)
    asked = post.to("far@example.com")[-1]
    assert asked.mail["Subject"] == "Hvordan var mødet?"
    phone.goto(path(links_in(asked)[0]))
    phone.get_by_label("Rigtig godt").check()
    phone.get_by_role("button", name="Send mit svar").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Tak for dit svar")
    staff.goto(f"/planlaeg/moeder/{gathering.pk}/")
    expect(staff.get_by_text("når mindst fem har svaret")).to_be_visible()
    staff.get_by_role("link", name="Fortæl, hvad der kom ud af det").click()
    staff.get_by_label("Hvad kom der ud af det?").fill("Vi starter et netværk.")
    staff.get_by_role("button", name="Udgiv og send brev").click()
    told = post.to("far@example.com")[-1]
    assert told.mail["Subject"] == "Hvad kom der ud af det?"
    phone.goto(path(links_in(told)[0]))
    expect(phone.get_by_text("Vi starter et netværk.")).to_be_visible()
    assert "Hvad kom der ud af det?" not in [*subjects(post, "kim"), *subjects(post, "mor")]
    phone.goto(f"/moeder/{gathering.pk}/")
    expect(phone.get_by_role("heading", name="Det kom der ud af det")).to_be_visible()


@pytest.fixture
def make(coordinator: Person) -> Callable[..., Gathering]:
    """Return a function that plans a gathering and makes it known."""

    def make_one(**other: Any) -> Gathering:
        found = actions.plan_gathering(
            actor=coordinator, plan=plan_of(title=TITLE, **other), topics=Topic.objects.all()[:2]
        )
        actions.publish(actor=SYSTEM, gathering=found)
        found.refresh_from_db()
        return found

    return make_one


def tab_to(page: Page, what: str) -> None:
    """Press Tab until something with this name has the focus."""
    for _step in range(60):
        page.keyboard.press("Tab")
        named = page.evaluate(
            "() => { const e = document.activeElement; const label = e.labels && e.labels[0];"
            " return (label ? label.innerText : e.innerText || '').trim(); }"
        )
        if named.startswith(what):
            return
    pytest.fail(f"{what} cannot be reached by keyboard on {page.url}")


def test_p5_signing_up_and_cancelling_by_keyboard_alone(
    page: Page, make: Callable[..., Gathering], post: Post, axe: Axe
) -> None:
    gathering = make(seats=3)
    page.goto(f"/moeder/{gathering.pk}/")
    tab_to(page, "Meld dig til")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Meld dig til")
    tab_to(page, "Navn")
    page.keyboard.type("Mor")
    page.keyboard.press("Enter")
    # Nothing typed is lost, and the errors have the focus.
    expect(page.locator(".error-summary")).to_be_focused()
    axe(page)
    tab_to(page, "Indtast din e-mail.")
    page.keyboard.press("Enter")
    page.keyboard.type("mor@example.com")
    tab_to(page, "Har du nogen med?")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Teleslynge")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, vi ses")
    mine = of(gathering)
    assert (mine.companions, mine.access_needs) == (1, ["hearing_loop"])
    page.goto(path(links_in(post.to("mor@example.com")[0])[0]))
    tab_to(page, "Ret, hvem du har med")
    page.keyboard.press("Enter")
    tab_to(page, "Meld fra")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er meldt fra")
    assert seated(gathering) == []


def test_p5_enter_in_the_door_list_cancels_nobody(
    staff: Page, make: Callable[..., Gathering]
) -> None:
    gathering = make()
    for name in ("ane", "bo"):
        come(gathering, name)
    turn_clocks(gathering, begins_in=HOUR / 2)
    staff.goto(f"/planlaeg/moeder/{gathering.pk}/deltagere/")
    tab_to(staff, "Bo")
    staff.keyboard.press("Space")
    staff.keyboard.press("Enter")
    expect(staff.get_by_text("Én er noteret som mødt.")).to_be_visible()
    assert seated(gathering) == ["Ane", "Bo"]
    staff.get_by_role("button", name=re.compile("Meld fra.*Ane")).click()
    expect(staff.get_by_text("Personen er meldt fra.")).to_be_visible()
    assert seated(gathering) == ["Bo"]


def test_p5_a_forwarded_invitation_names_nobody_and_is_noticed(
    open_browser: OpenBrowser, make: Callable[..., Gathering], coordinator: Person, post: Post
) -> None:
    gathering = make(admission=Admission.INVITED)
    actions.invite(actor=coordinator, gathering=gathering, guests=[guest("hanne")])
    (letter,) = post.to("hanne@example.com")
    assert not SECRET.search(letter.mail["Subject"] + letter.text + letter.html)
    link = path(links_in(letter)[0])
    stranger = open_browser()
    stranger.goto(link)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Vil du være med?")
    assert "hanne" not in stranger.content().lower()
    assert of(gathering, "hanne").state == "invited"
    stranger.get_by_role("button", name="Nej, ikke denne gang").click()
    assert "hanne" not in stranger.content().lower()
    # She is told, and comes after all.
    told = post.to("hanne@example.com")[-1]
    assert told.mail["Subject"] == "Du er meldt fra"
    hers = open_browser()
    hers.goto(path(links_in(told)[0]))
    hers.get_by_label("Navn").fill("Hanne")
    hers.get_by_role("button", name="Jeg kommer alligevel").click()
    expect(hers.get_by_role("heading", level=1)).to_have_text("Du har en plads")
    # To the stranger everybody else's page says nothing of the gathering.
    watch_of(stranger).expect(404)
    answer = stranger.goto(f"/moeder/{gathering.pk}/")
    assert answer is not None
    assert answer.status == 404


def test_p5_a_caller_without_mail_is_entered_and_called(
    staff: Page, make: Callable[..., Gathering], axe: Axe
) -> None:
    gathering = make(seats=1)
    staff.goto(f"/planlaeg/moeder/{gathering.pk}/skriv-op/")
    staff.get_by_label("Navn").fill("Inger Ø")
    staff.get_by_label(re.compile("^Telefon")).fill("12345678")
    staff.get_by_role("button", name="Skriv op").click()
    expect(staff.get_by_text("Personen har fået en plads.")).to_be_visible()
    staff.goto(f"/planlaeg/moeder/{gathering.pk}/")
    staff.locator("summary", has_text="Aflys").click()
    staff.get_by_label("Hvorfor er det aflyst?").fill("Taleren er syg")
    staff.get_by_role("button", name="Aflys").click()
    expect(staff.get_by_text("Mødet er aflyst, og alle får besked.")).to_be_visible()
    staff.goto("/planlaeg/moeder/ring/")
    expect(staff.get_by_text("Inger Ø").first).to_be_visible()
    axe(staff)
    staff.get_by_role("button", name=re.compile("Fortalt.*Inger Ø")).click()
    expect(staff.get_by_text("Der er ingen at ringe til")).to_be_visible()


@pytest.fixture
def foreign_site(live_server: LiveServer) -> Iterator[str]:
    """An organisation's own site on another port, with our list in a frame."""
    frame = f'<iframe src="{live_server.url}/moeder/liste/" title="Det sker"></iframe>'
    html = f"<!DOCTYPE html><title>Forening</title>{frame}"

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_p5_an_organisation_shows_the_list_in_a_frame(
    browser: Browser,
    live_server: LiveServer,
    make: Callable[..., Gathering],
    foreign_site: str,
    post: Post,
) -> None:
    gathering = make()
    context = browser.new_context(
        viewport={"width": PHONE["width"], "height": PHONE["height"]}, locale="da-DK"
    )
    errors: list[str] = []
    context.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page = context.new_page()
    page.goto(foreign_site)
    link = page.frame_locator("iframe").get_by_role("link", name=TITLE)
    expect(link).to_be_visible()
    assert not context.cookies()
    assert not [each for each in errors if "favicon" not in each and "404" not in each]
    link.click()
    expect(page).to_have_url(f"{live_server.url}/moeder/{gathering.pk}/")
    context.close()


def cookies_of(person: Person, live_server: LiveServer) -> list[dict[str, Any]]:
    client = log_in(Client(), person)
    return [
        {"name": name, "value": morsel.value, "url": live_server.url}
        for name, morsel in client.cookies.items()
    ]


@pytest.fixture
def filled(make: Callable[..., Gathering], coordinator: Person) -> dict[str, Gathering]:
    """Gatherings in every state, with people."""
    ahead, moved, off, over = make(seats=2), make(), make(), make()
    come(ahead, "ane", companions=1, access_needs=["food"], phone="12345678")
    come(ahead, "waits")
    actions.invite(actor=coordinator, gathering=ahead, guests=[guest("asked")])
    for found in (moved, off):
        come(found, "mor")
        actions.enter_for_person(
            actor=coordinator,
            gathering=found,
            guest=actions.Guest(name=f"Inger {found.pk}", phone="87654321"),
            source=Source.PHONE,
        )
    actions.call_off(actor=coordinator, gathering=off, why="Taleren er syg")
    for number in range(6):
        come(over, f"p{number}")
    held(over)
    for number in range(5):
        actions.give_feedback(
            actor=NOBODY, registration=of(over, f"p{number}"), rating=Rating.GOOD, words="God aften"
        )
    actions.tell_outcome(actor=coordinator, gathering=over, outcome="Et **netværk**")
    draft = actions.plan_gathering(actor=coordinator, plan=plan_of(title="En kladde"))
    return {"ahead": ahead, "moved": moved, "off": off, "over": over, "draft": draft}


def test_p5_open_pages(check_pages: CheckPages, filled: dict[str, Gathering]) -> None:
    check_pages("/moeder/", ways=THOROUGHLY)
    ahead = filled["ahead"].pk
    check_pages(f"/moeder/{ahead}/", f"/moeder/{ahead}/tilmeld/", ways=EVERYWHERE)
    check_pages(
        "/moeder/?q=findes-ikke",
        "/moeder/?tidligere=1",
        *(f"/moeder/{filled[state].pk}/" for state in ("off", "over")),
        f"/moeder/{filled['over'].pk}/tilmeld/",
        f"/moeder/{ahead}/tilmeldt/?fuldt=1",
        "/moeder/del/",
        "/moeder/liste/",
        f"/en/moeder/{ahead}/",
    )


def test_p5_behind_the_links_in_letters(
    check_pages: CheckPages, filled: dict[str, Gathering]
) -> None:
    shown: list[Registration] = [
        of(filled["ahead"], "ane"),
        of(filled["ahead"], "waits"),
        of(filled["ahead"], "asked"),
        of(filled["off"], "mor"),
    ]
    check_pages(
        *(f"/tilmelding/{each.token}/" for each in shown),
        *(
            f"/tilmelding/{of(filled['over'], name).token}/hvordan-var-det/"
            for name in ("p0", "p5")
        ),
    )


def test_p5_staff_pages(
    check_pages: CheckPages,
    filled: dict[str, Gathering],
    coordinator: Person,
    live_server: LiveServer,
) -> None:
    ahead, over = filled["ahead"].pk, filled["over"].pk
    pages = (
        "",
        "?vis=aflyste",
        "nyt/",
        "ring/",
        f"{filled['draft'].pk}/",
        f"{ahead}/",
        f"{over}/",
        f"{ahead}/ret/",
        f"{ahead}/inviter/",
        f"{ahead}/deltagere/",
        f"{over}/deltagere/",
        f"{ahead}/skriv-op/",
        f"{over}/resultat/",
    )
    check_pages(
        *(f"/planlaeg/moeder/{each}" for each in pages),
        cookies=cookies_of(coordinator, live_server),
    )
