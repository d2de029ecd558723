"""Write notes together and share files, in a working community."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from samspil.base.audit.actions import record
from samspil.base.files.actions import forget_file, store_document, store_picture
from samspil.base.files.terms import DOCUMENT_TYPES
from samspil.base.people.models import Person
from samspil.kit.access import Actor, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable
from samspil.work.involvement.models import (
    Initiative,
    Note,
    NoteVersion,
    Participant,
    SharedFile,
)
from samspil.work.involvement.policies import may_share


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes in a working community: somebody who takes part, or a member of staff."""

    actor: Actor
    participant: Participant | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """How it stands on what was written."""
        if self.participant is not None:
            return {"participant": self.participant}
        return {"staff": self.actor if isinstance(self.actor, Person) else None}

    @property
    def about(self) -> str:
        """How the audit names a participant who writes."""
        return self.participant.about if self.participant is not None else ""


def _require_may_share(writer: Writer, initiative: Initiative) -> None:
    # Whoever ends the initiative or leaves it at this moment waits, or has done it before.
    initiative = (
        Initiative.objects.select_for_update(of=("self",), no_key=True)
        .select_related("plan")
        .get(pk=initiative.pk)
    )
    participant = writer.participant
    if participant is not None:
        participant = Participant.objects.get(pk=participant.pk)
    require(may_share(writer.actor, initiative, participant))


@transaction.atomic
def write_note(*, writer: Writer, initiative: Initiative, title: str, body: str) -> Note:
    """Begin a note.

    Raises Refused when the writer is not of the working community, or when it is over.
    """
    _require_may_share(writer, initiative)
    note = Note.objects.create(initiative=initiative, title=one_line(title), body=readable(body))
    _keep_version(note, writer)
    record(actor=writer.actor, verb="involvement.write_note", thing=note.thing, about=writer.about)
    return note


def _keep_version(note: Note, writer: Writer) -> None:
    NoteVersion.objects.create(
        note=note, number=note.version, title=note.title, body=note.body, **writer.columns
    )


@transaction.atomic
def save_note(*, writer: Writer, note: Note, version: int, title: str, body: str) -> Note:
    """Save a changed note; what it said before is kept beside it.

    Args:
        writer: who changes it.
        note: the note.
        version: the version the writer opened.
        title: its title now.
        body: its text now, in Markdown.

    Raises Refused as `write_note` does, EditedMeanwhile when somebody saved it since `version`.
    """
    _require_may_share(writer, note.initiative)
    current = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if current.version != version:
        raise EditedMeanwhile(current)
    title, body = one_line(title), readable(body)
    if (current.title, current.body) == (title, body):
        return current
    current.title, current.body = title, body
    current.version += 1
    current.save()
    _keep_version(current, writer)
    record(
        actor=writer.actor, verb="involvement.save_note", thing=current.thing, about=writer.about
    )
    return current


@transaction.atomic
def share_file(
    *, writer: Writer, initiative: Initiative, upload: "UploadedFile[Any]", title: str = ""
) -> SharedFile:
    """Share a picture or a document.

    Raises Refused as `write_note` does, ValidationError for a file we do not take.
    """
    _require_may_share(writer, initiative)
    name = upload.name or ""
    is_document = name.lower().rpartition(".")[2] in DOCUMENT_TYPES
    store = store_document if is_document else store_picture
    try:
        stored = store(actor=writer.actor, upload=upload)
    except ValidationError as error:
        raise ValidationError({"file": error.messages}) from error
    shared = SharedFile.objects.create(
        initiative=initiative,
        file=stored,
        title=one_line(title)[:140] or stored.name[:140],
        **writer.columns,
    )
    record(
        actor=writer.actor,
        verb="involvement.share_file",
        thing=initiative.thing,
        about=writer.about,
    )
    return shared


@transaction.atomic
def remove_file(*, writer: Writer, shared: SharedFile) -> None:
    """Take a file away again.

    Raises Refused as `write_note` does.
    """
    _require_may_share(writer, shared.initiative)
    initiative, file = shared.initiative, shared.file
    shared.delete()
    forget_file(actor=writer.actor, file=file)
    record(
        actor=writer.actor,
        verb="involvement.remove_file",
        thing=initiative.thing,
        about=writer.about,
    )
