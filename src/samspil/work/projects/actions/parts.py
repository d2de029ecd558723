"""Write and remove what a project holds: phases, milestones, risks, buy-out, questions, reports."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.commons.decisions.actions import money
from samspil.commons.decisions.terms import Source
from samspil.kit.access import Actor, require
from samspil.kit.danish import danish_date_range
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable
from samspil.work.projects.actions.projects import open_budget
from samspil.work.projects.models import (
    BuyOut,
    Milestone,
    Phase,
    Project,
    Question,
    Report,
    Risk,
)
from samspil.work.projects.policies import may_edit_project
from samspil.work.projects.terms import FIRST_YEAR, LAST_YEAR, GateState, Level

ProjectPart = Phase | Milestone | Risk | BuyOut | Question | Report
LONG = {"text", "answer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseText:
    """A phase: its days, and what has to be true at its end."""

    title: str
    starts_on: date
    ends_on: date
    text: str = ""
    may_overlap: bool = False
    gate_question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneText:
    """A milestone and its day."""

    title: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskText:
    """A risk in words."""

    title: str
    likelihood: Level
    consequence: Level
    action: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyOutText:
    """Hours of a kind of staff in a year, and what an hour costs in kroner."""

    role: str
    year: int
    hours: Decimal
    rate: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionText:
    """What the evaluation asks, how, and what it found."""

    question: str
    method: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """A report and the day it is due."""

    title: str
    due_on: date


def _locked(project: Project) -> Project:
    """Return the project with its lock, so that one writes its parts at a time."""
    return Project.objects.select_for_update(of=("self",)).get(pk=project.pk)


def _write[Row: (Phase, Milestone, Risk, BuyOut, Question, Report)](
    actor: Actor, project: Project, new: Row, text: Any, part: Row | None, version: int | None
) -> Row:
    """Save a part, with the rule and the trace that all have."""
    found = new
    if part is not None:
        found = type(new).objects.select_for_update(of=("self",)).get(pk=part.pk)
        if version is not None and found.version != version:
            raise EditedMeanwhile(found)
        found.version += 1
    for name, value in asdict(text).items():
        if isinstance(value, str):
            value = readable(value).strip() if name in LONG else one_line(value)
        setattr(found, name, value)
    found.save()
    kind = type(new).__name__.lower()
    record(
        actor=actor, verb=f"projects.write_{kind}", thing=project.thing, public=project.is_public
    )
    return found


def _check_within(project: Project, days: dict[str, date]) -> None:
    for field, day in days.items():
        if not project.covers(day, None):
            raise ValidationError(
                {
                    field: _("Datoen ligger uden for projektet, som er %(period)s.")
                    % {"period": danish_date_range(project.starts_on, project.ends_on)}
                }
            )


def _check_phase(project: Project, text: PhaseText, part: Phase | None) -> None:
    if text.ends_on < text.starts_on:
        raise ValidationError({"ends_on": _("Fasen kan ikke slutte, før den begynder.")})
    _check_within(project, {"starts_on": text.starts_on, "ends_on": text.ends_on})
    others = project.phases.exclude(pk=part.pk if part else 0)
    meets = others.filter(starts_on__lte=text.ends_on, ends_on__gte=text.starts_on)
    clash = meets.first() if not text.may_overlap else None
    clash = clash if clash is None or not clash.may_overlap else None
    if clash is not None:
        raise ValidationError(
            {
                "starts_on": _(
                    "Fasen ligger oven i ”%(title)s” (%(period)s). Flyt den, eller sæt kryds ved, at den må."
                )
                % {
                    "title": clash.title,
                    "period": danish_date_range(clash.starts_on, clash.ends_on),
                }
            }
        )


@transaction.atomic
def write_phase(
    *,
    actor: Actor,
    project: Project,
    text: PhaseText,
    part: Phase | None = None,
    version: int | None = None,
) -> Phase:
    """Add a phase, or save one.

    Raises Refused, EditedMeanwhile, ValidationError for days outside the project or inside another phase.
    """
    require(may_edit_project(actor, project))
    locked = _locked(project)
    _check_phase(locked, text, part)
    return _write(actor, locked, Phase(project=locked), text, part, version)


@transaction.atomic
def decide_gate(
    *, actor: Actor, phase: Phase, gate: GateState, why: str, on: date | None = None
) -> Phase:
    """Write down what was decided at the end of a phase; phases are decided in their order.

    Raises Refused, ValidationError when an earlier one is not passed, a later one is decided already, or no
    reason is given.
    """
    project = _locked(phase.project)
    require(may_edit_project(actor, project))
    found = Phase.objects.select_for_update(of=("self",)).get(pk=phase.pk)
    rows = list(project.phases.all())
    place = rows.index(found)
    if gate != GateState.AHEAD and any(row.gate != GateState.PASSED for row in rows[:place]):
        raise ValidationError(_("Fasen før er ikke godkendt endnu. Begynd med den."))
    later = any(row.gate != GateState.AHEAD for row in rows[place + 1 :])
    if gate != GateState.PASSED and later:
        raise ValidationError(_("En senere fase er allerede afgjort. Åbn den først."))
    if gate != GateState.AHEAD and not why.strip():
        raise ValidationError(_("Skriv, hvad beslutningen bygger på."))
    found.gate, found.gate_why = gate, one_line(why)[:400]
    found.gate_on = None if gate == GateState.AHEAD else on or timezone.localdate()
    found.version += 1
    found.save()
    record(actor=actor, verb="projects.decide_gate", thing=project.thing, public=project.is_public)
    return found


@transaction.atomic
def write_milestone(
    *,
    actor: Actor,
    project: Project,
    text: MilestoneText,
    needs: Iterable[Milestone] = (),
    part: Milestone | None = None,
    version: int | None = None,
) -> Milestone:
    """Add a milestone, or save one, with those that have to be there before it.

    Raises Refused, EditedMeanwhile, ValidationError for a day outside the project, and for a circle.
    """
    require(may_edit_project(actor, project))
    locked = _locked(project)
    _check_within(locked, {"due_on": text.due_on})
    found = _write(actor, locked, Milestone(project=locked), text, part, version)
    _set_needs(locked, found, list(needs))
    return found


def _set_needs(project: Project, milestone: Milestone, needs: list[Milestone]) -> None:
    if any(each.project_id != project.pk for each in needs):
        raise ValidationError({"needs": _("Milepælen hører til et andet projekt.")})
    links: dict[int, set[int]] = {}
    rows = Milestone.needs.through.objects.filter(from_milestone__project=project)
    for waits, for_what in rows.values_list("from_milestone_id", "to_milestone_id"):
        links.setdefault(waits, set()).add(for_what)
    links[milestone.pk] = {each.pk for each in needs}
    if closes_a_circle(links, milestone.pk):
        raise ValidationError(
            {"needs": _("Milepælene kommer til at vente på hinanden i ring. Fjern en af dem.")}
        )
    milestone.needs.set(needs)


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
def finish_milestone(
    *, actor: Actor, milestone: Milestone, done: bool = True, on: date | None = None
) -> None:
    """Say that a milestone is there, or is not after all.

    Raises Refused, ValidationError when it waits for another, or another was finished because of it.
    """
    project = _locked(milestone.project)
    require(may_edit_project(actor, project))
    if done and milestone.needs.filter(done_on__isnull=True).exists():
        raise ValidationError(_("Den venter på en milepæl, som ikke er nået endnu."))
    if not done and milestone.needed_by.filter(done_on__isnull=False).exists():
        raise ValidationError(_("En milepæl, der venter på den, er allerede nået."))
    day = (on or timezone.localdate()) if done else None
    Milestone.objects.filter(pk=milestone.pk).update(done_on=day)
    record(
        actor=actor, verb="projects.finish_milestone", thing=project.thing, public=project.is_public
    )


@transaction.atomic
def write_risk(
    *,
    actor: Actor,
    project: Project,
    text: RiskText,
    part: Risk | None = None,
    version: int | None = None,
) -> Risk:
    """Add a risk, or save one.

    Raises Refused, EditedMeanwhile.
    """
    require(may_edit_project(actor, project))
    return _write(actor, project, Risk(project=project), text, part, version)


def _check_buyout(text: BuyOutText) -> None:
    for field, value in (("hours", text.hours), ("rate", text.rate)):
        if value <= 0:
            raise ValidationError({field: _("Skriv et tal over 0.")})
    if not FIRST_YEAR <= text.year <= LAST_YEAR:
        raise ValidationError({"year": _("Skriv året med fire tal, fx 2027.")})


@transaction.atomic
def write_buyout(
    *,
    actor: Actor,
    project: Project,
    text: BuyOutText,
    part: BuyOut | None = None,
    version: int | None = None,
) -> BuyOut:
    """Add hours of staff that the project pays for, or save some; they stand in the budget as a line.

    Raises Refused, EditedMeanwhile, ValidationError for hours or kroner that are none, or a year outside the project.
    """
    may = may_edit_project(actor, project)
    require(may)
    _check_buyout(text)
    if not project.starts_on.year <= text.year <= project.ends_on.year:
        raise ValidationError({"year": _("Året ligger uden for projektet.")})
    found = _write(actor, project, BuyOut(project=project), text, part, version)
    budget = open_budget(actor=actor, project=project)
    post = _("Frikøb: %(role)s") % {"role": found.role}
    source = Source.FUNDER
    cost = money.Cost(post=post, amount=found.amount, first_year=found.year, source=source)
    if found.line is None:
        found.line = money.add_line(actor=actor, may=may, budget=budget, cost=cost)
        found.save(update_fields=["line"])
    else:
        money.change_line(actor=actor, may=may, line=found.line, cost=cost)
    return found


@transaction.atomic
def write_question(
    *,
    actor: Actor,
    project: Project,
    text: QuestionText,
    part: Question | None = None,
    version: int | None = None,
) -> Question:
    """Add a question of the evaluation, or save one with what was found.

    Raises Refused, EditedMeanwhile.
    """
    require(may_edit_project(actor, project))
    return _write(actor, project, Question(project=project), text, part, version)


@transaction.atomic
def write_report(
    *,
    actor: Actor,
    project: Project,
    text: ReportText,
    part: Report | None = None,
    version: int | None = None,
) -> Report:
    """Add a report that the funder is owed, or save one; a new day is reminded of anew.

    Raises Refused, EditedMeanwhile, ValidationError for a day before the project begins.
    """
    require(may_edit_project(actor, project))
    if text.due_on < project.starts_on:
        raise ValidationError(
            {"due_on": _("Rapporten kan ikke være klar, før projektet begynder.")}
        )
    moved = part is not None and part.due_on != text.due_on
    found = _write(actor, project, Report(project=project), text, part, version)
    if moved:
        found.first_reminded_on = found.last_reminded_on = None
        found.save(update_fields=["first_reminded_on", "last_reminded_on"])
    return found


@transaction.atomic
def send_report(*, actor: Actor, report: Report, sent: bool = True, on: date | None = None) -> None:
    """Say that a report was sent to the funder, or was not after all.

    Raises Refused when the actor may not.
    """
    project = report.project
    require(may_edit_project(actor, project))
    day = (on or timezone.localdate()) if sent else None
    Report.objects.filter(pk=report.pk).update(sent_on=day)
    record(actor=actor, verb="projects.send_report", thing=project.thing, public=project.is_public)


def _check_removable(part: ProjectPart) -> None:
    if isinstance(part, Phase) and part.gate != GateState.AHEAD:
        raise ValidationError(_("Fasen er afgjort og bliver stående, så man kan se hvorfor."))
    if isinstance(part, Milestone) and part.needed_by.exists():
        raise ValidationError(_("En anden milepæl venter på den. Ret den først."))
    if isinstance(part, Report) and part.sent_on is not None:
        raise ValidationError(_("Rapporten er sendt og bliver stående."))


@transaction.atomic
def remove_part(*, actor: Actor, part: ProjectPart) -> None:
    """Take a part out of a project, unless something points to it or was decided by it.

    Raises Refused, ValidationError with what to do first.
    """
    project = _locked(part.project)
    may = may_edit_project(actor, project)
    require(may)
    _check_removable(part)
    line = part.line if isinstance(part, BuyOut) else None
    part.delete()
    if line is not None:
        money.remove_line(actor=actor, may=may, line=line)
    record(actor=actor, verb="projects.remove_part", thing=project.thing, public=project.is_public)
