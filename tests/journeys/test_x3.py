"""X3: everyone can take part: by phone and paper, in English, in easy language."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.audit.models import Entry
from samspil.commons.interests.models import InterestProfile
from samspil.commons.news import actions as news
from samspil.kit.access import Role
from tests.fixtures import MakePerson
from tests.journeys.conftest import Axe
from tests.journeys.post import Post, log_in_browser

pytestmark = pytest.mark.usefixtures("topics")


def test_x3_staff_enter_a_caller_who_is_called_back_when_there_is_news(
    page: Page, live_server: LiveServer, make_person: MakePerson, post: Post, axe: Axe
) -> None:
    log_in_browser(page, make_person(Role.ADVISER), live_server.url)
    page.goto("/skrivebord/")
    page.get_by_role("link", name="Skriv en person op").click()
    page.get_by_label("Navn").fill("Inger Ørum")
    page.get_by_label("Telefon (valgfrit)").fill("70 00 00 99")
    page.get_by_label("Aflastning").check()
    page.get_by_role("button", name="Skriv personen op").click()
    expect(page.locator(".error-summary")).to_contain_text("Uden personens ja")
    expect(page.get_by_label("Navn")).to_have_value("Inger Ørum")
    page.get_by_label("Jeg har læst samtykketeksten op").check()
    page.get_by_role("button", name="Skriv personen op").click()
    expect(page.get_by_text("Personen er skrevet op")).to_be_visible()

    editor = make_person(Role.EDITOR)
    text = news.Text(title="Nyt om aflastning", summary="Kort", body="Lang", to_newsletter=True)
    news.publish(actor=editor, article=news.write_article(actor=editor, text=text))
    assert post.receivers() == []
    page.goto("/interesser/ringeliste/")
    expect(page.get_by_text("Inger Ørum").first).to_be_visible()
    axe(page)
    about = InterestProfile.objects.get().about
    assert Entry.objects.filter(about=about, kind="look", verb="interests.call_list").exists()
    page.get_by_role("button", name="Fortalt").click()
    expect(page.get_by_text("Ingen venter på et opkald")).to_be_visible()

    # She calls again and has had enough.
    page.goto("/interesser/uden-mail/")
    axe(page)
    page.get_by_role("button", name="Afmeld").click()
    expect(page.get_by_text("Ingen er skrevet op uden e-mail")).to_be_visible()
    assert InterestProfile.objects.get().withdrawn_at


def test_x3_the_site_is_there_in_english(page: Page, axe: Axe) -> None:
    page.goto("/en/skriv-dig-op/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign up for what matters to you")
    expect(page.get_by_label("School", exact=True)).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    axe(page)


def test_x3_easy_to_read_is_one_choice_for_the_whole_visit(
    page: Page, make_person: MakePerson
) -> None:
    editor = make_person(Role.EDITOR)
    text = news.Text(
        title="Plan", summary="Kort", body="En lang og svær tekst.", easy_body="En let tekst."
    )
    article = news.write_article(actor=editor, text=text)
    news.publish(actor=editor, article=article)
    page.goto(f"/nyheder/{article.pk}/")
    expect(page.get_by_text("En lang og svær tekst.")).to_be_visible()
    page.goto("/visning/")
    page.get_by_label("Let at læse").check()
    page.get_by_role("button").last.click()
    page.goto(f"/nyheder/{article.pk}/")
    expect(page.get_by_text("En let tekst.")).to_be_visible()
    expect(page.get_by_text("En lang og svær tekst.")).to_be_hidden()
