"""Reminders: each moment covered however long nothing ran, each person once, the clock on the wall."""

from collections import Counter
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fixtures import letters_to

from samspil.base.people.models import Person
from samspil.commons.gatherings import actions, letters
from samspil.commons.gatherings.actions import sweeping, telling
from samspil.commons.gatherings.models import Gathering, Registration, Reminder
from samspil.commons.gatherings.queries import open_phone_calls, reminder_moment
from samspil.commons.gatherings.terms import Source
from samspil.commons.gatherings.tests.conftest import (
    DAY,
    HOUR,
    Draft,
    cancel,
    come,
    of,
    plan_of,
    wall,
)
from samspil.commons.gatherings.tests.test_actions import saved
from samspil.kit.access import SYSTEM

pytestmark = pytest.mark.django_db


def since_long(gathering: Gathering) -> datetime:
    """Let a gathering have been known, and signed up for, a month before it begins; return its start."""
    before = gathering.starts_at - 30 * DAY
    Gathering.objects.filter(pk=gathering.pk).update(published_at=before)
    gathering.registrations.update(in_line_since=before)
    gathering.refresh_from_db()
    return gathering.starts_at


def reminders_to(name: str) -> int:
    return len(letters_to(f"{name}@example.com", "gathering-reminder"))


def remind(now: datetime) -> int:
    return actions.send_reminders(actor=SYSTEM, now=now)


class TestWindows:
    def test_each_moment_once(self, published: Draft) -> None:
        found = published(reminders=(7, 3, 1))
        come(found, "mor")
        come(found, "father", language="en")
        start = since_long(found)
        assert remind(start - 7 * DAY - timedelta(minutes=1)) == 0
        for days in (7, 3, 1):
            assert remind(start - days * DAY) == 2
            assert remind(start - days * DAY + HOUR) == 0
        assert [each.letters for each in Reminder.objects.all()] == [2, 2, 2]
        (_first, _second, third) = letters_to("father@example.com", "gathering-reminder")
        assert third.letter.language == "en"
        assert "utis" not in third.letter.subject + third.letter.text + third.letter.html
        assert third.letter.withdraw_url == ""

    def test_after_long_downtime_only_the_latest(self, published: Draft) -> None:
        found = published(reminders=(7, 3, 1))
        come(found)
        start = since_long(found)
        assert remind(start - timedelta(minutes=1)) == 1
        assert remind(start - timedelta(seconds=1)) == 0
        assert [each.days_before for each in Reminder.objects.all()] == [1]

    def test_never_once_it_has_begun(self, published: Draft) -> None:
        found = published()
        come(found)
        assert remind(since_long(found)) == 0

    def test_not_those_who_wait_cancelled_or_were_only_asked(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published(seats=1)
        for name in ("seated", "waits", "gone"):
            come(found, name)
        cancel(of(found, "gone"))
        start = since_long(found)
        assert remind(start - DAY) == 1
        assert reminders_to("seated") == 1

    def test_those_without_mail_are_called_once(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published()
        actions.enter_for_person(
            actor=coordinator,
            gathering=found,
            guest=actions.Guest(name="Inger", phone="12345678"),
            source=Source.PHONE,
        )
        start = since_long(found)
        for _twice in range(2):
            remind(start - DAY)
        assert [each.words for each in open_phone_calls()] == ["Husk dit møde"]

    def test_who_has_just_signed_up_is_not_reminded_of_it(self, published: Draft) -> None:
        found = published(reminders=(7, 1))
        come(found, "early")
        start = since_long(found)
        come(found, "late")
        Registration.objects.filter(pk=of(found, "late").pk).update(
            in_line_since=start - 7 * DAY + HOUR
        )
        assert remind(start - 6 * DAY) == 1
        assert remind(start - DAY) == 2
        assert (reminders_to("early"), reminders_to("late")) == (2, 1)

    def test_of_what_is_called_off_or_a_draft_nobody(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published()
        come(found)
        start = since_long(found)
        actions.call_off(actor=coordinator, gathering=found, why="Storm")
        assert remind(start - DAY) == 0

    def test_a_moved_gathering_reminds_anew_and_what_was_just_told_is_not_repeated(
        self, published: Draft, coordinator: Person
    ) -> None:
        found = published(reminders=(7, 1))
        come(found)
        start = since_long(found)
        assert remind(start - 7 * DAY) == 1
        later = start + 5 * DAY
        saved(found, coordinator, note="Ny dag", starts_at=later, ends_at=later + HOUR)
        assert reminders_to("mor") == 0
        assert remind(later - 7 * DAY) == 1
        # Moved close: the letter of the change has just said when it is.
        soon = timezone.now().replace(second=0, microsecond=0) + 2 * DAY
        saved(found, coordinator, note="Igen", starts_at=soon, ends_at=soon + HOUR)
        assert remind(timezone.now() + HOUR) == 0
        assert remind(soon - DAY) == 1
        assert reminders_to("mor") == 1


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    moments=st.sets(st.sampled_from([7, 3, 1]), min_size=1),
    # Minutes before the start, when each person signed up and when the sweeper happened to run.
    signed_up=st.lists(st.integers(1, 14 * 1440), min_size=1, max_size=4),
    runs=st.lists(st.integers(-600, 14 * 1440), max_size=12),
)
def test_whenever_the_sweeper_runs_each_window_is_covered_once(
    coordinator: Person, moments: set[int], signed_up: list[int], runs: list[int]
) -> None:
    found = actions.plan_gathering(
        actor=coordinator, plan=plan_of(reminders=tuple(sorted(moments, reverse=True)))
    )
    actions.publish(actor=SYSTEM, gathering=found)
    for number, _minutes in enumerate(signed_up):
        come(found, f"p{found.pk}x{number}")
    start = since_long(found)
    people = [of(found, f"p{found.pk}x{number}") for number in range(len(signed_up))]
    for person, minutes in zip(people, signed_up, strict=True):
        Registration.objects.filter(pk=person.pk).update(
            in_line_since=start - timedelta(minutes=minutes)
        )
    expected: Counter[int] = Counter()
    covered: set[int] = set()
    for minutes in sorted(runs, reverse=True):
        now = start - timedelta(minutes=minutes)
        remind(now)
        passed = [days for days in moments if reminder_moment(found, days) <= now]
        if now < start and passed and min(passed) not in covered:
            covered.add(min(passed))
            moment = reminder_moment(found, min(passed))
            for number, before in enumerate(signed_up):
                expected[number] += start - timedelta(minutes=before) <= moment
    for number in range(len(signed_up)):
        assert reminders_to(f"p{found.pk}x{number}") == expected[number]
    found.delete()


class TestKilled:
    """A worker that dies while reminders go out leaves all of a gathering's or none."""

    @pytest.mark.parametrize(
        ("where", "name"),
        [
            (sweeping, "tell_all"),
            (telling, "send_many"),
            (letters, "reminder"),
            (Reminder, "save"),
        ],
    )
    def test_the_next_run_sends_each_once(self, published: Draft, where: object, name: str) -> None:
        first, second = published(), published()
        for found in (first, second):
            for person in ("a", "b"):
                come(found, f"{person}{found.pk}")
        start = max(since_long(first), since_long(second))
        real, calls = getattr(where, name), []

        def die_the_second_time(*args: object, **kwargs: object) -> object:
            calls.append(name)
            done = real(*args, **kwargs)
            if len(calls) == 2:
                raise KeyboardInterrupt
            return done

        with patch.object(where, name, die_the_second_time), pytest.raises(KeyboardInterrupt):
            remind(start - DAY)
        remind(start - DAY + HOUR)
        remind(start - DAY + 2 * HOUR)
        for found in (first, second):
            for person in ("a", "b"):
                assert reminders_to(f"{person}{found.pk}") == 1
        assert sorted(each.letters for each in Reminder.objects.all()) == [2, 2]


class TestSummerTime:
    @pytest.mark.parametrize(
        ("start", "days", "moment"),
        [
            ("2027-03-28 17:00", 1, "2027-03-27 17:00"),
            ("2027-03-30 17:00", 7, "2027-03-23 17:00"),
            ("2027-10-31 17:00", 1, "2027-10-30 17:00"),
            ("2027-11-02 09:30", 3, "2027-10-30 09:30"),
            ("2027-11-02 09:30", 7, "2027-10-26 09:30"),
        ],
    )
    def test_the_same_time_by_the_clock_on_the_wall(
        self, start: str, days: int, moment: str
    ) -> None:
        found = Gathering(starts_at=wall(start))
        assert reminder_moment(found, days).timestamp() == wall(moment).timestamp()

    @pytest.mark.parametrize("start", ["2027-03-29 02:30", "2027-11-01 02:30"])
    def test_a_moment_in_the_hour_that_is_left_out_or_comes_twice(
        self, published: Draft, start: str
    ) -> None:
        begins = wall(start)
        found = published(starts_at=begins, ends_at=begins + HOUR, reminders=(1,))
        come(found)
        since_long(found)
        assert remind(begins - DAY - 2 * HOUR) == 0
        assert remind(begins - DAY + 2 * HOUR) == 1
