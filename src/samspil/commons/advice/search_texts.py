"""Advisers as they are found."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from samspil.base.search.terms import Text
from samspil.base.topics.queries import search_facets
from samspil.commons.advice.queries import open_advisers, towns


def texts(keys: Collection[str] | None) -> Iterator[Text]:
    """Give the advisers relatives can ask.

    Args:
        keys: which; None for all.
    """
    advisers = open_advisers()
    if keys is not None:
        advisers = advisers.filter(pk__in=keys)
    for adviser in advisers:
        topics, places = list(adviser.topics.all()), list(adviser.places.all())
        yield Text(
            key=str(adviser.pk),
            url=reverse("adviser", args=[adviser.pk]),
            title=adviser.name,
            summary="Pårørendevejleder",
            keywords=[
                *map(str, topics),
                *(place.name for place in places),
                *(towns().get(each, "") for each in adviser.postcodes),
            ],
            body=adviser.text,
            title_en=adviser.name,
            summary_en="Adviser for relatives",
            body_en=adviser.text_en,
            facets=search_facets(topics, places),
        )
