"""Remind those responsible of activities nobody has told of, or that end soon (row H13)."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from samspil.base.audit.actions import record
from samspil.base.outbox.actions import send
from samspil.kit.access import Actor
from samspil.work.plans import letters
from samspil.work.plans.models import Activity
from samspil.work.plans.policies import may_follow_plans


def _due_a_word(today: date) -> dict[int, list[Activity]]:
    """Return, per person, the activities that wait for a word, locked; another sweeper's are left out."""
    rows = (
        Activity.objects.select_for_update(of=("self",), skip_locked=True)
        .due_a_word(today)
        .select_related("responsible")
    )
    found: dict[int, list[Activity]] = {}
    for each in rows:
        if each.responsible_id is not None:
            found.setdefault(each.responsible_id, []).append(each)
    return found


@transaction.atomic
def remind_owners(*, actor: Actor, today: date | None = None) -> int:
    """Write once to each person whose activities are over time, silent or end soon; return how many were written to.

    Of one activity nobody hears more than once in `REMIND_EVERY`; who works here no longer hears nothing.

    Args:
        actor: the house itself.
        today: the day it is; now when left out.
    """
    day = today or timezone.localdate()
    written = 0
    for activities in _due_a_word(day).values():
        person = activities[0].responsible
        if person is None or not may_follow_plans(person):
            continue
        send(
            draft=letters.reminder(activities),
            address=person.email,
            dedupe_key=f"plans.remind:{person.pk}:{day.isoformat()}",
        )
        Activity.objects.filter(pk__in=[each.pk for each in activities]).update(reminded_on=day)
        record(actor=actor, verb="plans.remind_owner", about=f"person:{person.pk}")
        written += 1
    return written
