"""What the letter benches share: mail servers that swallow all, letters, a worker."""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import django
import psycopg
from psycopg.sql import SQL, Identifier

KIND = "bench"
PROJECT = Path(__file__).resolve().parents[1]
SINK = Path(__file__).with_name("_mail_sink.py")


def arguments(description: str, *, letters: int) -> argparse.ArgumentParser:
    """Return a parser with what both benches take."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--letters", type=int, default=letters)
    parser.add_argument("--connections", type=int, default=20)
    parser.add_argument("--json", action="store_true", help="print JSON instead of one line")
    return parser


def report(figures: dict[str, object], line: str, *, as_json: bool) -> None:
    """Print what was measured."""
    sys.stdout.write(json.dumps(figures, indent=2) + "\n" if as_json else line + "\n")


def start_django() -> None:
    """Get Django going, with the project's settings unless told otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.config.settings")
    django.setup()


@contextmanager
def bench_rows() -> Iterator[None]:
    """Begin with an outbox without letters and leave it so.

    Ends the program when there are letters that no bench has written: they must not be swallowed.
    """
    from samspil.base.outbox.models import Delivery, Heartbeat, Letter

    if Delivery.objects.exclude(letter__kind=KIND).exists():
        sys.exit("This database holds real letters; benches want one of their own.")

    def clean() -> None:
        for model in (Delivery, Letter, Heartbeat):
            model._default_manager.all()._raw_delete("default")

    clean()
    try:
        yield
    finally:
        clean()


def _on(address: str, name: str) -> str:
    return urlsplit(address)._replace(path="/" + name).geturl()


def _drop(owner: str, name: str) -> None:
    """Remove a database. FORCE would end the vacuum of the server too, which an ordinary owner may not."""
    with psycopg.connect(owner, autocommit=True) as server:
        for _try in range(20):
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND usename IN (SELECT rolname FROM pg_roles"
                " WHERE pg_has_role(current_user, oid, 'MEMBER'))",
                [name],
            )
            with suppress(psycopg.errors.ObjectInUse):
                server.execute(SQL("DROP DATABASE {}").format(Identifier(name)))
                return
            time.sleep(0.5)
        raise TimeoutError(f"The database {name} is still in use.")


@contextmanager
def fresh_database() -> Iterator[str]:
    """Make an empty, migrated database and use it here and in what is started from here.

    Yields the address by which its owner reaches it; the database is gone afterwards.
    """
    from django.conf import settings
    from django.db import connection

    kept = {key: os.environ.get(key, "") for key in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    owner = kept["DATABASE_OWNER_URL"] or kept["DATABASE_URL"]
    name = f"samspil_bench_{os.getpid()}"
    with psycopg.connect(owner, autocommit=True) as server:
        server.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    os.environ["DATABASE_URL"] = _on(kept["DATABASE_URL"], name)
    os.environ["DATABASE_OWNER_URL"] = _on(owner, name)
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    try:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"], check=True, cwd=PROJECT
        )
        yield os.environ["DATABASE_OWNER_URL"]
    finally:
        connection.close()
        _drop(owner, name)
        os.environ.update(kept)
        settings.DATABASES["default"]["NAME"] = urlsplit(kept["DATABASE_URL"]).path[1:]
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"]


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def tool(name: str) -> str | None:
    """Return where one of Postfix's test programs lies, or None."""
    return shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")


def wait_for(port: int) -> None:
    """Wait until somebody listens on a port."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise TimeoutError(f"Nobody listens on port {port}.")


@contextmanager
def swallowing_server() -> Iterator[tuple[int, str]]:
    """Run a mail server that forgets what it gets; give its port and name."""
    port = free_port()
    postfix = tool("smtp-sink")
    if postfix:
        # As root it wants a user to turn into.
        user = ["-u", "nobody"] if os.geteuid() == 0 else []
        command = [postfix, *user, "-c", f"127.0.0.1:{port}", "1000"]
    else:
        command = [sys.executable, str(SINK), str(port), ""]
    with _running(command, port):
        yield port, "smtp-sink" if postfix else "our own sink"


@contextmanager
def recording_server(record: Path, port: int = 0) -> Iterator[int]:
    """Run a mail server that writes the Message-ID of what it took into a file; give its port."""
    port = port or free_port()
    with _running([sys.executable, str(SINK), str(port), str(record)], port):
        yield port


@contextmanager
def _running(command: Sequence[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait(10)


def worker(port: int, connections: int) -> subprocess.Popen[bytes]:
    """Start a worker that delivers to a port on this machine."""
    environment = os.environ | {
        "SAMSPIL_MAIL_TRANSPORT": f"smtp://127.0.0.1:{port}?tls=off",
        "SAMSPIL_MAIL_CONNECTIONS": str(connections),
    }
    return subprocess.Popen([sys.executable, "-m", "django", "deliver"], env=environment)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask a worker to end and wait until it has."""
    process.send_signal(signal.SIGTERM)
    process.wait(15)


ARTICLE = (
    "Kære læser\n\n" + "Det her er en artikel på jævnt dansk om fritid for børn og unge. " * 30
)
PAGE = "<p>" + "Det her er en artikel på jævnt dansk om fritid for børn og unge. " * 40 + "</p>"


def enqueue_letters(count: int) -> None:
    """Put one newsletter to `count` invented receivers in the queue."""
    from django.db import connection

    from samspil.base.outbox.actions import compose
    from samspil.base.outbox.letters import slot
    from samspil.kit.encryption import address_key, encrypt

    link = f"https://samspil.example/farvel/{slot('seal')}/"
    letter = compose(
        key=f"bench:{uuid4()}",
        kind=KIND,
        language="da",
        subject="Nyt fra Eksempel Kommune",
        text=f"{ARTICLE}\n\nDu skrev dig op {slot('since')}.\nFrameld: {link}",
        html=f'{PAGE}<p>Du skrev dig op {slot("since")}.</p><a href="{link}">Frameld</a>',
        withdraw_url=link,
    )
    with connection.cursor() as cursor:
        columns = (
            "letter_id, address, address_key, subscription, since, dedupe_key, priority, state"
        )
        rest = "attempts, last_reply, bounced"
        with cursor.copy(f"COPY outbox_delivery ({columns}, {rest}) FROM STDIN") as copy:
            for number in range(count):
                address = f"person{number}@example.org"
                subscription = uuid4()
                copy.write_row(
                    (
                        letter.pk,
                        encrypt(address),
                        address_key(address),
                        subscription,
                        "2023-05-04",
                        uuid4(),
                        9,
                        "queued",
                        0,
                        "",
                        False,
                    )
                )


def one_mail() -> bytes:
    """Return the newsletter as it goes over the wire."""
    from django.conf import settings

    from samspil.base.outbox.deliver.mime import Content, Template

    content = Content("news-article", "da", "Nyt fra Eksempel Kommune", ARTICLE, PAGE, "", uuid4())
    template = Template(content, settings.MAIL_FROM)
    return template.render(address="person1@example.org", message_id=uuid4(), values={})


def how_many(state: str) -> int:
    """Return how many deliveries are in a state."""
    from samspil.base.outbox.models import Delivery

    return Delivery.objects.filter(state=state).count()


def sent_per_second() -> float:
    """Return how fast letters were sent, by the times in the ledger."""
    from django.db.models import Count, Max, Min

    from samspil.base.outbox.models import Delivery

    times = Delivery.objects.filter(state="sent").aggregate(
        first=Min("sent_at"), last=Max("sent_at"), sent=Count("pk")
    )
    return float(times["sent"] / (times["last"] - times["first"]).total_seconds())


def memory(process: subprocess.Popen[bytes]) -> float:
    """Return the resident memory of a process in megabytes."""
    import psutil

    return float(psutil.Process(process.pid).memory_info().rss) / 1e6
