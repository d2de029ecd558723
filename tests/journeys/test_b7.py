"""B7: a newsletter one can subscribe to by e-mail alone."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from samspil.base.people.models import Person
from samspil.commons.interests.queries import profile_of_address
from samspil.commons.news import actions as news
from samspil.kit.access import Role
from tests.fixtures import MakePerson, MakeProfile
from tests.journeys.conftest import OpenBrowser
from tests.journeys.post import Post, links_in

ADDRESS = "ven@example.com"


def publish(editor: Person) -> None:
    text = news.Text(title="Nyhedsbrev", summary="Kort", body="Lang", to_newsletter=True)
    news.publish(actor=editor, article=news.write_article(actor=editor, text=text))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_b7_subscribe_by_mail_alone_read_and_stop(
    open_browser: OpenBrowser,
    post: Post,
    make_person: MakePerson,
    scripts: bool,  # noqa: FBT001
) -> None:
    page = open_browser(java_script_enabled=scripts)
    page.goto("/")
    page.get_by_role("link", name="Få nyhedsbrevet").click()
    page.get_by_label("Din e-mail").fill(ADDRESS)
    page.get_by_label("Jeg siger ja").check()
    page.get_by_role("button", name="Send mig nyhedsbrevet").click()
    page.goto(urlsplit(links_in(post.to(ADDRESS)[0])[0]).path)
    page.get_by_role("button", name="Ja, skriv mig op").click()
    profile = profile_of_address(ADDRESS)
    assert profile is not None
    assert profile.is_newsletter_only

    editor = make_person(Role.EDITOR)
    post.forget()
    publish(editor)
    (letter,) = post.to(ADDRESS)
    stop = urlsplit(letter.mail["List-Unsubscribe"].strip("<>")).path
    page.goto(stop)
    assert profile_of_address(ADDRESS) is not None
    page.get_by_role("button", name="Stop alle breve").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du får ikke flere breve")
    post.forget()
    publish(editor)
    assert post.receivers() == []


def test_b7_whole_form_by_keyboard(desktop: Page, post: Post) -> None:
    desktop.goto("/nyhedsbrev/")
    desktop.get_by_label("Din e-mail").focus()
    desktop.keyboard.type(ADDRESS)
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Space")
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Tjek din mail")
    assert len(post.to(ADDRESS)) == 1


def test_b7_an_accident_can_be_undone(
    page: Page, post: Post, make_profile: MakeProfile, make_person: MakePerson
) -> None:
    make_profile(newsletter=True, email=ADDRESS)
    post.forget()
    publish(make_person(Role.EDITOR))
    (letter,) = post.to(ADDRESS)
    page.goto(urlsplit(letter.mail["List-Unsubscribe"].strip("<>")).path)
    page.get_by_role("button", name="Stop alle breve").click()
    page.get_by_role("button", name="Fortryd").click()
    assert profile_of_address(ADDRESS) is not None
