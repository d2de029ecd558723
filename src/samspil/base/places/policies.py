"""Who may change places."""

from samspil.base.places.models import Place
from samspil.kit.access import EVERYWHERE, Actor, Role, Verdict, needs_role

KEEPERS = (Role.COORDINATOR, Role.MANAGER, Role.ADMINISTRATOR)


def may_see_place_desk(actor: Actor) -> Verdict:
    """Whoever may change a place, somewhere, sees the list of all."""
    return needs_role(actor, Role.EDITOR, *KEEPERS)


def may_keep_places(actor: Actor) -> Verdict:
    """Coordinators, managers and administrators for the whole municipality add and close places."""
    return needs_role(actor, *KEEPERS, place_id=EVERYWHERE)


def may_edit_place(actor: Actor, place: Place) -> Verdict:
    """Whoever keeps the places, and editors, coordinators and managers of the place, write about it."""
    return needs_role(actor, Role.EDITOR, *KEEPERS, place_id=place.pk)
