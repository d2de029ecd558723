"""Who may enter the desk."""

from samspil.kit.access import STAFF_ROLES, Actor, Verdict, needs_role


def may_enter_desk(actor: Actor) -> Verdict:
    """Whoever works for the municipality has a desk."""
    return needs_role(actor, *sorted(STAFF_ROLES))
