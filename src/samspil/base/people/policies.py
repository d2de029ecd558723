"""Who may give roles and act as administrator."""

from django.utils.translation import gettext_lazy as _

from samspil.base.people.terms import GIVEN_BY_MANAGER
from samspil.kit.access import ALLOWED, EVERYWHERE, Actor, Role, Verdict, needs_role, refused


def may_see_people(actor: Actor) -> Verdict:
    """Managers and administrators see who has which role."""
    return needs_role(actor, Role.MANAGER, Role.ADMINISTRATOR)


def may_give_role(actor: Actor, role: Role, place_id: int | None = None) -> Verdict:
    """Managers give all roles but their own and the administrator's; administrators give all.

    A manager of a place gives roles at that place only.

    Args:
        actor: who gives.
        role: what is given.
        place_id: where; without one, for the whole municipality.
    """
    where = EVERYWHERE if place_id is None else place_id
    if role in GIVEN_BY_MANAGER:
        return needs_role(actor, Role.MANAGER, Role.ADMINISTRATOR, place_id=where)
    return needs_role(actor, Role.ADMINISTRATOR)


def may_give_role_somewhere(actor: Actor, role: Role) -> Verdict:
    """Whoever may give a role for the municipality or at one place is offered it in the form."""
    if role in GIVEN_BY_MANAGER:
        return may_see_people(actor)
    return needs_role(actor, Role.ADMINISTRATOR)


def may_begin_admin_session(actor: Actor) -> Verdict:
    """Whoever holds the administrator role may open a session; without one it gives nothing."""
    if getattr(actor, "is_administrator", False):
        return ALLOWED
    return refused(_("Det kræver rollen administrator."))
