"""Named reads of people."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from samspil.base.people.models import AdminSession, Person, RoleHolding


def people_with_roles() -> QuerySet[Person]:
    """Return the persons who hold a role today, with their roles and places."""
    current = RoleHolding.objects.current().select_related("place")
    return (
        Person.objects.filter(pk__in=current.values("person"))
        .prefetch_related(Prefetch("roles", queryset=current))
        .order_by("name", "email")
    )


def open_admin_session(person: Person) -> AdminSession | None:
    """Return the administrator session a person has open, if any."""
    return person.admin_sessions.open().first()


def names_of(ids: Iterable[int | None]) -> dict[int, str]:
    """Return the names of persons, by their ids; whoever is erased or unknown is left out."""
    people = Person.objects.order_by().filter(pk__in={pk for pk in ids if pk is not None})
    return {person.pk: str(person) for person in people}
