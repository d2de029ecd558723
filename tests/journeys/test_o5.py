"""O5: a relative finds an adviser, books a talk or asks to be called, and gets an answer."""

from datetime import time, timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import expect

from samspil.commons.advice import actions
from samspil.commons.advice.models import TalkRequest
from samspil.commons.advice.terms import Opening, Way
from samspil.kit.access import SYSTEM, Role
from tests.fixtures import MakePerson
from tests.journeys.conftest import CheckPages, OpenBrowser, watch_of
from tests.journeys.post import Post, links_in, log_in_browser

ADDRESS = "mor@example.com"


def test_o5_find_book_move_queue_answer_and_call_me(
    open_browser: OpenBrowser, post: Post, make_person: MakePerson, check_pages: CheckPages
) -> None:
    person = make_person(Role.ADVISER)
    adviser = actions.present(
        actor=SYSTEM,
        person=person,
        shown=actions.Presented(ways=tuple(Way), postcodes=("8800",), is_for_everybody=True),
    )
    for weekday in range(5):
        actions.add_hours(
            actor=person,
            adviser=adviser,
            opening=Opening(
                weekday=weekday,
                starts=time(9),
                ends=time(11),
                valid_from=timezone.localdate() - timedelta(days=1),
                ways=tuple(Way),
            ),
        )

    # Two phones without scripts look at the same time.
    page, other = open_browser(java_script_enabled=False), open_browser(java_script_enabled=False)
    page.goto("/vejledning/")
    page.get_by_label("Postnummer").fill("8800")
    page.get_by_role("button", name="Find vejleder").click()
    expect(page.get_by_role("heading", name="Dem kan du tale med")).to_contain_text("Viborg")
    page.get_by_role("link", name="Signe Ågård").click()
    address = page.locator("main a[href*='?tid=2']").first.get_attribute("href")
    assert address
    for each, name in ((page, "Mor"), (other, "Far")):
        each.goto(address)
        each.get_by_label("Hvad hedder du?").fill(name)
        each.get_by_label("Dit telefonnummer").fill("10 20 30 40")
        each.get_by_label("Hvad vil du tale om?").fill("Skole og pauser")
    page.get_by_label("Din e-mail").fill(ADDRESS)
    page.get_by_role("button", name="Bed om samtalen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Din aftale er")
    watch_of(other).expect(409)
    other.get_by_role("button", name="Bed om samtalen").click()
    expect(other.locator(".error-summary")).to_contain_text("lige blevet taget")
    expect(other.get_by_label("Hvad vil du tale om?")).to_have_value("Skole og pauser")
    other.get_by_label("Hvornår?", exact=True).select_option("ring")
    other.get_by_role("button", name="Bed om samtalen").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Vi ringer til dig")

    # The receipt leads back, on another day; she moves it.
    (letter,) = post.to(ADDRESS)
    own = urlsplit(links_in(letter)[0]).path
    page.goto(own)
    before = TalkRequest.objects.booked().get().starts_at
    page.get_by_role("link", name="Flyt til en anden tid").click()
    page.get_by_label("Ny tid").select_option(index=1)
    page.get_by_role("button", name="Gem den nye tid").click()
    expect(page.get_by_text("Din aftale er flyttet.")).to_be_visible()
    assert TalkRequest.objects.booked().get().starts_at != before

    # The adviser sees who waits, and answers.
    desk = open_browser()
    log_in_browser(desk, person, watch_of(desk).origin)
    desk.goto("/vejledning/koe/")
    desk.get_by_role("link", name="Mor", exact=True).click()
    desk.get_by_label("Dit svar").fill("Ja, vi taler om det.")
    desk.get_by_role("button", name="Send svaret").click()
    expect(desk.get_by_text("Svaret er sendt.")).to_be_visible()
    page.goto(own)
    expect(page.get_by_text("Ja, vi taler om det.")).to_be_visible()
    desk.goto("/vejledning/koe/")
    desk.get_by_role("link", name="Far", exact=True).click()
    desk.get_by_role("button", name="Luk uden samtale").click()
    expect(desk.get_by_text("Noteret.")).to_be_visible()

    check_pages(
        "/vejledning/", f"/vejledning/{adviser.pk}/", f"/vejledning/{adviser.pk}/samtale/", own
    )
    talk = TalkRequest.objects.booked().get()
    check_pages("/vejledning/koe/", f"/vejledning/koe/{talk.pk}/", "/vejledning/tider/", page=desk)
