"""Places as they are found; their pages lie here, since they gather what several rooms know."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from samspil.base.places.models import Place
from samspil.base.search.terms import Text
from samspil.base.topics.queries import search_facets


def place_texts(keys: Collection[str] | None) -> Iterator[Text]:
    """Give the open places as they are found.

    Args:
        keys: which; None for all.
    """
    places = Place.objects.in_use().prefetch_related("target_groups")
    for place in places if keys is None else places.filter(pk__in=keys):
        groups = list(place.target_groups.all())
        facets = search_facets(groups, [place])
        del facets["age"]
        yield Text(
            key=str(place.pk),
            url=reverse("place", args=[place.pk, place.slug]),
            title=place.name,
            summary=place.summary,
            keywords=[place.get_kind_display(), place.address, *map(str, groups)],
            body=f"{place.for_whom}\n{place.offers}\n{place.shown_contact}",
            title_en=place.name_en,
            summary_en=place.summary_en,
            body_en=f"{place.for_whom_en}\n{place.offers_en}",
            age_from=place.age_from,
            age_to=place.age_to,
            facets=facets,
        )
