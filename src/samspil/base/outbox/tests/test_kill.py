"""Workers killed without warning (kill -9) while letters go out."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from samspil.base.outbox import actions
from samspil.base.outbox.models import Delivery, Heartbeat
from samspil.base.outbox.terms import State
from samspil.base.outbox.tests.conftest import all_sent, newsletter, queue_many, until
from samspil.base.outbox.tests.mail_server import MailServer

LETTERS = 2000
KILLS = 2
CONNECTIONS = 4

# The worker in a process of its own, on the database of the tests.
WORKER = """
import asyncio, signal, sys
import django
django.setup()
from django.conf import settings
from django.db import connection
from samspil.base.outbox.deliver.engine import deliver_forever
connection.settings_dict.update(NAME=sys.argv[1], USER=sys.argv[2], PASSWORD=sys.argv[3])
settings.MAIL_TRANSPORT, settings.MAIL_CONNECTIONS = sys.argv[4], int(sys.argv[5])
async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await deliver_forever(stop)
asyncio.run(main())
"""


def start_worker(server: MailServer) -> subprocess.Popen[bytes]:
    database = connection.settings_dict
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            WORKER,
            str(database["NAME"]),
            str(database["USER"]),
            str(database["PASSWORD"]),
            f"smtp://127.0.0.1:{server.port}?tls=off",
            str(CONNECTIONS),
        ],
        env=os.environ,
    )


@pytest.mark.usefixtures("committed")
def test_a_killed_worker_loses_nothing_and_doubles_one_letter_per_connection(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "RESTART_GRACE", timedelta(0))
    keys = queue_many(newsletter(), LETTERS)
    for kill in range(KILLS):
        worker = start_worker(server)
        goal = LETTERS * (kill + 1) // (KILLS + 2)
        until(lambda goal=goal: len(server.taken) > goal, 60)  # type: ignore[misc]
        time.sleep(random.uniform(0, 0.05))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        # Nobody wants to wait until the dead one has been silent long enough.
        until(lambda: not _sessions())
        Heartbeat.objects.all().delete()
        actions.release_stuck()
        assert not Delivery.objects.filter(state=State.IN_FLIGHT).exists()
    worker = start_worker(server)
    until(all_sent, 60)
    worker.terminate()
    assert worker.wait(10) == 0
    arrived = Counter(str(taken.mail["Message-ID"])[1:33] for taken in server.taken)
    assert set(arrived) == {key.hex for key in keys}
    assert sum(arrived.values()) - LETTERS <= KILLS * CONNECTIONS
    assert Delivery.objects.filter(state=State.SENT).count() == LETTERS


def _sessions() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'samspil-outbox%'"
            " AND datname = current_database()"
        )
        return int(cursor.fetchone()[0])
