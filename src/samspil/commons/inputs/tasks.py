"""What happens by itself in the inputs room."""

from procrastinate.contrib.django import app

from samspil.commons.inputs import actions


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="inputs.forget")
def forget(timestamp: int) -> None:
    """Forget how to reach those who spoke long ago."""
    actions.forget_old_contacts()
