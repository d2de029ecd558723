"""What the desk of the catalogue lists and counts."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from samspil.base.people.models import Person, RoleHolding
from samspil.commons.offers.models import Offer, OfferQuerySet, OfferReport, PendingImport, Provider
from samspil.commons.offers.policies import may_keep_offers
from samspil.commons.offers.queries.pages import with_links
from samspil.commons.offers.terms import REMIND_AHEAD, OfferState, ReportState
from samspil.kit.access import Actor, Role
from samspil.kit.danish import danish_sort_key


def offers_for_desk(
    offers: OfferQuerySet,
    *,
    words: str = "",
    state: str = "",
    owner: int | None = None,
    only: str = "",
) -> QuerySet[Offer]:
    """Return offers as the desk lists them.

    Args:
        offers: those the actor may see.
        words: words that all stand in the name or the short text.
        state: an `OfferState`; without one, all but the archived.
        owner: the id of a person.
        only: `late` or `no_owner`.
    """
    found = offers.filter(state=state) if state in OfferState.values else offers.living()
    if only == "late":
        found = found.late()
    if only == "no_owner":
        found = found.filter(owner__isnull=True)
    if owner is not None:
        found = found.filter(owner=owner)
    for word in words.split()[:6]:
        found = found.filter(
            Q(name__icontains=word) | Q(summary__icontains=word) | Q(provider__name__icontains=word)
        )
    waiting = OfferReport.objects.filter(offer=OuterRef("pk"), state=ReportState.NEW)
    return (
        with_links(found)
        .select_related("owner")
        .prefetch_related("provider__representatives")
        .annotate(has_reports=Exists(waiting))
        .order_by("name", "pk")
    )


def owners() -> list[tuple[int, str]]:
    """Return whoever answers for an offer that is not archived, by name."""
    found = Offer.objects.living().filter(owner__isnull=False)
    rows = found.order_by().values_list("owner", "owner__name", "owner__email").distinct()
    pairs = [(pk, name or email) for pk, name, email in rows]
    return sorted(pairs, key=lambda pair: danish_sort_key(pair[1]))


def due_for(owner: int) -> QuerySet[Offer]:
    """Return what a person should confirm by now or within some days, the latest first."""
    until = timezone.localdate() + REMIND_AHEAD
    return (
        with_links(Offer.objects.published().filter(owner=owner))
        .filter(Q(confirm_by__isnull=True) | Q(confirm_by__lte=until))
        .order_by("confirm_by", "name", "pk")
    )


def owners_to_remind() -> list[int]:
    """Return the ids of those who have something to confirm by today."""
    due = Offer.objects.late().filter(owner__is_active=True)
    return list(due.order_by("owner").values_list("owner", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class OfferNumbers:
    """What waits in the catalogue for one person."""

    published: int
    to_confirm: int
    reports: int


def offer_numbers(actor: Actor) -> OfferNumbers:
    """Count what is out, what somebody should confirm, and what people told and nobody answered.

    Whoever keeps no offers is told of what people said about their own alone.
    """
    today = timezone.localdate()
    published = Offer.objects.published().order_by()
    numbers = published.aggregate(
        all=Count("pk"),
        own=Count("pk", filter=Q(owner=actor.pk) & (Q(confirm_by__lte=today) | Q(confirm_by=None))),
    )
    waiting = OfferReport.objects.filter(state=ReportState.NEW).order_by()
    if not may_keep_offers(actor):
        waiting = waiting.filter(offer__owner=actor.pk)
    return OfferNumbers(numbers["all"], numbers["own"], waiting.count())


def people_of_organisations() -> QuerySet[Person]:
    """Return whoever speaks for an organisation today, by name."""
    holding = RoleHolding.objects.current().filter(role=Role.ORGANISATION)
    return Person.objects.filter(pk__in=holding.values("person"), is_active=True)


def providers() -> QuerySet[Provider]:
    """Return who gives offers, by name."""
    return Provider.objects.all()


def pending_imports(maker_pk: int | None) -> QuerySet[PendingImport]:
    """Return the files that somebody looked through and may still take in, without what they hold."""
    mine = PendingImport.objects.filter(maker=maker_pk, expires_at__gt=timezone.now())
    return mine.defer("content")
