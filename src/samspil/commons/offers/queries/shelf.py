"""All offers that are out, kept as numbers that tell which of them have what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet

from samspil.base.audit.queries import public_version
from samspil.base.search.terms import EVERY
from samspil.base.topics.queries import TopicWeb, topic_web
from samspil.commons.offers.models import Offer
from samspil.commons.offers.terms import AGES, OLDEST, RELATIVES, Audience
from samspil.kit.danish import danish_sort_key
from samspil.kit.keeping import keep_part
from samspil.kit.language import in_language

WITH, WITHOUT = "with", "without"

TEMPORARY, RUNNING = "temporary", "running"

type Facets = Mapping[str, Sequence[str]]


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


def linked(through: type[Model], name: str) -> ArraySubquery:
    """Return the numbers linked to an offer, to be read with it in one statement."""
    return ArraySubquery(through._default_manager.filter(offer=OuterRef("pk")).values(name))


def found_by(offers: QuerySet[Offer]) -> Iterator[tuple[int, Facets]]:
    """Give the ids of some offers, by name, each with the values by which it is found.

    Whoever asks for a branch of target groups is shown what is made for its parts and for what lies above
    it. An offer without target groups is for everyone.
    """
    rows = list(
        offers.order_by()
        .annotate(
            group_ids=linked(Offer.target_groups.through, "topic"),
            theme_ids=linked(Offer.themes.through, "topic"),
            place_ids=linked(Offer.places.through, "place"),
        )
        .values_list(
            *("pk", "name", "name_en", "kind", "age_from", "age_to", "audience"),
            *("requires_referral", "temporary", "helps_with"),
            *("group_ids", "theme_ids", "place_ids"),
            named=True,
        )
    )
    rows.sort(key=lambda row: (danish_sort_key(in_language(row.name, row.name_en)), row.pk))
    web = topic_web()
    for row in rows:
        yield row.pk, _facets(row, web)


def _facets(row: Any, web: TopicWeb) -> Facets:
    groups = {web.now[each] for each in row.group_ids}
    near = groups.union(*(web.along(each) for each in groups))
    themes = {web.now[each] for each in row.theme_ids}
    themes = themes.union(*(web.ancestors(each) for each in themes))
    return {
        "theme": sorted(map(str, themes)),
        "target_group": sorted(map(str, near)) if groups else [EVERY],
        "age": ages_met(row.age_from, row.age_to),
        "audience": audience_met(row.audience) or [EVERY],
        "referral": [WITH if row.requires_referral else WITHOUT],
        "place": sorted(map(str, row.place_ids)),
        "kind": [row.kind],
        "temporary": [TEMPORARY if row.temporary else RUNNING],
        "helps_with": [each.strip().lower() for each in row.helps_with],
    }


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

    def of(self, name: str) -> Mapping[str, int]:
        """Return the values of a facet, each with the offers that have it."""
        return self.having.get(name, {})

    def met(self, name: str, value: str) -> int:
        """Return the offers that meet what is asked of a facet, those for everyone among them."""
        values = self.of(name)
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
        ones = "".join("1" if pk in wanted else "0" for pk in reversed(self.ids))
        return int(ones or "0", 2)

    def chosen(self, bits: int) -> list[int]:
        """Return the ids of some offers, by name."""
        return [pk for pk, bit in zip(self.ids, reversed(f"{bits:b}"), strict=False) if bit == "1"]


@keep_part(public_version)
def shelf() -> Shelf:
    """Return all offers that are out; kept until public things change."""
    ids: list[int] = []
    having: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for place, (pk, facets) in enumerate(found_by(Offer.objects.published())):
        ids.append(pk)
        for name, values in facets.items():
            for value in values:
                having[name][value] |= 1 << place
    return Shelf(ids, {name: dict(values) for name, values in having.items()})
