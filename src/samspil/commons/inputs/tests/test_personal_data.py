"""What the room tells and erases of a person."""

import pytest
from tests.fixtures import letters_to

from samspil.base.outbox.terms import State
from samspil.commons.inputs import actions
from samspil.commons.inputs.models import Collection, Input
from samspil.commons.inputs.personal_data import erase, export
from samspil.commons.inputs.queries import inputs_of_person
from samspil.commons.inputs.tests.conftest import SECRET, Group, give
from samspil.kit.access import SYSTEM, Role

pytestmark = pytest.mark.django_db


def test_a_person_gets_what_they_said_and_what_came_of_it(
    collection: Collection, group: Group
) -> None:
    cluster = group(give(collection, address="Mor@example.com"))
    give(collection, "En andens", address="far@example.com")
    actions.record_outcome(
        actor=SYSTEM, cluster=cluster, key="a:1", label="A", url="/a/", state="i gang", tell=True
    )
    (said,) = export(" mor@EXAMPLE.com")["inputs"]
    assert (said["text"], said["grouped_under"]) == (SECRET, "Kørsel")
    assert said["came_of_it"] == [{"what": "A", "state": "i gang"}]
    assert export("ukendt@example.com")["inputs"] == []


def test_acts_of_office_are_told(collection: Collection) -> None:
    assert collection.created_by is not None
    told = export(collection.created_by.email or "")
    assert [each["title"] for each in told["collections_begun"]] == [collection.title]


def test_erasing_takes_words_and_contact_and_holds_letters_back(collection: Collection) -> None:
    give(collection, address="mor@example.com")
    other = give(collection, "En andens", address="far@example.com")
    would = erase("mor@example.com", dry_run=True)
    assert (would.counts, Input.objects.filter(text="").count()) == ({"inputs": 1}, 0)
    assert erase("mor@example.com", dry_run=False).counts == {"inputs": 1}
    assert not erase("mor@example.com", dry_run=False)
    assert [each.text for each in Input.objects.order_by("pk")] == ["", "En andens"]
    assert [each.state for each in letters_to("mor@example.com")] == [State.SUPPRESSED]
    other.refresh_from_db()
    assert other.address == "far@example.com"


def test_my_page_finds_what_one_said(collection: Collection, make_person: object) -> None:
    said = give(collection, address="mor@example.com")
    mother = make_person(Role.RELATIVE, email="mor@example.com")  # type: ignore[operator]
    stranger = make_person(Role.RELATIVE)  # type: ignore[operator]
    assert list(inputs_of_person(mother)) == [said]
    assert not inputs_of_person(stranger).exists()
