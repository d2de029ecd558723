"""H6, H8, H9: the catalogue is found in three taps, kept fresh by its owners, and put right by visitors."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from samspil.commons.inputs.models import Collection
from samspil.commons.lexicon.actions import load_standard_words
from samspil.commons.lexicon.models import MissedSearch
from samspil.commons.offers import actions
from samspil.commons.offers.models import Offer
from samspil.commons.offers.terms import OfferState
from samspil.kit.access import SYSTEM, Role
from tests.fixtures import MakePerson
from tests.journeys.conftest import DESKTOP, PHONE, CheckPages, OpenBrowser
from tests.journeys.offers import make_offer, topic
from tests.journeys.post import Post, links_in, log_in_browser

pytestmark = pytest.mark.usefixtures("topics")
MOTHER = "mor@example.com"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_h8_siblings_without_referral_in_three_taps(
    open_browser: OpenBrowser,
    transactional_db: None,
    scripts: bool,  # noqa: FBT001
) -> None:
    make_offer("Søskendegruppe", target_groups=[topic("Autismespektrum")], price="Gratis")
    make_offer("Søskendelejr", requires_referral=True)
    make_offer("Samtaler for par", audience=["couples"])
    page = open_browser(viewport=PHONE, java_script_enabled=scripts)
    page.goto("/")
    page.get_by_role("link", name="Find et tilbud").first.click()
    page.get_by_role("link", name="Søskende (2)").click()
    page.get_by_role("link", name="Uden visitation (1)").click()
    expect(page.get_by_role("heading", name="1 tilbud")).to_be_visible()

    page.get_by_role("link", name="Søskendegruppe").click()
    expect(page.get_by_text("Du kan selv henvende dig.")).to_be_visible()
    expect(page.get_by_text("En diagnose er ikke en billet.")).to_be_visible()
    expect(page.get_by_text("Gratis")).to_be_visible()
    expect(page.get_by_text("Sidst bekræftet")).to_be_visible()


def test_h6_one_box_finds_what_people_mean_and_helps_on_when_there_is_nothing(
    open_browser: OpenBrowser, check_pages: CheckPages, transactional_db: None
) -> None:
    load_standard_words(actor=SYSTEM)
    make_offer("Aflastning i weekenden", audience=["parents"])
    make_offer("Søskendegruppe", target_groups=[topic("Autismespektrum")])
    make_offer("Søskendelejr", requires_referral=True)
    page = open_browser(viewport=PHONE, java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Hvad leder du efter?").fill("soeksende")
    page.get_by_role("button", name="Søg").click()
    expect(page.get_by_text("Vi søgte efter søskende i stedet for ”soeksende”.")).to_be_visible()
    page.get_by_text("Vis kun noget af det").click()
    page.get_by_label("Uden visitation").check()
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.get_by_role("link", name="Søskendegruppe")).to_be_visible()
    expect(page.get_by_role("link", name="Søskendelejr")).to_have_count(0)

    page.get_by_label("Hvad leder du efter?").fill("pusterum")
    page.get_by_role("button", name="Søg").click()
    expect(page.get_by_role("link", name="Aflastning i weekenden")).to_be_visible()

    page.get_by_label("Hvad leder du efter?").fill("giraf")
    page.get_by_role("button", name="Søg").click()
    expect(page.get_by_text("Vi fandt ikke noget på ”giraf”")).to_be_visible()
    page.get_by_role("link", name="Jeg savner noget").click()
    expect(page.get_by_label("Hvad vil du sige?")).to_have_value("Jeg ledte efter: giraf")
    page.get_by_label("Pårørende").check()
    page.get_by_role("button", name="Send").click()
    assert Collection.objects.get().inputs.get().text == "Jeg ledte efter: giraf"
    assert MissedSearch.objects.get().words == "giraf"
    check_pages("/soeg/?q=søskende&adgang=without", "/soeg/?q=giraf", "/soeg/forkert/?q=søskende")


def test_h9_help_for_a_while_and_running_help_are_told_apart(
    open_browser: OpenBrowser, transactional_db: None
) -> None:
    make_offer("Støtte før afklaring", audience=["parents"], temporary=True)
    make_offer("Støtte i hverdagen", audience=["parents"])
    page = open_browser(viewport=PHONE)
    page.goto("/tilbud/")
    page.get_by_text("Varighed", exact=True).click()
    page.get_by_role("link", name="I en periode (1)").click()
    page.get_by_role("link", name="Støtte før afklaring").click()
    expect(page.get_by_text("i en periode")).to_be_visible()
    page.goto("/tilbud/?varighed=running")
    expect(page.get_by_role("link", name="Støtte i hverdagen")).to_be_visible()
    expect(page.get_by_role("link", name="Støtte før afklaring")).to_have_count(0)


def test_h6_an_owner_publishes_is_reminded_and_confirms(
    open_browser: OpenBrowser, make_person: MakePerson, live_server: LiveServer, post: Post
) -> None:
    editor = make_person(Role.EDITOR, email="ejer@example.com")
    editor.name = "Edith Ejer"
    editor.save(update_fields=["name"])
    make_offer("Findes i forvejen")
    page = open_browser(viewport=DESKTOP)
    log_in_browser(page, editor, live_server.url)
    page.goto("/tilbudsdesk/")
    page.get_by_role("link", name="Skriv om et tilbud").click()
    page.get_by_label("Navn", exact=True).fill("Weekendaflastning")
    page.get_by_label("Ansvarlig").select_option(label="Edith Ejer")
    page.get_by_role("button", name="Gem", exact=True).click()

    page.get_by_role("button", name="Set igennem").click()
    page.get_by_role("button", name="Udgiv").click()
    expect(page.get_by_text("Skriv kort, hvad det er.").first).to_be_visible()
    page.get_by_role("link", name="Ret", exact=True).click()
    page.get_by_label("Udbyder").select_option(label="Bakkekøbing Kommune")
    page.get_by_label("Kort fortalt", exact=False).first.fill("En weekend, hvor I kan sove.")
    page.get_by_label("Hvad er det?").first.fill("Dit barn er hos os fra fredag til søndag.")
    page.get_by_label("Forældre").check()
    page.get_by_role("button", name="Vis, hvordan det ser ud").click()
    expect(page.get_by_text("Intet er gemt endnu.")).to_be_visible()
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("button", name="Udgiv").click()
    expect(page.get_by_text("Tilbuddet er udgivet.")).to_be_visible()
    expect(page.get_by_text("Skriv prisen, også når det er gratis.")).to_be_visible()

    offer = Offer.objects.get(name="Weekendaflastning")
    long_ago = timezone.now() - timedelta(days=200)
    Offer.objects.filter(pk=offer.pk).update(
        confirmed_at=long_ago, confirm_by=timezone.localdate() - timedelta(days=1)
    )
    actions.remind_owners(actor=SYSTEM)
    (letter,) = post.to("ejer@example.com")
    assert "Weekendaflastning" not in letter.mail["Subject"] + letter.text
    page.goto(urlsplit(links_in(letter)[0]).path)
    expect(page.get_by_label("Weekendaflastning")).to_be_checked()
    page.get_by_role("button", name="Bekræft dem med kryds").click()
    expect(page.get_by_text("1 tilbud er bekræftet.")).to_be_visible()
    assert not Offer.objects.late().exists()


def test_h6_a_visitor_reports_an_error_and_reads_the_answer(
    open_browser: OpenBrowser, make_person: MakePerson, live_server: LiveServer, post: Post
) -> None:
    offer = make_offer("Svømning for alle")
    page = open_browser(viewport=PHONE)
    page.goto(f"/tilbud/{offer.pk}/svoemning-for-alle/")
    page.get_by_role("link", name="Ret en fejl").click()
    page.get_by_label("Skriv her").fill("Tiden passer ikke. Min søn og jeg kom forgæves.")
    page.get_by_label("I må vise det på siden").check()
    page.get_by_label("Din e-mail").fill(MOTHER)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Tak. Vi læser det og svarer.")).to_be_visible()

    desk = open_browser(viewport=DESKTOP)
    log_in_browser(desk, make_person(Role.EDITOR), live_server.url)
    desk.goto("/skrivebord/")
    expect(desk.get_by_text("1 fejl eller erfaring uden svar")).to_be_visible()
    desk.goto("/tilbudsdesk/fortalt/")
    desk.get_by_role("link", name="Noget er forkert").click()
    expect(desk.get_by_text("Min søn og jeg kom forgæves.")).to_be_visible()
    desk.get_by_label("Svar").fill("Tak. Tiden er rettet.")
    desk.get_by_label("Vi gjorde").first.fill("Tiden er rettet.")
    desk.get_by_role("button", name="Send svaret").click()
    desk.get_by_label("I sagde").fill("Tiden var forkert.")
    desk.get_by_role("button", name="Vis for alle").click()
    expect(desk.get_by_text("Det står nu på tilbuddets side.")).to_be_visible()

    (letter,) = post.to(MOTHER)
    assert "Svømning" not in letter.mail["Subject"] + letter.text
    page.goto(urlsplit(links_in(letter)[0]).path)
    expect(page.get_by_text("Tak. Tiden er rettet.")).to_be_visible()
    page.get_by_role("link", name="Gå til tilbuddet").click()
    expect(page.get_by_role("heading", name="I sagde – vi gjorde")).to_be_visible()
    expect(page.get_by_text("Tiden var forkert.")).to_be_visible()
    expect(page.get_by_text("Min søn og jeg")).to_have_count(0)


def test_h6_at_320_px_in_light_and_dark(
    check_pages: CheckPages,
    open_browser: OpenBrowser,
    make_person: MakePerson,
    live_server: LiveServer,
) -> None:
    editor = make_person(Role.EDITOR)
    offer = make_offer(
        "Søskendegruppe",
        owner=editor.pk,
        target_groups=[topic("Autismespektrum")],
        themes=[topic("Søskende")],
        easy="Kom og vær med.",
        contact_phone="70 00 00 12",
        contact_email="et-meget-langt-navn@bakkekoebing.example",
        papers=["Sundhedskort"],
        legal=["Barnets lov § 90"],
    )
    twin = make_offer("Søskendegruppe", name_en="Siblings", summary_en="Meet others.")
    told = actions.Told(kind="experience", text="Godt", voice="relative", may_publish=True)  # type: ignore[arg-type]
    report = actions.report(actor=SYSTEM, offer=offer, told=told, client="x")
    shown = actions.report(actor=SYSTEM, offer=offer, told=told, client="x")
    actions.publish_report(actor=SYSTEM, report=shown, you_said="Godt sted.", we_did="Ny dør.")
    actions.move(actor=SYSTEM, offer=make_offer("Pause"), to=OfferState.PAUSED)
    Offer.objects.filter(pk=offer.pk).update(confirm_by=timezone.localdate())
    check_pages(
        "/tilbud/?til=siblings&alder=6-12",
        "/tilbud/?q=xyz",
        f"/tilbud/{offer.pk}/soeskendegruppe/",
        f"/en/tilbud/{twin.pk}/soeskendegruppe/",
        f"/tilbud/fortael/{offer.pk}/",
    )
    page = open_browser()
    log_in_browser(page, editor, live_server.url)
    check_pages(
        "/tilbudsdesk/",
        f"/tilbudsdesk/{offer.pk}/",
        f"/tilbudsdesk/{offer.pk}/ret/",
        f"/tilbudsdesk/{offer.pk}/udgaver/",
        "/tilbudsdesk/bekraeft/",
        "/tilbudsdesk/dubletter/",
        "/tilbudsdesk/udbydere/ny/",
        "/tilbudsdesk/fortalt/",
        f"/tilbudsdesk/fortalt/{report.pk}/",
        page=page,
    )
