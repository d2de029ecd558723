"""Projects on outside money, their phases, milestones, risks, buy-out, questions and reports."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.decisions.models import BudgetLine
from samspil.work.projects.terms import (
    GATE_TONES,
    LEVELS,
    LINE_LENGTH,
    TITLE_LENGTH,
    TONES,
    GateState,
    Level,
    ProjectState,
)


def _money() -> "models.DecimalField[Decimal | None, Decimal | None]":
    return models.DecimalField(max_digits=13, decimal_places=2, null=True, blank=True)


class ProjectQuerySet(models.QuerySet["Project"]):
    """Filters on projects."""

    def public(self) -> "ProjectQuerySet":
        """Keep what everybody may read."""
        return self.exclude(state=ProjectState.IDEA)


class Project(models.Model):
    """A project with a beginning, an end, and money from somebody else (rows N6, B6)."""

    title = models.CharField(max_length=TITLE_LENGTH)
    slug = models.SlugField(max_length=80, unique=True)
    summary = models.CharField(max_length=LINE_LENGTH)
    why = models.TextField(blank=True)
    what = models.TextField(blank=True)
    target_group = models.TextField(blank=True)
    expected_effect = models.TextField(blank=True)
    organising = models.TextField(blank=True)
    results = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    funder = models.CharField(max_length=TITLE_LENGTH, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    total = _money()
    grant = _money()
    own_share = _money()
    state = models.CharField(max_length=9, choices=ProjectState, default=ProjectState.IDEA)
    state_since = models.DateField(default=timezone.localdate)
    responsible = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    places = models.ManyToManyField(Place, related_name="+", blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "title", "id")
        constraints = (
            models.CheckConstraint(
                name="projects_period_forward", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="projects_money_not_negative",
                condition=(Q(total__isnull=True) | Q(total__gte=0))
                & (Q(grant__isnull=True) | Q(grant__gte=0))
                & (Q(own_share__isnull=True) | Q(own_share__gte=0)),
            ),
            models.CheckConstraint(
                name="projects_shares_sum",
                condition=Q(total__isnull=True)
                | Q(grant__isnull=True)
                | Q(own_share__isnull=True)
                | Q(total=F("grant") + F("own_share")),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names it, and the key of its money and decisions."""
        return f"project:{self.pk}"

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.state != ProjectState.IDEA

    @property
    def tone(self) -> str:
        """The kind of its badge."""
        return TONES[ProjectState(self.state)]

    @property
    def own_percent(self) -> Decimal | None:
        """The municipality's share of the whole, in percent with one decimal."""
        if not self.total or self.own_share is None:
            return None
        return (self.own_share * 100 / self.total).quantize(Decimal("0.1"))

    def covers(self, first: date | None, last: date | None) -> bool:
        """Tell whether days lie within its period; days that are not known do."""
        days = [day for day in (first, last) if day is not None]
        return all(self.starts_on <= day <= self.ends_on for day in days)


class StateChange(models.Model):
    """One dated step of a project, and why."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="changes")
    was = models.CharField(max_length=9, choices=ProjectState)
    became = models.CharField(max_length=9, choices=ProjectState)
    on = models.DateField()
    why = models.CharField(max_length=LINE_LENGTH, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-on", "-id")

    def __str__(self) -> str:
        return f"{self.was} \u2192 {self.became}"


class Partner(models.Model):
    """An organisation that takes part, and what it does."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(max_length=TITLE_LENGTH)
    role = models.CharField(max_length=LINE_LENGTH, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class Phase(models.Model):
    """A stretch of a project, with what has to be true before the next one begins."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="phases")
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    may_overlap = models.BooleanField(default=False)
    gate_question = models.CharField(max_length=LINE_LENGTH, blank=True)
    gate = models.CharField(max_length=7, choices=GateState, default=GateState.AHEAD)
    gate_on = models.DateField(null=True, blank=True)
    gate_why = models.CharField(max_length=LINE_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("starts_on", "id")
        constraints = (
            models.CheckConstraint(
                name="projects_phase_forward", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="projects_gate_has_day",
                condition=Q(gate="ahead", gate_on__isnull=True)
                | (~Q(gate="ahead") & Q(gate_on__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        """The kind of its badge."""
        return GATE_TONES[GateState(self.gate)]

    @property
    def is_now(self) -> bool:
        """Whether it is under way today."""
        return self.starts_on <= timezone.localdate() <= self.ends_on


class Milestone(models.Model):
    """Something that is there on a day, perhaps only after others are."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=TITLE_LENGTH)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    needs = models.ManyToManyField("self", symmetrical=False, related_name="needed_by", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        """Whether it should have been there."""
        return self.done_on is None and self.due_on < timezone.localdate()


class Risk(models.Model):
    """What may go wrong, how likely, how much it would matter, and what is done about it."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="risks")
    title = models.CharField(max_length=TITLE_LENGTH)
    likelihood = models.CharField(max_length=6, choices=Level)
    consequence = models.CharField(max_length=6, choices=Level)
    action = models.CharField(max_length=LINE_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title

    @property
    def weight(self) -> int:
        """How much it weighs, from 1 to 9."""
        return LEVELS[Level(self.likelihood)] * LEVELS[Level(self.consequence)]


class BuyOut(models.Model):
    """Hours of staff that the project pays for (frikøb), as money in the budget."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="buyouts")
    role = models.CharField(max_length=TITLE_LENGTH)
    year = models.PositiveSmallIntegerField()
    hours = models.DecimalField(max_digits=8, decimal_places=2)
    rate = models.DecimalField(max_digits=8, decimal_places=2)
    line = models.OneToOneField(
        BudgetLine, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("year", "role", "id")
        constraints = (
            models.CheckConstraint(
                name="projects_buyout_is_some", condition=Q(hours__gt=0) & Q(rate__gt=0)
            ),
        )

    def __str__(self) -> str:
        return self.role

    @property
    def amount(self) -> Decimal:
        """What it costs, in kroner."""
        return (self.hours * self.rate).quantize(Decimal("0.01"))


class Question(models.Model):
    """What the evaluation asks, how it finds out, and what it found."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(max_length=LINE_LENGTH)
    method = models.CharField(max_length=LINE_LENGTH, blank=True)
    answer = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.question


class Report(models.Model):
    """A report that the funder is owed by a day."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="reports")
    title = models.CharField(max_length=TITLE_LENGTH)
    due_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    first_reminded_on = models.DateField(null=True, blank=True)
    last_reminded_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("due_on", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        """Whether it should have been sent."""
        return self.sent_on is None and self.due_on < timezone.localdate()
