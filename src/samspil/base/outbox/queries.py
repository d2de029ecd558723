"""What is asked about letters."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet
from django.utils import timezone

from samspil.base.outbox.models import Delivery, DeliveryQuerySet, Heartbeat, InboxLetter
from samspil.base.outbox.terms import State

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
class Failures:
    """How many letters of a kind failed or were held back on their way; no addresses, no texts."""

    kind: str
    language: str
    state: State
    letters: int
    latest: datetime


def failures(*, since: datetime) -> list[Failures]:
    """Return what failed or was held back since a moment, by kind of letter."""
    rows = (
        Delivery.objects.filter(state__in=[State.FAILED, State.SUPPRESSED], created_at__gte=since)
        .values("letter__kind", "letter__language", "state")
        .annotate(letters=Count("pk"), latest=Max("created_at"))
        .order_by("-latest")
    )
    return [
        Failures(
            kind=row["letter__kind"],
            language=row["letter__language"],
            state=State(row["state"]),
            letters=row["letters"],
            latest=row["latest"],
        )
        for row in rows
    ]


def inbox_letters(key: UUID | None = None) -> QuerySet[InboxLetter]:
    """Return the letters of the local inbox, newest first; those to one address by its key."""
    letters = InboxLetter.objects.order_by("-pk")
    return letters if key is None else letters.filter(address_key=key)
