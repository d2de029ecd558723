"""Somebody signs up at the moment the database is gone, and loses nothing of what was typed."""

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from samspil.commons.interests import actions
from samspil.commons.interests.models import SignUp
from samspil.kit.encryption import address_key
from tests.journeys.conftest import SMALLEST, Axe, OpenBrowser, has_no_sideways_scroll, watch_of

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.mark.parametrize(("scheme", "script"), [("light", True), ("dark", False)])
def test_what_was_typed_is_sent_again_with_one_press(
    open_browser: OpenBrowser,
    axe: Axe,
    monkeypatch: pytest.MonkeyPatch,
    scheme: str,
    script: bool,  # noqa: FBT001
) -> None:
    page = open_browser(viewport=SMALLEST, color_scheme=scheme, java_script_enabled=script)
    watch_of(page).expect(503)
    page.goto("/nyhedsbrev/")
    page.get_by_label("Din e-mail").fill("mor@example.org")
    page.locator("[name=consent]").check()

    def gone(**_: object) -> int:
        raise OperationalError("connection refused")

    with monkeypatch.context() as patch:
        patch.setattr(actions, "count_attempt", gone)
        page.locator("form[method=post] button[type=submit]").last.click()
        expect(page.get_by_role("heading", name="Siden er væk et øjeblik")).to_be_visible()
        has_no_sideways_scroll(page)
        if script:
            axe(page)
        page.get_by_role("button", name="Send igen").click()
        expect(page.get_by_role("heading", name="Siden er væk et øjeblik")).to_be_visible()
    assert not SignUp.objects.exists()
    page.get_by_role("button", name="Send igen").click()
    page.wait_for_url("**/tjek-din-mail/")
    assert SignUp.objects.filter(address_key=address_key("mor@example.org")).exists()
