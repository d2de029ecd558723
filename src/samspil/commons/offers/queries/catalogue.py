"""What is found in the catalogue, and by what it can be narrowed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.base.places.queries import offered_places
from samspil.base.search.queries import keys_found
from samspil.base.search.terms import EVERY
from samspil.base.topics.queries import offered_topics, topic_tree
from samspil.base.topics.terms import TopicKind
from samspil.commons.offers.queries.lines import lines_of
from samspil.commons.offers.queries.shelf import (
    RUNNING,
    TEMPORARY,
    WITH,
    WITHOUT,
    Shelf,
    shelf,
)
from samspil.commons.offers.terms import AGES, PER_PAGE, Audience, OfferKind
from samspil.kit.danish import danish_sort_key

# As the search index calls offers.
KIND = "offer"

MOST_FOUND = 2_000

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

_SEPARATED = 1_000

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

    @property
    def shown_count(self) -> str:
        """How many offers it would leave, in words of the visit; few numbers need a separator."""
        return str(self.count) if self.count < _SEPARATED else number_format(self.count)


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
    offers, is_near = shelf(), False
    among = offers.narrowed(always or {}, offers.all)
    order = offers.ids
    if words:
        order, is_near = _with_words(words)
        among &= offers.bits(order)
    ids = offers.chosen(offers.narrowed(asked, among))
    if words:
        having = set(ids)
        ids = [pk for pk in order if pk in having]
    made = [_facet(name, offers, among, asked, words) for name in facets]
    shown: Any = Paginator(ids, size).get_page(page)
    shown.object_list = lines_of(shown.object_list)
    return Catalogue(
        page=shown,
        facets=[each for each in made if each.choices],
        number=len(ids),
        chosen=[each for each in made if each.chosen],
        is_near=is_near,
    )


def _with_words(words: str) -> tuple[list[int], bool]:
    """Return the ids of offers with some words, the best first, or of what is nearest when none has them."""
    keys, is_near = keys_found(words, KIND, MOST_FOUND)
    return [int(key) for key in keys], is_near


def _query(asked: Mapping[str, str], words: str) -> str:
    pairs = [(FACET_PARAMETERS[name], value) for name, value in asked.items() if value]
    return "?" + urlencode([*pairs, *([("q", words)] if words else [])])


def _facet(name: str, offers: Shelf, among: int, asked: Mapping[str, str], words: str) -> Facet:
    others, wanted = offers.narrowed(asked, among, leaving_out=name), asked.get(name, "")
    own = offers.of(name)
    choices = [
        Choice(
            value,
            label,
            (offers.met(name, value) & others).bit_count(),
            _query({**asked, name: "" if value == wanted else value}, words),
            value == wanted,
            depth,
        )
        for value, label, depth in _values(name, own)
        if own.get(value, 0) & others or value == wanted
    ]
    chosen = next((each for each in choices if each.chosen), None)
    return Facet(name, FACET_PARAMETERS[name], str(_FACET_LABELS[name]), choices, chosen)


_FACET_LABELS = {
    "audience": gettext_lazy("Hvem er det til?"),
    "referral": gettext_lazy("Visitation"),
    "age": gettext_lazy("Alder"),
    "theme": gettext_lazy("Emne"),
    "target_group": gettext_lazy("Målgruppe"),
    "kind": gettext_lazy("Slags"),
    "place": gettext_lazy("Sted"),
    "temporary": gettext_lazy("Varighed"),
    "helps_with": gettext_lazy("Hjælper med"),
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
