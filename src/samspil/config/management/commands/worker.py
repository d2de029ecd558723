"""`manage worker`: delivers letters and does what happens by itself."""

import asyncio
import logging
import signal
from contextlib import suppress
from typing import Any, cast

import psycopg
from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException

from samspil.base.outbox.deliver.engine import deliver_forever

JOBS_AT_ONCE = 2
RETRY_DATABASE = 2.0
log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Delivers letters and runs what happens by itself, until stopped (Ctrl-C or SIGTERM)."

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(_work())


async def _work() -> None:
    """Run both loops; when one ends or fails, the other is stopped too."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signum in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signum, stop.set)
    async with asyncio.TaskGroup() as group:
        group.create_task(_until(stop, deliver_forever(stop)))
        group.create_task(_until(stop, _run_jobs(stop)))


async def _until(stop: asyncio.Event, loop: Any) -> None:
    try:
        await loop
    finally:
        stop.set()


async def _run_jobs(stop: asyncio.Event) -> None:
    """Run what happens by itself; while the database is gone, begin again until it is back."""
    while not stop.is_set():
        try:
            await _run_jobs_once(stop)
        except (ConnectorException, psycopg.OperationalError) as error:
            log.warning("Jobs wait for the database: %s", type(error).__name__)
        with suppress(TimeoutError):
            async with asyncio.timeout(RETRY_DATABASE):
                await stop.wait()


async def _run_jobs_once(stop: asyncio.Event) -> None:
    """Run jobs until `stop` is set or procrastinate gives up, as it does without a database."""
    connector = cast("DjangoConnector", app.connector).get_worker_connector()
    with app.replace_connector(connector) as worker_app:
        async with worker_app.open_async():
            jobs = asyncio.create_task(
                worker_app.run_worker_async(
                    concurrency=JOBS_AT_ONCE,
                    install_signal_handlers=False,
                    delete_jobs="successful",
                    shutdown_graceful_timeout=8,
                )
            )
            stopping = asyncio.create_task(stop.wait())
            try:
                await asyncio.wait({jobs, stopping}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                jobs.cancel()
                stopping.cancel()
                await asyncio.gather(jobs, stopping, return_exceptions=True)
            if not jobs.cancelled() and (error := jobs.exception()) is not None:
                raise error
