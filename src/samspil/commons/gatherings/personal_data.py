"""What the gatherings room knows about a person: what they come to, and what they planned in office."""

from typing import Any

from django.db import transaction

from samspil.commons.gatherings.actions import forget_person, lock_all
from samspil.commons.gatherings.models import Gathering, Registration
from samspil.kit.access import SYSTEM
from samspil.kit.encryption import address_key
from samspil.kit.erasure import Erasure

SENSITIVE = {
    "Gathering": ("online_address",),
    "Registration": ("address", "name", "phone", "access_needs"),
}
# What is said in feedback does not say who, and a call goes with its registration.
COVERS = ("Gathering", "ProgrammeItem", "Registration", "Reminder", "PhoneCall", "Feedback")


def export(address: str) -> dict[str, Any]:
    """Return what the person with an e-mail address comes to, came to and planned."""
    planned = Gathering.objects.filter(responsible__email__iexact=address.strip())
    return {
        "registrations": [_exported(each) for each in _of(address)],
        "planned": list(planned.order_by("pk").values("title", "starts_at", "state")),
    }


def _of(address: str) -> list[Registration]:
    found = Registration.objects.select_related("gathering").order_by("pk")
    return list(found.filter(address_key=address_key(address)))


def _exported(registration: Registration) -> dict[str, Any]:
    return {
        "gathering": registration.gathering.title,
        "starts": registration.gathering.starts_at,
        "state": registration.state,
        "name": registration.name,
        "phone": registration.phone,
        "companions": registration.companions,
        "access_needs": registration.access_needs,
        "signed_up": registration.signed_up_on,
        "attended": registration.attended,
    }


@transaction.atomic
def erase(address: str, *, dry_run: bool) -> Erasure:
    """Delete where a person comes; a seat that is still ahead goes to the next in line."""
    found = _of(address)
    if not dry_run:
        lock_all(found)
        for each in found:
            forget_person(actor=SYSTEM, registration=each)
    return Erasure(dry_run=dry_run, counts={"registrations": len(found)})
