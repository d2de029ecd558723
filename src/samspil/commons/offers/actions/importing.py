"""Take many offers in at once: say what would happen, keep a file until somebody says yes, and do it."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from enum import Enum

from django.db import connection, models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.base.municipality.queries import current_face
from samspil.base.people.models import Person
from samspil.base.search.actions import refresh
from samspil.base.topics.actions import save_topic
from samspil.base.topics.models import Topic
from samspil.base.topics.policies import may_edit_topics
from samspil.base.topics.terms import TopicKind
from samspil.commons.offers.actions.catalogue import due_after, plain, save_provider
from samspil.commons.offers.models import Offer, OfferVersion, PendingImport
from samspil.commons.offers.policies import may_import_offers
from samspil.commons.offers.queries import with_links
from samspil.commons.offers.records import (
    IN_TABLE,
    PLAIN,
    FieldChange,
    Names,
    Raw,
    Record,
    Wrong,
    changes,
    lacking,
    load_names,
    merged,
    nothing,
    read,
    said,
    uuid_of,
)
from samspil.commons.offers.search_texts import KIND
from samspil.commons.offers.sheets import ReadFile
from samspil.commons.offers.terms import (
    IMPORT_LASTS,
    LINE_LENGTH,
    NOT_IN_VERSIONS,
    Facts,
    OfferState,
)
from samspil.kit.access import Actor, require

AT_ONCE = 500
# Two imports at once would both find that an offer is new.
LOCK = 0x0FFE_1217


class Publish(Enum):
    """What becomes of the offers that a file brings."""

    ALL = "all"
    COMPLETE = "complete"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Planned:
    """What a row would do to an offer that is there, or the one that it begins."""

    row: int
    offer: Offer | None
    before: Record
    after: Record
    changes: Sequence[FieldChange]
    publishes: bool

    @property
    def name(self) -> str:
        """What the offer is called when it is done."""
        return str(self.after["title"])

    @property
    def does_something(self) -> bool:
        """Whether anything would be written."""
        return self.offer is None or bool(self.changes) or self.publishes


@dataclass(slots=True)
class Plan:
    """What taking a file in would do."""

    rows: list[Planned] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    providers: list[str] = field(default_factory=list)

    @property
    def new(self) -> list[Planned]:
        """Offers that are not there yet."""
        return [each for each in self.rows if each.offer is None]

    @property
    def changed(self) -> list[Planned]:
        """Offers that would read otherwise."""
        return [each for each in self.rows if each.offer is not None and each.does_something]

    @property
    def same(self) -> list[Planned]:
        """Offers that stay as they are."""
        return [each for each in self.rows if not each.does_something]

    @property
    def wrong_rows(self) -> int:
        """How many rows have something to mend."""
        return len({each.row for each in self.wrong})

    @property
    def digest(self) -> str:
        """The same for as long as the offers would come to read the same."""
        offers = [
            (p.row, p.offer and (p.offer.pk, p.offer.version, p.offer.state), p.after)
            for p in self.rows
        ]
        told = json.dumps(
            [offers, [asdict(each) for each in self.wrong], self.tags, self.providers]
        )
        return hashlib.sha256(told.encode()).hexdigest()


class NotAsSeen(Exception):
    """What taking a file in would do is no longer what was looked at."""


class SomeWrong(Exception):
    """A file has rows to mend, so nothing is taken in."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(f"{plan.wrong_rows}")
        self.plan = plan


def plan_import(
    *, actor: Actor, file: ReadFile, publish: Publish = Publish.NONE, needs_id: bool = False
) -> Plan:
    """Return what taking a file in would do; writes nothing.

    Args:
        actor: who would do it.
        file: what was read.
        publish: what becomes of the new offers.
        needs_id: whether a row without an id is wrong; else its name says which offer it is.

    Raises Refused when the actor may not take offers in.
    """
    require(may_import_offers(actor))
    names = load_names()
    plan = Plan(wrong=list(file.wrong))
    there = _there(file.rows)
    first_rows: dict[str, int] = {}
    new_tags: Counter[str] = Counter()
    for row, raw in file.rows:
        given, wrong = read(raw, names)
        offer = _of(given, there)
        wrong += _wrong_key(given, offer, row, first_rows, needs_id=needs_id)
        unknown = [tag for tag in given["tags"] if (False, tag.casefold()) not in names.topics]
        if unknown and not may_edit_topics(actor):
            wrong.append(("target_groups", _("Vi kender ikke ”%(word)s”.") % {"word": unknown[0]}))
        planned = _planned(row, offer, given, names, publish)
        if planned.offer is not None and planned.offer.is_published and publish != Publish.ALL:
            missing = lacking(planned.after, names)
            before = lacking(planned.before, names)
            wrong += [(name, why) for name, why in missing.items() if name not in before]
        if wrong:
            plan.wrong += [Wrong(row, name, why) for name, why in wrong]
        else:
            plan.rows.append(planned)
            new_tags.update(unknown)
    plan.wrong.sort(key=lambda each: each.row)
    plan.tags = sorted({each.casefold(): each for each in sorted(new_tags)}.values())
    given_names = {each.after["organisation"] for each in plan.rows} - {""}
    known = {each.casefold(): each for each in sorted(given_names, reverse=True)}
    plan.providers = sorted(name for low, name in known.items() if low not in names.providers)
    return plan


def _there(rows: Sequence[tuple[int, Raw]]) -> dict[str, Offer]:
    """Return the offers that rows may mean, by id, by reference and by name, each told apart."""
    ids = [str(raw["id"]).strip() for _row, raw in rows if raw.get("id") not in (None, "")]
    refs = [ref for each in ids if (ref := uuid_of(each)) is not None]
    titles = [str(raw.get("title") or "").strip() for _row, raw in rows if not raw.get("id")]
    wanted = models.Q(import_key__in=ids) | models.Q(ref__in=refs)
    wanted |= models.Q(name__in=titles) & ~models.Q(state=OfferState.ARCHIVED)
    found: dict[str, Offer] = {}
    for offer in with_links(Offer.objects.filter(wanted)).order_by("-pk"):
        found[f"name {offer.name.casefold()}"] = offer
        found[f"id {offer.ref}"] = offer
        if offer.import_key:
            found[f"id {offer.import_key}"] = offer
    return found


def _of(given: Record, there: dict[str, Offer]) -> Offer | None:
    key = given.get("id", "")
    ref = uuid_of(key)
    tried = [f"id {key}", f"id {ref}"] if key else [f"name {given.get('title', '').casefold()}"]
    return next((there[each] for each in tried if each in there), None)


def _wrong_key(
    given: Record, offer: Offer | None, row: int, first_rows: dict[str, int], *, needs_id: bool
) -> list[tuple[str, str]]:
    key = given.get("id", "")
    if needs_id and not key:
        return [("id", _("Skriv et id, som kun dette tilbud har."))]
    one = f"offer {offer.pk}" if offer is not None else key or f"name {given.get('title')}"
    first = first_rows.setdefault(str(one).casefold(), row)
    if first != row:
        return [("id", _("Det er samme tilbud som i række %(row)s.") % {"row": first})]
    return []


def _planned(
    row: int, offer: Offer | None, given: Record, names: Names, publish: Publish
) -> Planned:
    before = said(offer, names) if offer is not None else nothing()
    after = merged(before, given)
    if offer is None and not after["organisation"]:
        ours = names.municipality
        after["organisation"] = ours.name if ours is not None else current_face().name
    complete = publish == Publish.ALL or (
        publish == Publish.COMPLETE and offer is None and not lacking(after, names)
    )
    waits = offer is None or offer.state in {OfferState.DRAFT, OfferState.REVIEWED}
    told = changes(before, after)
    return Planned(row, offer, before, after, told, publishes=complete and waits)


@transaction.atomic
def import_offers(
    *,
    actor: Actor,
    file: ReadFile,
    publish: Publish = Publish.NONE,
    needs_id: bool = False,
    skip_bad: bool = False,
    as_seen: str = "",
) -> Plan:
    """Take the offers of a file in, all or none; the same file twice changes nothing the second time.

    Args:
        actor: who does it.
        file: what was read.
        publish: what becomes of the new offers; those that are paused or archived stay so.
        needs_id: whether a row without an id is wrong.
        skip_bad: leave out rows that have something to mend, and take the others in.
        as_seen: the digest of what was looked at, when somebody did.

    Raises:
        Refused: when the actor may not.
        SomeWrong: when a row has something to mend and is not to be left out.
        NotAsSeen: when it would do something else than what was looked at.
    """
    require(may_import_offers(actor))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    plan = plan_import(actor=actor, file=file, publish=publish, needs_id=needs_id)
    _lock(plan)
    if as_seen and plan.digest != as_seen:
        raise NotAsSeen
    if plan.wrong and not skip_bad:
        raise SomeWrong(plan)
    doing = [each for each in plan.rows if each.does_something]
    if doing:
        _do(actor, plan, doing)
    return plan


def _lock(plan: Plan) -> None:
    """Hold the offers still, and give up when somebody saved one since they were read."""
    versions = {p.offer.pk: p.offer.version for p in plan.rows if p.offer is not None}
    held = Offer.objects.select_for_update().filter(pk__in=versions).order_by("pk")
    if dict(held.values_list("pk", "version")) != versions:
        raise NotAsSeen


def _do(actor: Actor, plan: Plan, doing: Sequence[Planned]) -> None:
    for tag in plan.tags:
        save_topic(actor=actor, kind=TopicKind.TAG, name=tag)
    own = current_face().name.casefold()
    has_own = load_names().municipality is not None
    for name in plan.providers:
        is_own = name.casefold() == own and not has_own
        save_provider(actor=actor, name=name, is_municipality=is_own)
    names, now = load_names(), timezone.now()
    offers = [_filled(each, names, now) for each in doing]
    new = [offer for offer, each in zip(offers, doing, strict=True) if each.offer is None]
    old = [offer for offer, each in zip(offers, doing, strict=True) if each.offer is not None]
    Offer.objects.bulk_create(new, batch_size=AT_ONCE)
    Offer.objects.bulk_update(old, _WRITTEN, batch_size=AT_ONCE)
    _link(offers, doing, names, fresh=[offer.pk for offer in old])
    _keep_versions(actor, [offer.pk for offer in offers])
    public = [offer.pk for offer in offers if offer.is_published]
    told = f"{len(new)} new, {len(old)} changed"
    record(actor=actor, verb="offers.import_offers", thing="offers", why=told, public=True)
    refresh(KIND, public)


_WRITTEN = [
    *(IN_TABLE.get(name, name) for name in PLAIN),
    *("provider", "place_name", "version", "state", "updated_at"),
    *("published_at", "confirmed_at", "confirm_by"),
]


def _filled(planned: Planned, names: Names, now: datetime) -> Offer:
    after, offer = planned.after, planned.offer
    if offer is None:
        offer = Offer(import_key=after["id"])
    else:
        offer.version += 1
    for name in PLAIN:
        setattr(offer, IN_TABLE.get(name, name), after[name])
    offer.provider = names.providers.get(after["organisation"].casefold())
    elsewhere = [each for each in after["place"] if each.casefold() not in names.places]
    offer.place_name = "; ".join(elsewhere)[:LINE_LENGTH]
    offer.updated_at = now
    if planned.publishes:
        offer.state = OfferState.PUBLISHED
        offer.published_at = offer.published_at or now
        offer.confirmed_at = now
        offer.confirm_by = due_after(now, offer.rhythm)
    return offer


def _link(
    offers: Sequence[Offer], doing: Sequence[Planned], names: Names, fresh: Sequence[int]
) -> None:
    """Set topics and places of all offers with one statement for each kind of link."""
    pairs: dict[str, list[tuple[int, int]]] = {"target_groups": [], "themes": [], "places": []}
    for offer, each in zip(offers, doing, strict=True):
        for name, group in (("target_groups", True), ("themes", False)):
            topics = {_topic(names, word, group=group) for word in each.after[name]}
            pairs[name] += [(offer.pk, topic.pk) for topic in topics if topic is not None]
        places = {word.casefold() for word in each.after["place"]} & names.places.keys()
        pairs["places"] += [(offer.pk, names.places[word].pk) for word in places]
    for name, linked in pairs.items():
        through = getattr(Offer, name).through
        other = "place_id" if name == "places" else "topic_id"
        through.objects.filter(offer_id__in=fresh).delete()
        rows = (through(**{"offer_id": one, other: pk}) for one, pk in linked)
        through.objects.bulk_create(rows, batch_size=5 * AT_ONCE)


def _topic(names: Names, word: str, *, group: bool) -> Topic | None:
    return names.topics.get((group, word.casefold()))


def _keep_versions(actor: Actor, keys: Sequence[int]) -> None:
    """Keep how the offers read now; nothing about persons is kept."""
    kept = [each.name for each in fields(Facts) if each.name not in NOT_IN_VERSIONS]
    found: Iterable[Offer] = with_links(Offer.objects.filter(pk__in=keys)).order_by("pk")
    with translation.override("da"):
        versions = [
            OfferVersion(
                offer=offer,
                number=offer.version,
                content={name: plain(offer, name) for name in kept},
                saved_by_id=actor.pk,
            )
            for offer in found
        ]
    OfferVersion.objects.bulk_create(versions, batch_size=AT_ONCE)


@transaction.atomic
def keep_import(*, actor: Person, file: ReadFile, file_name: str) -> PendingImport:
    """Keep a file until its maker says that it is to be taken in; it does not last.

    Raises Refused when the actor may not take offers in.
    """
    require(may_import_offers(actor))
    forget_old_imports()
    content = json.dumps(asdict(file), ensure_ascii=False, default=str)
    pending = PendingImport.objects.create(
        maker=actor,
        file_name=file_name[:LINE_LENGTH],
        content=content.replace("\\u0000", ""),
        expires_at=timezone.now() + IMPORT_LASTS,
    )
    record(actor=actor, verb="offers.keep_import", thing=f"import:{pending.pk}")
    return pending


def kept_file(pending: PendingImport) -> ReadFile:
    """Return what a kept file holds."""
    kept = json.loads(pending.content)
    return ReadFile(
        rows=[(number, raw) for number, raw in kept["rows"]],
        wrong=[Wrong(**each) for each in kept["wrong"]],
        headings=kept["headings"],
        unknown=kept["unknown"],
    )


@transaction.atomic
def take_in(
    *, actor: Person, pending: PendingImport, publish: Publish, skip_bad: bool, as_seen: str
) -> Plan:
    """Take a kept file in as it was looked at, and keep it no longer.

    Raises as `import_offers` does.
    """
    plan = import_offers(
        actor=actor,
        file=kept_file(pending),
        publish=publish,
        skip_bad=skip_bad,
        as_seen=as_seen,
    )
    pending.delete()
    return plan


@transaction.atomic
def drop_import(*, actor: Person, pending: PendingImport) -> None:
    """Throw a kept file away.

    Raises Refused when the actor may not take offers in.
    """
    require(may_import_offers(actor))
    record(actor=actor, verb="offers.drop_import", thing=f"import:{pending.pk}")
    pending.delete()


def forget_old_imports() -> None:
    """Throw away the files that nobody took in."""
    PendingImport.objects.filter(expires_at__lte=timezone.now()).delete()
