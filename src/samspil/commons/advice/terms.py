"""Words and limits of the advice room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import help_text

TEXT_LENGTH = 1500
ABOUT_LENGTH = 2000
WHERE_LENGTH = 200
NAME_LENGTH = 120
PHONE_LENGTH = 30

LEAD = timedelta(hours=24)
AHEAD = timedelta(weeks=4)
SHOWN_TIMES = 30
REMIND_BEFORE = timedelta(hours=24)
KEPT_AFTER = timedelta(days=90)
RATE_WINDOW = timedelta(hours=1)
ASKED_PER_CLIENT = 10
DEFAULT_DAYS = 3
SEAL_TALK = "advice.talk"


class Way(models.TextChoices):
    """How a talk is held."""

    PHONE = "phone", _("telefon")
    VIDEO = "video", _("video")
    MEETING = "meeting", _("møde")


class DayPart(models.TextChoices):
    """When somebody likes to be called."""

    MORNING = "morning", _("formiddag")
    AFTERNOON = "afternoon", _("eftermiddag")
    EVENING = "evening", _("sidst på dagen")


class Weekday(models.IntegerChoices):
    """The days of a week, as Python numbers them."""

    MONDAY = 0, _("mandag")
    TUESDAY = 1, _("tirsdag")
    WEDNESDAY = 2, _("onsdag")
    THURSDAY = 3, _("torsdag")
    FRIDAY = 4, _("fredag")


class TalkState(models.TextChoices):
    """How far a talk is."""

    ASKED = "asked", _("venter på svar")
    BOOKED = "booked", _("aftalt")
    HELD = "held", _("holdt")
    NO_SHOW = "no_show", _("kom ikke")
    CANCELLED = "cancelled", _("aflyst")
    CLOSED = "closed", _("afsluttet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Weekly hours as they are typed."""

    weekday: int
    starts: time
    ends: time
    valid_from: date
    ways: Sequence[str]
    valid_until: date | None = None
    minutes: int = 30
    pause: int = 0
    where: str = ""


OPEN_STATES = frozenset({TalkState.ASKED, TalkState.BOOKED})

TEXTS = (
    help_text(
        "advice.help_queue",
        _("Hjælp: Samtaler med pårørende"),
        _(
            "Øverst står det, der har ventet længst. Du ser kun ordene i de samtaler, der er dine. Når du åbner "
            "en samtale, bliver det logget.\n\n- Tag en samtale fra en kollega, når kollegaen er væk.\n- Det, "
            "pårørende har skrevet, bliver slettet 90 dage efter samtalen."
        ),
    ),
)
