"""Named reads of people."""

from django.db.models import Prefetch, QuerySet

from samspil.base.people.models import AdminSession, Person, RoleHolding


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
