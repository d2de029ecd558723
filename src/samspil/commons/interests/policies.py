"""Who may see and change interests."""

from samspil.kit.access import Actor, Role, Verdict, needs_role


def may_see_counts(actor: Actor) -> Verdict:
    """Those who plan see how many are interested, never who (rows P3 and X2)."""
    return needs_role(
        actor, Role.COORDINATOR, Role.EDITOR, Role.ADVISER, Role.MANAGER, Role.ADMINISTRATOR
    )


def may_enter_for_person(actor: Actor) -> Verdict:
    """Those who speak with people enter their wishes for them (row X3)."""
    return needs_role(actor, Role.COORDINATOR, Role.ADVISER)


def may_see_call_list(actor: Actor) -> Verdict:
    """The call and print list shows names; only those who call see it."""
    return needs_role(actor, Role.COORDINATOR, Role.ADVISER)
