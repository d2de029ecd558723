"""Change where things are."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.places.models import Place
from samspil.base.places.policies import may_edit_place, may_keep_places
from samspil.base.places.terms import PlaceKind
from samspil.base.search.actions import read_all_soon, refresh
from samspil.base.topics.models import Topic
from samspil.kit.access import Actor, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable

ONE_LINE = ("name", "name_en", "address", "phone", "contact_name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a place says of itself."""

    name: str
    name_en: str = ""
    summary: str = ""
    summary_en: str = ""
    age_from: int | None = None
    age_to: int | None = None
    for_whom: str = ""
    for_whom_en: str = ""
    offers: str = ""
    easy_offers: str = ""
    offers_en: str = ""
    easy_offers_en: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    opening_hours: str = ""
    opening_hours_en: str = ""
    contact_name: str = ""
    shows_contact: bool = False
    council: str = ""
    council_en: str = ""


def _write(place: Place, facts: Facts) -> None:
    for name, value in asdict(facts).items():
        if isinstance(value, str):
            value = one_line(value) if name in ONE_LINE else readable(value).strip()
        setattr(place, name, value)


@transaction.atomic
def add_place(
    *,
    actor: Actor,
    kind: PlaceKind,
    facts: Facts,
    parent: Place | None = None,
    target_groups: Iterable[Topic] = (),
) -> Place:
    """Add a place.

    Raises Refused when the actor may not.
    """
    require(may_keep_places(actor))
    place = Place(kind=kind, parent=parent)
    _write(place, facts)
    place.save()
    place.target_groups.set(target_groups)
    record(actor=actor, verb="places.add_place", thing=place.thing, public=True)
    refresh("place", [place.pk])
    return place


@transaction.atomic
def save_place(
    *,
    actor: Actor,
    place: Place,
    version: int,
    facts: Facts,
    target_groups: Iterable[Topic],
) -> Place:
    """Save what a place says of itself.

    Args:
        actor: who writes.
        place: the place to change.
        version: the version that was opened.
        facts: what it says now.
        target_groups: whom it is for now.

    Raises:
        Refused: when the actor may not write about it.
        EditedMeanwhile: when somebody else saved it since `version`.
    """
    current = Place.objects.select_for_update().get(pk=place.pk)
    require(may_edit_place(actor, current))
    if current.version != version:
        raise EditedMeanwhile(current, _("En anden har gemt stedet, siden du åbnede det."))
    named = (current.name, current.name_en)
    _write(current, facts)
    current.version += 1
    current.save()
    current.target_groups.set(target_groups)
    record(actor=actor, verb="places.save_place", thing=current.thing, public=True)
    refresh("place", [current.pk])
    if named != (current.name, current.name_en):
        read_all_soon()
    return current


@transaction.atomic
def move_place(*, actor: Actor, place: Place, kind: PlaceKind, parent: Place | None) -> None:
    """Say what kind of place it is and which place it belongs to.

    Raises Refused when the actor may not, ValidationError when it would lie below itself.
    """
    require(may_keep_places(actor))
    # One at a time: two moves that are right alone could together make a circle.
    known = {each.pk: each for each in Place.objects.select_for_update().order_by("pk")}
    current = known[place.pk]
    above = known[parent.pk] if parent else None
    while above is not None:
        if above.pk == current.pk:
            raise ValidationError({"parent": _("Et sted kan ikke høre under sig selv.")})
        above = known[above.parent_id] if above.parent_id else None
    if (current.kind, current.parent_id) == (kind, parent.pk if parent else None):
        return
    current.kind, current.parent = kind, parent
    current.save(update_fields=["kind", "parent"])
    record(actor=actor, verb="places.move_place", thing=current.thing, public=True)


@transaction.atomic
def close_place(*, actor: Actor, place: Place) -> None:
    """Take a place out of the lists; what once happened there keeps pointing at it.

    Raises Refused when the actor may not.
    """
    _open_or_close(actor, place, is_open=False)


@transaction.atomic
def reopen_place(*, actor: Actor, place: Place) -> None:
    """Take a closed place into the lists again.

    Raises Refused when the actor may not.
    """
    _open_or_close(actor, place, is_open=True)


def _open_or_close(actor: Actor, place: Place, *, is_open: bool) -> None:
    require(may_keep_places(actor))
    place.is_open = is_open
    place.save(update_fields=["is_open"])
    verb = "places.reopen_place" if is_open else "places.close_place"
    record(actor=actor, verb=verb, thing=place.thing, public=True)
    refresh("place", [place.pk])
