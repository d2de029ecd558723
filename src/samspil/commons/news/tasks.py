"""What happens by itself in the news room."""

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from samspil.commons.interests.terms import Rhythm
from samspil.commons.news import actions
from samspil.kit.access import SYSTEM

MORNING = 7


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="news.publish_due")
def publish_due(timestamp: int) -> None:
    """Publish what was planned for now."""
    actions.publish_due(actor=SYSTEM)


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="news.send_digests")
def send_digests(timestamp: int) -> None:
    """Send the digests whose time has come; asked every hour, so that none is missed."""
    now = timezone.localtime()
    for rhythm, until in ((Rhythm.WEEKLY, last_monday(now)), (Rhythm.MONTHLY, last_first(now))):
        actions.send_digests(actor=SYSTEM, rhythm=rhythm, until=until)


def last_monday(now: datetime) -> datetime:
    """Return the latest Monday morning at 7 that is not after `now`."""
    monday = (now - timedelta(days=now.weekday())).replace(
        hour=MORNING, minute=0, second=0, microsecond=0
    )
    return monday if monday <= now else monday - timedelta(days=7)


def last_first(now: datetime) -> datetime:
    """Return the latest first of a month at 7 in the morning that is not after `now`."""
    first = now.replace(day=1, hour=MORNING, minute=0, second=0, microsecond=0)
    return first if first <= now else (first - timedelta(days=1)).replace(day=1)
