"""The plan of a year and its initiatives."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.kit.language import Shown, ShownLanguage
from samspil.work.involvement.terms import (
    FEWEST_FROM_START,
    MOST_FROM_START,
    NOTE_LENGTH,
    OPEN_STATES,
    STATE_TONES,
    TITLE_LENGTH,
    InitiativeKind,
    InitiativeState,
    PlanState,
)


class PlanQuerySet(models.QuerySet["InvolvementPlan"]):
    """Filters on plans."""

    def public(self) -> "PlanQuerySet":
        """Keep what everybody may read."""
        return self.exclude(state=PlanState.DRAFT)


class InvolvementPlan(models.Model):
    """What the municipality wants to do together with citizens and relatives in one year (row P4)."""

    year = models.PositiveSmallIntegerField(unique=True)
    intro = models.TextField(blank=True)
    intro_en = models.TextField(blank=True)
    easy_intro = models.TextField(blank=True)
    easy_intro_en = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=PlanState, default=PlanState.DRAFT)
    published_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    shown_intro = Shown("intro")
    shown_easy_intro = Shown("easy_intro")
    shown_language = ShownLanguage("intro")

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("-year",)
        constraints = (
            models.CheckConstraint(
                name="involvement_published_has_day",
                condition=Q(state="draft") | Q(published_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return str(self.year)

    @property
    def thing(self) -> str:
        """How the audit names this plan."""
        return f"involvement_plan:{self.pk}"

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.state != PlanState.DRAFT


def is_usual_number(from_start: int) -> bool:
    """Tell whether a plan has as many initiatives from its start as was decided: 3 to 5."""
    return FEWEST_FROM_START <= from_start <= MOST_FROM_START


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    """Filters on initiatives."""

    def public(self) -> "InitiativeQuerySet":
        """Keep those of plans everybody may read."""
        return self.exclude(plan__state=PlanState.DRAFT)

    def from_start(self) -> "InitiativeQuerySet":
        """Keep those the plan was published with."""
        return self.filter(is_addition=False)

    def open(self) -> "InitiativeQuerySet":
        """Keep those that are neither done nor cancelled."""
        return self.filter(state__in=OPEN_STATES)


class Initiative(models.Model):
    """One way in which people are involved: what, why, when, who asks, and what came of it."""

    plan = models.ForeignKey(InvolvementPlan, on_delete=models.PROTECT, related_name="initiatives")
    kind = models.CharField(max_length=20, choices=InitiativeKind)
    title = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    purpose = models.TextField()
    purpose_en = models.TextField(blank=True)
    challenge = models.TextField(blank=True)
    challenge_en = models.TextField(blank=True)
    asked = models.TextField(blank=True)
    asked_en = models.TextField(blank=True)
    easy_text = models.TextField(blank=True)
    easy_text_en = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    places = models.ManyToManyField(Place, related_name="+", blank=True)
    responsible = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=InitiativeState, default=InitiativeState.PLANNED)
    cancelled_why = models.CharField(max_length=NOTE_LENGTH, blank=True)
    is_addition = models.BooleanField(default=False)
    added_on = models.DateField(default=timezone.localdate)
    need = models.CharField(max_length=NOTE_LENGTH, blank=True)
    need_en = models.CharField(max_length=NOTE_LENGTH, blank=True)
    result = models.TextField(blank=True)
    result_en = models.TextField(blank=True)
    result_told_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    shown_title = Shown("title")
    shown_purpose = Shown("purpose")
    shown_challenge = Shown("challenge")
    shown_asked = Shown("asked")
    shown_easy_text = Shown("easy_text")
    shown_need = Shown("need")
    shown_result = Shown("result")
    shown_language = ShownLanguage("title")

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "id")
        constraints = (
            models.CheckConstraint(
                name="involvement_initiative_forward",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="involvement_community_has_end_and_challenge",
                condition=~Q(kind="working_community")
                | (Q(ends_on__isnull=False) & ~Q(challenge="")),
            ),
            models.CheckConstraint(
                name="involvement_addition_has_need",
                condition=Q(is_addition=False) | ~Q(need=""),
            ),
            models.CheckConstraint(
                name="involvement_cancelled_has_reason",
                condition=~Q(state="cancelled") | ~Q(cancelled_why=""),
            ),
            models.CheckConstraint(
                name="involvement_closed_has_day",
                condition=Q(state__in=["done", "cancelled"], closed_on__isnull=False)
                | (~Q(state__in=["done", "cancelled"]) & Q(closed_on__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        """How a badge shows its state."""
        return STATE_TONES.get(InitiativeState(self.state), "neutral")

    @property
    def thing(self) -> str:
        """How the audit names this initiative."""
        return f"initiative:{self.pk}"

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.plan.is_public

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor cancelled."""
        return self.state in OPEN_STATES

    @property
    def is_community(self) -> bool:
        """Whether those who take part share notes and files."""
        return self.kind == InitiativeKind.WORKING_COMMUNITY

    @property
    def is_closed_circle(self) -> bool:
        """Whether its meetings are as a rule for those who take part alone."""
        return self.kind in (InitiativeKind.WORKING_COMMUNITY, InitiativeKind.FOCUS_GROUP)
