"""Named reads of the catalogue: what is found, by what it can be narrowed, and what the desk shows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samspil.base.audit.queries import public_version
from samspil.base.people.models import Person, RoleHolding
from samspil.base.places.queries import offered_places
from samspil.base.search.queries import search
from samspil.base.search.terms import EVERY
from samspil.base.topics.queries import TopicWeb, offered_topics, topic_tree, topic_web
from samspil.base.topics.terms import TopicKind
from samspil.commons.offers.models import (
    Offer,
    OfferPicture,
    OfferQuerySet,
    OfferReport,
    OfferVersion,
    PendingImport,
    Provider,
)
from samspil.commons.offers.policies import may_keep_offers
from samspil.commons.offers.terms import (
    AGES,
    ALIKE,
    LABELS,
    MOST_ALIKE,
    OLDEST,
    PER_PAGE,
    RELATIVES,
    REMIND_AHEAD,
    Audience,
    OfferKind,
    OfferState,
    ReportKind,
    ReportState,
)
from samspil.kit.access import Actor, Role
from samspil.kit.danish import danish_sort_key
from samspil.kit.keeping import keep_part
from samspil.kit.lix import GOAL, lix
from samspil.kit.words import one_line

# As the search index calls offers.
KIND = "offer"
MOST_FOUND = 2_000

WITH, WITHOUT = "with", "without"
TEMPORARY, RUNNING = "temporary", "running"


def ages_met(first: int | None, last: int | None) -> list[str]:
    """Return the names of the age groups that meet some years; no limits meet every one."""
    if first is None and last is None:
        return [EVERY]
    low, high = first or 0, OLDEST if last is None else last
    return [name for name, begins, ends in AGES if low <= ends and high >= begins]


def audience_met(audience: Iterable[str]) -> list[str]:
    """Return who is shown an offer: those it is for, and relatives in general when some are."""
    met = set(audience)
    return sorted(met | {str(Audience.RELATIVES)} if met & set(RELATIVES) else met)


def facets_of(offer: Offer, web: TopicWeb) -> dict[str, Sequence[str]]:
    """Return the values by which an offer is found, as `base.search` wants them.

    Whoever asks for a branch of target groups is shown what is made for its parts and for what lies above
    it. An offer without target groups is for everyone.

    Args:
        offer: with its target groups, themes and places at hand.
        web: all topics.
    """
    groups = [web.now[each.pk] for each in offer.target_groups.all()]
    near = set(groups)
    for each in groups:
        near |= web.ancestors(each) | set(web.branch(each))
    themes = {web.now[each.pk] for each in offer.themes.all()}
    themes |= {above for each in themes for above in web.ancestors(each)}
    return {
        "theme": sorted(map(str, themes)),
        "target_group": sorted(map(str, near)) if groups else [EVERY],
        "age": ages_met(offer.age_from, offer.age_to),
        "audience": audience_met(offer.audience) or [EVERY],
        "referral": [WITH if offer.requires_referral else WITHOUT],
        "place": [str(each.pk) for each in offer.places.all()],
        "kind": [str(offer.kind)],
        "temporary": [TEMPORARY if offer.temporary else RUNNING],
        "helps_with": [each.strip().lower() for each in offer.helps_with],
    }


def with_links(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """Return offers with their provider, topics and places."""
    return offers.select_related("provider").prefetch_related("target_groups", "themes", "places")


@dataclass(frozen=True, slots=True)
class Shelf:
    """All offers that are out, by name, and for each value of a facet which of them have it.

    The offers with a value are the bits of a number, the first offer the lowest bit: to narrow is to take what
    two numbers share, and to count is to count ones.
    """

    ids: Sequence[int]
    having: Mapping[str, Mapping[str, int]]

    @property
    def all(self) -> int:
        """Every offer."""
        return (1 << len(self.ids)) - 1

    def met(self, name: str, value: str) -> int:
        """Return the offers that meet what is asked of a facet, those for everyone among them."""
        values = self.having[name]
        return values.get(value, 0) | values.get(EVERY, 0)

    def narrowed(self, asked: Mapping[str, str], among: int, leaving_out: str = "") -> int:
        """Return the offers among some that meet all that is asked, but for one facet."""
        for name, value in asked.items():
            if value and name != leaving_out:
                among &= self.met(name, value)
        return among

    def bits(self, ids: Iterable[int]) -> int:
        """Return some offers as a number."""
        wanted = set(ids)
        return sum(1 << place for place, pk in enumerate(self.ids) if pk in wanted)

    def chosen(self, bits: int) -> list[int]:
        """Return the ids of some offers, by name."""
        return [pk for place, pk in enumerate(self.ids) if bits >> place & 1]


@keep_part(public_version)
def _shelf() -> Shelf:
    web = topic_web()
    rows = sorted(
        with_links(Offer.objects.published().in_lists()),
        key=lambda offer: danish_sort_key(offer.label),
    )
    having: dict[str, dict[str, int]] = {name: defaultdict(int) for name in FACET_PARAMETERS}
    for place, offer in enumerate(rows):
        for name, values in facets_of(offer, web).items():
            for value in set(values):
                having[name][value] |= 1 << place
    return Shelf([offer.pk for offer in rows], {n: dict(values) for n, values in having.items()})


# How a facet stands in an address.
FACET_PARAMETERS = {
    "audience": "til",
    "age": "alder",
    "target_group": "maalgruppe",
    "theme": "emne",
    "referral": "henvisning",
    "place": "sted",
    "kind": "slags",
    "temporary": "varighed",
    "helps_with": "hjaelper",
}
CATALOGUE_FACETS = (
    "audience",
    "referral",
    "age",
    "theme",
    "target_group",
    "kind",
    "place",
    "temporary",
)
FEW_CHOICES = 10
FIRST_FACETS = ("audience", "referral", "helps_with")
TECHNOLOGY_FACETS = ("helps_with", "audience", "age", "target_group")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value by which the catalogue can be narrowed, with how many offers it would leave.

    `query` is the address that chooses it, or that gives it up when it is chosen.
    """

    value: str
    label: str
    count: int
    query: str
    chosen: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """A way of narrowing the catalogue."""

    name: str
    parameter: str
    label: str
    choices: Sequence[Choice]
    chosen: Choice | None = None

    @property
    def few(self) -> Sequence[Choice]:
        """What is shown at once: all, or what is chosen and what most offers have."""
        if len(self.choices) <= FEW_CHOICES:
            return self.choices
        ranked = sorted(self.choices, key=lambda each: (not each.chosen, -each.count))
        shown = set(ranked[:FEW_CHOICES])
        return [each for each in self.choices if each in shown]

    @property
    def rest(self) -> Sequence[Choice]:
        """What is left, behind a heading."""
        shown = set(self.few)
        return [each for each in self.choices if each not in shown]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What was found, in pages, and how it can be narrowed further.

    `is_near` tells that no offer has all the words, and these come nearest.
    """

    page: Any
    facets: Sequence[Facet]
    number: int
    chosen: Sequence[Facet] = field(default_factory=tuple)
    is_near: bool = False

    @property
    def first(self) -> Sequence[Facet]:
        """What most people begin with, shown at once."""
        return [each for each in self.facets if each.name in FIRST_FACETS]

    @property
    def further(self) -> Sequence[Facet]:
        """What else can be asked for, behind headings."""
        return [each for each in self.facets if each.name not in FIRST_FACETS]


def search_catalogue(
    asked: Mapping[str, str],
    words: str = "",
    page: str | int | None = 1,
    facets: Sequence[str] = CATALOGUE_FACETS,
    always: Mapping[str, str] | None = None,
    size: int = PER_PAGE,
) -> Catalogue:
    """Return the offers everybody may read that have all that is asked for: by name, with words the best first.

    Words are looked up in the search index; the facets of all offers are read once and counted in memory.

    Args:
        asked: facet → value; an empty value asks for nothing.
        words: words that all have to stand in it.
        page: which page of the list.
        facets: what may be asked for.
        always: facet → value that is asked for without being offered as a choice.
        size: how many make a page.
    """
    asked = {name: value for name, value in asked.items() if name in facets and value}
    shelf, is_near = _shelf(), False
    among = shelf.narrowed(always or {}, shelf.all)
    order = shelf.ids
    if words:
        order, is_near = _with_words(words)
        among &= shelf.bits(order)
    found = shelf.narrowed(asked, among)
    ids = shelf.chosen(found)
    if words:
        having = set(ids)
        ids = [pk for pk in order if pk in having]
    made = [_facet(name, shelf, among, asked, words) for name in facets]
    shown: Any = Paginator(ids, size).get_page(page)
    shown.object_list = _in_order(list(shown.object_list))
    return Catalogue(
        page=shown,
        facets=[each for each in made if each.choices],
        number=len(ids),
        chosen=[each for each in made if each.chosen],
        is_near=is_near,
    )


def _in_order(ids: Sequence[int]) -> list[Offer]:
    found = {offer.pk: offer for offer in with_links(Offer.objects.in_lists().filter(pk__in=ids))}
    return [found[pk] for pk in ids if pk in found]


def _with_words(words: str) -> tuple[list[int], bool]:
    """Return the ids of offers with some words, the best first, or of what is nearest when none has them."""
    found = search(words, kinds=[KIND], per_page=MOST_FOUND)
    best = found.results or found.near
    return [int(each.text.key) for each in best], not found.results


def _query(asked: Mapping[str, str], words: str) -> str:
    pairs = [(FACET_PARAMETERS[name], value) for name, value in asked.items() if value]
    return "?" + urlencode([*pairs, *([("q", words)] if words else [])])


def _facet(name: str, shelf: Shelf, among: int, asked: Mapping[str, str], words: str) -> Facet:
    others, wanted = shelf.narrowed(asked, among, leaving_out=name), asked.get(name, "")
    own = shelf.having[name]
    choices = [
        Choice(
            value,
            label,
            (shelf.met(name, value) & others).bit_count(),
            _query({**asked, name: "" if value == wanted else value}, words),
            value == wanted,
            depth,
        )
        for value, label, depth in _values(name, own)
        if own.get(value, 0) & others or value == wanted
    ]
    chosen = next((each for each in choices if each.chosen), None)
    return Facet(name, FACET_PARAMETERS[name], _facet_labels()[name], choices, chosen)


def _facet_labels() -> dict[str, str]:
    return {
        "audience": _("Hvem er det til?"),
        "referral": _("Henvisning"),
        "age": _("Alder"),
        "theme": _("Emne"),
        "target_group": _("Målgruppe"),
        "kind": _("Slags"),
        "place": _("Sted"),
        "temporary": _("Varighed"),
        "helps_with": _("Hjælper med"),
    }


def _values(name: str, having: Iterable[str]) -> list[tuple[str, str, int]]:
    match name:
        case "audience":
            return [(each.value, capfirst(str(each.label)), 0) for each in Audience]
        case "referral":
            return [(WITHOUT, _("Uden visitation"), 0), (WITH, _("Med visitation"), 0)]
        case "age":
            return [(value, shown_age(value), 0) for value, _first, _last in AGES]
        case "theme":
            themes = (TopicKind.THEME, TopicKind.TAG)
            return [(str(t.pk), t.label, 0) for t in offered_topics() if t.kind in themes]
        case "target_group":
            tree = topic_tree(TopicKind.TARGET_GROUP)
            return [(str(row.topic.pk), row.topic.label, row.depth) for row in tree]
        case "kind":
            return [(each.value, capfirst(str(each.label)), 0) for each in OfferKind]
        case "place":
            return [(str(each.pk), each.label, 0) for each in offered_places()]
        case "temporary":
            return [(RUNNING, _("Løbende"), 0), (TEMPORARY, _("I en periode"), 0)]
    return sorted(
        ((value, capfirst(value), 0) for value in having if value != EVERY),
        key=lambda each: danish_sort_key(each[1]),
    )


def shown_age(bucket: str) -> str:
    """Return an age group in words: 0–5 år, 65 år og ældre."""
    first, _sign, last = bucket.partition("-")
    if last:
        return _("%(first)s–%(last)s år") % {"first": first, "last": last}
    return _("%(first)s år og ældre") % {"first": first}


def offers_for_page(offers: OfferQuerySet) -> QuerySet[Offer]:
    """Return offers with all that their page tells, without the bytes of files."""
    pictures = OfferPicture.objects.select_related("file").defer("file__content")
    return (
        with_links(offers)
        .select_related("merged_into", "owner", "video", "video_captions")
        .defer("video__content", "video_captions__content")
        .prefetch_related(Prefetch("pictures", queryset=pictures), "provider__representatives")
    )


def shown_reports(offer: Offer) -> list[OfferReport]:
    """Return what people told about an offer and everybody may read, newest first."""
    shown = offer.reports.filter(state=ReportState.PUBLISHED)
    return list(shown.defer("text", "address").order_by("-published_at", "-pk"))


def experiences(reports: Iterable[OfferReport]) -> list[OfferReport]:
    """Keep what people lived with an offer."""
    return [each for each in reports if each.kind != ReportKind.ERROR]


def put_right(reports: Iterable[OfferReport]) -> list[OfferReport]:
    """Keep what led to something being done."""
    return [each for each in reports if each.we_did]


def report_numbers(ids: Collection[int]) -> dict[int, int]:
    """Return how many experiences are shown for each of some offers."""
    shown = OfferReport.objects.filter(offer__in=ids, state=ReportState.PUBLISHED).exclude(
        kind=ReportKind.ERROR
    )
    return dict(shown.order_by().values_list("offer").annotate(number=Count("pk")))


def offers_of_places(places: Collection[int]) -> OfferQuerySet:
    """Return what everybody may read about offers at some places, by name."""
    through = Offer.places.through.objects.filter(place__in=places)
    return Offer.objects.published().in_lists().filter(pk__in=through.values("offer"))


# The desk.


def offers_for_desk(
    offers: OfferQuerySet,
    *,
    words: str = "",
    state: str = "",
    owner: int | None = None,
    only: str = "",
) -> QuerySet[Offer]:
    """Return offers as the desk lists them.

    Args:
        offers: those the actor may see.
        words: words that all stand in the name or the short text.
        state: an `OfferState`; without one, all but the archived.
        owner: the id of a person.
        only: `late` or `no_owner`.
    """
    found = offers.filter(state=state) if state in OfferState.values else offers.living()
    if only == "late":
        found = found.late()
    if only == "no_owner":
        found = found.filter(owner__isnull=True)
    if owner is not None:
        found = found.filter(owner=owner)
    for word in words.split()[:6]:
        found = found.filter(
            Q(name__icontains=word) | Q(summary__icontains=word) | Q(provider__name__icontains=word)
        )
    waiting = OfferReport.objects.filter(offer=OuterRef("pk"), state=ReportState.NEW)
    return (
        with_links(found)
        .select_related("owner")
        .prefetch_related("provider__representatives")
        .annotate(has_reports=Exists(waiting))
        .order_by("name", "pk")
    )


def owners() -> list[tuple[int, str]]:
    """Return whoever answers for an offer that is not archived, by name."""
    found = Offer.objects.living().filter(owner__isnull=False)
    rows = found.order_by().values_list("owner", "owner__name", "owner__email").distinct()
    pairs = [(pk, name or email) for pk, name, email in rows]
    return sorted(pairs, key=lambda pair: danish_sort_key(pair[1]))


def due_for(owner: int) -> QuerySet[Offer]:
    """Return what a person should confirm by now or within some days, the latest first."""
    until = timezone.localdate() + REMIND_AHEAD
    return (
        with_links(Offer.objects.published().filter(owner=owner))
        .filter(Q(confirm_by__isnull=True) | Q(confirm_by__lte=until))
        .order_by("confirm_by", "name", "pk")
    )


def owners_to_remind() -> list[int]:
    """Return the ids of those who have something to confirm by today."""
    due = Offer.objects.late().filter(owner__is_active=True)
    return list(due.order_by("owner").values_list("owner", flat=True).distinct())


def way_in(offer: Offer) -> bool:
    """Tell whether a page says any way to get in touch."""
    provider = offer.provider
    own = (offer.how_citizen, offer.contact_phone, offer.contact_email, offer.url)
    theirs = (provider.phone, provider.email, provider.url) if provider is not None else ()
    return any(own) or any(theirs) or any(each.is_reachable for each in offer.places.all())


def missing_in(offer: Offer) -> list[str]:
    """Return what has to be there before an offer comes out, in words for whoever writes it."""
    wanted = [
        (offer.summary, _("Skriv kort, hvad det er.")),
        (offer.description, _("Skriv, hvad det er, og hvad man får ud af det.")),
        (offer.audience, _("Vælg, hvem det er til.")),
        (offer.provider_id, _("Vælg, hvem der udbyder det.")),
        (
            way_in(offer),
            _("Skriv, hvordan man kommer i gang, eller hvem man kan ringe eller skrive til."),
        ),
        (
            not offer.video_url or offer.video_url_has_captions,
            _("Filmen, der linkes til, skal have undertekster."),
        ),
    ]
    if offer.kind == OfferKind.WELFARE_TECHNOLOGY:
        wanted.append((offer.helps_with, _("Skriv, hvad teknologien hjælper med.")))
    return [words for there, words in wanted if not there]


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the page of an offer is for a family, and what would raise it."""

    score: int
    raise_by: Sequence[tuple[int, str]]

    @property
    def kind(self) -> str:
        """How it is marked."""
        return "success" if self.score >= 80 else "warning" if self.score >= 50 else "error"


def quality_of(offer: Offer) -> Quality:
    """Return how good the page of an offer is, from 0 to 100, and what would raise it, the most first."""
    technology = offer.kind == OfferKind.WELFARE_TECHNOLOGY
    hard = bool(offer.description) and lix(offer.description) > GOAL + 10
    criteria = [
        (10, offer.owner_id, _("Sæt en ansvarlig på.")),
        (10, offer.confirmed_at and not offer.is_late, _("Bekræft, at det stadig passer.")),
        (10, offer.easy, _("Skriv en let udgave.")),
        (
            10,
            offer.description and not hard,
            _("Gør teksten lettere at læse: kortere sætninger og ord."),
        ),
        (10, offer.how_citizen, _("Skriv, hvordan man kommer i gang.")),
        (10, offer.price, _("Skriv prisen, også når det er gratis.")),
        (10, offer.contact_phone or offer.contact_email, _("Skriv en telefon eller e-mail.")),
        (
            5,
            offer.online or offer.place_name or offer.places.all(),
            _("Skriv, hvor det er."),
        ),
        (5, offer.themes.all(), _("Vælg mindst ét emne.")),
        (5, offer.accessibility, _("Skriv om adgangsforhold.")),
        (5, offer.name_en and offer.summary_en, _("Skriv navn og kort tekst på engelsk.")),
    ]
    if technology:
        criteria += [
            (5, offer.try_at, _("Skriv, hvor man kan prøve det.")),
            (5, offer.video_id or offer.video_url, _("Vis en film med undertekster.")),
        ]
    else:
        criteria += [
            (5, offer.waiting_weeks is not None, _("Skriv ventetiden, også når der ingen er.")),
            (5, offer.opening_hours, _("Skriv, hvornår det er åbent.")),
        ]
    lacking = [(points, words) for points, there, words in criteria if not there]
    return Quality(
        score=100 - sum(points for points, _words in lacking),
        raise_by=sorted(lacking, key=lambda pair: -pair[0]),
    )


@dataclass(frozen=True, slots=True)
class Alike:
    """Two offers that may be the same."""

    first: Offer
    second: Offer
    likeness: int


def _bag(offer: Offer) -> frozenset[str]:
    words = one_line(f"{offer.name} {offer.name} {offer.summary}").lower().split()
    return frozenset(word.strip(".,:;()!?") for word in words if len(word) > 2)


def alike(offers: OfferQuerySet) -> list[Alike]:
    """Return pairs of offers that are likely the same, the likest first.

    Names that are alike, or the same words in name and short text (Jaccard). Only offers that share a word
    of their names are compared, so that a thousand offers take a moment.
    """
    rows = list(with_links(offers.living().in_lists()))
    bags = {offer.pk: _bag(offer) for offer in rows}
    names = {offer.pk: frozenset(offer.name.lower().split()) for offer in rows}
    by_word: dict[str, list[Offer]] = defaultdict(list)
    for offer in rows:
        for word in names[offer.pk]:
            by_word[word].append(offer)
    pairs: dict[tuple[int, int], Alike] = {}
    for sharing in by_word.values():
        for number, first in enumerate(sharing):
            for second in sharing[number + 1 :]:
                key = (first.pk, second.pk)
                if key not in pairs:
                    share = max(_shared(bags, *key), _shared(names, *key))
                    pairs[key] = Alike(first, second, round(share * 100))
    likely = [pair for pair in pairs.values() if pair.likeness >= ALIKE * 100]
    return sorted(likely, key=lambda pair: (-pair.likeness, pair.first.pk))[:MOST_ALIKE]


def alike_to(offer: Offer) -> list[Offer]:
    """Return the living offers that are likely the same as one, for whoever is about to publish it."""
    rows = list(Offer.objects.living().exclude(pk=offer.pk).defer("description", "description_en"))
    names = {each.pk: frozenset(each.name.lower().split()) for each in [offer, *rows]}
    bags = {each.pk: _bag(each) for each in [offer, *rows]}
    return [
        each
        for each in rows
        if max(_shared(names, offer.pk, each.pk), _shared(bags, offer.pk, each.pk)) >= ALIKE
    ][:5]


def _shared(words: Mapping[int, frozenset[str]], first: int, second: int) -> float:
    together = words[first] | words[second]
    return len(words[first] & words[second]) / len(together) if together else 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """One thing an offer said before and says after."""

    label: str
    before: str
    after: str


def in_words(value: Any) -> str:
    """Return a value of a version in words."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return what differs between two versions of an offer, in the order of the form."""
    pairs = ((name, in_words(before.get(name)), in_words(after.get(name))) for name in LABELS)
    return [Change(str(LABELS[name]), old, new) for name, old, new in pairs if old != new]


@dataclass(frozen=True, slots=True)
class PastVersion:
    """A version with what it changed and all it said."""

    version: OfferVersion
    changes: Sequence[Change]

    @property
    def said(self) -> list[tuple[str, str]]:
        """What the offer said, name and words of each."""
        content = self.version.content
        words = ((str(label), in_words(content.get(name))) for name, label in LABELS.items())
        return [(label, text) for label, text in words if text]


def history_of(offer: Offer) -> list[PastVersion]:
    """Return the versions of an offer, newest first, each with what it changed."""
    rows = list(offer.versions.select_related("saved_by")[:100])
    befores: list[Mapping[str, Any]] = [*(row.content for row in rows[1:]), {}]
    return [
        PastVersion(row, changes_between(before, row.content))
        for row, before in zip(rows, befores, strict=True)
    ]


def reports_for_desk(state: str = "") -> QuerySet[OfferReport]:
    """Return what people told, without the words, newest first; by default what waits for an answer."""
    wanted = state if state in ReportState.values else ReportState.NEW
    return (
        OfferReport.objects.filter(state=wanted)
        .select_related("offer")
        .prefetch_related("offer__places", "offer__themes")
        .defer("text", "address")
        .order_by("-received_at", "-pk")
    )


def report_for_answer() -> QuerySet[OfferReport]:
    """Return reports with what is needed to answer them."""
    return OfferReport.objects.select_related("offer", "answered_by").prefetch_related(
        "offer__places", "offer__themes"
    )


def report_of_ref(ref: Any) -> OfferReport | None:
    """Return the report behind a sealed link."""
    return OfferReport.objects.select_related("offer").filter(ref=ref).first()


@dataclass(frozen=True, slots=True)
class OfferNumbers:
    """What waits in the catalogue for one person."""

    published: int
    to_confirm: int
    reports: int


def offer_numbers(actor: Actor) -> OfferNumbers:
    """Count what is out, what somebody should confirm, and what people told and nobody answered.

    Whoever keeps no offers is told of what people said about their own alone.
    """
    today = timezone.localdate()
    published = Offer.objects.published().order_by()
    numbers = published.aggregate(
        all=Count("pk"),
        own=Count("pk", filter=Q(owner=actor.pk) & (Q(confirm_by__lte=today) | Q(confirm_by=None))),
    )
    waiting = OfferReport.objects.filter(state=ReportState.NEW).order_by()
    if not may_keep_offers(actor):
        waiting = waiting.filter(offer__owner=actor.pk)
    return OfferNumbers(numbers["all"], numbers["own"], waiting.count())


def people_of_organisations() -> QuerySet[Person]:
    """Return whoever speaks for an organisation today, by name."""
    holding = RoleHolding.objects.current().filter(role=Role.ORGANISATION)
    return Person.objects.filter(pk__in=holding.values("person"), is_active=True)


def providers() -> QuerySet[Provider]:
    """Return who gives offers, by name."""
    return Provider.objects.all()


def pending_imports(maker_pk: int | None) -> QuerySet[PendingImport]:
    """Return the files that somebody looked through and may still take in, without what they hold."""
    mine = PendingImport.objects.filter(maker=maker_pk, expires_at__gt=timezone.now())
    return mine.defer("content")
