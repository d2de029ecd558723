"""What is due by itself: reminders, asking how it was, forgetting."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samspil.commons.gatherings import letters
from samspil.commons.gatherings.actions.telling import tell_all
from samspil.commons.gatherings.models import Gathering, Reminder
from samspil.commons.gatherings.queries import (
    due_for_feedback,
    due_reminders,
    registrations_to_forget,
    reminder_moment,
    those_who_came,
    with_needs_to_forget,
)
from samspil.commons.gatherings.terms import GatheringState, RegistrationState
from samspil.kit.access import System


def send_reminders(*, actor: System, now: datetime | None = None) -> int:
    """Remind those with a seat of what is near; return how many letters were queued.

    What was sent is written in the transaction that queues the letters, so a worker that dies leaves
    either both or neither, and every letter has its own key besides.
    """
    moment = now or timezone.now()
    return sum(_remind(gathering, days) for gathering, days in due_reminders(moment))


@transaction.atomic
def _remind(gathering: Gathering, days: int) -> int:
    current = (
        Gathering.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk=gathering.pk, state=GatheringState.PUBLISHED, starts_at=gathering.starts_at)
        .first()
    )
    if current is None:
        return 0
    reminder, new = Reminder.objects.get_or_create(
        gathering=current, days_before=days, of_start=current.starts_at
    )
    if not new:
        return 0
    # Whoever got a letter about their seat after the moment has just been told when it is.
    known = current.registrations.in_state(RegistrationState.REGISTERED).filter(
        in_line_since__lte=reminder_moment(current, days)
    )
    reminder.letters = tell_all(
        known,
        current,
        letters.reminder,
        f"gathering:{current.pk}:reminder:{days}:{current.starts_at:%Y%m%d%H%M}",
    )
    reminder.save(update_fields=["letters"])
    return reminder.letters


def ask_for_feedback(*, actor: System, now: datetime | None = None) -> int:
    """Ask those who were there how it was, each once; return how many letters were queued."""
    asked = 0
    for gathering in due_for_feedback(now or timezone.now()):
        with transaction.atomic():
            asked += tell_all(
                those_who_came(gathering).by_mail(),
                gathering,
                letters.ask_feedback,
                f"gathering:{gathering.pk}:feedback",
            )
    return asked


@transaction.atomic
def forget(*, actor: System, now: datetime | None = None) -> dict[str, int]:
    """Delete access needs the day after, and who came half a year after; return how many of each."""
    moment = now or timezone.now()
    needs = with_needs_to_forget(moment).update(access_needs=None)
    _count, by_model = registrations_to_forget(moment).delete()
    return {
        "access_needs": needs,
        "registrations": by_model.get("gatherings.Registration", 0),
    }
