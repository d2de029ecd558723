"""The words of the outbox: states, how urgent a letter is, why an address is left in peace."""

import random
from datetime import timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import OwnText, TextKind


class State(models.TextChoices):
    """Where a delivery stands."""

    QUEUED = "queued", _("i kø")
    IN_FLIGHT = "in_flight", _("på vej")
    SENT = "sent", _("sendt")
    RETRY = "retry", _("prøves igen")
    FAILED = "failed", _("mislykket")
    SUPPRESSED = "suppressed", _("holdt tilbage")


# What may follow on what. What was held back may still turn out as sent: it was on the wire.
MOVES: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.IN_FLIGHT, State.SUPPRESSED, State.SENT}),
    State.IN_FLIGHT: frozenset(
        {State.SENT, State.RETRY, State.FAILED, State.SUPPRESSED, State.QUEUED}
    ),
    State.RETRY: frozenset({State.IN_FLIGHT, State.SUPPRESSED, State.SENT}),
    State.FAILED: frozenset({State.QUEUED}),
    State.SUPPRESSED: frozenset({State.SENT}),
    State.SENT: frozenset(),
}
WAITING = (State.QUEUED, State.RETRY)
NOT_YET_SENT = (State.QUEUED, State.RETRY, State.IN_FLIGHT)
FINAL = (State.SENT, State.FAILED, State.SUPPRESSED)


class Priority(models.IntegerChoices):
    """What goes first when much is waiting; the lowest number goes first."""

    HIGH = 0, _("straks")
    NORMAL = 5, _("almindelig")
    BULK = 9, _("nyhedsbrev")


class SuppressionReason(models.TextChoices):
    """Why nothing is sent to an address."""

    BOUNCES = "bounces", _("posten kommer tilbage")
    COMPLAINT = "complaint", _("modtageren har klaget")
    REQUEST = "request", _("modtageren har bedt om det")


LANGUAGES = [("da", _("dansk")), ("en", _("engelsk"))]

# A letter asked to come back later (4xx) waits 1, 2, 4 … minutes, at most 6 hours, each time; the
# twentieth refusal, after about three days, is the last.
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
ATTEMPTS = 20
# A letter whose connection broke before it was handed over: no attempt, but others go first.
BROKEN_LINE_PAUSE = timedelta(minutes=1)
# Letters refused for good (5xx) since the last that arrived, until an address is left in peace.
BOUNCES_UNTIL_SUPPRESSED = 3
KEPT_AFTER_SENDING = timedelta(days=30)
# What has waited this long is told to the administrator.
LATE = timedelta(minutes=15)
# On the administrator's pages: groups of letters a page, letters to one receiver.
PER_PAGE = 30
MOST_SHOWN = 100
INBOX_SIZE = 500
REPLY_LENGTH = 200

# A worker counts as dead when it has neither been heard of nor holds a database session …
SILENT = timedelta(seconds=10)
# … or when it has been silent so long that its session can only be a leftover.
LONG_SILENT = timedelta(minutes=5)
# After a restart of the database every worker gets this long to come back.
RESTART_GRACE = timedelta(seconds=30)
WAKE_CHANNEL = "samspil_outbox"
# Held shared while letters are written to many, alone while one person's letters are stopped.
MANY_LOCK = 0x5A3_0B0C


def about_address(key: UUID) -> str:
    """Return how the audit names the receiver with the key of an address."""
    return f"address:{key}"


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after the given number of refusals, with a tenth of jitter."""
    doublings = min(max(attempts - 1, 0), 20)
    pause: timedelta = min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
    return pause * random.uniform(0.9, 1.1)  # noqa: S311


TEXTS = (
    OwnText("outbox.greeting", _("Breve: hilsen øverst"), _("Hej"), TextKind.LETTER),
    OwnText("outbox.sign_off", _("Breve: hilsen nederst"), _("Venlig hilsen"), TextKind.LETTER),
)
