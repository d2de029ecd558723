"""Named reads of topics, and how topics meet each other."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Model, Q, QuerySet

from samspil.base.audit.queries import public_version
from samspil.base.search.terms import EVERY
from samspil.base.topics.models import Topic
from samspil.base.topics.terms import Dimension, TopicKind
from samspil.kit.keeping import keep_part


def topics_in_use(kind: TopicKind | None = None) -> QuerySet[Topic]:
    """Return the topics people may choose, of one kind or all, in their order."""
    topics = Topic.objects.in_use()
    return topics.filter(kind=kind) if kind else topics


def topics_not_merged() -> QuerySet[Topic]:
    """Return the topics whose names are taken: those in use and those that may come back."""
    return Topic.objects.filter(merged_into__isnull=True)


def possible_parents(topic: Topic) -> QuerySet[Topic]:
    """Return what a topic may lie under; what it lies under now is among it, in use or not."""
    return Topic.objects.filter(
        Q(merged_into__isnull=True, is_retired=False, kind=topic.kind) | Q(pk=topic.parent_id)
    ).exclude(pk=topic.pk)


@dataclass(frozen=True, slots=True)
class OfferedTopic:
    """A topic that people may choose, in the visitor's language."""

    pk: int
    kind: TopicKind
    label: str
    help_text: str
    parent_id: int | None


@keep_part(public_version)
def offered_topics() -> tuple[OfferedTopic, ...]:
    """Return the topics people may choose, in their order; kept until they change."""
    return tuple(
        OfferedTopic(topic.pk, TopicKind(topic.kind), topic.label, topic.help_text, topic.parent_id)
        for topic in topics_in_use()
    )


type Choices = Sequence[tuple[str, Sequence[tuple[int, str]]]]


def topic_choices() -> Choices:
    """Return the topics people may choose, as pairs of id and name under the name of their kind."""
    groups: dict[TopicKind, list[tuple[int, str]]] = {kind: [] for kind in TopicKind}
    for topic in offered_topics():
        groups[topic.kind].append((topic.pk, topic.label))
    return [(str(kind.label).capitalize(), groups[kind]) for kind in TopicKind if groups[kind]]


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A topic with its depth in the tree, in the order it is shown."""

    topic: OfferedTopic
    depth: int


def topic_tree(kind: TopicKind) -> list[TreeRow]:
    """Return the topics of a kind as a tree, parents before their children."""
    children: dict[int | None, list[OfferedTopic]] = defaultdict(list)
    topics = [topic for topic in offered_topics() if topic.kind == kind]
    shown = {topic.pk for topic in topics}
    for topic in topics:
        children[topic.parent_id if topic.parent_id in shown else None].append(topic)
    rows: list[TreeRow] = []

    def walk(parent: int | None, depth: int) -> None:
        for topic in children[parent]:
            rows.append(TreeRow(topic=topic, depth=depth))
            walk(topic.pk, depth + 1)

    walk(None, 0)
    return rows


def canonical(topic: Topic) -> Topic:
    """Return the topic that a merged one now is."""
    while topic.merged_into is not None:
        topic = topic.merged_into
    return topic


@dataclass(frozen=True, slots=True)
class TopicWeb:
    """All topics with their parents and mergers, small enough to keep whole."""

    parent: Mapping[int, int | None]
    now: Mapping[int, int]
    dimension: Mapping[int, Dimension]
    _along: dict[int, frozenset[int]] = field(default_factory=dict, repr=False, compare=False)

    def along(self, topic_id: int) -> frozenset[int]:
        """Return the topics above one, and its branch."""
        if topic_id not in self._along:
            met = self.ancestors(topic_id).union(self.branch(topic_id))
            self._along[topic_id] = frozenset(met)
        return self._along[topic_id]

    def ancestors(self, topic_id: int) -> set[int]:
        """Return the topics above one in the tree."""
        found: set[int] = set()
        above = self.parent[topic_id]
        while above is not None and above not in found:
            above = self.now[above]
            found.add(above)
            above = self.parent[above]
        return found

    def branch(self, topic_id: int) -> list[int]:
        """Return a topic, what lies under it, and what was merged into any of them."""
        return [
            other
            for other in self.parent
            if self.now[other] == topic_id or topic_id in self.ancestors(self.now[other])
        ]

    def is_within(self, topic_id: int, limits: Collection[int]) -> bool:
        """Tell whether a topic is, or lies below, one of some others; mergers are followed."""
        now = self.now.get(topic_id)
        if now is None:
            return False
        at_or_above = {now} | self.ancestors(now)
        return any(self.now.get(limit) in at_or_above for limit in limits)

    def meeting(self, topic_ids: Iterable[int]) -> dict[Dimension, frozenset[int]]:
        """Return, per dimension, every topic whose choosers a text about `topic_ids` concerns.

        These are the topics themselves, what they were merged from, the wider topics above them
        (who wants a whole branch wants its parts) and the narrower ones below (a text about the
        whole branch concerns its parts).
        """
        wanted: dict[Dimension, set[int]] = defaultdict(set)
        for given in topic_ids:
            topic_id = self.now[given]
            wanted[self.dimension[topic_id]] |= {topic_id} | self.ancestors(topic_id)
            wanted[self.dimension[topic_id]] |= {
                other for other in self.parent if topic_id in self.ancestors(self.now[other])
            }
        return {
            dimension: frozenset(other for other in self.parent if self.now[other] in found)
            for dimension, found in wanted.items()
        }


@keep_part(public_version)
def topic_web() -> TopicWeb:
    """Return all topics with their parents and mergers; kept until they change."""
    rows = list(Topic.objects.order_by().values_list("pk", "parent_id", "merged_into_id", "kind"))
    merged = {pk: into for pk, _, into, _ in rows}

    def now(pk: int) -> int:
        while (into := merged[pk]) is not None:
            pk = into
        return pk

    from_kind = {pk: Topic(kind=kind).dimension for pk, _, _, kind in rows}
    return TopicWeb(
        parent={pk: parent for pk, parent, _, _ in rows},
        now={pk: now(pk) for pk in merged},
        dimension=from_kind,
    )


def search_facets(topics: Iterable[Topic], places: Iterable[Model]) -> dict[str, list[str]]:
    """Return by what a text can be narrowed in a search, from the topics and places it is about.

    A text about no target group or age is for everybody; a wide target group meets the narrower ones.

    Args:
        topics: what the text is about.
        places: the places it is about.
    """
    topics = list(topics)
    meeting = topic_web().meeting(topic.pk for topic in topics)
    ages = [age_facet(topic.name) for topic in topics if topic.kind == TopicKind.AGE_GROUP]
    return {
        "theme": sorted(map(str, meeting.get(Dimension.SUBJECT, ()))),
        "target_group": sorted(map(str, meeting.get(Dimension.TARGET, ()))) or [EVERY],
        "age": sorted(ages) or [EVERY],
        "place": [str(place.pk) for place in places],
    }


def age_facet(name: str) -> str:
    """Return the value by which an age group is narrowed, such as `6-12` and `65-`.

    Args:
        name: of the age group, with its years in it.
    """
    years = re.findall(r"\d+", name)[:2]
    return "-".join(years) if len(years) > 1 else f"{''.join(years)}-"
