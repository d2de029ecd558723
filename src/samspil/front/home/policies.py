"""Who may enter the desk."""

from samspil.base.people.policies import may_begin_admin_session
from samspil.kit.access import ALLOWED, STAFF_ROLES, Actor, Verdict, needs_role


def may_enter_desk(actor: Actor) -> Verdict:
    """Whoever works for the municipality has a desk, an administrator also without an open session."""
    verdict = needs_role(actor, *sorted(STAFF_ROLES))
    return ALLOWED if verdict or may_begin_admin_session(actor) else verdict
