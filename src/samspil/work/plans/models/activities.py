"""What is done under a plan: activities and initiatives, and every step they take."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.commons.inputs.models import Cluster
from samspil.work.plans.models.plans import FocusArea, Plan, lines_of
from samspil.work.plans.terms import (
    ACTIVITY_TONES,
    ENDS_SOON,
    LINE_LENGTH,
    MOST_WEIGHT,
    OPEN_STATES,
    REMIND_EVERY,
    SILENT_AFTER,
    TITLE_LENGTH,
    WORKING_STATES,
    ActivityState,
    PlanState,
)


def is_silent(since: date) -> Q:
    """Return the condition for what runs, or stands still, and was not spoken of after a day."""
    return Q(state__in=(ActivityState.RUNNING, ActivityState.BLOCKED), told_on__lt=since)


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Filters on activities."""

    def public(self) -> "ActivityQuerySet":
        """Keep those of plans everybody may read."""
        return self.exclude(plan__state=PlanState.DRAFT)

    def counted(self) -> "ActivityQuerySet":
        """Keep those that count in the progress of the whole."""
        return self.exclude(state=ActivityState.DROPPED)

    def overdue(self, today: date | None = None) -> "ActivityQuerySet":
        """Keep those whose period is over though they are not done."""
        return self.filter(state__in=OPEN_STATES, ends_on__lt=today or timezone.localdate())

    def silent(self, today: date | None = None) -> "ActivityQuerySet":
        """Keep those that should have been spoken of by now."""
        return self.filter(is_silent((today or timezone.localdate()) - SILENT_AFTER))

    def due_a_word(self, today: date | None = None) -> "ActivityQuerySet":
        """Keep those whose owner should be reminded: over time, silent or soon at their end, and not just reminded."""
        day = today or timezone.localdate()
        pressing = Q(state__in=OPEN_STATES, ends_on__lte=day + ENDS_SOON) | is_silent(
            day - SILENT_AFTER
        )
        return self.filter(
            pressing,
            Q(reminded_on__isnull=True) | Q(reminded_on__lte=day - REMIND_EVERY),
            responsible__is_active=True,
            plan__state__in=WORKING_STATES,
        )


class Activity(models.Model):
    """What somebody does, by when, and how far it is; with a letter it is an initiative of an action plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="activities")
    area = models.ForeignKey(
        FocusArea, on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    letter = models.CharField(max_length=4, blank=True)
    title = models.CharField(max_length=LINE_LENGTH)
    text = models.TextField(blank=True)
    responsible_unit = models.CharField(max_length=TITLE_LENGTH, blank=True)
    responsible = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    partners = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    expected_effect = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    # What people said that it grew from, beside what its area did (row H2).
    clusters = models.ManyToManyField(Cluster, related_name="+", blank=True)
    needs = models.ManyToManyField("self", symmetrical=False, related_name="needed_by", blank=True)
    weight = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        max_length=11, choices=ActivityState, default=ActivityState.NOT_STARTED
    )
    progress = models.PositiveSmallIntegerField(default=0)
    now = models.CharField(max_length=LINE_LENGTH, blank=True)
    blocked_why = models.CharField(max_length=LINE_LENGTH, blank=True)
    unblocked_by = models.CharField(max_length=TITLE_LENGTH, blank=True)
    told_on = models.DateField(default=timezone.localdate)
    reminded_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("aktivitet")
        ordering = ("order", "id")
        constraints = (
            models.CheckConstraint(name="plans_progress_to_100", condition=Q(progress__lte=100)),
            models.CheckConstraint(
                name="plans_done_is_100", condition=~Q(state="done") | Q(progress=100)
            ),
            models.CheckConstraint(
                name="plans_weight", condition=Q(weight__gte=1, weight__lte=MOST_WEIGHT)
            ),
            models.CheckConstraint(
                name="plans_blocked_says_why",
                condition=~Q(state="blocked") | (~Q(blocked_why="") & ~Q(unblocked_by="")),
            ),
            models.CheckConstraint(
                name="plans_activity_forward",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names it, and the key of its trace back to inputs."""
        return f"activity:{self.pk}"

    @property
    def state_label(self) -> str:
        """Where it stands; Django's own way puts every state there is into words for each row of a list."""
        return str(ActivityState(self.state).label)

    @property
    def tone(self) -> str:
        """The kind of its badge."""
        return ACTIVITY_TONES[ActivityState(self.state)]

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN_STATES

    @property
    def is_overdue(self) -> bool:
        """Whether its period is over though it is not done."""
        return self.is_open and self.ends_on is not None and self.ends_on < timezone.localdate()

    @property
    def is_silent(self) -> bool:
        """Whether somebody should have spoken of it by now."""
        speaks = self.state in (ActivityState.RUNNING, ActivityState.BLOCKED)
        return speaks and self.told_on < timezone.localdate() - SILENT_AFTER

    @property
    def ends_soon(self) -> bool:
        """Whether its period is nearly over."""
        today = timezone.localdate()
        return (
            self.is_open
            and self.ends_on is not None
            and today <= self.ends_on <= today + timedelta(days=ENDS_SOON.days)
        )

    @property
    def asks_for_word(self) -> bool:
        """Whether the one responsible should say something now."""
        return self.is_overdue or self.is_silent or self.ends_soon

    @property
    def partner_list(self) -> list[str]:
        """Who takes part beside the one responsible, one each."""
        return lines_of(self.partners)

    @property
    def full_title(self) -> str:
        """Its title with its letter in front, if it has one."""
        return f"{self.letter}. {self.title}" if self.letter else self.title


class StatusChange(models.Model):
    """One dated step of an activity: from where to where, and what was said about it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="changes")
    was = models.CharField(max_length=11, choices=ActivityState)
    became = models.CharField(max_length=11, choices=ActivityState)
    progress = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=LINE_LENGTH, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.was} \u2192 {self.became}"

    @property
    def tone(self) -> str:
        """The kind of the badge of what it became."""
        return ACTIVITY_TONES[ActivityState(self.became)]

    @property
    def changed_state(self) -> bool:
        """Whether it was more than a word on the same state."""
        return self.was != self.became
