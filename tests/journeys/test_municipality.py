"""The municipality's own hand: names, colours and words, previewed, published, seen and taken back."""

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.municipality.actions import change, change_logo, publish_draft
from samspil.base.municipality.models import Draft
from samspil.base.municipality.tests.editions import picture
from samspil.kit.access import SYSTEM, Role
from tests.fixtures import MakePerson, log_in
from tests.journeys.conftest import (
    DESKTOP,
    SMALLEST,
    Axe,
    CheckPages,
    OpenBrowser,
    watch_of,
)
from tests.journeys.post import log_in_browser

pytestmark = pytest.mark.usefixtures("topics")
PAGES = (
    "/kommune/",
    "/kommune/navn/",
    "/kommune/farver/",
    "/kommune/kontakt/",
    "/kommune/dele/",
    "/kommune/tekster/",
    "/kommune/tekster/home.privacy_intro/",
    "/kommune/udgaver/",
    "/kommune/fil/",
)
BRAND = "getComputedStyle(document.documentElement).getPropertyValue('--brand').trim()"


def begin_as_administrator(page: Page) -> None:
    page.goto("/personer/administrator/")
    page.get_by_label("Hvorfor har du brug for det?").fill("Nyt navn og nye farver")
    page.get_by_role("button", name="Begynd").click()


def publish(page: Page) -> None:
    page.goto("/kommune/")
    page.get_by_role("button", name="Udgiv").click()
    expect(page.get_by_text("Udgivet. Alle ser det nu.")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_administrator_makes_the_site_the_municipalitys_own(
    open_browser: OpenBrowser,
    live_server: LiveServer,
    make_person: MakePerson,
    axe: Axe,
    scripts: bool,  # noqa: FBT001
) -> None:
    page = open_browser(java_script_enabled=scripts, viewport=DESKTOP)
    visitor = open_browser()
    log_in_browser(page, make_person(Role.ADMINISTRATOR), live_server.url)
    begin_as_administrator(page)

    page.goto("/skrivebord/")
    page.get_by_role("link", name="Kommunens side").click()
    page.get_by_role("link", name="Navn og logo").click()
    page.get_by_label("Navn", exact=True).fill("Åby Kommune")
    page.get_by_role("button", name="Gem i kladden").click()

    page.get_by_role("link", name="Farver").click()
    page.get_by_label("Hovedfarve").fill("#e98bbd")
    page.get_by_role("button", name="Gem i kladden").click()
    refusal = page.locator(".error-summary")
    expect(refusal).to_contain_text("#e98bbd kan ikke læses af alle.")
    if scripts:
        axe(page)
    proposal = refusal.inner_text().rpartition("#")[2][:6]
    page.get_by_label("Hovedfarve").fill(f"#{proposal}")
    page.get_by_role("button", name="Gem i kladden").click()

    page.goto("/kommune/tekster/home.front_heading/")
    page.get_by_label("På dansk").fill("Velkommen til {kommune}")
    page.get_by_role("button", name="Gem i kladden").click()

    page.goto("/kommune/")
    page.get_by_role("button", name="Se som besøgende").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Velkommen til Åby Kommune")
    expect(page.get_by_text("Forhåndsvisning.")).to_be_visible()
    page.get_by_role("button", name="Vis mørkt").click()
    expect(page.locator("html")).to_have_attribute("data-appearance", "dark")
    visitor.goto("/")
    expect(visitor.get_by_text("Bakkekøbing Kommune").first).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    publish(page)

    visitor.goto("/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Velkommen til Åby Kommune")
    assert visitor.evaluate(BRAND) == f"#{proposal}"
    axe(visitor)

    page.goto("/kommune/navn/")
    page.get_by_label("Navn", exact=True).fill("Forkert Kommune")
    page.get_by_role("button", name="Gem i kladden").click()
    publish(page)
    page.goto("/kommune/udgaver/")
    expect(page.get_by_text("Navn: Åby Kommune → Forkert Kommune")).to_be_visible()
    page.get_by_role("button", name="Hent frem som kladde").first.click()
    publish(page)
    visitor.goto("/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Velkommen til Åby Kommune")


def test_a_closed_part_is_gone_and_says_so(
    page: Page,
    live_server: LiveServer,
    make_person: MakePerson,
    open_browser: OpenBrowser,
    axe: Axe,
) -> None:
    log_in_browser(page, make_person(Role.MANAGER), live_server.url)
    page.goto("/kommune/dele/")
    page.get_by_label("Nyheder").uncheck()
    page.get_by_role("button", name="Gem i kladden").click()
    publish(page)
    visitor = open_browser(viewport=SMALLEST)
    watch_of(visitor).expect(404)
    visitor.goto("/nyheder/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Den del er ikke åben her")
    axe(visitor)
    visitor.get_by_role("link", name="Gå til forsiden").click()
    expect(visitor.get_by_role("heading", name="Nyt", exact=True)).to_have_count(0)


def test_out_and_in_as_one_file(
    page: Page, live_server: LiveServer, make_person: MakePerson, tmp_path: Path
) -> None:
    log_in_browser(page, make_person(Role.MANAGER), live_server.url)
    page.goto("/kommune/fil/")
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Hent filen").click()
    file = tmp_path / "kommune.json"
    downloading.value.save_as(file)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Bakkekøbing", "Åby"), encoding="utf-8")
    page.get_by_label("Kommunefil").set_input_files(file)
    page.get_by_role("button", name="Læs ind som kladde").click()
    expect(page.get_by_role("cell", name="Åby Kommune")).to_be_visible()
    publish(page)
    expect(page.get_by_text("Åby Kommune").first).to_be_visible()


@pytest.fixture
def own_colours(transactional_db: None) -> None:
    """A municipality with a logo, colours of its own and much to say."""
    change_logo(actor=SYSTEM, upload=picture("#7a1f5c"))
    change(
        actor=SYSTEM,
        name="Store Åby og Omegns Kommune",
        primary="#7a1f5c",
        accent="#ffd166",
        phone="70 11 22 33",
        email="borgerservice.og.handicap@store-aaby-og-omegn.example",
        address="Rådhuspladsen 1\n8999 Åby",
        opening_hours="Mandag kl. 9–15",
        secure_post="https://post.example/",
    )
    publish_draft(actor=SYSTEM, version=Draft.objects.get().version)
    change(actor=SYSTEM, name="Kladdeby", primary="#0b5c63")


def test_every_page_of_it_at_320_px_in_light_and_dark(
    check_pages: CheckPages,
    live_server: LiveServer,
    make_person: MakePerson,
    own_colours: None,
) -> None:
    client = log_in(Client(), make_person(Role.MANAGER))
    check_pages(
        *PAGES,
        "/",
        "/steder/",
        "/skriv-dig-op/",
        "/privatliv/",
        cookies=[
            {"name": name, "value": morsel.value, "url": live_server.url}
            for name, morsel in client.cookies.items()
        ],
    )
