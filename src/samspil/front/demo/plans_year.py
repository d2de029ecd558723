"""A year of the demo's plan: what was chosen, who works on it, and the status that was sent last year."""

from datetime import date, timedelta

from django.utils import timezone

from samspil.base.people.models import Person
from samspil.front.demo.cast import DOMAIN
from samspil.kit.access import SYSTEM
from samspil.work.plans.actions import groups, status, years
from samspil.work.plans.models import Group, Plan
from samspil.work.plans.terms import AddresseeKind, Side

WHYS = (
    "Mange familier fortæller, at de selv må samle trådene.",
    "Tallene fra sidste år viser, at der er lang vej igen.",
)
BODIES = (
    ("Socialudvalget", AddresseeKind.COMMITTEE, "socialudvalget"),
    ("Handicaprådet", AddresseeKind.COUNCIL, "handicapraadet"),
    ("Udsatterådet", AddresseeKind.COUNCIL, "udsatteraadet"),
)


def add_year(plan: Plan, people: dict[str, Person]) -> None:
    """Add this year's choice with its groups, the reference group, and last year's status as it was sent."""
    today = timezone.localdate()
    manager = people["hanne"]
    plan.refresh_from_db()
    _last_years_status(plan, manager, today.year - 1)
    areas = list(plan.areas.all()[: len(WHYS)])
    chosen = dict(zip(areas, WHYS, strict=False))
    for focus in years.choose_areas(actor=manager, plan=plan, year=today.year, chosen=chosen):
        _working_group(focus.group, people, today)
    _reference_group(plan, people, today)


def _last_years_status(plan: Plan, manager: Person, year: int) -> None:
    draft = status.begin_status(actor=manager, plan=plan, year=year)
    head = status.StatusHead(
        title=draft.title,
        dated_on=date(year, 11, 2),
        case_number=f"27.00.00-P22-1-{year % 100}",
        intro="Planen er godt i gang. Flere familier har nu én indgang, og det næste er at få netværkene op at stå.",
        closing=draft.closing,
    )
    draft = status.save_status(
        actor=manager, status=draft, version=draft.version, head=head, texts={}
    )
    bodies = [
        status.save_addressee(actor=manager, name=name, kind=kind, email=f"{box}@{DOMAIN}")
        for name, kind, box in BODIES
    ]
    status.send_status(actor=manager, status=draft, to=bodies)


def _working_group(group: Group, people: dict[str, Person], today: date) -> None:
    group = groups.save_group(
        actor=SYSTEM, group=group, version=1, purpose=group.purpose, lead=people["peter"]
    )
    made = [
        groups.add_member(actor=SYSTEM, group=group, new=new)
        for new in (
            groups.NewMember(side=Side.DEPARTMENT, person=people["bent"], unit="Børnehandicap"),
            groups.NewMember(side=Side.DEPARTMENT, person=people["aisha"], unit="Familiehuset"),
            groups.NewMember(
                side=Side.RELATIVE, name=people["mette"].name, contact=people["mette"].email
            ),
        )
    ]
    due = today + timedelta(days=21)
    for member, text in zip(
        made,
        ("Tal med skolerne om forløbet", "Saml spørgsmål fra familierne", "Læs udkastet igennem"),
        strict=True,
    ):
        groups.add_task(actor=SYSTEM, group=group, text=text, member=member, due_on=due)


def _reference_group(plan: Plan, people: dict[str, Person], today: date) -> None:
    group = groups.set_up_reference_group(actor=SYSTEM, plan=plan)
    for new in (
        groups.NewMember(side=Side.COUNCIL, name="Grethe Vang", unit="Handicaprådet"),
        groups.NewMember(
            side=Side.ORGANISATION,
            name=people["niels"].name,
            contact=people["niels"].email,
            unit="Forældreforeningen",
        ),
        groups.NewMember(side=Side.RELATIVE, name="Lars Bech", contact="70 00 00 17"),
    ):
        groups.add_member(actor=SYSTEM, group=group, new=new)
    note = groups.write_note(
        actor=SYSTEM,
        group=group,
        on=max(today - timedelta(days=30), date(today.year, 1, 1)),
        text="Tag familierne med, før brevene bliver skrevet. Så bliver de til at forstå.",
    )
    groups.answer_note(
        actor=SYSTEM,
        note=note,
        version=1,
        text=note.text,
        done_with="To forældre læser nu med på hvert nyt brev.",
        is_public=True,
    )
