"""What happens by itself in the plans room."""

from procrastinate.contrib.django import app

from samspil.kit.access import SYSTEM
from samspil.work.plans.actions.groups import forget_members
from samspil.work.plans.actions.reminding import remind_owners


@app.periodic(cron="47 6-18 * * *")
@app.task(queueing_lock="plans.remind_owners")
def remind(timestamp: int) -> None:
    """Remind those responsible; asked every hour of the day, so that a night without power skips nobody."""
    remind_owners(actor=SYSTEM)


@app.periodic(cron="53 3 * * *")
@app.task(queueing_lock="plans.forget_members")
def forget(timestamp: int) -> None:
    """Delete the names of those who took part in groups that ended long ago, every night."""
    forget_members(actor=SYSTEM)
