"""Letters claimed and not yet sent, and how they are made ready."""

import asyncio
import json
import logging
from collections import OrderedDict
from dataclasses import dataclass

from django.conf import settings

from samspil.base.outbox.deliver.conversation import Job, put_back
from samspil.base.outbox.deliver.ledger import Claimed, Ledger, Outcome
from samspil.base.outbox.deliver.mime import Template, wire_address
from samspil.base.outbox.letters import values_for
from samspil.base.outbox.terms import State
from samspil.kit.encryption import decrypt

log = logging.getLogger(__name__)
_TEMPLATES_KEPT = 100
_UNREADABLE_PAUSE = 600.0


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter opened: to whom, and what goes into its slots."""

    claimed: Claimed
    template: Template
    plain_address: str
    address: str
    values: dict[str, str]


class Pool:
    """The few letters a worker holds, at most a moment's work."""

    def __init__(self, ledger: Ledger, chunk: int) -> None:
        self._ledger = ledger
        self.chunk = chunk
        self._letters: asyncio.Queue[tuple[Claimed, Template] | None] = asyncio.Queue()
        self._templates: OrderedDict[int, Template] = OrderedDict()
        self._low = asyncio.Event()
        self.closed = False

    async def fill(self, count: int) -> int:
        """Claim up to `count` letters (never more than a chunk); return how many there were."""
        claimed = await self._ledger.claim(min(count, self.chunk))
        templates = await self._templates_of(claimed)
        for letter in claimed:
            self._letters.put_nowait((letter, templates[letter.letter_id]))
        return len(claimed)

    async def run_low(self) -> None:
        """Wait until there is room for another chunk."""
        while self._letters.qsize() > self.chunk // 2:
            self._low.clear()
            await self._low.wait()

    async def wait(self, *, at_most: float | None = None) -> Ready | None:
        """Return the next letter as soon as there is one; None when closed or out of time."""
        try:
            async with asyncio.timeout(at_most):
                while (item := await self._letters.get()) is not None:
                    if (ready := self._opened(*item)) is not None:
                        return ready
        except TimeoutError:
            return None
        self._letters.put_nowait(None)
        return None

    def take(self) -> Ready | None:
        """Return the next letter if there is one at hand."""
        while not self.closed and not self._letters.empty():
            item = self._letters.get_nowait()
            if self._letters.qsize() <= self.chunk // 2:
                self._low.set()
            if item is not None and (ready := self._opened(*item)) is not None:
                return ready
        return None

    def give_back(self, letter: Claimed) -> None:
        """Put a letter back in the queue, untried."""
        self._ledger.settle(put_back(letter.id, letter.attempts), None)

    def empty(self) -> None:
        """Put all letters back in the queue."""
        while not self._letters.empty():
            item = self._letters.get_nowait()
            if item is not None:
                self.give_back(item[0])
        if self.closed:
            self._letters.put_nowait(None)
        self._low.set()

    def close(self) -> None:
        """Put all letters back and tell everybody who waits that there will be no more."""
        self.closed = True
        self.empty()

    async def _templates_of(self, claimed: list[Claimed]) -> dict[int, Template]:
        wanted = {letter.letter_id for letter in claimed}
        if missing := wanted - self._templates.keys():
            for key, content in (await self._ledger.letters(list(missing))).items():
                self._templates[key] = Template(content, settings.MAIL_FROM)
        for key in wanted:
            self._templates.move_to_end(key)
        found = {key: self._templates[key] for key in wanted}
        while len(self._templates) > _TEMPLATES_KEPT:
            self._templates.popitem(last=False)
        return found

    def _opened(self, claimed: Claimed, template: Template) -> Ready | None:
        if self._letters.qsize() <= self.chunk // 2:
            self._low.set()
        try:
            plain = decrypt(claimed.address)
            fields = json.loads(decrypt(claimed.fields)) if claimed.fields else None
        except ValueError:
            log.exception("No key opens a waiting letter; it waits.")
            why = "No key in SAMSPIL_FIELD_KEYS opens this letter."
            outcome = put_back(claimed.id, claimed.attempts, pause=_UNREADABLE_PAUSE, why=why)
            self._ledger.settle(outcome, None)
            return None
        values = values_for(
            language=template.content.language,
            dedupe_key=claimed.dedupe_key,
            subscription=claimed.subscription,
            since=claimed.since,
            fields=fields,
        )
        try:
            return Ready(claimed, template, plain, wire_address(plain), values)
        except ValueError as error:
            self.refuse(claimed, str(error))
            return None

    def refuse(self, claimed: Claimed, why: str) -> None:
        """Write down that a letter can never be sent."""
        self._ledger.settle(Outcome(claimed.id, State.FAILED, why, attempts=1), None)

    def as_job(self, ready: Ready, *, smtputf8: bool) -> Job | None:
        """Return the letter as mail; None when it can never be sent, which is written down."""
        claimed = ready.claimed
        if not ready.address.isascii() and not smtputf8:
            self.refuse(claimed, "The mail server takes no addresses with letters beyond ASCII.")
            return None
        try:
            mail = ready.template.render(
                address=ready.address, message_id=claimed.dedupe_key, values=ready.values
            )
        except ValueError as error:
            self.refuse(claimed, str(error))
            return None
        return Job(claimed.id, claimed.attempts, ready.template.sender, ready.address, mail)
