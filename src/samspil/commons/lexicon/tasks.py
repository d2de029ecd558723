"""What happens by itself in the lexicon."""

from procrastinate.contrib.django import app

from samspil.commons.lexicon import actions


@app.periodic(cron="50 3 * * *")
@app.task(queueing_lock="lexicon.forget")
def forget(timestamp: int) -> None:
    """Forget the searches and marked words of more than a year ago."""
    actions.forget_old_reports()
