"""Remind those responsible of reports that are due."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samspil.base.audit.actions import record
from samspil.base.outbox.actions import send
from samspil.kit.access import Actor
from samspil.work.projects import letters
from samspil.work.projects.models import Report
from samspil.work.projects.policies import may_follow_projects
from samspil.work.projects.terms import FIRST_REMINDER, LAST_REMINDER, WITH_MONEY


def _due(today: date) -> dict[int, list[Report]]:
    """Return, per person, the reports to be reminded of now, locked; another sweeper's are left out."""
    first = Q(due_on__lte=today + FIRST_REMINDER, first_reminded_on__isnull=True)
    last = Q(due_on__lte=today + LAST_REMINDER, last_reminded_on__isnull=True)
    rows = (
        Report.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(first | last, sent_on__isnull=True, project__state__in=WITH_MONEY)
        .filter(project__responsible__is_active=True)
        .select_related("project__responsible")
    )
    found: dict[int, list[Report]] = {}
    for each in rows:
        found.setdefault(each.project.responsible_id or 0, []).append(each)
    return found


@transaction.atomic
def remind_of_reports(*, actor: Actor, today: date | None = None) -> int:
    """Write once to each person who owes a report, a month before and a week before; return how many were written to.

    Args:
        actor: the house itself.
        today: the day it is; now when left out.
    """
    day = today or timezone.localdate()
    written = 0
    for reports in _due(day).values():
        person = reports[0].project.responsible
        if person is None or not may_follow_projects(person):
            continue
        send(
            draft=letters.reports_due(reports),
            address=person.email,
            dedupe_key=f"projects.report:{person.pk}:{day.isoformat()}",
        )
        for report in reports:
            report.first_reminded_on = report.first_reminded_on or day
            if report.due_on <= day + LAST_REMINDER:
                report.last_reminded_on = day
            report.save(update_fields=["first_reminded_on", "last_reminded_on"])
        record(actor=actor, verb="projects.remind_of_reports", about=f"person:{person.pk}")
        written += 1
    return written
