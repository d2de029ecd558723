"""What happens by itself in the gatherings room."""

from procrastinate.contrib.django import app

from samspil.commons.gatherings import actions
from samspil.kit.access import SYSTEM


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="gatherings.send_reminders")
def send_reminders(timestamp: int) -> None:
    """Remind people of what is near; asked often, so that no moment is missed."""
    actions.send_reminders(actor=SYSTEM)


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="gatherings.ask_for_feedback")
def ask_for_feedback(timestamp: int) -> None:
    """Ask those who were there how it was."""
    actions.ask_for_feedback(actor=SYSTEM)


@app.periodic(cron="41 * * * *")
@app.task(queueing_lock="gatherings.forget")
def forget(timestamp: int) -> None:
    """Delete what is no longer needed."""
    actions.forget(actor=SYSTEM)
