"""What a working community shares: notes, of which no version is lost, and files."""

from django.db import models
from django.db.models import Q

from samspil.base.files.models import StoredFile
from samspil.base.people.models import Person
from samspil.kit.encryption import EncryptedTextField
from samspil.work.involvement.models.invitations import Participant
from samspil.work.involvement.models.plans import Initiative
from samspil.work.involvement.terms import TITLE_LENGTH


class Note(models.Model):
    """A text that those who work together write together."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="notes")
    title = EncryptedTextField()
    body = EncryptedTextField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-updated_at", "-id")

    def __str__(self) -> str:
        return f"note:{self.pk}"

    @property
    def thing(self) -> str:
        """How the audit names this note."""
        return f"note:{self.pk}"


class NoteVersion(models.Model):
    """A note as somebody saved it; by a member of staff or by somebody who takes part."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = EncryptedTextField()
    body = EncryptedTextField()
    at = models.DateTimeField(auto_now_add=True)
    staff = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["note", "number"], name="involvement_version_once"),
            models.CheckConstraint(
                name="involvement_version_of_one",
                condition=Q(staff__isnull=True) | Q(participant__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.note_id}:{self.number}"


class SharedFile(models.Model):
    """A file for those who work together."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    at = models.DateTimeField(auto_now_add=True)
    staff = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return self.title
