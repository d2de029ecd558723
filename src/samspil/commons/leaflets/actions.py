"""Keeping leaflets."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from samspil.base.audit.actions import record
from samspil.commons.leaflets.models import Leaflet
from samspil.commons.leaflets.policies import may_keep_leaflets
from samspil.commons.leaflets.terms import MOST_OFFERS
from samspil.kit.access import Actor, require
from samspil.kit.words import one_line, readable


@transaction.atomic
def save_leaflet(
    *,
    actor: Actor,
    leaflet: Leaflet | None = None,
    title: str,
    intro: str = "",
    asked: Mapping[str, str],
    words: str = "",
    ticked: Sequence[int] = (),
) -> Leaflet:
    """Keep a leaflet, or change one.

    Args:
        actor: who keeps the catalogue.
        leaflet: the one to change; its address stays.
        title, intro: what stands on the front.
        asked: facet → value, as the catalogue is asked.
        words: words that are looked for.
        ticked: numbers of offers; without any, all that the choices find.

    Raises Refused when the actor does not keep the catalogue.
    """
    require(may_keep_leaflets(actor))
    saved = leaflet or Leaflet()
    saved.title, saved.intro = one_line(title), readable(intro).strip()
    saved.asked, saved.words = dict(asked), words
    saved.ticked = list(ticked)[:MOST_OFFERS]
    saved.save()
    record(actor=actor, verb="leaflets.save", thing=saved.thing, public=True)
    return saved


@transaction.atomic
def delete_leaflet(*, actor: Actor, leaflet: Leaflet) -> None:
    """Take a leaflet away; its address finds nothing from then on.

    Raises Refused when the actor does not keep the catalogue.
    """
    require(may_keep_leaflets(actor))
    record(actor=actor, verb="leaflets.delete", thing=leaflet.thing, public=True)
    leaflet.delete()
