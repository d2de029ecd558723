"""Named reads of the yearly status: what it is drawn from, and what it says."""

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.kit.danish import danish_date
from samspil.work.plans.models import (
    Activity,
    Addressee,
    Plan,
    StatusChange,
    StatusSending,
    StatusText,
    YearFocus,
    YearlyStatus,
)
from samspil.work.plans.models.status import YearlyStatusQuerySet
from samspil.work.plans.queries.progress import NOTHING, Progress, progress_by_area
from samspil.work.plans.terms import ActivityState

S = ActivityState
_STARTS_A_BLOCK = re.compile(r"^(\d*)([.)#>+*-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaStatus:
    """What a yearly status says about one focus area; without an id, about the plan's own initiatives."""

    title: str
    text: str
    percent: int
    counted: int
    done: int
    running: int
    blocked: int
    overdue: int
    area: int | None = None
    chosen: bool = False
    track: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSaid:
    """A yearly status as it reads: of a draft as things stand now, of one that was sent as it was then."""

    title: str
    plan: str
    period: str
    year: int
    dated_on: date
    case_number: str
    document_number: str
    intro: str
    closing: str
    percent: int
    counted: int
    done: int
    areas: tuple[AreaStatus, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what is kept of it when it is sent."""
        return {**asdict(self), "dated_on": self.dated_on.isoformat()}

    @property
    def chosen(self) -> list[AreaStatus]:
        """The focus areas that were chosen for the year."""
        return [each for each in self.areas if each.chosen]

    @property
    def others(self) -> list[AreaStatus]:
        """The rest."""
        return [each for each in self.areas if not each.chosen]


def from_json(kept: dict[str, Any]) -> StatusSaid:
    """Return a yearly status out of what was kept of it."""
    areas = tuple(AreaStatus(**each) for each in kept["areas"])
    return StatusSaid(**{**kept, "areas": areas, "dated_on": date.fromisoformat(kept["dated_on"])})


def _own_title() -> str:
    return _("Planens egne initiativer")


def _area_status(text: StatusText, progress: Progress, *, chosen: bool) -> AreaStatus:
    area = text.area
    return AreaStatus(
        title=area.title if area else _own_title(),
        text=text.text,
        percent=progress.percent,
        counted=progress.counted,
        done=progress.done,
        running=progress.running,
        blocked=progress.blocked,
        overdue=progress.overdue,
        area=area.pk if area else None,
        chosen=chosen,
        track=area.track.title if area and area.track else "",
    )


def texts_of(status: YearlyStatus) -> QuerySet[StatusText]:
    """Return what a status says about each focus area, in the order of the plan."""
    return status.texts.select_related("area__track")


def said_now(status: YearlyStatus) -> StatusSaid:
    """Return a draft as it reads with the progress of today."""
    plan = status.plan
    progress = progress_by_area([plan.pk])
    chosen = set(
        YearFocus.objects.filter(plan=plan, year=status.year).values_list("area_id", flat=True)
    )
    areas = tuple(
        _area_status(
            each, progress.get((plan.pk, each.area_id), NOTHING), chosen=each.area_id in chosen
        )
        for each in texts_of(status)
    )
    whole = sum(progress.values(), NOTHING)
    return StatusSaid(
        title=status.title,
        plan=plan.title,
        period=plan.period,
        year=status.year,
        dated_on=status.dated_on,
        case_number=status.case_number,
        document_number=status.document_number,
        intro=status.intro,
        closing=status.closing,
        percent=whole.percent,
        counted=whole.counted,
        done=whole.done,
        areas=areas,
    )


def said(status: YearlyStatus) -> StatusSaid:
    """Return a yearly status as it reads: as it was sent, or a draft as things stand now."""
    return from_json(status.snapshot) if status.snapshot is not None else said_now(status)


def statuses_with_plan() -> YearlyStatusQuerySet:
    """Return yearly statuses with their plans."""
    return YearlyStatus.objects.select_related("plan__foundation").prefetch_related("plan__places")


def sendings_of(status: YearlyStatus) -> QuerySet[StatusSending]:
    """Return to whom a status went."""
    return status.sendings.select_related("addressee")


def addressees_left(status: YearlyStatus) -> QuerySet[Addressee]:
    """Return the committees and councils a status did not go to yet."""
    went = StatusSending.objects.filter(status=status, addressee=OuterRef("pk"))
    return Addressee.objects.filter(~Exists(went), is_active=True)


def drafts_and_sent(plan: Plan) -> dict[int, YearlyStatus]:
    """Return the statuses of a plan by year."""
    return {each.year: each for each in plan.statuses.defer("snapshot")}


# What is drawn from the plan: facts in short sentences that somebody then writes on.


def activities_for_status(plan: Plan, year: int) -> dict[int | None, list[Activity]]:
    """Return the activities of a plan by focus area, with what was told about them in a year."""
    zone_year = {"at__year": year}
    changes = StatusChange.objects.filter(**zone_year).order_by("at", "id")
    rows = plan.activities.prefetch_related(Prefetch("changes", queryset=changes, to_attr="told"))
    found: dict[int | None, list[Activity]] = {}
    for each in rows:
        found.setdefault(each.area_id, []).append(each)
    return found


def _summed(activities: list[Activity], progress: Progress) -> str:
    if not progress.counted:
        return _("Der er ingen aktiviteter i området endnu.")
    return ngettext(
        "%(done)s af %(counted)s aktivitet er færdig. Samlet er området nået %(percent)s %%.",
        "%(done)s af %(counted)s aktiviteter er færdige. Samlet er området nået %(percent)s %%.",
        progress.counted,
    ) % {"done": progress.done, "counted": progress.counted, "percent": progress.percent}


def _happened(activities: list[Activity]) -> list[tuple[date, str]]:
    found = []
    for activity in activities:
        for change in activity.told:  # type: ignore[attr-defined]
            day = timezone.localdate(change.at)
            if change.changed_state or change.note:
                words = f"{activity.full_title}: {change.get_became_display()} {danish_date(day)}"
                found.append((day, f"{words}. {change.note}".rstrip()))
    return sorted(found)


def _with_note(activity: Activity, words: str) -> str:
    note = f". {activity.now}" if activity.now else ""
    return f"{activity.full_title} ({words}){note}"


def _standing(activity: Activity) -> str:
    return _("%(title)s: %(why)s Det kan løses af: %(who)s.") % {
        "title": activity.full_title,
        "why": activity.blocked_why.rstrip(".") + ".",
        "who": activity.unblocked_by.rstrip("."),
    }


def _going_on(activity: Activity) -> str:
    words = f"{activity.progress} %"
    if activity.is_overdue and activity.ends_on:
        words += ", " + _("skulle være færdig %(day)s") % {"day": danish_date(activity.ends_on)}
    return _with_note(activity, words)


def _to_come(activity: Activity) -> str:
    if activity.starts_on is None:
        return activity.full_title
    return _("%(title)s (fra %(day)s)") % {
        "title": activity.full_title,
        "day": danish_date(activity.starts_on),
    }


def _as_item(line: str) -> str:
    """Return a line as the item of a list, in which a number or sign at its beginning starts no list of its own."""
    words = capfirst(" ".join(line.split()))
    return "- " + _STARTS_A_BLOCK.sub(r"\1\\\2", words)


def _listed(heading: str, lines: list[str]) -> str:
    if not lines:
        return ""
    items = "\n".join(map(_as_item, lines))
    return f"### {heading}\n\n{items}"


def drawn_text(activities: list[Activity], progress: Progress, year: int) -> str:
    """Return what can be said about a focus area from what was told of its activities, as Markdown.

    Args:
        activities: those of the area, from `activities_for_status`.
        progress: how far the area is.
        year: whose steps are told.
    """
    of_state = {state: [each for each in activities if each.state == state] for state in S}
    parts = [
        _summed(activities, progress),
        _listed(
            _("Det er sket i %(year)s") % {"year": year},
            [line for _day, line in _happened(activities)],
        ),
        _listed(_("Det går videre"), [_going_on(each) for each in of_state[S.RUNNING]]),
        _listed(_("Det står stille"), [_standing(each) for each in of_state[S.BLOCKED]]),
        _listed(_("Det næste"), [_to_come(each) for each in of_state[S.NOT_STARTED]]),
    ]
    return "\n\n".join(part for part in parts if part)
