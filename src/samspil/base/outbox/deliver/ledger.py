"""The ledger as the worker uses it: claims, outcomes in shared commits, heartbeat."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import connection
from psycopg.rows import TupleRow

from samspil.base.outbox.actions import RELEASE_STUCK, release_parameters
from samspil.base.outbox.deliver.mime import Content
from samspil.base.outbox.terms import BOUNCES_UNTIL_SUPPRESSED, INBOX_SIZE, WAKE_CHANNEL, State
from samspil.kit.encryption import decrypt

log = logging.getLogger(__name__)
_RETRY_DATABASE = 1.0

# Statements run by primary key or by the claims index, thousands of times alike: they are planned
# once, and what the planner believes about a table that was empty a moment ago must not talk it
# into reading all of it.
_OPTIONS = " ".join(
    f"-c {setting}"
    for setting in (
        "enable_seqscan=off",
        "enable_hashjoin=off",
        "enable_mergejoin=off",
        "plan_cache_mode=force_generic_plan",
        "jit=off",
    )
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery as it lies in the ledger, still encrypted."""

    id: int
    letter_id: int
    address: str
    subscription: UUID | None
    since: date | None
    fields: str | None
    dedupe_key: UUID
    attempts: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a delivery."""

    id: int
    state: State
    reply: str = ""
    pause: float = 0.0  # seconds
    attempts: int = 0
    bounced: bool = False

    def row(self) -> dict[str, object]:
        """Return it in the form in which the ledger reads it."""
        return {
            "id": self.id,
            "state": self.state,
            "pause": self.pause,
            "attempts": self.attempts,
            "reply": self.reply,
            "bounced": self.bounced,
        }


_CLAIM = """
WITH due AS (
    SELECT id FROM outbox_delivery
    WHERE state IN ('queued', 'retry') AND due_at <= now()
    ORDER BY priority, due_at LIMIT %s FOR UPDATE SKIP LOCKED
)
UPDATE outbox_delivery AS delivery
SET claimed_at = now(), claimed_by = %s, state = CASE WHEN EXISTS (
        SELECT FROM outbox_suppression AS suppression
        WHERE suppression.address_key = delivery.address_key
          AND (suppression.until IS NULL OR suppression.until > now()))
    THEN 'suppressed' ELSE 'in_flight' END
FROM due WHERE delivery.id = due.id
RETURNING delivery.id, letter_id, address, subscription, since, fields, dedupe_key, attempts,
          priority, state
"""

# Writes down what became of the last letters, and in the same breath tells which of the next ones
# may still go. A letter that was sent is written down as sent whatever has happened to its row.
# IS NOT DISTINCT FROM keeps the planner from looking at everything this worker has claimed.
_SETTLE = """
WITH outcome AS (
    SELECT * FROM json_to_recordset(%(outcomes)s) AS o (
        id bigint, state text, pause float8, attempts int2, reply text, bounced bool)
), settled AS (
    UPDATE outbox_delivery AS delivery
    SET state = CASE WHEN delivery.state = 'suppressed' AND outcome.state <> 'sent'
                     THEN 'suppressed' ELSE outcome.state END,
        attempts = delivery.attempts + outcome.attempts,
        due_at = CASE WHEN outcome.pause > 0 THEN now() + outcome.pause * interval '1 second'
                      ELSE delivery.due_at END,
        sent_at = CASE WHEN outcome.state = 'sent' THEN now() END,
        last_reply = outcome.reply, bounced = outcome.bounced, claimed_by = NULL
    FROM outcome
    WHERE delivery.id = outcome.id AND delivery.state <> 'sent'
      AND (delivery.claimed_by = %(worker)s OR outcome.state = 'sent')
)
SELECT id FROM outbox_delivery
WHERE id = ANY(%(next)s::bigint[])
  AND state IS NOT DISTINCT FROM 'in_flight' AND claimed_by IS NOT DISTINCT FROM %(worker)s
"""

# Only what came back since the last letter that arrived, and since a suppression was lifted.
_SUPPRESS_BOUNCING = """
WITH bouncing AS (
    SELECT delivery.address_key, count(DISTINCT delivery.letter_id) AS bounces
    FROM outbox_delivery AS delivery
    LEFT JOIN outbox_suppression AS lifted ON lifted.address_key = delivery.address_key
    WHERE delivery.bounced
      AND delivery.address_key IN (SELECT address_key FROM outbox_delivery WHERE id = ANY(%(ids)s))
      AND delivery.claimed_at > coalesce(lifted.until, '-infinity')
      AND delivery.claimed_at > coalesce((
            SELECT max(sent_at) FROM outbox_delivery AS arrived
            WHERE arrived.address_key = delivery.address_key), '-infinity')
    GROUP BY delivery.address_key HAVING count(DISTINCT delivery.letter_id) >= %(enough)s
), suppressed AS (
    INSERT INTO outbox_suppression AS s (address_key, reason, bounces, since)
    SELECT address_key, 'bounces', bounces, now() FROM bouncing
    ON CONFLICT (address_key) DO UPDATE
    SET reason = 'bounces', bounces = excluded.bounces, since = now(), until = NULL
    WHERE s.until <= now()
)
UPDATE outbox_delivery AS waiting SET state = 'suppressed' FROM bouncing
WHERE waiting.address_key = bouncing.address_key AND waiting.state IN ('queued', 'retry')
"""

_BEAT = """
INSERT INTO outbox_heartbeat (worker) VALUES (%s)
ON CONFLICT (worker) DO UPDATE SET seen_at = now()
"""
_NEXT_DUE = """
SELECT extract(epoch FROM min(due_at) - now())::float8 FROM outbox_delivery
WHERE state IN ('queued', 'retry')
"""
_LETTERS = """
SELECT id, kind, language, subject, text, html, withdraw_url, content_key
FROM outbox_letter WHERE id = ANY(%s)
"""

_INTO_INBOX = """
INSERT INTO outbox_inboxletter (dedupe_key, address, address_key, subject, text, html, headers)
VALUES (%(dedupe_key)s, %(address)s, %(address_key)s, %(subject)s, %(text)s, %(html)s, %(headers)s)
ON CONFLICT (dedupe_key) DO NOTHING
"""
_TRIM_INBOX = """
DELETE FROM outbox_inboxletter WHERE id <= (
    SELECT id FROM outbox_inboxletter ORDER BY id DESC OFFSET %s LIMIT 1)
"""

# Claimed in a statement whose answer was lost with the connection: nobody here knows of them.
_PUT_BACK_UNKNOWN = """
UPDATE outbox_delivery SET state = 'queued', claimed_by = NULL
WHERE state = 'in_flight' AND claimed_by = %s AND id <> ALL(%s)
"""

type _Waiting = tuple[Outcome | None, int | None, asyncio.Future[bool]]


class Ledger:
    """The worker's own connections to the database; every call waits until the database answers."""

    def __init__(self) -> None:
        self.worker = uuid4()
        self._claims = _Line(self.worker)
        self._outcomes = _Line(self.worker)
        self._listening = _Line(self.worker)
        self._waiting: list[_Waiting] = []
        self._something = asyncio.Event()
        self._held: set[int] = set()

    async def claim(self, count: int) -> list[Claimed]:
        """Take up to `count` due letters out of the queue, the most urgent first."""

        async def take(c: psycopg.AsyncConnection[TupleRow]) -> list[TupleRow]:
            rows = [
                row
                for row in await _fetch(c, _CLAIM, [count, self.worker])
                if row[9] == State.IN_FLIGHT
            ]
            self._held.update(row[0] for row in rows)
            return sorted(rows, key=lambda row: (row[8], row[0]))

        return [Claimed(*row[:8]) for row in await self._claims.run(take)]

    async def letters(self, ids: Sequence[int]) -> dict[int, Content]:
        """Return the letters with these ids."""
        rows = await self._claims.run(lambda c: _fetch(c, _LETTERS, [list(ids)]))
        return {
            row[0]: Content(
                row[1], row[2], decrypt(row[3]), decrypt(row[4]), decrypt(row[5]), row[6], row[7]
            )
            for row in rows
        }

    def settle(self, outcome: Outcome | None, following: int | None) -> asyncio.Future[bool]:
        """Write down an outcome, and ask whether the following letter may still go.

        The outcome is kept until it is committed, however long the database is away. The future's
        result tells about the following letter.
        """
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((outcome, following, future))
        self._something.set()
        return future

    async def write_outcomes(self) -> None:
        """Commit outcomes as they come, all that wait at once; runs until cancelled."""
        while True:
            await self._something.wait()
            self._something.clear()
            batch, self._waiting = self._waiting, []
            outcomes = [outcome for outcome, _, _ in batch if outcome is not None]
            following = [letter for _, letter, _ in batch if letter is not None]
            allowed = await self._outcomes.run(lambda c: self._settle(c, outcomes, following))  # noqa: B023
            self._held.difference_update(outcome.id for outcome in outcomes)
            for _, letter, future in batch:
                if not future.done():
                    future.set_result(letter in allowed)

    async def beat(self) -> None:
        """Tell that this worker lives, and take back what dead ones had claimed."""
        await self._claims.run(lambda c: _run(c, _BEAT, [self.worker]))
        await self._claims.run(
            lambda c: _run(c, _PUT_BACK_UNKNOWN, [self.worker, list(self._held)])
        )
        await self._claims.run(lambda c: _run(c, RELEASE_STUCK, release_parameters()))

    async def resign(self) -> None:
        """Put back what is still claimed and take this worker off the list of the living."""
        await self._claims.run(lambda c: _run(c, _PUT_BACK_UNKNOWN, [self.worker, []]))
        await self._claims.run(
            lambda c: _run(c, "DELETE FROM outbox_heartbeat WHERE worker = %s", [self.worker])
        )

    async def seconds_until_next(self) -> float | None:
        """Return when the next waiting letter is due, or None when none waits."""
        rows = await self._claims.run(lambda c: _fetch(c, _NEXT_DUE, []))
        return None if rows[0][0] is None else float(rows[0][0])

    async def listen(self, wake: Callable[[], None]) -> None:
        """Call `wake` whenever somebody enqueued something; runs until cancelled."""

        async def wait(c: psycopg.AsyncConnection[TupleRow]) -> None:
            await c.execute(f"LISTEN {WAKE_CHANNEL}")
            wake()
            async for _ in c.notifies():
                wake()

        while True:
            await self._listening.run(wait)

    async def put_into_inbox(self, rows: Sequence[dict[str, object]]) -> None:
        """Store letters for the inbox page and let go of the oldest; twice is the same as once."""

        async def store(c: psycopg.AsyncConnection[TupleRow]) -> None:
            async with c.transaction(), c.cursor() as cursor:
                await cursor.executemany(_INTO_INBOX, rows)
                await cursor.execute(_TRIM_INBOX, [INBOX_SIZE])

        await self._claims.run(store)

    async def close(self) -> None:
        for line in (self._claims, self._outcomes, self._listening):
            await line.close()

    async def _settle(
        self,
        c: psycopg.AsyncConnection[TupleRow],
        outcomes: list[Outcome],
        following: list[int],
    ) -> set[int]:
        rows = await _fetch(
            c,
            _SETTLE,
            {
                "outcomes": json.dumps([outcome.row() for outcome in outcomes]),
                "next": f"{{{','.join(map(str, following))}}}",
                "worker": self.worker,
            },
        )
        bounced = [outcome.id for outcome in outcomes if outcome.bounced]
        if bounced:
            await _run(c, _SUPPRESS_BOUNCING, {"ids": bounced, "enough": BOUNCES_UNTIL_SUPPRESSED})
        return {row[0] for row in rows}


async def _fetch(c: psycopg.AsyncConnection[TupleRow], sql: str, values: Any) -> list[TupleRow]:
    cursor = c.cursor(binary=True)
    await cursor.execute(sql, values)
    return await cursor.fetchall()


async def _run(c: psycopg.AsyncConnection[TupleRow], sql: str, values: Any) -> None:
    await c.execute(sql, values)


class _Line:
    """A database connection that comes back: what is asked of it is asked again until answered."""

    def __init__(self, worker: UUID) -> None:
        self._name = f"samspil-outbox {str(worker)[:8]}"
        self._connection: psycopg.AsyncConnection[TupleRow] | None = None
        self._turn = asyncio.Lock()

    async def run[T](self, work: Callable[[psycopg.AsyncConnection[TupleRow]], Awaitable[T]]) -> T:
        async with self._turn:
            while True:
                try:
                    return await work(await self._open())
                except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                    log.warning("The outbox waits for the database: %s", type(error).__name__)
                    await self.close()
                    await asyncio.sleep(_RETRY_DATABASE)

    async def _open(self) -> psycopg.AsyncConnection[TupleRow]:
        if self._connection is None or self._connection.closed:
            self._connection = await psycopg.AsyncConnection.connect(
                **_parameters(), application_name=self._name, autocommit=True, connect_timeout=10
            )
        return self._connection

    async def close(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                await self._connection.close()
            self._connection = None


def _parameters() -> dict[str, Any]:
    """Return Django's own database settings in psycopg's words."""
    settings = connection.settings_dict
    names = {
        "dbname": "NAME",
        "user": "USER",
        "password": "PASSWORD",
        "host": "HOST",
        "port": "PORT",
    }
    ours = {word: settings[name] for word, name in names.items() if settings[name]}
    known = {
        word: value
        for word, value in settings["OPTIONS"].items()
        if word.startswith(("ssl", "target_session", "hostaddr", "passfile", "service"))
    }
    return {**known, **ours, "options": _OPTIONS}
