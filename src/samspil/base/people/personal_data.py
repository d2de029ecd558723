"""What the people room knows about a person: log-in, roles, administrator sessions."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction

from samspil.base.audit.actions import record
from samspil.base.people.models import Person
from samspil.kit.access import SYSTEM
from samspil.kit.erasure import Erasure

SENSITIVE: dict[str, tuple[str, ...]] = {}
# RateCount holds a keyed hash and a number, and is forgotten after a day.
COVERS = ("Person", "RoleHolding", "AdminSession", "RateCount")


def _person(address: str) -> Person | None:
    return Person.objects.filter(email__iexact=address.strip()).first()


def export(address: str) -> dict[str, Any]:
    """Return everything kept about the person with an e-mail address; secrets are left out."""
    person = _person(address)
    if person is None:
        return {}
    return {
        "email": person.email,
        "name": person.name,
        "created": person.created_at,
        "last_login": person.last_login,
        "addresses": list(
            EmailAddress.objects.filter(user=person).order_by("pk").values("email", "verified")
        ),
        "second_factors": list(
            Authenticator.objects.filter(user=person)
            .order_by("pk")
            .values("type", "created_at", "last_used_at")
        ),
        "roles": [
            {
                "role": holding.role,
                "place": str(holding.place or ""),
                "topic": str(holding.topic or ""),
                "since": holding.since,
                "until": holding.until,
            }
            for holding in person.roles.select_related("place", "topic")
        ],
        "admin_sessions": [
            {"began": each.began_at, "ended": each.ends_at, "why": each.why}
            for each in person.admin_sessions.all()
        ],
    }


@transaction.atomic
def erase(address: str, *, dry_run: bool) -> Erasure:
    """Close the log-in and delete name, addresses, roles and second factors; say what is deleted.

    The row itself stays without address or name: acts of office (an article, a correction) and the
    log name its number. Whoever signs in later with the address is somebody new.
    """
    person = _person(address)
    if person is None:
        return Erasure(dry_run=dry_run, counts={})
    counts = {
        "persons": 1,
        "roles": person.roles.count(),
        "admin_sessions": person.admin_sessions.count(),
    }
    if not dry_run:
        record(actor=SYSTEM, verb="people.erase", thing=f"person:{person.pk}")
        EmailAddress.objects.filter(user=person).delete()
        Authenticator.objects.filter(user=person).delete()
        person.roles.all().delete()
        person.admin_sessions.all().delete()
        _end_sessions(person)
        person.email, person.name, person.is_active = (
            f"erased-{person.pk}@erased.invalid",
            "",
            False,
        )
        person.last_login = None
        person.save()
    return Erasure(dry_run=dry_run, counts=counts)


def _end_sessions(person: Person) -> None:
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
