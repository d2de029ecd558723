"""Gatherings for everybody as they are found, until they are over."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from samspil.base.search.terms import Text
from samspil.base.topics.queries import search_facets
from samspil.commons.gatherings.models import Gathering
from samspil.commons.gatherings.terms import GatheringState


def texts(keys: Collection[str] | None) -> Iterator[Text]:
    """Give the gatherings for everybody that are not called off.

    Args:
        keys: which; None for all.
    """
    gatherings = (
        Gathering.objects.for_everybody()
        .exclude(state=GatheringState.CANCELLED)
        .select_related("place")
        .prefetch_related("topics", "places")
    )
    if keys is not None:
        gatherings = gatherings.filter(pk__in=keys)
    for gathering in gatherings:
        topics = list(gathering.topics.all())
        places = list(gathering.places.all())
        yield Text(
            key=str(gathering.pk),
            url=reverse("gathering", args=[gathering.pk]),
            title=gathering.title,
            summary=gathering.summary,
            keywords=[
                gathering.get_kind_display(),
                gathering.shown_where,
                *map(str, topics),
                *(place.name for place in places),
            ],
            body=f"{gathering.body}\n{gathering.outcome}",
            title_en=gathering.title_en,
            summary_en=gathering.summary_en,
            body_en=gathering.body_en,
            facets=search_facets(topics, places),
            until=None if gathering.outcome else gathering.ends_at,
        )
