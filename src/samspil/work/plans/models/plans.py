"""Plans and what they consist of: strategy, tracks, focus areas, quotes, and their versions."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.inputs.models import Cluster
from samspil.work.plans.terms import (
    LINE_LENGTH,
    PLAN_TONES,
    TITLE_LENGTH,
    Audience,
    PlanKind,
    PlanState,
)


def lines_of(text: str) -> list[str]:
    """Return a text of one thing a line as a list, without empty lines."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class Foundation(models.Model):
    """The strategy several plans share: vision, mission, values, principles (strategigrundlag; row H1)."""

    title = models.CharField(max_length=TITLE_LENGTH)
    vision = models.TextField(blank=True)
    mission = models.TextField(blank=True)
    values = models.TextField(blank=True)
    principles = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("title", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names it."""
        return f"foundation:{self.pk}"

    @property
    def value_list(self) -> list[str]:
        """The values, one each."""
        return lines_of(self.values)

    @property
    def principle_list(self) -> list[str]:
        """The principles, one each."""
        return lines_of(self.principles)

    @property
    def says_something(self) -> bool:
        """Whether anything of it is written."""
        return bool(self.vision or self.mission or self.values or self.principles)


class WorkPlanQuerySet(models.QuerySet["Plan"]):
    """Filters on plans."""

    def public(self) -> "WorkPlanQuerySet":
        """Keep what everybody may read."""
        return self.exclude(state=PlanState.DRAFT)


class Plan(models.Model):
    """A disability plan or an action plan, from its first draft until it is archived (row H1)."""

    kind = models.CharField(max_length=15, choices=PlanKind, default=PlanKind.DISABILITY_PLAN)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.EVERYONE)
    title = models.CharField(max_length=TITLE_LENGTH)
    intro = models.TextField(blank=True)
    easy_intro = models.TextField(blank=True)
    target_group = models.TextField(blank=True)
    definitions = models.TextField(blank=True)
    building_blocks = models.TextField(blank=True)
    expected_effect = models.TextField(blank=True)
    following_up = models.TextField(blank=True)
    whom_to_ask = models.TextField(blank=True)
    foundation = models.ForeignKey(Foundation, on_delete=models.PROTECT, related_name="plans")
    starts_on = models.DateField()
    ends_on = models.DateField()
    places = models.ManyToManyField(Place, related_name="+", blank=True)
    state = models.CharField(max_length=12, choices=PlanState, default=PlanState.DRAFT)
    state_since = models.DateField()
    decided_on = models.DateField(null=True, blank=True)
    answer_by = models.DateField(null=True, blank=True)
    # Of the file it was taken from, so that the same file is not taken in twice.
    source_digest = models.CharField(max_length=64, null=True, blank=True, unique=True)
    # What an import could not place: kept until somebody has looked at it.
    unplaced = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = WorkPlanQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "title", "id")
        constraints = (
            models.CheckConstraint(
                name="plans_period_forward", condition=Q(ends_on__gte=F("starts_on"))
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names this plan."""
        return f"plan:{self.pk}"

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.state != PlanState.DRAFT

    @property
    def is_action_plan(self) -> bool:
        """Whether it holds initiatives with letters rather than focus areas."""
        return self.kind == PlanKind.ACTION_PLAN

    @property
    def tone(self) -> str:
        """The kind of its badge."""
        return PLAN_TONES[PlanState(self.state)]

    @property
    def newest_year(self) -> int | None:
        """The newest year that was opened and has begun, as far as it was read along."""
        return getattr(self, "begun_year", None)

    @property
    def years(self) -> range:
        """The years it reaches into."""
        return range(self.starts_on.year, self.ends_on.year + 1)

    @property
    def period(self) -> str:
        """Its years as they stand after a title."""
        first, last = self.starts_on.year, self.ends_on.year
        return str(first) if first == last else f"{first}\u2013{last}"

    def covers(self, first: date | None, last: date | None) -> bool:
        """Tell whether a period, open or not, lies within the plan's."""
        return all(
            self.starts_on <= day <= self.ends_on for day in (first, last) if day is not None
        )


class PlanVersion(models.Model):
    """A plan as it read at one moment, kept so that what changed since can be read."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=PlanState)
    note = models.CharField(max_length=LINE_LENGTH, blank=True)
    content = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(name="plans_version_number", fields=("plan", "number")),
        )

    def __str__(self) -> str:
        return str(self.number)

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it: drafts stay with those who wrote them."""
        return self.state != PlanState.DRAFT


class Track(models.Model):
    """One of the few lines a plan is drawn up along (spor); holds focus areas."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tracks")
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names it."""
        return f"track:{self.pk}"


class FocusArea(models.Model):
    """What a plan wants to make better: the purpose, why, how, and what people said about it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="areas")
    track = models.ForeignKey(
        Track, on_delete=models.PROTECT, null=True, blank=True, related_name="areas"
    )
    title = models.CharField(max_length=TITLE_LENGTH)
    purpose = models.TextField(blank=True)
    why = models.TextField(blank=True)
    how = models.TextField(blank=True)
    easy_text = models.TextField(blank=True)
    now = models.TextField(blank=True)
    whom_to_ask = models.TextField(blank=True)
    join = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    # What people said that it grew from (row H2).
    clusters = models.ManyToManyField(Cluster, related_name="+", blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("indsatsområde")
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names it, and the key of its trace back to inputs."""
        return f"focus_area:{self.pk}"


class Quote(models.Model):
    """Something somebody said, printed in a plan with their consent and without their name (row H2)."""

    area = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="quotes")
    text = models.TextField()
    by = models.CharField(max_length=TITLE_LENGTH, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.text


class PlanMove(models.Model):
    """One step of a plan from state to state, with its day and why."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="moves")
    was = models.CharField(max_length=12, choices=PlanState)
    became = models.CharField(max_length=12, choices=PlanState)
    why = models.CharField(max_length=LINE_LENGTH, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.was} \u2192 {self.became}"
