"""What happens by itself in the advice room."""

from procrastinate.contrib.django import app

from samspil.commons.advice import actions
from samspil.kit.access import SYSTEM


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="advice.send_reminders")
def send_reminders(timestamp: int) -> None:
    """Remind of the talks of the coming day; asked often, so that no moment is missed."""
    actions.send_reminders(actor=SYSTEM)


@app.periodic(cron="29 * * * *")
@app.task(queueing_lock="advice.forget")
def forget(timestamp: int) -> None:
    """Delete what is no longer needed."""
    actions.forget(actor=SYSTEM)
