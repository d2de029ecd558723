"""What happens by itself in the outbox room, besides the worker's own loop."""

from procrastinate.contrib.django import app

from samspil.base.outbox.actions import clear_old_bodies


@app.periodic(cron="23 3 * * *")
@app.task(queueing_lock="outbox.clear_old_bodies")
def clear_bodies(timestamp: int) -> None:
    """Delete texts and addresses of letters 30 days after sending, every night."""
    clear_old_bodies()
