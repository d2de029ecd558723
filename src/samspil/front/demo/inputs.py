"""What people said in the demo: collections, their inputs, and the clusters these were grouped into."""

from datetime import timedelta

from django.utils import timezone

from samspil.base.people.models import Person
from samspil.commons.inputs import actions
from samspil.commons.inputs.models import Cluster, Collection, Input
from samspil.commons.inputs.terms import Channel, CollectionKind, CollectionState
from samspil.front.demo.content_inputs import (
    COLLECTIONS,
    ENGLISH_CLUSTERS,
    SUMMARIES,
    DemoCollection,
    DemoInput,
)
from samspil.kit.access import NOBODY


def add_inputs(coordinator: Person) -> dict[str, Cluster]:
    """Let people say something, and group some of it; return the clusters by title."""
    grouped: dict[str, list[Input]] = {}
    for demo in COLLECTIONS:
        collection = _begin(coordinator, demo)
        for number, said in enumerate(demo.said):
            made = _say(coordinator, collection, demo, said, number)
            if said.quote and said.cluster:
                actions.release_quote(
                    actor=coordinator, input=made, quote=said.quote, quote_by=said.quote_by
                )
            if said.cluster:
                grouped.setdefault(said.cluster, []).append(made)
        if demo.open_for is None:
            actions.change_state(
                actor=coordinator, collection=collection, to=CollectionState.CLOSED
            )
    clusters = {title: _group(coordinator, title, inputs) for title, inputs in grouped.items()}
    _promise(coordinator, clusters["Byen for alle"])
    return clusters


def _begin(coordinator: Person, demo: DemoCollection) -> Collection:
    today = timezone.localdate()
    collection = actions.begin_collection(
        actor=coordinator,
        asking=actions.Asking(
            title=demo.title,
            title_en=demo.title_en,
            kind=demo.kind,
            held_on=None if demo.open_for else today + timedelta(days=demo.days),
            intro=demo.intro,
            intro_en=demo.intro_en,
            easy_intro=demo.easy_intro,
            easy_intro_en=demo.easy_intro_en,
            is_for_all=demo.open_for is not None,
            last_day=today + timedelta(days=demo.open_for) if demo.open_for else None,
        ),
    )
    actions.change_state(actor=coordinator, collection=collection, to=CollectionState.OPEN)
    collection.refresh_from_db()
    return collection


def _say(
    coordinator: Person, collection: Collection, demo: DemoCollection, said: DemoInput, number: int
) -> Input:
    if demo.kind == CollectionKind.SITE:
        return actions.give(
            actor=NOBODY, collection=collection, words=said.words, client=f"demo-{number}"
        )
    return actions.enter(
        actor=coordinator,
        collection=collection,
        words=said.words,
        channel=Channel.MEETING,
        received_on=timezone.localdate() + timedelta(days=demo.days),
    )


def _group(coordinator: Person, title: str, inputs: list[Input]) -> Cluster:
    cluster = actions.gather(actor=coordinator, title=title, inputs=inputs)
    return actions.save_cluster(
        actor=coordinator,
        cluster=cluster,
        version=cluster.version,
        title=title,
        title_en=ENGLISH_CLUSTERS[title],
        summary=SUMMARIES.get(title, ""),
    )


def _promise(coordinator: Person, cluster: Cluster) -> None:
    today = timezone.localdate()
    actions.record_pledge(
        actor=coordinator,
        area="Teknik og Miljø",
        what="Sætte lyd på lyskrydset ved stationen.",
        given_on=today - timedelta(days=25),
        due_on=today - timedelta(days=2),
        cluster=cluster,
    )
    actions.record_pledge(
        actor=coordinator,
        area="Beskæftigelse",
        what="Holde en åben dag om job med støtte.",
        given_on=today - timedelta(days=10),
        due_on=today + timedelta(days=50),
    )
