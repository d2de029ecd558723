"""H2: what people say is gathered, grouped into themes by keyboard and by hand, and they are told."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.people.models import Person
from samspil.commons.inputs import actions
from samspil.commons.inputs.models import Cluster, Collection, Input
from samspil.commons.inputs.terms import CollectionKind, CollectionState, Voice
from samspil.kit.access import NOBODY, SYSTEM, Role
from tests.fixtures import MakePerson
from tests.journeys.conftest import CheckPages
from tests.journeys.post import Post, links_in, log_in_browser

pytestmark = pytest.mark.usefixtures("topics")
MOTHER = "mor@example.com"
BUS = "Bussen er forsinket, og min søn får anfald af at vente."
TAXI = "Chaufføren skifter hele tiden."


@pytest.fixture
def coordinator(make_person: MakePerson) -> Person:
    return make_person(Role.COORDINATOR)


@pytest.fixture
def collection(coordinator: Person) -> Collection:
    made = actions.begin_collection(
        actor=coordinator,
        asking=actions.Asking(
            title="Hvad mangler i hverdagen?",
            kind=CollectionKind.SITE,
            intro="Fortæl os, hvad der mangler.",
            is_for_all=True,
        ),
    )
    actions.change_state(actor=coordinator, collection=made, to=CollectionState.OPEN)
    return made


def speak(page: Page) -> None:
    page.goto("/sig-din-mening/")
    page.get_by_role("link", name="Hvad mangler i hverdagen?").click()
    page.get_by_label("Hvad vil du sige?").fill(BUS)
    page.get_by_label("Pårørende").check()
    page.get_by_label("Din e-mail").fill(MOTHER)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Sæt kryds, hvis vi må gemme")
    expect(page.get_by_label("Hvad vil du sige?")).to_have_value(BUS)
    page.get_by_label("Jeg siger ja til, at kommunen gemmer").check()
    page.get_by_label("Kommunen må vise mine ord").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, fordi du sagde din mening")


def write_down_by_keyboard(page: Page) -> None:
    page.goto("/input/")
    page.get_by_role("heading", name="Skriv input ind").scroll_into_view_if_needed()
    page.locator("main ul").last.get_by_role("link", name="Hvad mangler i hverdagen?").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Hvad blev der sagt?").focus()
    page.keyboard.type(TAXI)
    page.get_by_role("button", name="Gem, og skriv det næste").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Gemt. Skriv det næste.")
    expect(page.get_by_label("Hvad blev der sagt?")).to_have_value("")


def group_by_keyboard(page: Page) -> None:
    page.goto("/input/tavle/")
    page.get_by_label("Nyt tema").focus()
    page.keyboard.type("Kørsel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Kørsel")).to_be_visible()
    page.get_by_label("Flyt til: Bussen").focus()
    page.keyboard.type("K")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Flyttet til ”Kørsel”.")
    page.get_by_role("button", name="Fortryd det sidste").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Fortrudt.")
    assert not Input.objects.filter(cluster__isnull=False).exists()


def group_by_hand(page: Page) -> None:
    theme = page.get_by_role("region", name="Kørsel")
    for words in (BUS, TAXI):
        page.locator(".input-card", has_text=words).locator(".input-card__words").drag_to(theme)
        expect(page.get_by_role("status")).to_contain_text("Flyttet til ”Kørsel”.")
        expect(theme).to_contain_text(words)


def test_h2_said_grouped_and_told(
    page: Page,
    desktop: Page,
    live_server: LiveServer,
    post: Post,
    coordinator: Person,
    collection: Collection,
) -> None:
    speak(page)
    log_in_browser(desktop, coordinator, live_server.url)
    write_down_by_keyboard(desktop)
    group_by_keyboard(desktop)
    group_by_hand(desktop)
    post.forget()

    # What a room above does when something comes of it.
    actions.record_outcome(
        actor=coordinator,
        cluster=Cluster.objects.get(),
        key="activity:1",
        label="Samme chauffør på to ruter",
        url="/sig-din-mening/",
        state="i gang",
        tell=True,
    )
    (letter,) = post.to(MOTHER)
    assert not [word for word in ("Bussen", "anfald", "Kørsel", "chauffør") if word in letter.text]
    link = next(each for each in links_in(letter) if "/spor/" in each)
    page.goto(link)
    expect(page.get_by_role("main")).to_contain_text("Samme chauffør på to ruter")
    expect(page.get_by_role("main")).to_contain_text("i gang")
    expect(page.get_by_role("main")).not_to_contain_text("anfald")

    said = Input.objects.get(address_key__isnull=False)
    desktop.goto(f"/input/{said.pk}/")
    for words in (BUS, "Kørsel", "Samme chauffør på to ruter", "Brev sendt"):
        expect(desktop.get_by_role("main")).to_contain_text(words)


def test_h2_without_scripts_a_card_is_moved_and_a_theme_made(
    no_js_page: Page, live_server: LiveServer, coordinator: Person, collection: Collection
) -> None:
    words = actions.Words(text=BUS, voice=Voice.RELATIVE)
    actions.give(actor=NOBODY, collection=collection, words=words, client="her")
    log_in_browser(no_js_page, coordinator, live_server.url)
    no_js_page.goto("/input/tavle/")
    no_js_page.get_by_label("Tag med: Bussen").check()
    no_js_page.get_by_label("Nyt tema").fill("Kørsel")
    no_js_page.get_by_role("button", name="Opret tema").click()
    expect(no_js_page.get_by_role("region", name="Kørsel")).to_contain_text(BUS)


def test_h2_at_320_px_in_light_and_dark(
    check_pages: CheckPages,
    desktop: Page,
    live_server: LiveServer,
    coordinator: Person,
    collection: Collection,
) -> None:
    said = [
        actions.give(
            actor=NOBODY,
            collection=collection,
            words=actions.Words(
                text=f"Bussen til dagtilbuddet er forsinket nr. {number}",
                voice=Voice.RELATIVE,
                quote_allowed=True,
                contact={"name": "Gerda", "phone": "20000017"},
            ),
            client=f"browser{number}",
        )
        for number in range(4)
    ]
    cluster = actions.gather(actor=coordinator, title="Kørsel", inputs=said[:2])
    actions.gather(actor=coordinator, title="Tomt")
    actions.release_quote(actor=coordinator, input=said[0], quote="Bussen!", quote_by="forælder")
    actions.record_outcome(
        actor=SYSTEM,
        cluster=cluster,
        key="a:1",
        label="Aftale",
        url="/nyheder/",
        state="i gang",
        tell=True,
    )
    actions.record_pledge(
        actor=coordinator,
        area="Teknik",
        what="Lyd",
        given_on=collection.created_at.date(),
        due_on=None,
        cluster=cluster,
    )
    pk = cluster.pk
    pages = [
        "/sig-din-mening/",
        f"/sig-din-mening/{collection.pk}/",
        f"/en/sig-din-mening/{collection.pk}/",
        "/input/",
        "/input/indsamling/ny/",
        f"/input/indsamling/{collection.pk}/",
        f"/input/indsamling/{collection.pk}/skriv/",
        "/input/tavle/",
        "/input/tavle/forslag/",
        "/input/temaer/",
        f"/input/tema/{pk}/",
        f"/input/tema/{pk}/ret/",
        f"/input/{said[0].pk}/",
        f"/input/{said[0].pk}/citat/",
        f"/input/{said[0].pk}/slet/",
        "/input/citater/",
        "/input/ringeliste/",
        "/input/tilsagn/",
        "/input/tilsagn/nyt/",
    ]
    log_in_browser(desktop, coordinator, live_server.url)
    # Proposals are reckoned in a process of their own, which takes its time on a busy machine.
    desktop.set_default_navigation_timeout(60_000)
    check_pages(*pages, page=desktop)
