"""Life in the demo's catalogue: owners, rhythms, offers that nobody confirmed in time, and what visitors told."""

from collections.abc import Sequence
from datetime import timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

from samspil.base.people.models import Person
from samspil.base.search.actions import refresh
from samspil.commons.leaflets.actions import keep_leaflet
from samspil.commons.leaflets.terms import Told
from samspil.commons.offers import actions
from samspil.commons.offers.actions import Publish
from samspil.commons.offers.models import Offer, OfferReport
from samspil.commons.offers.queries import WITHOUT
from samspil.commons.offers.search_texts import KIND
from samspil.commons.offers.sheets import read_file
from samspil.commons.offers.terms import (
    Audience,
    OfferKind,
    ReportKind,
    ReportVoice,
    Rhythm,
    months_later,
)
from samspil.kit.access import NOBODY, SYSTEM

OWNERS = ("karin", "peter", "hanne", "aisha", "bent")
RHYTHMS = (Rhythm.HALF_YEARLY, Rhythm.QUARTERLY, Rhythm.YEARLY)
# One in so many has nobody to answer for it, as in a real catalogue.
WITHOUT_OWNER = 17
# What was confirmed so many days ago; now and then one is late.
CONFIRMED = (4, 12, 30, 47, 75, 88, 101, 130, 160, 20)

PROVIDER: dict[str, Any] = {
    "name": "Bakkekøbing Kommune",
    "url": "https://bakkekoebing.example",
    "email": "kommunen@bakkekoebing.example",
    "phone": "70 00 00 00",
    "is_municipality": True,
}

ERROR = (
    "Telefonen er lukket om fredagen, men der står, at I tager den.",
    "Tak, fordi du skrev. Du har ret. Nu står den rigtige tid på siden.",
    "Der stod, at telefonen er åben om fredagen.",
    "Telefontiden er rettet.",
)
EXPERIENCES = (
    (
        "Min søn har gået der et halvt år og er blevet gladere for at møde andre.",
        "Vi har været der et halvt år. Det er blevet lettere at møde andre.",
    ),
    (
        "De tog sig tid til at lytte, og vi fik svar samme uge.",
        "De tog sig tid til at lytte, og vi fik svar samme uge.",
    ),
)
TECHNOLOGY = (
    "Den minder mig om min medicin, så jeg ikke skal ringe til min mor.",
    "Nu kan jeg selv huske det, jeg skal. Det tog en uge at lære.",
)
LEAFLETS = (
    Told(
        "Til søskende",
        "Du er ikke den eneste. Her kan du møde andre.",
        {"audience": str(Audience.SIBLINGS), "referral": WITHOUT},
    ),
    Told("Aflastning", "Når I trænger til en pause.", words="aflastning"),
)
WAITING = "Vi stod uden for en låst dør i mandags. Er åbningstiden ændret?"


def add_catalogue() -> None:
    """Take the invented catalogue in as people take theirs in."""
    actions.save_provider(actor=SYSTEM, **PROVIDER)
    take_in(catalogue())


def add_leaflets() -> None:
    """Keep leaflets for the shelf: one that follows the catalogue, and one about what was searched for."""
    for told in LEAFLETS:
        keep_leaflet(actor=SYSTEM, told=told)


def catalogue() -> bytes:
    """Return the invented catalogue, an offer of JSON on each line."""
    return (files(__package__) / "catalogue.jsonl").read_bytes()


def take_in(lines: bytes) -> None:
    """Publish the offers of such lines."""
    actions.import_offers(actor=SYSTEM, file=read_file(lines), publish=Publish.ALL, needs_id=True)


def add_life_to_offers(people: dict[str, Person]) -> None:
    """Give the offers that are there owners, rhythms and dates, and let visitors tell about some.

    Args:
        people: the cast by key.
    """
    found = list(Offer.objects.published().order_by("pk"))
    now = timezone.now()
    for number, offer in enumerate(found):
        if number % WITHOUT_OWNER:
            offer.owner = people[OWNERS[number % len(OWNERS)]]
        offer.rhythm = RHYTHMS[number % len(RHYTHMS)]
        offer.confirmed_at = now - timedelta(days=CONFIRMED[number % len(CONFIRMED)])
        offer.confirm_by = months_later(offer.confirmed_at.date(), offer.rhythm)
    Offer.objects.bulk_update(found, ["owner", "rhythm", "confirmed_at", "confirm_by"])
    if found:
        _reports(found, people["karin"])
    refresh(KIND)


def _reports(found: Sequence[Offer], editor: Person) -> None:
    said, answer, you_said, we_did = ERROR
    first = _tell(found[0], ReportKind.ERROR, said)
    actions.answer_report(actor=editor, report=first, answer=answer, we_did=we_did)
    actions.publish_report(actor=editor, report=first, you_said=you_said, we_did=we_did)
    for offer, (words, shown) in zip(found[1:], EXPERIENCES, strict=False):
        told = _tell(offer, ReportKind.EXPERIENCE, words)
        actions.answer_report(actor=editor, report=told, answer="Tak, fordi du fortæller det.")
        actions.publish_report(actor=editor, report=told, you_said=shown)
    for offer in [each for each in found if each.kind == OfferKind.WELFARE_TECHNOLOGY][:3]:
        told = _tell(offer, ReportKind.EXPERIENCE, TECHNOLOGY[0], ReportVoice.USER)
        actions.publish_report(actor=editor, report=told, you_said=TECHNOLOGY[1])
    _tell(found[-1], ReportKind.ERROR, WAITING)


def _tell(
    offer: Offer, kind: ReportKind, words: str, voice: ReportVoice = ReportVoice.RELATIVE
) -> OfferReport:
    told = actions.Told(kind=kind, text=words, voice=voice, may_publish=True)
    return actions.report(actor=NOBODY, offer=offer, told=told, client=f"demo {offer.pk}")
