"""Take in a plan that was read from a document, as a draft for correction (row H1)."""

import re
from datetime import date
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.commons.decisions.actions.decisions import Said, record_decision
from samspil.commons.decisions.actions.money import Cost, Frame, add_line, begin_budget
from samspil.commons.decisions.terms import NUMBER_LENGTH, Funding, Outcome, Recurrence
from samspil.kit.access import Actor, require
from samspil.kit.words import one_line
from samspil.work.plans.actions import parts, plans
from samspil.work.plans.models import Activity, FocusArea, Plan
from samspil.work.plans.policies import may_edit_plan, may_write_plans
from samspil.work.plans.queries.money import owner_of
from samspil.work.plans.reading.plan import (
    ReadActivity,
    ReadArea,
    ReadDecision,
    ReadInitiative,
    ReadPlan,
    ReadTrack,
)
from samspil.work.plans.terms import (
    FIRST_YEAR,
    LAST_YEAR,
    LINE_LENGTH,
    TITLE_LENGTH,
    Audience,
    PlanKind,
)

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What a decision says about its outcome.
_OUTCOMES = {
    Outcome.REFUSED: re.compile(r"afsl\u00e5|forkast|afvist|ikke godkendt", re.IGNORECASE),
    Outcome.POSTPONED: re.compile(r"udsat|udskudt|udsk\u00f8d", re.IGNORECASE),
    Outcome.APPROVED: re.compile(r"godkend|tiltr\u00e5d|vedtag|tiltr\u00e6d", re.IGNORECASE),
}
# Words in a title that say whom a plan is for.
_FOR_CHILDREN = re.compile(r"b\u00f8rn|ung", re.IGNORECASE)
_FOR_ADULTS = re.compile(r"voksen|voksne", re.IGNORECASE)


class AlreadyThere(Exception):
    """Raised when the same document was taken in before; nothing was doubled."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(str(_("Dokumentet er hentet ind før.")))
        self.plan = plan


def digest_of(content: bytes) -> str:
    """Return what tells a document from others, to know one that was taken in before."""
    return sha256(content).hexdigest()


def _years_of(period: str) -> tuple[int, int] | None:
    years = [int(each) for each in _YEAR.findall(period)]
    known = [year for year in years if FIRST_YEAR <= year <= LAST_YEAR]
    return (min(known), max(known)) if known else None


def _days_of(read: ReadPlan) -> tuple[date, date]:
    """Return the period of a plan; one that names none begins this year and lasts four."""
    this_year = timezone.localdate().year
    first, last = _years_of(read.period) or (this_year, this_year + 3)
    return date(first, 1, 1), date(last, 12, 31)


def _audience_of(title: str) -> Audience:
    children, adults = bool(_FOR_CHILDREN.search(title)), bool(_FOR_ADULTS.search(title))
    if children is adults:
        return Audience.EVERYONE
    return Audience.CHILDREN if children else Audience.ADULTS


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)


def _fitting(text: str, length: int) -> tuple[str, str]:
    """Return a text as a title that fits, and the whole of it when it was cut."""
    line = one_line(text)
    if len(line) <= length:
        return line, ""
    return line[: length - 1].rsplit(" ", 1)[0] + "\u2026", text


def _text_of(read: ReadPlan) -> plans.PlanText:
    first, last = _days_of(read)
    return plans.PlanText(
        title=_fitting(read.title, TITLE_LENGTH)[0] or _("Plan uden titel"),
        kind=PlanKind(read.kind) if read.kind in PlanKind.values else PlanKind.DISABILITY_PLAN,
        audience=_audience_of(read.title),
        starts_on=first,
        ends_on=last,
        intro=read.intro,
        target_group=read.target_group,
        building_blocks=read.building_blocks,
        definitions=_paragraphs(*read.definitions),
        following_up=_paragraphs(read.follow_up, read.economy),
    )


@transaction.atomic
def import_plan(*, actor: Actor, read: ReadPlan, digest: str) -> Plan:
    """Keep what was read from a document as a draft, with all that found no place beside it.

    Args:
        actor: who takes it in.
        read: what was read.
        digest: of the document, see `digest_of`.

    Raises Refused when the actor may not, AlreadyThere when the same document was taken in before,
    ValidationError when the document holds no plan.
    """
    require(may_write_plans(actor))
    if not read.is_plan:
        raise ValidationError(read.why_not or _("Der er ingen plan i dokumentet."))
    known = Plan.objects.filter(source_digest=digest).first()
    if known is not None:
        raise AlreadyThere(known)
    strategy = plans.Strategy(
        vision=read.vision,
        mission=read.mission,
        values="\n".join(read.values),
        principles="\n".join(read.principles),
    )
    plan = plans.write_plan(actor=actor, text=_text_of(read), strategy=strategy)
    plan.source_digest = digest
    plan.unplaced = _paragraphs(*read.unplaced)
    plan.save(update_fields=["source_digest", "unplaced"])
    for track in read.tracks:
        _take_track(actor, plan, track)
    for initiative in read.initiatives:
        title, whole = _fitting(initiative.title or initiative.text, LINE_LENGTH)
        text = whole if initiative.text in {initiative.title, ""} else initiative.text
        words = parts.ActivityText(title=title, text=text, letter=initiative.letter[:4])
        made = parts.write_activity(actor=actor, plan=plan, text=words)
        _take_money(actor, made, initiative)
    for decision in read.decisions:
        _take_decision(actor, plan, decision)
    record(actor=actor, verb="plans.import_plan", thing=plan.thing)
    return plan


def _take_track(actor: Actor, plan: Plan, read: ReadTrack) -> None:
    track = None
    if read.title:
        title, whole = _fitting(read.title, TITLE_LENGTH)
        text = _paragraphs(whole, read.purpose, read.intro, *read.definitions)
        track = parts.write_track(actor=actor, plan=plan, title=title, text=text)
    for each in read.focus_areas:
        title, whole = _fitting(each.title, TITLE_LENGTH)
        area = parts.write_area(
            actor=actor,
            plan=plan,
            track=track,
            text=parts.AreaText(
                title=title,
                purpose=each.purpose,
                why=each.why,
                how=_paragraphs(whole, each.intro, each.how, *each.definitions),
            ),
        )
        parts.write_quotes(actor=actor, area=area, quotes=[(quote, "") for quote in each.quotes])
        for activity in each.activities:
            _take_activity(actor, area, each, activity)


def _take_activity(actor: Actor, area: FocusArea, around: ReadArea, read: ReadActivity) -> None:
    title, whole = _fitting(read.text, LINE_LENGTH)
    first, last, said = _within(area.plan, read.period or around.period)
    parts.write_activity(
        actor=actor,
        plan=area.plan,
        area=area,
        text=parts.ActivityText(
            title=title,
            text=_paragraphs(whole, said),
            responsible_unit=one_line(read.owner or around.owner)[:TITLE_LENGTH],
            partners=read.partners or around.partners,
            starts_on=first,
            ends_on=last,
        ),
    )


def _within(plan: Plan, period: str) -> tuple[date | None, date | None, str]:
    """Return when an activity takes place; a period outside the plan's, or of parts of years, stays as words."""
    years = _years_of(period)
    if years is None:
        return None, None, period
    first, last = date(years[0], 1, 1), date(years[1], 12, 31)
    words = "" if re.fullmatch(r"[\d\s\u2013\u2014-]+", period) else period
    if not plan.covers(first, last):
        return None, None, period
    return first, last, words


def _take_money(actor: Actor, activity: Activity, read: ReadInitiative) -> None:
    """Keep where the money of an initiative comes from, and its amount as planned for the first year."""
    if not read.economy and read.amount is None:
        return
    may = may_edit_plan(actor, activity.plan)
    funding = Funding(read.economy) if read.economy in Funding.values else Funding.UNKNOWN
    budget = begin_budget(
        actor=actor, may=may, owner=owner_of(activity), frame=Frame(funding=funding)
    )
    if read.amount:
        yearly = read.is_yearly
        cost = Cost(
            post=activity.title[:TITLE_LENGTH],
            amount=read.amount,
            first_year=activity.plan.starts_on.year,
            last_year=activity.plan.ends_on.year if yearly else None,
            recurrence=Recurrence.YEARLY if yearly else Recurrence.ONE_OFF,
        )
        add_line(actor=actor, may=may, budget=budget, cost=cost)


def _take_decision(actor: Actor, plan: Plan, read: ReadDecision) -> None:
    """Keep a decision for correction, unseen by others; one without a day that has come stays as text."""
    day = parse_date(read.date) if read.date else None
    if day is None or day > timezone.localdate():
        plan.unplaced = _paragraphs(plan.unplaced, read.recommendation, read.decision)
        plan.save(update_fields=["unplaced"])
        return
    said = Said(
        title=plan.title,
        body=read.body or _("Ikke angivet"),
        decided_on=day,
        text=read.decision or read.recommendation,
        outcome=_outcome_of(read.decision),
        case_number=read.case_number[:NUMBER_LENGTH],
        recommendation=read.recommendation,
        is_public=False,
    )
    record_decision(actor=actor, may=may_edit_plan(actor, plan), said=said, owner=owner_of(plan))


def _outcome_of(decision: str) -> Outcome:
    for outcome, words in _OUTCOMES.items():
        if words.search(decision):
            return outcome
    return Outcome.NOTED
