"""Runs the demo's web server and worker side by side until somebody stops it.

Both stand in a process group with a guard, a small shell that ends the group as soon as the
supervisor's end of a pipe closes: however the supervisor dies, nothing is left running.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException
from types import TracebackType
from typing import Self

from samspil.config.embedded import EmbeddedDatabase
from samspil.config.local import PROJECT, LauncherError

GUARD = "trap '' HUP INT TERM; read -r nothing; kill -TERM 0; sleep 5; kill -KILL 0"
STOP_SECONDS = 10
READY_SECONDS = 60
PORT_SECONDS = 6
LONGEST_PAUSE = 60
LOOK_SECONDS = 0.5


def stop_on_signals() -> None:
    """Treat every wish to end this process like Ctrl-C; one that is ignored (nohup) stays so."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number == signal.SIGINT or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, interrupt)


def require_free_port(port: int) -> None:
    """Wait a moment for a port that is just being given up.

    Raises LauncherError, naming a free one, when the port stays busy.
    """
    deadline = time.monotonic() + PORT_SECONDS
    while not _is_free(port):
        if time.monotonic() > deadline:
            other = next((n for n in range(port + 1, min(port + 100, 65536)) if _is_free(n)), 0)
            raise LauncherError(
                f"Port {port} is used by another program. "
                f"Choose another one, for example: ./samspil demo --port {other or 8765}"
            )
        time.sleep(0.2)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise LauncherError(
                f"Port {port} is not open to you; choose one above 1023: ./samspil demo --port 8000"
            ) from error
        except OSError:
            return False
    return True


def front_page_status(port: int) -> int | None:
    """Return the status with which the front page answers, or None while nothing does."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


class ProcessGroup:
    """Processes that end together, at the latest when this process does."""

    def __init__(self, database: EmbeddedDatabase | None) -> None:
        reader, self._writer = os.pipe()
        # The guard keeps the database's place too, so that it stops after those who use it.
        place = [] if database is None else [database.stay_until_the_end()]
        self._guard = subprocess.Popen(
            ["/bin/sh", "-c", GUARD], stdin=reader, process_group=0, pass_fds=place
        )
        os.close(reader)
        self._members: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for member in self._members:
            member.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        while any(member.poll() is None for member in self._members):
            if time.monotonic() > deadline:
                break
            time.sleep(0.02)
        os.killpg(self._guard.pid, signal.SIGKILL)
        for process in (self._guard, *self._members):
            process.wait()
        os.close(self._writer)

    def start(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start a program as a member of the group."""
        member = subprocess.Popen(
            command, cwd=PROJECT, stdin=subprocess.DEVNULL, process_group=self._guard.pid
        )
        self._members = [each for each in self._members if each.poll() is None] + [member]
        return member


class Restarted:
    """A program that is started again when it ends, after pauses that grow while it keeps ending."""

    def __init__(self, group: ProcessGroup, command: Sequence[str], name: str) -> None:
        self._group = group
        self._command = command
        self._name = name
        self._pause = 1.0
        self._begun = time.monotonic()
        self._process: subprocess.Popen[bytes] | None = group.start(command)
        self._due = 0.0

    def look_after(self) -> None:
        """See whether it still runs; plan and do the next start."""
        now = time.monotonic()
        if self._process is None:
            if now >= self._due:
                self._begun = now
                self._process = self._group.start(self._command)
        elif (status := self._process.poll()) is not None:
            self._process = None
            self._pause = 1.0 if now - self._begun > LONGEST_PAUSE else self._pause
            self._due = now + self._pause
            print(
                f"The {self._name} ended (status {status}); it starts again in {self._pause:.0f} s.",
                flush=True,
            )
            self._pause = min(self._pause * 2, LONGEST_PAUSE)


def web_command(host: str, port: int, *, workers: int = 1, threads: int = 4) -> list[str]:
    """Return how the web server is started."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host),
        *("--port", str(port), "--workers", str(workers), "--blocking-threads", str(threads)),
        *("--workers-kill-timeout", "5", "--respawn-failed-workers", "--log-level", "warning"),
        "samspil.config.wsgi:application",
    ]


def serve(
    port: int,
    worker: Sequence[str] | None,
    database: EmbeddedDatabase | None,
    when_ready: Callable[[], None],
) -> None:
    """Run web server and worker until KeyboardInterrupt.

    Args:
        port: where on this machine the site answers.
        worker: the worker's command, if there is one.
        database: the embedded database, which is started again if it is lost.
        when_ready: called once the front page answers.

    Raises LauncherError when the web server ends.
    """
    with ProcessGroup(database) as group:
        web = group.start(web_command("127.0.0.1", port))
        _wait_for_front_page(web, port)
        helper = None if worker is None else Restarted(group, worker, "worker")
        when_ready()
        while web.poll() is None:
            time.sleep(LOOK_SECONDS)
            if helper is not None:
                helper.look_after()
            if database is not None and not database.is_running():
                _bring_back(database)
        raise LauncherError(f"The web server ended (status {web.returncode}); the demo stops.")


def _wait_for_front_page(web: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while (status := front_page_status(port)) is None:
        if web.poll() is not None:
            raise LauncherError(f"The web server did not start (status {web.returncode}).")
        if time.monotonic() > deadline:
            raise LauncherError(f"The front page did not answer within {READY_SECONDS} seconds.")
        time.sleep(0.05)
    if status >= 400:
        print(f"Warning: the front page answers with status {status}.", flush=True)


def _bring_back(database: EmbeddedDatabase) -> None:
    print("The database ended; it is started again.", flush=True)
    if database.enter()["DATABASE_URL"] != os.environ["DATABASE_URL"]:
        raise LauncherError("The database came back at another address: start the demo again.")
