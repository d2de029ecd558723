"""An administrator finds out why a letter did not arrive, and sends it again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.outbox import actions
from samspil.base.outbox.models import Delivery
from samspil.base.outbox.terms import State, SuppressionReason
from samspil.kit.access import Role
from tests.fixtures import MakePerson, MakeProfile, letters_to
from tests.journeys.conftest import SMALLEST, Axe, OpenBrowser, has_no_sideways_scroll
from tests.journeys.post import log_in_browser

ADDRESS = "mor@example.org"


@pytest.fixture
def check(axe: Axe) -> Callable[[Page], None]:
    """Return a function that checks a page for accessibility and width."""

    def check_page(page: Page) -> None:
        axe(page)
        has_no_sideways_scroll(page)

    return check_page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_letter_that_failed_is_found_and_sent_again(
    open_browser: OpenBrowser,
    live_server: LiveServer,
    make_person: MakePerson,
    make_profile: MakeProfile,
    check: Callable[[Page], None],
    scheme: str,
) -> None:
    make_profile(email=ADDRESS, newsletter=True)
    Delivery.objects.update(state=State.FAILED, last_reply="550 5.1.1 * unknown")
    actions.suppress_address(address=ADDRESS, reason=SuppressionReason.BOUNCES)
    page = open_browser(viewport=SMALLEST, color_scheme=scheme)
    log_in_browser(page, make_person(Role.ADMINISTRATOR), live_server.url)
    page.goto("/skrivebord/")
    page.get_by_role("link", name="Arbejd som administrator").click()
    page.get_by_label("Hvorfor har du brug for det?").fill("En mor får ingen breve")
    page.get_by_role("button", name="Begynd").click()
    page.get_by_role("link", name="Breve, der ikke kom frem").click()
    expect(page.get_by_text("550 5.1.1 * unknown")).to_be_visible()
    check(page)
    page.get_by_label("Modtagerens e-mail").fill(ADDRESS)
    page.get_by_role("button", name="Vis breve").click()
    expect(page.get_by_text("Adressen har fred")).to_be_visible()
    assert ADDRESS not in page.url
    check(page)
    page.get_by_role("button", name="Send breve til adressen igen").click()
    expect(page.get_by_text("Adressen får breve igen fra nu af.")).to_be_visible()
    check(page)
    page.get_by_role("link", name="Breve, der ikke kom frem").click()
    page.get_by_role("button", name="Send igen").click()
    expect(page.get_by_text("1 brev bliver sendt igen.")).to_be_visible()
    expect(page.get_by_text("Alle breve er kommet frem")).to_be_visible()
    check(page)
    assert {each.state for each in letters_to(ADDRESS)} == {State.QUEUED}
