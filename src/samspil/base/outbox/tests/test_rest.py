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


def test_failures_name_kinds_and_counts_only() -> None:
    queue(newsletter())
    Delivery.objects.update(state=State.FAILED)
    (row,) = queries.failures(since=timezone.now() - timedelta(days=1))
    assert (row.kind, row.letters, row.state) == ("news-article", 1, State.FAILED)


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
        assert personal_data.erase("mor@example.org", dry_run=True) == counts
        assert Delivery.objects.count() == 3
        assert personal_data.erase("mor@example.org", dry_run=False) == counts
        assert [d.address for d in Delivery.objects.all()] == ["far@example.org"]
        assert list(Letter.objects.all()) == [shared]
        assert Suppression.objects.exists()


def test_who_may_see() -> None:
    class Mother:
        pk = 1
        is_authenticated = True
        email = "mor@example.org"

        def holds(self, *roles: object, place_id: int | None = None) -> bool:
            return False

    assert policies.may_see_letters_to(Mother(), "Mor@example.org")
    assert not policies.may_see_letters_to(Mother(), "far@example.org")
    assert not policies.may_see_letters_to(NOBODY, "mor@example.org")
    assert policies.may_see_letters_to(SYSTEM, "mor@example.org")
    assert policies.may_see_state(SYSTEM)
    assert not policies.may_see_state(NOBODY)
