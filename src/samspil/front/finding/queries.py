"""What was found, with the names of things."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.text import capfirst

from samspil.base.places.queries import offered_places
from samspil.base.search.models import SearchText
from samspil.base.search.queries import Found, begun_titles, search
from samspil.base.topics.queries import age_facet, offered_topics
from samspil.base.topics.terms import TopicKind
from samspil.commons.offers.terms import Audience
from samspil.front.finding.terms import (
    FACETS,
    KINDS,
    LONGEST_QUERY,
    MOST_OPTIONS,
    MOST_SUGGESTIONS,
    PER_PAGE,
    REFERRAL,
)
from samspil.kit.words import one_line


@dataclass(frozen=True, slots=True)
class Option:
    """A value to narrow by, with how many results have it."""

    value: str
    label: str | Promise
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetShown:
    """A facet with the values that make a difference."""

    parameter: str
    label: str | Promise
    options: Sequence[Option]

    @property
    def is_used(self) -> bool:
        """Whether one of its values is chosen."""
        return any(option.is_chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class Finding:
    """A page of results, and all that is shown around it."""

    words: str
    found: Found
    page: Page[int]
    facets: Sequence[FacetShown]

    @property
    def went_wrong(self) -> bool:
        """Whether words were typed and nothing was found, though nothing narrows the search."""
        return bool(self.words) and not self.found.total and not self.chosen

    @property
    def chosen(self) -> list[tuple[FacetShown, Option]]:
        """The values that narrow the results now."""
        return [(facet, each) for facet in self.facets for each in facet.options if each.is_chosen]


def find(asked: Mapping[str, Sequence[str]], closed: Collection[str]) -> Finding:
    """Find what was asked for in the address.

    Args:
        asked: `q` with the words, `side` with the page, and the facets; what is unknown is left out.
        closed: the parts of the site that are not shown.
    """
    words = one_line(" ".join(asked.get("q", ())))[:LONGEST_QUERY]
    wanted = {facet: list(asked.get(each, ())) for each, (facet, _) in FACETS.items()}
    open_kinds = _open_kinds(closed)
    kinds = [kind for kind in wanted.pop("type") if kind in open_kinds]
    number = "".join(asked.get("side", ())[:1])
    number = number if number.isdecimal() and number.isascii() and len(number) < 4 else "1"
    found = search(
        words,
        kinds=kinds or open_kinds,
        facets={name: values[:MOST_OPTIONS] for name, values in wanted.items()},
        page=max(1, int(number)),
        per_page=PER_PAGE,
    )
    # The search has cut the page already; this one only knows how many there are.
    page = Paginator(range(found.total), PER_PAGE).get_page(number)
    return Finding(words, found, page, _facets(found, {**wanted, "type": kinds}))


def _open_kinds(closed: Collection[str]) -> list[str]:
    return [kind for kind, (_, part) in KINDS.items() if part not in closed]


def _facets(found: Found, wanted: Mapping[str, Sequence[str]]) -> list[FacetShown]:
    labels = _labels()
    shown = []
    for parameter, (facet, label) in FACETS.items():
        counts = found.facets.get(facet, {})
        options = [
            Option(value, name, counts.get(value, 0), value in wanted[facet])
            for value, name in labels[facet].items()
            if counts.get(value) or value in wanted[facet]
        ]
        if len(options) > 1 or any(each.is_chosen for each in options):
            shown.append(FacetShown(parameter, label, options[:MOST_OPTIONS]))
    return shown


def _labels() -> dict[str, dict[str, str | Promise]]:
    topics = offered_topics()
    of_kind = {
        kind: {str(each.pk): each.label for each in topics if each.kind == kind}
        for kind in TopicKind
    }
    return {
        "type": {kind: label for kind, (label, _part) in KINDS.items()},
        "theme": {**of_kind[TopicKind.THEME], **of_kind[TopicKind.TAG]},
        "age": {
            age_facet(each.label): each.label for each in topics if each.kind == TopicKind.AGE_GROUP
        },
        "referral": dict(REFERRAL),
        "audience": {each.value: each.label for each in Audience},
        "target_group": dict(of_kind[TopicKind.TARGET_GROUP]),
        "place": {str(each.pk): each.label for each in offered_places()},
    }


def suggestions(typed: str, closed: Collection[str]) -> list[SearchText]:
    """Return the texts whose name has a word that begins as what is typed, the likeliest first.

    Args:
        typed: what stands in the box.
        closed: the parts of the site that are not shown.
    """
    return begun_titles(one_line(typed)[:LONGEST_QUERY], _open_kinds(closed), MOST_SUGGESTIONS)


def kind_label(kind: str) -> str:
    """Return what a kind of text is called."""
    return capfirst(str(KINDS[kind][0])) if kind in KINDS else ""
