"""P1: a relative signs up as interested, without an account, and stays in charge of it."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from samspil.base.audit.models import Entry
from samspil.commons.interests.models import InterestProfile
from samspil.commons.interests.queries import profile_of_address, wishes_of
from tests.journeys.conftest import Axe, OpenBrowser, has_no_sideways_scroll
from tests.journeys.post import Post, links_in

ADDRESS = "mor@example.com"
pytestmark = pytest.mark.usefixtures("topics")


def path(address: str) -> str:
    return urlsplit(address).path


def sign_up(page: Page) -> None:
    """Choose school and the autism spectrum, and say yes."""
    page.goto("/skriv-dig-op/")
    page.get_by_label("Skole", exact=True).check()
    page.get_by_label("6–12 år").check()
    page.get_by_text("Vælg funktionsnedsættelse").click()
    page.get_by_label(re.compile("^Autismespektrum")).check()
    page.get_by_label("Ja, I må spørge mig").check()
    page.get_by_label("Dialogmøde").check()
    page.get_by_label("Din e-mail").fill(ADDRESS)
    page.get_by_label(re.compile("^Jeg siger ja")).check()
    page.get_by_role("button", name="Skriv mig op").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tjek din mail")


def confirm(page: Page, post: Post) -> None:
    (letter,) = post.to(ADDRESS)
    page.goto(path(links_in(letter)[0]))
    assert profile_of_address(ADDRESS) is None
    page.get_by_role("button", name="Ja, skriv mig op").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er skrevet op")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_p1_a_relative_signs_up_confirms_changes_and_withdraws(
    open_browser: OpenBrowser,
    post: Post,
    scripts: bool,  # noqa: FBT001
    axe: Axe,
) -> None:
    page = open_browser(java_script_enabled=scripts)
    sign_up(page)
    confirm(page, post)
    profile = profile_of_address(ADDRESS)
    assert profile is not None
    assert profile.available_for == ["dialogue_meeting"]
    if scripts:
        axe(page)

    # Another day, on another device: her choices open only with a fresh code from her mailbox.
    later = open_browser(java_script_enabled=scripts)
    later.goto("/mine-valg/")
    later.get_by_label("Din e-mail").fill(ADDRESS)
    later.get_by_role("button", name="Send mig en kode").click()
    code = re.search(r"\b\d{6}\b", post.to(ADDRESS)[-1].text)
    assert code
    later.get_by_label("Koden fra mailen").fill(code[0])
    later.get_by_role("button", name="Se mine valg").click()
    expect(later.get_by_label("Skole", exact=True)).to_be_checked()
    later.get_by_label("Skole", exact=True).uncheck()
    later.get_by_label("Fritidsliv").check()
    later.get_by_role("button", name="Gem mine valg").click()
    expect(later.get_by_text("Dine valg er gemt.")).to_be_visible()
    expect(later.get_by_label("Fritidsliv")).to_be_checked()
    has_no_sideways_scroll(later)
    later.get_by_role("button", name="Stop alle breve, og slet").click()
    expect(later.get_by_role("heading", level=1)).to_have_text("Du får ikke flere breve")
    assert profile_of_address(ADDRESS) is None


def test_p1_nothing_she_chose_stands_in_a_letter_or_an_address(page: Page, post: Post) -> None:
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    sign_up(page)
    confirm(page, post)
    letter = post.to(ADDRESS)[0]
    everything = letter.mail["Subject"] + letter.text + letter.html + " ".join(seen)
    assert not re.search(r"autis|funktionsneds|skole|handicap", everything, re.IGNORECASE)


def test_p1_every_step_is_written_down_with_the_version_of_the_consent(
    page: Page, post: Post
) -> None:
    sign_up(page)
    confirm(page, post)
    profile = InterestProfile.objects.get()
    (entry,) = Entry.objects.filter(about=profile.about, kind="act")
    assert (entry.verb, entry.why) == ("interests.confirm", f"consent:{profile.consent_version}")


def test_p1_a_stranger_with_a_forwarded_letter_sees_no_choices(
    open_browser: OpenBrowser, post: Post
) -> None:
    her = open_browser()
    sign_up(her)
    confirm(her, post)
    stranger = open_browser()
    stranger.goto(path(links_in(post.to(ADDRESS)[0])[0]))
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Du har allerede bekræftet")
    stranger.goto("/mine-valg/")
    expect(stranger.get_by_role("button", name="Send mig en kode")).to_be_visible()


def test_p1_bad_input_says_what_to_do_and_keeps_what_was_typed(page: Page, axe: Axe) -> None:
    page.goto("/skriv-dig-op/")
    page.get_by_label("Skole", exact=True).check()
    page.get_by_label("Din e-mail").fill("ikke en mail")
    page.get_by_role("button", name="Skriv mig op").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(2)
    expect(page.get_by_label("Skole", exact=True)).to_be_checked()
    expect(page.get_by_label("Din e-mail")).to_have_value("ikke en mail")
    summary.get_by_role("link", name="Skriv en e-mail som").click()
    expect(page.get_by_label("Din e-mail")).to_be_focused()
    axe(page)


def test_p1_pausing_by_keyboard_from_a_letter(page: Page, post: Post) -> None:
    sign_up(page)
    confirm(page, post)
    profile = InterestProfile.objects.get()
    page.goto("/mine-valg/")
    button = page.get_by_role("button", name="Hold pause")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Dine breve holder pause.")).to_be_visible()
    profile.refresh_from_db()
    assert (profile.state, wishes_of(profile).available_for) == ("paused", ("dialogue_meeting",))
