"""Gatherings of the demo: two theme events a year and what else happens, dated from today."""

import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.gatherings import actions
from samspil.commons.gatherings.models import Gathering, Registration
from samspil.commons.gatherings.queries import door_list
from samspil.commons.gatherings.terms import (
    AccessNeed,
    GatheringKind,
    Mode,
    Rating,
    Repeat,
    Source,
)
from samspil.front.demo.cast import DOMAIN
from samspil.kit.access import SYSTEM

CHANCE = random.Random(18)  # noqa: S311 - invented people, not secrets
FIRST = (
    "Anna",
    "Bo",
    "Camilla",
    "Dan",
    "Else",
    "Finn",
    "Gitte",
    "Hans",
    "Ida",
    "Jens",
    "Kirsten",
    "Ole",
)
LAST = (
    "Aagaard",
    "Bach",
    "Dam",
    "Engberg",
    "Friis",
    "Holm",
    "Juul",
    "Krogh",
    "Lund",
    "Øster",
    "Åkær",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoGathering:
    """One gathering of the demo; days count from today, a negative number has been."""

    kind: GatheringKind
    title: str
    summary: str
    body: str
    days: int
    at: time
    minutes: int
    title_en: str = ""
    summary_en: str = ""
    body_en: str = ""
    easy_body: str = ""
    mode: Mode = Mode.IN_PERSON
    place: str = ""
    where: str = ""
    online_address: str = ""
    contact: str = ""
    topics: tuple[str, ...] = ()
    seats: int | None = None
    coming: int = 0
    programme: tuple[actions.ProgrammePoint, ...] = ()
    outcome: str = ""
    monthly: int = 0


GATHERINGS = (
    DemoGathering(
        kind=GatheringKind.THEME_EVENT,
        title="Når rollen skifter: at være pårørende til en voksen",
        title_en="When the role changes: being a relative of an adult",
        summary="En temaaften om at slippe lidt og stadig være der. Med oplæg fra en forening og fra borgercentret.",
        summary_en="An evening about letting go a little and still being there, with two talks.",
        body="Når et barn med handicap bliver voksent, skifter meget: loven, pengene og hvem der må bestemme hvad.\n\n"
        "## Det får du\n\n- En mor fortæller om de første år\n- En rådgiver forklarer, hvad der ændrer sig ved 18 år\n"
        "- Tid til at tale med andre i samme situation\n\nDer er kaffe og noget sødt.",
        body_en="When a child with a disability becomes an adult, much changes: the law, the money and who decides.\n\n"
        "- A mother tells about the first years\n- An adviser explains what changes at 18\n- Time to talk\n",
        easy_body="Vi mødes en aften.\n\nEn mor fortæller.\n\n"
        "En rådgiver fortæller, hvad der sker, når man fylder 18 år.\n\nDer er kaffe.",
        days=24,
        at=time(19),
        minutes=150,
        place="Borgercenter Handicap",
        where="Store sal, indgang B",
        contact="Peter Skov, 70 00 00 11",
        topics=("At være pårørende", "Overgang fra barn til voksen"),
        seats=60,
        coming=41,
        programme=(
            actions.ProgrammePoint(
                at=time(19),
                title="Velkomst",
                title_en="Welcome",
                speaker="Hanne Bro",
                about_speaker="centerleder",
                about_speaker_en="centre leader",
            ),
            actions.ProgrammePoint(
                at=time(19, 15),
                title="De første år som voksen",
                title_en="The first years as an adult",
                speaker="Lone Krogh",
                about_speaker="mor og frivillig i en handicapforening",
                about_speaker_en="mother and volunteer in an association",
            ),
            actions.ProgrammePoint(at=time(20), title="Pause med kaffe", title_en="Coffee"),
            actions.ProgrammePoint(
                at=time(20, 20),
                title="Hvad ændrer sig ved 18 år?",
                title_en="What changes at 18?",
                speaker="Aisha Rahman",
                about_speaker="pårørendevejleder",
                about_speaker_en="relatives’ adviser",
            ),
        ),
    ),
    DemoGathering(
        kind=GatheringKind.THEME_EVENT,
        title="Søskende har også brug for nogen",
        title_en="Siblings need somebody too",
        summary="Temaarrangement om at være bror eller søster. Valgt sammen med Handicaprådet og centerrådet.",
        summary_en="A theme event about being a brother or sister, chosen with the disability council.",
        body="En psykolog og to voksne søskende fortæller. Børn fra 10 år er velkomne sammen med en voksen.",
        days=150,
        at=time(17),
        minutes=120,
        place="Familiehuset",
        where="Stuen",
        topics=("Søskende", "At være pårørende"),
        seats=80,
        coming=6,
        programme=(
            actions.ProgrammePoint(at=time(17), title="Velkomst og sandwich"),
            actions.ProgrammePoint(
                at=time(17, 30),
                title="Den glemte plads ved bordet",
                speaker="Mia Engberg",
                about_speaker="psykolog",
            ),
            actions.ProgrammePoint(at=time(18, 15), title="To søskende fortæller"),
        ),
    ),
    DemoGathering(
        kind=GatheringKind.OPEN_HOUSE,
        title="Åbent hus for familier med små børn",
        title_en="Open house for families with small children",
        summary="Kom og se Familiehuset, og mød andre forældre. Der er leg til børnene imens.",
        summary_en="See the Family House and meet other parents. There is play for the children.",
        body="Du kan komme, uden at nogen har henvist dig. Vi viser rundt og fortæller, hvad huset kan.",
        days=9,
        at=time(15),
        minutes=120,
        place="Familiehuset",
        where="Hele huset",
        topics=("Aflastning", "0–5 år"),
        seats=12,
        coming=13,
    ),
    DemoGathering(
        kind=GatheringKind.NETWORK_MEETING,
        title="Pårørendecafé",
        title_en="Relatives’ café",
        summary="En fast aften hver måned, hvor du kan tale med andre pårørende. Også online.",
        summary_en="A fixed evening every month to talk with other relatives. Online too.",
        body="Der er intet program. Der er kaffe og en fra huset, som lytter og hjælper samtalen i gang.",
        days=16,
        at=time(19, 30),
        minutes=90,
        mode=Mode.BOTH,
        place="Borgercenter Handicap",
        where="Caféen",
        online_address="https://moede.example.invalid/paaroerendecafe",
        topics=("At være pårørende",),
        monthly=4,
        coming=7,
    ),
    DemoGathering(
        kind=GatheringKind.DIALOGUE_MEETING,
        title="Dialogmøde om kørsel til dagtilbud",
        summary="Ventetid, chauffører og besked, når bilen er forsinket. Hvad skal være anderledes?",
        body="Vi hørte, hvad der ikke virker, og fandt tre ting at prøve.",
        days=-30,
        at=time(16, 30),
        minutes=120,
        place="Borgercenter Voksne",
        where="Mødelokale 2",
        topics=("Rettigheder og regler", "26–64 år"),
        seats=30,
        coming=18,
        outcome="I bad om tre ting, og vi gjorde det her:\n\n"
        "- **Besked ved forsinkelse.** Chaufføren skriver nu en sms. Det begyndte den 1. i denne måned.\n"
        "- **Samme chauffør.** Det prøver vi på to ruter frem til sommer.\n"
        "- **Færre stop.** Det kan vi ikke i år. Vi tager det med, når kørslen skal i udbud.",
    ),
)


def add_gatherings(
    planner: Person, topics: dict[str, Topic], places: dict[str, Place]
) -> list[Gathering]:
    """Plan and publish the demo's gatherings, let people sign up, and hold those that have been."""
    return [_add(planner, each, topics, places) for each in GATHERINGS]


def _add(
    planner: Person, demo: DemoGathering, topics: dict[str, Topic], places: dict[str, Place]
) -> Gathering:
    # What has been is planned ahead like everything else and then moved back in time.
    start = _start(demo.days if demo.days > 0 else demo.days + 365, demo.at)
    gathering = actions.plan_gathering(
        actor=planner,
        plan=actions.Plan(
            kind=demo.kind,
            title=demo.title,
            summary=demo.summary,
            body=demo.body,
            easy_body=demo.easy_body,
            title_en=demo.title_en,
            summary_en=demo.summary_en,
            body_en=demo.body_en,
            starts_at=start,
            ends_at=start + timedelta(minutes=demo.minutes),
            mode=demo.mode,
            place=places.get(demo.place),
            where=demo.where,
            online_address=demo.online_address,
            contact=demo.contact,
            seats=demo.seats,
            reminders=(7, 1),
        ),
        topics=[topics[name] for name in demo.topics],
        places=[places[demo.place]],
        programme=demo.programme,
    )
    if demo.monthly:
        actions.repeat(actor=planner, gathering=gathering, every=Repeat.MONTHLY, times=demo.monthly)
    actions.publish(actor=SYSTEM, gathering=gathering)
    for number in range(demo.coming):
        _sign_up(gathering, number)
    if demo.days < 0:
        _hold(gathering, planner, demo)
    return gathering


def _start(days: int, at: time) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return datetime.combine(day, at, timezone.get_current_timezone())


def _sign_up(gathering: Gathering, number: int) -> None:
    needs = [CHANCE.choice(AccessNeed.values)] if number % 4 == 0 else []
    actions.register(
        actor=SYSTEM,
        gathering=gathering,
        guest=actions.Guest(
            address="mette@" + DOMAIN if number == 2 else f"gaest{number}.{gathering.pk}@{DOMAIN}",
            name="Mette Holm" if number == 2 else f"{CHANCE.choice(FIRST)} {CHANCE.choice(LAST)}",
            companions=1 if number % 5 == 0 else 0,
            access_needs=needs,
        ),
        client=f"demo:{gathering.pk}:{number}",
        source=Source.WEB,
    )


def _hold(gathering: Gathering, planner: Person, demo: DemoGathering) -> None:
    """Let a gathering have been yesterday, when people answer, and then a month ago."""
    _move(gathering, _start(-1, demo.at), demo.minutes)
    coming = [each.pk for each in door_list(gathering)]
    came = [pk for number, pk in enumerate(coming) if number % 6]
    actions.note_attendance(actor=planner, gathering=gathering, came=came, shown=coming)
    for number, each in enumerate(Registration.objects.filter(pk__in=came[:8])):
        actions.give_feedback(
            actor=SYSTEM,
            registration=each,
            rating=Rating(5 - number % 3),
            words="Godt, at der blev lyttet." if number % 3 == 0 else "",
        )
    actions.tell_outcome(actor=planner, gathering=gathering, outcome=demo.outcome)
    _move(gathering, _start(demo.days, demo.at), demo.minutes)


def _move(gathering: Gathering, start: datetime, minutes: int) -> None:
    Gathering.objects.filter(pk=gathering.pk).update(
        starts_at=start,
        ends_at=start + timedelta(minutes=minutes),
        published_at=start - timedelta(days=40),
    )
    gathering.refresh_from_db()
