"""What people propose; who they are and what they wrote lies encrypted."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from samspil.base.people.models import Person
from samspil.kit.encryption import EncryptedTextField
from samspil.kit.language import Shown
from samspil.work.involvement.models.plans import Initiative
from samspil.work.involvement.terms import ProposalState, ProposerRole


class Proposal(models.Model):
    """An initiative somebody would like, proposed without an account."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    title = EncryptedTextField()
    what = EncryptedTextField()
    why = EncryptedTextField(blank=True, default="")
    role = models.CharField(max_length=12, choices=ProposerRole)
    address = EncryptedTextField(null=True, blank=True)
    address_key = models.UUIDField(null=True, blank=True, db_index=True)
    language = models.CharField(max_length=5, default="da")
    may_be_shown = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    state = models.CharField(max_length=8, choices=ProposalState, default=ProposalState.NEW)
    answer = models.TextField(blank=True)
    answer_en = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    initiative = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    is_shown = models.BooleanField(default=False)

    shown_answer = Shown("answer")

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="involvement_answered_has_answer",
                condition=Q(state="new", answered_at__isnull=True)
                | (~Q(state="new") & Q(answered_at__isnull=False) & ~Q(answer="")),
            ),
            models.CheckConstraint(
                name="involvement_accepted_has_initiative",
                condition=~Q(state="accepted") | Q(initiative__isnull=False),
            ),
            models.CheckConstraint(
                name="involvement_shown_with_leave",
                condition=Q(is_shown=False) | (Q(may_be_shown=True) & ~Q(state="new")),
            ),
        )

    def __str__(self) -> str:
        return f"proposal:{self.ref}"

    @property
    def about(self) -> str:
        """How the audit names this proposal and who made it."""
        return f"proposal:{self.ref}"

    @property
    def is_new(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == ProposalState.NEW
