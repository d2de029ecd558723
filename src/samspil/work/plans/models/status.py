"""The yearly status of a plan: what it says, whom it goes to, and that it went (row H13)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.base.files.models import StoredFile
from samspil.base.people.models import Person
from samspil.commons.news.models import Article
from samspil.work.plans.models.plans import FocusArea, Plan
from samspil.work.plans.terms import (
    NUMBER_LENGTH,
    TITLE_LENGTH,
    AddresseeKind,
    SendingHow,
    StatusState,
)


class YearlyStatusQuerySet(models.QuerySet["YearlyStatus"]):
    """Filters on yearly statuses."""

    def public(self) -> "YearlyStatusQuerySet":
        """Keep those that were sent, which everybody may read."""
        return self.filter(state=StatusState.SENT)


class YearlyStatus(models.Model):
    """What committees and councils are told once a year about a plan; frozen when it is sent."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="statuses")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=5, choices=StatusState, default=StatusState.DRAFT)
    title = models.CharField(max_length=TITLE_LENGTH)
    intro = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    dated_on = models.DateField(default=timezone.localdate)
    case_number = models.CharField(max_length=NUMBER_LENGTH, blank=True)
    document_number = models.CharField(max_length=NUMBER_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=1)
    sent_on = models.DateField(null=True, blank=True)
    # All that was said, as it stood on the day it was sent.
    snapshot = models.JSONField(null=True, blank=True)
    pdf = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    word = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    article = models.ForeignKey(
        Article, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = YearlyStatusQuerySet.as_manager()

    class Meta:
        ordering = ("-year", "plan", "id")
        verbose_name_plural = "yearly statuses"
        constraints = (
            models.UniqueConstraint(name="plans_status_once_a_year", fields=("plan", "year")),
            models.CheckConstraint(
                name="plans_sent_status_is_frozen",
                condition=Q(state="draft", sent_on__isnull=True, snapshot__isnull=True)
                | Q(
                    state="sent",
                    sent_on__isnull=False,
                    snapshot__isnull=False,
                    pdf__isnull=False,
                    word__isnull=False,
                ),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names it."""
        return f"yearly_status:{self.pk}"

    @property
    def is_sent(self) -> bool:
        """Whether it was sent, so that everybody may read it and nobody changes it."""
        return self.state == StatusState.SENT


class StatusText(models.Model):
    """What a yearly status says about one focus area, or about the plan's own initiatives."""

    status = models.ForeignKey(YearlyStatus, on_delete=models.CASCADE, related_name="texts")
    area = models.ForeignKey(
        FocusArea, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    text = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.UniqueConstraint(
                name="plans_text_once", fields=("status", "area"), nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return f"{self.status_id}:{self.area_id}"


class Addressee(models.Model):
    """A committee or council that gets the yearly status; kept here until councils have a room of their own."""

    name = models.CharField(max_length=TITLE_LENGTH, unique=True)
    kind = models.CharField(max_length=9, choices=AddresseeKind, default=AddresseeKind.COMMITTEE)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("kind", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> str:
        """How the audit names it."""
        return f"addressee:{self.pk}"


class StatusSending(models.Model):
    """Says that a yearly status went to a committee or council, when and how."""

    status = models.ForeignKey(YearlyStatus, on_delete=models.CASCADE, related_name="sendings")
    addressee = models.ForeignKey(Addressee, on_delete=models.PROTECT, related_name="sendings")
    how = models.CharField(max_length=6, choices=SendingHow, default=SendingHow.LETTER)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("sent_at", "id")
        constraints = (
            models.UniqueConstraint(name="plans_sent_once", fields=("status", "addressee")),
        )

    def __str__(self) -> str:
        return f"{self.status_id}:{self.addressee_id}"
