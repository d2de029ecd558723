"""Plans as open data: what everybody may read, and no name of a person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from samspil.work.plans.models import Plan
from samspil.work.plans.models.plans import lines_of
from samspil.work.plans.queries.plans import activities_of


@dataclass(frozen=True, slots=True)
class OpenActivity:
    """An activity as open data."""

    id: int
    plan: int
    track: str
    focus_area: str
    letter: str
    title: str
    text: str
    responsible_unit: str
    partners: list[str]
    starts_on: date | None
    ends_on: date | None
    expected_effect: str
    state: str
    progress: int
    weight: int
    now: str
    blocked_why: str
    unblocked_by: str
    told_on: date
    topics: list[str]
    url: str


def open_activities(plan: Plan, origin: str) -> list[OpenActivity]:
    """Return the activities of a plan as open data.

    Args:
        plan: a public plan.
        origin: the address of the site, put before each path.
    """
    return [
        OpenActivity(
            id=each.pk,
            plan=plan.pk,
            track=each.area.track.title if each.area and each.area.track else "",
            focus_area=each.area.title if each.area else "",
            letter=each.letter,
            title=each.title,
            text=each.text,
            responsible_unit=each.responsible_unit,
            partners=each.partner_list,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            expected_effect=each.expected_effect,
            state=each.state,
            progress=each.progress,
            weight=each.weight,
            now=each.now,
            blocked_why=each.blocked_why,
            unblocked_by=each.unblocked_by,
            told_on=each.told_on,
            topics=[topic.name for topic in each.topics.all()],
            url=origin
            + (
                reverse("focus_area", args=[each.area_id])
                if each.area_id
                else reverse("work_plan", args=[plan.pk])
            ),
        )
        for each in activities_of(plan).prefetch_related("topics")
    ]


def open_plan(plan: Plan, origin: str) -> dict[str, Any]:
    """Return what a plan says as open data, without its activities."""
    strategy = plan.foundation
    areas = plan.areas.select_related("track").prefetch_related("topics", Prefetch("quotes"))
    return {
        "id": plan.pk,
        "title": plan.title,
        "kind": plan.kind,
        "audience": plan.audience,
        "state": plan.state,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "vision": strategy.vision,
        "mission": strategy.mission,
        "values": lines_of(strategy.values),
        "principles": lines_of(strategy.principles),
        "url": origin + reverse("work_plan", args=[plan.pk]),
        "focus_areas": [
            {
                "id": area.pk,
                "title": area.title,
                "track": area.track.title if area.track else "",
                "purpose": area.purpose,
                "why": area.why,
                "topics": [topic.name for topic in area.topics.all()],
                "quotes": [{"text": quote.text, "by": quote.by} for quote in area.quotes.all()],
                "url": origin + reverse("focus_area", args=[area.pk]),
            }
            for area in areas
        ],
    }
