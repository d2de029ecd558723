"""Who may see letters: the person who got them, and an administrator."""

from django.utils.translation import gettext_lazy as _

from samspil.kit.access import ALLOWED, Actor, Role, Verdict, needs_role, refused
from samspil.kit.encryption import address_key


def may_see_letters_to(actor: Actor, address: str) -> Verdict:
    """Letters are shown to their receiver and, noted in the log of looks, to an administrator."""
    own = getattr(actor, "email", "")
    if actor.is_authenticated and own and address_key(own) == address_key(address):
        return ALLOWED
    if actor.holds(Role.ADMINISTRATOR):
        return ALLOWED
    return refused(_("Breve vises kun for modtageren selv og for en administrator."))


def may_see_state(actor: Actor) -> Verdict:
    """How many letters wait, failed or were held back: for administrators; no names, no texts."""
    return needs_role(actor, Role.ADMINISTRATOR)


def may_mend_letters(actor: Actor) -> Verdict:
    """An administrator sends failed letters again and lets letters go to an address again."""
    return needs_role(actor, Role.ADMINISTRATOR)
