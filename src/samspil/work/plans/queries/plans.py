"""Named reads of plans and what they hold."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from samspil.base.topics.models import Topic
from samspil.base.topics.queries import topic_web
from samspil.commons.inputs.queries import numbers_behind
from samspil.commons.inputs.terms import Voice
from samspil.kit.small_numbers import shown_count
from samspil.work.plans.models import Activity, FocusArea, Plan, StatusChange, Track, YearStep
from samspil.work.plans.models.activities import ActivityQuerySet
from samspil.work.plans.models.plans import WorkPlanQuerySet
from samspil.work.plans.queries.progress import NOTHING, Progress, progress_by_area
from samspil.work.plans.terms import Audience, PlanState


@dataclass(frozen=True, slots=True)
class AreaSeen:
    """A focus area with how far it is."""

    area: FocusArea
    progress: Progress


@dataclass(frozen=True, slots=True)
class TrackSeen:
    """A track with its focus areas; without a track, those that lie in none."""

    track: Track | None
    areas: list[AreaSeen]

    @property
    def progress(self) -> Progress:
        """How far its areas are together."""
        return sum((each.progress for each in self.areas), NOTHING)


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """A plan with its tracks, its initiatives' progress, and how far the whole is."""

    plan: Plan
    tracks: list[TrackSeen]
    initiatives: Progress

    @property
    def progress(self) -> Progress:
        """How far the whole plan is."""
        return sum((each.progress for each in self.tracks), self.initiatives)

    @property
    def areas(self) -> list[AreaSeen]:
        """All its focus areas in their order."""
        return [area for track in self.tracks for area in track.areas]


def plan_seen(plan: Plan, *, quotes: bool = False, empty_tracks: bool = False) -> PlanSeen:
    """Return a plan with its tracks, focus areas and how far each is, in two statements.

    Args:
        plan: the plan.
        quotes: read what people said about each area too, in one statement more.
        empty_tracks: show tracks that hold nothing yet, in one statement more.
    """
    progress = progress_by_area([plan.pk])
    found = plan.areas.select_related("track")
    areas = [
        AreaSeen(each, progress.get((plan.pk, each.pk), NOTHING))
        for each in (found.prefetch_related("quotes") if quotes else found)
    ]
    used = {each.area.track.pk: each.area.track for each in areas if each.area.track}
    lines = plan.tracks.all() if empty_tracks else used.values()
    tracks = [
        TrackSeen(track, [each for each in areas if each.area.track_id == track.pk])
        for track in sorted(lines, key=lambda line: (line.order, line.pk))
    ]
    loose = [each for each in areas if each.area.track_id is None]
    if loose:
        tracks.append(TrackSeen(None, loose))
    return PlanSeen(plan, tracks, progress.get((plan.pk, None), NOTHING))


def with_strategy(plans: WorkPlanQuerySet) -> WorkPlanQuerySet:
    """Return plans with the strategy they build on, and the newest year that was opened and has begun."""
    begun = YearStep.objects.filter(plan=OuterRef("pk"), year__lte=timezone.localdate().year)
    newest = begun.order_by("-year").values("year")[:1]
    return plans.select_related("foundation").annotate(begun_year=Subquery(newest))


def listed(plans: WorkPlanQuerySet) -> WorkPlanQuerySet:
    """Return plans as a list shows them: those people work on first, the newest on top."""
    return plans.annotate(area_count=Count("areas"))


def activities_of(plan: Plan) -> ActivityQuerySet:
    """Return the activities of a plan as a list shows them."""
    return plan.activities.select_related("area__track", "plan").order_by(
        "area__track__order", "area__order", "area_id", "order", "id"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a visitor chose to see of a plan's activities."""

    topic: Topic | None = None
    state: str = ""
    words: str = ""
    only: str = ""

    def __bool__(self) -> bool:
        return bool(self.topic or self.state or self.words or self.only)


def chosen_activities(plan: Plan, wanted: Wanted) -> ActivityQuerySet:
    """Return the activities of a plan that fit what was chosen.

    An activity is about its own topics and those of its focus area; a topic stands for those below it too.
    """
    found = activities_of(plan)
    if wanted.topic is not None:
        branch = list(topic_web().branch(wanted.topic.pk))
        about = Q(
            pk__in=Activity.topics.through.objects.filter(topic__in=branch).values("activity")
        ) | Q(
            area__in=FocusArea.topics.through.objects.filter(topic__in=branch).values("focusarea")
        )
        found = found.filter(about)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.words:
        found = found.filter(
            Q(title__icontains=wanted.words)
            | Q(text__icontains=wanted.words)
            | Q(responsible_unit__icontains=wanted.words)
            | Q(area__title__icontains=wanted.words)
        )
    if wanted.only == "overdue":
        found = found.overdue()
    if wanted.only == "silent":
        found = found.silent()
    return found


def area_with_all(areas: QuerySet[FocusArea]) -> QuerySet[FocusArea]:
    """Return focus areas with what their page shows."""
    changes = StatusChange.objects.order_by("-at", "-id")
    activities = Activity.objects.prefetch_related(Prefetch("changes", queryset=changes), "needs")
    return areas.select_related("plan__foundation", "track").prefetch_related(
        "quotes", "topics", "clusters", Prefetch("activities", queryset=activities)
    )


def shared_with(plan: Plan) -> QuerySet[Plan, Any]:
    """Return the other public plans that build on the same strategy."""
    return Plan.objects.public().filter(foundation=plan.foundation_id).exclude(pk=plan.pk)


def audience_words(plans: Iterable[Plan]) -> list[str]:
    """Return whom some plans are for, each said once."""
    return [
        str(label) for value, label in Audience.choices if any(p.audience == value for p in plans)
    ]


def drafts_waiting() -> WorkPlanQuerySet:
    """Return plans nobody outside has seen yet."""
    return Plan.objects.filter(state=PlanState.DRAFT)


def own_first(activities: ActivityQuerySet) -> list[Activity]:
    """Return activities with what asks for a word first: standing still, overdue, silent, ending soon."""

    def urgency(each: Activity) -> tuple[bool, ...]:
        asks = (each.is_overdue, each.is_silent, each.ends_soon, each.is_open)
        return tuple(not needed for needed in asks)

    return sorted(activities, key=urgency)


def voices_behind(clusters: Iterable[int]) -> list[tuple[str, str]]:
    """Return who spoke behind some clusters together and how many, as everybody may see it (row H2)."""
    wanted = list(clusters)
    counts: Counter[Voice] = Counter()
    if wanted:
        for each in numbers_behind(wanted).values():
            counts.update(each)
    return [(str(voice.label), shown_count(counts[voice])) for voice in Voice if counts[voice]]
