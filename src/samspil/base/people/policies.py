"""Who may give roles and act as administrator."""

from django.utils.translation import gettext_lazy as _

from samspil.base.people.terms import GIVEN_BY_MANAGER
from samspil.kit.access import ALLOWED, Actor, Role, Verdict, needs_role, refused


def may_see_people(actor: Actor) -> Verdict:
    """Managers and administrators see who has which role."""
    return needs_role(actor, Role.MANAGER, Role.ADMINISTRATOR)


def may_give_role(actor: Actor, role: Role) -> Verdict:
    """Managers give all roles but their own and the administrator's; administrators give all."""
    if role in GIVEN_BY_MANAGER:
        return needs_role(actor, Role.MANAGER, Role.ADMINISTRATOR)
    return needs_role(actor, Role.ADMINISTRATOR)


def may_begin_admin_session(actor: Actor) -> Verdict:
    """Whoever holds the administrator role may open a session; without one it gives nothing."""
    if getattr(actor, "is_administrator", False):
        return ALLOWED
    return refused(_("Det kræver rollen administrator."))
