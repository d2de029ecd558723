"""Change what things are about."""

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from django.db import transaction

from samspil.base.audit.actions import record
from samspil.base.search.actions import read_all_soon
from samspil.base.topics.models import Topic
from samspil.base.topics.policies import may_edit_topics, may_merge
from samspil.base.topics.terms import TopicKind
from samspil.kit.access import Actor, require


@transaction.atomic
def save_topic(
    *,
    actor: Actor,
    kind: TopicKind,
    name: str,
    name_en: str = "",
    hint: str = "",
    hint_en: str = "",
    parent: Topic | None = None,
    topic: Topic | None = None,
) -> Topic:
    """Add a topic or change one.

    Raises Refused when the actor may not.
    """
    require(may_edit_topics(actor))
    if topic is None:
        topic = Topic(kind=kind, position=Topic.objects.filter(kind=kind).count())
    topic.name, topic.name_en, topic.parent = name, name_en, parent
    topic.hint, topic.hint_en = hint, hint_en
    stands_in_texts = topic.pk is not None
    topic.save()
    record(actor=actor, verb="topics.save_topic", thing=f"topic:{topic.pk}", public=True)
    if stands_in_texts:
        read_all_soon()
    return topic


@transaction.atomic
def merge_topics(*, actor: Actor, topic: Topic, into: Topic) -> None:
    """Make one topic of two; everybody's choice of the first counts for the second from now on.

    The first keeps its row and nobody's choices are rewritten; reads follow `merged_into`.
    Raises Refused when the actor may not or the two do not fit.
    """
    locked = Topic.objects.select_for_update().in_bulk([topic.pk, into.pk])
    topic, into = locked[topic.pk], locked[into.pk]
    require(may_merge(actor, topic, into))
    topic.merged_into = into
    topic.save(update_fields=["merged_into"])
    Topic.objects.filter(parent=topic).update(parent=into)
    record(
        actor=actor,
        verb="topics.merge_topics",
        thing=f"topic:{topic.pk}",
        why=f"topic:{into.pk}",
        public=True,
    )
    read_all_soon()


@transaction.atomic
def retire_topic(*, actor: Actor, topic: Topic, retired: bool) -> None:
    """Take a topic out of the lists people choose from, or put it back; choices already made stay.

    Raises Refused when the actor may not.
    """
    require(may_edit_topics(actor))
    topic.is_retired = retired
    topic.save(update_fields=["is_retired"])
    verb = "topics.retire_topic" if retired else "topics.restore_topic"
    record(actor=actor, verb=verb, thing=f"topic:{topic.pk}", public=True)


def _data(name: str) -> dict[str, Any]:
    text = (files("samspil.base.topics") / "data" / name).read_text(encoding="utf-8")
    return dict(json.loads(text))


@transaction.atomic
def load_standard_topics(*, actor: Actor) -> None:
    """Add the themes, age groups and FFB target groups that every municipality starts with.

    What is there already stays as it has been edited.
    Source: Fælles Faglige Begreber (KL), branch Funktionsnedsættelse; see `data/`.
    """
    require(may_edit_topics(actor))
    standard = _data("standard.json")
    named = (
        (TopicKind.THEME, standard["themes"]),
        (TopicKind.AGE_GROUP, standard["age_groups"]),
    )
    there = set(Topic.objects.values_list("kind", "name"))
    Topic.objects.bulk_create(
        Topic(kind=kind, name=name, name_en=name_en, position=position)
        for kind, rows in named
        for position, (name, name_en) in enumerate(rows)
        if (kind, name) not in there
    )
    _load_target_groups(_data("target_groups.json")["target_groups"])
    record(actor=actor, verb="topics.load_standard_topics", public=True)


def _load_target_groups(rows: Sequence[Mapping[str, Any]]) -> None:
    """Add the target groups that are missing, one level of the tree after the other."""
    known = {str(each.ffb_code): each for each in Topic.objects.exclude(ffb_code=None)}
    missing = {row["code"]: (position, row) for position, row in enumerate(rows)}
    while level := [
        missing.pop(code)
        for code, (_position, row) in list(missing.items())
        if code in known or not row["parent"] or row["parent"] in known
    ]:
        made = Topic.objects.bulk_create(
            Topic(
                kind=TopicKind.TARGET_GROUP,
                ffb_code=row["code"],
                name=row["name"],
                name_en=row["name_en"],
                hint=row["hint"],
                hint_en=row["hint_en"],
                parent=known.get(row["parent"] or ""),
                position=position,
            )
            for position, row in level
            if row["code"] not in known
        )
        known |= {str(each.ffb_code): each for each in made}
