"""Articles as they are found."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from samspil.base.search.terms import Text
from samspil.base.topics.queries import search_facets
from samspil.commons.news.models import Article

# News grow old: what is as alike and newer or lasting comes first.
BOOST = 0.8


def texts(keys: Collection[str] | None) -> Iterator[Text]:
    """Give the published articles as they are found.

    Args:
        keys: which; None for all.
    """
    articles = Article.objects.published().prefetch_related("topics", "places")
    if keys is not None:
        articles = articles.filter(pk__in=keys)
    for article in articles:
        topics = list(article.topics.all())
        yield Text(
            key=str(article.pk),
            url=reverse("article", args=[article.pk]),
            title=article.title,
            summary=article.summary,
            keywords=[*map(str, topics), *(place.name for place in article.places.all())],
            body=article.body,
            title_en=article.title_en,
            summary_en=article.summary_en,
            body_en=article.body_en,
            facets=search_facets(topics, article.places.all()),
            boost=BOOST,
        )
