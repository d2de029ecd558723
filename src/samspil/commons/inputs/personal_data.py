"""What the inputs room knows about a person: what they said, and how to tell them what came of it.

Collections, clusters, pledges and steps are acts of office and stay when a person is erased; they name a
member of staff by a row of the people room, which then holds neither name nor address.
"""

from typing import Any

from django.db import transaction

from samspil.commons.inputs import actions
from samspil.commons.inputs.models import Cluster, Collection, Input, InputQuerySet, Pledge
from samspil.commons.inputs.queries import trace_of
from samspil.commons.inputs.terms import InputState
from samspil.kit.access import SYSTEM
from samspil.kit.encryption import address_key
from samspil.kit.erasure import Erasure

SENSITIVE = {"Input": ("text", "address", "contact")}
# Who gave a phone number only is found and erased by staff through the list of calls.
COVERS = (
    "Input",
    "OutcomeCall",
    "Collection",
    "Cluster",
    "Outcome",
    "OutcomeChange",
    "Step",
    "Pledge",
)


def _said_by(address: str) -> InputQuerySet:
    return Input.objects.filter(address_key=address_key(address)).exclude(state=InputState.ERASED)


def export(address: str) -> dict[str, Any]:
    """Return what the person with an e-mail address said, what came of it, and acts of office."""
    said = _said_by(address).select_related("collection", "cluster").order_by("pk")
    begun = Collection.objects.filter(created_by__email__iexact=address.strip())
    made = Cluster.objects.filter(created_by__email__iexact=address.strip())
    recorded = Pledge.objects.filter(recorded_by__email__iexact=address.strip())
    entered = Input.objects.filter(received_by__email__iexact=address.strip())
    return {
        "inputs": [_exported(each) for each in said],
        "collections_begun": list(begun.order_by("pk").values("title", "created_at")),
        "clusters_made": list(made.order_by("pk").values("title", "created_at")),
        "pledges_recorded": list(recorded.order_by("pk").values("area", "what", "given_on")),
        "inputs_entered_for_others": entered.count(),
    }


def _exported(input: Input) -> dict[str, Any]:
    return {
        "address": input.address,
        "contact": input.contact,
        "said_at": input.collection.title,
        "text": input.text,
        "as": input.voice,
        "received": input.received_at,
        "how": input.channel,
        "consents": [each for each in (input.contact_consent, input.quote_consent) if each],
        "quote": input.quote,
        "topics": [str(topic) for topic in input.topics.all()],
        "grouped_under": input.cluster.title if input.cluster is not None else None,
        "came_of_it": [
            {"what": each.outcome.label, "state": each.outcome.state}
            for each in trace_of(input, public=True).outcomes
        ],
    }


@transaction.atomic
def erase(address: str, *, dry_run: bool) -> Erasure:
    """Erase words, contact and quotes of the person; an empty row stays for the numbers."""
    said = list(_said_by(address))
    if not dry_run:
        for each in said:
            actions.erase(actor=SYSTEM, input=each)
    return Erasure(dry_run=dry_run, counts={"inputs": len(said)})
