"""What happens by itself in the interests room."""

from procrastinate.contrib.django import app

from samspil.commons.interests import actions
from samspil.kit.access import SYSTEM


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="interests.sweep")
def sweep(timestamp: int) -> None:
    """Erase what is over and end pauses, every hour."""
    actions.sweep(actor=SYSTEM)
