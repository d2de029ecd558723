"""Write down what bodies decided, and follow what comes next."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.base.files.actions import forget_file, store_document
from samspil.commons.decisions.actions.common import (
    check_not_ahead,
    current,
    own,
    set_reach,
    write_text,
)
from samspil.commons.decisions.models import Attachment, CaseDraft, Decision, Owner
from samspil.commons.decisions.terms import MOST_ATTACHMENTS, Outcome
from samspil.kit.access import Actor, Verdict, require
from samspil.kit.words import one_line

LINES = {
    "title", "body", "case_number", "document_numbers", "agenda_item", "next_step", "hearing_body",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a body decided, on what grounds, and what comes next."""

    title: str
    body: str
    decided_on: date
    text: str
    outcome: Outcome
    case_number: str = ""
    document_numbers: str = ""
    agenda_item: str = ""
    recommendation: str = ""
    next_step: str = ""
    next_step_on: date | None = None
    hearing_body: str = ""
    hearing_on: date | None = None
    hearing_said: str = ""
    is_public: bool = True


def _check(said: Said) -> None:
    today = timezone.localdate()
    check_not_ahead(said.decided_on, today, "decided_on")
    check_not_ahead(said.hearing_on, today, "hearing_on")
    if said.next_step_on and not said.next_step.strip():
        raise ValidationError({"next_step": _("Skriv, hvad der skal ske på den dag.")})
    if said.next_step_on and said.next_step_on < said.decided_on:
        raise ValidationError({"next_step_on": _("Det næste skridt kommer efter beslutningen.")})


@transaction.atomic
def record_decision(
    *,
    actor: Actor,
    may: Verdict,
    said: Said,
    owner: Owner | None = None,
    follows: Decision | None = None,
) -> Decision:
    """Write down a decision; `follows` is the earlier one that this takes further.

    Raises Refused, ValidationError for a day that has not come or a next step that lies before it.
    """
    require(may)
    _check(said)
    decision = Decision(follows=follows)
    told = owner or Owner()
    own(decision, told)
    write_text(decision, asdict(said), LINES)
    decision.save()
    set_reach(decision, told.places, told.topics)
    record(
        actor=actor,
        verb="decisions.record_decision",
        thing=decision.thing,
        about=told.key,
        public=decision.is_public,
    )
    return decision


@transaction.atomic
def change_decision(
    *, actor: Actor, may: Verdict, decision: Decision, said: Said, version: int | None = None
) -> Decision:
    """Put right what was written down of a decision.

    Raises Refused, EditedMeanwhile when somebody saved it since `version`, ValidationError as `record_decision` does.
    """
    require(may)
    _check(said)
    found = current(decision, version)
    if found.next_step != one_line(said.next_step):
        found.next_step_done_on = None
    write_text(found, asdict(said), LINES)
    found.version += 1
    found.save()
    record(actor=actor, verb="decisions.change_decision", thing=found.thing, public=True)
    return found


@transaction.atomic
def finish_step(*, actor: Actor, may: Verdict, decision: Decision, done: bool = True) -> None:
    """Say that the next step is taken, or that it is not after all.

    Raises Refused when the actor may not.
    """
    require(may)
    found = current(decision, None)
    found.next_step_done_on = timezone.localdate() if done else None
    found.save(update_fields=["next_step_done_on"])
    record(actor=actor, verb="decisions.finish_step", thing=found.thing, public=found.is_public)


@transaction.atomic
def attach(
    *,
    actor: Actor,
    may: Verdict,
    to: Decision | CaseDraft,
    upload: "UploadedFile[Any]",
    title: str = "",
) -> Attachment:
    """Add a file to a decision or a case.

    Raises Refused, ValidationError when it is of a kind we do not take or there are too many.
    """
    require(may)
    if to.attachments.count() >= MOST_ATTACHMENTS:
        raise ValidationError({"file": _("Der er for mange bilag. Fjern et først.")})
    stored = store_document(actor=actor, upload=upload)
    where = {"decision": to} if isinstance(to, Decision) else {"case": to}
    made = Attachment.objects.create(
        file=stored, title=one_line(title)[:200] or stored.name, **where
    )
    record(actor=actor, verb="decisions.attach", thing=to.thing, public=True)
    return made


@transaction.atomic
def detach(*, actor: Actor, may: Verdict, attachment: Attachment) -> None:
    """Take a file away again, out of the database too.

    Raises Refused when the actor may not.
    """
    require(may)
    thing = attachment.belongs_to.thing
    file = attachment.file
    attachment.delete()
    forget_file(actor=actor, file=file)
    record(actor=actor, verb="decisions.detach", thing=thing, public=True)
