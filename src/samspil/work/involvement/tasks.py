"""What happens by itself in the involvement room."""

from procrastinate.contrib.django import app

from samspil.kit.access import SYSTEM
from samspil.work.involvement.actions import invitations, sweeping


@app.periodic(cron="23 * * * *")
@app.task(queueing_lock="involvement.remind")
def remind(timestamp: int) -> None:
    """Remind of invitations whose last day is near; asked every hour, so that none is missed."""
    invitations.remind_due(actor=SYSTEM)


@app.periodic(cron="37 * * * *")
@app.task(queueing_lock="involvement.sweep")
def sweep(timestamp: int) -> None:
    """End what is over and erase what is not needed, every hour."""
    sweeping.sweep(actor=SYSTEM)
