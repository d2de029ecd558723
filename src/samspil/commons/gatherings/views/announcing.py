"""What there is to come to, for calendars, feed readers and the sites of organisations."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.base.municipality.queries import current_face
from samspil.base.places.models import Place
from samspil.base.places.queries import offered_places
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import topic_choices
from samspil.commons.gatherings.calendars import calendar_of
from samspil.commons.gatherings.letters import gathering_link
from samspil.commons.gatherings.models import Gathering
from samspil.commons.gatherings.policies import visible_to
from samspil.commons.gatherings.queries import calendar_gatherings, gatherings_for_everybody
from samspil.commons.gatherings.terms import FEED_LENGTH, KEPT_FOR
from samspil.commons.gatherings.views.public import asked_for, chosen
from samspil.kit.danish import danish_appointment
from samspil.kit.doors import actor_of, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.kit.words import one_line

IN_EMBED = 10
# An embed holds links only, sets no cookie and may stand in any site's frame.
FOR_EVERY_FRAME: dict[str, list[str]] = {
    "default-src": [str(CSP.NONE.value)],
    "style-src": [str(CSP.SELF.value)],
    "font-src": [str(CSP.SELF.value)],
    "base-uri": [str(CSP.NONE.value)],
    "frame-ancestors": ["*"],
}

if TYPE_CHECKING:
    FeedBase = Feed[Gathering, dict[str, Any]]
else:
    FeedBase = Feed


def calendar_response(content: bytes) -> HttpResponse:
    """Return a calendar as a file that calendar programs take."""
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="kalender.ics"'
    return response


def _name(topic: Topic | None, place: Place | None) -> str:
    about = ", ".join(each.label for each in (topic, place) if each is not None)
    words = _("Det sker: %(about)s") % {"about": about} if about else _("Det sker")
    return one_line(f"{words} – {current_face().name}")


@open_to_all
@require_safe
@keep_for_everybody(public_version, lasts=KEPT_FOR)
@reads
def calendar(request: HttpRequest) -> HttpResponseBase:
    """Give all that everybody may come to as a calendar to follow, about a topic or at a place."""
    asked = asked_for(request)
    return calendar_response(calendar_of(calendar_gatherings(**asked), name=_name(**asked)))


@open_to_all
@require_safe
@reads
def one_calendar(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Give one gathering as a calendar file."""
    found = get_object_or_404(visible_to(actor_of(request)).select_related("place"), pk=pk)
    return calendar_response(calendar_of([found]))


class GatheringsFeed(FeedBase):
    """What there is to come to, for programs that gather news."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest) -> dict[str, Any]:
        """Return the topic and place asked for."""
        return asked_for(request)

    def title(self, obj: dict[str, Any]) -> str:
        """Return the name of the feed."""
        return _name(**obj)

    def link(self, obj: dict[str, Any]) -> str:
        """Return the page with the same gatherings."""
        return reverse("gatherings") + query_of(obj)

    def items(self, obj: dict[str, Any]) -> list[Gathering]:
        """Return the next gatherings."""
        return list(gatherings_for_everybody(**obj)[:FEED_LENGTH])

    def item_title(self, item: Gathering) -> str:
        """Return the title, with a word when it is called off."""
        title = one_line(item.shown_title)
        return _("Aflyst: %(title)s") % {"title": title} if item.is_cancelled else title

    def item_description(self, item: Gathering) -> str:
        """Return when, where and what."""
        when = danish_appointment(item.starts_at, item.ends_at)
        return one_line(
            ". ".join(part for part in (when, item.shown_where, item.shown_summary) if part)
        )

    def item_link(self, item: Gathering) -> str:
        """Return the page of the gathering."""
        return reverse("gathering", args=[item.pk])

    def item_pubdate(self, item: Gathering) -> datetime | None:
        """Return when it was made known."""
        return item.published_at

    def item_updateddate(self, item: Gathering) -> datetime:
        """Return when it was last changed."""
        return item.updated_at


def query_of(asked: dict[str, Any]) -> str:
    """Return the end of an address that asks for a topic and a place."""
    names = {"topic": "emne", "place": "sted"}
    chosen = {names[name]: each.pk for name, each in asked.items() if each is not None}
    return f"?{urlencode(chosen)}" if chosen else ""


def _embedded(request: HttpRequest) -> dict[str, Any]:
    asked = asked_for(request)
    return {
        "gatherings": [
            (gathering, gathering_link(gathering))
            for gathering in gatherings_for_everybody(**asked)[:IN_EMBED]
        ],
        "all": settings.ORIGIN + reverse("gatherings") + query_of(asked),
        "name": _name(**asked),
    }


@open_to_all
@require_safe
@xframe_options_exempt
@csp_override(FOR_EVERY_FRAME)
@keep_for_everybody(public_version, lasts=KEPT_FOR)
@reads
def embed(request: HttpRequest) -> HttpResponseBase:
    """Show the list that stands in a frame on an organisation's own site (row P5)."""
    return render(request, "gatherings/embed.html", _embedded(request))


@open_to_all
@require_safe
@keep_for_everybody(public_version, lasts=KEPT_FOR)
@reads
def fragment(request: HttpRequest) -> HttpResponseBase:
    """Give the list as plain HTML without script or style, to be taken into another page."""
    return render(request, "gatherings/fragment.html", _embedded(request))


@open_to_all
@require_safe
@reads
def share(request: HttpRequest) -> HttpResponseBase:
    """Show how an organisation shows, follows or passes on what there is to come to."""
    asked = asked_for(request)
    query = query_of(asked)
    context = {
        **asked,
        **chosen(asked),
        "topics": topic_choices(),
        "places": offered_places(),
        "frame": settings.ORIGIN + reverse("embed_gatherings") + query,
        "fragment": settings.ORIGIN + reverse("gatherings_fragment") + query,
        "calendar": settings.ORIGIN + reverse("gatherings_calendar") + query,
        "feed": settings.ORIGIN + reverse("gatherings_feed") + query,
        **_embedded(request),
    }
    return render(request, "gatherings/share.html", context)
