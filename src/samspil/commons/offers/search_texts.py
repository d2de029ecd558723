"""Offers as they are found by words."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils import translation

from samspil.base.search.terms import Text
from samspil.base.topics.models import Topic
from samspil.commons.offers.models import Offer
from samspil.commons.offers.queries import KIND, found_by, with_links
from samspil.commons.offers.terms import OfferKind

__all__ = ["KIND", "texts"]


def texts(keys: Collection[str] | None) -> Iterator[Text]:
    """Give the offers that everybody may read, with these keys or all of them."""
    offers = Offer.objects.published()
    if keys is not None:
        offers = offers.filter(pk__in=[int(key) for key in keys])
    facets = dict(found_by(offers))
    with translation.override("da"):
        for offer in with_links(offers):
            # One that came out since the facets were read tells the search of itself.
            if offer.pk not in facets:
                continue
            yield Text(
                key=str(offer.pk),
                url=reverse("offer", args=[offer.pk, offer.slug]),
                title=offer.name,
                summary=offer.summary,
                keywords=_keywords(offer),
                body="\n\n".join([offer.description, offer.easy, offer.how_citizen]),
                title_en=offer.name_en,
                summary_en=offer.summary_en,
                body_en=f"{offer.description_en}\n\n{offer.easy_en}".strip(),
                age_from=offer.age_from,
                age_to=offer.age_to,
                facets=facets[offer.pk],
                ref=offer.import_key,
            )


def _keywords(offer: Offer) -> list[str]:
    topics: list[Topic] = [*offer.target_groups.all(), *offer.themes.all()]
    words = [name for topic in topics for name in (topic.name, topic.name_en, topic.hint)]
    words += [str(each.label) for each in offer.audiences]
    words += [place.name for place in offer.places.all()]
    words += [offer.place_name, str(OfferKind(offer.kind).label), offer.legal_former, offer.try_at]
    words += [*offer.legal, *offer.helps_with]
    words.append("med visitation" if offer.requires_referral else "uden visitation")
    if offer.provider is not None:
        words.append(offer.provider.name)
    return [word for word in words if word]
