"""Named reads of news."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from samspil.base.topics.models import Topic
from samspil.base.topics.queries import topic_web
from samspil.commons.interests.queries import Audience, shown_reach
from samspil.commons.news.models import Article, ArticleQuerySet, Correction, Picture
from samspil.commons.news.terms import ArticleState


def published_news(topic: Topic | None = None, words: str = "") -> ArticleQuerySet:
    """Return what everybody may read, newest first; about one topic and with certain words."""
    articles = Article.objects.published().in_lists()
    if topic is not None:
        web = topic_web()
        below = [
            pk
            for pk in web.parent
            if web.now[pk] == topic.pk or topic.pk in web.ancestors(web.now[pk])
        ]
        articles = articles.filter(
            pk__in=Article.topics.through.objects.filter(topic__in=below).values("article")
        )
    for word in words.split()[:6]:
        articles = articles.filter(
            Q(title__icontains=word)
            | Q(summary__icontains=word)
            | Q(body__icontains=word)
            | Q(title_en__icontains=word)
            | Q(body_en__icontains=word)
        )
    return articles


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
