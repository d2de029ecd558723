"""Runs the worker: claims, connections, back-off when nobody answers, a clean end."""

import asyncio
import logging
import random
import time
from contextlib import suppress

from django.conf import settings

from samspil.base.outbox.deliver.conversation import Conversation, Job
from samspil.base.outbox.deliver.inbox import put_into_inbox
from samspil.base.outbox.deliver.ledger import Ledger
from samspil.base.outbox.deliver.pool import Pool, Ready
from samspil.base.outbox.deliver.smtp import Connection, LineBroken
from samspil.base.outbox.deliver.transport import MailServer, mail_server

log = logging.getLogger(__name__)
_PER_CONNECTION = 25
_POLL = 5.0
_BEAT = 3.0
_IDLE = 5.0
_INBOX_BATCH = 50
_TIME_TO_FINISH = 7.0
_TIME_TO_RESIGN = 2.0
_LONGEST_BACK_OFF = 60.0


async def deliver_forever(stop: asyncio.Event) -> None:
    """Deliver what is due until `stop` is set; returns within ten seconds after that.

    Several may run at once, here or on other machines. Needs a direct connection to the database
    (LISTEN); through a transaction pooler it falls back to asking every few seconds.
    """
    await Worker(mail_server(settings.MAIL_TRANSPORT), settings.MAIL_CONNECTIONS).run(stop)


class BackOff:
    """Growing pauses while something does not work: 1, 2, 4 … 60 seconds."""

    def __init__(self) -> None:
        self._failures = 0
        self._until = 0.0
        self._changed = asyncio.Event()

    @property
    def troubled(self) -> bool:
        return self._failures > 0

    def failed(self) -> None:
        """Begin the next pause; failures during a pause count as one."""
        now = time.monotonic()
        if now >= self._until:
            self._until = now + min(2.0**self._failures, _LONGEST_BACK_OFF) * random.uniform(0.5, 1)  # noqa: S311
            self._failures = min(self._failures + 1, 10)
        self._changed.set()

    def worked(self) -> None:
        """Forget the failures."""
        if self.troubled:
            self._failures = 0
            self._until = 0.0
            self._changed.set()

    async def wait(self) -> None:
        """Wait until the pause is over."""
        while (pause := self._until - time.monotonic()) > 0:
            await asyncio.sleep(pause)

    async def news(self) -> None:
        """Wait until it works or fails, a moment at most."""
        self._changed.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(_POLL):
                await self._changed.wait()


type _Task = asyncio.Task[None]


class Worker:
    """One delivering process."""

    def __init__(self, server: MailServer | None, connections: int) -> None:
        self._server = server
        self._connections = connections if server else 1
        self._ledger = Ledger()
        self._pool = Pool(self._ledger, _PER_CONNECTION * max(connections, 1))
        self._server_gone = BackOff()
        self._talking = 0
        self._wake = asyncio.Event()
        self._stopping = asyncio.Event()

        self._alive = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until `stop` is set."""
        try:
            async with asyncio.TaskGroup() as group:
                start = group.create_task
                writing = start(self._ledger.write_outcomes())
                others = [
                    start(self._ledger.listen(self._wake.set)),
                    start(self._beat()),
                    start(self._claim()),
                ]
                carry = self._carry if self._server else self._carry_to_inbox
                carriers = [start(carry()) for _ in range(self._connections)]
                await stop.wait()
                await self._finish(others, carriers)
                writing.cancel()
        finally:
            await self._resign()

    async def _finish(self, others: list[_Task], carriers: list[_Task]) -> None:
        """Let the letters under way arrive; put back the others."""
        self._stopping.set()
        for task in others:
            task.cancel()
        self._pool.close()
        _, late = await asyncio.wait(carriers, timeout=_TIME_TO_FINISH)
        for task in late:
            task.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(_TIME_TO_RESIGN):
                await self._ledger.settle(None, None)

    async def _resign(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_TIME_TO_RESIGN):
                await self._ledger.resign()
        await self._ledger.close()

    async def _beat(self) -> None:
        while True:
            await self._ledger.beat()
            self._alive.set()
            await asyncio.sleep(_BEAT)

    async def _claim(self) -> None:
        """Keep the pool filled while the mail server answers."""
        await self._alive.wait()
        while True:
            await self._server_gone.wait()
            await self._pool.run_low()
            self._wake.clear()
            # After trouble a single letter finds out whether the server is back.
            probing = self._server_gone.troubled
            wanted = 1 if probing else self._pool.chunk
            if await self._pool.fill(wanted) < wanted:
                await self._rest()
            elif probing:
                await self._server_gone.news()

    async def _rest(self) -> None:
        """Wait until somebody enqueues a letter, one falls due, or a moment has passed."""
        due = await self._ledger.seconds_until_next()
        pause = _POLL if due is None else min(max(due, 0.05), _POLL)
        with suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await self._wake.wait()

    async def _carry(self) -> None:
        """Be one connection: open it when there is a letter, close it when there are none."""
        back_off = BackOff()
        while (ready := await self._pool.wait()) is not None:
            try:
                await self._serve(ready, back_off)
            except LineBroken as trouble:
                log.warning("A connection to the mail server broke: %s", trouble)
                back_off.failed()
                if self._talking:
                    await self._unless_stopping(back_off)
                else:
                    self._server_gone.failed()
                    self._pool.empty()

    async def _unless_stopping(self, back_off: BackOff) -> None:
        waits = [
            asyncio.ensure_future(back_off.wait()),
            asyncio.ensure_future(self._stopping.wait()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _serve(self, first: Ready, back_off: BackOff) -> None:
        """Open a connection, deliver until there is nothing for a while, say goodbye."""
        assert self._server is not None  # noqa: S101
        try:
            line = await Connection.open(self._server)
        except BaseException:
            self._pool.give_back(first.claimed)
            raise
        self._talking += 1
        try:
            ready: Ready | None = first
            while ready is not None:
                await self._converse(line, ready, back_off)
                if not line.alive:
                    return
                ready = await self._pool.wait(at_most=_IDLE)
                if ready is not None and not line.alive:
                    # The server hung up while nothing was said: another line takes the letter.
                    self._pool.give_back(ready.claimed)
                    return
            await line.quit()
        finally:
            self._talking -= 1
            line.abort()

    async def _converse(self, line: Connection, ready: Ready, back_off: BackOff) -> None:
        def works() -> None:
            back_off.worked()
            self._server_gone.worked()

        def take() -> Job | None:
            while (letter := self._pool.take()) is not None:
                job = self._pool.as_job(letter, smtputf8=line.smtputf8)
                if job is not None:
                    return job
            return None

        first = self._pool.as_job(ready, smtputf8=line.smtputf8)
        if first is not None:
            await Conversation(line, self._ledger, take, works).run(first)

    async def _carry_to_inbox(self) -> None:
        while (ready := await self._pool.wait()) is not None:
            batch = [ready]
            while len(batch) < _INBOX_BATCH and (more := self._pool.take()) is not None:
                batch.append(more)
            await put_into_inbox(self._ledger, self._pool, batch)
