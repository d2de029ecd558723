"""What the API lists: which offers meet what is asked for, a page of them, and all of them as a stream."""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samspil.base.audit.queries import public_version
from samspil.base.search.queries import search
from samspil.commons.offers.hsds.asking import Asked
from samspil.commons.offers.hsds.objects import (
    filled,
    moment,
    organization,
    organization_with_all,
    postcode_of,
    service,
    service_at_location,
    service_with_all,
    ways_to_places,
)
from samspil.commons.offers.hsds.taxonomies import TAXONOMIES, all_terms
from samspil.commons.offers.models import Offer, Provider
from samspil.commons.offers.queries import KIND, MOST_FOUND, with_links
from samspil.kit.danish import danish_sort_key
from samspil.kit.keeping import keep_part

_AT_ONCE = 100
type Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A published offer by all it can be asked for; `ways` are (id, postcode) of where it is."""

    pk: int
    ref: str
    provider: str
    modified: datetime
    terms: frozenset[str]
    taxonomies: frozenset[str]
    age_from: int | None
    age_to: int | None
    ways: tuple[tuple[str, str], ...]

    def meets(self, wish: Asked) -> bool:
        """Tell whether it meets all that is asked for; ages meet when they overlap."""
        return (
            wish.taxonomy_term_id in (*self.terms, "")
            and wish.taxonomy_id in (*self.taxonomies, "")
            and wish.organization_id in (self.provider, "")
            and (wish.modified_after is None or self.modified >= wish.modified_after)
            and (None in (wish.minimum_age, self.age_to) or self.age_to >= wish.minimum_age)  # type: ignore[operator]
            and (None in (wish.maximum_age, self.age_from) or self.age_from <= wish.maximum_age)  # type: ignore[operator]
        )


@keep_part(public_version)
def _entries() -> Sequence[Entry]:
    terms = all_terms()
    rows = sorted(
        with_links(Offer.objects.published().in_lists()),
        key=lambda offer: (danish_sort_key(offer.name), offer.pk),
    )
    return [_entry(offer, terms.of(offer), terms.above, terms.by_id) for offer in rows]


def _entry(
    offer: Offer,
    own: Sequence[str],
    above: Mapping[str, frozenset[str]],
    by_id: Mapping[str, Said],
) -> Entry:
    wider = frozenset(own).union(*(above.get(each, frozenset()) for each in own))
    return Entry(
        pk=offer.pk,
        ref=str(offer.ref),
        provider=str(offer.provider.ref) if offer.provider else "-",
        modified=offer.updated_at,
        terms=wider,
        taxonomies=frozenset(by_id[each]["taxonomy_id"] for each in own),
        age_from=offer.age_from,
        age_to=offer.age_to,
        ways=tuple((bare["id"], postcode_of(place)) for place, bare in ways_to_places(offer)),
    )


def _met(wish: Asked) -> list[Entry]:
    """Return the offers that meet all that is asked for, by name, with words the best first."""
    rows = _entries()
    if wish.search:
        by_key = {str(each.pk): each for each in rows}
        found = search(wish.search, kinds=[KIND], per_page=MOST_FOUND).results
        rows = [by_key[each.text.key] for each in found if each.text.key in by_key]
    return [each for each in rows if each.meets(wish)]


def _offers(entries: Iterable[Entry]) -> list[Offer]:
    """Return offers in the order of their entries, with all that is told of them."""
    wanted = [each.pk for each in entries]
    rows = with_links(Offer.objects.published().filter(pk__in=wanted)).in_bulk()
    return [rows[pk] for pk in wanted if pk in rows]


@dataclass(frozen=True, slots=True)
class Listing[Row]:
    """All that was found, and how some of it is told; nothing is fetched before it is told."""

    rows: Sequence[Row]
    tell: Callable[[Sequence[Row]], Iterable[Said]]

    def page(self, wish: Asked) -> dict[str, Any]:
        """Return a page of it, with the numbers HSDS asks for; a page after the last is empty."""
        pages = max(1, math.ceil(len(self.rows) / wish.size))
        start = (wish.page - 1) * wish.size
        contents = list(self.tell(self.rows[start : start + wish.size]))
        return {
            "total_items": len(self.rows),
            "total_pages": pages,
            "page_number": wish.page,
            "size": len(contents),
            "first_page": wish.page == 1,
            "last_page": wish.page >= pages,
            "empty": not contents,
            "contents": contents,
        }

    def lines(self) -> Iterator[str]:
        """Give all of it, a line of JSON each, some at a time."""
        for start in range(0, len(self.rows), _AT_ONCE):
            for each in self.tell(self.rows[start : start + _AT_ONCE]):
                yield json.dumps(each, ensure_ascii=False) + "\n"


def services(wish: Asked) -> Listing[Entry]:
    """List offers."""

    def tell(entries: Sequence[Entry]) -> list[Said]:
        if wish.minimal:
            return [{"id": each.ref, "modified_date": moment(each.modified)} for each in entries]
        if not wish.full:
            return [service(each) for each in _offers(entries)]
        terms = all_terms()
        return [service_with_all(each, terms) for each in _offers(entries)]

    return Listing(_met(wish), tell)


def service_of(ref: str) -> Said | None:
    """Return one published offer with all that hangs on it."""
    offer = with_links(Offer.objects.published()).filter(ref=ref).first()
    return None if offer is None else service_with_all(offer, all_terms())


def service_at_locations(wish: Asked) -> Listing[tuple[Entry, str]]:
    """List where offers are met."""
    rows = [
        (entry, way)
        for entry in _met(wish)
        for way, postcode in entry.ways
        if wish.postcode in (postcode, "")
    ]

    def tell(some: Sequence[tuple[Entry, str]]) -> list[Said]:
        offers = {each.pk: each for each in _offers(entry for entry, _way in some)}
        terms = all_terms() if wish.full else None
        return [
            service_at_location(offers[entry.pk], place, bare, terms)
            for entry, way in some
            if entry.pk in offers
            for place, bare in ways_to_places(offers[entry.pk])
            if bare["id"] == way
        ]

    return Listing(rows, tell)


def service_at_location_of(ref: str) -> Said | None:
    """Return one offer at one place with all that hangs on it."""
    found = [(each, way) for each in _entries() for way, _code in each.ways if way == ref]
    wish = Asked(full=True)
    return next(iter(Listing(found, service_at_locations(wish).tell).page(wish)["contents"]), None)


def organizations(wish: Asked) -> Listing[Provider]:
    """List who gives what is published."""
    given = Offer.objects.published().values("provider")
    rows = list(Provider.objects.filter(pk__in=given))
    words = wish.search.lower().split()
    rows = [
        each
        for each in rows
        if all(word in f"{each.name} {each.description}".lower() for word in words)
    ]

    def tell(some: Sequence[Provider]) -> list[Said]:
        if not (wish.full or wish.full_service):
            return [organization(each) for each in some]
        offers = _by_provider(some)
        return [
            organization_with_all(each, _told_short(offers[each.pk], whole=wish.full_service))
            for each in some
        ]

    return Listing(rows, tell)


def _by_provider(providers: Sequence[Provider]) -> dict[int, list[Offer]]:
    found: dict[int, list[Offer]] = {each.pk: [] for each in providers}
    for offer in with_links(Offer.objects.published().filter(provider__in=found)):
        if offer.provider_id is not None:
            found[offer.provider_id].append(offer)
    return found


def _told_short(offers: Iterable[Offer], *, whole: bool) -> list[Said]:
    """Return offers for the page of who gives them, which need not tell again who that is."""
    terms = all_terms()
    told = [service_with_all(each, terms) if whole else service(each) for each in offers]
    for each in told:
        each.pop("organization", None)
    return list(told)


def organization_of(ref: str, wish: Asked) -> Said | None:
    """Return one of those who give what is published, with all that hangs on it."""
    given = Offer.objects.published().values("provider")
    found = list(Provider.objects.filter(pk__in=given, ref=ref))
    if not found:
        return None
    offers = _by_provider(found)[found[0].pk]
    return organization_with_all(found[0], _told_short(offers, whole=wish.full_service))


def _having(rows: Iterable[Said], words: str) -> list[Said]:
    wanted = words.lower().split()
    return [
        each
        for each in rows
        if all(word in f"{each['name']} {each['description']}".lower() for word in wanted)
    ]


def taxonomies(wish: Asked) -> Listing[Said]:
    """List the sets of words by which offers are ordered."""
    return Listing(_having(TAXONOMIES.values(), wish.search), list)


def taxonomy_of(ref: str) -> Said | None:
    """Return one set of words."""
    return next((each for each in TAXONOMIES.values() if each["id"] == ref), None)


def taxonomy_terms(wish: Asked) -> Listing[Said]:
    """List the words of all sets, or of one, or those right under one."""
    rows = all_terms().by_id.values()
    found = [
        each
        for each in rows
        if wish.taxonomy_id in (each["taxonomy_id"], "")
        and wish.parent_id in (each.get("parent_id"), "")
        and not (wish.top_only and each.get("parent_id"))
    ]
    return Listing(_having(found, wish.search), list)


def taxonomy_term_of(ref: str) -> Said | None:
    """Return one word, with the set it belongs to."""
    term = all_terms().by_id.get(ref)
    return term and filled({**term, "taxonomy_detail": taxonomy_of(term["taxonomy_id"])})
