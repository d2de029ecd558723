"""Calendars, feed, frame and fragment, read by the programs that people use."""

from collections.abc import Callable
from datetime import UTC, timedelta
from html.parser import HTMLParser
from typing import Any

import feedparser
import icalendar
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.pages import HUGE, ODD_QUERIES, SCRIPT, text_of

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.gatherings import actions
from samspil.commons.gatherings.models import Gathering
from samspil.commons.gatherings.terms import SEAL_REGISTRATION, Admission, Mode
from samspil.commons.gatherings.tests.conftest import (
    DAY,
    HOUR,
    SECRET_TITLE,
    Draft,
    come,
    held,
    of,
    wall,
)
from samspil.commons.gatherings.tests.test_actions import saved
from samspil.kit.seals import seal

pytestmark = pytest.mark.django_db
EVERYWHERE = ("gatherings_calendar", "gatherings_feed", "embed_gatherings", "gatherings_fragment")


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def one_event(client: Client, gathering: Gathering, language: str = "") -> Any:
    url = reverse("gathering_calendar", args=[gathering.pk])
    (event,) = events(client.get(f"{language}{url}").content)
    return event


class TestCalendar:
    def test_an_event_as_a_calendar_program_reads_it(
        self, client: Client, published: Draft
    ) -> None:
        starts = wall("2027-03-30 17:00")
        found = published(
            starts_at=starts, ends_at=starts + 2 * HOUR, title="Ja; nej, måske\\n", title_en="Yes"
        )
        event = one_event(client, found)
        assert event["UID"] == f"{found.ref}@samspil"
        assert event.decoded("DTSTART").astimezone(UTC) == starts.astimezone(UTC)
        assert event.decoded("DTSTART").tzinfo.key == "Europe/Copenhagen"
        assert event.decoded("DTEND") - event.decoded("DTSTART") == 2 * HOUR
        assert (str(event["SUMMARY"]), event["STATUS"]) == ("Ja; nej, måske\\n", "CONFIRMED")
        assert str(event["LOCATION"]) == "Biblioteket, sal 2"
        assert event["URL"].startswith(settings.ORIGIN)
        english = one_event(client, found, "/en")
        assert (str(english["SUMMARY"]), english["UID"]) == ("Yes", event["UID"])
        content = client.get(reverse("gathering_calendar", args=[found.pk])).content
        assert b"BEGIN:VTIMEZONE" in content
        assert all(len(line) <= 75 for line in content.split(b"\r\n"))

    def test_a_change_and_a_cancellation_have_higher_numbers(
        self, client: Client, published: Draft, coordinator: Person
    ) -> None:
        found = published()
        first = one_event(client, found)
        saved(found, coordinator, note="Ny sal", where="Kulturhuset")
        second = one_event(client, found)
        actions.call_off(actor=coordinator, gathering=found, why="Storm")
        third = one_event(client, found)
        assert first["SEQUENCE"] < second["SEQUENCE"] < third["SEQUENCE"]
        assert first["UID"] == third["UID"]
        assert third["STATUS"] == "CANCELLED"

    def test_the_link_to_the_online_meeting_is_for_those_with_a_seat(
        self, client: Client, published: Draft
    ) -> None:
        link = "https://example.com/rum"
        found = published(mode=Mode.BOTH, online_address=link, seats=1)
        come(found, "seated")
        come(found, "waits")

        def own(name: str) -> str:
            token = seal(SEAL_REGISTRATION, of(found, name).ref)
            return text_of(client.get(reverse("my_registration_calendar", args=[token])))

        assert link in own("seated")
        assert link not in own("waits")
        assert link not in str(one_event(client, found))
        for name in EVERYWHERE:
            assert link not in text_of(client.get(reverse(name)))
        assert link not in text_of(client.get(reverse("gathering", args=[found.pk])))

    def test_all_as_one_to_follow(self, client: Client, published: Draft, draft: Draft) -> None:
        published(title="Snart")
        held(published(title="Nylig"), ago=5 * DAY)
        held(published(title="Længe siden"), ago=60 * DAY)
        published(title="Lukket", admission=Admission.INVITED)
        draft(title="Kladde")
        response = client.get(reverse("gatherings_calendar"))
        assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
        calendar = icalendar.Calendar.from_ical(response.content)
        assert {str(each["SUMMARY"]) for each in calendar.walk("VEVENT")} == {"Snart", "Nylig"}
        assert settings.MUNICIPALITY in str(calendar["X-WR-CALNAME"])

    def test_one_that_is_not_for_all(self, client: Client, draft: Draft, published: Draft) -> None:
        for found in (draft(), published(admission=Admission.INVITED)):
            url = reverse("gathering_calendar", args=[found.pk])
            assert client.get(url).status_code == 404
        assert client.get(reverse("gathering_calendar", args=[HUGE])).status_code == 404


class TestFeed:
    def test_read_by_a_feed_reader(
        self, client: Client, published: Draft, coordinator: Person
    ) -> None:
        first = published(title="Først\x0b & <b>fed</b>")
        later = published(title="Senere", starts_at=first.starts_at + DAY)
        actions.call_off(actor=coordinator, gathering=later, why="Storm")
        feed = feedparser.parse(client.get(reverse("gatherings_feed")).content)
        assert not feed.bozo
        assert [each.title for each in feed.entries] == [
            "Først & <b>fed</b>",
            "Aflyst: Senere",
        ]
        assert "Biblioteket, sal 2" in feed.entries[0].summary
        assert len({each.id for each in feed.entries}) == 2

    def test_in_english(self, client: Client, published: Draft) -> None:
        published(title_en="Theme evening")
        feed = feedparser.parse(client.get(f"/en{reverse('gatherings_feed')}").content)
        assert [each.title for each in feed.entries] == ["Theme evening"]
        assert "/en/" in feed.entries[0].link


class Links(HTMLParser):
    """The tags and addresses of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if tag == "a" and name == "href"]


class TestOnOtherSites:
    @pytest.mark.parametrize("language", ["", "/en"])
    def test_the_frame_may_stand_anywhere_and_holds_links_only(
        self, client: Client, published: Draft, language: str
    ) -> None:
        published(title=SCRIPT, title_en=SCRIPT)
        url = f"{language}{reverse('embed_gatherings')}"
        for _kept in range(2):
            response = client.get(url)
            policy = response.headers["Content-Security-Policy"]
            assert "frame-ancestors *" in policy
            assert "default-src 'none'" in policy
            assert "script-src" not in policy
            assert "X-Frame-Options" not in response.headers
            assert not response.cookies
            page = Links(response.content.decode())
            assert not {"script", "form", "style", "img", "iframe"} & set(page.tags)
            assert page.links
            assert all(link.startswith(f"{settings.ORIGIN}{language}/") for link in page.links)
        assert f'<html lang="{language[1:] or "da"}"' in text_of(response)
        assert "<script>alert" not in response.content.decode()

    def test_the_other_pages_may_not(self, client: Client, published: Draft) -> None:
        for url in (reverse("gatherings"), reverse("gathering", args=[published().pk])):
            policy = client.get(url).headers["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in policy

    def test_the_fragment_is_bare_html(self, client: Client, published: Draft) -> None:
        published()
        response = client.get(reverse("gatherings_fragment"))
        page = Links(response.content.decode())
        assert set(page.tags) == {"ul", "li", "a", "p", "time"}
        assert all(link.startswith(settings.ORIGIN) for link in page.links)
        assert SECRET_TITLE in text_of(response)
        assert not response.cookies

    @pytest.mark.parametrize("name", EVERYWHERE)
    def test_by_topic_and_place(
        self, client: Client, published: Draft, make_topic: Callable[..., Topic], name: str
    ) -> None:
        topic = make_topic("Bolig")
        below = make_topic("Bofællesskab", parent=topic)
        here = Place.objects.create(name="Solgården", kind="house")
        published(title="Om bolig", topics=[below])
        published(title="På stedet", place=here, where="")
        published(title="Om stedet", places=[here])
        page = text_of(client.get(reverse(name), {"emne": topic.pk}))
        assert "Om bolig" in page
        assert "stedet" not in page
        page = text_of(client.get(reverse(name), {"sted": here.pk}))
        assert "På stedet" in page
        assert "Om stedet" in page
        assert "Om bolig" not in page

    @pytest.mark.parametrize("name", [*EVERYWHERE, "gatherings", "share_gatherings"])
    @pytest.mark.parametrize("query", [*ODD_QUERIES, "sted=abc", f"sted={HUGE}", "sted=%00"])
    def test_odd_queries(self, client: Client, published: Draft, name: str, query: str) -> None:
        published()
        asked = query.startswith(("emne=", "sted="))
        response = client.get(f"{reverse(name)}?{query}")
        assert response.status_code == (404 if asked else 200)

    @pytest.mark.parametrize(
        "name",
        ["gatherings_calendar", "embed_gatherings", "gatherings_fragment", "share_gatherings"],
    )
    def test_only_reading(self, client: Client, name: str) -> None:
        assert client.post(reverse(name)).status_code == 405

    def test_what_to_put_on_ones_own_site(
        self, client: Client, published: Draft, make_topic: Callable[..., Topic]
    ) -> None:
        topic = make_topic("Bolig")
        published(topics=[topic])
        page = text_of(client.get(reverse("share_gatherings"), {"emne": topic.pk}))
        for name in EVERYWHERE:
            assert f"{settings.ORIGIN}{reverse(name)}?emne={topic.pk}" in page
        assert SECRET_TITLE in page

    @pytest.mark.parametrize("name", ["gatherings", *EVERYWHERE])
    def test_what_ends_goes_from_kept_pages_by_itself(
        self, client: Client, published: Draft, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = published()
        assert SECRET_TITLE in text_of(client.get(reverse(name)))
        if name == "gatherings_calendar":
            return
        later = found.ends_at + timedelta(minutes=6)
        monkeypatch.setattr(timezone, "now", lambda: later)
        assert SECRET_TITLE not in text_of(client.get(reverse(name)))
