"""H7, the words: a reader unfolds a word where it stands, marks one, and the next reader has it explained."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.search.models import SearchSaying
from samspil.commons.lexicon import actions
from samspil.commons.lexicon.terms import EntryState, MissKind
from samspil.commons.news import actions as news
from samspil.commons.news.models import Article
from samspil.kit.access import SYSTEM, Role
from tests.fixtures import MakePerson
from tests.journeys.conftest import DESKTOP, EVERYWHERE, Axe, CheckPages, OpenBrowser
from tests.journeys.post import log_in_browser


@pytest.fixture
def article(transactional_db: None, make_person: MakePerson) -> Article:
    """An article with a word that is explained and one that is not yet."""
    words = actions.Words(
        word="Aflastning",
        forms=["aflastningen"],
        meaning="En anden tager over nogle timer, så du får en pause.",
        easy="Du får en pause.",
    )
    entry = actions.write_word(actor=SYSTEM, words=words)
    actions.bring_to(actor=SYSTEM, entry=entry, to=EntryState.PUBLISHED)
    text = news.Text(
        title="Ny aflastning",
        summary="Nu er der plads til flere.",
        body="## Aflastning i weekenden\n\nVi har mere aflastning. Den kræver visitation.\n\nAflastningen er gratis.",
    )
    written = news.write_article(actor=make_person(Role.EDITOR), text=text)
    news.publish(actor=SYSTEM, article=written)
    return written


def test_h7_a_word_is_unfolded_marked_explained_and_found(
    open_browser: OpenBrowser,
    no_js_page: Page,
    live_server: LiveServer,
    article: Article,
    make_person: MakePerson,
    axe: Axe,
) -> None:
    address = f"/nyheder/{article.pk}/"
    page = no_js_page
    page.goto(address)
    word = page.get_by_role("button", name="aflastning")
    expect(word).to_have_count(1)
    told = page.get_by_text("En anden tager over nogle timer")
    expect(told).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(told).to_be_visible()
    expect(told).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Mere om ordet")).to_be_focused()
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    page.emulate_media(media="print")
    expect(told).to_be_visible()
    page.emulate_media(media="screen")

    page.get_by_text("Er der et ord, du ikke forstår?").click()
    page.get_by_label("Hvilket ord forstår du ikke?").fill("Visitation")
    page.get_by_role("button", name="Send ordet").click()
    expect(page.get_by_text("Vi har skrevet ”visitation” ned.")).to_be_visible()
    page.get_by_role("link", name="Tilbage til teksten").click()
    assert page.url.endswith(address)

    actions.note_missed_search("pusterum", MissKind.FOUND_NOTHING)
    desk = open_browser(viewport=DESKTOP)
    log_in_browser(desk, make_person(Role.EDITOR), live_server.url)
    desk.goto("/skrivebord/")
    desk.get_by_role("link", name="Leksikon og søgeord").click()
    desk.get_by_role("link", name="1 ord, læserne ikke forstod").click()
    desk.get_by_role("link", name="Lav et opslag").click()
    expect(desk.get_by_label("Ordet", exact=True)).to_have_value("visitation")
    desk.get_by_label("Hvad betyder det for dig, der læser?").fill(
        "Kommunen finder ud af, hvad du kan få."
    )
    desk.get_by_role("button", name="Gem kladde").click()
    axe(desk)
    desk.get_by_role("button", name="Udgiv").click()
    expect(desk.get_by_text("Ordet er udgivet.")).to_be_visible()
    desk.goto("/redaktion/soegninger/")
    desk.get_by_role("link", name="Lav et søgeord af det").click()
    desk.get_by_label("Det betyder det").fill("aflastning")
    desk.get_by_role("button", name="Gem").click()
    expect(desk.get_by_text("Gemt. Det virker fra næste søgning.")).to_be_visible()
    saying = SearchSaying.objects.get(said="pusterum")
    assert (saying.means, saying.source) == (["aflastning"], "editor:1.00")

    reader = open_browser()
    reader.goto(address)
    reader.get_by_role("button", name="visitation").click()
    expect(reader.get_by_text("Kommunen finder ud af, hvad du kan få.")).to_be_visible()
    axe(reader)
    reader.keyboard.press("Escape")
    reader.get_by_text("Er der et ord, du ikke forstår?").click()
    reader.get_by_label("Hvilket ord forstår du ikke?").fill("aflastningen")
    reader.get_by_role("button", name="Send ordet").click()
    expect(reader.get_by_role("status").get_by_text("En anden tager over")).to_be_visible()
    assert reader.url.endswith(address)


def test_h7_at_320_px_in_light_and_dark(check_pages: CheckPages, article: Article) -> None:
    check_pages("/leksikon/", f"/nyheder/{article.pk}/", ways=EVERYWHERE)
    check_pages(
        "/leksikon/aflastning/",
        "/leksikon/?q=xyz",
        "/leksikon/foreslaa/",
        "/en/leksikon/uforstaaet/",
        ways=EVERYWHERE[:1],
    )
