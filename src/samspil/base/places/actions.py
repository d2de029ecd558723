"""Change where things are."""

from django.db import transaction

from samspil.base.audit.actions import record
from samspil.base.places.models import Place
from samspil.base.places.policies import may_edit_places
from samspil.base.places.terms import PlaceKind
from samspil.kit.access import Actor, require


@transaction.atomic
def save_place(
    *,
    actor: Actor,
    name: str,
    kind: PlaceKind,
    place: Place | None = None,
    name_en: str = "",
    summary: str = "",
    summary_en: str = "",
    address: str = "",
    phone: str = "",
    parent: Place | None = None,
) -> Place:
    """Add a place or change one.

    Raises Refused when the actor may not.
    """
    require(may_edit_places(actor))
    place = place or Place()
    place.name, place.name_en, place.kind, place.parent = name, name_en, kind, parent
    place.summary, place.summary_en = summary, summary_en
    place.address, place.phone = address, phone
    place.save()
    record(actor=actor, verb="places.save_place", thing=f"place:{place.pk}", public=True)
    return place
