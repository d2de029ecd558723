"""What people say, the themes it is grouped into, and what became of it.

The words of an input may tell of somebody's health: text and contact lie encrypted, and only a quote that
staff has worded and the person has allowed is readable.
"""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.inputs.terms import (
    LABEL_LENGTH,
    NOTE_LENGTH,
    PLEDGE_WAITS,
    QUOTE_BY_LENGTH,
    QUOTE_LENGTH,
    STATE_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    Channel,
    CollectionKind,
    CollectionState,
    InputState,
    PledgeState,
    StepKind,
    Voice,
)
from samspil.kit.encryption import EncryptedJSONField, EncryptedTextField
from samspil.kit.language import in_language


class CollectionQuerySet(models.QuerySet["Collection"]):
    """Filters on collections."""

    def for_everybody(self) -> "CollectionQuerySet":
        """Keep those whose pages everybody may read, open or closed."""
        return self.filter(is_for_all=True).exclude(state=CollectionState.DRAFT)

    def taking_in(self) -> "CollectionQuerySet":
        """Keep those that take in inputs today."""
        return self.filter(
            Q(last_day__isnull=True) | Q(last_day__gte=timezone.localdate()),
            state=CollectionState.OPEN,
        )


class Collection(models.Model):
    """An occasion at which people are asked: a workshop, a council, a form on the site."""

    title = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    kind = models.CharField(max_length=14, choices=CollectionKind)
    held_on = models.DateField(null=True, blank=True)
    intro = models.TextField(blank=True)
    easy_intro = models.TextField(blank=True)
    intro_en = models.TextField(blank=True)
    easy_intro_en = models.TextField(blank=True)
    is_for_all = models.BooleanField(default=False)
    last_day = models.DateField(null=True, blank=True)
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    places = models.ManyToManyField(Place, related_name="+", blank=True)
    source_title = models.CharField(max_length=LABEL_LENGTH, blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=6, choices=CollectionState, default=CollectionState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    # Nobody began the standing one of what people miss.
    created_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names this collection."""
        return f"collection:{self.pk}"

    @property
    def shown_title(self) -> str:
        """The title in the visitor's language."""
        return in_language(self.title, self.title_en)

    @property
    def shown_intro(self) -> str:
        """What is asked, in the visitor's language."""
        return in_language(self.intro, self.intro_en)

    @property
    def shown_easy_intro(self) -> str:
        """The easy version in the visitor's language, or nothing."""
        return in_language(self.easy_intro, self.easy_intro_en)

    @property
    def shown_language(self) -> str:
        """The language the visitor gets it in, for screen readers to pronounce it right."""
        return in_language("da", "en" if self.title_en else "")

    @property
    def takes_in(self) -> bool:
        """Whether inputs are taken in today."""
        over = self.last_day is not None and self.last_day < timezone.localdate()
        return self.state == CollectionState.OPEN and not over


class ClusterQuerySet(models.QuerySet["Cluster"]):
    """Filters on clusters."""

    def current(self) -> "ClusterQuerySet":
        """Keep those that were not merged into another."""
        return self.filter(merged_into__isnull=True)


class Cluster(models.Model):
    """Inputs that are about the same; what the municipality acts upon."""

    title = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    summary = models.CharField(max_length=SUMMARY_LENGTH, blank=True)
    summary_en = models.CharField(max_length=SUMMARY_LENGTH, blank=True)
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    places = models.ManyToManyField(Place, related_name="+", blank=True)
    order = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ClusterQuerySet.as_manager()

    class Meta:
        ordering = ("order", "id")
        constraints = (
            models.CheckConstraint(
                name="inputs_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names this cluster."""
        return f"cluster:{self.pk}"

    @property
    def shown_title(self) -> str:
        """The title in the visitor's language."""
        return in_language(self.title, self.title_en)

    @property
    def shown_summary(self) -> str:
        """The summary in the visitor's language."""
        return in_language(self.summary, self.summary_en)

    @property
    def shown_language(self) -> str:
        """The language the visitor gets it in, for screen readers to pronounce it right."""
        return in_language("da", "en" if self.title_en else "")


class InputQuerySet(models.QuerySet["Input"]):
    """Filters on inputs."""

    def counted(self) -> "InputQuerySet":
        """Keep those that stand for something somebody said, erased ones too."""
        return self.exclude(state=InputState.SET_ASIDE)

    def on_board(self) -> "InputQuerySet":
        """Keep those that are there to be read and grouped."""
        return self.filter(state=InputState.RECEIVED)

    def loose(self) -> "InputQuerySet":
        """Keep those that nobody has grouped."""
        return self.on_board().filter(cluster__isnull=True)

    def quotable(self) -> "InputQuerySet":
        """Keep those whose quote is worded and allowed."""
        return self.on_board().filter(quote_allowed=True).exclude(quote="")


class Input(models.Model):
    """What one person said: an idea, an experience, a wish."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="inputs")
    text = EncryptedTextField()
    voice = models.CharField(max_length=12, choices=Voice)
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    language = models.CharField(max_length=5, default="da")
    quote_allowed = models.BooleanField(default=False)
    quote_consent = models.CharField(max_length=40, blank=True)
    quote = models.CharField(max_length=QUOTE_LENGTH, blank=True)
    quote_by = models.CharField(max_length=QUOTE_BY_LENGTH, blank=True)
    channel = models.CharField(max_length=7, choices=Channel)
    received_at = models.DateTimeField(default=timezone.now)
    received_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    address = EncryptedTextField(null=True, blank=True)
    address_key = models.UUIDField(null=True, blank=True, db_index=True)
    contact = EncryptedJSONField(null=True, blank=True)
    contact_consent = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=9, choices=InputState, default=InputState.RECEIVED)
    cluster = models.ForeignKey(
        Cluster, null=True, blank=True, on_delete=models.PROTECT, related_name="inputs"
    )
    content_key = models.UUIDField()

    objects = InputQuerySet.as_manager()

    class Meta:
        ordering = ("received_at", "id")
        indexes = (
            models.Index(
                fields=["collection"],
                name="inputs_loose",
                condition=Q(cluster__isnull=True, state="received"),
            ),
        )
        constraints = (
            models.UniqueConstraint(fields=["collection", "content_key"], name="inputs_said_once"),
            models.CheckConstraint(
                name="inputs_address_has_key",
                condition=Q(address__isnull=False, address_key__isnull=False)
                | Q(address__isnull=True, address_key__isnull=True),
            ),
            models.CheckConstraint(
                name="inputs_reached_with_leave",
                condition=Q(address__isnull=True, contact__isnull=True) | ~Q(contact_consent=""),
            ),
            models.CheckConstraint(
                name="inputs_quoted_with_leave",
                condition=Q(quote="") | (Q(quote_allowed=True) & ~Q(quote_consent="")),
            ),
            models.CheckConstraint(
                name="inputs_erased_is_empty",
                condition=~Q(state="erased")
                | Q(address__isnull=True, contact__isnull=True, quote=""),
            ),
        )

    def __str__(self) -> str:
        return f"input:{self.ref}"

    @property
    def about(self) -> str:
        """How the audit names this input and who gave it."""
        return f"input:{self.ref}"

    @property
    def is_reachable(self) -> bool:
        """Whether the person gave a way to be told."""
        return self.address_key is not None or self.contact is not None

    @property
    def is_erased(self) -> bool:
        """Whether nothing is left of it but that it was there."""
        return self.state == InputState.ERASED


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    """Filters on outcomes."""

    def standing(self) -> "OutcomeQuerySet":
        """Keep what was not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def for_everybody(self) -> "OutcomeQuerySet":
        """Keep what everybody may know."""
        return self.standing().filter(is_public=True)


class Outcome(models.Model):
    """Something that came of a cluster: a focus area, an activity; told by the room it lives in."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="outcomes")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=LABEL_LENGTH)
    label_en = models.CharField(max_length=LABEL_LENGTH, blank=True)
    url = models.CharField(max_length=300)
    state = models.CharField(max_length=STATE_LENGTH)
    state_en = models.CharField(max_length=STATE_LENGTH, blank=True)
    is_public = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["cluster", "key"], name="inputs_outcome_once"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def shown_label(self) -> str:
        """What it is called, in the visitor's language."""
        return in_language(self.label, self.label_en)

    @property
    def shown_state(self) -> str:
        """How far it is, in the visitor's language."""
        return in_language(self.state, self.state_en)


class OutcomeChange(models.Model):
    """One dated step of an outcome, and whether those behind it were told."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="changes")
    state = models.CharField(max_length=STATE_LENGTH)
    state_en = models.CharField(max_length=STATE_LENGTH, blank=True)
    label = models.CharField(max_length=LABEL_LENGTH)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True, blank=True)
    is_told = models.BooleanField(default=False)
    is_withdrawal = models.BooleanField(default=False)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.label}: {self.state}"

    @property
    def shown_state(self) -> str:
        """How far it was, in the visitor's language."""
        return in_language(self.state, self.state_en)


class OutcomeCall(models.Model):
    """A person without e-mail who is to be told by phone or on paper what came of an input."""

    input = models.ForeignKey(Input, on_delete=models.CASCADE, related_name="calls")
    change = models.ForeignKey(OutcomeChange, on_delete=models.CASCADE, related_name="calls")
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("created_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["input", "change"], name="inputs_called_once"),
        )

    def __str__(self) -> str:
        return str(self.change)


class Step(models.Model):
    """Something done on the board, kept so that it can be undone."""

    kind = models.CharField(max_length=6, choices=StepKind)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    # Where each input came from, by id; none for those that were in no cluster.
    came_from = models.JSONField(default=dict)
    to = models.ForeignKey(
        Cluster, null=True, blank=True, on_delete=models.CASCADE, related_name="steps_to"
    )
    merged = models.ForeignKey(
        Cluster, null=True, blank=True, on_delete=models.CASCADE, related_name="steps_from"
    )
    outcomes = ArrayField(models.BigIntegerField(), default=list, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"step:{self.pk}"


class Pledge(models.Model):
    """What another area of the municipality said it would do."""

    area = models.CharField(max_length=LABEL_LENGTH)
    what = models.CharField(max_length=NOTE_LENGTH)
    cluster = models.ForeignKey(
        Cluster, null=True, blank=True, on_delete=models.PROTECT, related_name="pledges"
    )
    given_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=PledgeState, default=PledgeState.GIVEN)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = (F("due_on").asc(nulls_last=True), "id")

    def __str__(self) -> str:
        return f"{self.area}: {self.what}"

    @property
    def thing(self) -> str:
        """How the audit names this pledge."""
        return f"pledge:{self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be kept."""
        return self.state in PLEDGE_WAITS

    @property
    def is_overdue(self) -> bool:
        """Whether its day is over and it is not kept."""
        return self.is_waiting and self.due_on is not None and self.due_on < timezone.localdate()
