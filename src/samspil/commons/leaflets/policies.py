"""Who keeps leaflets; anybody may make one."""

from samspil.commons.offers.policies import may_keep_offers
from samspil.kit.access import Actor, Verdict


def may_keep_leaflets(actor: Actor) -> Verdict:
    """Whoever keeps the catalogue keeps leaflets of it."""
    return may_keep_offers(actor)
