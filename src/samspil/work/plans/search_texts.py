"""Plans and their focus areas as they are found."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from samspil.base.search.terms import Text
from samspil.base.topics.queries import search_facets
from samspil.work.plans.models.plans import FocusArea, Plan

# Who searches mostly wants help today; plans tell of tomorrow.
BOOST = 0.6


def plan_texts(keys: Collection[str] | None) -> Iterator[Text]:
    """Give the public plans as they are found.

    Args:
        keys: which; None for all.
    """
    plans = Plan.objects.public().select_related("foundation").prefetch_related("places")
    for plan in plans if keys is None else plans.filter(pk__in=keys):
        yield Text(
            key=str(plan.pk),
            url=reverse("work_plan", args=[plan.pk]),
            title=plan.title,
            summary=plan.intro[:300],
            keywords=[plan.get_kind_display(), *(place.name for place in plan.places.all())],
            body="\n".join([plan.target_group, plan.foundation.vision, plan.foundation.mission]),
            facets=search_facets((), plan.places.all()),
            boost=BOOST,
        )


def area_texts(keys: Collection[str] | None) -> Iterator[Text]:
    """Give the focus areas of public plans as they are found.

    Args:
        keys: which; None for all.
    """
    areas = FocusArea.objects.filter(plan__in=Plan.objects.public())
    areas = areas.select_related("plan").prefetch_related("topics", "activities")
    for area in areas if keys is None else areas.filter(pk__in=keys):
        topics = list(area.topics.all())
        yield Text(
            key=str(area.pk),
            url=reverse("focus_area", args=[area.pk]),
            title=area.title,
            summary=area.purpose[:300],
            keywords=[*map(str, topics)],
            body="\n".join([area.why, area.how, area.now, *map(str, area.activities.all())]),
            facets=search_facets(topics, ()),
            boost=BOOST,
        )
