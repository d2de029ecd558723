"""Named reads of inputs: the board, what came of a cluster, and what may be shown of it."""

from collections.abc import Collection as Many
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from samspil.base.outbox.actions import key_of
from samspil.base.outbox.models import Delivery
from samspil.base.outbox.terms import State
from samspil.base.people.models import Person
from samspil.base.people.queries import verified_addresses
from samspil.commons.inputs.models import (
    Cluster,
    ClusterQuerySet,
    Collection,
    CollectionQuerySet,
    Input,
    InputQuerySet,
    Outcome,
    OutcomeCall,
    OutcomeChange,
    Pledge,
    Step,
)
from samspil.commons.inputs.terms import (
    MOST_ON_BOARD,
    PLEDGE_WAITS,
    CollectionKind,
    CollectionState,
    InputState,
    Voice,
    outcome_key,
)
from samspil.kit.encryption import address_key
from samspil.kit.small_numbers import shown_count


def canonical(cluster: Cluster) -> Cluster:
    """Return the cluster that a merged one now is."""
    while cluster.merged_into is not None:
        cluster = cluster.merged_into
    return cluster


def canonical_ids(cluster_ids: Many[int]) -> dict[int, int]:
    """Return, for each of some clusters that exist, the id of the one it now is."""
    into = dict(Cluster.objects.order_by().values_list("pk", "merged_into_id"))
    found: dict[int, int] = {}
    for asked in cluster_ids:
        now = asked
        while (further := into.get(now)) is not None:
            now = further
        if now in into:
            found[asked] = now
    return found


def clusters_to_choose() -> ClusterQuerySet:
    """Return the clusters a focus area or an activity may come from, in their order."""
    return Cluster.objects.current().order_by("order", "pk")


def unused_clusters() -> ClusterQuerySet:
    """Return the clusters with inputs of which nothing has come yet."""
    outcomes = Outcome.objects.standing().filter(cluster=OuterRef("pk"))
    inputs = Input.objects.counted().filter(cluster=OuterRef("pk"))
    return clusters_to_choose().filter(~Exists(outcomes), Exists(inputs))


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that may be shown, and the role they were said in."""

    cluster: int
    words: str
    by: str
    voice: Voice
    language: str


def public_quotes(cluster_ids: Many[int]) -> list[Quote]:
    """Return the quotes behind some clusters that staff has worded and the person has allowed."""
    now = canonical_ids(cluster_ids)
    rows = (
        Input.objects.quotable()
        .filter(cluster__in=set(now.values()))
        .order_by("cluster", "pk")
        .values_list("cluster", "quote", "quote_by", "voice", "language")
    )
    by_cluster: dict[int, list[Quote]] = {}
    for cluster, words, by, voice, language in rows:
        kind = Voice(voice)
        quote = Quote(cluster, words, by or str(kind.label), kind, language)
        by_cluster.setdefault(cluster, []).append(quote)
    return [quote for pk in dict.fromkeys(now.values()) for quote in by_cluster.get(pk, [])]


def numbers_behind(cluster_ids: Many[int]) -> dict[int, dict[Voice, int]]:
    """Return how many inputs lie behind some clusters, by who spoke; exact, for staff only.

    A merged cluster answers for the one it now is; see `shown_numbers` for what may be public.
    """
    now = canonical_ids(cluster_ids)
    rows = (
        Input.objects.counted()
        .filter(cluster__in=set(now.values()))
        .order_by()
        .values_list("cluster", "voice")
        .annotate(number=Count("pk"))
    )
    counts: dict[int, dict[Voice, int]] = {}
    for cluster, voice, number in rows:
        counts.setdefault(cluster, {})[Voice(voice)] = number
    return {asked: dict(counts.get(pk, {})) for asked, pk in now.items()}


def shown_numbers(cluster_ids: Many[int]) -> dict[int, list[tuple[str, str]]]:
    """Return who spoke behind some clusters and how many, as everybody may see it."""
    return {
        cluster: [
            (str(voice.label), shown_count(counts[voice])) for voice in Voice if voice in counts
        ]
        for cluster, counts in numbers_behind(cluster_ids).items()
    }


@dataclass(frozen=True, slots=True)
class Told:
    """A letter or call that told the person about one step, and how far it has come."""

    state: State | None = None
    sent_at: datetime | None = None
    called_at: datetime | None = None
    waits_for_call: bool = False


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One dated state of an outcome, and the letter or call that told the person."""

    at: datetime
    state: str
    is_withdrawal: bool
    told: Told | None


@dataclass(frozen=True, slots=True)
class TraceOutcome:
    """What came of an input, with every state it has been in."""

    outcome: Outcome
    steps: list[TraceStep]


@dataclass(frozen=True, slots=True)
class Trace:
    """The way of an input: its cluster, what came of that, and what the person was told."""

    input: Input
    cluster: Cluster | None
    outcomes: list[TraceOutcome] = field(default_factory=list)


def trace_of(input: Input, *, public: bool = False) -> Trace:
    """Return the way of an input from what was said to the letter that told the person.

    Args:
        input: what was said.
        public: leave out what is not public, for the person's own page.
    """
    if input.cluster is None:
        return Trace(input, None)
    outcomes = Outcome.objects.filter(cluster=input.cluster)
    if public:
        outcomes = outcomes.for_everybody()
    found = list(outcomes.prefetch_related("changes"))
    told = _told(input, [change for each in found for change in each.changes.all()])
    traced = [
        TraceOutcome(
            each,
            [
                TraceStep(change.at, change.shown_state, change.is_withdrawal, told.get(change.pk))
                for change in each.changes.all()
            ],
        )
        for each in found
    ]
    return Trace(input, input.cluster, traced)


def _told(input: Input, changes: Sequence[OutcomeChange]) -> dict[int, Told]:
    found: dict[int, Told] = {}
    if input.address_key is not None:
        keys = {
            key_of(outcome_key(input.address_key, change.outcome.key, change.state)): change.pk
            for change in reversed(changes)
        }
        rows = Delivery.objects.filter(dedupe_key__in=list(keys)).values_list(
            "dedupe_key", "state", "sent_at"
        )
        found = {keys[key]: Told(state=State(state), sent_at=at) for key, state, at in rows}
    calls = OutcomeCall.objects.filter(input=input, change__in=changes)
    for call in calls:
        found[call.change_id] = Told(called_at=call.done_at, waits_for_call=call.done_at is None)
    return found


def inputs_of_person(person: Person) -> InputQuerySet:
    """Return what somebody with a log-in has said, found by the addresses they have proved."""
    keys = [address_key(address) for address in verified_addresses(person)]
    return (
        Input.objects.filter(address_key__in=keys)
        .exclude(state=InputState.ERASED)
        .select_related("collection", "cluster")
        .order_by("-received_at", "-pk")
    )


def is_of_person(input: Input, person: Person) -> bool:
    """Tell whether somebody with a log-in has proved to hold the address of an input."""
    return input.address_key is not None and input.address_key in {
        address_key(address) for address in verified_addresses(person)
    }


def input_of_ref(ref: UUID) -> Input | None:
    """Return the input a sealed link speaks of; none when it was erased."""
    return (
        Input.objects.exclude(state=InputState.ERASED)
        .select_related("collection", "cluster")
        .filter(ref=ref)
        .first()
    )


def what_came_of_it() -> list[Cluster]:
    """Return the clusters something public has come of, with that, the newest first."""
    outcomes = Outcome.objects.for_everybody()
    clusters = (
        Cluster.objects.current()
        .filter(pk__in=outcomes.values("cluster"))
        .prefetch_related(Prefetch("outcomes", outcomes, to_attr="public_outcomes"))
    )
    return sorted(
        clusters,
        key=lambda each: max(one.changed_at for one in each.public_outcomes),  # type: ignore[attr-defined]
        reverse=True,
    )


def missing_collection() -> Collection:
    """Return the standing collection of what people miss, not yet saved when nobody has missed anything."""
    standing = Collection.objects.filter(kind=CollectionKind.MISSING).order_by("pk").first()
    return standing or Collection(
        kind=CollectionKind.MISSING,
        title="Sig, hvad du savner",
        title_en="Tell us what is missing",
        intro=(
            "Fandt du ikke det, du havde brug for? Fortæl os, hvad det var. "
            "Vi læser alt, og det er med til at afgøre, hvad der skal findes her."
        ),
        intro_en=(
            "Did you not find what you needed? Tell us what it was. "
            "We read everything, and it helps decide what there will be here."
        ),
        is_for_all=True,
        state=CollectionState.OPEN,
    )


def open_for_all() -> CollectionQuerySet:
    """Return the collections everybody may give input to today, those that end first in front."""
    return Collection.objects.for_everybody().taking_in().order_by("last_day", "-pk")


def collections_for_desk(collections: CollectionQuerySet) -> CollectionQuerySet:
    """Return collections with how much came in and how much of it is grouped, newest first."""
    received = Q(inputs__state=InputState.RECEIVED)
    return collections.annotate(
        number=Count("inputs", filter=received),
        loose=Count("inputs", filter=received & Q(inputs__cluster__isnull=True)),
    ).order_by("-created_at", "-pk")


def last_entered(collection: Collection, person: Person) -> InputQuerySet:
    """Return what somebody last wrote into a collection, the newest first."""
    own = Input.objects.on_board().filter(collection=collection, received_by=person)
    return own.order_by("-pk")[:5]


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """A cluster in the list, with who spoke and what came of it."""

    cluster: Cluster
    voices: list[tuple[str, int]]
    total: int
    outcomes: list[Outcome]


def clusters_with_numbers() -> list[ClusterRow]:
    """Return all clusters in their order, with who spoke and what came of each."""
    standing = Prefetch("outcomes", Outcome.objects.standing(), to_attr="standing")
    clusters = list(clusters_to_choose().prefetch_related(standing))
    numbers = numbers_behind([each.pk for each in clusters])
    return [
        ClusterRow(
            each,
            voices(numbers[each.pk]),
            sum(numbers[each.pk].values()),
            each.standing,  # type: ignore[attr-defined]
        )
        for each in clusters
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the board is asked to show."""

    topic: int | None = None
    voice: str = ""
    collection: int | None = None
    words: str = ""
    loose_only: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.topic or self.voice or self.collection or self.words or self.loose_only)


@dataclass(frozen=True, slots=True)
class Column:
    """A cluster on the board with its cards; without cluster, what nobody has grouped."""

    cluster: Cluster | None
    cards: list[Input]


@dataclass(frozen=True, slots=True)
class Board:
    """All columns, and how many cards did not fit."""

    loose: Column
    columns: list[Column]
    left_out: int


def board(inputs: InputQuerySet, wanted: Wanted, clusters: Iterable[Cluster]) -> Board:
    """Return the inputs an actor may read as columns, narrowed to what is wanted."""
    cards = inputs.on_board().select_related("collection").prefetch_related("topics")
    if wanted.topic:
        through = Input.topics.through.objects.filter(topic=wanted.topic)
        about = Collection.topics.through.objects.filter(topic=wanted.topic)
        cards = cards.filter(
            Q(pk__in=through.values("input")) | Q(collection__in=about.values("collection"))
        )
    if wanted.voice:
        cards = cards.filter(voice=wanted.voice)
    if wanted.collection:
        cards = cards.filter(collection=wanted.collection)
    if wanted.loose_only:
        cards = cards.filter(cluster__isnull=True)
    found = _with_words(cards.order_by("-received_at", "-pk"), wanted.words)
    shown, left_out = found[:MOST_ON_BOARD], max(len(found) - MOST_ON_BOARD, 0)
    by_cluster: dict[int | None, list[Input]] = {}
    for card in shown:
        by_cluster.setdefault(card.cluster_id, []).append(card)
    columns = [
        Column(each, by_cluster.get(each.pk, []))
        for each in clusters
        if not wanted.loose_only and (each.pk in by_cluster or not wanted.is_narrowed)
    ]
    return Board(Column(None, by_cluster.get(None, [])), columns, left_out)


def _with_words(cards: InputQuerySet, words: str) -> list[Input]:
    """Return the cards whose text has all the words; the texts can be read here only."""
    wanted = [word.casefold() for word in words.split()[:6]]
    if not wanted:
        # One more than fits tells that something was left out, and no more is decrypted.
        return list(cards[: MOST_ON_BOARD + 1])
    return [card for card in cards if all(word in card.text.casefold() for word in wanted)]


def quotes_to_word() -> Q:
    """Return what tells the inputs whose person allows a quote that nobody has worded yet."""
    return Q(quote_allowed=True, quote="", state=InputState.RECEIVED)


def open_calls() -> QuerySet[OutcomeCall]:
    """Return what is still to be told by phone or on paper, oldest first."""
    return (
        OutcomeCall.objects.filter(done_at__isnull=True, input__contact__isnull=False)
        .select_related("input", "change__outcome")
        .order_by("created_at", "pk")
    )


def pledges() -> QuerySet[Pledge]:
    """Return what other areas said they would do, what is due first in front."""
    return Pledge.objects.select_related("cluster")


def overdue_pledges() -> QuerySet[Pledge]:
    """Return the pledges whose day is over and that are not kept."""
    return pledges().filter(state__in=PLEDGE_WAITS, due_on__lt=timezone.localdate())


def last_step(person: Person) -> Step | None:
    """Return what somebody last did on the board and has not undone."""
    return Step.objects.filter(by=person, undone_at__isnull=True).select_related("to").first()


def voices(counts: Mapping[Voice, int]) -> list[tuple[str, int]]:
    """Return who spoke and how many, in the order of the choices, for staff."""
    return [(str(voice.label), counts[voice]) for voice in Voice if counts.get(voice)]
