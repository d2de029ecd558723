"""Logging in with a code by mail and with a passkey, in a real browser with a virtual security key."""

import re

from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.kit.access import Role
from tests.fixtures import MakePerson
from tests.journeys.conftest import Axe, OpenBrowser
from tests.journeys.post import Post

ADDRESS = "karin@example.com"


def log_in_by_code(page: Page, post: Post) -> None:
    page.goto("/")
    page.goto("/log-ind/")
    page.get_by_label("E-mail").fill(ADDRESS)
    page.get_by_role("button", name="Send mig en kode").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    letter = post.to(ADDRESS)[-1]
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", letter.text, re.MULTILINE)
    assert code, letter.text
    page.locator("input[name=code]").fill(code[1])
    page.locator("form:has(input[name=code]) button[type=submit]").first.click()


def test_log_in_by_code_then_add_a_passkey_and_log_in_with_it_as_staff(
    open_browser: OpenBrowser,
    live_server: LiveServer,
    make_person: MakePerson,
    post: Post,
    axe: Axe,
) -> None:
    make_person(Role.EDITOR, email=ADDRESS)
    page = open_browser()
    log_in_by_code(page, post)

    # Staff get no further without a second factor.
    expect(page).to_have_url(re.compile("/konto/sikkerhed/"))
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    key.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/konto/sikkerhed/noegler/ny/")
    axe(page)
    page.locator("input[name=name]").fill("Min telefon")
    page.locator("input[name=passwordless]").check()
    page.locator("#mfa_webauthn_add").click()
    expect(page).not_to_have_url(re.compile("/noegler/ny/"))
    page.goto("/min-side/")
    page.context.clear_cookies()

    page.goto("/log-ind/")
    page.get_by_role("button", name="Log ind med adgangsnøgle").click()
    expect(page).to_have_url(re.compile("/min-side/"))
    page.goto("/skrivebord/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Det venter på dig")


def test_an_unknown_address_gets_the_same_page_and_a_letter(page: Page, post: Post) -> None:
    page.goto("/log-ind/")
    page.get_by_label("E-mail").fill("nobody@example.com")
    page.get_by_role("button", name="Send mig en kode").click()
    expect(page.locator("input[name=code]")).to_be_visible()
    assert len(post.to("nobody@example.com")) == 1
