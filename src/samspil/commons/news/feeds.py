"""News as Atom, all of it or about one topic."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from samspil.base.municipality.queries import current_face
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import canonical
from samspil.commons.news.models import Article
from samspil.commons.news.queries import published_news
from samspil.commons.news.terms import FEED_LENGTH
from samspil.kit.words import one_line

if TYPE_CHECKING:
    FeedBase = Feed[Article, Topic | None]
else:
    FeedBase = Feed


class NewsFeed(FeedBase):
    """What came out, newest first, for programs that gather news."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, pk: int | None = None) -> Topic | None:
        """Return the topic asked for, or none for all news."""
        return canonical(get_object_or_404(Topic, pk=pk)) if pk is not None else None

    def title(self, obj: Topic | None) -> str:
        """Return the name of the feed."""
        about = _("Nyheder om %(topic)s") % {"topic": obj.label} if obj else _("Nyheder")
        return one_line(f"{about} – {current_face().name}")

    def link(self, obj: Topic | None) -> str:
        """Return the page with the same news."""
        return reverse("news_archive") + (f"?emne={obj.pk}" if obj else "")

    def items(self, obj: Topic | None) -> list[Article]:
        """Return the newest articles."""
        return list(published_news(obj)[:FEED_LENGTH])

    def item_title(self, item: Article) -> str:
        """Return the title in the language of the address."""
        return one_line(item.shown_title)

    def item_description(self, item: Article) -> str:
        """Return the summary in the language of the address."""
        return one_line(item.shown_summary)

    def item_link(self, item: Article) -> str:
        """Return the page of the article."""
        return reverse("article", args=[item.pk])

    def item_pubdate(self, item: Article) -> datetime | None:
        """Return when it came out."""
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime:
        """Return when it was last changed."""
        return item.updated_at
