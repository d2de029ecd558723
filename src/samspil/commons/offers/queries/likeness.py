"""Offers that are likely the same."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from samspil.commons.offers.models import Offer, OfferQuerySet
from samspil.commons.offers.queries.pages import with_links
from samspil.commons.offers.terms import ALIKE, MOST_ALIKE
from samspil.kit.words import one_line


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
