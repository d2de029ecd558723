"""What the catalogue knows about a person: what they told, what they own, and where they are the one to ask for.

Offers and their versions are the municipality's own and stay; they then name nobody.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q

from samspil.base.audit.actions import touch_public
from samspil.base.people.models import Person
from samspil.commons.offers import actions
from samspil.commons.offers.models import Offer, OfferReport, OfferVersion, PendingImport, Provider
from samspil.kit.access import SYSTEM
from samspil.kit.encryption import address_key
from samspil.kit.erasure import Erasure

SENSITIVE = {"OfferReport": ("text", "address")}
COVERS = ("Provider", "Offer", "OfferVersion", "OfferPicture", "OfferReport", "PendingImport")


def export(address: str) -> dict[str, Any]:
    """Return what the person with an e-mail address told, owns and is named in."""
    address = address.strip()
    told = OfferReport.objects.filter(address_key=address_key(address)).select_related("offer")
    owned = Offer.objects.filter(owner__email__iexact=address)
    asked_for = Offer.objects.filter(contact_email__iexact=address)
    saved = OfferVersion.objects.filter(saved_by__email__iexact=address)
    answered = OfferReport.objects.filter(answered_by__email__iexact=address)
    providers = Provider.objects.filter(email__iexact=address)
    represented = Provider.objects.filter(representatives__email__iexact=address)
    files = PendingImport.objects.filter(maker__email__iexact=address)
    return {
        "files_to_import": list(files.order_by("pk").values("file_name", "made_at")),
        "reports": [
            {
                "offer": each.offer.name,
                "kind": each.kind,
                "as": each.voice,
                "address": each.address,
                "text": each.text,
                "received": each.received_at,
                "may_be_shown": each.may_publish,
                "answer": each.answer,
                "shown": each.you_said,
            }
            for each in told.order_by("pk")
        ],
        "offers_owned": list(owned.order_by("pk").values_list("name", flat=True)),
        "offers_with_their_contact": list(
            asked_for.order_by("pk").values("name", "contact_name", "contact_phone")
        ),
        "offers_saved": saved.count(),
        "reports_answered": answered.count(),
        "providers_with_their_address": list(
            providers.order_by("pk").values_list("name", flat=True)
        ),
        "providers_represented": list(represented.order_by("pk").values_list("name", flat=True)),
    }


@transaction.atomic
def erase(address: str, *, dry_run: bool) -> Erasure:
    """Erase what the person told and take the person out of offers and providers."""
    address = address.strip()
    told = list(
        OfferReport.objects.filter(address_key=address_key(address)).values_list("ref", flat=True)
    )
    named = Offer.objects.filter(contact_email__iexact=address)
    owned = Offer.objects.filter(owner__email__iexact=address)
    providers = Provider.objects.filter(email__iexact=address)
    represented = Provider.representatives.through.objects.filter(
        person__in=Person.objects.filter(email__iexact=address)
    )
    # A file lies here for a day at most; one that names the person is thrown away whole.
    files = PendingImport.objects.filter(
        Q(maker__email__iexact=address) | Q(content__icontains=address)
    )
    counts = {
        "files_to_import": files.count(),
        "reports": len(told),
        "offers_with_their_contact": named.count(),
        "offers_owned": owned.count(),
        "providers": providers.count() + represented.count(),
    }
    if not dry_run:
        for ref in told:
            actions.erase_report(actor=SYSTEM, ref=ref)
        files.delete()
        owned.update(owner=None)
        providers.update(email="")
        represented.delete()
        if named.update(contact_name="", contact_phone="", contact_email=""):
            touch_public()
    return Erasure(dry_run=dry_run, counts=counts)
