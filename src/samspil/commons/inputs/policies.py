"""Who gathers and groups what people say, and who reads it."""

from django.utils.translation import gettext_lazy as _

from samspil.commons.inputs.models import (
    Cluster,
    Collection,
    CollectionQuerySet,
    Input,
    InputQuerySet,
)
from samspil.commons.inputs.terms import NEXT_STATES, CollectionState
from samspil.kit.access import (
    ALLOWED,
    EVERYWHERE,
    STAFF_ROLES,
    Actor,
    Role,
    Verdict,
    may_for,
    needs_role,
    refused,
)

GATHERERS = (Role.COORDINATOR, Role.MANAGER)


def may_gather(actor: Actor) -> Verdict:
    """Coordinators and managers gather, read and group inputs, wherever they hold the role."""
    return needs_role(actor, *GATHERERS)


def may_gather_for(actor: Actor, places: list[int], topics: list[int]) -> Verdict:
    """Whoever is limited to places or topics gathers for those only."""
    return may_for(actor, GATHERERS, places=places, topics=topics)


def may_work_with(actor: Actor, collection: Collection) -> Verdict:
    """Whoever gathers for all its places and topics changes a collection and reads what came in."""
    return may_gather_for(
        actor,
        [place.pk for place in collection.places.all()],
        [topic.pk for topic in collection.topics.all()],
    )


def may_change_state(actor: Actor, collection: Collection, to: CollectionState) -> Verdict:
    """Whoever works with a collection opens and closes it, when it is in a state to."""
    verdict = may_work_with(actor, collection)
    if verdict and to not in NEXT_STATES[CollectionState(collection.state)]:
        return refused(
            _("Indsamlingen er %(state)s og kan ikke blive %(to)s.")
            % {"state": CollectionState(collection.state).label, "to": to.label}
        )
    return verdict


def may_enter_inputs(actor: Actor) -> Verdict:
    """Whoever works here may write down what somebody said."""
    return needs_role(actor, *sorted(STAFF_ROLES))


def may_enter_into(actor: Actor, collection: Collection) -> Verdict:
    """Staff write into what is open; those who work with a collection also into a closed one."""
    verdict = may_enter_inputs(actor)
    if not verdict or collection.takes_in:
        return verdict
    if collection.state != CollectionState.DRAFT and may_work_with(actor, collection):
        return ALLOWED
    return refused(_("Indsamlingen er ikke åben."))


def may_give(collection: Collection) -> Verdict:
    """Everybody gives input to what is open to all, until the last day."""
    if collection.is_for_all and collection.takes_in:
        return ALLOWED
    return refused(_("Indsamlingen er slut. Du kan stadig ringe eller skrive til os."))


def may_read_input(actor: Actor, input: Input) -> Verdict:
    """The words of an input are read by those who work with its collection."""
    return may_work_with(actor, input.collection)


def may_edit_cluster(actor: Actor, cluster: Cluster) -> Verdict:
    """Whoever gathers for all its places and topics rewrites, merges and splits a cluster."""
    if cluster.merged_into_id is not None:
        return refused(_("Temaet er slået sammen med et andet."))
    return may_gather_for(
        actor,
        [place.pk for place in cluster.places.all()],
        [topic.pk for topic in cluster.topics.all()],
    )


def may_call_back(actor: Actor) -> Verdict:
    """Names and numbers are seen by coordinators who call for the whole municipality, nobody else."""
    if may_gather(actor) and not actor.holds(Role.COORDINATOR, place_id=EVERYWHERE):
        return refused(_("Kun en koordinator for hele kommunen ser ringelisten."))
    return needs_role(actor, Role.COORDINATOR, place_id=EVERYWHERE)


def collections_visible_to(actor: Actor) -> CollectionQuerySet:
    """Return the collections an actor works with."""
    if not may_gather(actor):
        return Collection.objects.none()
    if may_gather_for(actor, [], []):
        return Collection.objects.all()
    every = Collection.objects.prefetch_related("places", "topics")
    return Collection.objects.filter(
        pk__in=[each.pk for each in every if may_work_with(actor, each)]
    )


def collections_to_enter(actor: Actor) -> CollectionQuerySet:
    """Return the collections an actor may write inputs into today."""
    if not may_enter_inputs(actor):
        return Collection.objects.none()
    return Collection.objects.taking_in() | collections_visible_to(actor).exclude(
        state=CollectionState.DRAFT
    )


def inputs_visible_to(actor: Actor) -> InputQuerySet:
    """Return the inputs whose words an actor may read."""
    return Input.objects.filter(collection__in=collections_visible_to(actor).values("pk"))
