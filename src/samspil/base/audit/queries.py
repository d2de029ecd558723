"""Named reads of what happened."""

from django.db import connection
from django.db.models import QuerySet

from samspil.base.audit.models import Entry
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
    # Every kept page asks for it: making the query by hand takes a third of the time.
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM audit_publicversion WHERE id = 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0
