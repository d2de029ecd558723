"""Named reads of a plan's year: what was chosen, who works on it, and the wheel."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.commons.gatherings.models import Gathering, GatheringQuerySet
from samspil.kit.access import Actor
from samspil.kit.annual_wheel import Wheel, WheelEntry, annual_wheel
from samspil.kit.encryption import address_key
from samspil.kit.small_numbers import FLOOR, shown_count
from samspil.work.plans.models import (
    Activity,
    Group,
    GroupMeeting,
    GroupMember,
    Plan,
    YearFocus,
    YearlyStatus,
    YearStep,
)
from samspil.work.plans.models.years import GroupQuerySet
from samspil.work.plans.queries.progress import NOTHING, Progress, progress_by_area
from samspil.work.plans.terms import ActivityState, Side, StepKind


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes part in a group, as everybody may know it: no name, and few people only as a kind."""

    units: tuple[str, ...]
    sides: tuple[str, ...]
    count: str


@dataclass(frozen=True, slots=True)
class FocusSeen:
    """A focus area chosen for a year, how far it is, and who works on it."""

    focus: YearFocus
    progress: Progress
    group: Group | None
    taking: Taking


def taking_part(members: Iterable[GroupMember]) -> Taking:
    """Return who takes part, as everybody may know it (kit.small_numbers).

    Departments, organisations and councils are named, since people speak for them in office; of relatives and
    citizens only the kind is said, never how many, and of all together at least five.
    """
    current = [each for each in members if each.left_on is None]
    units = sorted({each.unit for each in current if each.unit})
    unnamed = {each.side for each in current if not each.unit}
    sides = [str(side.label) for side in Side if side in unnamed]
    count = shown_count(len(current)) if len(current) >= FLOOR else ""
    return Taking(tuple(units), tuple(sides), count)


def focuses_of(plan: Plan, year: int) -> QuerySet[YearFocus]:
    """Return the focus areas chosen for a year, with their groups and members."""
    return (
        YearFocus.objects.filter(plan=plan, year=year)
        .select_related("area__track", "group__lead")
        .prefetch_related("group__members")
    )


def _group_of(focus: YearFocus) -> Group | None:
    return getattr(focus, "group", None)


def focuses_seen(plan: Plan, year: int) -> list[FocusSeen]:
    """Return the focus areas chosen for a year as their page shows them."""
    progress = progress_by_area([plan.pk])
    found = []
    for focus in focuses_of(plan, year):
        group = _group_of(focus)
        members = group.members.all() if group else ()
        found.append(
            FocusSeen(
                focus,
                progress.get((plan.pk, focus.area_id), NOTHING),
                group,
                taking_part(members),
            )
        )
    return found


def steps_of(plan: Plan, year: int) -> QuerySet[YearStep]:
    """Return the fixed steps of a year."""
    return YearStep.objects.filter(plan=plan, year=year)


def reference_group(plan: Plan) -> Group | None:
    """Return the group that advises on a plan, if there is one."""
    return plan.groups.filter(kind="reference").select_related("lead").first()


def meetings_of(group: Group) -> GatheringQuerySet:
    """Return the meetings of a group, drafts too, for those who lead it."""
    linked = GroupMeeting.objects.filter(group=group).order_by()
    return Gathering.objects.filter(pk__in=linked.values("gathering")).in_lists()


def meetings_for_members(group: Group) -> GatheringQuerySet:
    """Return the meetings that those who take part know of."""
    return meetings_of(group).published()


def meetings_ahead(group: Group) -> GatheringQuerySet:
    """Return the meetings to come, drafts too, that a new member is invited to."""
    return meetings_of(group).exclude(state="cancelled").filter(starts_at__gt=timezone.now())


def public_meetings(plan: Plan, year: int) -> GatheringQuerySet:
    """Return the meetings of a plan's groups in a year that everybody may come to."""
    linked = (
        GroupMeeting.objects.filter(group__plan=plan)
        .filter(Q(group__focus__isnull=True) | Q(group__focus__year=year))
        .order_by()
    )
    return (
        Gathering.objects.for_everybody()
        .in_lists()
        .filter(pk__in=linked.values("gathering"), starts_at__year=year)
        .order_by("starts_at", "id")
    )


def public_sparring(plan: Plan, year: int) -> list[tuple[date, str, str]]:
    """Return what the reference group said in a year and may be read by all, with what was done with it."""
    group = reference_group(plan)
    if group is None:
        return []
    notes = group.notes.filter(is_public=True, on__year=year)
    return [(note.on, note.text, note.done_with) for note in notes]


def _step_entries(plan: Plan, year: int) -> list[WheelEntry]:
    return [
        WheelEntry(
            label=str(StepKind(step.kind).label).capitalize(),
            starts_on=step.done_on
            if step.done_on and step.done_on.year == year
            else step.planned_on,
            note=_("gjort") if step.done_on else _("planlagt"),
            tone="strong" if step.done_on else "soft",
        )
        for step in steps_of(plan, year)
    ]


def _meeting_entries(plan: Plan, year: int) -> list[WheelEntry]:
    return [
        WheelEntry(
            label=each.shown_title,
            starts_on=timezone.localdate(each.starts_at),
            url=reverse("gathering", args=[each.pk]),
            note=_("aflyst") if each.is_cancelled else _("åbent møde"),
            tone="faint" if each.is_cancelled else "strong",
        )
        for each in public_meetings(plan, year)
    ]


def _ending_entries(plan: Plan, year: int, areas: Collection[int]) -> list[WheelEntry]:
    ending = Activity.objects.filter(plan=plan, area__in=areas, ends_on__year=year).exclude(
        state=ActivityState.DROPPED
    )
    return [
        WheelEntry(
            label=_("Slutter: %(activity)s") % {"activity": each.full_title},
            starts_on=each.ends_on,
            note=str(each.get_state_display()),
            tone="strong" if each.state == ActivityState.DONE else "faint",
        )
        for each in ending
        if each.ends_on is not None
    ]


def wheel_of_year(plan: Plan, year: int, areas: Collection[int]) -> Wheel:
    """Return the wheel of a plan's year: its steps, open meetings, and what is to be done by when.

    Args:
        plan: the plan.
        year: the year.
        areas: the focus areas chosen for it; activities of others are left out.
    """
    entries = [
        *_step_entries(plan, year),
        *_meeting_entries(plan, year),
        *_ending_entries(plan, year, areas),
    ]
    return annual_wheel(year, entries, today=timezone.localdate())


def opened_years(plan: Plan) -> list[int]:
    """Return the years of a plan that were opened, so that there is something to read."""
    found = YearStep.objects.filter(plan=plan).order_by("year").values_list("year", flat=True)
    return list(found.distinct())


def year_now(plan: Plan) -> int:
    """Return the year of a plan to work on: this one, or the nearest within its period."""
    return min(max(timezone.localdate().year, plan.starts_on.year), plan.ends_on.year)


def keys_of(addresses: Iterable[str]) -> list[UUID]:
    """Return the keys by which addresses somebody has proved to hold are found."""
    return [address_key(each) for each in addresses]


def membership(actor: Actor, keys: Collection[UUID], group: Group) -> GroupMember | None:
    """Return as whom somebody takes part in a group now, by log-in or a proved address."""
    return _memberships(actor, keys).filter(group=group).first()


def _memberships(actor: Actor, keys: Collection[UUID]) -> QuerySet[GroupMember]:
    return GroupMember.objects.current().filter(
        Q(person__isnull=False, person=actor.pk) | Q(address_key__in=list(keys))
    )


def groups_with_all() -> GroupQuerySet:
    """Return groups with what their pages show."""
    members = GroupMember.objects.select_related("person")
    return Group.objects.select_related("plan", "focus__area", "lead").prefetch_related(
        "plan__places", Prefetch("members", queryset=members)
    )


def own_groups(actor: Actor, keys: Collection[UUID]) -> GroupQuerySet:
    """Return the groups somebody takes part in or leads, those that work first."""
    return (
        Group.objects.select_related("plan", "focus__area")
        .filter(
            Q(lead__isnull=False, lead=actor.pk)
            | Q(pk__in=_memberships(actor, keys).order_by().values("group"))
        )
        .annotate(
            tasks_open=Count("tasks", filter=Q(tasks__done_on__isnull=True), distinct=True),
        )
        .order_by("state", "plan", "id")
    )


def sent_statuses(plan: Plan) -> QuerySet[YearlyStatus]:
    """Return the yearly statuses everybody may read, the newest first."""
    return YearlyStatus.objects.public().filter(plan=plan).defer("snapshot")
