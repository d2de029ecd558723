"""What happens by itself: initiatives end, names and notes are erased when their time is over."""

from django.db import transaction
from django.utils import timezone

from samspil.base.audit.actions import record
from samspil.base.files.models import StoredFile
from samspil.kit.access import System
from samspil.work.involvement.actions.initiatives import change_state
from samspil.work.involvement.models import Invitation, Note, Participant, Proposal, SharedFile
from samspil.work.involvement.queries.people import ended
from samspil.work.involvement.terms import (
    KEEP_NAMES,
    KEEP_NOTES,
    KEEP_PROPOSER,
    RECENT,
    InitiativeState,
)


def sweep(*, actor: System) -> dict[str, int]:
    """End what is over and erase what is not needed any more; doing it twice changes nothing more."""
    return {
        "ended": _end(actor),
        "names": _forget_names(actor),
        "notes": _delete_notes(actor),
        "proposers": _forget_proposers(actor),
    }


def _end(actor: System) -> int:
    done = 0
    for pk in list(ended().values_list("pk", flat=True)):
        with transaction.atomic():
            initiative = (
                ended().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
            )
            if initiative is not None:
                change_state(actor=actor, initiative=initiative, to=InitiativeState.DONE)
                done += 1
    return done


@transaction.atomic
def _forget_names(actor: System) -> int:
    """Erase who took part, who answered and who was asked at all; what they wrote stays without a name."""
    over = timezone.localdate() - KEEP_NAMES
    people = list(Participant.objects.filter(initiative__closed_on__lt=over))
    for participant in people:
        record(actor=actor, verb="involvement.forget_name", about=participant.about)
    Participant.objects.filter(pk__in=[each.pk for each in people]).delete()
    # By then having been asked makes nobody less likely to be drawn either.
    Invitation.objects.filter(
        round__initiative__closed_on__lt=over, round__sent_at__lt=timezone.now() - RECENT
    ).delete()
    return len(people)


@transaction.atomic
def _delete_notes(actor: System) -> int:
    over = timezone.localdate() - KEEP_NOTES
    shared = SharedFile.objects.filter(initiative__closed_on__lt=over)
    files = list(shared.values_list("file", flat=True))
    shared.delete()
    StoredFile.objects.filter(pk__in=files).delete()
    notes = Note.objects.filter(initiative__closed_on__lt=over)
    things = [note.thing for note in notes.only("pk")]
    notes.delete()
    for thing in things:
        record(actor=actor, verb="involvement.delete_note", thing=thing)
    return len(things)


def _forget_proposers(actor: System) -> int:
    """Erase the addresses of proposers a year after the answer; the result has been told by then."""
    old = Proposal.objects.filter(
        answered_at__lt=timezone.now() - KEEP_PROPOSER, address_key__isnull=False
    )
    return old.update(address=None, address_key=None)
