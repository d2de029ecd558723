"""Advisers of relatives, their hours, and the talks asked for.

That somebody asks for a talk, and about what, is health data: who it is, the words and the notes lie encrypted.
"""

from datetime import timedelta
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.advice.slots import Hours
from samspil.commons.advice.terms import (
    DEFAULT_DAYS,
    OPEN_STATES,
    PHONE_LENGTH,
    WHERE_LENGTH,
    DayPart,
    TalkState,
    Way,
    Weekday,
)
from samspil.kit.encryption import EncryptedJSONField, EncryptedTextField
from samspil.kit.language import in_language


class Adviser(models.Model):
    """Somebody whom relatives can talk with, and whom for."""

    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    phone = models.CharField(max_length=PHONE_LENGTH, blank=True)
    mail = models.EmailField(blank=True)
    ways = ArrayField(models.CharField(max_length=7, choices=Way), default=list)
    postcodes = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    places = models.ManyToManyField(Place, related_name="+", blank=True)
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    is_for_everybody = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name relatives see."""
        return (self.person.name if self.person else "") or _("Pårørendevejleder")

    @property
    def shown_text(self) -> str:
        """Who the adviser is and what they help with, in the visitor's language."""
        return in_language(self.text, self.text_en)


class OfficeHours(models.Model):
    """Weekly hours of an adviser between two dates."""

    adviser = models.ForeignKey(Adviser, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    starts = models.TimeField()
    ends = models.TimeField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=30)
    pause = models.PositiveSmallIntegerField(default=0)
    ways = ArrayField(models.CharField(max_length=7, choices=Way))
    where = models.CharField(max_length=WHERE_LENGTH, blank=True)

    class Meta:
        ordering = ("weekday", "starts", "id")
        constraints = (
            models.CheckConstraint(name="advice_hours_forward", condition=Q(ends__gt=F("starts"))),
            models.CheckConstraint(name="advice_hours_length", condition=Q(minutes__gte=5)),
        )

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H.%M}–{self.ends:%H.%M}"

    @property
    def as_hours(self) -> Hours:
        """The hours as free times are computed from."""
        last = {"last": self.valid_until} if self.valid_until else {}
        return Hours(
            weekday=self.weekday,
            starts=self.starts,
            ends=self.ends,
            length=timedelta(minutes=self.minutes),
            pause=timedelta(minutes=self.pause),
            first=self.valid_from,
            ways=tuple(self.ways),
            where=self.where,
            **last,
        )


class Absence(models.Model):
    """Days on which an adviser is away."""

    adviser = models.ForeignKey(Adviser, on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ("first_day", "id")
        constraints = (
            models.CheckConstraint(
                name="advice_absence_forward", condition=Q(last_day__gte=F("first_day"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_day}–{self.last_day}"


class TalkRequestQuerySet(models.QuerySet["TalkRequest"]):
    """Filters on talks."""

    def waiting(self) -> "TalkRequestQuerySet":
        """Keep what waits for an adviser, oldest first."""
        return self.filter(state=TalkState.ASKED).order_by("asked_at", "id")

    def booked(self) -> "TalkRequestQuerySet":
        """Keep the talks that have a time, the next first."""
        return self.filter(state=TalkState.BOOKED).order_by("starts_at", "id")


class TalkRequest(models.Model):
    """A talk that somebody asks for: a time, or to be called."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    adviser = models.ForeignKey(Adviser, on_delete=models.PROTECT, related_name="talks")
    address = EncryptedTextField(null=True, blank=True)
    address_key = models.UUIDField(null=True, blank=True, db_index=True)
    contact = EncryptedJSONField()
    about = EncryptedTextField(blank=True)
    note = EncryptedTextField(blank=True)
    answer = EncryptedTextField(blank=True)
    language = models.CharField(max_length=5, default="da")
    way = models.CharField(max_length=7, choices=Way)
    day_parts = ArrayField(
        models.CharField(max_length=9, choices=DayPart), default=list, blank=True
    )
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    where = models.CharField(max_length=WHERE_LENGTH, blank=True)
    state = models.CharField(max_length=9, choices=TalkState, default=TalkState.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Who and what is gone; that somebody waited stays, for the numbers.
    forgotten_at = models.DateTimeField(null=True, blank=True)
    # The start somebody has been reminded of; another start is reminded of anew.
    reminded_of = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = TalkRequestQuerySet.as_manager()

    class Meta:
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["adviser", "starts_at"],
                name="advice_one_at_a_time",
                condition=Q(state="booked"),
            ),
            models.CheckConstraint(
                name="advice_booked_has_time",
                condition=~Q(state="booked")
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
            ),
        )

    def __str__(self) -> str:
        return f"talk:{self.ref}"

    @property
    def is_open(self) -> bool:
        """Whether it waits or is ahead."""
        return self.state in OPEN_STATES

    @property
    def days_waited(self) -> int:
        """How many whole days somebody has waited for an answer."""
        return ((self.answered_at or timezone.now()) - self.asked_at).days


class QueueLimit(models.Model):
    """After how many days the municipality finds that somebody has waited too long; one row."""

    days = models.PositiveSmallIntegerField(default=DEFAULT_DAYS)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.days)
