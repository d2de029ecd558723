"""Named reads of people."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db.models import Prefetch, QuerySet

from samspil.base.people.models import AdminSession, Person, RoleHolding
from samspil.kit.access import STAFF_ROLES, Actor


def people_with_roles() -> QuerySet[Person]:
    """Return the persons who hold a role today, with their roles and places."""
    current = RoleHolding.objects.current().select_related("place", "topic")
    return (
        Person.objects.filter(pk__in=current.values("person"))
        .prefetch_related(Prefetch("roles", queryset=current))
        .order_by("name", "email")
    )


def open_admin_session(person: Person) -> AdminSession | None:
    """Return the administrator session a person has open in the browser used now, if any."""
    return person.admin_sessions.open_in(person.browser).first()


def names_of(ids: Iterable[int | None]) -> dict[int, str]:
    """Return the names of persons, by their ids; whoever is erased or unknown is left out."""
    people = Person.objects.order_by().filter(pk__in={pk for pk in ids if pk is not None})
    return {person.pk: str(person) for person in people}


def verified_addresses(actor: Actor) -> list[str]:
    """Return the e-mail addresses a person has proved to hold; none for a visitor."""
    if not actor.is_authenticated:
        return []
    found = EmailAddress.objects.filter(user_id=actor.pk, verified=True)
    return list(found.order_by("-primary", "pk").values_list("email", flat=True))


def staff() -> QuerySet[Person]:
    """Return whoever works for the municipality today, by name."""
    holding = RoleHolding.objects.current().filter(role__in=STAFF_ROLES)
    return Person.objects.filter(pk__in=holding.values("person"), is_active=True)
