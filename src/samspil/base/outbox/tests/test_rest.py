"""Django's mail, health, personal data, who may see what."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.utils import timezone
from pytest_django import Settings

from samspil.base.outbox import actions, personal_data, policies, queries
from samspil.base.outbox.letters import slot
from samspil.base.outbox.models import Delivery, Heartbeat, InboxLetter, Letter, Suppression
from samspil.base.outbox.terms import Priority, State, SuppressionReason
from samspil.base.outbox.tests.conftest import newsletter, queue
from samspil.kit.access import NOBODY, SYSTEM
from samspil.kit.encryption import address_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def django_mail(settings: Settings) -> None:
    """Tests of Django put another backend in its place; take ours again."""
    settings.MAILERS = {"default": {"BACKEND": "samspil.base.outbox.backend.OutboxBackend"}}


@pytest.mark.usefixtures("django_mail")
class TestBackend:
    def test_every_mail_has_its_row(self) -> None:
        sent = send_mail("Hej", "Tekst", None, ["mor@example.org", "Far <far@example.org>"])
        assert sent == 1
        deliveries = Delivery.objects.order_by("pk")
        assert [d.address for d in deliveries] == ["mor@example.org", "far@example.org"]
        assert {(d.state, d.priority) for d in deliveries} == {(State.QUEUED, Priority.HIGH)}

    def test_text_and_html(self) -> None:
        message = EmailMultiAlternatives("Hej", "Tekst", to=["mor@example.org"])
        message.attach_alternative("<p>Side</p>", "text/html")
        message.send()
        letter = Letter.objects.get()
        assert (letter.subject, letter.text, letter.html) == ("Hej", "Tekst", "<p>Side</p>")

    def test_braces_are_just_braces(self) -> None:
        send_mail("Hej", "{seal} {code} %s", None, ["mor@example.org"])
        assert Letter.objects.get().text == "{seal} {code} %s"

    def test_attachments_are_refused(self) -> None:
        message = EmailMessage("Hej", "Tekst", to=["mor@example.org"])
        message.attach("a.txt", "x", "text/plain")
        with pytest.raises(ValueError, match="attachments"):
            message.send()

    def test_nobody_to_write_to(self) -> None:
        assert EmailMessage("Hej", "Tekst").send() == 0


class TestHealth:
    def test_nothing_going_on(self) -> None:
        health = queries.health()
        assert (health.oldest_waiting, health.worker_alive) == (None, False)
        assert set(health.counts.values()) == {0}

    def test_the_oldest_letter_and_the_worker(self) -> None:
        letter = newsletter()
        queue(letter, due_at=timezone.now() - timedelta(hours=2))
        queue(letter, due_at=timezone.now() + timedelta(hours=2))
        Heartbeat.objects.create(worker=uuid4())
        health = queries.health()
        assert health.oldest_waiting is not None
        assert 7190 < health.oldest_waiting.total_seconds() < 7300
        assert health.counts[State.QUEUED] == 2
        assert health.worker_alive


class TestTrouble:
    """What an administrator sees names kinds, days and counts only."""

    def rows(self) -> list[queries.Trouble]:
        return queries.with_replies(queries.trouble_by_kind_and_day())

    def test_what_goes_well_is_no_trouble(self) -> None:
        queue(newsletter())
        queue(newsletter())
        Delivery.objects.filter(pk=queue(newsletter()).pk).update(
            state=State.SENT, sent_at=timezone.now()
        )
        assert self.rows() == []

    def test_counts_by_kind_and_day_with_the_last_reply(self) -> None:
        now = timezone.now()
        letters = {kind: newsletter(kind, kind=kind) for kind in ("a", "b")}
        rows: list[tuple[str, State, int, int, str]] = [
            ("a", State.FAILED, 0, 1, "550 old"),
            ("a", State.FAILED, 0, 2, "550 new"),
            ("a", State.RETRY, 0, 0, ""),
            ("a", State.SUPPRESSED, 3, 0, ""),
            ("b", State.QUEUED, 3, 0, ""),
            ("b", State.FAILED, 31, 0, "550"),
        ]
        for kind, state, days, minute, reply in rows:
            delivery = queue(letters[kind])
            when = now - timedelta(days=days)
            Delivery.objects.filter(pk=delivery.pk).update(
                state=state, created_at=when, due_at=when, last_reply=reply,
                claimed_at=when + timedelta(minutes=minute),
            )  # fmt: skip
        today = timezone.localdate()
        third = timezone.localdate(now - timedelta(days=3))
        found = self.rows()
        assert [(r.kind, r.day, r.failed, r.retry, r.suppressed, r.last_reply) for r in found] == [
            ("a", today, 2, 1, 0, "550 new"),
            ("a", third, 0, 0, 1, ""),
            ("b", third, 0, 0, 0, ""),
        ]
        assert [r.oldest_waiting and now - r.oldest_waiting for r in found] == [
            timedelta(0),
            None,
            timedelta(days=3),
        ]


class TestPersonalData:
    def test_export_shows_what_was_written(self) -> None:
        queue(newsletter(text=f"{slot('code')}", slots=["code"]), fields={"code": "42"})
        queue(newsletter("other"), "far@example.org")
        actions.suppress_address(address="mor@example.org", reason=SuppressionReason.REQUEST)
        letter, suppression = personal_data.export("MOR@example.org")
        assert letter["text"] == "42"
        assert suppression["reason"] == "request"

    def test_export_of_cleared_letters_shows_that_they_were_sent(self) -> None:
        queue(newsletter())
        Delivery.objects.update(state=State.FAILED, address=None)
        (letter,) = personal_data.export("mor@example.org")
        assert "text" not in letter
        assert letter["kind"] == "news-article"

    def test_erase_tells_first_and_then_does_it(self) -> None:
        own, shared = newsletter("own"), newsletter("shared")
        queue(own)
        queue(shared)
        queue(shared, "far@example.org")
        InboxLetter.objects.create(
            dedupe_key=uuid4(), address="mor@example.org", subject="", text="", headers={},
            address_key=address_key("mor@example.org"),
        )  # fmt: skip
        Suppression.objects.create(address_key=address_key("mor@example.org"), reason="request")
        counts = {"letters": 1, "deliveries": 2, "inbox_letters": 1}
        assert personal_data.erase("mor@example.org", dry_run=True).counts == counts
        assert Delivery.objects.count() == 3
        assert personal_data.erase("mor@example.org", dry_run=False).counts == counts
        assert [d.address for d in Delivery.objects.all()] == ["far@example.org"]
        assert list(Letter.objects.all()) == [shared]
        assert Suppression.objects.exists()


def test_who_may_see() -> None:
    class Mother:
        pk = 1
        is_authenticated = True
        email = "mor@example.org"

        def holds(
            self, *roles: object, place_id: int | None = None, topic_id: int | None = None
        ) -> bool:
            return False

    assert policies.may_see_letters_to(Mother(), "Mor@example.org")
    assert not policies.may_see_letters_to(Mother(), "far@example.org")
    assert not policies.may_see_letters_to(NOBODY, "mor@example.org")
    assert policies.may_see_letters_to(SYSTEM, "mor@example.org")
    assert policies.may_see_state(SYSTEM)
    assert policies.may_mend_letters(SYSTEM)
    assert not policies.may_mend_letters(NOBODY)
    assert not policies.may_see_state(NOBODY)
