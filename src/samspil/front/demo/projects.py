"""The projects of the demo: one that runs, one that was refused, one that is only an idea; and what was decided."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.commons.decisions.actions import cases, decisions, money
from samspil.commons.decisions.models import Budget
from samspil.commons.decisions.terms import CaseState, Funding, LineKind, Outcome, Source
from samspil.front.demo import content_projects as content
from samspil.kit.access import ALLOWED, SYSTEM
from samspil.work.projects.actions import parts, projects
from samspil.work.projects.models import Project
from samspil.work.projects.terms import GateState, Level, ProjectState

COMMITTEE = "Socialudvalget"


def add_projects(people: dict[str, Person], topics: dict[str, Topic]) -> None:
    """Add the demo's projects; the one that runs began last year."""
    first = date(timezone.localdate().year - 1, 1, 1)
    about = [topics[name] for name in ("Bolig",) if name in topics]
    running = _running(first, people["hanne"], about)
    _parts(running)
    budget = _money(running)
    _case(running, budget)
    _refused(first)
    projects.write_project(
        actor=SYSTEM,
        text=projects.ProjectText(
            title="Sommerskole for søskende",
            summary="En uge, hvor søskende til børn med handicap er dem, det handler om.",
            starts_on=date(first.year + 2, 4, 1),
            ends_on=date(first.year + 2, 10, 31),
        ),
    )


def _running(first: date, responsible: Person, topics: list[Topic]) -> Project:
    text = projects.ProjectText(
        title="Min plan, mine ord",
        summary="150 borgere i bofællesskaber bliver klædt på til at skrive deres egen plan.",
        starts_on=first,
        ends_on=date(first.year + 2, 12, 31),
        why=content.WHY,
        what=content.WHAT,
        target_group=content.TARGET_GROUP,
        expected_effect=content.EFFECT,
        organising=content.ORGANISING,
        contact="Ring til centret på 70 00 00 10.",
        funder="Gavnfonden",
        total=Decimal(4_500_000),
        grant=Decimal(4_050_000),
        own_share=Decimal(450_000),
        own_percent=Decimal(10),
    )
    project = projects.write_project(
        actor=SYSTEM, text=text, partners=content.PARTNERS, responsible=responsible, topics=topics
    )
    for to, on, why in (
        (ProjectState.APPLIED, first - timedelta(days=240), "Ansøgning til Gavnfonden"),
        (ProjectState.GRANTED, first - timedelta(days=90), "Fonden gav 4,05 mio. kr. over tre år"),
        (ProjectState.RUNNING, first + timedelta(days=7), ""),
    ):
        project = projects.move_project(actor=SYSTEM, project=project, to=to, why=why, on=on)
    return project


def _parts(project: Project) -> None:
    year = project.starts_on.year
    for number, (title, text, question, decided) in enumerate(content.PHASES):
        days = date(year + number, 1, 1), date(year + number, 12, 31)
        phase = parts.write_phase(
            actor=SYSTEM,
            project=project,
            text=parts.PhaseText(
                title=title, text=text, starts_on=days[0], ends_on=days[1], gate_question=question
            ),
        )
        if decided:
            on = date(year, 12, 10)
            parts.decide_gate(actor=SYSTEM, phase=phase, gate=GateState.PASSED, why=decided, on=on)
    before = None
    for title, day in (
        ("Første hold er i gang", date(year, 4, 1)),
        ("De første mentorer er klar", date(year + 1, 5, 1)),
        ("Alle bofællesskaber er med", date(year + 1, 12, 1)),
        ("Rapporten er færdig", date(year + 2, 11, 30)),
    ):
        milestone = parts.write_milestone(
            actor=SYSTEM,
            project=project,
            text=parts.MilestoneText(title=title, due_on=day),
            needs=[before] if before else [],
        )
        if day < timezone.localdate():
            parts.finish_milestone(actor=SYSTEM, milestone=milestone, on=day)
        before = milestone
    for title, likelihood, consequence, action in content.RISKS:
        risk = parts.RiskText(
            title=title, likelihood=Level(likelihood), consequence=Level(consequence), action=action
        )
        parts.write_risk(actor=SYSTEM, project=project, text=risk)
    for question, method, answer in content.QUESTIONS:
        asked = parts.QuestionText(question=question, method=method, answer=answer)
        parts.write_question(actor=SYSTEM, project=project, text=asked)
    for number in range(3):
        due = date(year + number + 1, 2, 1)
        owed = parts.ReportText(title=f"Rapport for {year + number}", due_on=due)
        report = parts.write_report(actor=SYSTEM, project=project, text=owed)
        if due < timezone.localdate():
            parts.send_report(actor=SYSTEM, report=report, on=due)


def _money(project: Project) -> Budget:
    year = project.starts_on.year
    budget = projects.open_budget(actor=SYSTEM, project=project)
    for role, hours, rate in content.BUYOUTS:
        for number, each in enumerate(hours):
            bought = parts.BuyOutText(
                role=role, year=year + number, hours=Decimal(each), rate=Decimal(rate)
            )
            parts.write_buyout(actor=SYSTEM, project=project, text=bought)
    for post, amounts in content.POSTS:
        for number, amount in enumerate(amounts):
            cost = money.Cost(
                post=post,
                amount=Decimal(amount),
                first_year=year + number,
                kind=LineKind.DECIDED if number < 2 else LineKind.PLANNED,
                source=Source.FUNDER,
            )
            money.add_line(actor=SYSTEM, may=ALLOWED, budget=budget, cost=cost)
        spent = money.Paid(
            post=post,
            amount=Decimal(amounts[0]) * Decimal("0.96"),
            year=year,
            booked_on=date(year, 12, 15),
            text="Regnskab for året",
        )
        money.book_spending(actor=SYSTEM, may=ALLOWED, budget=budget, paid=spent)
    return budget


def _case(project: Project, budget: Budget) -> None:
    owner, first = projects.owner_of(project), project.starts_on
    text = cases.CaseText(
        title="Ansøgning om projektet Min plan, mine ord",
        body=COMMITTEE,
        case_number=f"{first.year - 1}-48213",
        problem=content.CASE_PROBLEM,
        solution=content.CASE_SOLUTION,
        effects=content.EFFECT,
        economy=content.CASE_ECONOMY,
        next_process="Udvalget får en status, når hver fase er slut.",
        recommendations="kommunen søger Gavnfonden om 4,05 mio. kr.\negen andel findes inden for rammen",
    )
    case = cases.write_case(actor=SYSTEM, may=ALLOWED, text=text, owner=owner, budget=budget)
    case = cases.move_case(actor=SYSTEM, case=case, to=CaseState.HANDED_OVER)
    said = decisions.Said(
        title=text.title,
        body=COMMITTEE,
        decided_on=first - timedelta(days=250),
        text="Udvalget godkendte indstillingen og glæder sig til at høre om piloten.",
        outcome=Outcome.APPROVED,
        case_number=text.case_number,
        document_numbers=f"{first.year - 1}-633242",
        recommendation="1. kommunen søger Gavnfonden om 4,05 mio. kr.\n2. egen andel findes inden for rammen",
        hearing_body="Handicaprådet",
        hearing_on=first - timedelta(days=260),
        hearing_said=content.HEARD,
        next_step="Giv udvalget en status efter udbredelsen",
        next_step_on=date(first.year + 2, 2, 15),
    )
    cases.decide_case(actor=SYSTEM, may=ALLOWED, case=case, said=said)
    later = cases.CaseText(
        title="Mentorer efter projektet",
        body=COMMITTEE,
        problem="Når projektet slutter, er der ikke penge til mentorerne.",
        solution="Mentorerne bliver en del af driften.",
        recommendations="der sættes 180.000 kr. af hvert år",
    )
    cases.write_case(actor=SYSTEM, may=ALLOWED, text=later, owner=owner)


def _refused(first: date) -> None:
    text = projects.ProjectText(
        title="Digital hverdagsven",
        summary="En app, der minder om aftaler og gør det let at ringe hjem.",
        starts_on=first,
        ends_on=date(first.year + 1, 12, 31),
        why="Flere unge vil klare sig selv, men glemmer aftaler.",
        funder="Teknologipuljen",
        total=Decimal(900_000),
        grant=Decimal(900_000),
        own_share=Decimal(0),
    )
    project = projects.write_project(actor=SYSTEM, text=text)
    projects.move_project(
        actor=SYSTEM,
        project=project,
        to=ProjectState.APPLIED,
        on=first - timedelta(days=200),
    )
    projects.move_project(
        actor=SYSTEM,
        project=project,
        to=ProjectState.REFUSED,
        why="Puljen ville have flere kommuner med. Vi spørger naboerne næste år.",
        on=first - timedelta(days=100),
    )
    budget = projects.open_budget(actor=SYSTEM, project=project)
    frame = money.Frame(funding=Funding.EXTERNAL_FUNDS, frame=Decimal(900_000))
    money.set_budget(actor=SYSTEM, may=ALLOWED, budget=budget, frame=frame)
