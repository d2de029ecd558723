"""Bench `signup`: 200 people press at the same moment for the last 50 seats of one gathering.

Through the real server with two web processes; every person comes from a network of their own, has read the
form and presses at a common signal. What counts is read from the database afterwards.
"""

import argparse
import http.client
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from benchmarks import _mail as mail
from benchmarks.pages import _wait_for

PEOPLE, SEATS = 200, 50
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def plan() -> int:
    """Publish one gathering; return its id."""
    from django.utils import timezone

    from samspil.base.people.actions import add_person, give_role
    from samspil.commons.gatherings import actions
    from samspil.commons.gatherings.terms import GatheringKind
    from samspil.kit.access import SYSTEM, Role

    person = add_person(actor=SYSTEM, email="koordinator@example.org", name="Peter")
    give_role(actor=SYSTEM, person=person, role=Role.COORDINATOR)
    start = timezone.now() + timedelta(days=30)
    gathering = actions.plan_gathering(
        actor=person,
        plan=actions.Plan(
            kind=GatheringKind.THEME_EVENT,
            title="Temaaften",
            summary="En aften.",
            starts_at=start,
            ends_at=start + timedelta(hours=2),
            where="Salen",
            seats=SEATS,
        ),
    )
    actions.publish(actor=SYSTEM, gathering=gathering)
    return gathering.pk


@contextmanager
def serving(workers: int) -> Iterator[int]:
    """Run the real server on a free port, behind one proxy that is trusted."""
    port = mail.free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(workers)),
        *("--blocking-threads", "4", "--port", str(port), "--log-level", "error"),
        "samspil.config.wsgi:application",
    ]
    server = subprocess.Popen(command, env=os.environ | {"SAMSPIL_TRUSTED_PROXIES": "1"})
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


class Visitor(threading.Thread):
    """Somebody who has read the form and presses when everybody does."""

    def __init__(self, port: int, path: str, number: int, together: threading.Barrier) -> None:
        super().__init__()
        self.port, self.path, self.number, self.together = port, path, number, together
        self.status, self.took, self.told = 0, 0.0, ""

    def run(self) -> None:
        """Read the form, wait for the others, press."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=60)
        network = f"10.{self.number // 250}.{self.number % 250}.7"
        headers = {"X-Forwarded-For": network, "Host": f"localhost:{self.port}"}
        connection.request("GET", self.path, headers=headers)
        answer = connection.getresponse()
        found = TOKEN.search(answer.read().decode())
        cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        form = {
            "csrfmiddlewaretoken": found[1] if found else "",
            "name": f"Person {self.number}",
            "email": f"person{self.number}@example.org",
            "companions": "0",
        }
        headers |= {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.together.wait(60)
        begun = time.perf_counter()
        connection.request("POST", self.path, urlencode(form), headers)
        answer = connection.getresponse()
        answer.read()
        self.took = (time.perf_counter() - begun) * 1000
        self.status, self.told = answer.status, answer.getheader("Location") or ""
        connection.close()


def press(port: int, pk: int, people: int) -> list[Visitor]:
    """Let everybody press at once and return them when all have an answer."""
    together = threading.Barrier(people)
    visitors = [
        Visitor(port, f"/moeder/{pk}/tilmeld/", number, together) for number in range(people)
    ]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return visitors


def measure(people: int, workers: int) -> dict[str, Any]:
    """Let people press and read from the database what became of it."""
    from samspil.base.outbox.models import Delivery
    from samspil.commons.gatherings.models import Gathering

    pk = plan()
    with serving(workers) as port:
        begun = time.perf_counter()
        visitors = press(port, pk, people)
        whole = time.perf_counter() - begun
    gathering = Gathering.objects.get(pk=pk)
    seated = list(gathering.registrations.filter(state="registered").order_by("in_line_since"))
    waiting = list(gathering.registrations.in_line())
    took = [visitor.took for visitor in visitors]
    return {
        "people": people,
        "seats": SEATS,
        "web_processes": workers,
        "seated": sum(each.party for each in seated),
        "overbooked": max(0, sum(each.party for each in seated) - SEATS),
        "waiting": len(waiting),
        "waiting_in_order": bool(waiting)
        and all(seat.in_line_since < waiting[0].in_line_since for seat in seated),
        "told_they_have_a_seat": sum(
            visitor.status == 302 and "fuldt" not in visitor.told for visitor in visitors
        ),
        "errors": sum(visitor.status != 302 for visitor in visitors),
        "letters": Delivery.objects.filter(letter__kind__startswith="gathering-").count(),
        "answer_p50_ms": statistics.median(took),
        "answer_max_ms": max(took),
        "whole_seconds": whole,
    }


def main() -> None:
    """Run the bench and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--processes", type=int, default=2, help="web processes")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ["SAMSPIL_LOG_LEVEL"] = "ERROR"
    mail.start_django()
    with mail.fresh_database():
        figures = measure(options.people, options.processes)
    line = (
        "signup: {people} people pressed at once for {seats} seats on {web_processes} web processes: "
        "{overbooked} overbooked, {seated} seated, {waiting} waiting, in order: {waiting_in_order}, "
        "{errors} errors, {letters} letters, slowest answer {answer_max_ms:.0f} ms"
    )
    mail.report(figures, line.format(**figures), as_json=options.json)


if __name__ == "__main__":
    main()
