"""Gatherings, who comes, and what people said afterwards.

Who somebody is and what they need lies encrypted; an address is found by a keyed hash. The number of seats
taken stands on the gathering itself, where the database refuses one too many.
"""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.gatherings.terms import (
    FEW_SEATS,
    NAME_LENGTH,
    NOTE_LENGTH,
    SEAL_REGISTRATION,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    WHERE_LENGTH,
    AccessNeed,
    Admission,
    GatheringKind,
    GatheringState,
    Mode,
    Rating,
    RegistrationState,
    ReminderTime,
    Seats,
    Source,
)
from samspil.kit.encryption import EncryptedJSONField, EncryptedTextField
from samspil.kit.language import Shown, ShownLanguage
from samspil.kit.seals import seal


class Series(models.Model):
    """Gatherings planned together, each with its own time and its own people."""

    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return f"series:{self.pk}"


class GatheringQuerySet(models.QuerySet["Gathering"]):
    """Filters on gatherings."""

    def published(self) -> "GatheringQuerySet":
        """Keep what was made known, cancelled ones too: those who planned to come must see it."""
        return self.exclude(state=GatheringState.DRAFT)

    def for_everybody(self) -> "GatheringQuerySet":
        """Keep what everybody may see and come to."""
        return self.published().filter(admission=Admission.EVERYBODY)

    def upcoming(self, now: datetime | None = None) -> "GatheringQuerySet":
        """Keep what has not ended, the next one first."""
        return self.filter(ends_at__gt=now or timezone.now()).order_by("starts_at", "id")

    def past(self, now: datetime | None = None) -> "GatheringQuerySet":
        """Keep what has ended, the latest first."""
        return self.filter(ends_at__lte=now or timezone.now()).order_by("-starts_at", "-id")

    def in_lists(self) -> "GatheringQuerySet":
        """Leave the long texts in the database; lists show title, time and place."""
        return self.select_related("place").defer(
            "body",
            "easy_body",
            "body_en",
            "easy_body_en",
            "online_address",
            "outcome",
            "outcome_en",
        )


class Gathering(models.Model):
    """A meeting or event: when, where, about what, for whom, and how many there is room for."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="gatherings"
    )
    kind = models.CharField(max_length=20, choices=GatheringKind)
    title = models.CharField(max_length=TITLE_LENGTH)
    summary = models.CharField(max_length=SUMMARY_LENGTH)
    body = models.TextField(blank=True)
    easy_body = models.TextField(blank=True)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    summary_en = models.CharField(max_length=SUMMARY_LENGTH, blank=True)
    body_en = models.TextField(blank=True)
    easy_body_en = models.TextField(blank=True)

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.IN_PERSON)
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    where = models.CharField(max_length=WHERE_LENGTH, blank=True)
    # Shown to those who have a seat only: a link that everybody has lets everybody in.
    online_address = EncryptedTextField(blank=True, default="")
    contact = models.CharField(max_length=WHERE_LENGTH, blank=True)

    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    places = models.ManyToManyField(Place, related_name="+", blank=True)
    to_newsletter = models.BooleanField(default=False)
    admission = models.CharField(max_length=10, choices=Admission, default=Admission.EVERYBODY)
    seats = models.PositiveIntegerField(null=True, blank=True)
    seats_taken = models.PositiveIntegerField(default=0)
    most_companions = models.PositiveSmallIntegerField(default=1)
    asks_access_needs = models.BooleanField(default=True)
    sign_up_until = models.DateTimeField(null=True, blank=True)
    reminders = ArrayField(
        models.PositiveSmallIntegerField(choices=ReminderTime), default=list, blank=True
    )

    state = models.CharField(max_length=10, choices=GatheringState, default=GatheringState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    # When what people planned after (time, place, that it takes place) was last changed.
    changed_at = models.DateTimeField(null=True, blank=True)
    change_note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    outcome = models.TextField(blank=True)
    outcome_en = models.TextField(blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    responsible = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    shown_title = Shown("title")
    shown_summary = Shown("summary")
    shown_body = Shown("body")
    shown_easy_body = Shown("easy_body")
    shown_outcome = Shown("outcome")
    shown_language = ShownLanguage("title")

    objects = GatheringQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "id")
        indexes = (
            models.Index(
                fields=["starts_at", "id"],
                name="gatherings_public",
                condition=Q(admission="everybody") & ~Q(state="draft"),
            ),
            models.Index(fields=["ends_at"], name="gatherings_ends"),
        )
        constraints = (
            models.CheckConstraint(
                name="gatherings_forward", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="gatherings_never_overbooked",
                condition=Q(seats__isnull=True) | Q(seats_taken__lte=F("seats")),
            ),
            models.CheckConstraint(
                name="gatherings_published_has_time",
                condition=Q(state="draft") | Q(published_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names this gathering."""
        return f"gathering:{self.pk}"

    @property
    def shown_where(self) -> str:
        """Where people meet, on one line; empty when it is online only."""
        place = self.place.label if self.place is not None else ""
        return ", ".join(part for part in (place, self.where) if part)

    @property
    def is_draft(self) -> bool:
        """Whether only staff know of it."""
        return self.state == GatheringState.DRAFT

    @property
    def is_cancelled(self) -> bool:
        """Whether it will not take place."""
        return self.state == GatheringState.CANCELLED

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.ends_at <= timezone.now()

    @property
    def last_sign_up(self) -> datetime:
        """The moment after which nobody can sign up."""
        return self.sign_up_until or self.starts_at

    @property
    def free_seats(self) -> int | None:
        """How many seats are free; None when there is room for all."""
        return None if self.seats is None else self.seats - self.seats_taken

    @property
    def shown_seats(self) -> Seats:
        """What everybody may know of how full it is: no number, so pages stay true for long."""
        free = self.free_seats
        if free is None:
            return Seats.UNLIMITED
        if free <= 0:
            return Seats.FULL
        return Seats.FEW if free <= FEW_SEATS else Seats.FREE


class ProgrammeItem(models.Model):
    """One point of the programme, and who speaks."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="programme")
    at = models.TimeField()
    title = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    speaker = models.CharField(max_length=NAME_LENGTH, blank=True)
    about_speaker = models.CharField(max_length=WHERE_LENGTH, blank=True)
    about_speaker_en = models.CharField(max_length=WHERE_LENGTH, blank=True)

    shown_title = Shown("title")
    shown_about = Shown("about_speaker")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.title


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Filters on registrations."""

    def by_mail(self) -> "RegistrationQuerySet":
        """Keep those who can be written to by e-mail."""
        return self.filter(address_key__isnull=False)

    def in_state(self, *states: RegistrationState) -> "RegistrationQuerySet":
        """Keep those in one of the states."""
        return self.filter(state__in=states)

    def in_line(self) -> "RegistrationQuerySet":
        """Return those on the waiting list, the first in line first."""
        return self.filter(state=RegistrationState.WAITING).order_by("in_line_since", "id")

    def as_receivers(self) -> "RegistrationQuerySet":
        """Add what the outbox asks of receivers: no subscription, the day they signed up, the language."""
        return self.annotate(variant=F("language"), since=F("signed_up_on"))


class Registration(models.Model):
    """One person's place at one gathering, with those they bring; without an account."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="registrations")
    address = EncryptedTextField(null=True, blank=True)
    address_key = models.UUIDField(null=True, blank=True)
    name = EncryptedTextField(blank=True, default="")
    phone = EncryptedTextField(blank=True, default="")
    access_needs = EncryptedJSONField(null=True, blank=True)
    companions = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=5, default="da")
    state = models.CharField(max_length=10, choices=RegistrationState)
    source = models.CharField(max_length=5, choices=Source, default=Source.WEB)
    signed_up_on = models.DateField(default=timezone.localdate)
    in_line_since = models.DateTimeField(default=timezone.now)
    attended = models.BooleanField(null=True, blank=True)
    gave_feedback = models.BooleanField(default=False)
    # Counts what was told to this person about their place, so that each letter is a new one.
    round = models.PositiveSmallIntegerField(default=1)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ("in_line_since", "id")
        indexes = (
            models.Index(fields=["gathering", "state", "in_line_since"], name="gatherings_line"),
            models.Index(fields=["address_key"], name="gatherings_of_address"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["gathering", "address_key"],
                name="gatherings_once_each",
                condition=Q(address_key__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"registration:{self.ref}"

    @property
    def about(self) -> str:
        """How the audit names this registration."""
        return f"registration:{self.ref}"

    @property
    def token(self) -> str:
        """What stands in the address of its own page."""
        return seal(SEAL_REGISTRATION, self.ref)

    @property
    def party(self) -> int:
        """How many seats it takes."""
        return 1 + self.companions

    @property
    def needs(self) -> list[Any]:
        """The access needs in words."""
        return [AccessNeed(each).label for each in self.access_needs or ()]


class Reminder(models.Model):
    """One reminder that has gone out; it is written in the transaction that queues the letters."""

    gathering = models.ForeignKey(
        Gathering, on_delete=models.CASCADE, related_name="sent_reminders"
    )
    days_before = models.PositiveSmallIntegerField(choices=ReminderTime)
    # A gathering that is moved reminds anew.
    of_start = models.DateTimeField()
    at = models.DateTimeField(auto_now_add=True)
    letters = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-at",)
        constraints = (
            models.UniqueConstraint(
                fields=["gathering", "days_before", "of_start"], name="gatherings_reminded_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.gathering_id}:{self.days_before}"


class PhoneCall(models.Model):
    """Something to tell a person without e-mail about a gathering they come to."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="phone_calls"
    )
    what = models.CharField(max_length=60)
    words = models.CharField(max_length=NOTE_LENGTH)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("created_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["registration", "what"], name="gatherings_told_once"),
        )

    def __str__(self) -> str:
        return self.what


class Feedback(models.Model):
    """What somebody who was there thought of it; it does not say who."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="feedback")
    rating = models.PositiveSmallIntegerField(choices=Rating)
    words = models.TextField(blank=True)
    wishes = models.TextField(blank=True)

    class Meta:
        # By a random-looking order, so that neither time nor place in line tells who wrote it.
        ordering = ("rating", "words", "id")

    def __str__(self) -> str:
        return f"feedback:{self.pk}"
