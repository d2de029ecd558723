"""What the search does by itself."""

from procrastinate.contrib.django import app

from samspil.base.search.actions import refresh_all
from samspil.base.search.terms import READ_ALL, READ_ALL_ONCE


@app.periodic(cron="17 3 * * *")
@app.task(name=READ_ALL, queueing_lock=READ_ALL_ONCE)
def read_all_again(timestamp: int) -> None:
    """Read all that is public again, at night or when a name that stands in many texts has changed.

    Args:
        timestamp: when it was due, in seconds; nothing depends on it.
    """
    refresh_all()
