"""Every page of the home room."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.fixtures import MakePerson, MakeProfile, log_in
from tests.pages import ODD_QUERIES, assert_leads_to_log_in, assert_refused, text_of

from samspil.base.municipality.queries import current_face
from samspil.base.outbox.queries import Health
from samspil.base.people.models import Person
from samspil.commons.interests import actions as interests
from samspil.commons.interests.terms import Source
from samspil.commons.interests.wishes import Wishes
from samspil.commons.news import actions as news
from samspil.front.home.policies import may_enter_desk
from samspil.kit.access import STAFF_ROLES, SYSTEM, Role

pytestmark = pytest.mark.django_db
ClientAs = Callable[..., Client]


def publish(author: Person, rows: int) -> None:
    for number in range(rows):
        text = news.Text(title=f"Nyhed {number}", summary="Kort", body="Tekst")
        news.publish(actor=SYSTEM, article=news.write_article(actor=author, text=text))


@pytest.mark.parametrize("name", ["front_page", "accessibility_statement", "privacy_policy"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_open_pages(client: Client, client_as: ClientAs, name: str, prefix: str) -> None:
    url = prefix + reverse(name)
    assert client.get(url).status_code == 200
    assert client_as(Role.RELATIVE).get(url).status_code == 200
    assert client.post(url).status_code == 405


def test_an_empty_front_page_says_what_to_do(client: Client) -> None:
    assert "Der er ingen nyheder endnu" in text_of(client.get(reverse("front_page")))


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_odd_queries(client: Client, query: str) -> None:
    assert client.get(f"/?{query}").status_code == 200


def test_my_page_shows_ones_own_profile_and_never_anothers(
    client: Client, make_person: MakePerson, make_profile: MakeProfile
) -> None:
    assert_leads_to_log_in(client, reverse("my_page"))
    make_profile(email="other@example.com", newsletter=True)
    person = make_person(Role.RELATIVE, email="me@example.com")
    log_in(client, person)
    assert "Du er ikke skrevet op" in text_of(client.get(reverse("my_page")))
    make_profile(email="me@example.com", newsletter=True)
    assert "Du skrev dig op" in text_of(client.get(reverse("my_page")))


def test_my_page_and_my_choices_know_proved_addresses_only(
    make_person: MakePerson, make_profile: MakeProfile
) -> None:
    person = make_person(Role.RELATIVE, email="first@example.com")
    second = EmailAddress.objects.create(user=person, email="second@example.com", verified=False)
    make_profile(email="second@example.com", newsletter=True)
    client = log_in(Client(), person)

    def signed_up() -> list[bool]:
        pages = [client.get(reverse(name)) for name in ("my_page", "my_interests")]
        return ["Du skrev dig op" in text_of(page) for page in pages]

    assert signed_up() == [False, False]
    second.verified = True
    second.save()
    assert signed_up() == [True, True]


@pytest.mark.parametrize("role", Role)
def test_the_desk_is_for_those_who_work_here(
    client_as: ClientAs, client: Client, role: Role
) -> None:
    url = reverse("desk")
    assert_leads_to_log_in(client, url)
    browser = client_as(role)
    if role in STAFF_ROLES:
        assert browser.get(url).status_code == 200
    else:
        assert_refused(browser.get(url), "Det kræver rollen")


def test_the_desk_shows_only_what_one_may_do(client_as: ClientAs) -> None:
    page = text_of(client_as(Role.CASEWORKER).get(reverse("desk")))
    for name in ("news_desk", "topics", "call_list", "counts", "people"):
        assert f'href="{reverse(name)}"' not in page
    page = text_of(client_as(Role.ADVISER).get(reverse("desk")))
    assert f'href="{reverse("call_list")}"' in page
    assert f'href="{reverse("people")}"' not in page


def test_an_administrator_finds_the_way_to_a_session_and_then_to_the_letters(
    make_person: MakePerson,
) -> None:
    client = log_in(Client(), make_person(Role.ADMINISTRATOR))
    links = [f'href="{reverse(name)}"' for name in ("admin_session", "letters_in_trouble")]
    page = text_of(client.get(reverse("desk")))
    assert [link in page for link in links] == [True, False]
    client.post(reverse("admin_session"), {"why": "Breve kommer ikke frem"})
    page = text_of(client.get(reverse("desk")))
    assert [link in page for link in links] == [True, True]


def test_the_desk_counts_what_waits(client_as: ClientAs, make_person: MakePerson) -> None:
    author = make_person(Role.EDITOR, Role.ADVISER)
    for _ in range(2):
        news.write_article(actor=author, text=news.Text(title="T", summary="K", body="B"))
    profile = interests.enter_for_person(
        actor=author, wishes=Wishes(), source=Source.PHONE, contact={"name": "Inger"}
    )
    interests.ask_to_call(profiles=[profile], thing="article:1", title="Nyt", path="/")
    page = text_of(client_as(Role.COORDINATOR).get(reverse("desk")))
    assert "2 kladder" in page
    assert "1 skal ringes op" in page


def test_a_manager_may_enter_the_desk_by_policy() -> None:
    assert may_enter_desk(SYSTEM)


class TestHealth:
    @pytest.mark.parametrize(
        ("alive", "oldest", "status"),
        [
            (True, None, 200),
            (True, timedelta(minutes=14), 200),
            (True, timedelta(minutes=16), 503),
            (False, None, 503),
        ],
    )
    def test_worker_and_letters(
        self,
        client: Client,
        alive: bool,  # noqa: FBT001
        oldest: timedelta | None,
        status: int,
    ) -> None:
        seen = timezone.now() if alive else None
        health = Health(worker_seen=seen, oldest_waiting=oldest, counts={})
        with patch("samspil.front.home.views.health", return_value=health):
            response = client.get("/healthz")
        assert response.status_code == status
        assert response.json()["worker"] == ("ok" if alive else "down")

    def test_a_database_that_is_down(self, client: Client) -> None:
        with patch("samspil.front.home.views.health", side_effect=DatabaseError):
            response = client.get("/healthz")
        assert response.status_code == 503
        assert response.json() == {"web": "ok", "database": "down"}


@pytest.mark.parametrize("rows", [3, 30])
class TestQueries:
    def test_front_page(
        self,
        client: Client,
        make_person: MakePerson,
        rows: int,
        django_assert_num_queries: Any,
    ) -> None:
        publish(make_person(Role.EDITOR), rows)
        current_face()  # kept by the process, like everything that seldom changes
        with django_assert_num_queries(4):
            client.get("/")

    def test_my_page(
        self, make_person: MakePerson, rows: int, django_assert_max_num_queries: Any
    ) -> None:
        publish(make_person(Role.EDITOR), rows)
        client = log_in(Client(), make_person(Role.RELATIVE))
        current_face()
        with django_assert_max_num_queries(9):
            client.get(reverse("my_page"))


@pytest.mark.parametrize("name", ["front_page", "search", "accessibility_statement"])
def test_each_page_leads_to_the_rest_at_its_foot(client: Client, name: str) -> None:
    foot = client.get(reverse(name)).content.decode().partition("<footer")[2]
    for page in ("projects", "decisions", "lexicon", "open_data", "privacy_policy", "view_choices"):
        assert f'href="{reverse(page)}"' in foot
