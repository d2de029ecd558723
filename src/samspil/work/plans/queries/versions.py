"""A plan as it reads now, and what is different between two readings."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from samspil.work.plans.models import Activity, FocusArea, Plan, Track
from samspil.work.plans.terms import ActivityState

# What is kept of each, with the words that name it to readers.
PLAN_FIELDS: dict[str, Any] = {
    "title": _("Titel"),
    "period": _("Periode"),
    "intro": _("Indledning"),
    "target_group": _("Målgruppe"),
    "definitions": _("Det betyder ordene"),
    "building_blocks": _("Byggesten"),
    "vision": _("Vision"),
    "mission": _("Mission"),
    "values": _("Værdier"),
    "principles": _("Principper"),
    "expected_effect": _("Forventet effekt"),
    "following_up": _("Opfølgning"),
}
TRACK_FIELDS: dict[str, Any] = {"title": _("Titel"), "text": _("Tekst")}
AREA_FIELDS: dict[str, Any] = {
    "title": _("Titel"),
    "track": _("Spor"),
    "purpose": _("Formål"),
    "why": _("Hvorfor"),
    "how": _("Hvordan"),
    "quotes": _("Citater"),
}
ACTIVITY_FIELDS: dict[str, Any] = {
    "title": _("Aktivitet"),
    "area": _("Indsatsområde"),
    "text": _("Beskrivelse"),
    "responsible_unit": _("Ansvarlig"),
    "partners": _("Sammen med"),
    "period": _("Periode"),
    "expected_effect": _("Forventet effekt"),
    "state": _("Status"),
}
KINDS: dict[str, tuple[Any, dict[str, Any]]] = {
    "plan": (_("Planen"), PLAN_FIELDS),
    "track": (_("Spor"), TRACK_FIELDS),
    "area": (_("Indsatsområde"), AREA_FIELDS),
    "activity": (_("Aktivitet"), ACTIVITY_FIELDS),
}


def _period(activity: Activity) -> str:
    days = [day.isoformat() if day else "" for day in (activity.starts_on, activity.ends_on)]
    return " \u2013 ".join(days) if any(days) else ""


def _of_plan(plan: Plan) -> dict[str, str]:
    strategy = plan.foundation
    return {
        name: str(
            getattr(
                strategy if name in {"vision", "mission", "values", "principles"} else plan, name
            )
        )
        for name in PLAN_FIELDS
    }


def _of_track(track: Track) -> dict[str, str]:
    return {"title": track.title, "text": track.text}


def _of_area(area: FocusArea) -> dict[str, str]:
    return {
        "title": area.title,
        "track": area.track.title if area.track else "",
        "purpose": area.purpose,
        "why": area.why,
        "how": area.how,
        "quotes": "\n".join(quote.text for quote in area.quotes.all()),
    }


def _of_activity(activity: Activity) -> dict[str, str]:
    return {
        "title": activity.full_title,
        "area": activity.area.title if activity.area else "",
        "text": activity.text,
        "responsible_unit": activity.responsible_unit,
        "partners": activity.partners,
        "period": _period(activity),
        "expected_effect": activity.expected_effect,
        "state": activity.state,
    }


type Reading = dict[str, dict[str, dict[str, str]]]


def reading_of(plan: Plan) -> Reading:
    """Return what a plan says now, by kind and id: what a version keeps; no person is named in it."""
    areas = plan.areas.select_related("track").prefetch_related("quotes")
    return {
        "plan": {str(plan.pk): _of_plan(plan)},
        "track": {str(each.pk): _of_track(each) for each in plan.tracks.all()},
        "area": {str(each.pk): _of_area(each) for each in areas},
        "activity": {
            str(each.pk): _of_activity(each) for each in plan.activities.select_related("area")
        },
    }


@dataclass(frozen=True, slots=True)
class Words:
    """Some words in a row that were kept, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that reads differently."""

    label: Any
    words: list[Words]


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a plan that came, went or reads differently."""

    sort: str
    kind: Any
    title: str
    fields: list[FieldChange]


def _state_label(value: str) -> str:
    return str(ActivityState(value).label) if value in ActivityState.values else value


def compared_words(before: str, after: str) -> list[Words]:
    """Return two texts as one, word by word, saying what was kept, removed and added."""
    old, new = (re.findall(r"\s+|[^\s]+", text) for text in (before, after))
    found: list[Words] = []
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for what, first, last, new_first, new_last in matcher.get_opcodes():
        if what == "equal":
            found.append(Words("kept", "".join(old[first:last])))
            continue
        if last > first:
            found.append(Words("removed", "".join(old[first:last])))
        if new_last > new_first:
            found.append(Words("added", "".join(new[new_first:new_last])))
    return found


def _words_of(name: str, before: str, after: str) -> list[Words]:
    """Return how a field changed; a state or period is one thing, not words that are partly the same."""
    if name == "state":
        before, after = _state_label(before), _state_label(after)
    if name in {"state", "period"}:
        words = [Words("removed", before), Words("kept", " "), Words("added", after)]
        return [each for each in words if each.text]
    return compared_words(before, after)


def _fields(kind: str, before: dict[str, str], after: dict[str, str]) -> list[FieldChange]:
    found = []
    for name, label in KINDS[kind][1].items():
        was, became = before.get(name, ""), after.get(name, "")
        if was != became:
            found.append(FieldChange(label, _words_of(name, was, became)))
    return found


def changes_between(before: Reading, after: Reading) -> Iterator[Change]:
    """Yield what is different between two readings of one plan, from the plan down to its activities."""
    for kind, (label, _names) in KINDS.items():
        old, new = before.get(kind, {}), after.get(kind, {})
        for key in [*new, *(key for key in old if key not in new)]:
            was, became = old.get(key, {}), new.get(key, {})
            title = (became or was).get("title", "")
            if not was:
                yield Change("added", label, title, [])
            elif not became:
                yield Change("removed", label, title, [])
            elif fields := _fields(kind, was, became):
                yield Change("changed", label, title, fields)
