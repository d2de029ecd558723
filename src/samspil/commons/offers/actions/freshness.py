"""Keep offers fresh: owners are reminded, and confirm with one press."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from samspil.base.audit.actions import record
from samspil.base.outbox.actions import send
from samspil.base.people.models import Person
from samspil.commons.offers import letters
from samspil.commons.offers.actions.catalogue import due_after
from samspil.commons.offers.models import Offer
from samspil.commons.offers.policies import may_confirm
from samspil.commons.offers.queries import due_for, owners_to_remind
from samspil.kit.access import Actor, System, require


@transaction.atomic
def confirm(*, actor: Actor, offer: Offer) -> Offer:
    """Say that everything about an offer still is as it reads.

    Raises Refused when the actor may not, or the offer is not out.
    """
    confirm_many(actor=actor, offers=[offer.pk])
    return Offer.objects.get(pk=offer.pk)


@transaction.atomic
def confirm_many(*, actor: Actor, offers: Collection[int]) -> int:
    """Say it of several offers at once; all or none.

    Returns:
        How many were confirmed.

    Raises Refused when the actor may not confirm one of them.
    """
    found = Offer.objects.select_for_update().filter(pk__in=offers).order_by("pk")
    rows = list(found.prefetch_related("places", "themes"))
    now = timezone.now()
    for offer in rows:
        require(may_confirm(actor, offer))
        offer.confirmed_at, offer.confirm_by = now, due_after(now, offer.rhythm)
        record(actor=actor, verb="offers.confirm", thing=offer.thing, public=True)
    Offer.objects.bulk_update(rows, ["confirmed_at", "confirm_by"])
    return len(rows)


def remind_owners(*, actor: System) -> int:
    """Ask each owner with something late to confirm, in one letter a week at most.

    Returns:
        The number of letters queued.
    """
    year, week, _day = timezone.localdate().isocalendar()
    sent = 0
    for pk in owners_to_remind():
        with transaction.atomic():
            owner = Person.objects.get(pk=pk)
            number = due_for(pk).order_by().count()
            queued = send(
                draft=letters.please_confirm(number),
                address=owner.email,
                dedupe_key=f"offers:confirm:{pk}:{year}-{week}",
            )
            if queued is not None:
                record(actor=actor, verb="offers.remind", about=f"person:{pk}")
                sent += 1
    return sent
