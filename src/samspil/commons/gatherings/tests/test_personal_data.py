"""Where a person comes is exported whole and erased whole; a free seat goes to the next in line."""

import pytest

from samspil.base.people.models import Person
from samspil.commons.gatherings.models import Registration
from samspil.commons.gatherings.personal_data import erase, export
from samspil.commons.gatherings.tests.conftest import (
    Draft,
    assert_counts,
    come,
    held,
    in_line,
    of,
    seated,
)
from samspil.commons.gatherings.tests.test_actions import kinds_to

pytestmark = pytest.mark.django_db
ADDRESS = "mor@example.com"


def test_export_holds_everything_of_this_person_only(published: Draft, coordinator: Person) -> None:
    found = published()
    come(found, "mor", companions=1, access_needs=["food"], phone="12345678")
    come(found, "else")
    exported = export(f" {ADDRESS.upper()}")
    (one,) = exported["registrations"]
    assert (one["gathering"], one["name"], one["phone"]) == (found.title, "Mor", "12345678")
    assert (one["companions"], one["access_needs"], one["state"]) == (1, ["food"], "registered")
    assert "else" not in str(exported).lower()
    assert exported["planned"] == []
    assert [each["title"] for each in export(coordinator.email)["planned"]] == [found.title]


def test_a_dry_run_says_what_would_go_and_leaves_it(published: Draft) -> None:
    found = published()
    come(found)
    would = erase(ADDRESS, dry_run=True)
    assert would.counts == {"registrations": 1}
    assert of(found).state == "registered"
    assert erase(ADDRESS, dry_run=False).counts == would.counts
    assert erase(ADDRESS, dry_run=False).counts == {"registrations": 0}
    assert export(ADDRESS)["registrations"] == []


def test_erasing_gives_the_seat_to_the_next_and_leaves_others_alone(published: Draft) -> None:
    full, other, over = published(seats=1), published(), published(seats=1)
    for found in (full, other, over):
        come(found, "mor")
        come(found, "next")
    held(over)
    erase(ADDRESS, dry_run=False)
    assert (seated(full), in_line(full)) == (["Next"], [])
    assert_counts(full)
    assert seated(other) == ["Next"]
    assert (seated(over), in_line(over)) == ([], ["Next"])
    assert kinds_to("next") == ["waiting", "registered", "waiting", "moved-up"]
    assert kinds_to("mor") == ["registered"] * 3
    assert Registration.objects.count() == 3


def test_a_place_in_line_is_erased_and_lets_others_past(published: Draft) -> None:
    found = published(seats=2, most_companions=2)
    come(found, "a")
    come(found, "mor", companions=2)
    come(found, "b")
    erase(ADDRESS, dry_run=False)
    assert seated(found) == ["A", "B"]
