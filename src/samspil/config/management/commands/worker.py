"""`manage worker`: delivers letters and does what happens by itself."""

import asyncio
import signal
from typing import Any, cast

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from samspil.base.outbox.deliver.engine import deliver_forever

JOBS_AT_ONCE = 2


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
            await asyncio.wait({jobs, stopping}, return_when=asyncio.FIRST_COMPLETED)
            jobs.cancel()
            await asyncio.gather(jobs, return_exceptions=True)
