"""How a letter is filled per person: slots that are left open in its text, and what goes in them.

A caller writes plain strings and puts `slot("seal")` where something personal belongs::

    text = f"Hej\\n\\nDu kan altid framelde dig: {origin}/farvel/{slot('seal')}/"

`slot` returns a word of 43 characters out of a-z, 0-9 and _, the form of a seal, so it passes
unchanged through templates, Markdown, `reverse()` and HTML escaping. It is made with the secret
key: no article can contain one by accident or on purpose, and braces or percent signs mean nothing.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from typing import Protocol
from uuid import UUID

from django.utils.crypto import salted_hmac

from samspil.kit.seals import seal

SEAL = "seal"
SINCE = "since"
REPLY = "reply"
# What a seal in the slot `reply` is made for; see `kit.seals`.
SEAL_REPLY = "reply"
ALWAYS_THERE = frozenset({SEAL, SINCE, REPLY})

_NAME = re.compile(r"[a-z][a-z0-9_]{0,19}")
_WORD_LENGTH = 43
_WORD = re.compile(r"(?=slot_([a-z0-9_]{38}))")
# In a stored letter a slot is its name between two control characters that no text may contain.
OPEN, CLOSE = "\x02", "\x03"
HELD = re.compile(f"{OPEN}([a-z0-9_]+){CLOSE}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BREAKS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")

_MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}


class SlotError(ValueError):
    """A letter names a slot nobody fills, or a delivery leaves one of its letter's slots empty."""


@cache
def slot(name: str) -> str:
    """Return the word to write where something personal belongs.

    Args:
        name: `seal` (the sealed reference for links), `since` (the date somebody signed up, in the
            letter's language), `reply` (a seal that only this letter to this receiver holds) or a
            name from the delivery's fields.
    """
    if not _NAME.fullmatch(name):
        raise SlotError(f"Not a name for a slot: {name!r}.")
    start = f"slot_{name}_"
    return (
        start
        + salted_hmac("samspil.slot", name, algorithm="sha256").hexdigest()[
            : _WORD_LENGTH - len(start)
        ]
    )


def hold(text: str, allowed: Collection[str]) -> str:
    """Return text in the form that is stored: control characters gone, slots marked.

    Raises SlotError for a slot whose name is not allowed.
    """

    held = _CONTROL.sub("", text)
    for name in allowed:
        held = held.replace(slot(name), OPEN + name + CLOSE)
    for found in _WORD.finditer(held):
        name = found[1].rpartition("_")[0]
        if _NAME.fullmatch(name) and slot(name) == "slot_" + found[1]:
            raise SlotError(f"Nobody fills the slot {name!r} of this letter.")
    return held


def hold_line(text: str, allowed: Collection[str]) -> str:
    """Return text for a header in the form that is stored: as `hold`, on one line."""
    return hold(_BREAKS.sub(" ", text).strip(), allowed)


def hold_address(url: str, allowed: Collection[str]) -> str:
    """Return an address in the form that is stored; `{name}` is a slot here too.

    An address never contains bare braces, so there is nothing to confuse it with.
    Raises ValueError when it is not an http address on one line.
    """
    held = hold(re.sub(r"\{([a-z][a-z0-9_]*)\}", lambda found: slot(found[1]), url), allowed)
    if held and not re.fullmatch(r"https?://[!-~\x02\x03]+", held):
        raise ValueError("The address to withdraw at must be a plain http(s) address.")
    return held


def names_in(*texts: str) -> set[str]:
    """Return the names of all slots in stored texts."""
    return {name for text in texts for name in HELD.findall(text)}


def fill(text: str, values: Mapping[str, str], *, in_html: bool = False) -> str:
    """Return a stored text with its slots filled; values are escaped in HTML."""

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise SlotError(f"The slot {found[1]!r} is left empty.")
        return escape(values[found[1]]) if in_html else values[found[1]]

    return HELD.sub(value, text)


@cache
def long_date(day: date, language: str) -> str:
    """Return a date as people write it: 4. maj 2023, 4 May 2023."""
    month = _MONTHS[language].split()[day.month - 1]
    return f"{day.day}{'.' if language == 'da' else ''} {month} {day.year}"


def values_for(
    *,
    language: str,
    dedupe_key: UUID,
    subscription: UUID | None,
    since: date | None,
    fields: Mapping[str, str] | None,
) -> dict[str, str]:
    """Return what goes into the slots of one person's letter.

    `reply` is a seal of the delivery's own key. A room that knows under which key it enqueued a letter
    (`actions.reply_key`) finds by it who answers, and no other letter to the same person opens it.
    """
    values = {**(fields or {}), REPLY: seal(SEAL_REPLY, dedupe_key)}
    if subscription is not None:
        values[SEAL] = seal("subscription", subscription)
    if since is not None:
        values[SINCE] = long_date(since, language)
    return values


@dataclass(frozen=True, slots=True)
class FilledLetter:
    """One person's letter as it is read."""

    subject: str
    text: str
    html: str
    withdraw_url: str

    @property
    def headers(self) -> dict[str, str]:
        """What a mail programme makes a button for withdrawing from."""
        if not self.withdraw_url:
            return {}
        return {
            "List-Unsubscribe": f"<{self.withdraw_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }


class LetterLike(Protocol):
    """A stored letter, from the database or from the worker's memory."""

    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def withdraw_url(self) -> str: ...


def fill_letter(letter: LetterLike, values: Mapping[str, str]) -> FilledLetter:
    """Return one person's letter; SlotError when a slot stays empty."""
    return FilledLetter(
        subject=fill(letter.subject, values),
        text=fill(letter.text, values),
        html=fill(letter.html, values, in_html=True),
        withdraw_url=fill(letter.withdraw_url, values),
    )
