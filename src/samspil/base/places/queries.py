"""Named reads of places."""

from django.db.models import QuerySet

from samspil.base.places.models import Place


def open_places() -> QuerySet[Place]:
    """Return the places that are in use, by name."""
    return Place.objects.filter(is_open=True)
