"""Bench `faults`: the database and then the mail server gone for a while, under the real site and worker.

The database is the embedded one, killed with `kill -9` while letters go out and people sign up, and started
again after a while. Nothing else is started again: web, worker and sweepers have to recover by themselves.
What arrived is read from the mail server's own record, what was signed up from the answers people got.
"""

import argparse
import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg

from benchmarks import _mail as mail
from benchmarks.kill import arrived
from samspil.config.embedded import EmbeddedDatabase, binaries
from samspil.config.local import MANAGE
from samspil.config.supervisor import web_command

CONNECTIONS = 4
PAUSE_BETWEEN_ASKING = 0.2
PATIENCE = 180.0


@contextmanager
def process(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program with its words in a file; it must end by itself when asked to."""
    with log.open("ab") as words:
        running = subprocess.Popen(command, cwd=mail.PROJECT, stdout=words, stderr=words)
    try:
        yield running
    finally:
        running.terminate()
        running.wait(30)


class Ledger:
    """Looks into the database as nobody of the house does; None while it does not answer."""

    def __init__(self, address: str) -> None:
        self._address = address

    def ask(self, sql: str) -> Any:
        """Return the first value of the first row."""
        try:
            with psycopg.connect(self._address, connect_timeout=5) as connection:
                row = connection.execute(sql.encode()).fetchone()
        except psycopg.OperationalError:
            return None
        return row[0] if row else None

    def unsent(self) -> int | None:
        """Return how many letters wait or are on their way."""
        found: int | None = self.ask(
            "SELECT count(*) FROM outbox_delivery WHERE state IN ('queued', 'retry', 'in_flight')"
        )
        return found


@dataclass
class Visitors:
    """People who read the front page and sign up again and again, and what they were told."""

    port: int
    told: Counter[tuple[str, int]] = field(default_factory=Counter)
    accepted: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    slowest: float = 0.0
    last_trouble: float = 0.0
    first_success: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)
    _number: int = 0

    def ask(
        self, method: str, path: str, body: str = "", cookie: str = ""
    ) -> tuple[int, str, Message]:
        """Ask once; return status, page and headers."""
        self._number += 1
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Host": "localhost",
            # Everybody comes from somewhere else, or there would be too many from one place.
            "X-Forwarded-For": f"10.{self._number >> 16 & 255}.{self._number >> 8 & 255}.{self._number & 255}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookie,
        }
        begun = time.monotonic()
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            page = answer.read().decode()
            return answer.status, page, answer.headers
        finally:
            self.slowest = max(self.slowest, time.monotonic() - begun)
            line.close()

    def _form(self) -> tuple[str, str]:
        status, page, headers = self.ask("GET", "/nyhedsbrev/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert status == 200, status
        assert token
        return token[1], headers["Set-Cookie"].split(";")[0]

    def come(self) -> None:
        """Read and sign up until told to stop."""
        token, cookie = self._form()
        number = 0
        while not self._stop.is_set():
            number += 1
            address = f"visitor{number}@example.org"
            form = {"csrfmiddlewaretoken": token, "email": address, "consent": "on"}
            self._note("read", *self.ask("GET", "/"))
            status = self._note(
                "sign up", *self.ask("POST", "/nyhedsbrev/", urlencode(form), cookie)
            )
            if status == 302:
                self.accepted.append(address)
            self._stop.wait(PAUSE_BETWEEN_ASKING)

    def _note(self, what: str, status: int, page: str, headers: Message) -> int:
        self.told[what, status] += 1
        well = {"read": 200, "sign up": 302}[what]
        calm = status == 503 and "væk et øjeblik" in page and "Retry-After" in headers
        if status == well:
            if not self.first_success:
                self.first_success = time.monotonic()
        else:
            self.last_trouble, self.first_success = time.monotonic(), 0.0
        if status != well and not calm:
            self.odd.append(f"{what}: {status} {page[:100]!r}")
        return status

    def leave(self) -> None:
        """Come no more."""
        self._stop.set()


def until(is_so: Callable[[], bool], what: str) -> float:
    """Wait until something is so; return how many seconds it took."""
    begun = time.monotonic()
    while not is_so():
        if time.monotonic() - begun > PATIENCE:
            raise TimeoutError(f"{what} did not happen within {PATIENCE:.0f} seconds.")
        time.sleep(0.05)
    return time.monotonic() - begun


def server_process(database: EmbeddedDatabase) -> int:
    """Return the number of the database server's process."""
    return int((database.cluster / "postmaster.pid").read_text().split()[0])


def kill_database(database: EmbeddedDatabase) -> None:
    """Take the database away without warning."""
    os.kill(server_process(database), signal.SIGKILL)
    until(lambda: not database.is_running(), "the end of the database")


def make_tables(like: str) -> None:
    """Make the empty database's tables, by the migrations or as another database has them.

    Args:
        like: the address of a database where this was done before; empty for none.
    """
    if not like:
        subprocess.run([sys.executable, MANAGE, "migrate", "--verbosity=0"], check=True)
        return
    dump = subprocess.run([binaries() / "pg_dump", like], stdout=subprocess.PIPE, check=True)
    owner = os.environ["DATABASE_OWNER_URL"]
    command = [str(binaries() / "psql"), "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", owner]
    subprocess.run(command, input=dump.stdout, stdout=subprocess.DEVNULL, check=True)


class Bench:
    """The real site, worker, database and a mail server, with visitors, for as long as the bench runs."""

    def __init__(self, folder: Path, stack: ExitStack, database: EmbeddedDatabase) -> None:
        self.folder = folder
        self.database = database
        self.record = folder / "taken"
        self.record.touch()
        self.mail_port = mail.free_port()
        self.web_port = mail.free_port()
        os.environ.update(
            SAMSPIL_ORIGIN=f"http://localhost:{self.web_port}",
            SAMSPIL_TRUSTED_PROXIES="1",
            SAMSPIL_MAIL_TRANSPORT=f"smtp://127.0.0.1:{self.mail_port}?tls=off",
            SAMSPIL_MAIL_CONNECTIONS=str(CONNECTIONS),
        )
        self.ledger = Ledger(os.environ["DATABASE_OWNER_URL"])
        self.visitors = Visitors(self.web_port)
        self._stack = stack
        self._sink = ExitStack()
        stack.callback(self._sink.close)

    def start(self) -> None:
        """Start web and worker and let visitors come."""
        log, enter = self.folder / "log", self._stack.enter_context
        self.web = enter(process(web_command("127.0.0.1", self.web_port), log))
        self.worker = enter(process([sys.executable, MANAGE, "worker"], log))
        mail.wait_for(self.web_port)
        coming = threading.Thread(target=self.visitors.come)
        coming.start()
        self._stack.callback(coming.join)
        self._stack.callback(self.visitors.leave)

    def mail_server(self, *, runs: bool) -> None:
        """Start or end the mail server."""
        if runs:
            self._sink.enter_context(mail.recording_server(self.record, self.mail_port))
        else:
            self._sink.close()

    def fill(self, letters: int, article_after: float) -> None:
        """Put letters in the queue and plan an article."""
        subprocess.run(
            [sys.executable, "-m", "benchmarks._faults_fill", str(letters), str(article_after)],
            check=True, cwd=mail.PROJECT,
        )  # fmt: skip

    def all_sent(self) -> bool:
        """Tell whether nothing waits."""
        return self.ledger.unsent() == 0

    def all_out(self) -> bool:
        """Tell whether every planned article has come out."""
        waiting = "SELECT count(*) FROM news_article WHERE state = 'scheduled'"
        return bool(self.ledger.ask(waiting) == 0)


def sweep_now() -> None:
    """Put the sweeper's job in the queue instead of waiting for the next minute."""
    from samspil.commons.news.tasks import publish_due

    publish_due.configure(task_kwargs={"timestamp": 0}).defer()


def without_database(bench: Bench, seconds: float, letters: int, *, hurry: bool) -> dict[str, Any]:
    """Take the database away while letters go out and people sign up, and bring it back."""
    bench.mail_server(runs=True)
    bench.fill(letters, seconds / 2)
    until(lambda: len(arrived(bench.record)) > letters // 10, "a tenth of the letters")
    kill_database(bench.database)
    time.sleep(seconds)
    begun = time.monotonic()
    if bench.database.enter()["DATABASE_URL"] != os.environ["DATABASE_URL"]:
        raise RuntimeError("The database came back at another address.")
    back = time.monotonic()
    sent = until(bench.all_sent, "delivery of all letters")
    # A visitor may be served before we hear that the database is up.
    until(lambda: bench.visitors.first_success > begun, "a page")
    if hurry:
        sweep_now()
    return {
        "seconds": seconds,
        "database_start_s": round(back - begun, 1),
        "pages_back_after_s": round(max(bench.visitors.last_trouble - back, 0.0), 1),
        "letters_sent_after_s": round(sent, 1),
        "sweeper_ran_after_s": round(sent + until(bench.all_out, "the planned article"), 1),
    }


def without_mail(bench: Bench, seconds: float, letters: int) -> dict[str, Any]:
    """Take the mail server away while letters are queued and people sign up, and bring it back."""
    bench.mail_server(runs=False)
    bench.fill(letters, 0.5)
    time.sleep(seconds)
    waiting = bench.ledger.unsent()
    bench.mail_server(runs=True)
    sent = until(bench.all_sent, "delivery of all letters")
    return {"seconds": seconds, "waiting": waiting, "letters_sent_after_s": round(sent, 1)}


def balance(bench: Bench) -> dict[str, Any]:
    """Return what was lost, doubled or told wrongly."""
    visitors, taken = bench.visitors, arrived(bench.record)
    keys = "SELECT array_agg(replace(dedupe_key::text, '-', '')) FROM outbox_delivery"
    queued = set(bench.ledger.ask(keys))
    from samspil.kit.encryption import address_key

    found = bench.ledger.ask("SELECT array_agg(address_key) FROM interests_signup") or []
    kept = set(found)
    told = {f"{what} {status}": number for (what, status), number in sorted(visitors.told.items())}
    log = (bench.folder / "log").read_text(errors="replace")
    return {
        "letters": len(queued),
        "letters_lost": len(queued - taken.keys()),
        "letters_doubled": sum(taken.values()) - len(taken),
        "letters_tried_in_vain": bench.ledger.ask(
            "SELECT count(*) FROM outbox_delivery WHERE attempts > 0 OR state <> 'sent'"
        ),
        "told": told,
        "sign_ups_accepted": len(visitors.accepted),
        "sign_ups_lost": sum(address_key(each) not in kept for each in visitors.accepted),
        "odd_answers": len(visitors.odd),
        "slowest_answer_s": round(visitors.slowest, 1),
        "traces_in_log": log.count("Traceback"),
        "addresses_in_log": log.count("@example.org"),
        "web_and_worker_still_run": bench.web.poll() is None and bench.worker.poll() is None,
    }


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Run both faults one after the other and return the figures."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="samspil-faults-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        database = EmbeddedDatabase(folder)
        os.environ.update(database.enter())
        stack.callback(database.leave)
        make_tables(options.like)
        mail.start_django()
        bench = Bench(folder, stack, database)
        bench.start()
        figures: dict[str, Any] = {}
        if options.database_seconds:
            figures["database"] = without_database(
                bench, options.database_seconds, options.letters, hurry=options.hurry
            )
        if options.mail_seconds:
            figures["mail"] = without_mail(bench, options.mail_seconds, options.letters)
        bench.visitors.leave()
        time.sleep(1)
        until(bench.all_sent, "delivery of the last letters")
        figures |= balance(bench)
        if options.log:
            shutil.copy(folder / "log", options.log)
    return figures


def main() -> None:
    """Run the bench and print its figures."""
    parser = mail.arguments("The database or the mail server gone for a while.", letters=20_000)
    parser.add_argument("--database-seconds", type=float, default=60)
    parser.add_argument("--mail-seconds", type=float, default=3600)
    parser.add_argument("--hurry", action="store_true", help="do not wait for the sweepers' minute")
    parser.add_argument("--like", default="", help="copy the tables of this database, not migrate")
    parser.add_argument("--log", type=Path, help="where to keep what web and worker said")
    options = parser.parse_args()
    figures = run(options)
    line = (
        "faults: {letters:,} letters: {letters_lost} lost, {letters_doubled} doubled; "
        "{sign_ups_accepted} sign-ups accepted: {sign_ups_lost} lost; {odd_answers} odd answers"
    ).format(**figures)
    for name in ("database", "mail"):
        if name in figures:
            line += f"; {name} gone {figures[name]['seconds']:.0f} s, all letters sent "
            line += f"{figures[name]['letters_sent_after_s']} s after it was back"
    mail.report(figures, line, as_json=options.json)


if __name__ == "__main__":
    main()
