"""What can be done with letters, and that every move is one the table of states allows."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samspil.base.audit.models import Entry
from samspil.base.outbox import actions
from samspil.base.outbox.drafts import Draft
from samspil.base.outbox.letters import SlotError, slot
from samspil.base.outbox.models import Delivery, Heartbeat, Letter, Suppression
from samspil.base.outbox.terms import MOVES, Priority, State, SuppressionReason, pause_after
from samspil.base.outbox.tests.conftest import SINCE, newsletter, queue
from samspil.kit.access import NOBODY, SYSTEM, Refused
from samspil.kit.encryption import address_key

pytestmark = pytest.mark.django_db


def put_into(state: State, **changes: object) -> Delivery:
    """Make a delivery that stands in a state."""
    delivery = queue(newsletter())
    values: dict[str, object] = {"state": state}
    if state == State.IN_FLIGHT:
        values |= {"claimed_by": uuid4(), "claimed_at": timezone.now()}
    if state == State.SENT:
        values |= {"sent_at": timezone.now()}
    Delivery.objects.filter(pk=delivery.pk).update(**values | changes)
    delivery.refresh_from_db()
    return delivery


def state_of(delivery: Delivery) -> State:
    return State(Delivery.objects.values_list("state", flat=True).get(pk=delivery.pk))


class TestCompose:
    def test_twice_is_once(self) -> None:
        assert newsletter().pk == newsletter(subject="Nyere").pk
        assert Letter.objects.get().subject == "Nyt fra kommunen"

    def test_it_keeps_which_slots_are_open(self) -> None:
        letter = newsletter(subject=f"Kode {slot('code')}", slots=["code"])
        assert letter.slots == ["code", "seal", "since"]

    def test_an_unknown_slot_is_refused(self) -> None:
        with pytest.raises(SlotError):
            newsletter(text=slot("code"))

    def test_a_key_belongs_to_one_language(self) -> None:
        newsletter()
        with pytest.raises(ValueError, match="language"):
            newsletter(language="en")

    def test_the_database_shows_nothing(self) -> None:
        newsletter()
        with connection.cursor() as cursor:
            cursor.execute("SELECT subject || text || html FROM outbox_letter")
            assert "kommunen" not in cursor.fetchone()[0]


class TestEnqueue:
    def test_twice_is_once(self) -> None:
        letter = newsletter()
        first = queue(letter, dedupe_key="a")
        again = actions.enqueue(
            letter=letter, address="x@y.z", dedupe_key="a", subscription=uuid4(), since=SINCE
        )
        assert again is None
        assert Delivery.objects.get() == first

    def test_what_is_kept(self) -> None:
        letter = newsletter(text=slot("code"), slots=["code"])
        delivery = queue(letter, " Mor@Example.org ", fields={"code": "42"}, priority=Priority.HIGH)
        assert delivery.address == "Mor@Example.org"
        assert delivery.address_key == address_key("mor@example.org")
        assert delivery.fields == {"code": "42"}
        assert (delivery.state, delivery.priority) == (State.QUEUED, Priority.HIGH)

    @pytest.mark.parametrize("missing", ["subscription", "since"])
    def test_no_slot_may_stay_empty(self, missing: str) -> None:
        with pytest.raises(SlotError, match="empty"):
            queue(newsletter(), **dict[str, Any]({missing: None}))

    @pytest.mark.parametrize("address", ["", "mor", "a@b\r\nBcc: c@d", "a b@c.d", "@c.d"])
    def test_only_addresses(self, address: str) -> None:
        with pytest.raises(ValueError, match="address"):
            queue(newsletter(), address)

    def test_it_can_wait(self) -> None:
        tomorrow = timezone.now() + timedelta(days=1)
        assert queue(newsletter(), due_at=tomorrow).due_at == tomorrow
        assert not Delivery.objects.due().exists()

    def test_the_database_shows_no_address(self) -> None:
        queue(newsletter())
        with connection.cursor() as cursor:
            cursor.execute("SELECT delivery::text FROM outbox_delivery AS delivery")
            assert "mor@" not in cursor.fetchone()[0]


class TestEnqueueMany:
    def receivers(self, count: int) -> list[Delivery]:
        """Other rooms' profiles are unknown here: old deliveries have the same columns."""
        old = newsletter("old")
        return [queue(old, f"person{number}@example.org") for number in range(count)]

    def send(self, prefix: str = "new") -> int:
        receivers = Delivery.objects.filter(letter__content_key=actions.key_of("old"))
        return actions.enqueue_many(
            letter=newsletter("new"),
            receivers=receivers.values_list("address", "address_key", "subscription", "since"),
            dedupe_prefix=prefix,
        )

    def test_one_row_each_and_never_twice(self) -> None:
        old = self.receivers(3)
        assert self.send() == 3
        assert self.send() == 0
        new = Delivery.objects.filter(letter=newsletter("new")).order_by("pk")
        assert {d.address for d in new} == {d.address for d in old}
        assert {d.subscription for d in new} == {d.subscription for d in old}
        assert {(d.since, d.priority) for d in new} == {(SINCE, Priority.BULK)}

    def test_the_key_is_that_of_a_single_letter(self) -> None:
        subscription = self.receivers(1)[0].subscription
        self.send("article:7")
        assert Delivery.objects.filter(
            dedupe_key=actions.key_of(f"article:7:{subscription}")
        ).exists()

    def test_however_many_it_is_one_statement(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        self.receivers(5)
        letter = newsletter("new")
        receivers = Delivery.objects.exclude(letter=letter)
        with django_assert_num_queries(5):  # savepoint, lock, insert, notify, release
            actions.enqueue_many(
                letter=letter,
                receivers=receivers.values_list("address", "address_key", "subscription", "since"),
                dedupe_prefix="x",
            )

    def test_fields_are_for_single_letters(self) -> None:
        with pytest.raises(SlotError):
            actions.enqueue_many(
                letter=newsletter("new", text=slot("code"), slots=["code"]),
                receivers=Delivery.objects.values_list("address"),
                dedupe_prefix="x",
            )


def test_a_draft_is_kept_and_sent_once() -> None:
    draft = Draft(
        kind="code", language="da", subject="Din kode", text=slot("code"), html="",
        withdraw_url="", slots=("code",),
    )  # fmt: skip
    for _ in range(2):
        actions.send(
            draft=draft, address="mor@example.org", dedupe_key="a", fields={"code": "1"},
            priority=Priority.HIGH,
        )  # fmt: skip
    assert (Letter.objects.count(), Delivery.objects.count()) == (1, 1)


class TestHoldingBack:
    @pytest.mark.parametrize("state", State)
    def test_stop(self, state: State) -> None:
        delivery = put_into(state)
        assert delivery.subscription
        stopped = actions.stop(subscription=delivery.subscription)
        held = State.SUPPRESSED in MOVES[state]
        assert stopped == held
        assert state_of(delivery) == (State.SUPPRESSED if held else state)

    def test_stop_leaves_others(self) -> None:
        other = put_into(State.QUEUED)
        assert actions.stop(subscription=uuid4()) == 0
        assert state_of(other) == State.QUEUED

    def test_suppress_and_lift(self) -> None:
        waiting = put_into(State.RETRY)
        reason = SuppressionReason.COMPLAINT
        actions.suppress_address(address="MOR@example.org", reason=reason)
        assert state_of(waiting) == State.SUPPRESSED
        assert Suppression.objects.active().count() == 1
        assert actions.lift_suppression(actor=SYSTEM, address="mor@example.org")
        assert not actions.lift_suppression(actor=SYSTEM, address="mor@example.org")
        assert not Suppression.objects.active().exists()
        again = actions.suppress_address(address="mor@example.org", reason=reason)
        assert again.until is None


@pytest.mark.parametrize("state", State)
def test_retry_failed_moves_only_what_failed(state: State) -> None:
    delivery = put_into(state)
    assert actions.retry_failed(actor=SYSTEM) == (state == State.FAILED)
    assert state_of(delivery) == (State.QUEUED if state == State.FAILED else state)


def test_retry_failed_leaves_suppressed_addresses_and_other_letters() -> None:
    put_into(State.FAILED)
    assert actions.retry_failed(actor=SYSTEM, kind="other") == 0
    Suppression.objects.create(address_key=address_key("mor@example.org"), reason="bounces")
    assert actions.retry_failed(actor=SYSTEM) == 0


def test_retry_failed_by_day() -> None:
    put_into(State.FAILED)
    today = timezone.localdate()
    kind = "news-article"
    assert actions.retry_failed(actor=SYSTEM, kind=kind, day=today - timedelta(days=1)) == 0
    assert not Entry.objects.filter(verb="outbox.retry_failed").exists()
    assert actions.retry_failed(actor=SYSTEM, kind=kind, day=today) == 1
    assert Entry.objects.get(verb="outbox.retry_failed").thing == f"letters:{kind}:{today}"


def test_only_an_administrator_mends() -> None:
    failed = put_into(State.FAILED)
    with pytest.raises(Refused):
        actions.retry_failed(actor=NOBODY)
    with pytest.raises(Refused):
        actions.lift_suppression(actor=NOBODY, address="mor@example.org")
    assert state_of(failed) == State.FAILED


class TestReleaseStuck:
    @pytest.fixture(autouse=True)
    def _long_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(actions, "RESTART_GRACE", timedelta(0))

    @pytest.mark.parametrize("state", State)
    def test_a_dead_workers_letters_go_back(self, state: State) -> None:
        delivery = put_into(state)
        assert actions.release_stuck() == (state == State.IN_FLIGHT)
        assert state_of(delivery) == (State.QUEUED if state == State.IN_FLIGHT else state)

    @pytest.mark.parametrize(("silent", "released"), [(5, 0), (20, 1), (1000, 1)])
    def test_a_living_workers_letters_stay(self, silent: int, released: int) -> None:
        worker = uuid4()
        put_into(State.IN_FLIGHT, claimed_by=worker)
        Heartbeat.objects.create(worker=worker, seen_at=timezone.now() - timedelta(seconds=silent))
        assert actions.release_stuck() == released

    def test_nobody_is_dead_just_after_a_restart(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(actions, "RESTART_GRACE", timedelta(days=10_000))
        put_into(State.IN_FLIGHT)
        assert actions.release_stuck() == 0


class TestClearing:
    def test_after_thirty_days_texts_and_addresses_are_gone(self) -> None:
        long_ago = timezone.now() - timedelta(days=31)
        delivery = put_into(State.SENT, sent_at=long_ago, created_at=long_ago)
        Letter.objects.update(created_at=long_ago)
        assert actions.clear_old_bodies() == 1
        delivery.refresh_from_db()
        letter = Letter.objects.get()
        assert (letter.subject, letter.text, letter.html) == ("", "", "")
        kept = Delivery.objects.values_list("address", "subscription", "since").get(pk=delivery.pk)
        assert set(kept) == {None}
        assert state_of(delivery) == State.SENT
        assert actions.clear_old_bodies() == 0

    @pytest.mark.parametrize("state", [State.QUEUED, State.RETRY, State.IN_FLIGHT, State.SENT])
    def test_what_is_needed_stays(self, state: State) -> None:
        delivery = put_into(state)
        Letter.objects.update(created_at=timezone.now() - timedelta(days=31))
        assert actions.clear_old_bodies() == 0
        delivery.refresh_from_db()
        assert delivery.address == "mor@example.org"


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "lost"},
        {"state": State.IN_FLIGHT},
        {"state": State.SENT},
        {"sent_at": timezone.now()},
        {"address": None},
    ],
)
def test_the_database_refuses_what_cannot_be(broken: dict[str, object]) -> None:
    delivery = queue(newsletter())
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(**broken)


def test_pauses_grow_from_a_minute_to_six_hours_over_three_days() -> None:
    pauses = [pause_after(attempt).total_seconds() for attempt in range(1, 20)]
    assert 50 < pauses[0] < 70
    assert max(pauses) < 6.7 * 3600
    assert 2.5 < sum(pauses) / 86_400 < 3.5


def test_every_state_has_its_moves() -> None:
    assert set(MOVES) == set(State)
    assert set().union(*MOVES.values()) == set(State) - {None}
