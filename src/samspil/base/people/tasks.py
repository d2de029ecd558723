"""What happens by itself in the people room."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from samspil.base.people.actions import forget_old_attempts


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="people.forget_old_attempts")
def forget_attempts(timestamp: int) -> None:
    """Forget yesterday's counts of attempts, every night."""
    forget_old_attempts(before=timezone.now() - timedelta(days=1))
