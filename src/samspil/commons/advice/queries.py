"""Named reads of advice: who advises me, free times, the queue, how long people wait."""

import csv
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from statistics import median
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from samspil.base.people.models import Person, RoleHolding
from samspil.base.places.queries import with_places_below
from samspil.base.topics.queries import topic_web
from samspil.commons.advice.models import (
    Adviser,
    OfficeHours,
    QueueLimit,
    TalkRequest,
    TalkRequestQuerySet,
)
from samspil.commons.advice.slots import Slot, free_slots
from samspil.commons.advice.terms import (
    AHEAD,
    DEFAULT_DAYS,
    KEPT_AFTER,
    LEAD,
    REMIND_BEFORE,
    Opening,
)
from samspil.kit.access import Role
from samspil.kit.encryption import address_key
from samspil.kit.small_numbers import FLOOR, shown_count


@cache
def towns() -> dict[str, str]:
    """Return the town of every Danish postcode."""
    text = (files("samspil.commons.advice") / "data" / "postcodes.csv").read_text(encoding="utf-8")
    return {
        row["postcode"]: row["town"] for row in csv.DictReader(text.splitlines(), delimiter=";")
    }


def open_advisers() -> QuerySet[Adviser]:
    """Return the advisers relatives can ask, with all a page shows of them."""
    return (
        Adviser.objects.filter(is_open=True, person__isnull=False)
        .select_related("person")
        .prefetch_related("places", "topics")
    )


def find_advisers(
    *, postcode: str = "", topic: int | None = None, place: int | None = None
) -> tuple[list[Adviser], bool]:
    """Return whom to talk with, and whether somebody was found for just that.

    Nobody found: the advisers for everybody. Nothing asked: all.
    """
    found = open_advisers()
    if postcode:
        found = found.filter(postcodes__contains=[postcode])
    if topic is not None:
        found = found.filter(topics__in=topic_web().branch(topic))
    if place is not None:
        found = found.filter(places__in=with_places_below(place))
    exact = list(found.distinct())
    return (exact, True) if exact else (list(open_advisers().filter(is_for_everybody=True)), False)


def hours_meeting(adviser: Adviser, opening: Opening) -> QuerySet[OfficeHours]:
    """Return the weekly hours of an adviser during which others would also be held."""
    met = adviser.hours.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=opening.valid_from),
        weekday=opening.weekday,
        starts__lt=opening.ends,
        ends__gt=opening.starts,
    )
    return met.filter(valid_from__lte=opening.valid_until) if opening.valid_until else met


def free_times(adviser: Adviser, *, now: datetime | None = None) -> list[Slot]:
    """Return the times that can be chosen with an adviser in the coming weeks."""
    moment = now or timezone.now()
    taken = adviser.talks.booked().filter(ends_at__gt=moment).values_list("starts_at", "ends_at")
    return free_slots(
        [each.as_hours for each in adviser.hours.all()],
        after=moment + LEAD,
        before=moment + AHEAD,
        away=[(each.first_day, each.last_day) for each in adviser.absences.all()],
        taken=[(start, end) for start, end in taken if start and end],
        zone=ZoneInfo(settings.TIME_ZONE),
    )


def free_time_at(adviser: Adviser, starts_at: datetime) -> Slot | None:
    """Return the free time that begins at a moment."""
    return next((each for each in free_times(adviser) if each.starts_at == starts_at), None)


def adviser_of(pk: int | None) -> Adviser | None:
    """Return the adviser a person is."""
    return Adviser.objects.select_related("person").filter(person=pk).first() if pk else None


def people_who_may_advise() -> QuerySet[Person]:
    """Return who holds the role today and is no adviser yet."""
    holders = RoleHolding.objects.current().filter(role=Role.ADVISER)
    taken = Adviser.objects.filter(person__isnull=False)
    return Person.objects.filter(is_active=True, pk__in=holders.values("person")).exclude(
        pk__in=taken.values("person")
    )


def talk_of_ref(ref: UUID) -> TalkRequest | None:
    """Return the talk a sealed link speaks of."""
    return (
        TalkRequest.objects.select_related("adviser__person")
        .filter(ref=ref, forgotten_at__isnull=True)
        .first()
    )


def own_talks(addresses: Iterable[str]) -> TalkRequestQuerySet:
    """Return the talks asked for with addresses somebody has proved to hold."""
    keys = [address_key(each) for each in addresses]
    return (
        TalkRequest.objects.filter(address_key__in=keys)
        .select_related("adviser__person")
        .order_by("-asked_at", "-id")
    )


def overdue_after() -> int:
    """Return after how many days somebody has waited too long."""
    limit = QueueLimit.objects.first()
    return limit.days if limit else DEFAULT_DAYS


def queue_of(adviser: Adviser | None) -> list[TalkRequest]:
    """Return what waits for an adviser, oldest first."""
    return list(TalkRequest.objects.filter(adviser=adviser).waiting()) if adviser else []


def talks_ahead(adviser: Adviser | None) -> list[TalkRequest]:
    """Return an adviser's talks without an outcome, up to a week ahead; those that were come first."""
    soon = timezone.now() + timedelta(days=7)
    if adviser is None:
        return []
    return list(TalkRequest.objects.filter(adviser=adviser, starts_at__lt=soon).booked())


def waiting_at_others(adviser: Adviser | None) -> list[TalkRequest]:
    """Return what waits for other advisers, without the words."""
    others = TalkRequest.objects.waiting().select_related("adviser__person")
    if adviser:
        others = others.exclude(adviser=adviser)
    return list(others.only("asked_at", "state", "way", "adviser__person__name")[:100])


def waiting_count() -> int:
    """Return how many talks wait for an answer."""
    return TalkRequest.objects.waiting().order_by().count()


def due_reminders(now: datetime) -> TalkRequestQuerySet:
    """Return the talks of the coming day that nobody has been reminded of.

    Who asked or moved it within the day has just read when it is; the actions set `reminded_of` then.
    """
    return (
        TalkRequest.objects.booked()
        .filter(starts_at__gt=now, starts_at__lte=now + REMIND_BEFORE, address_key__isnull=False)
        .filter(Q(reminded_of__isnull=True) | ~Q(reminded_of=F("starts_at")))
    )


def talks_to_forget(now: datetime) -> TalkRequestQuerySet:
    """Return the talks whose time of keeping is over."""
    return TalkRequest.objects.filter(ended_at__lt=now - KEPT_AFTER, forgotten_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many asked in a year and how long they waited, as it may be shown."""

    year: int
    talks: str
    median_days: str


def waiting_by_year() -> list[Waiting]:
    """Return how long people wait, never for fewer than five."""
    spans: dict[int, list[float]] = {}
    rows = TalkRequest.objects.values_list("asked_at", "answered_at")
    for asked, answered in rows:
        waits = spans.setdefault(asked.year, [])
        waits.append(((answered or timezone.now()) - asked).total_seconds() / 86400)
    return [
        Waiting(
            year,
            shown_count(len(waits)),
            str(round(median(waits))) if len(waits) >= FLOOR else "–",
        )
        for year, waits in sorted(spans.items(), reverse=True)
    ]


def check_postcodes(postcodes: Collection[str]) -> list[str]:
    """Return those that are no Danish postcodes."""
    return [each for each in postcodes if each not in towns()]
