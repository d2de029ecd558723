"""The real site and worker while the database and the mail server are gone, in a few seconds."""

import json
import os
import subprocess
import sys
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from samspil.config.template import NAME as TEMPLATE

# Whichever test comes first waits for the run that all look at.
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    """What the bench `faults` counts; it has a database of its own."""
    options = "--json --hurry --letters 1500 --database-seconds 3 --mail-seconds 2".split()
    if template := os.environ.get(TEMPLATE):
        at = urlsplit(os.environ["DATABASE_OWNER_URL"])._replace(path=f"/{template}")
        options += ["--like", at.geturl()]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.faults", *options],
        cwd=settings.PROJECT,
        env={
            k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DATABASE_OWNER_URL"}
        },
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_nothing_is_lost_and_all_come_back_by_themselves(figures: dict[str, Any]) -> None:
    assert figures["web_and_worker_still_run"]
    assert figures["letters"] > 3000
    assert figures["letters_lost"] == 0
    assert figures["letters_doubled"] <= 4  # one for each connection
    assert figures["sign_ups_accepted"] > 10
    assert figures["sign_ups_lost"] == 0
    assert figures["mail"]["waiting"] > 0


def test_who_came_meanwhile_was_told_calmly(figures: dict[str, Any]) -> None:
    assert figures["odd_answers"] == 0
    assert figures["told"]["read 503"] > 0
    assert figures["told"]["sign up 503"] > 0
    assert figures["slowest_answer_s"] < 10


def test_the_log_holds_no_trace_and_no_address(figures: dict[str, Any]) -> None:
    assert (figures["traces_in_log"], figures["addresses_in_log"]) == (0, 0)
