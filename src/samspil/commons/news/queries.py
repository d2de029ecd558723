"""Named reads of news."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from samspil.base.audit.queries import public_version
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import topic_web
from samspil.commons.interests.queries import Audience, shown_reach
from samspil.commons.news.models import Article, ArticleQuerySet, Correction, Picture
from samspil.commons.news.terms import PER_PAGE, ArticleState
from samspil.kit.keeping import keep_part


def _about(topic_id: int) -> QuerySet[Any, Any]:
    """Return the ids of articles about a topic or what lies under it."""
    branch = topic_web().branch(topic_id)
    return Article.topics.through.objects.filter(topic__in=branch).values("article")


@keep_part(public_version)
def _number_published(topic_id: int | None) -> int:
    articles = Article.objects.published().order_by()
    return (articles.filter(pk__in=_about(topic_id)) if topic_id else articles).count()


class NewsPaginator(Paginator):  # type: ignore[type-arg]
    """The archive in pages; how many articles there are is counted once, until that changes."""

    def __init__(self, topic: Topic | None, words: str) -> None:
        super().__init__(published_news(topic, words), PER_PAGE)
        if not words:
            self.count = _number_published(topic.pk if topic else None)


def published_news(topic: Topic | None = None, words: str = "") -> ArticleQuerySet:
    """Return what everybody may read, newest first; about one topic and with certain words."""
    articles = Article.objects.published().in_lists()
    if topic is not None:
        articles = articles.filter(pk__in=_about(topic.pk))
    for word in words.split()[:6]:
        articles = articles.filter(
            Q(title__icontains=word)
            | Q(summary__icontains=word)
            | Q(body__icontains=word)
            | Q(title_en__icontains=word)
            | Q(body_en__icontains=word)
        )
    return articles


def news_of_places(places: Collection[int]) -> ArticleQuerySet:
    """Return what everybody may read about some places, newest first."""
    through = Article.places.through.objects.filter(place__in=places)
    return Article.objects.published().in_lists().filter(pk__in=through.values("article"))


def news_for_desk(articles: ArticleQuerySet) -> QuerySet[Article]:
    """Return articles with what the desk shows of them, last touched first."""
    return articles.in_lists().select_related("author").order_by("-updated_at", "-id")


def with_pictures(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Return articles with what a page says of their pictures, without the pictures' bytes."""
    pictures = Picture.objects.select_related("file").defer("file__content")
    return articles.prefetch_related(Prefetch("pictures", queryset=pictures))


def due_articles() -> QuerySet[Article]:
    """Return the scheduled articles whose time has come."""
    return Article.objects.filter(
        state=ArticleState.SCHEDULED, publish_at__lte=timezone.now()
    ).order_by("publish_at", "id")


def audience_of(article: Article) -> Audience:
    """Return whom an article concerns."""
    return Audience.of(
        topics=[topic.pk for topic in article.topics.all()],
        places=[place.pk for place in article.places.all()],
        newsletter=article.to_newsletter,
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """How many an article reaches, as it may be shown."""

    total: str
    by_topic: Sequence[tuple[Topic, str]]


def reach_of(article: Article) -> Reach:
    """Return how many an article reaches, in all and per topic (never fewer than 5 shown, row X2)."""
    topics: Iterable[Topic] = article.topics.all()
    return Reach(
        total=shown_reach(audience_of(article)),
        by_topic=[(topic, shown_reach(Audience.of(topics=[topic.pk]))) for topic in topics],
    )


def published_between(since: datetime, until: datetime) -> QuerySet[Article]:
    """Return what came out or was corrected in a stretch of time, oldest first."""
    corrected = Correction.objects.filter(article=OuterRef("pk"), at__gt=since, at__lte=until)
    return (
        Article.objects.published()
        .filter(
            Q(published_at__gt=since) | Exists(corrected),
            published_at__lte=until,
        )
        .prefetch_related("topics", "places")
        .order_by("published_at", "id")
    )
