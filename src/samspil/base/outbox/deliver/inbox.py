"""Delivery to the local inbox page: the same ledger, a table instead of a mail server."""

import json
from collections.abc import Sequence

from samspil.base.outbox.deliver.ledger import Ledger, Outcome
from samspil.base.outbox.deliver.pool import Pool, Ready
from samspil.base.outbox.letters import FilledLetter, SlotError, fill_letter
from samspil.base.outbox.terms import State
from samspil.kit.encryption import address_key, encrypt


async def put_into_inbox(ledger: Ledger, pool: Pool, letters: Sequence[Ready]) -> None:
    """Store letters for the inbox page, but for those held back a moment ago."""
    permits = [ledger.settle(None, ready.claimed.id) for ready in letters]
    allowed = [ready for ready, permit in zip(letters, permits, strict=True) if await permit]
    filled = [(ready, letter) for ready in allowed if (letter := _filled(pool, ready)) is not None]
    await ledger.put_into_inbox([_row(ready, letter) for ready, letter in filled])
    done = [ledger.settle(Outcome(ready.claimed.id, State.SENT), None) for ready, _ in filled]
    for outcome in done:
        await outcome


def _filled(pool: Pool, ready: Ready) -> FilledLetter | None:
    try:
        return fill_letter(ready.template.content, ready.values)
    except SlotError as error:
        pool.refuse(ready.claimed, str(error))
        return None


def _row(ready: Ready, letter: FilledLetter) -> dict[str, object]:
    return {
        "dedupe_key": ready.claimed.dedupe_key,
        "address": encrypt(ready.plain_address),
        "address_key": address_key(ready.plain_address),
        "subject": encrypt(letter.subject),
        "text": encrypt(letter.text),
        "html": encrypt(letter.html),
        "headers": encrypt(json.dumps(letter.headers)),
    }
