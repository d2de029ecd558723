"""Tell how far an activity is, and remind those who have not told for long."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.kit.access import Actor, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line
from samspil.work.plans.actions.traces import ENDS, trace_activity
from samspil.work.plans.models import Activity, StatusChange
from samspil.work.plans.policies import may_tell_status
from samspil.work.plans.terms import ActivityState

# What a state says about progress by itself.
FIXED = {ActivityState.NOT_STARTED: 0, ActivityState.DONE: 100}


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How far somebody says an activity is; all of it is read by everybody."""

    state: str
    progress: int = 0
    note: str = ""
    blocked_why: str = ""
    unblocked_by: str = ""


def _check(status: Status) -> None:
    if not 0 <= status.progress <= 100:
        raise ValidationError({"progress": _("Skriv et tal fra 0 til 100.")})
    if status.state == ActivityState.BLOCKED:
        missing = {
            "blocked_why": _("Skriv, hvorfor det går i stå."),
            "unblocked_by": _("Skriv, hvem der kan få det i gang igen."),
        }
        wrong = {
            name: words for name, words in missing.items() if not getattr(status, name).strip()
        }
        if wrong:
            raise ValidationError(wrong)
    if status.state == ActivityState.DROPPED and not status.note.strip():
        raise ValidationError({"note": _("Skriv, hvorfor aktiviteten udgår.")})


@transaction.atomic
def tell_status(
    *, actor: Actor, activity: Activity, status: Status, version: int | None = None
) -> Activity:
    """Say how far an activity is; every change is kept with its day (row H13).

    Args:
        actor: the one responsible, or whoever writes the plan.
        activity: what it is about.
        status: what is said. Not begun is always 0 per cent, done always 100.
        version: the version that was opened; none for one press that changes nothing but the day.

    Raises Refused when the actor may not, EditedMeanwhile, ValidationError when the progress is not 0 to 100,
    something stands still without a reason and somebody who can help, or is dropped without a word.
    """
    current = (
        Activity.objects.select_for_update(of=("self",))
        .select_related("plan", "area")
        .get(pk=activity.pk)
    )
    require(may_tell_status(actor, current))
    if version is not None and current.version != version:
        raise EditedMeanwhile(current)
    _check(status)
    was, blocked = current.state, status.state == ActivityState.BLOCKED
    current.state = ActivityState(status.state)
    current.progress = FIXED.get(current.state, status.progress)
    current.now = one_line(status.note)
    current.blocked_why = one_line(status.blocked_why) if blocked else ""
    current.unblocked_by = one_line(status.unblocked_by) if blocked else ""
    current.told_on = timezone.localdate()
    current.version += 1
    current.save()
    StatusChange.objects.create(
        activity=current,
        was=was,
        became=current.state,
        progress=current.progress,
        note=current.blocked_why or current.now,
        by_id=actor.pk,
    )
    trace_activity(
        actor=actor, activity=current, tell=current.state in ENDS and current.state != was
    )
    record(
        actor=actor, verb="plans.tell_status", thing=current.thing, public=current.plan.is_public
    )
    return current


def confirm_status(*, actor: Actor, activity: Activity) -> Activity:
    """Say that nothing has changed, with one press.

    Raises Refused when the actor may not.
    """
    status = Status(
        state=activity.state,
        progress=activity.progress,
        note=activity.now or (_("Uændret.") if activity.state == ActivityState.DROPPED else ""),
        blocked_why=activity.blocked_why,
        unblocked_by=activity.unblocked_by,
    )
    return tell_status(actor=actor, activity=activity, status=status)


def finish(*, actor: Actor, activity: Activity) -> Activity:
    """Say that an activity is done, with one press.

    Raises Refused when the actor may not.
    """
    return tell_status(
        actor=actor,
        activity=activity,
        status=Status(state=ActivityState.DONE, progress=100, note=activity.now),
    )
