"""Every page of the demo, and that its shortcuts exist in the demo only."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests.fixtures import MakePerson, MakeProfile, log_in
from tests.pages import HUGE, ODD_QUERIES, text_of

from samspil.base.outbox.models import InboxLetter
from samspil.base.people.actions import add_person, give_role
from samspil.base.people.middleware import DEMO_KEY
from samspil.commons.interests.queries import Audience, interested_in
from samspil.commons.news.models import Article
from samspil.front.demo.actions import fill
from samspil.front.demo.cast import CAST
from samspil.kit.access import SYSTEM, Role
from samspil.kit.encryption import address_key

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.demo_urls")]


@pytest.fixture(autouse=True)
def _in_the_demo(settings: Settings) -> None:
    settings.DEMO = True


@pytest.fixture
def letter() -> InboxLetter:
    return InboxLetter.objects.create(
        address="anna@example.com",
        address_key=address_key("anna@example.com"),
        subject="Nyt",
        text="Hej",
        dedupe_key=uuid4(),
        html="<html><head></head><body><a href='/'>Læs</a></body></html>",
    )


def test_shows_whom_one_can_be(client: Client) -> None:
    page = text_of(client.get(reverse("demo")))
    for member in CAST:
        assert member.name in page


@pytest.mark.parametrize("member", CAST, ids=lambda member: member.key)
def test_log_in_as(client: Client, member: object) -> None:
    person = add_person(actor=SYSTEM, email=member.email)  # type: ignore[attr-defined]
    give_role(actor=SYSTEM, person=person, role=member.role)  # type: ignore[attr-defined]
    response = client.get(reverse("log_in_as", args=[member.key]), follow=True)  # type: ignore[attr-defined]
    assert response.redirect_chain[-1][0] == reverse("my_page")
    assert response.status_code == 200


def test_nobody_else_can_be_logged_in(client: Client, make_person: MakePerson) -> None:
    make_person(Role.ADMINISTRATOR, email="boss@example.com")
    for key in ("boss", "nobody", "mette"):
        assert client.get(reverse("log_in_as", args=[key])).status_code == 404
    assert DEMO_KEY not in client.session


def test_the_demos_shortcut_counts_nowhere_else(make_person: MakePerson, settings: Any) -> None:
    client = log_in(Client(), make_person(Role.EDITOR), second_factor=False)
    session = client.session
    session[DEMO_KEY] = "karin"
    session.save()
    assert client.get(reverse("news_desk")).status_code == 200
    settings.DEMO = False
    assert client.get(reverse("news_desk")).url == reverse("mfa_index")  # type: ignore[attr-defined]


def test_letters_to_one_address(client: Client, letter: InboxLetter) -> None:
    assert "Nyt" in text_of(client.get(reverse("demo_inbox"), {"til": "ANNA@example.com"}))
    other = client.get(reverse("demo_inbox"), {"til": "else@example.com"})
    assert "Her er ingen breve" in text_of(other)


def test_a_letter_as_it_arrives(client: Client, letter: InboxLetter) -> None:
    page = client.get(reverse("demo_letter", args=[letter.pk]))
    assert "Hej" in text_of(page)
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    frame = client.get(reverse("demo_letter_html", args=[letter.pk]))
    assert '<base target="_top">' in text_of(frame)
    assert "script-src" not in frame.headers["Content-Security-Policy"]
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("name", ["demo_letter", "demo_letter_html"])
def test_unknown_letters(client: Client, name: str) -> None:
    assert client.get(reverse(name, args=[HUGE])).status_code == 404


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_odd_queries(client: Client, letter: InboxLetter, query: str) -> None:
    assert client.get(f"{reverse('demo_inbox')}?{query}").status_code == 200


def test_filling_twice_fills_once(make_profile: MakeProfile) -> None:
    fill()
    articles, interested = Article.objects.count(), interested_in(Audience.of(newsletter=True))
    people = interested.count()
    assert articles > 5
    assert people > 20
    fill()
    assert (Article.objects.count(), interested.count()) == (articles, people)
