"""Ids that never change: HSDS asks for a UUID of everything, also of what has no row of its own."""

from uuid import UUID, uuid5

from django.conf import settings

# Everything that is the same in every municipality: kinds, audiences, codes of FFB.
SHARED = UUID("7c1d9a52-5d0e-4a0e-9d3b-64f3a4f1c0de")


def shared_id(*names: object) -> str:
    """Return the id of something that is the same wherever Samspil runs."""
    return str(uuid5(SHARED, "/".join(map(str, names))))


def own_id(*names: object) -> str:
    """Return the id of something that only this municipality has, made from its address."""
    return shared_id(settings.ORIGIN, *names)
