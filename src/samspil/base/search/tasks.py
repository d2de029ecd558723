"""What the search does by itself."""

from procrastinate.contrib.django import app

from samspil.base.search.actions import refresh_all


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="search.refresh_all")
def read_all_again(timestamp: int) -> None:
    """Read all that is public again at night: names of topics and places may have changed."""
    refresh_all()
