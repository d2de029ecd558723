"""What the front page and the desks show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samspil.base.audit.queries import public_version
from samspil.base.municipality.models import Edition
from samspil.base.municipality.queries import Change, changes_between, starting_content
from samspil.base.people.queries import names_of
from samspil.base.places.models import Place
from samspil.base.places.queries import with_places_below
from samspil.commons.advice.queries import waiting_count
from samspil.commons.gatherings.models import Gathering, GatheringQuerySet
from samspil.commons.gatherings.queries import (
    GatheringNumbers,
    gathering_numbers,
    gatherings_for_everybody,
    gatherings_of_places,
)
from samspil.commons.interests.queries import open_call_tasks
from samspil.commons.lexicon.queries import LexiconNumbers, lexicon_numbers
from samspil.commons.news.models import Article
from samspil.commons.news.queries import news_of_places, published_news
from samspil.commons.news.terms import ArticleState
from samspil.commons.offers.models import Offer
from samspil.commons.offers.queries import OfferNumbers, offer_numbers, offers_of_places
from samspil.kit.access import Actor
from samspil.kit.keeping import keep_part
from samspil.work.involvement.models import Initiative
from samspil.work.involvement.queries.people import yes_waiting_for
from samspil.work.involvement.queries.plans import proposals_waiting
from samspil.work.plans.policies import own_activities

ON_FRONT_PAGE = 6
GATHERINGS_ON_FRONT_PAGE = 4
ON_PLACE_PAGE = 5


@keep_part(public_version)
def front_page_news() -> Sequence[Article]:
    """Return the newest articles for the front page, read once until something is published."""
    return list(published_news()[:ON_FRONT_PAGE])


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
    talks_waiting: int
    activities: int
    activities_waiting: int
    gatherings: GatheringNumbers
    offers: OfferNumbers
    lexicon: LexiconNumbers


def desk_numbers(actor: Actor) -> DeskNumbers:
    """Count what waits, for everybody who works here and for this one."""
    articles = Article.objects.order_by()
    own = list(own_activities(actor))
    return DeskNumbers(
        drafts=articles.filter(state=ArticleState.DRAFT).count(),
        scheduled=articles.filter(state=ArticleState.SCHEDULED).count(),
        calls=open_call_tasks().order_by().count(),
        proposals=proposals_waiting().order_by().count(),
        yes_waiting=yes_waiting_for(Initiative.objects.filter(responsible=actor.pk).open()),
        talks_waiting=waiting_count(),
        activities=len(own),
        activities_waiting=sum(each.asks_for_word for each in own),
        gatherings=gathering_numbers(),
        offers=offer_numbers(actor),
        lexicon=lexicon_numbers(),
    )


@dataclass(frozen=True, slots=True)
class Happening:
    """What goes on at a place and the places under it; a room with more to tell adds a field here."""

    gatherings: Sequence[Gathering]
    news: Sequence[Article]
    offers: Sequence[Offer]


def happening_at(place: Place) -> Happening:
    """Return what goes on at a place and the places under it."""
    places = with_places_below(place.pk)
    return Happening(
        gatherings=list(gatherings_of_places(places)[:ON_PLACE_PAGE]),
        news=list(news_of_places(places)[:ON_PLACE_PAGE]),
        offers=list(offers_of_places(places)[:ON_PLACE_PAGE]),
    )


@dataclass(frozen=True, slots=True)
class PastEdition:
    """An edition with who made it and what it changed."""

    edition: Edition
    by: str
    changes: list[Change]


def edition_history(editions: Iterable[Edition]) -> list[PastEdition]:
    """Return some editions, newest first, with what each changed since the one before it."""
    shown = list(editions)
    if not shown:
        return []
    names = names_of(each.made_by for each in shown)
    before_all = Edition.objects.filter(pk__lt=shown[-1].pk).first()
    rows = []
    for edition, before in zip(shown, [*shown[1:], before_all], strict=True):
        changes = changes_between(
            before.said if before else starting_content(),
            edition.said,
            other_logo=edition.logo_id != (before.logo_id if before else None),
        )
        rows.append(PastEdition(edition, names.get(edition.made_by or 0, ""), changes))
    return rows
