"""Letters, who gets them and how far they have come; rows are health data and encrypted as such."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from samspil.base.outbox.terms import (
    FINAL,
    LANGUAGES,
    NOT_YET_SENT,
    WAITING,
    Priority,
    State,
    SuppressionReason,
)
from samspil.kit.encryption import EncryptedJSONField, EncryptedTextField


class Letter(models.Model):
    """The content of one kind of letter in one language, written once for all its receivers."""

    kind = models.SlugField(max_length=60, db_index=False)
    language = models.CharField(max_length=5, choices=LANGUAGES)
    subject = EncryptedTextField()
    text = EncryptedTextField()
    html = EncryptedTextField(blank=True)
    withdraw_url = models.TextField(blank=True)
    slots = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    content_key = models.UUIDField(unique=True)
    created_at = models.DateTimeField(db_default=Now())
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(language__in=[code for code, _ in LANGUAGES]),
                name="letter_language_known",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["created_at"],
                condition=Q(cleared_at__isnull=True),
                name="letter_not_cleared",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language}) {self.pk}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Filters for deliveries."""

    def waiting(self) -> "DeliveryQuerySet":
        """Return what is to be sent now or later."""
        return self.filter(state__in=WAITING)

    def due(self) -> "DeliveryQuerySet":
        """Return what could go this moment."""
        return self.waiting().filter(due_at__lte=Now())

    def not_yet_sent(self) -> "DeliveryQuerySet":
        """Return what can still be held back."""
        return self.filter(state__in=NOT_YET_SENT)


class Delivery(models.Model):
    """One letter to one receiver."""

    # Checked once per batch by the lock that `compose` holds, not once per row by the database:
    # that check would take a quarter of the time of enqueueing to many.
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, related_name="deliveries", db_constraint=False
    )
    address = EncryptedTextField(null=True, blank=True)
    address_key = models.UUIDField(db_index=True)
    subscription = models.UUIDField(null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    fields = EncryptedJSONField(null=True, blank=True)
    dedupe_key = models.UUIDField(unique=True)
    priority = models.SmallIntegerField(choices=Priority, default=Priority.NORMAL)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(db_default=Now())
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.UUIDField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_reply = models.TextField(blank=True, default="")
    bounced = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now())

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="delivery_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.IN_FLIGHT)
                | Q(claimed_by__isnull=False, claimed_at__isnull=False),
                name="delivery_in_flight_is_claimed",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
                name="delivery_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(address__isnull=False) | Q(state__in=FINAL),
                name="delivery_unsent_has_address",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["priority", "due_at"],
                condition=Q(state__in=WAITING),
                name="delivery_claims",
            ),
            models.Index(
                fields=["claimed_by"],
                condition=Q(state=State.IN_FLIGHT),
                name="delivery_in_flight",
            ),
            # No index on the subscription: `stop` looks through what waits, a few milliseconds now
            # and then, instead of every letter to many paying for one more index.
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=[State.FAILED, State.SUPPRESSED]),
                name="delivery_troubled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    """Filters for suppressions."""

    def active(self) -> "SuppressionQuerySet":
        """Return those in force now."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=Now()))


class Suppression(models.Model):
    """An address to which nothing is sent, found by its key; the address itself is not kept."""

    address_key = models.UUIDField(unique=True)
    reason = models.CharField(max_length=10, choices=SuppressionReason)
    bounces = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True, blank=True)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(reason__in=SuppressionReason.values), name="suppression_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="suppression_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.reason}"


class Heartbeat(models.Model):
    """A worker that delivers, and when it was last heard of."""

    worker = models.UUIDField(primary_key=True)
    started_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.worker)


class InboxLetter(models.Model):
    """A letter delivered to the local inbox page instead of a mail server."""

    dedupe_key = models.UUIDField(unique=True)
    address = EncryptedTextField()
    address_key = models.UUIDField(db_index=True)
    subject = EncryptedTextField()
    text = EncryptedTextField()
    html = EncryptedTextField(blank=True)
    headers = EncryptedJSONField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return str(self.pk)
