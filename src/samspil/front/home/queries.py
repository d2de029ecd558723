"""What the front page and the desks show."""

from dataclasses import dataclass

from samspil.commons.gatherings.models import GatheringQuerySet
from samspil.commons.gatherings.queries import (
    GatheringNumbers,
    gathering_numbers,
    gatherings_for_everybody,
)
from samspil.commons.interests.queries import open_call_tasks
from samspil.commons.news.models import Article, ArticleQuerySet
from samspil.commons.news.queries import published_news
from samspil.commons.news.terms import ArticleState
from samspil.kit.access import Actor
from samspil.work.involvement.models import Initiative
from samspil.work.involvement.queries.people import yes_waiting_for
from samspil.work.involvement.queries.plans import proposals_waiting

ON_FRONT_PAGE = 6
GATHERINGS_ON_FRONT_PAGE = 4


def front_page_news() -> ArticleQuerySet:
    """Return the newest articles for the front page."""
    return published_news()[:ON_FRONT_PAGE]


def front_page_gatherings() -> GatheringQuerySet:
    """Return the next gatherings for the front page."""
    return gatherings_for_everybody()[:GATHERINGS_ON_FRONT_PAGE]


@dataclass(frozen=True, slots=True)
class DeskNumbers:
    """What waits for those who work here."""

    drafts: int
    scheduled: int
    calls: int
    proposals: int
    yes_waiting: int
    gatherings: GatheringNumbers


def desk_numbers(actor: Actor) -> DeskNumbers:
    """Count what waits, for everybody who works here and for this one."""
    articles = Article.objects.order_by()
    return DeskNumbers(
        drafts=articles.filter(state=ArticleState.DRAFT).count(),
        scheduled=articles.filter(state=ArticleState.SCHEDULED).count(),
        calls=open_call_tasks().order_by().count(),
        proposals=proposals_waiting().order_by().count(),
        yes_waiting=yes_waiting_for(Initiative.objects.filter(responsible=actor.pk).open()),
        gatherings=gathering_numbers(),
    )
