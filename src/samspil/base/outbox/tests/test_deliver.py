"""The worker against a mail server that behaves and misbehaves."""

import asyncio
import socket
import ssl
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from samspil.base.outbox import actions
from samspil.base.outbox.deliver import conversation, engine, transport
from samspil.base.outbox.deliver.smtp import Connection, LineBroken, Reply
from samspil.base.outbox.letters import slot
from samspil.base.outbox.models import Delivery, Heartbeat, InboxLetter, Letter, Suppression
from samspil.base.outbox.terms import Priority, State, SuppressionReason
from samspil.base.outbox.tests.conftest import (
    all_sent,
    newsletter,
    queue,
    queue_many,
    states,
    until,
    working,
)
from samspil.base.outbox.tests.mail_server import MailServer
from samspil.kit.encryption import address_key
from samspil.kit.seals import seal

pytestmark = pytest.mark.usefixtures("committed", "quick")


def receivers(server: MailServer) -> Counter[str]:
    return Counter(address for letter in server.taken for address in letter.receivers)


def deliver() -> None:
    """Run a worker until nothing is left to do."""
    with working():
        until(all_sent)


def test_a_letter_arrives(server: MailServer) -> None:
    delivery = queue(newsletter())
    deliver()
    (taken,) = server.taken
    delivery.refresh_from_db()
    assert delivery.subscription
    link = f"https://samspil.example/farvel/{seal('subscription', delivery.subscription)}/"
    assert taken.sender == "samspil@kommune.example"
    assert taken.receivers == ["mor@example.org"]
    assert taken.text == "Hej\n\nDu skrev dig op 4. maj 2023.\n"
    assert "4. maj 2023" in taken.html
    assert taken.mail["List-Unsubscribe"] == f"<{link}>"
    assert delivery.state == State.SENT
    assert delivery.last_reply == "250 2.0.0 taken as 4711"


@pytest.mark.parametrize("extensions", [("PIPELINING",), ()])
def test_many_letters_arrive_once_each(server: MailServer, extensions: tuple[str, ...]) -> None:
    server.manners.extensions = extensions
    queue_many(newsletter(), 150)
    deliver()
    assert len(receivers(server)) == 150
    assert set(receivers(server).values()) == {1}
    assert not Heartbeat.objects.exists()


def test_codes_go_before_newsletters(server: MailServer, settings: Settings) -> None:
    settings.MAIL_CONNECTIONS = 1
    queue_many(newsletter(), 5)
    queue(newsletter("code"), "code@example.org", priority=Priority.HIGH)
    deliver()
    assert server.taken[0].receivers == ["code@example.org"]


def test_a_new_letter_wakes_the_worker(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_POLL", 30.0)
    letter = newsletter()
    with working():
        until(lambda: Heartbeat.objects.exists())
        queue(letter)
        until(all_sent, 3)
    assert len(server.taken) == 1


def test_a_later_letter_waits(server: MailServer) -> None:
    letter = newsletter()
    queue(letter, due_at=timezone.now() + timedelta(seconds=0.8))
    with working():
        until(lambda: Heartbeat.objects.exists())
        assert not server.taken
        until(all_sent)
    assert len(server.taken) == 1


class TestRefusals:
    @pytest.mark.parametrize("where", ["on_receiver", "on_letter", "on_sender"])
    def test_not_now_is_tried_again(self, server: MailServer, where: str) -> None:
        refuse = lambda address: "451 4.7.1 later, <mor@example.org>"  # noqa: E731
        setattr(server.manners, where, refuse)
        delivery = queue(newsletter())
        with working():
            until(lambda: states() == {"retry": 1})
        delivery.refresh_from_db()
        assert delivery.attempts == 1
        assert 40 < (delivery.due_at - timezone.now()).total_seconds() < 70
        assert "mor@" not in delivery.last_reply
        setattr(server.manners, where, lambda address: None)
        Delivery.objects.update(due_at=timezone.now())
        deliver()
        assert states() == {"sent": 1}

    def test_the_twentieth_no_is_the_last(self, server: MailServer) -> None:
        server.manners.on_receiver = lambda address: "450 later"
        queue(newsletter())
        Delivery.objects.update(attempts=19)
        deliver()
        assert states() == {"failed": 1}
        assert not Delivery.objects.get().bounced

    @pytest.mark.parametrize("where", ["on_receiver", "on_letter"])
    @pytest.mark.parametrize("pipelining", [True, False])
    def test_never_is_written_down_and_others_go(
        self,
        server: MailServer,
        where: str,
        pipelining: bool,  # noqa: FBT001
    ) -> None:
        server.manners.extensions = ("PIPELINING",) if pipelining else ()
        refuse = lambda address: "550 5.1.1 unknown" if "person3@" in address else None  # noqa: E731
        setattr(server.manners, where, refuse)
        queue_many(newsletter(), 20)
        deliver()
        assert states() == {"sent": 19, "failed": 1}
        failed = Delivery.objects.get(state=State.FAILED)
        assert (failed.bounced, failed.last_reply) == (True, "550 5.1.1 unknown")

    def test_a_server_that_wants_data_after_a_no_gets_an_empty_mail(
        self, server: MailServer
    ) -> None:
        server.manners.data_in_spite_of_all = True
        server.manners.on_receiver = lambda a: "550 5.1.1 no" if "person1@" in a else None
        queue_many(newsletter(), 6)
        deliver()
        assert states() == {"sent": 5, "failed": 1}
        assert len(server.taken) == 5

    @pytest.mark.parametrize(
        ("reply", "suppressed"), [("550 5.1.1 gone", True), ("554 5.7.1 spam", False)]
    )
    def test_three_letters_that_come_back_are_enough(
        self,
        server: MailServer,
        reply: str,
        suppressed: bool,  # noqa: FBT001
    ) -> None:
        server.manners.on_receiver = lambda address: reply
        for number in range(3):
            queue(newsletter(str(number)))
            deliver()
        assert Suppression.objects.active().exists() == suppressed
        server.manners.on_receiver = lambda address: None
        queue(newsletter("fourth"))
        deliver()
        assert len(server.taken) == (not suppressed)

    def test_a_letter_that_arrives_wipes_the_slate(self, server: MailServer) -> None:
        for number, reply in enumerate(["550 no", "550 no", None, "550 no", "550 no"]):
            server.manners.on_receiver = lambda address, reply=reply: reply  # type: ignore[misc]
            queue(newsletter(str(number)))
            deliver()
        assert not Suppression.objects.exists()

    def test_what_can_never_be_sent_fails_without_harm(self, server: MailServer) -> None:
        server.manners.extensions = ("PIPELINING",)
        letter = newsletter()
        queue(letter, "bjørn@example.org")
        queue(letter, "a@b..c")
        queue(letter)
        deliver()
        assert states() == {"failed": 2, "sent": 1}

    def test_letters_beyond_ascii_where_the_server_can(self, server: MailServer) -> None:
        queue(newsletter(), "bjørn@æble.example")
        deliver()
        assert server.taken[0].receivers == ["bjørn@xn--ble-xla.example"]
        assert any(command.endswith("SMTPUTF8") for command in server.commands)


class TestHoldingBack:
    def test_who_withdraws_while_letters_go_out_gets_none(
        self, server: MailServer, settings: Settings
    ) -> None:
        settings.MAIL_CONNECTIONS = 1
        server.manners.pause = 0.02
        queue_many(newsletter(), 20)
        last = Delivery.objects.order_by("pk").last()
        assert last is not None
        assert last.subscription
        with working():
            until(lambda: Delivery.objects.filter(state=State.SENT).exists())
            assert Delivery.objects.get(pk=last.pk).state == State.IN_FLIGHT
            assert actions.stop(subscription=last.subscription) == 1
            until(all_sent)
        assert states() == {"sent": 19, "suppressed": 1}
        assert last.address not in receivers(server)

    def test_a_suppressed_address_gets_nothing(self, server: MailServer) -> None:
        letter = newsletter()
        actions.suppress_address(address="mor@example.org", reason=SuppressionReason.REQUEST)
        queue(letter)
        deliver()
        assert (states(), server.taken) == ({"suppressed": 1}, [])

    def test_withdrawing_and_writing_to_many_wait_for_each_other(self) -> None:
        """Whoever withdraws while a letter to many is written sees that letter and stops it."""
        subscription = queue(newsletter("old")).subscription
        assert subscription
        started, stopped = threading.Event(), threading.Event()

        def write_to_many() -> None:
            with transaction.atomic():
                actions.enqueue_many(
                    letter=newsletter("new"),
                    receivers=Delivery.objects.filter(subscription=subscription).values_list(
                        "address", "address_key", "subscription", "since"
                    ),
                    dedupe_prefix="x",
                )
                started.set()
                assert not stopped.wait(0.3)
            connection.close()

        writer = threading.Thread(target=write_to_many)
        writer.start()
        assert started.wait(5)
        assert actions.stop(subscription=subscription) == 2
        stopped.set()
        writer.join(5)


class TestClearingWhileComposing:
    """The same words written again in the moment their old text is cleared: no empty letter."""

    @pytest.fixture(autouse=True)
    def _old(self, committed: None) -> None:
        newsletter()
        Letter.objects.update(created_at=timezone.now() - timedelta(days=31))

    def written(self) -> bool:
        """Tell whether the one letter there is to send still says something."""
        assert Delivery.objects.count() == 1
        return all(Letter.objects.values_list("subject", "text", "html").get())

    def test_who_composes_first_keeps_the_text(self) -> None:
        composed, cleared = threading.Event(), threading.Event()

        def write() -> None:
            with transaction.atomic():
                letter = newsletter()
                composed.set()
                assert cleared.wait(5)
                queue(letter)
            connection.close()

        writer = threading.Thread(target=write)
        writer.start()
        assert composed.wait(5)
        assert actions.clear_old_bodies() == 0
        cleared.set()
        writer.join(5)
        assert self.written()

    def test_who_read_it_just_before_writes_it_again(self) -> None:
        cleared: list[int] = []

        def clear() -> None:
            cleared.append(actions.clear_old_bodies())
            connection.close()

        def clear_before_the_lock(execute: Any, sql: str, *rest: Any) -> Any:
            if "FOR KEY SHARE" in sql:
                clearer = threading.Thread(target=clear)
                clearer.start()
                clearer.join(5)
            return execute(sql, *rest)

        with connection.execute_wrapper(clear_before_the_lock):
            letter = newsletter()
        assert cleared == [1]
        queue(letter)
        assert self.written()


class TestTrouble:
    def test_two_workers_never_send_twice(self, server: MailServer) -> None:
        queue_many(newsletter(), 300)
        with working(workers=2):
            until(all_sent)
        assert len(receivers(server)) == 300
        assert set(receivers(server).values()) == {1}

    def test_a_connection_lost_before_the_dot_costs_nothing(self, server: MailServer) -> None:
        server.manners.hang_up_at_receiver = lambda address: "person3@" in address
        queue_many(newsletter(), 12)
        with working():
            until(lambda: states() == {"sent": 11, "queued": 1})
        waiting = Delivery.objects.get(state=State.QUEUED)
        assert waiting.attempts == 0
        assert waiting.due_at > timezone.now()
        server.manners.hang_up_at_receiver = lambda address: False
        Delivery.objects.update(due_at=timezone.now())
        deliver()
        assert set(receivers(server).values()) == {1}

    def test_a_connection_lost_after_the_dot_is_tried_again(self, server: MailServer) -> None:
        server.manners.hang_up_after_dot = lambda address: "person3@" in address
        queue_many(newsletter(), 12)
        with working():
            until(lambda: states() == {"sent": 11, "retry": 1})
        assert "twice" in Delivery.objects.get(state=State.RETRY).last_reply

    def test_busy_is_not_failed(self, server: MailServer) -> None:
        server.manners.greeting = "421 too many connections"
        queue_many(newsletter(), 5)
        with working():
            until(lambda: len(server.commands) >= 0 and Heartbeat.objects.exists())
            threading.Event().wait(0.3)
            server.manners.greeting = "220 hello"
            until(all_sent)
        assert states() == {"sent": 5}

    def test_a_server_that_takes_few_connections_is_obeyed(
        self, server: MailServer, settings: Settings
    ) -> None:
        """The default may be more than a server likes: what it refuses costs no letter an attempt."""
        settings.MAIL_CONNECTIONS = 20
        server.manners.most_connections, server.manners.pause = 3, 0.002
        queue_many(newsletter(), 200)
        deliver()
        assert set(receivers(server).values()) == {1}
        assert states() == {"sent": 200}
        assert not Delivery.objects.filter(attempts__gt=0).exists()

    def test_a_server_that_is_away_loses_nothing(self, server: MailServer) -> None:
        server.die()
        queue_many(newsletter(), 40)
        with working():
            until(lambda: Heartbeat.objects.exists())
            threading.Event().wait(0.4)
            assert set(states()) <= {"queued", "in_flight"}
            server.start()
            until(all_sent)
        assert set(receivers(server).values()) == {1}
        assert not Delivery.objects.filter(attempts__gt=0).exists()

    def test_after_an_hour_away_the_server_is_asked_within_a_minute(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        clock = [1000.0]
        monkeypatch.setattr(time, "monotonic", lambda: clock[0])
        back_off, pauses = engine.BackOff(), []
        while clock[0] < 1000 + 3600:
            back_off.failed()
            pauses.append(back_off._until - clock[0])
            clock[0] = back_off._until
        assert max(pauses) <= 60
        assert len(pauses) > 60
        back_off.worked()
        assert not back_off.troubled

    def test_after_an_hour_of_not_now_the_next_attempt_comes_within_another(
        self, server: MailServer
    ) -> None:
        """The ladder 1, 2, 4 … minutes, climbed by moving the clock instead of waiting."""
        server.manners.on_receiver = lambda address: "451 4.3.0 later"
        delivery = queue(newsletter())
        gone = timedelta(0)
        while gone < timedelta(hours=1):
            with working():
                until(lambda: states() == {"retry": 1})
            delivery.refresh_from_db()
            gone += delivery.due_at - timezone.now()
            # The clock moves to the moment at which the letter is due.
            Delivery.objects.update(due_at=timezone.now(), state=State.QUEUED)
        assert timedelta(hours=1) <= gone < timedelta(hours=2.2)
        assert delivery.attempts in {6, 7}
        server.manners.on_receiver = lambda address: None
        deliver()
        assert states() == {"sent": 1}

    def test_a_server_that_dies_half_way(self, server: MailServer) -> None:
        server.manners.pause = 0.005
        queue_many(newsletter(), 60)
        with working():
            until(lambda: len(server.taken) > 10)
            server.die()
            server.start()
            # What was on the wire waits a minute; nobody here wants to.
            until(lambda: Delivery.objects.filter(state=State.SENT).count() >= 54)
            until(lambda: not Delivery.objects.filter(due_at__lte=timezone.now()).waiting())
            Delivery.objects.waiting().update(due_at=timezone.now())
            until(all_sent)
        assert len(receivers(server)) == 60
        assert sum(receivers(server).values()) <= 62

    def test_a_server_that_hangs_up_on_idle_lines_costs_nothing(
        self, server: MailServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The letter after the silence must neither be lost nor wait."""
        monkeypatch.setattr(engine, "_IDLE", 30.0)
        letter = newsletter()
        with working():
            queue(letter)
            until(all_sent)
            server.die()
            server.start()
            queue(letter, "far@example.org")
            until(all_sent, 5)
        assert receivers(server) == {"mor@example.org": 1, "far@example.org": 1}
        assert not Delivery.objects.filter(attempts__gt=0).exists()

    def test_a_letter_for_a_line_that_is_gone_is_put_back(self) -> None:
        class Ledger:
            settled: ClassVar[list[object]] = []

            def settle(self, outcome: object, following: object) -> None:
                self.settled.append(outcome)

        class Gone:
            pipelining = True

            def write(self, data: bytes) -> None:
                raise LineBroken("the server hung up")

        job = conversation.Job(7, 0, "a@b.c", "mor@example.org", b"")
        talk = conversation.Conversation(Gone(), Ledger(), lambda: None, lambda: None)  # type: ignore[arg-type]
        with pytest.raises(LineBroken):
            asyncio.run(talk.run(job))
        (outcome,) = Ledger.settled
        assert (outcome.id, outcome.state) == (7, State.QUEUED)  # type: ignore[attr-defined]

    def test_a_mute_server_is_given_up(self, server: MailServer, settings: Settings) -> None:
        settings.MAIL_TRANSPORT = f"smtp://127.0.0.1:{server.port}?timeout=0.2"
        server.manners.mute = True
        queue(newsletter())
        with working():
            until(lambda: Heartbeat.objects.exists())
            threading.Event().wait(0.5)
            server.manners.mute = False
            until(all_sent)
        assert states() == {"sent": 1}

    def test_the_database_hangs_up(self, server: MailServer) -> None:
        server.manners.pause = 0.002
        queue_many(newsletter(), 300)
        with working():
            for goal in (50, 120, 200):
                until(lambda goal=goal: len(server.taken) > goal)  # type: ignore[misc]
                with connection.cursor() as cursor:
                    cursor.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE application_name LIKE 'samspil-outbox%'"
                        " AND datname = current_database()"
                    )
            until(all_sent)
        assert len(receivers(server)) == 300
        assert set(receivers(server).values()) == {1}

    def test_a_field_key_that_is_missing_keeps_letters_waiting(
        self, server: MailServer, settings: Settings
    ) -> None:
        letter = newsletter()
        queue(letter)
        Delivery.objects.update(address="")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE outbox_delivery SET address = 'gAAAAnonsense'")
        with working():
            until(lambda: states() == {"queued": 1} and bool(_replies()[0]))
        assert "key" in _replies()[0]

    def test_stopping_finishes_what_is_under_way(self, server: MailServer) -> None:
        server.manners.pause = 0.05
        queue_many(newsletter(), 60)
        with working():
            until(lambda: len(server.taken) > 3)
        assert states()["sent"] == len(server.taken)
        assert set(states()) == {"sent", "queued"}


def _replies() -> list[str]:
    return list(Delivery.objects.values_list("last_reply", flat=True))


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Make a certificate for 127.0.0.1 that only those believe who are told to."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
        )
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / "certificate.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, file


class TestTls:
    def test_the_connection_turns_secret_and_logs_in(
        self, server: MailServer, settings: Settings, tmp_path: Path
    ) -> None:
        server.manners.tls, file = certificate(tmp_path)
        server.manners.extensions = ("PIPELINING", "STARTTLS", "AUTH PLAIN LOGIN")
        settings.MAIL_TRANSPORT = (
            f"smtp://me:p%40ss@localhost:{server.port}?tls=required&ca={file}&timeout=5"
        )
        queue(newsletter())
        deliver()
        assert len(server.taken) == 1
        assert "STARTTLS" in server.commands
        assert "AUTH PLAIN AG1lAHBAc3M=" in server.commands

    def test_log_in_step_by_step(self, server: MailServer, settings: Settings) -> None:
        server.manners.extensions = ("AUTH LOGIN",)
        settings.MAIL_TRANSPORT = f"smtp://me:secret@127.0.0.1:{server.port}?timeout=5"
        queue(newsletter())
        deliver()
        assert "AUTH LOGIN" in server.commands

    @pytest.mark.parametrize("tls", ["required", "offered"])
    def test_a_stranger_is_not_trusted(
        self, server: MailServer, settings: Settings, tmp_path: Path, tls: str
    ) -> None:
        server.manners.tls, _ = certificate(tmp_path)
        server.manners.extensions = ("STARTTLS",)
        settings.MAIL_TRANSPORT = f"smtp://localhost:{server.port}?tls={tls}&timeout=5"
        queue(newsletter())
        with working():
            until(lambda: "STARTTLS" in server.commands)
            if tls == "offered":
                until(all_sent)
        assert len(server.taken) == (tls == "offered")

    def test_no_tls_where_it_is_required_means_no_letter(
        self, server: MailServer, settings: Settings
    ) -> None:
        settings.MAIL_TRANSPORT = f"smtp://127.0.0.1:{server.port}?tls=required&timeout=5"
        queue(newsletter())
        with working():
            until(lambda: len(server.commands) > 1)
        assert (states(), server.taken) == ({"queued": 1}, [])


class TestInbox:
    @pytest.fixture(autouse=True)
    def _inbox(self, settings: Settings) -> None:
        settings.MAIL_TRANSPORT = "inbox:"

    def test_letters_lie_in_the_inbox(self) -> None:
        delivery = queue(
            newsletter(text=f"Kode {slot('code')}", slots=["code"]), fields={"code": "7"}
        )
        deliver()
        letter = InboxLetter.objects.get()
        assert delivery.subscription
        token = seal("subscription", delivery.subscription)
        assert (letter.text, letter.address) == ("Kode 7", "mor@example.org")
        assert letter.address_key == address_key("mor@example.org")
        assert letter.headers["List-Unsubscribe"] == f"<https://samspil.example/farvel/{token}/>"
        assert states() == {"sent": 1}

    def test_the_oldest_make_room(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("samspil.base.outbox.deliver.ledger.INBOX_SIZE", 5)
        queue_many(newsletter(), 70)
        deliver()
        assert InboxLetter.objects.count() == 5
        assert states() == {"sent": 70}


def test_a_reply_keeps_no_address() -> None:
    job = conversation.Job(1, 0, "a@b.c", "Karen.Blixen@example.org", b"")
    reply = Reply(550, "5.1.1 <karen.blixen@example.org> karen.blixen unknown\r\næ\x00")
    text = conversation.without_address(reply, job.address)
    assert "blixen" not in text.lower()
    assert text.isprintable()


def test_nobody_listening_is_a_broken_line() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = transport.MailServer("127.0.0.1", port)
    with pytest.raises(LineBroken):
        asyncio.run(Connection.open(server))
