"""N4, the leaflet: what the catalogue found becomes paper, for everybody and to be kept."""

from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from samspil.kit.access import Role
from tests.fixtures import MakePerson
from tests.journeys.conftest import DESKTOP, PHONE, CheckPages, OpenBrowser
from tests.journeys.offers import make_offer
from tests.journeys.post import log_in_browser


def test_n4_a_leaflet_of_what_was_found(
    open_browser: OpenBrowser,
    make_person: MakePerson,
    live_server: LiveServer,
    check_pages: CheckPages,
) -> None:
    make_offer("Søskendegruppe")
    make_offer("Forældrecafé", audience=["parents"])
    page = open_browser(viewport=PHONE)
    page.goto("/tilbud/?til=siblings")
    page.get_by_role("link", name="Lav en pjece af disse tilbud").click()
    expect(page.get_by_label("Forældrecafé")).to_have_count(0)
    page.get_by_label("Titel på forsiden").fill("Til søskende")
    with page.expect_download() as got:
        page.get_by_role("button", name="Hent pjecen").click()
    assert got.value.suggested_filename == "Til søskende.pdf"

    desk = open_browser(viewport=DESKTOP)
    log_in_browser(desk, make_person(Role.EDITOR), live_server.url)
    desk.goto("/pjecer/ny/")
    desk.get_by_label("Titel på forsiden").fill("Alle tilbud")
    desk.get_by_label("Tag også nye tilbud med").check()
    desk.get_by_role("button", name="Gem pjecen").click()
    page.goto("/pjecer/")
    with page.expect_download() as got:
        page.get_by_role("link", name="Alle tilbud (PDF)").click()
    assert got.value.suggested_filename == "Alle tilbud.pdf"

    desk.goto("/pjecer/")
    desk.get_by_role("listitem").filter(has_text="Alle tilbud").get_by_role(
        "link", name="Ret"
    ).click()
    desk.get_by_role("link", name="Søskende").click()
    desk.get_by_label("Titel på forsiden").fill("Kun til søskende")
    with desk.expect_download() as got:
        desk.get_by_role("button", name="Hent den uden at gemme").click()
    assert got.value.suggested_filename == "Kun til søskende.pdf"
    desk.get_by_role("button", name="Gem pjecen").click()
    desk.get_by_role("link", name="Slet").click()
    desk.get_by_role("button", name="Slet pjecen").click()
    expect(desk.get_by_text("Pjecen er slettet")).to_be_visible()
    check_pages("/pjecer/", "/pjecer/ny/")
