"""O8: a visitor finds a centre, sees whom it is for and what it offers, and follows it."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.places.models import Place
from samspil.commons.news import actions as news
from samspil.kit.access import SYSTEM, Role
from tests.fixtures import MakePerson
from tests.journeys.conftest import (
    PHONE,
    Axe,
    CheckPages,
    OpenBrowser,
)
from tests.journeys.post import Post, links_in, log_in_browser

pytestmark = pytest.mark.usefixtures("topics")
ADDRESS = "mor@example.com"


@pytest.fixture
def house(transactional_db: None) -> Place:
    """A centre for all, one for adults, and a house for families."""
    centre = Place.objects.create(name="Borgercenter Handicap", kind="centre", age_to=65)
    Place.objects.create(name="Borgercenter Voksne", kind="centre", age_from=18)
    return Place.objects.create(
        name="Familiehuset",
        kind="house",
        parent=centre,
        summary="Her mødes familier.",
        age_from=0,
        age_to=17,
        for_whom="For jer, der har et barn med handicap.",
        offers="- **Søskendegruppe**\n- Åbent hus",
        easy_offers="Kom og drik kaffe.",
        phone="70 00 00 40",
        opening_hours="Tirsdag kl. 14–20",
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_o8_find_a_centre_see_whom_it_is_for_follow_it_and_hear_from_it(
    open_browser: OpenBrowser,
    house: Place,
    post: Post,
    make_person: MakePerson,
    scripts: bool,  # noqa: FBT001
) -> None:
    page = open_browser(viewport=PHONE, java_script_enabled=scripts)
    page.goto("/")
    page.get_by_role("link", name="Find et center eller botilbud").click()
    page.get_by_label("For en på … år").fill("16")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.get_by_role("link", name="Borgercenter Voksne")).to_have_count(0)
    page.get_by_role("link", name="Familiehuset").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Familiehuset")
    expect(page.get_by_text("For jer, der har et barn med handicap.")).to_be_visible()
    expect(page.get_by_text("Søskendegruppe")).to_be_visible()
    expect(page.get_by_role("link", name="70 00 00 40")).to_have_attribute("href", "tel:70000040")

    page.get_by_role("link", name="Følg nyt herfra").click()
    expect(page.get_by_label("Familiehuset")).to_be_checked()
    page.get_by_label("Send mig også det almindelige nyhedsbrev").uncheck()
    page.get_by_label("Din e-mail").fill(ADDRESS)
    page.get_by_label("Jeg siger ja").check()
    page.get_by_role("button", name="Skriv mig op").click()
    page.goto(urlsplit(links_in(post.to(ADDRESS)[0])[0]).path)
    page.get_by_role("button", name="Ja, skriv mig op").click()
    post.forget()

    editor = make_person(Role.EDITOR, place=house)
    for title, places in (("Søskendegruppe", [house]), ("Et andet sted", [house.parent])):
        text = news.Text(title=title, summary="Kort", body="Lang")
        article = news.write_article(actor=editor, text=text, places=[p for p in places if p])
        news.publish(actor=SYSTEM, article=article)
    (letter,) = post.to(ADDRESS)
    assert "Familiehuset" not in letter.mail["Subject"] + letter.text
    page.goto(urlsplit(links_in(letter)[0]).path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Søskendegruppe")
    page.goto(f"/steder/{house.pk}/")
    expect(page.get_by_role("link", name="Søskendegruppe")).to_be_visible()


def test_o8_whoever_works_there_writes_about_the_place(
    page: Page, live_server: LiveServer, make_person: MakePerson, house: Place, axe: Axe
) -> None:
    log_in_browser(page, make_person(Role.MANAGER, place=house), live_server.url)
    page.goto("/skrivebord/")
    page.get_by_role("link", name="Steder").last.click()
    page.get_by_role("link", name="Familiehuset").click()
    expect(page.get_by_text("Ingen e-mail")).to_be_visible()
    page.get_by_label("Til og med alder").fill("x")
    page.get_by_label("E-mail").fill("hus@example.com")
    page.get_by_role("button", name="Gem").click()
    expect(page.locator(".error-summary")).to_contain_text("Skriv alderen som et tal.")
    axe(page)
    page.get_by_label("Til og med alder").fill("22")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Stedet er gemt.")).to_be_visible()
    page.get_by_role("link", name="Se som side").click()
    expect(page.get_by_text("0–22 år")).to_be_visible()
    expect(page.get_by_role("link", name="hus@example.com")).to_be_visible()


def test_o8_at_320_px_in_light_and_dark(check_pages: CheckPages, house: Place) -> None:
    check_pages("/steder/", "/steder/?q=xyz", f"/steder/{house.pk}-familiehuset/", "/en/steder/")
