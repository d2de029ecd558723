"""Asking, moving, cancelling, handling, reminding and forgetting."""

from collections.abc import Callable
from datetime import date, time, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from tests.fixtures import MakePerson

from samspil.base.audit.models import Entry
from samspil.base.outbox.models import Delivery, Letter
from samspil.base.people.actions import TooMany
from samspil.commons.advice import actions, personal_data
from samspil.commons.advice.models import Adviser, TalkRequest
from samspil.commons.advice.queries import (
    find_advisers,
    free_times,
    overdue_after,
    own_talks,
    waiting_by_year,
)
from samspil.commons.advice.terms import ASKED_PER_CLIENT, KEPT_AFTER, Opening, TalkState
from samspil.commons.advice.tests.conftest import SECRET, ask
from samspil.kit.access import NOBODY, SYSTEM, Refused, Role

DAY = timedelta(days=1)


def kinds(address: str = "mor@example.com") -> list[str]:
    rows = Delivery.objects.select_related("letter").order_by("pk")
    return [each.letter.kind for each in rows if each.address == address]


def test_a_time_is_booked_once_and_told_discreetly(adviser: Adviser) -> None:
    slot = free_times(adviser)[0]
    talk = ask(adviser, starts_at=slot.starts_at)
    assert (talk.state, talk.starts_at, talk.ends_at) == ("booked", slot.starts_at, slot.ends_at)
    assert slot not in free_times(adviser)
    assert kinds() == ["talk-booked"]
    for letter in Letter.objects.all():
        said = f"{letter.subject} {letter.text} {letter.html}".lower()
        assert "pårørende" not in said
        assert SECRET.lower() not in said
    with pytest.raises(actions.TimeTaken):
        ask(adviser, starts_at=slot.starts_at, address="far@example.com")
    assert TalkRequest.objects.count() == 1


def test_words_are_unreadable_in_the_database(adviser: Adviser) -> None:
    ask(adviser)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM advice_talkrequest t")
        (row,) = cursor.fetchone()
    for word in (SECRET, "mor@example.com", "10203040"):
        assert word not in row


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_do_not_both_get_the_time(adviser: Adviser) -> None:
    starts_at = free_times(adviser)[0].starts_at
    ready, went = Barrier(2), []

    def one(name: str) -> None:
        ready.wait(timeout=10)
        try:
            ask(adviser, starts_at=starts_at, address=f"{name}@example.com")
            went.append("got it")
        except actions.TimeTaken:
            went.append("taken")
        finally:
            connection.close()

    threads = [Thread(target=one, args=(name,)) for name in ("mor", "far")]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=20)
    assert sorted(went) == ["got it", "taken"]
    assert TalkRequest.objects.booked().count() == 1


def test_very_many_from_one_network_are_stopped(adviser: Adviser) -> None:
    wish = actions.Wish(name="x", way="phone", phone="1")
    for _each in range(ASKED_PER_CLIENT):
        actions.ask(actor=NOBODY, adviser=adviser, wish=wish, client="same")
    with pytest.raises(TooMany):
        actions.ask(actor=NOBODY, adviser=adviser, wish=wish, client="same")


def test_moving_and_cancelling_frees_the_time(adviser: Adviser) -> None:
    first, second = free_times(adviser)[:2]
    talk = ask(adviser, starts_at=first.starts_at)
    actions.move(actor=NOBODY, talk=talk, starts_at=second.starts_at)
    assert [each.starts_at for each in free_times(adviser)[:1]] == [first.starts_at]
    actions.cancel(actor=NOBODY, talk=talk)
    assert free_times(adviser)[:2] == [first, second]
    assert kinds() == ["talk-booked", "talk-moved", "talk-cancelled"]
    with pytest.raises(Refused):
        actions.cancel(actor=NOBODY, talk=talk)
    with pytest.raises(Refused):
        actions.move(actor=NOBODY, talk=talk, starts_at=first.starts_at)


def test_a_talk_may_move_only_to_a_free_time(adviser: Adviser) -> None:
    first, second = free_times(adviser)[:2]
    ask(adviser, starts_at=first.starts_at)
    talk = ask(adviser, starts_at=second.starts_at)
    with pytest.raises(actions.TimeTaken):
        actions.move(actor=NOBODY, talk=talk, starts_at=first.starts_at)
    talk.refresh_from_db()
    assert talk.starts_at == second.starts_at


def test_both_are_reminded_once_for_each_time(adviser: Adviser) -> None:
    first, *_others, last = free_times(adviser)
    talk = ask(adviser, starts_at=first.starts_at)
    eve = first.starts_at - timedelta(hours=23)
    assert actions.send_reminders(actor=SYSTEM, now=eve - 2 * DAY) == 0
    assert actions.send_reminders(actor=SYSTEM, now=eve) == 1
    assert actions.send_reminders(actor=SYSTEM, now=eve) == 0
    actions.move(actor=NOBODY, talk=talk, starts_at=last.starts_at)
    assert actions.send_reminders(actor=SYSTEM, now=eve) == 0
    assert actions.send_reminders(actor=SYSTEM, now=last.starts_at - timedelta(minutes=5)) == 1
    assert kinds().count("talk-reminder") == 2
    assert adviser.person is not None
    assert kinds(adviser.person.email).count("talk-adviser-reminder") == 2


def test_a_late_worker_reminds_of_nothing_that_has_been(adviser: Adviser) -> None:
    slot = free_times(adviser)[0]
    ask(adviser, starts_at=slot.starts_at)
    assert actions.send_reminders(actor=SYSTEM, now=slot.starts_at + DAY) == 0


def test_the_adviser_answers_gives_a_time_and_notes(
    adviser: Adviser, make_adviser: Callable[..., Adviser]
) -> None:
    talk, me, other = ask(adviser), adviser.person, make_adviser().person
    assert me is not None
    assert other is not None
    with pytest.raises(Refused):
        actions.answer(actor=other, talk=talk, text="nej")
    actions.answer(actor=me, talk=talk, text="Ja")
    actions.keep_note(actor=me, talk=talk, text="husk")
    actions.give_time(actor=me, talk=talk, starts_at=free_times(adviser)[0].starts_at)
    with pytest.raises(Refused):
        actions.note_outcome(actor=me, talk=talk, state=TalkState.HELD)
    TalkRequest.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(ValidationError):
        actions.note_outcome(actor=me, talk=talk, state=TalkState.ASKED)
    actions.note_outcome(actor=me, talk=talk, state=TalkState.HELD)
    talk.refresh_from_db()
    assert (talk.state, talk.answer, talk.note) == ("held", "Ja", "husk")
    assert talk.answered_at is not None
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"advice.ask", "advice.answer", "advice.keep_note", "advice.note_outcome"} <= verbs


def test_talks_are_taken_and_handed_over_but_not_onto_another(
    adviser: Adviser, make_adviser: Callable[..., Adviser]
) -> None:
    other = make_adviser()
    slot = free_times(adviser)[0]
    mine = ask(adviser, starts_at=slot.starts_at)
    ask(other, starts_at=slot.starts_at)
    assert adviser.person is not None
    assert other.person is not None
    with pytest.raises(ValidationError):
        actions.hand_over(actor=adviser.person, talk=mine, to=other)
    waiting = ask(adviser)
    actions.hand_over(actor=other.person, talk=waiting, to=other)
    waiting.refresh_from_db()
    assert waiting.adviser == other
    with pytest.raises(Refused):
        actions.hand_over(actor=adviser.person, talk=waiting, to=make_adviser())


def test_call_off_and_tell_by_phone(adviser: Adviser) -> None:
    talk = ask(adviser, address="", starts_at=free_times(adviser)[0].starts_at)
    assert adviser.person is not None
    actions.mark_told(actor=adviser.person, talk=talk)
    talk.refresh_from_db()
    assert talk.reminded_of == talk.starts_at
    actions.call_off(actor=adviser.person, talk=talk)
    talk.refresh_from_db()
    assert talk.state == TalkState.CANCELLED


def test_away_and_hours_are_ones_own(
    adviser: Adviser, make_adviser: Callable[..., Adviser]
) -> None:
    # A day of six times, not the first one, of which only the last may be left by now.
    slot = free_times(adviser)[6]
    ask(adviser, starts_at=slot.starts_at)
    me, other, day = adviser.person, make_adviser().person, slot.starts_at.date()
    assert me is not None
    assert other is not None
    with pytest.raises(Refused):
        actions.add_absence(actor=other, adviser=adviser, first_day=day, last_day=day)
    assert actions.add_absence(actor=me, adviser=adviser, first_day=day, last_day=day) == 1
    assert day not in {each.starts_at.date() for each in free_times(adviser)}
    actions.remove_absence(actor=me, absence=adviser.absences.get())
    assert day in {each.starts_at.date() for each in free_times(adviser)}
    for hours in adviser.hours.all():
        actions.remove_hours(actor=me, hours=hours)
    assert free_times(adviser) == []
    assert adviser.talks.booked().count() == 1


def test_found_by_postcode_else_the_one_for_everybody(
    make_adviser: Callable[..., Adviser],
) -> None:
    near = make_adviser(postcodes=("8800",))
    everybody = make_adviser(postcodes=(), is_for_everybody=True)
    make_adviser(is_open=False)
    assert find_advisers(postcode="8800") == ([near], True)
    assert find_advisers(postcode="9990") == ([everybody], False)


def test_what_was_said_is_forgotten_and_the_waiting_time_stays(adviser: Adviser) -> None:
    talk = ask(adviser)
    actions.cancel(actor=NOBODY, talk=talk)
    later = timezone.now() + KEPT_AFTER
    assert actions.forget(actor=SYSTEM, now=later - DAY) == 0
    assert actions.forget(actor=SYSTEM, now=later + DAY) == 1
    assert actions.forget(actor=SYSTEM, now=later + DAY) == 0
    talk.refresh_from_db()
    assert (talk.address, talk.contact, talk.about) == (None, {}, "")
    assert own_talks(["mor@example.com"]).count() == 0
    assert [each.talks for each in waiting_by_year()] == ["under 5"]
    assert [each.median_days for each in waiting_by_year()] == ["–"]


def test_a_person_sees_and_erases_what_is_known(adviser: Adviser) -> None:
    ask(adviser)
    assert personal_data.export("mor@example.com")["talks"][0]["about"] == SECRET
    dry = personal_data.erase("mor@example.com", dry_run=True)
    assert dry.counts == {"talks": 1, "advisers": 0}
    assert TalkRequest.objects.count() == 1
    assert personal_data.erase("mor@example.com", dry_run=False).counts == dry.counts
    assert not TalkRequest.objects.exists()
    ask(adviser)
    assert adviser.person is not None
    assert personal_data.export(adviser.person.email)["adviser"] is not None
    personal_data.erase(adviser.person.email, dry_run=False)
    adviser.refresh_from_db()
    assert (adviser.person_id, adviser.is_open, TalkRequest.objects.count()) == (None, False, 1)


def test_managers_appoint_and_set_the_limit(make_person: MakePerson) -> None:
    manager, relative = make_person(Role.MANAGER), make_person(Role.RELATIVE)
    actions.set_limit(actor=manager, days=7)
    assert overdue_after() == 7
    with pytest.raises(Refused):
        actions.set_limit(actor=relative, days=9)
    with pytest.raises(Refused):
        actions.present(actor=relative, person=relative, shown=actions.Presented())


@pytest.mark.parametrize(
    ("weekday", "starts", "ends", "first", "last", "hours"),
    [
        (0, 9, 10, "2026-01-01", None, 1),
        (0, 8, 9, "2026-01-01", None, 2),
        (0, 12, 13, "2026-01-01", None, 2),
        (0, 8, 13, "2026-01-01", None, 1),
        (1, 9, 10, "2026-01-01", None, 2),
        (0, 9, 10, "2025-01-01", "2025-12-31", 2),
        (0, 9, 10, "2025-01-01", "2026-01-01", 1),
        (0, 9, 10, "2026-06-30", None, 1),
        (0, 9, 10, "2026-07-01", None, 2),
    ],
)
def test_hours_that_meet_others(
    make_person: MakePerson,
    weekday: int,
    starts: int,
    ends: int,
    first: str,
    last: str | None,
    hours: int,
) -> None:
    person = make_person(Role.ADVISER)
    adviser = actions.present(actor=SYSTEM, person=person, shown=actions.Presented())
    adviser.hours.create(
        weekday=0,
        starts=time(9),
        ends=time(12),
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 6, 30),
        ways=["phone"],
    )
    opening = Opening(
        weekday=weekday,
        starts=time(starts),
        ends=time(ends),
        valid_from=date.fromisoformat(first),
        valid_until=date.fromisoformat(last) if last else None,
        ways=["phone"],
    )
    if hours == 1:
        with pytest.raises(ValidationError, match=r"mandag 09\.00–12\.00"):
            actions.add_hours(actor=person, adviser=adviser, opening=opening)
    else:
        actions.add_hours(actor=person, adviser=adviser, opening=opening)
    assert adviser.hours.count() == hours
