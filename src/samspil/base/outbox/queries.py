"""What is asked about letters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from samspil.base.outbox.models import (
    Delivery,
    DeliveryQuerySet,
    Heartbeat,
    InboxLetter,
    Suppression,
)
from samspil.base.outbox.terms import KEPT_AFTER_SENDING, LATE, WAITING, State

_COUNTED = (State.QUEUED, State.RETRY, State.IN_FLIGHT, State.FAILED)
WORKER_ALIVE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Health:
    """How the outbox is doing."""

    oldest_waiting: timedelta | None
    counts: dict[str, int]
    worker_seen: datetime | None

    @property
    def worker_alive(self) -> bool:
        """Tell whether some worker was heard of in the last half minute."""
        return self.worker_seen is not None and timezone.now() - self.worker_seen < WORKER_ALIVE


def health() -> Health:
    """Return the age of the oldest letter that should have gone, counts of what is not sent, and
    when a worker was last heard of; sent letters are not counted, there are too many."""
    oldest = Delivery.objects.due().aggregate(oldest=Min("due_at"))["oldest"]
    counts = {state.value: Delivery.objects.filter(state=state).count() for state in _COUNTED}
    return Health(
        oldest_waiting=None if oldest is None else max(timezone.now() - oldest, timedelta(0)),
        counts=counts,
        worker_seen=Heartbeat.objects.aggregate(seen=Max("seen_at"))["seen"],
    )


def deliveries_of(key: UUID) -> DeliveryQuerySet:
    """Return the letters to the address with this key, the newest first."""
    return Delivery.objects.filter(address_key=key).select_related("letter").order_by("-pk")


@dataclass(frozen=True, slots=True)
class Trouble:
    """How the letters of one kind from one day that did not arrive stand; no addresses, no texts."""

    kind: str
    day: date
    failed: int
    retry: int
    suppressed: int
    oldest_waiting: datetime | None
    last_reply: str = ""


def troubled_letters() -> DeliveryQuerySet:
    """Return what failed or was held back in the last 30 days, and what waits for another attempt
    or should have gone a quarter of an hour ago."""
    since = timezone.now() - KEPT_AFTER_SENDING
    return Delivery.objects.filter(
        Q(state__in=[State.FAILED, State.SUPPRESSED], created_at__gte=since)
        | Q(state=State.RETRY)
        | Q(state=State.QUEUED, due_at__lt=timezone.now() - LATE)
    )


def trouble_by_kind_and_day() -> QuerySet[Any, Any]:
    """Return the counts of `Trouble` as rows, newest day first; `with_replies` makes them whole."""
    return (
        troubled_letters()
        .values(kind=F("letter__kind"), day=TruncDate("created_at"))
        .annotate(
            failed=Count("pk", filter=Q(state=State.FAILED)),
            retry=Count("pk", filter=Q(state=State.RETRY)),
            suppressed=Count("pk", filter=Q(state=State.SUPPRESSED)),
            oldest_waiting=Min("created_at", filter=Q(state__in=WAITING)),
        )
        .order_by("-day", "kind")
    )


def with_replies(rows: Iterable[dict[str, Any]]) -> list[Trouble]:
    """Return rows of `trouble_by_kind_and_day` with what a mail server last said to each."""
    rows = list(rows)
    days = [row["day"] for row in rows]
    if not days:
        return []
    said = (
        troubled_letters()
        .annotate(kind=F("letter__kind"), day=TruncDate("created_at"))
        .filter(day__gte=min(days), day__lte=max(days))
        .exclude(last_reply="")
        .order_by("kind", "day", F("claimed_at").desc(nulls_last=True), "-pk")
        .distinct("kind", "day")
        .values_list("kind", "day", "last_reply")
    )
    replies = {(kind, day): reply for kind, day, reply in said}
    return [Trouble(**row, last_reply=replies.get((row["kind"], row["day"]), "")) for row in rows]


def suppression_of(key: UUID) -> Suppression | None:
    """Return why nothing is sent to the address with this key now, or None."""
    return Suppression.objects.active().filter(address_key=key).first()


def inbox_letters(key: UUID | None = None) -> QuerySet[InboxLetter]:
    """Return the letters of the local inbox, newest first; those to one address by its key."""
    letters = InboxLetter.objects.order_by("-pk")
    return letters if key is None else letters.filter(address_key=key)
