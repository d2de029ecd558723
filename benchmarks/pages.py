"""Bench `pages`: requests a second and p95 of every kind of page, beside two one-line views.

The real server (granian, one worker) with 5,000 offers, 5,000 articles, 2,000 gatherings and 12 plans of 7 areas
with 40 activities each. "afresh" renders every time; "warm" lets pages be kept in memory for visitors without log-in.
"""

import argparse
import http.client
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psutil
import psycopg

from benchmarks import _mail as mail

ARTICLES, GATHERINGS, INITIATIVES = 5_000, 2_000, 12


@dataclass(frozen=True, slots=True)
class Page:
    """A page to ask for.

    Args:
        path: where it is.
        kept: whether it is kept for visitors without log-in, so that "warm" means something.
        logged_in: whether somebody logged in asks for it.
    """

    path: str
    kept: bool = False
    logged_in: bool = False


# A new room adds its pages here, and rows for them to `fill`.
PAGES = {
    "front page": Page("/", kept=True),
    "news": Page("/nyheder/", kept=True),
    "news by topic": Page("/nyheder/?emne=1", kept=True),
    "article": Page("/nyheder/17/", kept=True),
    "events": Page("/moeder/", kept=True),
    "event": Page("/moeder/1017/", kept=True),
    "offers": Page("/tilbud/", kept=True),
    "offers for siblings without referral": Page(
        "/tilbud/?til=siblings&henvisning=without", kept=True
    ),
    "offers with words": Page("/tilbud/?q=aflastning+til+mit+barn", kept=True),
    "offer": Page("/tilbud/22/aflastning-i-weekenden-paa-mejsereden-2/", kept=True),
    "search": Page("/soeg/?q=aflastning", kept=True),
    "plan": Page("/planer/1/", kept=True),
    "plan by state": Page("/planer/1/?status=running", kept=True),
    "focus area": Page("/planer/omraade/1/", kept=True),
    "timeline": Page("/planer/1/tidslinje/", kept=True),
    "annual wheel": Page("/vaer-med/", kept=True),
    "sign-up form": Page("/skriv-dig-op/"),
    "My page": Page("/min-side/", logged_in=True),
}
BESIDE = {"one line": Page("/bench/line", kept=True), "one COUNT": Page("/bench/count", kept=True)}


def fill() -> str:
    """Fill the empty database; return a session cookie of somebody logged in."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from samspil.base.people.actions import add_person
    from samspil.base.topics.models import Topic
    from samspil.front.demo.large import (
        ACTIVITIES,
        AREAS,
        OFFERS,
        PLANS,
        add_many_articles,
        add_many_gatherings,
        add_many_offers,
        add_many_plans,
    )
    from samspil.kit.access import SYSTEM

    call_command("load_standard", stdout=sys.stderr)
    person = add_person(actor=SYSTEM, email="mor@example.org", name="Mette")
    add_many_articles(ARTICLES, person, list(Topic.objects.order_by("pk")))
    add_many_gatherings(GATHERINGS, person, list(Topic.objects.order_by("pk")))
    add_many_plans(PLANS, AREAS, ACTIVITIES, list(Topic.objects.order_by("pk")))
    add_many_offers(OFFERS)
    plan_year(person)
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def plan_year(person: Any) -> None:
    """Publish a plan of this year with an initiative a month."""
    from datetime import date

    from django.utils import timezone

    from samspil.kit.access import SYSTEM
    from samspil.work.involvement.actions import initiatives, plans
    from samspil.work.involvement.terms import InitiativeKind, PlanState

    year = timezone.localdate().year
    plan = plans.write_plan(actor=SYSTEM, year=year, text=plans.PlanText(intro="Året sammen."))
    for month in range(1, INITIATIVES + 1):
        initiatives.add_initiative(
            actor=SYSTEM,
            plan=plan,
            responsible=person,
            topics=[],
            places=[],
            text=initiatives.InitiativeText(
                kind=InitiativeKind.DIALOGUE_MEETING,
                title=f"Dialogmøde nummer {month}",
                purpose="At finde ud af, hvad der skal være anderledes.",
                starts_on=date(year, month, 5),
                ends_on=date(year, month, 25),
            ),
        )
    plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.PUBLISHED)


def queries_of(page: Page, cookie: str) -> int:
    """Return how many SQL statements a page rendered afresh takes."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from samspil.kit.keeping import STORE

    STORE.clear()
    client = Client(headers={"host": "localhost"} | ({"cookie": cookie} if page.logged_in else {}))
    with CaptureQueriesContext(connection) as seen:
        assert client.get(page.path).status_code == 200
    return len(seen)


@contextmanager
def serving(*, fresh: bool) -> Iterator[tuple[int, psutil.Process]]:
    """Run the real server on a free port."""
    port = mail.free_port()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "benchmarks._settings"}
    environment |= {"BENCH_FRESH": "1"} if fresh else {}
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1"),
        *("--blocking-threads", "2", "--port", str(port), "--log-level", "error"),
        "benchmarks._site:application",
    ]
    server = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port)
        yield port, psutil.Process(server.pid)
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("localhost", port), 1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The server did not start.")


def one_by_one(port: int, path: str, cookie: str, seconds: float) -> dict[str, float]:
    """Ask again and again over one connection; return p95 in milliseconds and bytes of the page."""
    connection = http.client.HTTPConnection("localhost", port)
    headers = (
        {"Cookie": cookie, "Accept-Encoding": "gzip"} if cookie else {"Accept-Encoding": "gzip"}
    )
    took: list[float] = []
    size = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        begun = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        size = len(answer.read())
        took.append((time.perf_counter() - begun) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}.")
    return {"p95_ms": statistics.quantiles(took, n=20)[-1], "bytes": size}


def rate(port: int, path: str, cookie: str, seconds: float) -> float:
    """Return requests a second over four connections, by wrk where it is installed."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("This bench needs wrk: apt-get install wrk")
    command = [wrk, "-t1", "-c4", f"-d{max(1, round(seconds))}s"]
    command += ["-H", f"Cookie: {cookie}"] if cookie else []
    done = subprocess.run(
        [*command, f"http://localhost:{port}{path}"], capture_output=True, text=True, check=True
    )
    if "Non-2xx" in done.stdout:
        raise SystemExit(f"{path} did not answer 200 under load.")
    line = next(each for each in done.stdout.splitlines() if "Requests/sec" in each)
    return float(line.split(":")[1])


def measure(seconds: float, owner: str) -> dict[str, Any]:
    """Measure every page afresh and warm, and the two views beside them in the same call."""
    cookie = fill()
    with psycopg.connect(owner, autocommit=True) as database:
        # What the database does by itself within a minute.
        database.execute("VACUUM ANALYZE")
    figures: dict[str, Any] = {
        "articles": ARTICLES,
        "gatherings": GATHERINGS,
        "initiatives": INITIATIVES,
        "pages": {},
    }
    for way in ("afresh", "warm"):
        with serving(fresh=way == "afresh") as (port, server):
            for name, page in (BESIDE | PAGES).items():
                if way == "warm" and not page.kept:
                    continue
                mine = cookie if page.logged_in else ""
                one_by_one(port, page.path, mine, 0.3)
                found = one_by_one(port, page.path, mine, seconds)
                found["per_second"] = rate(port, page.path, mine, seconds)
                figures["pages"].setdefault(name, {})[way] = found
            family = [server, *server.children(recursive=True)]
            figures[f"server_mb_{way}"] = sum(each.memory_info().rss for each in family) / 1e6
            figures[f"worker_mb_{way}"] = max(each.memory_info().rss for each in family) / 1e6
    count = figures["pages"]["one COUNT"]["afresh"]["per_second"]
    line = figures["pages"]["one line"]["warm"]["per_second"]
    for name, page in PAGES.items():
        of_page = figures["pages"][name]
        of_page["queries"] = queries_of(page, cookie)
        of_page["afresh"]["of_count_view"] = of_page["afresh"]["per_second"] / count
        if page.kept:
            of_page["warm"]["of_one_line_view"] = of_page["warm"]["per_second"] / line
    return figures


def main() -> None:
    """Run the bench and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3, help="how long each page is asked for")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ["SAMSPIL_LOG_LEVEL"] = "ERROR"
    mail.start_django()
    with mail.fresh_database() as owner:
        figures = measure(options.seconds, owner)
    pages = (
        f"{name}: {page['afresh']['per_second']:,.0f}/s afresh ({page['afresh']['of_count_view']:.0%}"
        f" of COUNT, p95 {page['afresh']['p95_ms']:.1f} ms, {page['queries']} queries)"
        + (
            f", {page['warm']['per_second']:,.0f}/s warm ({page['warm']['of_one_line_view']:.0%} of one line)"
            if "warm" in page
            else ""
        )
        for name, page in figures["pages"].items()
        if "queries" in page
    )
    line = f"pages: {'; '.join(pages)}; worker {figures['worker_mb_warm']:.0f} MB"
    sys.stdout.write((json.dumps(figures, indent=2) if options.json else line) + "\n")


if __name__ == "__main__":
    main()
