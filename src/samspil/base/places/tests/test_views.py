"""Writing about places: works, not logged in, wrong role, elsewhere, unknown, bad input."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.fixtures import MakePerson, log_in
from tests.pages import (
    EMOJI,
    HUGE,
    LONG,
    NUL,
    ODD_QUERIES,
    SCRIPT,
    assert_leads_to_log_in,
    assert_refused,
    text_of,
)

from samspil.base.audit.models import Entry
from samspil.base.places import actions
from samspil.base.places.models import Place
from samspil.base.places.terms import PlaceKind
from samspil.base.topics.models import Topic
from samspil.base.topics.terms import TopicKind
from samspil.kit.access import SYSTEM, Refused, Role

pytestmark = pytest.mark.django_db
ClientAs = Callable[..., Client]
MakeTopic = Callable[..., Topic]
ADDRESSES = {"place_desk": "get", "add_place": "get", "edit_place": "get", "close_place": "post"}


@pytest.fixture
def here() -> Place:
    return Place.objects.create(name="Solgården", kind="residence", phone="70 00 00 60")


@pytest.fixture
def keeper(client_as: ClientAs) -> Client:
    return client_as(Role.COORDINATOR)


def address(name: str, place: Place) -> str:
    return reverse(name, args=[place.pk] if name in {"edit_place", "close_place"} else [])


def typed(**other: object) -> dict[str, Any]:
    return {"name": "Åhuset", "kind": "house", "version": 1} | other


@pytest.mark.parametrize("name", ADDRESSES)
def test_who_may_enter(
    client: Client, client_as: ClientAs, keeper: Client, here: Place, name: str
) -> None:
    url, method = address(name, here), ADDRESSES[name]
    assert_leads_to_log_in(client, url, method=method)
    assert_refused(getattr(client_as(Role.ADVISER), method)(url), "Det kræver rollen")
    assert getattr(keeper, method)(url).status_code == (302 if method == "post" else 200)


@pytest.mark.parametrize("name", ["edit_place", "close_place"])
def test_unknown(keeper: Client, name: str) -> None:
    assert keeper.post(reverse(name, args=[HUGE])).status_code == 404


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MANAGER, Role.COORDINATOR])
def test_at_a_place_one_writes_about_that_place_and_keeps_no_list(
    make_person: MakePerson, here: Place, role: Role
) -> None:
    elsewhere = Place.objects.create(name="Åhuset", kind="house")
    local = log_in(Client(), make_person(role, place=here))
    page = text_of(local.get(reverse("place_desk")))
    assert reverse("edit_place", args=[here.pk]) in page
    assert reverse("edit_place", args=[elsewhere.pk]) not in page
    assert reverse("add_place") not in page
    assert local.get(reverse("edit_place", args=[elsewhere.pk])).status_code == 403
    assert local.get(reverse("add_place")).status_code == 403
    assert local.post(reverse("close_place", args=[here.pk])).status_code == 403
    moved = typed(name="Solgården", kind="centre", parent=elsewhere.pk, phone="1")
    local.post(reverse("edit_place", args=[here.pk]), moved)
    here.refresh_from_db()
    assert (here.phone, here.kind, here.parent) == ("1", "residence", None)


def test_add(keeper: Client, here: Place, make_topic: MakeTopic) -> None:
    group = make_topic("Autisme", TopicKind.TARGET_GROUP)
    data = typed(
        name=f"Åhuset {EMOJI}", parent=here.pk, target_groups=[group.pk], age_from=6, age_to=17
    )
    page = text_of(keeper.post(reverse("add_place"), data, follow=True))
    assert "Stedet er tilføjet." in page
    assert "Ingen telefon" in page
    place = Place.objects.get(parent=here)
    assert (place.kind, place.ages) == ("house", "6–17 år")
    assert list(place.target_groups.all()) == [group]
    assert Entry.objects.filter(verb="places.add_place", thing=f"place:{place.pk}").exists()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": ""}, "Skriv stedets navn."),
        ({"name": LONG}, "Navnet er for langt."),
        ({"name": "SOLGÅRDEN"}, "Der er allerede et sted med det navn."),
        ({"name": NUL}, "form-error"),
        ({"kind": "slot"}, "form-error"),
        ({"parent": HUGE}, "Stedet kan ikke høre under det."),
        ({"age_from": "seks"}, "Skriv alderen som et tal."),
        ({"age_from": -1}, "Skriv en alder fra 0 til 120 år."),
        ({"age_to": HUGE}, "Skriv en alder fra 0 til 120 år."),
        ({"age_from": 18, "age_to": 6}, "Den sidste alder er lavere end den første."),
        ({"email": "ikke en mail"}, "Skriv en e-mail som"),
        ({"target_groups": [HUGE]}, "form-error"),
        ({"shows_contact": "on"}, "Skriv det navn, der skal vises."),
        ({"summary": LONG * 2}, "form-error"),
    ],
)
def test_bad_input_is_told_and_nothing_typed_is_lost(
    keeper: Client, here: Place, wrong: dict[str, Any], message: str
) -> None:
    page = text_of(keeper.post(reverse("add_place"), typed(for_whom="For jer alle") | wrong))
    assert message in page
    assert "For jer alle" in page
    assert Place.objects.count() == 1


def test_two_who_save_at_the_same_time_are_told(keeper: Client, here: Place) -> None:
    url = reverse("edit_place", args=[here.pk])
    mine = typed(name="Solgården", kind="residence", phone="70 00 00 61")
    assert "Stedet er gemt." in text_of(keeper.post(url, mine, follow=True))
    theirs = mine | {"phone": "70 00 00 62"}
    page = text_of(keeper.post(url, theirs))
    assert "En anden har gemt stedet" in page
    assert 'value="70 00 00 62"' in page
    assert 'name="version" value="2"' in page
    here.refresh_from_db()
    assert here.phone == "70 00 00 61"
    keeper.post(url, theirs | {"version": 2})
    here.refresh_from_db()
    assert here.phone == "70 00 00 62"


def test_a_place_cannot_lie_below_itself(keeper: Client, here: Place) -> None:
    below = Place.objects.create(name="Fløjen", kind="house", parent=here)
    deep = Place.objects.create(name="Stuen", kind="house", parent=below)
    data = typed(name="Solgården", kind="residence", parent=deep.pk)
    page = text_of(keeper.post(reverse("edit_place", args=[here.pk]), data))
    assert "Stedet kan ikke høre under det." in page
    with pytest.raises(Exception, match="under sig selv"):
        actions.move_place(actor=SYSTEM, place=here, kind=PlaceKind.HOUSE, parent=deep)


def test_close_and_open_again(keeper: Client, here: Place) -> None:
    url = reverse("close_place", args=[here.pk])
    assert "Du kan åbne det igen" in text_of(keeper.post(url, follow=True))
    here.refresh_from_db()
    assert not here.is_open
    assert "Lukket" in text_of(keeper.get(reverse("place_desk")))
    keeper.post(url, {"reopen": "1"})
    here.refresh_from_db()
    assert here.is_open
    page = text_of(keeper.get(reverse("edit_place", args=[here.pk])))
    assert "lukket" in page
    assert "åbnet igen" in page


def test_actions_ask_whether_one_may(make_person: MakePerson, here: Place) -> None:
    local = make_person(Role.EDITOR, place=here)
    for forbidden in (
        lambda: actions.add_place(
            actor=local, kind=PlaceKind.HOUSE, facts=actions.Facts(name="Nyt")
        ),
        lambda: actions.move_place(actor=local, place=here, kind=PlaceKind.HOUSE, parent=None),
        lambda: actions.close_place(actor=local, place=here),
        lambda: actions.reopen_place(actor=local, place=here),
        lambda: actions.save_place(
            actor=make_person(Role.ADVISER),
            place=here,
            version=1,
            facts=actions.Facts(name="Nyt"),
            target_groups=[],
        ),
    ):
        with pytest.raises(Refused):
            forbidden()


def test_what_is_written_is_shown_as_text(keeper: Client, here: Place) -> None:
    data = typed(name="Solgården", kind="residence", offers=SCRIPT, for_whom=SCRIPT, council=SCRIPT)
    keeper.post(reverse("edit_place", args=[here.pk]), data)
    assert SCRIPT not in keeper.get(reverse("place", args=[here.pk, "solgaarden"])).content.decode()


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_odd_queries(keeper: Client, query: str) -> None:
    assert keeper.get(f"{reverse('place_desk')}?{query}").status_code == 200


@pytest.mark.parametrize("rows", [3, 30])
def test_the_desk_costs_the_same_however_long(
    keeper: Client, here: Place, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        Place.objects.create(name=f"Hus {number}", kind="house", parent=here)
    with django_assert_max_num_queries(8):
        keeper.get(reverse("place_desk"))
