"""What the outbox knows about a person: the letters to an address."""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from samspil.base.outbox.letters import SlotError, fill_letter, values_for
from samspil.base.outbox.models import Delivery, InboxLetter, Letter, Suppression
from samspil.base.outbox.queries import deliveries_of
from samspil.kit.encryption import address_key
from samspil.kit.erasure import Erasure

# Fields that are unreadable in a dump: who gets a letter, and what it says.
SENSITIVE = {
    "Letter": ("subject", "text", "html"),
    "Delivery": ("address", "fields"),
    "InboxLetter": ("address", "subject", "text", "html", "headers"),
}
COVERS = ("Letter", "Delivery", "InboxLetter", "Suppression")


def export(address: str) -> list[dict[str, Any]]:
    """Return all letters to an address as they were read, and whether it is left in peace."""
    key = address_key(address)
    letters = [_exported(delivery) for delivery in deliveries_of(key)]
    return letters + [
        {"kind": "suppression", "reason": s.reason, "since": s.since, "until": s.until}
        for s in Suppression.objects.filter(address_key=key)
    ]


def _exported(delivery: Delivery) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "kind": delivery.letter.kind,
        "language": delivery.letter.language,
        "state": delivery.state,
        "created": delivery.created_at,
        "sent": delivery.sent_at,
    }
    if delivery.address is None:
        return facts
    values = values_for(
        language=delivery.letter.language,
        dedupe_key=delivery.dedupe_key,
        subscription=delivery.subscription,
        since=delivery.since,
        fields=delivery.fields,
    )
    try:
        letter = fill_letter(delivery.letter, values)
    except SlotError:
        return facts
    return facts | {"subject": letter.subject, "text": letter.text}


@transaction.atomic
def erase(address: str, *, dry_run: bool) -> Erasure:
    """Delete all letters to an address; say what is, or would be, deleted.

    A suppression stays: it holds no address, and it is what keeps letters from going there.
    """
    key = address_key(address)
    deliveries = Delivery.objects.filter(address_key=key)
    inbox = InboxLetter.objects.filter(address_key=key)
    to_others = Delivery.objects.filter(letter=OuterRef("pk")).exclude(address_key=key)
    sent = list(deliveries.values_list("letter", flat=True).distinct())
    # Locked before it is asked whom else they go to: who is enqueueing them finishes first.
    list(Letter.objects.select_for_update().filter(pk__in=sent).order_by("pk").values_list("pk"))
    own = Letter.objects.filter(~Exists(to_others), pk__in=sent)
    letters = list(own.values_list("pk", flat=True))
    counts = {
        "letters": len(letters),
        "deliveries": deliveries.count(),
        "inbox_letters": inbox.count(),
    }
    if not dry_run:
        deliveries.delete()
        inbox.delete()
        Letter.objects.filter(pk__in=letters).delete()
    return Erasure(dry_run=dry_run, counts=counts)
