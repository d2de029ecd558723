"""Plans of the demo: one for children that runs, one for adults on its way, and an action plan."""

import calendar
from datetime import date, timedelta

from django.utils import timezone

from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.commons.decisions.actions.decisions import Said, record_decision
from samspil.commons.decisions.actions.money import (
    Cost,
    Frame,
    Paid,
    add_line,
    begin_budget,
    book_spending,
)
from samspil.commons.decisions.terms import Funding, LineKind, Outcome, Recurrence
from samspil.commons.inputs.models import Cluster
from samspil.front.demo import content_plans as content
from samspil.front.demo.plans_year import add_year
from samspil.kit.access import ALLOWED, SYSTEM
from samspil.work.plans.actions import parts, plans, progress
from samspil.work.plans.models import Activity, Plan
from samspil.work.plans.queries.money import owner_of
from samspil.work.plans.terms import Audience, PlanKind, PlanState

ON_ITS_WAY = (PlanState.CONSULTATION, PlanState.DECIDED, PlanState.RUNNING)


def add_plans(
    people: dict[str, Person], topics: dict[str, Topic], clusters: dict[str, Cluster]
) -> None:
    """Add the demo's plans; the first begins last year, so that something has happened and much is ahead."""
    first = date(timezone.localdate().year - 1, 1, 1)
    children = _children(first, people, topics, clusters)
    add_year(children, people)
    _adults(first, children)
    _initiatives(first, people["hanne"])


def _last(first: date, years: int) -> date:
    return date(first.year + years - 1, 12, 31)


def _children(
    first: date,
    people: dict[str, Person],
    topics: dict[str, Topic],
    clusters: dict[str, Cluster],
) -> Plan:
    strategy = plans.Strategy(
        vision=content.VISION,
        mission=content.MISSION,
        values=content.VALUES,
        principles=content.PRINCIPLES,
    )
    text = plans.PlanText(
        title="Plan for børn og unge med handicap",
        audience=Audience.CHILDREN,
        starts_on=first,
        ends_on=_last(first, 4),
        intro="Planen er til familier med et barn under 18, der lever med et handicap. Forældre, unge og medarbejdere "
        "har været med til at lave den. Her kan du se, hvad vi har lovet, og hvor langt vi er.",
        easy_intro="Planen er til familier. Du kan se, hvad kommunen vil gøre. Du kan se, hvor langt den er.",
        target_group="Familier med et barn eller en ung under 18, der får støtte på børnehandicapområdet.",
        definitions="Et handicap er en funktionsnedsættelse, der varer ved, og som sammen med barrierer omkring en gør "
        "det svært at deltage på lige fod med andre.",
        following_up="Centerlederen vælger hvert år, hvad der især bliver arbejdet med. Udvalg og råd får en "
        "status hvert år.",
        whom_to_ask="Ring til Børnehandicap på 70 00 00 10, eller skriv til pårørendevejlederen.",
    )
    plan = plans.write_plan(actor=SYSTEM, text=text, strategy=strategy)
    told: list[tuple[Activity, content.DemoActivity]] = []
    for track in content.CHILDREN:
        line = parts.write_track(actor=SYSTEM, plan=plan, title=track.title, text=track.text)
        for each in track.areas:
            area = parts.write_area(
                actor=SYSTEM,
                plan=plan,
                track=line,
                topics=[topics[name] for name in each.topics if name in topics],
                clusters=[clusters[each.cluster]] if each.cluster else [],
                text=parts.AreaText(
                    title=each.title, purpose=each.purpose, why=each.why, easy_text=each.easy
                ),
            )
            quotes = [(words, "forælder til barn med et handicap") for words in each.quotes]
            parts.write_quotes(actor=SYSTEM, area=area, quotes=quotes)
            for activity in each.activities:
                made = parts.write_activity(
                    actor=SYSTEM,
                    plan=plan,
                    area=area,
                    responsible=people.get(activity.key),
                    clusters=[clusters[activity.cluster]] if activity.cluster else [],
                    text=_words(activity, first),
                )
                told.append((made, activity))
    _begin(plan)
    for made, activity in told:
        _tell(made, activity)
    return plan


def _months_on(first: date, months: int, *, end: bool) -> date:
    year, month = first.year + months // 12, months % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1] if end else 1)


def _words(activity: content.DemoActivity, first: date) -> parts.ActivityText:
    return parts.ActivityText(
        title=activity.title,
        responsible_unit=activity.unit,
        partners="\n".join(activity.partners),
        starts_on=_months_on(first, activity.months[0], end=False),
        ends_on=_months_on(first, activity.months[1], end=True),
    )


def _begin(plan: Plan) -> None:
    for state in ON_ITS_WAY:
        plans.change_plan_state(actor=SYSTEM, plan=plan, to=state)


def _tell(made: Activity, activity: content.DemoActivity) -> None:
    if not activity.progress:
        return
    state = "done" if activity.progress == 100 else "blocked" if activity.stuck else "running"
    status = progress.Status(
        state=state,
        progress=activity.progress,
        note=activity.note,
        blocked_why=activity.stuck,
        unblocked_by=activity.helper,
    )
    progress.tell_status(actor=SYSTEM, activity=made, status=status)
    if made.pk % 6 == 0 and state == "running":
        long_ago = timezone.localdate() - timedelta(days=120)
        Activity.objects.filter(pk=made.pk).update(told_on=long_ago)


def _adults(first: date, children: Plan) -> None:
    """A draft on the same strategy, so that there is something to write on."""
    text = plans.PlanText(
        title="Plan for voksne med handicap",
        audience=Audience.ADULTS,
        starts_on=first,
        ends_on=_last(first, 4),
        intro="Planen er til voksne, der lever med et handicap, og deres pårørende.",
    )
    plan = plans.write_plan(actor=SYSTEM, text=text, shared=children.foundation)
    area = parts.write_area(
        actor=SYSTEM,
        plan=plan,
        text=parts.AreaText(
            title="Egen bolig", purpose="At flere kan vælge, hvor og hvordan de bor."
        ),
    )
    parts.write_activity(
        actor=SYSTEM,
        plan=plan,
        area=area,
        text=parts.ActivityText(title="Beboere er med, når nye boliger bliver tegnet"),
    )


def _initiatives(first: date, manager: Person) -> None:
    text = plans.PlanText(
        title="Handleplan for netværk og civilsamfund",
        kind=PlanKind.ACTION_PLAN,
        starts_on=first,
        ends_on=_last(first, 3),
        intro="Ti initiativer, som skal give flere netværk og et bedre samarbejde med foreninger og frivillige.",
        expected_effect="At flere klarer mere selv og har et bedre liv, og at pårørende er en ressource.",
    )
    plan = plans.write_plan(actor=SYSTEM, text=text)
    made = [
        parts.write_activity(
            actor=SYSTEM,
            plan=plan,
            responsible=manager if letter in "AC" else None,
            text=parts.ActivityText(
                letter=letter, title=title, text=words, responsible_unit="Socialforvaltningen"
            ),
        )
        for letter, title, words, _percent in content.INITIATIVES
    ]
    _money(plan, made)
    _begin(plan)
    for activity, (_letter, title, _text, percent) in zip(made, content.INITIATIVES, strict=True):
        _tell(activity, content.DemoActivity(title, progress=percent))


def _money(plan: Plan, initiatives: list[Activity]) -> None:
    """Say where the money of each initiative comes from, what it costs, and who decided it."""
    frame = Frame(funding=Funding.WITHIN_FRAME, frame=content.FRAME)
    begin_budget(actor=SYSTEM, may=ALLOWED, owner=owner_of(plan), frame=frame)
    for activity in initiatives:
        funding, post, amount, yearly = content.MONEY[activity.letter]
        budget = begin_budget(
            actor=SYSTEM,
            may=ALLOWED,
            owner=owner_of(activity),
            frame=Frame(funding=Funding(funding)),
        )
        if amount:
            cost = Cost(
                post=post,
                amount=amount,
                first_year=plan.starts_on.year,
                last_year=plan.ends_on.year if yearly else None,
                recurrence=Recurrence.YEARLY if yearly else Recurrence.ONE_OFF,
                kind=LineKind.DECIDED,
            )
            add_line(actor=SYSTEM, may=ALLOWED, budget=budget, cost=cost)
            paid = Paid(post=post, amount=amount * 9 / 10, year=plan.starts_on.year)
            book_spending(actor=SYSTEM, may=ALLOWED, budget=budget, paid=paid)
    for said in content.DECISIONS:
        decided_on = plan.starts_on - timedelta(days=said.days_before)
        words = Said(
            title=said.title,
            body=said.body,
            decided_on=decided_on,
            text=said.text,
            outcome=Outcome.APPROVED,
            case_number=f"{decided_on.year}-093482",
            recommendation=said.recommendation,
            hearing_body="Handicaprådet",
            hearing_said="Rådet bakker op og vil følge, at netværkene også når dem uden pårørende.",
            next_step=said.next_step,
        )
        record_decision(actor=SYSTEM, may=ALLOWED, said=words, owner=owner_of(plan))
