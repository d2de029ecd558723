"""Group inputs on the board: move, gather, merge, split, order, and undo."""

from collections.abc import Collection as Many
from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.inputs.models import Cluster, Collection, Input, Outcome, Pledge, Step
from samspil.commons.inputs.policies import (
    may_edit_cluster,
    may_gather,
    may_gather_for,
    may_read_input,
)
from samspil.commons.inputs.terms import InputState, PledgeState, StepKind
from samspil.kit.access import Actor, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line


def _locked_inputs(actor: Actor, inputs: Many[Input]) -> list[Input]:
    """Return inputs locked in one order, so that two who group at once wait and never deadlock."""
    found = list(
        Input.objects.select_for_update(of=("self",))
        .filter(pk__in=[each.pk for each in inputs])
        .select_related("collection")
        .prefetch_related("collection__places", "collection__topics")
        .order_by("pk")
    )
    for each in found:
        require(may_read_input(actor, each))
        if each.state != InputState.RECEIVED:
            raise ValidationError(_("Et af inputtene er slettet eller lagt til side."))
    return found


def _locked_clusters(clusters: Many[Cluster]) -> list[Cluster]:
    wanted = [each.pk for each in clusters]
    locked = Cluster.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    found = {each.pk: each for each in locked}
    return [found[pk] for pk in wanted]


def _put(actor: Person, kind: StepKind, inputs: Sequence[Input], to: Cluster | None) -> Step:
    came_from = {str(each.pk): each.cluster_id for each in inputs}
    for each in inputs:
        each.cluster = to
    Input.objects.bulk_update(inputs, ["cluster"])
    return Step.objects.create(kind=kind, by=actor, came_from=came_from, to=to)


@transaction.atomic
def move(*, actor: Person, input: Input, to: Cluster | None, seen_in: int | None) -> Step:
    """Move an input into a cluster, or out of all.

    Args:
        actor: whoever groups.
        input: the card.
        to: the cluster; none to take it out.
        seen_in: the id of the cluster in which the actor saw the card; none for no cluster.

    Raises Refused when the actor may not read the input, EditedMeanwhile when somebody else has moved
    it since, ValidationError when it or the cluster is there no more.
    """
    if to is not None and _locked_clusters([to])[0].merged_into_id is not None:
        raise ValidationError(_("Temaet er slået sammen med et andet. Hent siden igen."))
    (found,) = _locked_inputs(actor, [input])
    if found.cluster_id != seen_in:
        raise EditedMeanwhile(found)
    step = _put(actor, StepKind.MOVE, [found], to)
    record(
        actor=actor,
        verb="inputs.move",
        thing=to.thing if to else "",
        about=found.about,
        public=True,
    )
    return step


@transaction.atomic
def gather(
    *,
    actor: Person,
    title: str,
    inputs: Many[Input] = (),
    of: Collection | None = None,
    seen_in: int | None = None,
    kind: StepKind = StepKind.GATHER,
) -> Cluster:
    """Make a new cluster of some inputs, or an empty one.

    It concerns the places and topics that all of its collections are limited to.

    Args:
        actor: whoever groups.
        title: what it is called.
        inputs: what goes into it.
        of: the collection it is made for when it is empty.
        seen_in: the cluster in which the actor saw the inputs; none for no cluster.
        kind: whether it is new or split off another.

    Raises Refused when the actor may not, EditedMeanwhile when somebody has moved an input since,
    ValidationError without a title.
    """
    require(may_gather(actor))
    if not (title := one_line(title)):
        raise ValidationError({"title": _("Giv temaet et navn.")})
    found = _locked_inputs(actor, inputs)
    for each in found:
        if each.cluster_id != seen_in:
            raise EditedMeanwhile(each)
    collections = {each.collection_id: each.collection for each in found}
    if not found and of is not None:
        collections = {of.pk: of}
    places, topics = _limits_of(list(collections.values()))
    require(may_gather_for(actor, [each.pk for each in places], [each.pk for each in topics]))
    last = Cluster.objects.aggregate(last=Max("order"))["last"] or 0
    cluster = Cluster.objects.create(title=title, order=last + 1, created_by=actor)
    cluster.places.set(places)
    cluster.topics.set(topics)
    record(actor=actor, verb=f"inputs.{kind}", thing=cluster.thing, public=True)
    if found:
        _put(actor, kind, found, cluster)
    return cluster


def _limits_of(collections: Sequence[Collection]) -> tuple[list[Place], list[Topic]]:
    """Return the places and topics of some collections; none where one of them has no limit."""
    places = [list(each.places.all()) for each in collections]
    topics = [list(each.topics.all()) for each in collections]
    return (
        sorted({one for some in places for one in some}, key=_pk) if all(places) else [],
        sorted({one for some in topics for one in some}, key=_pk) if all(topics) else [],
    )


def _pk(thing: Place | Topic) -> int:
    return thing.pk


@transaction.atomic
def save_cluster(
    *,
    actor: Actor,
    cluster: Cluster,
    version: int,
    title: str,
    summary: str = "",
    title_en: str = "",
    summary_en: str = "",
    topics: Many[Topic] | None = None,
) -> Cluster:
    """Rename a cluster and write what it is about.

    Raises Refused when the actor may not, EditedMeanwhile when somebody else saved it since,
    ValidationError without a title.
    """
    (found,) = _locked_clusters([cluster])
    require(may_edit_cluster(actor, found))
    if found.version != version:
        raise EditedMeanwhile(found)
    if not one_line(title):
        raise ValidationError({"title": _("Giv temaet et navn.")})
    found.title, found.title_en = one_line(title), one_line(title_en)
    found.summary, found.summary_en = one_line(summary), one_line(summary_en)
    found.version += 1
    found.save()
    if topics is not None:
        places = [place.pk for place in found.places.all()]
        require(may_gather_for(actor, places, [topic.pk for topic in topics]))
        found.topics.set(topics)
    record(actor=actor, verb="inputs.save_cluster", thing=found.thing, public=True)
    return found


@transaction.atomic
def merge(*, actor: Person, cluster: Cluster, into: Cluster) -> Step:
    """Put all of a cluster into another: its inputs, what came of it, its pledges.

    Raises Refused when the actor may not change both, ValidationError when they are the same or one
    is merged already.
    """
    if cluster.pk == into.pk:
        raise ValidationError(_("Vælg to forskellige temaer."))
    first, second = sorted((cluster, into), key=lambda each: each.pk)
    locked = {each.pk: each for each in _locked_clusters([first, second])}
    source, target = locked[cluster.pk], locked[into.pk]
    require(may_edit_cluster(actor, source))
    require(may_edit_cluster(actor, target))
    inputs = list(
        Input.objects.select_for_update(of=("self",)).filter(cluster=source).order_by("pk")
    )
    step = _put(actor, StepKind.MERGE, inputs, target)
    known = set(target.outcomes.values_list("key", flat=True))
    moved = [each.pk for each in source.outcomes.all() if each.key not in known]
    Outcome.objects.filter(pk__in=moved).update(cluster=target)
    Pledge.objects.filter(cluster=source).update(cluster=target)
    step.merged, step.outcomes = source, moved
    step.save(update_fields=["merged", "outcomes"])
    source.merged_into = target
    source.version += 1
    source.save(update_fields=["merged_into", "version"])
    record(actor=actor, verb="inputs.merge", thing=source.thing, why=target.thing, public=True)
    return step


@transaction.atomic
def split(*, actor: Person, cluster: Cluster, inputs: Many[Input], title: str) -> Cluster:
    """Take some inputs of a cluster into a new one.

    Raises Refused when the actor may not change it, ValidationError when none is chosen.
    """
    require(may_edit_cluster(actor, cluster))
    if not inputs:
        raise ValidationError({"inputs": _("Vælg de input, der skal i det nye tema.")})
    return gather(actor=actor, title=title, inputs=inputs, seen_in=cluster.pk, kind=StepKind.SPLIT)


@transaction.atomic
def undo(*, actor: Person, step: Step) -> int:
    """Undo what the actor did on the board; return how many inputs went back.

    What somebody else has moved meanwhile stays where they put it. Pledges stay with the cluster they
    were merged into. Twice, or with another's step, changes nothing.
    """
    found = Step.objects.select_for_update(of=("self",)).get(pk=step.pk)
    require(may_gather(actor))
    if found.by_id != actor.pk or found.undone_at is not None:
        return 0
    if found.merged is not None:
        found.merged.merged_into = None
        found.merged.version += 1
        found.merged.save(update_fields=["merged_into", "version"])
        Outcome.objects.filter(pk__in=found.outcomes, cluster=found.to).update(cluster=found.merged)
    back = _put_back(found)
    found.undone_at = timezone.now()
    found.save(update_fields=["undone_at"])
    if found.kind in {StepKind.GATHER, StepKind.SPLIT} and found.to is not None:
        _drop_if_empty(found.to)
    record(actor=actor, verb="inputs.undo", thing=str(found), public=True)
    return back


def _put_back(step: Step) -> int:
    there = Cluster.objects.current().in_bulk([pk for pk in step.came_from.values() if pk])
    inputs = list(
        Input.objects.select_for_update(of=("self",))
        .filter(pk__in=[int(pk) for pk in step.came_from], cluster=step.to)
        .order_by("pk")
    )
    for each in inputs:
        each.cluster = there.get(step.came_from[str(each.pk)] or 0)
    Input.objects.bulk_update(inputs, ["cluster"])
    return len(inputs)


def _drop_if_empty(cluster: Cluster) -> None:
    used = (
        cluster.inputs.exists()
        or cluster.outcomes.exists()
        or cluster.pledges.exists()
        or cluster.merged.exists()
    )
    if not used:
        cluster.delete()


@transaction.atomic
def delete_cluster(*, actor: Actor, cluster: Cluster) -> None:
    """Delete an empty cluster that nothing came of.

    Raises Refused when the actor may not, ValidationError when it is not empty.
    """
    (found,) = _locked_clusters([cluster])
    require(may_edit_cluster(actor, found))
    thing = found.thing
    _drop_if_empty(found)
    if Cluster.objects.filter(pk=cluster.pk).exists():
        raise ValidationError(_("Temaet er ikke tomt. Flyt dets input først."))
    record(actor=actor, verb="inputs.delete_cluster", thing=thing, public=True)


@transaction.atomic
def put_before(*, actor: Actor, cluster: Cluster, up: bool) -> None:
    """Move a cluster one place up or down among the others.

    Raises Refused when the actor may not change it.
    """
    require(may_edit_cluster(actor, cluster))
    every = list(Cluster.objects.current().select_for_update(of=("self",)).order_by("order", "pk"))
    at = next(number for number, each in enumerate(every) if each.pk == cluster.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(every):
        every[at], every[to] = every[to], every[at]
    for number, each in enumerate(every, start=1):
        each.order = number
    Cluster.objects.bulk_update(every, ["order"])
    record(actor=actor, verb="inputs.order_clusters", thing=cluster.thing, public=True)


@transaction.atomic
def record_pledge(
    *,
    actor: Person,
    area: str,
    what: str,
    given_on: date,
    due_on: date | None,
    cluster: Cluster | None = None,
) -> Pledge:
    """Record what another area of the municipality said it would do.

    Raises Refused when the actor may not gather, or not for the cluster.
    """
    require(may_gather(actor) if cluster is None else may_edit_cluster(actor, cluster))
    pledge = Pledge.objects.create(
        area=one_line(area),
        what=one_line(what),
        cluster=cluster,
        given_on=given_on,
        due_on=due_on,
        recorded_by=actor,
    )
    record(actor=actor, verb="inputs.record_pledge", thing=pledge.thing)
    return pledge


@transaction.atomic
def follow_pledge(
    *,
    actor: Actor,
    pledge: Pledge,
    version: int,
    state: PledgeState,
    due_on: date | None,
    note: str,
) -> Pledge:
    """Note how far another area is with what it said it would do.

    Raises Refused when the actor may not, EditedMeanwhile when somebody else noted something since.
    """
    found = Pledge.objects.select_for_update(of=("self",)).get(pk=pledge.pk)
    require(may_gather(actor) if found.cluster is None else may_edit_cluster(actor, found.cluster))
    if found.version != version:
        raise EditedMeanwhile(found)
    found.state, found.due_on, found.note = state, due_on, one_line(note)
    found.version += 1
    found.save()
    record(actor=actor, verb=f"inputs.pledge_{state}", thing=found.thing)
    return found
