"""What happens by itself in the catalogue."""

from procrastinate.contrib.django import app

from samspil.commons.offers import actions
from samspil.kit.access import SYSTEM


@app.periodic(cron="0 7 * * 1-5")
@app.task(queueing_lock="offers.remind_owners")
def remind_owners(timestamp: int) -> None:
    """Ask owners in the morning of a workday to confirm what is late."""
    actions.remind_owners(actor=SYSTEM)


@app.periodic(cron="20 * * * *")
@app.task(queueing_lock="offers.forget_old_imports")
def forget_old_imports(timestamp: int) -> None:
    """Throw away files that were looked through and never taken in."""
    actions.forget_old_imports()


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="offers.forget_old_reports")
def forget_old_reports(timestamp: int) -> None:
    """Forget at night what nobody needs to be told any more."""
    actions.forget_old_reports(actor=SYSTEM)
