"""`manage deliver`: runs the worker that delivers letters."""

import asyncio
import signal
from typing import Any

from django.core.management.base import BaseCommand

from samspil.base.outbox.deliver.engine import deliver_forever


class Command(BaseCommand):
    help = "Delivers the letters in the outbox until stopped (Ctrl-C or SIGTERM)."

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(_until_told_to_stop())


async def _until_told_to_stop() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signum in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signum, stop.set)
    await deliver_forever(stop)
