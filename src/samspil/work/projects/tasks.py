"""What happens by itself in the projects room."""

from procrastinate.contrib.django import app

from samspil.kit.access import SYSTEM
from samspil.work.projects.actions.reminding import remind_of_reports


@app.periodic(cron="23 6-18 * * *")
@app.task(queueing_lock="projects.remind_of_reports")
def remind(timestamp: int) -> None:
    """Remind of reports; asked every hour of the day, so that a night without power skips nobody."""
    remind_of_reports(actor=SYSTEM)
