"""P2: an editor publishes once, and exactly the right people get exactly one letter each."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.topics.models import Topic
from samspil.commons.news.models import Article
from samspil.kit.access import Role
from tests.fixtures import MakePerson, MakeProfile
from tests.journeys.conftest import Axe
from tests.journeys.post import Post, links_in, log_in_browser

pytestmark = pytest.mark.usefixtures("topics")


def topic(name: str) -> Topic:
    return Topic.objects.get(name=name)


@pytest.fixture
def relatives(make_profile: MakeProfile, post: Post) -> None:
    """People with different wishes, whose confirmation letters are read and gone."""
    school, autism = topic("Skole"), topic("Autismespektrum")
    make_profile(school, autism, email="mor@example.com")
    make_profile(school, email="father@example.com", language="en")
    make_profile(school, email="hele@example.com", full=True)
    make_profile(school, topic("Mobilitetsnedsættelse"), email="anden@example.com")
    make_profile(topic("Bolig"), email="bolig@example.com")
    make_profile(newsletter=True, email="nyhedsbrev@example.com")
    post.forget()


def write_and_publish(page: Page) -> None:
    page.goto("/skrivebord/")
    page.get_by_role("link", name="Nyheder").last.click()
    page.get_by_role("link", name="Skriv en nyhed").click()
    page.get_by_label("Overskrift", exact=True).fill("Skolestart med autisme")
    page.get_by_label("Kort fortalt", exact=True).fill("En aften for forældre.")
    page.get_by_label("Tekst", exact=True).fill("## Program\n\nVi mødes **torsdag**.")
    page.get_by_label("Skole", exact=True).check()
    page.get_by_text("Vælg målgrupper").click()
    page.get_by_label("Autismespektrum").check()
    page.get_by_role("button", name="Gem kladde").click()


def test_p2_sign_up_article_exactly_the_right_letters_one_click_and_nothing_more(
    page: Page,
    live_server: LiveServer,
    make_person: MakePerson,
    relatives: None,
    post: Post,
    axe: Axe,
) -> None:
    editor = make_person(Role.EDITOR)
    log_in_browser(page, editor, live_server.url)
    write_and_publish(page)
    expect(page.get_by_text("under 5").first).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Se som brev").click()
    expect(page.get_by_text("Sådan ser brevet ud for en opdigtet modtager.")).to_be_visible()
    assert not post.receivers()
    page.go_back()
    page.get_by_role("button", name="Udgiv nu").click()
    expect(page.get_by_text("Nyheden er udgivet, og brevene er på vej.")).to_be_visible()

    assert post.receivers() == ["father@example.com", "hele@example.com", "mor@example.com"]
    (hers,), (his,), (full,) = (
        post.to(f"{name}@example.com") for name in ("mor", "father", "hele")
    )
    assert "autisme" not in hers.mail["Subject"].lower() + hers.text.lower() + hers.html.lower()
    assert "Du får brevet, fordi du skrev dig op" in hers.text
    assert "because you signed up" in his.text
    assert "Vi mødes torsdag" in full.text.replace("*", "")

    # What it is about stands behind the link.
    page.goto(urlsplit(links_in(hers)[0]).path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Skolestart med autisme")

    # One click in the mail program: no cookie, no form token.
    assert hers.mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    one_click = urlsplit(hers.mail["List-Unsubscribe"].strip("<>")).path
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(one_click).status_code == 200
    answer = stranger.post(
        one_click, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    post.forget()
    page.goto("/redaktion/nyheder/")
    write_and_publish(page)
    page.get_by_role("button", name="Udgiv nu").click()
    expect(page.get_by_text("Nyheden er udgivet")).to_be_visible()
    assert post.receivers() == ["father@example.com", "hele@example.com"]


def test_p2_a_second_press_sends_nothing_more(
    page: Page, live_server: LiveServer, make_person: MakePerson, relatives: None, post: Post
) -> None:
    log_in_browser(page, make_person(Role.EDITOR), live_server.url)
    write_and_publish(page)
    page.get_by_role("button", name="Udgiv nu").dblclick()
    expect(page.get_by_text("Nyheden er udgivet").first).to_be_visible()
    assert len(post.receivers()) == 3


def test_p2_a_correction_shows_on_the_page(
    page: Page, live_server: LiveServer, make_person: MakePerson, relatives: None, post: Post
) -> None:
    log_in_browser(page, make_person(Role.EDITOR), live_server.url)
    write_and_publish(page)
    page.get_by_role("button", name="Udgiv nu").click()
    page.get_by_role("link", name="Ret", exact=True).click()
    page.get_by_label("Tekst", exact=True).fill("Vi mødes onsdag.")
    page.get_by_role("button", name="Gem").click()
    expect(page.locator(".error-summary")).to_contain_text("Skriv, hvad du har rettet")
    expect(page.get_by_label("Tekst", exact=True)).to_have_value("Vi mødes onsdag.")
    page.get_by_label("Hvad har du rettet?").fill("Dagen var forkert.")
    page.get_by_role("button", name="Gem").click()
    page.goto(f"/nyheder/{Article.objects.get().pk}/")
    expect(page.get_by_text("Dagen var forkert.")).to_be_visible()
    expect(page.get_by_text("Vi mødes onsdag.")).to_be_visible()
    assert len(post.receivers()) == 3


def test_p2_without_scripts(
    no_js_page: Page, live_server: LiveServer, make_person: MakePerson, relatives: None, post: Post
) -> None:
    log_in_browser(no_js_page, make_person(Role.EDITOR), live_server.url)
    write_and_publish(no_js_page)
    no_js_page.get_by_role("button", name="Udgiv nu").click()
    assert len(post.receivers()) == 3
