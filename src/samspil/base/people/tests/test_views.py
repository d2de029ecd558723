"""Every page of the people room: works, not logged in, wrong role, unknown, bad input."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.fixtures import MakePerson, log_in
from tests.pages import (
    EMOJI,
    HUGE,
    LONG,
    NUL,
    assert_leads_to_log_in,
    assert_refused,
    text_of,
)

from samspil.base.audit.models import Entry
from samspil.base.audit.terms import EntryKind
from samspil.base.people.actions import begin_admin_session
from samspil.base.people.models import AdminSession, Person, RoleHolding
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.kit.access import Role

pytestmark = pytest.mark.django_db
ClientAs = Callable[..., Client]


@pytest.fixture
def manager(client_as: ClientAs) -> Client:
    return client_as(Role.MANAGER)


@pytest.mark.parametrize("name", ["people", "give_role", "admin_session"])
def test_who_may_enter(client: Client, client_as: ClientAs, name: str) -> None:
    assert_leads_to_log_in(client, reverse(name))
    for role in (Role.RELATIVE, Role.EDITOR):
        assert_refused(client_as(role).get(reverse(name)), "Det kræver rollen")


def test_people_shows_roles_and_each_look_is_written_down(
    make_person: MakePerson, manager: Client
) -> None:
    place = Place.objects.create(name="Solgården", kind="residence")
    person = make_person(Role.COORDINATOR, place=place, email="peter@example.com")
    page = text_of(manager.get(reverse("people")))
    assert "peter@example.com" in page
    assert "koordinator, Solgården" in " ".join(page.split())
    looks = Entry.objects.filter(kind=EntryKind.LOOK, verb="people.people")
    assert {look.about for look in looks} == {
        f"person:{pk}" for pk in Person.objects.values_list("pk", flat=True)
    }
    assert f"person:{person.pk}" in {look.about for look in looks}


def test_give_and_take_a_role(manager: Client) -> None:
    place = Place.objects.create(name="Solgården", kind="residence")
    given = manager.post(
        reverse("give_role"),
        {"email": "Ny@Example.com", "name": EMOJI, "role": "editor", "place": place.pk},
        follow=True,
    )
    assert "Rollen er givet." in text_of(given)
    holding = RoleHolding.objects.get(person__email="ny@example.com")
    assert (holding.role, holding.place, holding.person.name) == ("editor", place, EMOJI)
    url = reverse("take_role", args=[holding.pk])
    assert manager.get(url).status_code == 405
    assert "taget tilbage" in text_of(manager.post(url, follow=True))
    assert manager.post(url).status_code == 404
    assert manager.post(reverse("take_role", args=[HUGE])).status_code == 404


def test_a_role_for_a_topic(manager: Client, make_topic: Callable[..., Topic]) -> None:
    topic = make_topic("Fritid")
    typed = {"email": "ny@example.com", "role": "editor", "topic": topic.pk}
    page = text_of(manager.post(reverse("give_role"), typed, follow=True))
    assert "redaktør, om Fritid" in " ".join(page.split())
    assert RoleHolding.objects.get(person__email="ny@example.com").topic == topic


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"email": ""}, "Indtast en e-mail."),
        ({"email": NUL}, "Skriv en e-mail som navn@eksempel.dk."),
        ({"email": "a" * 300 + "@example.com"}, "254"),
        ({"name": LONG}, "120"),
        ({"role": "administrator"}, "form-error"),
        ({"role": "manager"}, "form-error"),
        ({"role": NUL}, "form-error"),
        ({"place": HUGE}, "form-error"),
        ({"place": NUL}, "form-error"),
        ({"topic": HUGE}, "form-error"),
        ({"topic": NUL}, "form-error"),
        ({"until": "i går"}, "form-error"),
        ({"until": "2020-01-01"}, "Slutdatoen ligger før startdatoen."),
        ({"until": "99999-01-01"}, "form-error"),
    ],
)
def test_bad_input_is_told_and_nobody_is_added(
    manager: Client, wrong: dict[str, Any], message: str
) -> None:
    before = Person.objects.count()
    typed = {"email": "ny@example.com", "name": "Ny", "role": "editor"} | wrong
    page = text_of(manager.post(reverse("give_role"), typed))
    assert message in page
    assert 'value="editor" selected' in page or "role" in wrong
    assert Person.objects.count() == before


def test_a_topic_for_a_role_without_topics_is_told(
    manager: Client, make_topic: Callable[..., Topic]
) -> None:
    typed = {"email": "ny@example.com", "role": "adviser", "topic": make_topic().pk}
    page = text_of(manager.post(reverse("give_role"), typed))
    assert "Kun redaktører og koordinatorer kan have et emne." in page
    assert not Person.objects.filter(email="ny@example.com").exists()


def test_a_role_given_twice_is_held_once(manager: Client) -> None:
    for _again in range(2):
        manager.post(reverse("give_role"), {"email": "ny@example.com", "role": "editor"})
    assert RoleHolding.objects.filter(person__email="ny@example.com").count() == 1


def test_managers_give_no_role_of_their_own_rank(manager: Client, make_person: MakePerson) -> None:
    page = text_of(manager.get(reverse("give_role")))
    assert 'value="editor"' in page
    assert 'value="manager"' not in page
    holding = make_person(Role.MANAGER).roles.get()
    refused = manager.post(reverse("take_role", args=[holding.pk]))
    assert_refused(refused, "administrator")
    assert RoleHolding.objects.filter(pk=holding.pk).exists()


def test_the_administrator_role_is_for_the_whole_municipality(make_person: MakePerson) -> None:
    admin = make_person(Role.ADMINISTRATOR)
    begin_admin_session(actor=admin, why="prøve")
    place = Place.objects.create(name="Solgården", kind="residence")
    typed = {"email": "ny@example.com", "role": "administrator", "place": place.pk}
    page = log_in(Client(), admin).post(reverse("give_role"), typed)
    assert page.status_code == 200
    assert "form-error" in text_of(page)
    assert not Person.objects.filter(email="ny@example.com").exists()


class TestAdminSession:
    def test_begins_with_a_reason_is_logged_and_ends(self, make_person: MakePerson) -> None:
        admin = make_person(Role.ADMINISTRATOR)
        client = log_in(Client(), admin)
        assert_refused(client.get(reverse("people")), "Det kræver rollen")
        client.post(reverse("admin_session"), {"why": "Ny redaktør"})
        assert "Du er administrator til" in text_of(client.get(reverse("admin_session")))
        assert client.get(reverse("people")).status_code == 200
        client.post(reverse("admin_session"), {"end": "1"})
        assert_refused(client.get(reverse("people")), "Det kræver rollen")
        logged = Entry.objects.filter(verb__endswith="_admin_session").order_by("pk")
        assert [each.verb for each in logged] == [
            "people.begin_admin_session",
            "people.end_admin_session",
        ]
        assert logged[0].why == "Ny redaktør"

    def test_ends_by_itself_after_half_an_hour(self, make_person: MakePerson) -> None:
        admin = make_person(Role.ADMINISTRATOR)
        client = log_in(Client(), admin)
        client.post(reverse("admin_session"), {"why": "Ny redaktør"})
        session = AdminSession.objects.get()
        assert session.expires_at - session.began_at < timedelta(minutes=30, seconds=1)
        assert session.expires_at > timezone.now() + timedelta(minutes=29)
        AdminSession.objects.update(expires_at=timezone.now())
        assert_refused(client.get(reverse("people")), "Det kræver rollen")

    @pytest.mark.parametrize("why", ["", "  ", LONG, NUL])
    def test_without_a_reason_nothing_opens(self, make_person: MakePerson, why: str) -> None:
        client = log_in(Client(), make_person(Role.ADMINISTRATOR))
        assert "form-error" in text_of(client.post(reverse("admin_session"), {"why": why}))
        assert not AdminSession.objects.exists()

    def test_it_counts_in_the_browser_that_began_it_only(self, make_person: MakePerson) -> None:
        admin = make_person(Role.ADMINISTRATOR)
        here, there = log_in(Client(), admin), log_in(Client(), admin)
        here.post(reverse("admin_session"), {"why": "Ny redaktør"})
        assert here.get(reverse("people")).status_code == 200
        assert_refused(there.get(reverse("people")), "Det kræver rollen")
        assert "Du er administrator til" not in text_of(there.get(reverse("admin_session")))
        assert str(here.session.session_key) not in str(AdminSession.objects.values_list().get())

    def test_it_ends_with_the_log_in(self, make_person: MakePerson) -> None:
        admin = make_person(Role.ADMINISTRATOR)
        client = log_in(Client(), admin)
        client.post(reverse("admin_session"), {"why": "Ny redaktør"})
        client.post(reverse("account_logout"))
        log_in(client, admin)
        assert_refused(client.get(reverse("people")), "Det kræver rollen")

    def test_stopping_stops_it_everywhere(self, make_person: MakePerson) -> None:
        admin = make_person(Role.ADMINISTRATOR)
        here, there = log_in(Client(), admin), log_in(Client(), admin)
        here.post(reverse("admin_session"), {"why": "Ny redaktør"})
        there.post(reverse("admin_session"), {"end": "1"})
        assert_refused(here.get(reverse("people")), "Det kræver rollen")

    def test_ones_own_session_opens_nothing_for_another(self, make_person: MakePerson) -> None:
        first, second = make_person(Role.ADMINISTRATOR), make_person(Role.ADMINISTRATOR)
        begin_admin_session(actor=first, why="prøve")
        client = log_in(Client(), second)
        client.post(reverse("admin_session"), {"end": "1"})
        assert AdminSession.objects.open().exists()
        assert_refused(client.get(reverse("people")), "Det kræver rollen")


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_costs_the_same_however_long(
    manager: Client, make_person: MakePerson, rows: int, django_assert_max_num_queries: Any
) -> None:
    place = Place.objects.create(name="Solgården", kind="residence")
    for _ in range(rows):
        make_person(Role.EDITOR, Role.COORDINATOR, place=place)
    with django_assert_max_num_queries(10):
        manager.get(reverse("people"))
