"""Who is asked, what they say, and who takes part.

An invitation points to a profile of interests, whose person nobody here sees. Name and contact are typed by the
person with a yes, lie encrypted, and go with a no.
"""

from datetime import date, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.base.outbox.letters import SEAL_REPLY
from samspil.base.people.models import Person
from samspil.commons.interests.models import InterestProfile
from samspil.commons.interests.terms import Form
from samspil.kit.encryption import EncryptedTextField
from samspil.kit.language import Shown
from samspil.kit.seals import seal
from samspil.work.involvement.models.plans import Initiative
from samspil.work.involvement.terms import REMIND_BEFORE, Answer, Outcome


class InvitationRound(models.Model):
    """One time in which people at disposal are asked; how they were drawn can be explained by its seed."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="rounds")
    form = models.CharField(max_length=20, choices=Form)
    # How many are drawn; None invites all who fit.
    sample_size = models.PositiveIntegerField(null=True, blank=True)
    leave_out_recent = models.BooleanField(default=False)
    seed = models.CharField(max_length=64)
    words = models.TextField(blank=True)
    words_en = models.TextField(blank=True)
    answer_by = models.DateField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    shown_words = Shown("words")

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                name="involvement_draws_somebody",
                condition=Q(sample_size__isnull=True) | Q(sample_size__gt=0),
            ),
        )

    def __str__(self) -> str:
        return f"invitation_round:{self.pk}"

    @property
    def thing(self) -> str:
        """How the audit names this round."""
        return f"invitation_round:{self.pk}"

    @property
    def key(self) -> str:
        """Under which its letters are sent once."""
        return f"involvement:round:{self.ref}"

    @property
    def reminder_key(self) -> str:
        """Under which its reminders are sent once."""
        return f"involvement:reminder:{self.ref}"

    @property
    def is_open(self) -> bool:
        """Whether answers are taken: sent, not closed, and the last day is not over."""
        return (
            self.sent_at is not None
            and self.closed_at is None
            and self.answer_by >= timezone.localdate()
        )

    @property
    def remind_on(self) -> date | None:
        """The first day on which a reminder may go: three days before the last, never the day of sending."""
        if self.sent_at is None:
            return None
        day_after = timezone.localdate(self.sent_at) + timedelta(days=1)
        return max(self.answer_by - REMIND_BEFORE, day_after)


class Invitation(models.Model):
    """One person asked in one round; the person is unknown here until they say yes."""

    round = models.ForeignKey(InvitationRound, on_delete=models.CASCADE, related_name="invitations")
    profile = models.ForeignKey(
        InterestProfile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What the links in its letters seal; changed when somebody says that it was not them.
    key = models.UUIDField(unique=True)
    reminder_key = models.UUIDField(null=True, blank=True, unique=True)
    answer = models.CharField(max_length=3, choices=Answer, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Counts the changes of the answer, so that each is told by a letter of its own.
    changes = models.PositiveSmallIntegerField(default=0)
    name = EncryptedTextField(blank=True, default="")
    contact = EncryptedTextField(blank=True, default="")
    note = EncryptedTextField(blank=True, default="")
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.NONE, blank=True)

    class Meta:
        ordering = ("answered_at", "id")
        indexes = (models.Index(fields=["profile", "round"], name="involvement_invited"),)
        constraints = (
            models.UniqueConstraint(
                fields=["round", "profile"],
                name="involvement_invited_once",
                condition=Q(profile__isnull=False),
            ),
            models.CheckConstraint(
                name="involvement_outcome_of_a_yes",
                condition=Q(outcome="") | Q(answer="yes"),
            ),
        )

    def __str__(self) -> str:
        return f"invitation:{self.pk}"

    @property
    def about(self) -> str:
        """How the audit names whom it concerns."""
        return f"invitation:{self.pk}"

    @property
    def token(self) -> str:
        """What stands in the address where it is answered."""
        return seal(SEAL_REPLY, self.key)

    @property
    def said_yes(self) -> bool:
        """Whether the person wants to take part."""
        return self.answer == Answer.YES


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Filters on those who take part."""

    def current(self) -> "ParticipantQuerySet":
        """Keep those who have not left."""
        return self.filter(left_on__isnull=True)


class Participant(models.Model):
    """Somebody who takes part in an initiative and has said so; without an account."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="participants"
    )
    invitation = models.OneToOneField(
        Invitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="participant"
    )
    name = EncryptedTextField(blank=True, default="")
    contact = EncryptedTextField(blank=True, default="")
    address = EncryptedTextField(null=True, blank=True)
    address_key = models.UUIDField(null=True, blank=True)
    language = models.CharField(max_length=5, default="da")
    joined_on = models.DateField(default=timezone.localdate)
    left_on = models.DateField(null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ("joined_on", "id")
        indexes = (models.Index(fields=["address_key"], name="involvement_of_address"),)
        constraints = (
            models.UniqueConstraint(
                fields=["initiative", "address_key"],
                name="involvement_takes_part_once",
                condition=Q(address_key__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"participant:{self.ref}"

    @property
    def about(self) -> str:
        """How the audit names this person."""
        return f"participant:{self.ref}"
