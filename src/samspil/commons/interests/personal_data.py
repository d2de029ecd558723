"""What the interests room knows about a person: what was typed, the profile, calls to make."""

from typing import Any

from django.db import transaction

from samspil.base.audit.actions import record
from samspil.commons.interests.models import AccessCode, InterestProfile, SignUp
from samspil.commons.interests.queries import wishes_of
from samspil.kit.access import SYSTEM
from samspil.kit.encryption import address_key
from samspil.kit.erasure import Erasure

# Fields that are unreadable in a dump: who somebody is, and what was typed before it was confirmed.
SENSITIVE = {
    "InterestProfile": ("address", "contact"),
    "SignUp": ("address", "wishes"),
}
# Who has no e-mail is found and erased by staff through the call list, since there is no address to ask by.
COVERS = ("InterestProfile", "Choice", "CallTask", "SignUp", "AccessCode")


def export(address: str) -> dict[str, Any]:
    """Return everything kept about the person with an e-mail address."""
    key = address_key(address)
    profile = InterestProfile.objects.filter(address_key=key).first()
    return {
        "profile": _exported(profile) if profile is not None else None,
        "sign_ups": [
            {
                "created": each.created_at,
                "expires": each.expires_at,
                "confirmed": each.confirmed_at,
                "source": each.source,
                "wishes": each.wishes,
            }
            for each in SignUp.objects.filter(address_key=key)
        ],
        "codes": [
            {"created": each.created_at, "expires": each.expires_at, "used": each.used_at}
            for each in AccessCode.objects.filter(address_key=key)
        ],
    }


def _exported(profile: InterestProfile) -> dict[str, Any]:
    choices = profile.choices.select_related("topic", "place").order_by("pk")
    return {
        "address": profile.address,
        "state": profile.state,
        "since": profile.since,
        "paused_until": profile.paused_until,
        "withdrawn": profile.withdrawn_at,
        "source": profile.source,
        "interested_in": [str(choice) for choice in choices],
        "wishes": wishes_of(profile).as_json(),
        "told_by_phone_or_paper": [
            {"about": task.title, "asked": task.created_at, "done": task.done_at}
            for task in profile.call_tasks.all()
        ],
    }


@transaction.atomic
def erase(address: str, *, dry_run: bool) -> Erasure:
    """Delete everything about the person with an e-mail address; say what is, or would be, deleted."""
    key = address_key(address)
    profiles = InterestProfile.objects.filter(address_key=key)
    sign_ups = SignUp.objects.filter(address_key=key)
    codes = AccessCode.objects.filter(address_key=key)
    counts = {
        "profiles": profiles.count(),
        "sign_ups": sign_ups.count(),
        "codes": codes.count(),
    }
    if not dry_run:
        for profile in profiles:
            record(actor=SYSTEM, verb="interests.erase", about=profile.about)
        profiles.delete()
        sign_ups.delete()
        codes.delete()
    return Erasure(dry_run=dry_run, counts=counts)
