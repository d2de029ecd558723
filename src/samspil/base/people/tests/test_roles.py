"""Roles with dates and places, and attempts that all count."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, transaction
from django.utils import timezone
from tests.fixtures import MakePerson

from samspil.base.people.actions import (
    begin_admin_session,
    count_attempt,
    end_admin_session,
    forget_old_attempts,
    give_role,
    take_role,
)
from samspil.base.people.models import Person, RateCount, RoleHolding
from samspil.base.people.terms import TOPIC_ROLES
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.kit.access import EVERY_TOPIC, EVERYWHERE, SYSTEM, Refused, Role, may_for

TODAY = timedelta(0)
DAY = timedelta(days=1)


@pytest.fixture
def places(db: None) -> tuple[Place, Place]:
    return (
        Place.objects.create(name="Solgården", kind="residence"),
        Place.objects.create(name="Åhuset", kind="house"),
    )


def hold(person: Person, since: timedelta, until: timedelta | None, place: Place | None) -> None:
    today = timezone.localdate()
    person.roles.all().delete()
    RoleHolding.objects.create(
        person=person,
        role=Role.EDITOR,
        place=place,
        since=today + since,
        until=None if until is None else today + until,
    )
    person.forget_roles()


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (TODAY, None, True),
        (-DAY, None, True),
        (DAY, None, False),
        (-DAY, -DAY, False),
        (-DAY, TODAY, True),
        (-DAY, DAY, True),
        (TODAY, TODAY, True),
        (DAY, 2 * DAY, False),
    ],
)
def test_a_role_is_held_between_its_dates(
    make_person: MakePerson,
    since: timedelta,
    until: timedelta | None,
    held: bool,  # noqa: FBT001
) -> None:
    person = make_person()
    hold(person, since, until, None)
    assert person.holds(Role.EDITOR) is held
    assert not person.holds(Role.COORDINATOR)


def test_a_role_counts_where_it_is_held(
    make_person: MakePerson, places: tuple[Place, Place]
) -> None:
    person, (here, there) = make_person(), places
    hold(person, TODAY, None, here)
    assert person.holds(Role.EDITOR, place_id=here.pk)
    assert not person.holds(Role.EDITOR, place_id=there.pk)
    assert person.holds(Role.EDITOR)
    assert person.holds(Role.COORDINATOR, Role.EDITOR, place_id=here.pk)
    hold(person, TODAY, None, None)
    assert person.holds(Role.EDITOR, place_id=there.pk)


class TestTopics:
    """A role for a topic counts for that and what lies below it, and never for more."""

    @pytest.fixture
    def web(self, make_topic: Callable[..., Topic]) -> dict[str, Topic]:
        leisure = make_topic("Fritid")
        sport = make_topic("Idræt", parent=leisure)
        swimming = make_topic("Svømning", parent=sport)
        merged = make_topic("Sport")
        merged.merged_into = sport
        merged.save()
        return {
            "leisure": leisure, "sport": sport, "swimming": swimming, "merged": merged,
            "work": make_topic("Arbejde"),
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("held", "reached"),
        [
            ("leisure", {"leisure", "sport", "swimming", "merged"}),
            ("sport", {"sport", "swimming", "merged"}),
            ("merged", {"sport", "swimming", "merged"}),
            ("swimming", {"swimming"}),
            ("work", {"work"}),
        ],
    )
    def test_what_it_reaches(
        self, make_person: MakePerson, web: dict[str, Topic], held: str, reached: set[str]
    ) -> None:
        person = make_person()
        give_role(actor=SYSTEM, person=person, role=Role.EDITOR, topic=web[held])
        found = {
            name for name, topic in web.items() if person.holds(Role.EDITOR, topic_id=topic.pk)
        }
        assert found == reached
        assert person.holds(Role.EDITOR)
        assert not person.holds(Role.EDITOR, place_id=EVERYWHERE)
        assert not person.holds(Role.EDITOR, topic_id=EVERY_TOPIC)
        assert not person.holds(Role.EDITOR, topic_id=10**9)
        assert not person.holds(Role.COORDINATOR, topic_id=web[held].pk)

    def test_place_and_topic_of_one_role_belong_together(
        self, make_person: MakePerson, web: dict[str, Topic], places: tuple[Place, Place]
    ) -> None:
        (here, there), person = places, make_person()
        role = Role.COORDINATOR
        give_role(actor=SYSTEM, person=person, role=role, place=here, topic=web["sport"])
        give_role(actor=SYSTEM, person=person, role=role, place=there)
        sport, work = web["sport"].pk, web["work"].pk
        assert person.holds(role, place_id=here.pk, topic_id=sport)
        assert not person.holds(role, place_id=here.pk, topic_id=work)
        assert not person.holds(role, place_id=here.pk)
        assert not person.holds(role, topic_id=sport)
        assert person.holds(role, place_id=there.pk, topic_id=work)
        assert may_for(person, [role], places=[here.pk, there.pk], topics=[sport])
        assert not may_for(person, [role], places=[here.pk, there.pk], topics=[sport, work])

    def test_only_some_roles_have_topics(
        self, make_person: MakePerson, web: dict[str, Topic]
    ) -> None:
        for role in set(Role) - TOPIC_ROLES:
            with pytest.raises(ValidationError):
                give_role(actor=SYSTEM, person=make_person(), role=role, topic=web["work"])
        with pytest.raises(IntegrityError), transaction.atomic():
            RoleHolding.objects.create(
                person=make_person(), role=Role.MANAGER, topic=web["work"], since=date(2020, 1, 1)
            )

    def test_the_same_role_for_two_topics(
        self, make_person: MakePerson, web: dict[str, Topic]
    ) -> None:
        person = make_person()
        for name in ("work", "sport", "work"):
            give_role(actor=SYSTEM, person=person, role=Role.EDITOR, topic=web[name])
        assert person.roles.count() == 2
        assert may_for(person, [Role.EDITOR], topics=[web["work"].pk, web["swimming"].pk])


def test_an_administrator_is_one_only_while_a_session_is_open(make_person: MakePerson) -> None:
    admin = make_person(Role.ADMINISTRATOR)
    assert admin.is_administrator
    assert not admin.holds(Role.ADMINISTRATOR)
    begin_admin_session(actor=admin, why="prøve")
    assert admin.holds(Role.ADMINISTRATOR)
    end_admin_session(actor=admin)
    assert not admin.holds(Role.ADMINISTRATOR)
    with pytest.raises(Refused):
        begin_admin_session(actor=make_person(Role.MANAGER), why="prøve")


def test_a_role_taken_back_stays_on_record(make_person: MakePerson) -> None:
    person = make_person(Role.EDITOR)
    holding = person.roles.get()
    RoleHolding.objects.update(since=date(2020, 1, 1))
    holding.refresh_from_db()
    take_role(actor=SYSTEM, holding=holding)
    person.forget_roles()
    assert not person.holds(Role.EDITOR)
    assert person.roles.get().until == timezone.localdate() - DAY


def test_dates_out_of_order_are_refused(make_person: MakePerson) -> None:
    with pytest.raises(ValidationError):
        give_role(
            actor=SYSTEM, person=make_person(), role=Role.EDITOR, until=timezone.localdate() - DAY
        )


def _try(_number: int) -> int:
    try:
        return count_attempt(what="test", who="Anna@example.com", per=timedelta(hours=1))
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_moment_all_count() -> None:
    with ThreadPoolExecutor(8) as threads:
        counted = sorted(threads.map(_try, range(40)))
    # The hour may turn while it runs; every attempt counts all the same.
    assert sum(row.count for row in RateCount.objects.all()) == 40
    assert len(counted) == 40
    if RateCount.objects.count() == 1:
        assert counted == list(range(1, 41))


def test_attempts_hold_no_address_and_are_forgotten(db: None) -> None:
    _ = [count_attempt(what="test", who=who, per=timedelta(hours=1)) for who in ("a", "A", "b")]
    assert sorted(RateCount.objects.values_list("count", flat=True)) == [1, 2]
    assert forget_old_attempts(before=timezone.now() + DAY) == 2
