"""Write, order and remove what a plan holds: tracks, focus areas, quotes and activities."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.base.people.models import Person
from samspil.base.search.actions import refresh
from samspil.base.topics.models import Topic
from samspil.commons.inputs.actions.outcomes import withdraw_outcome
from samspil.commons.inputs.models import Cluster
from samspil.kit.access import Actor, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable
from samspil.work.plans.actions.traces import set_clusters
from samspil.work.plans.models import Activity, FocusArea, Plan, Quote, Track
from samspil.work.plans.policies import may_edit_plan
from samspil.work.plans.terms import MOST_WEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaText:
    """What a focus area says."""

    title: str
    purpose: str = ""
    why: str = ""
    how: str = ""
    easy_text: str = ""
    now: str = ""
    whom_to_ask: str = ""
    join: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityText:
    """What an activity is, who does it, and when."""

    title: str
    letter: str = ""
    text: str = ""
    responsible_unit: str = ""
    partners: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    expected_effect: str = ""
    weight: int = 1


def _next(rows: Any) -> int:
    return (rows.order_by("-order").values_list("order", flat=True).first() or 0) + 1


def _current[Row: (Track, FocusArea, Activity)](row: Row, version: int | None) -> Row:
    """Return a row as it stands, locked; with a version, raises EditedMeanwhile when it is another."""
    current = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if version is not None and current.version != version:
        raise EditedMeanwhile(current)
    return current


@transaction.atomic
def write_track(
    *,
    actor: Actor,
    plan: Plan,
    title: str,
    text: str = "",
    track: Track | None = None,
    version: int = 1,
) -> Track:
    """Add a track to a plan, or save one of its tracks.

    Raises Refused when the actor may not, EditedMeanwhile when somebody saved it since `version`.
    """
    require(may_edit_plan(actor, plan))
    current = (
        Track(plan=plan, order=_next(plan.tracks), version=0)
        if track is None
        else _current(track, version)
    )
    current.title, current.text = one_line(title), readable(text)
    current.version += 1
    current.save()
    record(actor=actor, verb="plans.write_track", thing=current.thing, public=plan.is_public)
    return current


def _write(row: FocusArea | Activity, text: AreaText | ActivityText) -> None:
    for name, value in asdict(text).items():
        setattr(row, name, readable(value) if isinstance(value, str) else value)
    row.title = one_line(text.title)


@transaction.atomic
def write_area(
    *,
    actor: Actor,
    plan: Plan,
    text: AreaText,
    track: Track | None = None,
    topics: Iterable[Topic] = (),
    clusters: Iterable[Cluster] = (),
    area: FocusArea | None = None,
    version: int = 1,
) -> FocusArea:
    """Add a focus area to a plan, or save one.

    Raises Refused when the actor may not, EditedMeanwhile when somebody saved it since `version`,
    ValidationError when the track is of another plan.
    """
    require(may_edit_plan(actor, plan))
    if track is not None and track.plan_id != plan.pk:
        raise ValidationError({"track": _("Sporet hører til en anden plan.")})
    current = (
        FocusArea(plan=plan, order=_next(plan.areas), version=0)
        if area is None
        else _current(area, version)
    )
    _write(current, text)
    current.track = track
    current.version += 1
    current.save()
    current.topics.set(topics)
    set_clusters(actor=actor, part=current, clusters=clusters)
    record(actor=actor, verb="plans.write_area", thing=current.thing, public=plan.is_public)
    refresh("focus_area", [current.pk])
    return current


@transaction.atomic
def write_quotes(*, actor: Actor, area: FocusArea, quotes: Sequence[tuple[str, str]]) -> None:
    """Save what people said about a focus area, as text and who as role, in their order.

    Raises Refused when the actor may not.
    """
    require(may_edit_plan(actor, area.plan))
    FocusArea.objects.select_for_update(of=("self",)).get(pk=area.pk)
    area.quotes.all().delete()
    Quote.objects.bulk_create(
        Quote(area=area, text=readable(text).strip(), by=one_line(by), order=number)
        for number, (text, by) in enumerate(quotes, 1)
        if text.strip()
    )
    record(actor=actor, verb="plans.write_quotes", thing=area.thing, public=area.plan.is_public)


def _check_period(plan: Plan, text: ActivityText) -> None:
    if text.starts_on and text.ends_on and text.ends_on < text.starts_on:
        raise ValidationError({"ends_on": _("Aktiviteten kan ikke slutte, før den begynder.")})
    for name in ("starts_on", "ends_on"):
        if not plan.covers(getattr(text, name), None):
            raise ValidationError(
                {
                    name: _(
                        "Datoen ligger uden for planens periode, som er %(first)s til %(last)s."
                    )
                    % {"first": plan.starts_on.isoformat(), "last": plan.ends_on.isoformat()}
                }
            )


def _check(plan: Plan, area: FocusArea | None, text: ActivityText) -> None:
    if area is not None and area.plan_id != plan.pk:
        raise ValidationError({"area": _("Indsatsområdet hører til en anden plan.")})
    if not 1 <= text.weight <= MOST_WEIGHT:
        raise ValidationError({"weight": _("Vægten er et tal fra 1 til 10.")})
    _check_period(plan, text)


@transaction.atomic
def write_activity(
    *,
    actor: Actor,
    plan: Plan,
    text: ActivityText,
    area: FocusArea | None = None,
    responsible: Person | None = None,
    topics: Iterable[Topic] = (),
    clusters: Iterable[Cluster] = (),
    needs: Iterable[Activity] = (),
    activity: Activity | None = None,
    version: int = 1,
) -> Activity:
    """Add an activity or an initiative to a plan, or save one.

    Args:
        actor: who writes.
        plan: the plan it is part of.
        text: what it is.
        area: its focus area; none for an initiative of the plan itself.
        responsible: the member of staff who tells how far it is.
        topics: what it is about beside what its area is about.
        clusters: what people said that it grew from.
        needs: activities that have to be done before it.
        activity: the one to save; without it a new one is added.
        version: the version that was opened.

    Raises Refused when the actor may not, EditedMeanwhile, ValidationError when a date lies outside the plan's
    period, the weight is none, or activities would wait for each other in a circle.
    """
    require(may_edit_plan(actor, plan))
    _check(plan, area, text)
    # One writer of a plan's dependencies at a time, so that two cannot close a circle together.
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    current = (
        Activity(plan=plan, order=_next(plan.activities), version=0)
        if activity is None
        else _current(activity, version)
    )
    _write(current, text)
    current.area, current.responsible = area, responsible
    current.version += 1
    current.save()
    current.topics.set(topics)
    _set_needs(plan, current, list(needs))
    set_clusters(actor=actor, part=current, clusters=clusters)
    record(actor=actor, verb="plans.write_activity", thing=current.thing, public=plan.is_public)
    return current


def _set_needs(plan: Plan, activity: Activity, needs: list[Activity]) -> None:
    if any(each.plan_id != plan.pk for each in needs):
        raise ValidationError({"needs": _("Aktiviteten hører til en anden plan.")})
    links: dict[int, set[int]] = {}
    through = Activity.needs.through.objects.filter(from_activity__plan=plan)
    for waits, for_what in through.values_list("from_activity_id", "to_activity_id"):
        links.setdefault(waits, set()).add(for_what)
    links[activity.pk] = {each.pk for each in needs}
    if closes_a_circle(links, activity.pk):
        raise ValidationError(
            {"needs": _("Aktiviteterne kommer til at vente på hinanden i ring. Fjern en af dem.")}
        )
    activity.needs.set(needs)


def closes_a_circle(links: dict[int, set[int]], start: int) -> bool:
    """Tell whether one comes back to where one began by following what each waits for."""
    seen: set[int] = set()
    ahead = list(links.get(start, ()))
    while ahead:
        each = ahead.pop()
        if each == start:
            return True
        if each not in seen:
            seen.add(each)
            ahead.extend(links.get(each, ()))
    return False


@transaction.atomic
def move_part(*, actor: Actor, part: Track | FocusArea | Activity, up: bool) -> None:
    """Let a track, area or activity change places with the one before or after it.

    Raises Refused when the actor may not.
    """
    require(may_edit_plan(actor, part.plan))
    # The plan's lock keeps two who move at once from giving two parts the same place.
    Plan.objects.select_for_update(of=("self",)).get(pk=part.plan_id)
    rows = list(_siblings(part))
    here = next(number for number, each in enumerate(rows) if each.pk == part.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
        for number, each in enumerate(rows, 1):
            type(part).objects.filter(pk=each.pk).update(order=number)
    record(actor=actor, verb="plans.move_part", thing=part.thing, public=part.plan.is_public)


def _siblings(part: Track | FocusArea | Activity) -> Any:
    if isinstance(part, Track):
        return part.plan.tracks.all()
    if isinstance(part, FocusArea):
        return part.plan.areas.filter(track=part.track_id)
    return part.plan.activities.filter(area=part.area_id)


@transaction.atomic
def remove_part(*, actor: Actor, part: Track | FocusArea | Activity) -> None:
    """Remove a track, area or activity nothing else points to.

    Raises Refused when the actor may not, ValidationError that says what points to it.
    """
    require(may_edit_plan(actor, part.plan))
    if isinstance(part, Activity) and part.changes.exists():
        raise ValidationError(
            _("Der er fortalt status på aktiviteten. Marker den som udgået i stedet.")
        )
    if isinstance(part, Activity) and (waits := part.needed_by.first()):
        raise ValidationError(
            _("”%(other)s” venter på aktiviteten. Ret det først.") % {"other": waits.title}
        )
    thing, area_id = part.thing, part.pk if isinstance(part, FocusArea) else None
    try:
        part.delete()
    except ProtectedError as error:
        names = "; ".join(str(each) for each in list(error.protected_objects)[:3])
        raise ValidationError(
            _("Der er noget, der hører til: %(names)s. Flyt eller fjern det først.")
            % {"names": names}
        ) from error
    withdraw_outcome(actor=actor, key=thing)
    record(actor=actor, verb="plans.remove_part", thing=thing, public=part.plan.is_public)
    if area_id is not None:
        refresh("focus_area", [area_id])
