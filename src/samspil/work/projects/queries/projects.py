"""Projects as pages show them, and their phases as a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from samspil.commons.decisions.queries.money import Sums
from samspil.work.projects.models import Milestone, Phase, Project, ProjectQuerySet, Report
from samspil.work.projects.terms import WITH_MONEY


def with_all(projects: ProjectQuerySet) -> QuerySet[Project]:
    """Return projects with all that a page shows of one."""
    return projects.select_related("responsible").prefetch_related(
        "places",
        "topics",
        "partners",
        "phases",
        "milestones__needs",
        "risks",
        "buyouts",
        "questions",
        "reports",
        "changes",
    )


def for_desk(projects: ProjectQuerySet) -> QuerySet[Project]:
    """Return projects with how many milestones and reports are late, the newest first."""
    today = timezone.localdate()
    late = Q(milestones__done_on__isnull=True, milestones__due_on__lt=today)
    return projects.annotate(late=Count("milestones", filter=late, distinct=True))


def reports_waiting() -> QuerySet[Report]:
    """Return the reports of projects with money that are not sent, the most pressing first."""
    rows = Report.objects.filter(sent_on__isnull=True, project__state__in=WITH_MONEY)
    return rows.select_related("project").order_by("due_on", "id")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A phase on the line; places are in thousandths of its width."""

    number: int
    phase: Phase
    start: int
    width: int
    row: int


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """A project's phases side by side, with its milestones and today."""

    stretches: list[Stretch]
    marks: list[tuple[int, Milestone]]
    now: int | None
    rows: int


def _place(day: date, project: Project) -> int:
    days = (project.ends_on - project.starts_on).days + 1
    return min(1000, max(0, round(1000 * (day - project.starts_on).days / days)))


def phase_line(project: Project) -> PhaseLine:
    """Return the phases of a project as a line over its period.

    Args:
        project: with its phases and milestones.
    """
    stretches: list[Stretch] = []
    ends: list[int] = []
    for number, phase in enumerate(project.phases.all(), 1):
        start = _place(phase.starts_on, project)
        end = max(start + 8, _place(phase.ends_on, project))
        row = next((at for at, until in enumerate(ends) if until <= start), len(ends))
        ends[row : row + 1] = [end]
        stretches.append(Stretch(number, phase, start, end - start, row))
    marks = [(_place(each.due_on, project), each) for each in project.milestones.all()]
    today = timezone.localdate()
    now = _place(today, project) if project.covers(today, None) else None
    return PhaseLine(stretches, marks, now, max(1, len(ends)))


def missing_money(project: Project, sums: Sums) -> Decimal | None:
    """Return how far the lines of the budget are from what the project costs; None when they agree or are not there."""
    if project.total is None or not sums.posts:
        return None
    return (project.total - sums.foreseen) or None


@dataclass(frozen=True, slots=True)
class OpenProject:
    """A project as open data."""

    id: int
    title: str
    summary: str
    funder: str
    state: str
    starts_on: date
    ends_on: date
    total: Decimal | None
    grant: Decimal | None
    own_share: Decimal | None
    results: str
    partners: list[str]
    phases: list[str]
    topics: list[str]
    url: str


PLAIN: tuple[Any, ...] = (
    "title", "summary", "funder", "state", "starts_on", "ends_on", "total", "grant", "own_share",
    "results",
)  # fmt: skip


def open_projects(projects: Iterable[Project], origin: str) -> list[OpenProject]:
    """Return public projects as open data.

    Args:
        projects: public ones, with all that stands at them.
        origin: the address of the site, put before each path.
    """
    return [
        OpenProject(
            **{name: getattr(each, name) for name in PLAIN},
            id=each.pk,
            partners=[partner.name for partner in each.partners.all()],
            phases=[
                f"{phase.title}: {phase.starts_on}/{phase.ends_on}" for phase in each.phases.all()
            ],
            topics=[topic.name for topic in each.topics.all()],
            url=origin + reverse("project", args=[each.slug]),
        )
        for each in projects
    ]
