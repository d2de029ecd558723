"""Keeping leaflets."""

from django.db import transaction

from samspil.base.audit.actions import record
from samspil.commons.leaflets.models import Leaflet
from samspil.commons.leaflets.policies import may_keep_leaflets
from samspil.commons.leaflets.terms import MOST_OFFERS, Told
from samspil.kit.access import Actor, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable


@transaction.atomic
def keep_leaflet(*, actor: Actor, told: Told) -> Leaflet:
    """Keep a new leaflet.

    Raises Refused when the actor does not keep the catalogue.
    """
    require(may_keep_leaflets(actor))
    return _saved(actor, Leaflet(version=0), told)


@transaction.atomic
def save_leaflet(*, actor: Actor, leaflet: Leaflet, version: int, told: Told) -> Leaflet:
    """Change a leaflet that is kept; its address stays.

    Args:
        actor: who keeps the catalogue.
        leaflet: the one to change.
        version: the version that was opened.
        told: what it tells from now on.

    Raises:
        Refused: when the actor does not keep the catalogue.
        EditedMeanwhile: when somebody else saved it since `version`.
    """
    require(may_keep_leaflets(actor))
    current = Leaflet.objects.select_for_update().get(pk=leaflet.pk)
    if current.version != version:
        raise EditedMeanwhile(current)
    return _saved(actor, current, told)


def _saved(actor: Actor, leaflet: Leaflet, told: Told) -> Leaflet:
    leaflet.title, leaflet.intro = one_line(told.title), readable(told.intro).strip()
    leaflet.asked, leaflet.words = dict(told.asked), told.words
    leaflet.ticked = list(told.ticked)[:MOST_OFFERS]
    leaflet.version += 1
    leaflet.save()
    record(actor=actor, verb="leaflets.save", thing=leaflet.thing, public=True)
    return leaflet


@transaction.atomic
def delete_leaflet(*, actor: Actor, leaflet: Leaflet) -> None:
    """Take a leaflet away; its address finds nothing from then on.

    Raises Refused when the actor does not keep the catalogue.
    """
    require(may_keep_leaflets(actor))
    record(actor=actor, verb="leaflets.delete", thing=leaflet.thing, public=True)
    leaflet.delete()
