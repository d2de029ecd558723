"""A year of a plan: the focus areas chosen for it, who works on them, and its fixed steps (row H13)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.base.people.models import Person
from samspil.commons.gatherings.models import Gathering
from samspil.kit.encryption import EncryptedTextField
from samspil.work.plans.models.plans import FocusArea, Plan
from samspil.work.plans.terms import (
    LINE_LENGTH,
    TITLE_LENGTH,
    GroupKind,
    GroupState,
    Side,
    StepKind,
)


class YearFocus(models.Model):
    """A focus area the centre leader has chosen to work on in one year, and why."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="focuses")
    area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, related_name="focuses")
    year = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=LINE_LENGTH, blank=True)
    chosen_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    chosen_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ("year", "area__order", "id")
        constraints = (
            models.UniqueConstraint(name="plans_focus_once", fields=("plan", "area", "year")),
        )

    def __str__(self) -> str:
        return f"{self.year}: {self.area_id}"

    @property
    def thing(self) -> str:
        """How the audit names it."""
        return f"year_focus:{self.pk}"


class YearStep(models.Model):
    """One fixed step of a plan's year: choosing, status or newsletter."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=StepKind)
    planned_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("planned_on", "id")
        constraints = (
            models.UniqueConstraint(name="plans_step_once", fields=("plan", "year", "kind")),
        )

    def __str__(self) -> str:
        return f"{self.year}: {self.get_kind_display()}"

    @property
    def is_late(self) -> bool:
        """Whether its day is over though it is not done."""
        return self.done_on is None and self.planned_on < timezone.localdate()


class GroupQuerySet(models.QuerySet["Group"]):
    """Filters on groups."""

    def active(self) -> "GroupQuerySet":
        """Keep those that still work."""
        return self.filter(state=GroupState.ACTIVE)


class Group(models.Model):
    """A working group for a focus area of a year, or the reference group that advises on the plan."""

    kind = models.CharField(max_length=9, choices=GroupKind)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="groups")
    focus = models.OneToOneField(
        YearFocus, on_delete=models.PROTECT, null=True, blank=True, related_name="group"
    )
    purpose = models.TextField(blank=True)
    lead = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=6, choices=GroupState, default=GroupState.ACTIVE)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "id")
        constraints = (
            models.CheckConstraint(
                name="plans_working_group_has_focus",
                condition=Q(kind="working", focus__isnull=False)
                | Q(kind="reference", focus__isnull=True),
            ),
            models.UniqueConstraint(
                name="plans_one_reference_group", fields=("plan",), condition=Q(kind="reference")
            ),
            models.CheckConstraint(
                name="plans_ended_group_has_day",
                condition=Q(state="ended", ended_on__isnull=False)
                | Q(state="active", ended_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"group:{self.pk}"

    @property
    def thing(self) -> str:
        """How the audit names it."""
        return f"group:{self.pk}"

    @property
    def is_active(self) -> bool:
        """Whether it still works."""
        return self.state == GroupState.ACTIVE

    @property
    def is_reference(self) -> bool:
        """Whether it advises on the whole plan."""
        return self.kind == GroupKind.REFERENCE

    @property
    def subject(self) -> str:
        """What it is about: the title of its focus area, or of the plan."""
        return self.focus.area.title if self.focus else self.plan.title


class GroupMemberQuerySet(models.QuerySet["GroupMember"]):
    """Filters on members."""

    def current(self) -> "GroupMemberQuerySet":
        """Keep those who have not left."""
        return self.filter(left_on__isnull=True)


class GroupMember(models.Model):
    """Somebody who takes part in a group: a person with log-in, or a name and how to reach them."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = EncryptedTextField(blank=True, default="")
    contact = EncryptedTextField(blank=True, default="")
    address_key = models.UUIDField(null=True, blank=True)
    side = models.CharField(max_length=12, choices=Side)
    unit = models.CharField(max_length=TITLE_LENGTH, blank=True)
    joined_on = models.DateField(default=timezone.localdate)
    left_on = models.DateField(null=True, blank=True)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        ordering = ("side", "unit", "joined_on", "id")
        indexes = (models.Index(fields=["address_key"], name="plans_member_of_address"),)
        constraints = (
            models.CheckConstraint(
                name="plans_department_has_unit", condition=~Q(side="department") | ~Q(unit="")
            ),
            models.UniqueConstraint(
                name="plans_member_once",
                fields=("group", "person"),
                condition=Q(person__isnull=False, left_on__isnull=True),
            ),
            models.UniqueConstraint(
                name="plans_member_address_once",
                fields=("group", "address_key"),
                condition=Q(address_key__isnull=False, left_on__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"group_member:{self.pk}"

    @property
    def about(self) -> str:
        """How the audit names this member."""
        return f"group_member:{self.pk}"

    @property
    def is_staff(self) -> bool:
        """Whether they take part for a department, so that their name may be seen by the others."""
        return self.side == Side.DEPARTMENT

    @property
    def full_name(self) -> str:
        """Who it is; for those who lead the group only, unless they take part for a department."""
        return str(self.person) if self.person else self.name

    @property
    def address(self) -> str:
        """Where letters reach them, or nothing."""
        if self.person:
            return self.person.email
        return self.contact if "@" in self.contact else ""

    @property
    def phone(self) -> str:
        """The number they are called at, or nothing."""
        return "" if "@" in self.contact else self.contact

    @property
    def side_words(self) -> str:
        """For whom they take part: the department, or the kind of people."""
        return self.unit or str(self.get_side_display())


class GroupTask(models.Model):
    """Something a group has agreed that somebody does, by when."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="tasks")
    text = models.CharField(max_length=LINE_LENGTH)
    member = models.ForeignKey(
        GroupMember, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    unit = models.CharField(max_length=TITLE_LENGTH, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = (
            models.F("done_on").asc(nulls_first=True),
            models.F("due_on").asc(nulls_last=True),
            "id",
        )

    def __str__(self) -> str:
        return self.text

    @property
    def thing(self) -> str:
        """How the audit names it."""
        return f"group_task:{self.pk}"

    @property
    def is_late(self) -> bool:
        """Whether its day is over though it is not done."""
        return (
            self.done_on is None and self.due_on is not None and self.due_on < timezone.localdate()
        )


class GroupNote(models.Model):
    """What a group has said, most of all the reference group's sparring, and what was done with it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="notes")
    on = models.DateField(default=timezone.localdate)
    text = EncryptedTextField()
    is_public = models.BooleanField(default=False)
    done_with = EncryptedTextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-on", "-id")

    def __str__(self) -> str:
        return f"group_note:{self.pk}"

    @property
    def thing(self) -> str:
        """How the audit names it."""
        return f"group_note:{self.pk}"


class GroupMeeting(models.Model):
    """Says that a gathering belongs to a group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    gathering = models.OneToOneField(Gathering, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("gathering__starts_at", "id")

    def __str__(self) -> str:
        return f"{self.group_id}:{self.gathering_id}"
