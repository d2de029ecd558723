"""Who may change places."""

from samspil.kit.access import Actor, Role, Verdict, needs_role


def may_edit_places(actor: Actor) -> Verdict:
    """Managers and administrators keep the list of places."""
    return needs_role(actor, Role.MANAGER, Role.ADMINISTRATOR)
