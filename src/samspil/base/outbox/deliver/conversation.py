"""The order of things on one connection, and what a server's answers mean for a letter."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from samspil.base.outbox.deliver.ledger import Ledger, Outcome
from samspil.base.outbox.deliver.smtp import LineBroken, Reply
from samspil.base.outbox.terms import (
    ATTEMPTS,
    BROKEN_LINE_PAUSE,
    REPLY_LENGTH,
    State,
    pause_after,
)

_START_MAIL = 354
_ANY_ADDRESS = re.compile(r"[^\s<>]*@[^\s<>]*")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]+")
# Refusals for good that say nothing about the address: our system, the letter, a policy.
_NOT_ABOUT_THE_ADDRESS = re.compile(r"5\.[3567]\.")


@dataclass(slots=True)
class Job:
    """A letter ready to go."""

    id: int
    attempts: int
    sender: str
    address: str
    mail: bytes
    handed_over: bool = False

    def commands(self) -> tuple[bytes, bytes, bytes]:
        """Return the commands that come before the mail itself."""
        utf8 = "" if self.address.isascii() else " SMTPUTF8"
        return (
            f"MAIL FROM:<{self.sender}>{utf8}\r\n".encode(),
            f"RCPT TO:<{self.address}>\r\n".encode(),
            b"DATA\r\n",
        )


class Line(Protocol):
    """What a conversation needs of a connection."""

    pipelining: bool

    def write(self, data: bytes) -> None: ...
    async def reply(self) -> Reply: ...
    async def reply_after_dot(self) -> Reply: ...
    def abort(self) -> None: ...


def without_address(reply: Reply, address: str) -> str:
    """Return a reply as it may be kept: on one line, no address in it."""
    text = _UNPRINTABLE.sub(" ", str(reply))
    local = address.rpartition("@")[0].lower()
    if "@" in text or local in text.lower():
        text = re.sub(re.escape(local), "*", _ANY_ADDRESS.sub("*", text), flags=re.IGNORECASE)
    return text[:REPLY_LENGTH]


def outcome_of(job: Job, reply: Reply, *, about_letter: bool = True) -> Outcome:
    """Return what a reply means for a letter.

    Args:
        job: the letter.
        reply: to RCPT or to the final dot.
        about_letter: false for replies to MAIL and DATA: they speak of us or the server, so
            that even a refusal for good is tried again.
    """
    if reply.ok:
        return Outcome(job.id, State.SENT, without_address(reply, job.address))
    text = without_address(reply, job.address)
    if reply.for_good and about_letter:
        bounced = not _NOT_ABOUT_THE_ADDRESS.match(reply.text)
        return Outcome(job.id, State.FAILED, text, attempts=1, bounced=bounced)
    return try_again(job, text)


def try_again(job: Job, why: str) -> Outcome:
    """Return the outcome of a letter that waits for its next attempt, or has had its last."""
    attempts = job.attempts + 1
    if attempts >= ATTEMPTS:
        return Outcome(job.id, State.FAILED, why, attempts=1)
    return Outcome(
        job.id, State.RETRY, why, attempts=1, pause=pause_after(attempts).total_seconds()
    )


def put_back(letter_id: int, attempts: int, *, pause: float = 0.0, why: str = "") -> Outcome:
    """Return the outcome of a letter that was not tried: back in the queue."""
    state = State.RETRY if attempts else State.QUEUED
    return Outcome(letter_id, state, why, pause=pause)


class Conversation:
    """Hands over letters on one connection, one after the other.

    The final dot of a letter is what makes the server take it. It is sent only when the outcome
    of the letter before is committed and the ledger says that this letter may still go: so a
    worker that dies leaves at most one letter per connection whose fate the ledger does not know.
    The commands for the next letter travel with the dot of this one, so a letter costs one round
    trip, one write and about one read.
    """

    def __init__(
        self,
        line: Line,
        ledger: Ledger,
        take: Callable[[], Job | None],
        works: Callable[[], None],
    ) -> None:
        self._line = line
        self._ledger = ledger
        self._take = take
        self._works = works
        self._job: Job | None = None
        self._following: Job | None = None
        self._reset_first = False

    async def run(self, first: Job) -> None:
        """Hand over `first` and what `take` gives until it gives nothing; LineBroken on trouble."""
        try:
            await self._talk(first)
        finally:
            self._settle_unfinished()

    async def _talk(self, first: Job) -> None:
        known: Outcome | None = None
        # Known before the first byte: a line that is gone already must not lose it.
        self._job = first
        self._begin(first)
        while self._job is not None:
            job = self._job
            permit = self._ledger.settle(known, job.id)
            known = await self._envelope(job)
            may_go = await permit
            if known is None and not may_go:
                self._job = None
                self._line.abort()
                return
            self._following = self._take()
            if known is None:
                known = await self._hand_over(job)
            elif self._following is not None:
                self._begin(self._following)
            self._works()
            self._job, self._following = self._following, None
        if known is not None:
            await self._ledger.settle(known, None)

    def _begin(self, job: Job) -> None:
        if self._line.pipelining:
            self._line.write(self._ahead(job))

    def _ahead(self, job: Job) -> bytes:
        return (b"RSET\r\n" if self._reset_first else b"") + b"".join(job.commands())

    async def _hand_over(self, job: Job) -> Outcome:
        ahead = b""
        if self._following is not None and self._line.pipelining:
            ahead = self._ahead(self._following)
        self._line.write(job.mail + b".\r\n" + ahead)
        job.handed_over = True
        outcome = outcome_of(job, await self._line.reply_after_dot())
        job.handed_over = False
        return outcome

    async def _envelope(self, job: Job) -> Outcome | None:
        """Return None when the server wants the mail, else why the letter does not go."""
        if self._reset_first:
            if not self._line.pipelining:
                self._line.write(b"RSET\r\n")
            await self._line.reply()
            self._reset_first = False
        if self._line.pipelining:
            replies = [await self._line.reply() for _ in range(3)]
        else:
            replies = await self._step_by_step(job)
        sender, recipient, data = [*replies, *replies[-1:] * 2][:3]
        if sender.ok and recipient.ok and data.code == _START_MAIL:
            return None
        await self._leave_empty(replies)
        self._reset_first = True
        if not sender.ok:
            return outcome_of(job, sender, about_letter=False)
        if not recipient.ok:
            return outcome_of(job, recipient)
        return try_again(job, without_address(data, job.address))

    async def _step_by_step(self, job: Job) -> list[Reply]:
        replies: list[Reply] = []
        for command in job.commands():
            self._line.write(command)
            replies.append(await self._line.reply())
            if not replies[-1].ok:
                break
        return replies

    async def _leave_empty(self, replies: list[Reply]) -> None:
        """End a mail the server waits for although it refused sender or receiver."""
        if len(replies) < 3 or replies[2].code != _START_MAIL:
            return
        if replies[1].ok:
            raise LineBroken("the server refused the sender and wants the mail all the same")
        self._line.write(b".\r\n")
        await self._line.reply_after_dot()

    def _settle_unfinished(self) -> None:
        """Say of the letters that were under way when the connection broke what can be said."""
        job, following = self._job, self._following
        self._job = self._following = None
        if job is not None and job.handed_over:
            why = "The connection broke after the letter was handed over; it may arrive twice."
            self._ledger.settle(try_again(job, why), None)
        elif job is not None:
            pause = BROKEN_LINE_PAUSE.total_seconds()
            why = "The connection broke before the letter was handed over."
            self._ledger.settle(put_back(job.id, job.attempts, pause=pause, why=why), None)
        if following is not None:
            self._ledger.settle(put_back(following.id, following.attempts), None)
