"""Pages of advice: who gets in, what they show, and that looking changes nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.fixtures import MakePerson, log_in

from samspil.base.audit.models import Entry
from samspil.commons.advice.letters import talk_path
from samspil.commons.advice.models import Adviser, TalkRequest
from samspil.commons.advice.queries import free_times
from samspil.commons.advice.tests.conftest import SECRET, ask
from samspil.kit.access import Role

STAFF_PAGES = ("talk_queue", "advice_hours", "book_talk_for_person")
MANAGER_PAGES = ("keep_advisers", "appoint_adviser", "waiting_sheet")


def as_adviser(adviser: Adviser) -> Client:
    assert adviser.person is not None
    return log_in(Client(), adviser.person)


def typed(adviser: Adviser, **other: Any) -> dict[str, Any]:
    return {"time": "ring", "way": "phone", "name": "Mor", "phone": "10203040"} | other


@pytest.mark.parametrize("page", [*STAFF_PAGES, *MANAGER_PAGES])
def test_staff_pages_are_closed_to_others(
    client: Client, client_as: Callable[..., Client], page: str
) -> None:
    assert client.get(reverse(page)).status_code == 302
    assert client_as(Role.RELATIVE).get(reverse(page)).status_code == 403
    other = Role.MANAGER if page in STAFF_PAGES else Role.ADVISER
    assert client_as(other).get(reverse(page)).status_code == 403


def test_staff_pages_open(adviser: Adviser, client_as: Callable[..., Client]) -> None:
    mine = as_adviser(adviser)
    assert [mine.get(reverse(page)).status_code for page in STAFF_PAGES] == [200] * 3
    manager = client_as(Role.MANAGER)
    assert [manager.get(reverse(page)).status_code for page in MANAGER_PAGES] == [200] * 3


def test_find_says_what_is_wrong_and_falls_back(
    client: Client, make_adviser: Callable[..., Adviser]
) -> None:
    make_adviser(is_for_everybody=True)
    page = reverse("advisers")
    assert "dansk postnummer" in client.get(page, {"postnr": "12"}).text
    assert "Dem kan du tale med" in client.get(page, {"postnr": "8800"}).text
    assert "den, der hjælper alle" in client.get(page, {"postnr": "9990"}).text


@pytest.mark.parametrize("rows", [1, 4])
def test_one_adviser_or_many_take_as_many_queries(
    client: Client,
    make_adviser: Callable[..., Adviser],
    django_assert_num_queries: Callable[..., Any],
    rows: int,
) -> None:
    for _each in range(rows):
        make_adviser()
    page = reverse("advisers")
    client.get(page)
    with django_assert_num_queries(6):
        client.get(page)


def test_closed_and_unknown_advisers_are_not_there(
    client: Client, make_adviser: Callable[..., Adviser]
) -> None:
    closed = make_adviser(is_open=False)
    for name in ("adviser", "ask_for_talk"):
        assert client.get(reverse(name, args=[closed.pk])).status_code == 404
        assert client.get(reverse(name, args=[0])).status_code == 404


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"name": ""}, "Skriv dit navn"),
        ({"phone": ""}, "så vi kan ringe"),
        ({"way": "smoke"}, "error-summary"),
        ({"time": "yesterday"}, "Vælg en anden"),
        ({"time": "2020-01-01T09:00:00+01:00"}, "lige blevet taget"),
    ],
)
def test_what_is_typed_wrong_is_kept(
    client: Client, adviser: Adviser, other: dict[str, str], says: str
) -> None:
    page = reverse("ask_for_talk", args=[adviser.pk])
    answer = client.post(page, typed(adviser, about=SECRET) | other)
    assert says in answer.text
    assert SECRET in answer.text
    assert not TalkRequest.objects.exists()


def test_the_sealed_link_shows_moves_and_cancels_by_post_only(
    client: Client, adviser: Adviser
) -> None:
    first, second = free_times(adviser)[:2]
    talk = ask(adviser, starts_at=first.starts_at)
    own = talk_path(talk)
    assert "Din aftale er" in client.get(own).text
    assert client.get(f"{own}aflys/").status_code == 405
    assert client.get(f"{own}flyt/").status_code == 200
    calendar = client.get(f"{own}kalender.ics").text
    assert "SUMMARY:Aftale" in calendar
    assert SECRET not in calendar
    talk.refresh_from_db()
    assert talk.starts_at == first.starts_at
    client.post(f"{own}flyt/", {"time": second.starts_at.isoformat()})
    talk.refresh_from_db()
    assert talk.starts_at == second.starts_at
    client.post(f"{own}aflys/")
    talk.refresh_from_db()
    assert talk.state == "cancelled"
    assert client.get(f"{own}flyt/").status_code == 403
    assert client.get(reverse("own_talk", args=["x" * 43])).status_code == 404
    assert client.get(f"{talk_path(ask(adviser))}kalender.ics").status_code == 404


def test_only_its_adviser_reads_a_talk_and_the_look_is_logged(
    adviser: Adviser, make_adviser: Callable[..., Adviser], client_as: Callable[..., Client]
) -> None:
    talk = ask(adviser)
    page = reverse("talk", args=[talk.pk])
    assert SECRET in as_adviser(adviser).get(page).text
    assert Entry.objects.filter(verb="advice.talk", about=str(talk)).count() == 1
    other = as_adviser(make_adviser())
    assert other.get(page).status_code == 403
    assert "Mor" not in other.get(reverse("talk_queue")).text
    assert client_as(Role.MANAGER).get(page).status_code == 403
    assert as_adviser(adviser).get(reverse("talk", args=[0])).status_code == 404


def test_who_waited_too_long_stands_out(adviser: Adviser) -> None:
    talk, mine = ask(adviser), as_adviser(adviser)
    assert "For længe" not in mine.get(reverse("talk_queue")).text
    TalkRequest.objects.filter(pk=talk.pk).update(asked_at=timezone.now() - timedelta(days=4))
    assert "For længe" in mine.get(reverse("talk_queue")).text


@pytest.mark.parametrize(
    ("press", "more", "says"),
    [
        ("answer", {"answer": "Ja"}, "Svaret er sendt"),
        ("answer", {}, "Skriv et svar"),
        ("note", {"note": "husk"}, "Noten er gemt"),
        ("note", {"note": "x" * 2001}, "for lang"),
        ("time", {"time": "never"}, "der er ledig"),
        ("outcome", {"state": "closed"}, "Noteret"),
        ("outcome", {"state": "asked"}, "hvordan det gik"),
        ("hand_over", {}, "Vælg en kollega"),
        ("call_off", {}, "aflyst"),
        ("told", {}, "Noteret"),
    ],
)
def test_buttons_on_a_talk(adviser: Adviser, press: str, more: dict[str, str], says: str) -> None:
    talk, mine = ask(adviser), as_adviser(adviser)
    page = reverse("press_talk", args=[talk.pk])
    assert says in mine.post(page, {"press": press, **more}, follow=True).text


def test_a_colleague_takes_a_talk_and_gives_it_back(
    adviser: Adviser, make_adviser: Callable[..., Adviser]
) -> None:
    talk, other = ask(adviser), make_adviser()
    page = reverse("press_talk", args=[talk.pk])
    theirs = as_adviser(other)
    assert theirs.post(page, {"press": "answer", "answer": "x"}).status_code == 403
    assert SECRET in theirs.post(page, {"press": "take"}, follow=True).text
    theirs.post(page, {"press": "hand_over", "to": adviser.pk})
    talk.refresh_from_db()
    assert talk.adviser == adviser
    assert theirs.post(page, {"press": "nonsense"}).status_code == 404


def test_a_talk_is_entered_for_somebody_on_the_phone(adviser: Adviser) -> None:
    slot = free_times(adviser)[0]
    page, mine = reverse("book_talk_for_person"), as_adviser(adviser)
    answer = mine.post(page, typed(adviser, time=slot.starts_at.isoformat()), follow=True)
    assert "Samtalen er skrevet ind." in answer.text
    assert "Ring og mind" in answer.text


def test_hours_and_absences_are_kept_by_oneself(
    adviser: Adviser, make_adviser: Callable[..., Adviser]
) -> None:
    mine, today = as_adviser(adviser), timezone.localdate().isoformat()
    hours = {"weekday": 0, "starts": "13:00", "ends": "15:00", "minutes": 30, "pause": 0}
    hours |= {"ways": ["phone"], "valid_from": today}
    assert "efter starttiden" in mine.post(reverse("advice_hours"), hours | {"ends": "9:00"}).text
    mine.post(reverse("advice_hours"), hours)
    assert adviser.hours.count() == 6
    twice = mine.post(reverse("advice_hours"), hours | {"starts": "14:30", "ends": "16:00"}).text
    assert "Du har allerede tider der: mandag 13.00–15.00" in twice
    assert 'value="14:30"' in twice
    backwards = hours | {"weekday": 1, "valid_until": "2020-01-01"}
    assert "efter første dag" in mine.post(reverse("advice_hours"), backwards).text
    assert adviser.hours.count() == 6
    away = {"first_day": today, "last_day": today}
    mine.post(reverse("add_absence"), away)
    assert (
        "efter første dag"
        in mine.post(reverse("add_absence"), away | {"last_day": "2020-01-01"}).text
    )
    foreign = make_adviser().hours.all()[0]
    assert mine.post(reverse("remove_hours", args=[foreign.pk])).status_code == 404
    mine.post(reverse("remove_hours", args=[adviser.hours.all()[0].pk]))
    mine.post(reverse("remove_absence", args=[adviser.absences.get().pk]))
    assert (adviser.hours.count(), adviser.absences.count()) == (5, 0)


def test_two_who_change_the_same_adviser(
    client_as: Callable[..., Client], adviser: Adviser
) -> None:
    manager, path = client_as(Role.MANAGER), reverse("change_adviser", args=[adviser.pk])
    said = {"text": "Min tekst", "ways": ["phone"], "is_open": "on", "version": adviser.version - 1}
    page = manager.post(path, said).text
    assert "En anden har gemt teksten" in page
    assert "Min tekst" in page
    adviser.refresh_from_db()
    assert adviser.text != "Min tekst"
    assert manager.post(path, said | {"version": adviser.version}).status_code == 302
    adviser.refresh_from_db()
    assert adviser.text == "Min tekst"


def test_a_manager_appoints_and_changes_advisers(
    client_as: Callable[..., Client], make_person: MakePerson
) -> None:
    manager, person = client_as(Role.MANAGER), make_person(Role.ADVISER)
    shown = {"person": person.pk, "ways": ["phone"], "postcodes": "8800, 8830", "is_open": "on"}
    page = reverse("appoint_adviser")
    assert "ingen postnumre" in manager.post(page, shown | {"postcodes": "0001"}).text
    assert not Adviser.objects.exists()
    manager.post(page, shown)
    adviser = Adviser.objects.get()
    assert adviser.postcodes == ["8800", "8830"]
    change = reverse("change_adviser", args=[adviser.pk])
    assert manager.get(change).status_code == 200
    manager.post(change, {"ways": ["video"], "postcodes": "", "version": adviser.version})
    adviser.refresh_from_db()
    assert (adviser.ways, adviser.is_open) == (["video"], False)
    assert manager.get(reverse("change_adviser", args=[0])).status_code == 404
    manager.post(reverse("keep_advisers"), {"days": 9})
    assert 'value="9"' in manager.get(reverse("keep_advisers")).text


def test_the_csv_shows_no_small_numbers(adviser: Adviser, client_as: Callable[..., Client]) -> None:
    ask(adviser)
    assert "under 5;–" in client_as(Role.MANAGER).get(reverse("waiting_sheet")).text


def test_my_page_shows_ones_own_talks(adviser: Adviser, make_person: MakePerson) -> None:
    ask(adviser)
    own = log_in(Client(), make_person(Role.RELATIVE, email="mor@example.com"))
    other = log_in(Client(), make_person(Role.RELATIVE))
    assert "Mine samtaler" in own.get(reverse("my_page")).text
    assert "Mine samtaler" not in other.get(reverse("my_page")).text
