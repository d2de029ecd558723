"""Gatherings as iCalendar (RFC 5545), for every calendar program."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from samspil.commons.gatherings.models import Gathering

REFRESH = timedelta(hours=12)


def _event(gathering: Gathering, *, with_online: bool) -> Event:
    zone = timezone.get_default_timezone()
    event = Event()
    event.add("uid", f"{gathering.ref}@samspil")
    event.add("sequence", gathering.version)
    event.add("dtstamp", gathering.updated_at)
    event.add("dtstart", gathering.starts_at.astimezone(zone))
    event.add("dtend", gathering.ends_at.astimezone(zone))
    event.add("summary", gathering.shown_title)
    event.add("status", "CANCELLED" if gathering.is_cancelled else "CONFIRMED")
    online = gathering.online_address if with_online else ""
    where = ", ".join(part for part in (gathering.shown_where, online) if part)
    if where:
        event.add("location", where)
    address = settings.ORIGIN + reverse("gathering", args=[gathering.pk])
    event.add("description", f"{gathering.shown_summary}\n\n{address}")
    event.add("url", address)
    return event


def calendar_of(
    gatherings: Iterable[Gathering], *, name: str = "", with_online: bool = False
) -> bytes:
    """Return gatherings as one calendar in the language now active.

    Args:
        gatherings: what to put in; cancelled ones are marked so.
        name: what a program calls the calendar it follows.
        with_online: whether the link to the online meeting goes in, for those with a seat only.

    Source: RFC 5545; NAME and REFRESH-INTERVAL from RFC 7986.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Samspil//samspil//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for gathering in gatherings:
        calendar.add_component(_event(gathering, with_online=with_online))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content
