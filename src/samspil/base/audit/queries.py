"""Named reads of what happened."""

from django.db.models import QuerySet

from samspil.base.audit.models import Entry, PublicVersion
from samspil.base.audit.terms import EntryKind


def entries_about(about: str) -> QuerySet[Entry]:
    """Return everything done or seen about a person or profile (`kind:id`), newest first."""
    return Entry.objects.filter(about=about)


def looks_about(about: str) -> QuerySet[Entry]:
    """Return who looked at what about a person or profile (`kind:id`), newest first."""
    return entries_about(about).filter(kind=EntryKind.LOOK)


def entries_of_thing(thing: str) -> QuerySet[Entry]:
    """Return what was done to a thing (`kind:id`), newest first."""
    return Entry.objects.filter(thing=thing)


def public_version() -> int:
    """Return the number that rises with every change to what everybody sees."""
    return (
        PublicVersion.objects.filter(pk=1).values_list("number", flat=True).order_by().first() or 0
    )
