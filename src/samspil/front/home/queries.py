"""What the front page and the desks show."""

from collections.abc import Sequence
from dataclasses import dataclass

from samspil.base.places.models import Place
from samspil.base.places.queries import with_places_below
from samspil.commons.interests.queries import open_call_tasks
from samspil.commons.news.models import Article, ArticleQuerySet
from samspil.commons.news.queries import news_of_places, published_news
from samspil.commons.news.terms import ArticleState

ON_FRONT_PAGE = 6
ON_PLACE_PAGE = 5


def front_page_news() -> ArticleQuerySet:
    """Return the newest articles for the front page."""
    return published_news()[:ON_FRONT_PAGE]


@dataclass(frozen=True, slots=True)
class DeskNumbers:
    """What waits for those who work here."""

    drafts: int
    scheduled: int
    calls: int


def desk_numbers() -> DeskNumbers:
    """Count what waits."""
    articles = Article.objects.order_by()
    return DeskNumbers(
        drafts=articles.filter(state=ArticleState.DRAFT).count(),
        scheduled=articles.filter(state=ArticleState.SCHEDULED).count(),
        calls=open_call_tasks().order_by().count(),
    )


@dataclass(frozen=True, slots=True)
class Happening:
    """What goes on at a place and the places under it; a room with more to tell adds a field here."""

    news: Sequence[Article]


def happening_at(place: Place) -> Happening:
    """Return what goes on at a place and the places under it."""
    places = with_places_below(place.pk)
    return Happening(news=news_of_places(places)[:ON_PLACE_PAGE])
