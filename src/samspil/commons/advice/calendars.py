"""A talk as iCalendar (RFC 5545); it says as little as a letter does."""

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from samspil.commons.advice.models import TalkRequest
from samspil.commons.advice.terms import TalkState


def calendar_of(talk: TalkRequest) -> bytes:
    """Return a talk with a time as a calendar."""
    zone = timezone.get_default_timezone()
    event = Event()
    event.add("uid", f"{talk.ref}@samspil")
    event.add("sequence", talk.version)
    event.add("dtstamp", timezone.now())
    if talk.starts_at is not None and talk.ends_at is not None:
        event.add("dtstart", talk.starts_at.astimezone(zone))
        event.add("dtend", talk.ends_at.astimezone(zone))
    event.add("summary", _("Aftale"))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if talk.state == TalkState.CANCELLED else "CONFIRMED")
    if talk.where:
        event.add("location", talk.where)
    calendar = Calendar()
    calendar.add("prodid", "-//Samspil//samspil//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content
