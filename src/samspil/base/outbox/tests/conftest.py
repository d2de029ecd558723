"""Letters, a mail server and a worker for the tests of the outbox."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker, Settings

from samspil.base.outbox import actions
from samspil.base.outbox.deliver import engine
from samspil.base.outbox.letters import slot
from samspil.base.outbox.models import Delivery, Heartbeat, InboxLetter, Letter, Suppression
from samspil.base.outbox.tests.mail_server import MailServer

SINCE = date(2023, 5, 4)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Write for everybody to see, and delete the room's rows afterwards.

    A worker has connections of its own; emptying all tables of the house after each test, as
    `transaction=True` does, takes longer than the tests.
    """
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            for model in (Delivery, Letter, Suppression, Heartbeat, InboxLetter):
                model._default_manager.all().delete()


@pytest.fixture
def server(settings: Settings) -> Iterator[MailServer]:
    """A mail server the outbox delivers to."""
    mail_server = MailServer()
    mail_server.start()
    settings.MAIL_TRANSPORT = f"smtp://127.0.0.1:{mail_server.port}?timeout=5"
    settings.MAIL_CONNECTIONS = 2
    settings.MAIL_FROM = "Samspil <samspil@kommune.example>"
    yield mail_server
    mail_server.die()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten all waiting of the worker."""
    for name, seconds in {
        "_POLL": 0.1,
        "_BEAT": 0.2,
        "_IDLE": 0.3,
        "_LONGEST_BACK_OFF": 0.1,
    }.items():
        monkeypatch.setattr(engine, name, seconds)
    monkeypatch.setattr("samspil.base.outbox.deliver.ledger._RETRY_DATABASE", 0.05)


def newsletter(key: str = "article:1", **changes: Any) -> Letter:
    """Compose a letter to a list."""
    content: dict[str, Any] = {
        "kind": "news-article",
        "language": "da",
        "subject": "Nyt fra kommunen",
        "text": f"Hej\n\nDu skrev dig op {slot('since')}.",
        "html": f"<p>Du skrev dig op {slot('since')}.</p>",
        "withdraw_url": "https://samspil.example/farvel/{seal}/",
    }
    return actions.compose(key=key, **content | changes)


def queue(letter: Letter, address: str = "mor@example.org", **changes: Any) -> Delivery:
    """Enqueue a letter to one receiver under a key of its own."""
    values: dict[str, Any] = {
        "dedupe_key": str(uuid4()),
        "subscription": uuid4(),
        "since": SINCE,
    }
    delivery = actions.enqueue(letter=letter, address=address, **values | changes)
    assert delivery is not None
    return delivery


def queue_many(letter: Letter, count: int) -> list[UUID]:
    """Enqueue a letter to person0@…, person1@… in one go; return the keys."""
    deliveries = [
        Delivery(
            letter=letter,
            address=f"person{number}@example.org",
            address_key=uuid4(),
            subscription=uuid4(),
            since=SINCE,
            dedupe_key=uuid4(),
        )
        for number in range(count)
    ]
    Delivery.objects.bulk_create(deliveries)
    return [delivery.dedupe_key for delivery in deliveries]


@contextmanager
def working(workers: int = 1) -> Iterator[None]:
    """Run workers in a thread while the block runs."""
    stops: list[asyncio.Event] = []
    loops: list[asyncio.AbstractEventLoop] = []
    failures: list[BaseException] = []
    ready = threading.Event()

    async def run() -> None:
        loops.append(asyncio.get_running_loop())
        stops.extend(asyncio.Event() for _ in range(workers))
        ready.set()
        await asyncio.gather(*(engine.deliver_forever(stop) for stop in stops))

    def thread() -> None:
        try:
            asyncio.run(run())
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    runner = threading.Thread(target=thread)
    runner.start()
    assert ready.wait(5)
    try:
        yield
    finally:
        for stop in stops:
            loops[0].call_soon_threadsafe(stop.set)
        runner.join(15)
        assert not runner.is_alive()
    assert not failures, failures


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until something is true."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It did not come true in time."
        time.sleep(0.02)


def states() -> dict[str, int]:
    """Count deliveries by state."""
    counts: dict[str, int] = {}
    for state in Delivery.objects.values_list("state", flat=True):
        counts[state] = counts.get(state, 0) + 1
    return counts


def all_sent() -> bool:
    """Tell whether nothing is waiting or on its way."""
    return not Delivery.objects.exclude(state__in=["sent", "failed", "suppressed"]).exists()
