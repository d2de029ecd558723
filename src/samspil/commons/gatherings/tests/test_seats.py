"""Seats: never one too many, the line strictly in order, whatever happens at once."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.base.outbox.models import Delivery
from samspil.base.people.models import Person
from samspil.commons.gatherings import actions
from samspil.commons.gatherings.models import Gathering
from samspil.commons.gatherings.personal_data import erase
from samspil.commons.gatherings.tests.conftest import (
    Draft,
    assert_counts,
    cancel,
    come,
    in_line,
    of,
    plan_of,
    seated,
)
from samspil.commons.gatherings.tests.test_actions import saved
from samspil.kit.access import NOBODY, SYSTEM
from samspil.kit.editing import EditedMeanwhile

THREADS, SEATS = 200, 50


def at_once(*jobs: Callable[[], object]) -> list[BaseException]:
    """Run jobs at the same moment, each on a connection of its own; return what failed."""
    together = threading.Barrier(len(jobs))
    failures: list[BaseException] = []

    def run(job: Callable[[], object]) -> None:
        try:
            together.wait(30)
            job()
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
        assert not thread.is_alive()
    return failures


def room_for_connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('max_connections')::int - count(*) FROM pg_stat_activity"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_200_at_once_on_50_seats(published: Draft) -> None:
    found = published(seats=SEATS)
    # As many connections as the server has left, each signing up its share, one after the other.
    width = max(10, min(THREADS, room_for_connections() - 20))
    shares = [list(range(start, THREADS, width)) for start in range(width)]

    def sign_up(numbers: Sequence[int]) -> None:
        for number in numbers:
            come(found, f"p{number}")

    failures = at_once(*(lambda share=share: sign_up(share) for share in shares))
    assert not failures
    assert (len(seated(found)), len(in_line(found))) == (SEATS, THREADS - SEATS)
    assert_counts(found)
    line = list(found.registrations.in_line())
    assert [each.in_line_since for each in line] == sorted(each.in_line_since for each in line)
    last_seated = max(
        found.registrations.filter(state="registered").values_list("in_line_since", flat=True)
    )
    assert last_seated < line[0].in_line_since
    assert Delivery.objects.count() == THREADS


@pytest.mark.django_db(transaction=True)
def test_cancelling_signing_up_and_fewer_seats_at_once(
    published: Draft, coordinator: Person
) -> None:
    found = published(seats=12, most_companions=3)
    for number in range(10):
        come(found, f"first{number}", companions=number % 2)
    firsts = [of(found, f"first{number}") for number in range(10)]

    def shrink(seats: int) -> None:
        with suppress(ValidationError, EditedMeanwhile):
            saved(found, coordinator, seats=seats)

    failures = at_once(
        *(lambda each=each: cancel(each) for each in firsts[:6]),
        *(lambda n=n: come(found, f"new{n}", companions=n % 4) for n in range(12)),
        *(lambda seats=seats: shrink(seats) for seats in (4, 8, 14)),
        lambda: actions.forget_person(actor=SYSTEM, registration=firsts[9]),
        lambda: actions.change_own(
            actor=NOBODY, registration=firsts[8], companions=0, access_needs=()
        ),
    )
    assert not failures
    assert_counts(found)
    # Whoever is first in line waits for a reason: the party does not fit.
    first = found.registrations.in_line().first()
    assert first is None or (found.free_seats or 0) < first.party


@pytest.mark.django_db(transaction=True)
def test_erasing_somebody_at_many_gatherings_while_others_cancel(published: Draft) -> None:
    starts = plan_of().starts_at
    gatherings = [published(seats=1, starts_at=starts) for _each in range(4)]
    for found in gatherings:
        for name in ("mor", "next", "third"):
            come(found, name)
    failures = at_once(
        lambda: erase("mor@example.com", dry_run=False),
        *(lambda found=found: cancel(of(found, "next")) for found in reversed(gatherings)),
    )
    assert not failures
    for found in gatherings:
        assert seated(found) == ["Third"]
        assert_counts(found)


@pytest.mark.django_db
def test_the_database_itself_refuses_one_too_many(published: Draft) -> None:
    found = published(seats=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Gathering.objects.filter(pk=found.pk).update(seats_taken=3)


@dataclass
class Party:
    """Who comes, in the model."""

    name: str
    companions: int

    @property
    def size(self) -> int:
        return 1 + self.companions


class Model:
    """What ought to happen: two lists and a number."""

    def __init__(self, seats: int) -> None:
        self.seats = seats
        self.seated: list[Party] = []
        self.line: list[Party] = []

    @property
    def free(self) -> int:
        return self.seats - sum(each.size for each in self.seated)

    def come(self, party: Party) -> None:
        self.line.append(party)
        self.move_up()

    def move_up(self) -> None:
        while self.line and self.line[0].size <= self.free:
            self.seated.append(self.line.pop(0))

    def leave(self, name: str) -> None:
        self.seated = [each for each in self.seated if each.name != name]
        self.line = [each for each in self.line if each.name != name]
        self.move_up()

    def change(self, name: str, companions: int) -> None:
        for each in self.seated:
            more = companions - each.companions
            if each.name == name and (more <= 0 or (more <= self.free and not self.line)):
                each.companions = companions
        for each in self.line:
            if each.name == name:
                each.companions = companions
        self.move_up()

    def resize(self, seats: int) -> None:
        if seats >= self.seats - self.free:
            self.seats = seats
            self.move_up()


MOST = 3
companions = st.integers(0, MOST)
who = st.integers(0, 11)
STEPS = st.one_of(
    st.tuples(st.just("come"), companions),
    st.tuples(st.just("come"), companions),
    st.tuples(st.just("leave"), who),
    st.tuples(st.just("erase"), who),
    st.tuples(st.just("return"), who),
    st.tuples(st.just("change"), who, companions),
    st.tuples(st.just("resize"), st.integers(1, 12)),
)
_runs = count(1)


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seats=st.integers(1, 8), steps=st.lists(STEPS, min_size=5, max_size=16))
def test_the_line_is_strict_whatever_happens(
    coordinator: Person, seats: int, steps: list[tuple[str, int]]
) -> None:
    found = actions.plan_gathering(
        actor=coordinator, plan=plan_of(seats=seats, most_companions=MOST)
    )
    actions.publish(actor=SYSTEM, gathering=found)
    model, run = Model(seats), next(_runs)
    names: list[str] = []
    for step in steps:
        _both(found, coordinator, model, names, step, run)
        assert set(seated(found)) == {each.name for each in model.seated}, step
        assert in_line(found) == [each.name for each in model.line], step
        assert_counts(found)
    actions.call_off(actor=coordinator, gathering=found, why="slut")


def _both(
    found: Gathering,
    actor: Person,
    model: Model,
    names: list[str],
    step: tuple[int | str, ...],
    run: int,
) -> None:
    """Do the same to the gathering and to the model."""
    verb, *numbers = step
    here = [each.name for each in (*model.seated, *model.line)]
    if verb == "come":
        name = f"Run{run}P{len(names)}".title()
        names.append(name)
        come(found, name, companions=int(numbers[0]))
        model.come(Party(name, int(numbers[0])))
    elif verb == "resize":
        try:
            saved(found, actor, seats=int(numbers[0]))
        except ValidationError:
            assert int(numbers[0]) < model.seats - model.free
        model.resize(int(numbers[0]))
    elif verb == "return" and (gone := [name for name in names if name not in here]):
        name = gone[int(numbers[0]) % len(gone)]
        come(found, name)
        model.come(Party(name, 0))
    elif verb in {"leave", "erase", "change"} and here:
        name = here[int(numbers[0]) % len(here)]
        if verb == "change":
            try:
                actions.change_own(
                    actor=NOBODY,
                    registration=of(found, name),
                    companions=int(numbers[1]),
                    access_needs=(),
                )
            except ValidationError:
                assert name in {each.name for each in model.seated}
            model.change(name, int(numbers[1]))
        else:
            if verb == "leave":
                cancel(of(found, name))
            else:
                actions.forget_person(actor=SYSTEM, registration=of(found, name))
            model.leave(name)
