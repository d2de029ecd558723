"""Links from a thing to what rooms above can make of it, without the lower room knowing them.

A room above offers a step when it is loaded, in its `apps.ready()`::

    offer("inputs.cluster", _("Lav et indsatsområde af det"), "focus_area_from_cluster", may_plan)

and a template of the room below shows what the visitor may take, with the thing's id in the address::

    {% next_steps "inputs.cluster" cluster as steps %}
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from samspil.kit.access import Actor, Verdict


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that a room above offers."""

    label: str | Promise
    url_name: str
    policy: Callable[[Actor], Verdict]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step as a link."""

    label: str
    url: str


_OFFERS: dict[str, list[Offer]] = {}


def offer(
    slot: str, label: str | Promise, url_name: str, policy: Callable[[Actor], Verdict]
) -> None:
    """Offer a step in a slot of a room below; the same step again changes nothing.

    Args:
        slot: where it is shown, as `room.thing`.
        label: the words of the link.
        url_name: the page it leads to; its one argument is the id of the thing.
        policy: who is shown it, asked about the actor alone; the page behind it asks about the thing.
    """
    offers = _OFFERS.setdefault(slot, [])
    if all(each.url_name != url_name for each in offers):
        offers.append(Offer(label, url_name, policy))


def next_steps(actor: Actor, slot: str, pk: int) -> list[NextStep]:
    """Return the steps an actor may take from a thing, in the order they were offered.

    Args:
        actor: who looks.
        slot: as `room.thing`.
        pk: the id of the thing.
    """
    return [
        NextStep(str(each.label), reverse(each.url_name, args=[pk]))
        for each in _OFFERS.get(slot, [])
        if each.policy(actor)
    ]
