"""H12: technology is found by what it helps with, and what people lived with it is moderated."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from samspil.commons.offers import actions
from samspil.commons.offers.terms import ReportKind
from samspil.kit.access import NOBODY, SYSTEM, Role
from tests.fixtures import MakePerson
from tests.journeys.conftest import DESKTOP, PHONE, CheckPages, OpenBrowser
from tests.journeys.offers import make_offer
from tests.journeys.post import log_in_browser

pytestmark = pytest.mark.usefixtures("topics")


def test_h12_found_by_need_and_told_about(
    open_browser: OpenBrowser,
    make_person: MakePerson,
    live_server: LiveServer,
    check_pages: CheckPages,
) -> None:
    offer = make_offer(
        "Kalender, der taler",
        kind="welfare_technology",
        helps_with=["At huske aftaler"],
        try_at="Hjælpemiddelcentret, tirsdag kl. 10–14",
    )
    make_offer("Øjenstyring", kind="welfare_technology", helps_with=["At tale"])
    make_offer("Søskendegruppe")
    actions.add_film(
        actor=SYSTEM,
        offer=offer,
        film=SimpleUploadedFile("film.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 40),
        captions=SimpleUploadedFile("film.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHej\n"),
        title="Sådan virker kalenderen",
    )
    told = actions.Told(kind=ReportKind.EXPERIENCE, text="…", voice="user", may_publish=True)
    first = actions.report(actor=NOBODY, offer=offer, told=told, client="x")
    actions.publish_report(actor=SYSTEM, report=first, you_said="Nu glemmer jeg ikke mine aftaler.")

    page = open_browser(viewport=PHONE)
    page.goto("/")
    page.get_by_role("link", name="Find teknologi, der hjælper").click()
    page.get_by_role("link", name="At huske aftaler (1)").click()
    expect(page.get_by_role("link", name="Øjenstyring")).to_have_count(0)
    page.get_by_role("link", name="Kalender, der taler").click()
    expect(page.get_by_text("Nu glemmer jeg ikke mine aftaler.")).to_be_visible()
    expect(page.get_by_text("Hjælpemiddelcentret, tirsdag kl. 10–14")).to_be_visible()
    expect(page.get_by_role("heading", name="Sådan virker kalenderen")).to_be_visible()

    page.get_by_role("link", name="Fortæl din erfaring").click()
    page.get_by_label("Skriv her").fill("Min søn Emil har brug for en højere lyd.")
    page.get_by_label("Jeg er").select_option(label="Pårørende")
    page.get_by_label("I må vise det på siden").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Gem adressen på siden.")).to_be_visible()
    own = page.url
    page.get_by_role("link", name="Gå til tilbuddet").click()
    expect(page.get_by_text("højere lyd")).to_have_count(0)

    desk = open_browser(viewport=DESKTOP)
    log_in_browser(desk, make_person(Role.EDITOR), live_server.url)
    desk.goto("/tilbudsdesk/fortalt/")
    desk.get_by_role("link", name="En erfaring").click()
    expect(desk.get_by_text("Emil")).to_be_visible()
    desk.get_by_label("I sagde").fill("Lyden må gerne kunne blive højere.")
    desk.get_by_role("button", name="Vis for alle").click()
    page.reload()
    expect(page.get_by_text("Lyden må gerne kunne blive højere.")).to_be_visible()
    expect(page.get_by_text("Emil")).to_have_count(0)
    page.goto(own)
    expect(page.get_by_text("Det er vist på tilbuddets side")).to_be_visible()
    check_pages("/velfaerdsteknologi/", f"/tilbud/{offer.pk}/{offer.slug}/")
