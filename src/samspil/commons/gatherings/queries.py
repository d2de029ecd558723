"""Named reads of gatherings and of who comes."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils import timezone

from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import topic_web
from samspil.commons.gatherings.models import (
    Feedback,
    Gathering,
    GatheringQuerySet,
    PhoneCall,
    Registration,
    RegistrationQuerySet,
    Reminder,
)
from samspil.commons.gatherings.terms import (
    ASK_FEEDBACK_AFTER,
    ASK_FEEDBACK_UNTIL,
    COMING,
    KEEP_ACCESS_NEEDS,
    KEEP_REGISTRATIONS,
    AccessNeed,
    GatheringKind,
    GatheringState,
    Rating,
    RegistrationState,
)
from samspil.commons.inputs.terms import CollectionKind
from samspil.commons.interests.queries import Audience
from samspil.kit.danish import danish_sort_key
from samspil.kit.encryption import address_key
from samspil.kit.small_numbers import FLOOR


def _about(gatherings: GatheringQuerySet, topic: Topic) -> GatheringQuerySet:
    """Keep what is about a topic or one below it."""
    through = Gathering.topics.through.objects.filter(topic__in=topic_web().branch(topic.pk))
    return gatherings.filter(pk__in=through.values("gathering"))


def _at(gatherings: GatheringQuerySet, places: Collection[int]) -> GatheringQuerySet:
    through = Gathering.places.through.objects.filter(place__in=places)
    return gatherings.filter(Q(place__in=places) | Q(pk__in=through.values("gathering")))


def gatherings_of_places(places: Collection[int]) -> GatheringQuerySet:
    """Return what everybody may come to at some places or for them, the next first."""
    return _at(gatherings_for_everybody(), places)


def gatherings_for_everybody(
    *,
    topic: Topic | None = None,
    place: Place | None = None,
    kind: str = "",
    words: str = "",
    past: bool = False,
) -> GatheringQuerySet:
    """Return what everybody may come to: what is ahead, the next first; or what has been."""
    gatherings = Gathering.objects.for_everybody().in_lists()
    gatherings = gatherings.past() if past else gatherings.upcoming()
    if topic is not None:
        gatherings = _about(gatherings, topic)
    if place is not None:
        gatherings = _at(gatherings, [place.pk])
    if kind:
        gatherings = gatherings.filter(kind=kind)
    for word in words.split()[:6]:
        gatherings = gatherings.filter(
            Q(title__icontains=word)
            | Q(summary__icontains=word)
            | Q(body__icontains=word)
            | Q(title_en__icontains=word)
            | Q(body_en__icontains=word)
            | Q(programme__speaker__icontains=word)
        )
    return gatherings.distinct() if words else gatherings


def calendar_gatherings(
    *, topic: Topic | None = None, place: Place | None = None
) -> GatheringQuerySet:
    """Return what a calendar program shows: everything for everybody from a month back."""
    since = timezone.now() - timedelta(days=31)
    gatherings = Gathering.objects.for_everybody().filter(ends_at__gt=since)
    if topic is not None:
        gatherings = _about(gatherings, topic)
    if place is not None:
        gatherings = _at(gatherings, [place.pk])
    return gatherings.select_related("place").order_by("starts_at", "id")


def gatherings_for_desk(gatherings: GatheringQuerySet) -> QuerySet[Gathering]:
    """Return gatherings with what the desk shows of them: how many come, wait, were invited and reminded when."""
    return (
        gatherings.in_lists()
        .select_related("responsible")
        .annotate(
            waiting=Count(
                "registrations", filter=Q(registrations__state=RegistrationState.WAITING)
            ),
            invited=Count(
                "registrations", filter=Q(registrations__state=RegistrationState.INVITED)
            ),
            reminded_at=Subquery(
                Reminder.objects.filter(gathering=OuterRef("pk")).order_by("-at").values("at")[:1]
            ),
        )
    )


def audience_of(gathering: Gathering) -> Audience:
    """Return whom a gathering concerns."""
    return Audience.of(
        topics=[topic.pk for topic in gathering.topics.all()],
        places=[place.pk for place in gathering.places.all()],
        newsletter=gathering.to_newsletter,
    )


def registration_of_ref(ref: UUID) -> Registration | None:
    """Return the registration a sealed link speaks of."""
    return (
        Registration.objects.select_related("gathering", "gathering__place").filter(ref=ref).first()
    )


def own_registrations(addresses: Iterable[str]) -> RegistrationQuerySet:
    """Return what the owner of some addresses comes to or is invited to, what is ahead."""
    keys = [address_key(address) for address in addresses]
    return (
        Registration.objects.select_related("gathering", "gathering__place")
        .filter(
            address_key__in=keys,
            state__in=[*COMING, RegistrationState.INVITED],
            gathering__ends_at__gt=timezone.now(),
        )
        .exclude(gathering__state=GatheringState.DRAFT)
        .order_by("gathering__starts_at", "id")
    )


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many, counted in people: those signed up and whom they bring."""

    registered: int
    waiting: int
    invited: int
    declined: int
    came: int
    registrations: int


def turnout_of(gathering: Gathering) -> Turnout:
    """Count who comes, waits, was asked, said no and came, companions with them."""
    rows = list(
        gathering.registrations.order_by()
        .values("state", "attended")
        .annotate(number=Count("pk"), brought=Sum("companions"))
    )

    def people(*states: RegistrationState) -> int:
        return sum(row["number"] + row["brought"] for row in rows if row["state"] in states)

    return Turnout(
        registered=people(RegistrationState.REGISTERED),
        waiting=people(RegistrationState.WAITING),
        invited=people(RegistrationState.INVITED),
        declined=people(RegistrationState.DECLINED, RegistrationState.CANCELLED),
        came=sum(row["number"] + row["brought"] for row in rows if row["attended"]),
        registrations=sum(
            row["number"] for row in rows if row["state"] == RegistrationState.REGISTERED
        ),
    )


def head_counts(gathering: Gathering) -> list[tuple[str, int]]:
    """Return how many need what, without who: what there is to order before the day."""
    counts: Counter[str] = Counter()
    for each in gathering.registrations.in_state(RegistrationState.REGISTERED):
        counts.update(each.access_needs or ())
    return [(str(need.label), counts[need]) for need in AccessNeed if counts[need]]


def door_list(gathering: Gathering) -> list[Registration]:
    """Return who has a seat, by name in the Danish way."""
    coming = gathering.registrations.in_state(RegistrationState.REGISTERED)
    return sorted(coming, key=lambda each: danish_sort_key(each.name))


def waiting_list(gathering: Gathering) -> RegistrationQuerySet:
    """Return who waits for a seat, the first in line first."""
    return gathering.registrations.in_line()


def those_who_came(gathering: Gathering) -> RegistrationQuerySet:
    """Return who was there: those noted at the door, or all with a seat when nobody noted."""
    had_seat = gathering.registrations.in_state(RegistrationState.REGISTERED)
    came = had_seat.filter(attended=True)
    return came if came.exists() else had_seat.exclude(attended=False)


def open_phone_calls() -> QuerySet[PhoneCall]:
    """Return whom to call about a gathering, oldest first; what came up before it was held is moot after."""
    ends = F("registration__gathering__ends_at")
    return (
        PhoneCall.objects.filter(
            Q(registration__gathering__ends_at__gt=timezone.now()) | Q(created_at__gte=ends),
            done_at__isnull=True,
        )
        .select_related("registration", "registration__gathering")
        .prefetch_related("registration__gathering__places")
    )


@dataclass(frozen=True, slots=True)
class FeedbackSummary:
    """What people said afterwards; ratings only when enough answered to hide each one."""

    answers: int
    ratings: list[tuple[str, int]]
    words: list[str]
    wishes: list[str]


def feedback_of(gathering: Gathering) -> FeedbackSummary:
    """Return what people said, without who: nothing is shown before five have answered."""
    found = list(Feedback.objects.filter(gathering=gathering))
    if len(found) < FLOOR:
        return FeedbackSummary(len(found), [], [], [])
    ratings = Counter(each.rating for each in found)
    return FeedbackSummary(
        answers=len(found),
        ratings=[(str(rating.label), ratings[rating]) for rating in Rating],
        words=sorted(each.words for each in found if each.words),
        wishes=sorted(each.wishes for each in found if each.wishes),
    )


def reminder_moment(gathering: Gathering, days_before: int) -> datetime:
    """Return when people are reminded: at the same time by the clock on the wall, days before.

    Also when summer time begins or ends in between: local times are subtracted, not hours.
    """
    local = timezone.localtime(gathering.starts_at)
    return local - timedelta(days=days_before)


def due_reminders(now: datetime) -> list[tuple[Gathering, int]]:
    """Return the gatherings to remind of, each with the latest of its moments that has passed.

    However long nothing ran, the latest moment still counts until the gathering begins; earlier ones
    that were missed are left out, so that nobody gets two reminders at once. A moment before the
    gathering was made known or last changed does not count: people have heard of it since.
    """
    ahead = Gathering.objects.filter(
        state=GatheringState.PUBLISHED, starts_at__gt=now, starts_at__lte=now + timedelta(days=8)
    ).exclude(reminders=[])
    sent = set(
        Reminder.objects.filter(gathering__in=ahead).values_list(
            "gathering_id", "days_before", "of_start"
        )
    )
    due = []
    for gathering in ahead:
        heard = max(filter(None, (gathering.published_at, gathering.changed_at)), default=now)
        passed = [
            days for days in gathering.reminders if heard < reminder_moment(gathering, days) <= now
        ]
        if passed and (gathering.pk, min(passed), gathering.starts_at) not in sent:
            due.append((gathering, min(passed)))
    return due


def due_for_feedback(now: datetime) -> QuerySet[Gathering]:
    """Return the gatherings whose people may now be asked how it was."""
    return Gathering.objects.filter(
        state=GatheringState.PUBLISHED,
        ends_at__lte=now - ASK_FEEDBACK_AFTER,
        ends_at__gt=now - ASK_FEEDBACK_UNTIL,
    )


def with_needs_to_forget(now: datetime) -> RegistrationQuerySet:
    """Return the registrations whose access needs have served."""
    return Registration.objects.filter(
        access_needs__isnull=False, gathering__ends_at__lt=now - KEEP_ACCESS_NEEDS
    )


def registrations_to_forget(now: datetime) -> RegistrationQuerySet:
    """Return the registrations that are no longer needed."""
    return Registration.objects.filter(gathering__ends_at__lt=now - KEEP_REGISTRATIONS)


def told_between(since: datetime, until: datetime) -> QuerySet[Gathering]:
    """Return what was announced or changed in a stretch of time and is still ahead, the next first."""
    return (
        Gathering.objects.for_everybody()
        .filter(
            Q(published_at__gt=since, published_at__lte=until)
            | Q(changed_at__gt=since, changed_at__lte=until),
            starts_at__gt=until,
        )
        .select_related("place")
        .prefetch_related("topics", "places")
        .order_by("starts_at", "id")
    )


def theme_events_of(year: int) -> int:
    """Count the theme events everybody may come to in a year, held or planned (row P5)."""
    events = Gathering.objects.for_everybody().filter(kind=GatheringKind.THEME_EVENT)
    return events.exclude(state=GatheringState.CANCELLED).filter(starts_at__year=year).count()


@dataclass(frozen=True, slots=True)
class GatheringNumbers:
    """What waits for those who call people together."""

    drafts: int
    ahead: int
    full: int
    calls: int
    without_outcome: int


def gathering_numbers() -> GatheringNumbers:
    """Count what waits, in one statement for gatherings and one for calls."""
    now = timezone.now()
    over = Q(state=GatheringState.PUBLISHED, ends_at__lte=now)
    ahead = Q(state=GatheringState.PUBLISHED, ends_at__gt=now)
    came = Registration.objects.filter(gathering=OuterRef("pk"), state=RegistrationState.REGISTERED)
    counted = Gathering.objects.order_by().aggregate(
        drafts=Count("pk", filter=Q(state=GatheringState.DRAFT), distinct=True),
        ahead=Count("pk", filter=ahead, distinct=True),
        full=Count(
            "pk", filter=ahead & Q(registrations__state=RegistrationState.WAITING), distinct=True
        ),
    )
    without = (
        Gathering.objects.order_by()
        .filter(over, Exists(came), outcome_at__isnull=True, ends_at__gt=now - KEEP_REGISTRATIONS)
        .count()
    )
    return GatheringNumbers(
        drafts=counted["drafts"],
        ahead=counted["ahead"],
        full=counted["full"],
        calls=open_phone_calls().order_by().count(),
        without_outcome=without,
    )


def gather_inputs_at(gathering: Gathering) -> str:
    """Return the address where what people say at a gathering is gathered, with what is known of it."""
    told = {
        "title": gathering.title,
        "kind": CollectionKind.WORKSHOP,
        "held_on": timezone.localtime(gathering.starts_at).date().isoformat(),
        "source_title": gathering.title,
        "source_url": reverse("gathering", args=[gathering.pk]),
    }
    return f"{reverse('begin_collection')}?{urlencode(told)}"
