"""A person with log-in is exported without secrets and erased without losing what they did in office."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from tests.fixtures import MakePerson, log_in

from samspil.base.people.models import Person, RoleHolding
from samspil.base.people.personal_data import erase, export
from samspil.kit.access import Role

pytestmark = pytest.mark.django_db
ADDRESS = "karin@example.com"


@pytest.fixture
def person(make_person: MakePerson) -> Person:
    return make_person(Role.EDITOR, email=ADDRESS)


def test_export(person: Person) -> None:
    found = export("KARIN@example.com ")
    assert (found["email"], found["roles"][0]["role"]) == (ADDRESS, "editor")
    assert "password" not in found
    assert export("nobody@example.com") == {}


def test_erase(person: Person) -> None:
    client = log_in(Client(), person)
    would = erase(ADDRESS, dry_run=True)
    assert client.get(reverse("my_page")).status_code == 200
    assert would.counts == {"persons": 1, "roles": 1, "admin_sessions": 0}
    assert erase(ADDRESS, dry_run=False).counts == would.counts
    assert not erase(ADDRESS, dry_run=False)
    assert client.get(reverse("my_page")).status_code == 302
    assert not RoleHolding.objects.exists()
    assert not EmailAddress.objects.exists()
    person.refresh_from_db()
    assert (person.name, person.is_active) == ("", False)
    assert "karin" not in person.email
