"""Money by year and post, what bodies decided, and the cases they decide on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samspil.base.files.models import StoredFile
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.decisions.terms import (
    LINE_LENGTH,
    MOST_DIGITS,
    NUMBER_LENGTH,
    OUTCOME_TONES,
    TITLE_LENGTH,
    URL_LENGTH,
    CaseState,
    Funding,
    LineKind,
    Outcome,
    Recurrence,
    Source,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """What money or a decision belongs to, as a room above tells of it.

    `key` is as the audit names it ("project:3"), `url` its page; places and topics (ids) say whose it is.
    """

    key: str = ""
    label: str = ""
    url: str = ""
    places: Iterable[int] = ()
    topics: Iterable[int] = ()


class Owned(models.Model):
    """Belongs to something above that this room does not know."""

    owner_key = models.CharField(max_length=60, blank=True, db_index=True)
    owner_label = models.CharField(max_length=TITLE_LENGTH, blank=True)
    owner_url = models.CharField(max_length=URL_LENGTH, blank=True)
    places = models.ManyToManyField(Place, related_name="+", blank=True)
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)

    class Meta:
        abstract = True


class Budget(Owned):
    """The money of one thing: where it comes from, and the most that may be spent (row N10)."""

    funding = models.CharField(max_length=20, choices=Funding, default=Funding.UNKNOWN)
    frame = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=2, null=True, blank=True)
    saving = models.CharField(max_length=LINE_LENGTH, blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["owner_key"], name="decisions_one_budget", condition=~Q(owner_key="")
            ),
            models.CheckConstraint(
                name="decisions_frame_not_negative",
                condition=Q(frame__isnull=True) | Q(frame__gte=0),
            ),
        )

    def __str__(self) -> str:
        return self.owner_label or f"{self.pk}"

    @property
    def thing(self) -> str:
        """How the audit names it."""
        return f"budget:{self.pk}"


class BudgetLine(models.Model):
    """What one post costs, once or each of some years, planned or decided."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    post = models.CharField(max_length=TITLE_LENGTH)
    amount = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=2)
    recurrence = models.CharField(max_length=8, choices=Recurrence, default=Recurrence.ONE_OFF)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=LineKind, default=LineKind.PLANNED)
    source = models.CharField(max_length=8, choices=Source, default=Source.OWN)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("first_year", "post", "id")
        constraints = (
            models.CheckConstraint(
                name="decisions_line_not_negative", condition=Q(amount__gte=Decimal(0))
            ),
            models.CheckConstraint(
                name="decisions_line_forward", condition=Q(last_year__gte=F("first_year"))
            ),
            models.CheckConstraint(
                name="decisions_one_off_has_one_year",
                condition=~Q(recurrence="one_off") | Q(last_year=F("first_year")),
            ),
        )

    def __str__(self) -> str:
        return self.post

    @property
    def years(self) -> range:
        """The years it costs in."""
        return range(self.first_year, self.last_year + 1)

    @property
    def total(self) -> Decimal:
        """What it costs in all its years."""
        return self.amount * len(self.years)


class Spending(models.Model):
    """Money that was spent, or given back: what is booked is reversed, never deleted."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="spendings")
    post = models.CharField(max_length=TITLE_LENGTH)
    year = models.PositiveSmallIntegerField()
    booked_on = models.DateField(default=timezone.localdate)
    amount = models.DecimalField(max_digits=MOST_DIGITS, decimal_places=2)
    text = models.CharField(max_length=LINE_LENGTH, blank=True)
    voucher = models.CharField(max_length=NUMBER_LENGTH, blank=True)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reversed_by"
    )

    class Meta:
        ordering = ("-booked_on", "-id")
        constraints = (
            models.CheckConstraint(
                name="decisions_spending_is_some", condition=Q(amount__gt=Decimal(0))
            ),
        )

    def __str__(self) -> str:
        return self.text or self.post

    @property
    def signed(self) -> Decimal:
        """What it adds to what is spent."""
        return -self.amount if self.reverses_id else self.amount


class Decision(Owned):
    """What a body decided, when, on what grounds, and what comes next (row N10)."""

    title = models.CharField(max_length=TITLE_LENGTH)
    body = models.CharField(max_length=TITLE_LENGTH)
    decided_on = models.DateField()
    case_number = models.CharField(max_length=NUMBER_LENGTH, blank=True)
    document_numbers = models.CharField(max_length=LINE_LENGTH, blank=True)
    agenda_item = models.CharField(max_length=NUMBER_LENGTH, blank=True)
    recommendation = models.TextField(blank=True)
    text = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    next_step = models.CharField(max_length=LINE_LENGTH, blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    next_step_done_on = models.DateField(null=True, blank=True)
    hearing_body = models.CharField(max_length=TITLE_LENGTH, blank=True)
    hearing_on = models.DateField(null=True, blank=True)
    hearing_said = models.TextField(blank=True)
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    is_public = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-decided_on", "-id")
        constraints = (
            models.CheckConstraint(
                name="decisions_step_has_words",
                condition=~Q(next_step="", next_step_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names it."""
        return f"decision:{self.pk}"

    page = "decision"

    @property
    def tone(self) -> str:
        """The kind of its badge."""
        return OUTCOME_TONES[Outcome(self.outcome)]

    @property
    def documents(self) -> list[str]:
        """The numbers of its documents, one each."""
        return [part.strip() for part in self.document_numbers.split(",") if part.strip()]

    @property
    def waits(self) -> bool:
        """Whether its next step is still to be taken."""
        return bool(self.next_step) and self.next_step_done_on is None

    @property
    def is_late(self) -> bool:
        """Whether its next step should have been taken."""
        due: date | None = self.next_step_on
        return self.waits and due is not None and due < timezone.localdate()


class CaseDraft(Owned):
    """A case on its way to the body that decides: what is the matter, what is proposed, what it costs."""

    title = models.CharField(max_length=TITLE_LENGTH)
    body = models.CharField(max_length=TITLE_LENGTH)
    case_number = models.CharField(max_length=NUMBER_LENGTH, blank=True)
    problem = models.TextField(blank=True)
    solution = models.TextField(blank=True)
    effects = models.TextField(blank=True)
    economy = models.TextField(blank=True)
    next_process = models.TextField(blank=True)
    recommendations = models.TextField(blank=True)
    budget = models.ForeignKey(
        Budget, on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    state = models.CharField(max_length=11, choices=CaseState, default=CaseState.DRAFT)
    handed_over_on = models.DateField(null=True, blank=True)
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="case"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="decisions_decided_case_has_decision",
                condition=Q(state="decided", decision__isnull=False)
                | (~Q(state="decided") & Q(decision__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names it."""
        return f"case:{self.pk}"

    page = "case"

    @property
    def points(self) -> list[str]:
        """What is recommended, one each."""
        return [line.strip() for line in self.recommendations.splitlines() if line.strip()]


class Attachment(models.Model):
    """A file that belongs to a decision or to a case on its way."""

    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    case = models.ForeignKey(
        CaseDraft, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="decisions_file_belongs_somewhere",
                condition=Q(decision__isnull=False) | Q(case__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def belongs_to(self) -> Decision | CaseDraft:
        """The decision it stands at, or the case on its way."""
        found: Decision | CaseDraft | None = self.decision or self.case
        assert found is not None  # noqa: S101 - the database holds no other
        return found
