"""Steps between a checkout and a running site, each done again only when what it is made of changed."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from samspil.config.embedded import DATABASE, OWNER_ROLE, EmbeddedDatabase
from samspil.config.local import (
    MANAGE,
    PROJECT,
    SOURCE,
    LauncherError,
    Stamp,
    build_folder,
    digest,
    digest_of_migrations,
)

OLDEST_NODE = 20
BEGUN = "begun"


def run(command: Sequence[str | Path], what: str, *, quiet: bool = False, **more: str) -> None:
    """Run one step's program in the project folder.

    Raises LauncherError with what the program said when it fails.
    """
    done = subprocess.run(
        [str(part) for part in command],
        cwd=PROJECT,
        env=os.environ | more,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        check=False,
        text=True,
    )
    if done.returncode:
        said = f":\n{done.stdout}" if quiet else "."
        raise LauncherError(f"{what} failed{said}")


def call(command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run a program in the project folder and return its status; let it tidy up when we must end."""
    process = subprocess.Popen(command, cwd=PROJECT, env=environment)
    try:
        return process.wait()
    except KeyboardInterrupt:
        # From the keyboard it was told already; otherwise it is told now.
        for patience, then in ((3, process.terminate), (10, process.kill)):
            try:
                process.wait(timeout=patience)
            except subprocess.TimeoutExpired:
                then()
        process.wait()
        raise


def manage(*arguments: str, what: str, quiet: bool = True) -> None:
    """Run one of Django's commands in a process of its own."""
    run([sys.executable, MANAGE, *arguments], what, quiet=quiet)


def has_command(name: str) -> bool:
    """Tell whether one of our rooms brings the Django command, without starting Django."""
    return any(SOURCE.glob(f"**/management/commands/{name}.py"))


def site_files() -> None:
    """Compile the translations and build and collect everything that lies under /static/."""
    build = build_folder()
    try:
        build.mkdir(parents=True, exist_ok=True)
        turn = (build / "prepare.lock").open("a")
    except OSError as error:
        raise LauncherError(f"The folder {build} is not writable for you ({error}).") from error
    with turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        with _step(build / "stamps" / "messages", _messages_state()) as needed:
            if needed:
                run([sys.executable, "-m", "samspil.kit.messages", "compile"], "Translations")
        with _step(
            build / "stamps" / "words", digest([PROJECT / "locks" / "runtime.txt"])
        ) as needed:
            if needed:
                manage("prepare_words", what="Danish words")
        if (PROJECT / "package.json").exists():
            _node_packages(build)
            _assets(build)
        (build / "assets").mkdir(exist_ok=True)
        with _step(build / "stamps" / "static", _static_state(build)) as needed:
            if needed:
                manage("collectstatic", "--no-input", what="Collecting static files")


@contextmanager
def _step(file: Path, state: str | None) -> Iterator[bool]:
    """Yield whether a step is needed, and stamp it when its block ended well."""
    stamp = Stamp(file)
    needed = state is not None and not stamp.is_for(state)
    if needed:
        stamp.clear()
    yield needed
    if state is not None and needed:
        stamp.write(state)


def _files(*folders: Path) -> list[Path]:
    return [file for folder in folders for file in folder.rglob("*") if file.is_file()]


def _messages_state() -> str | None:
    if not (SOURCE / "kit" / "messages.py").exists():
        return None
    return digest([*PROJECT.glob("src/**/*.po"), SOURCE / "kit" / "messages.py"])


def _static_state(build: Path) -> str:
    return digest(
        [*_files(build / "assets", *SOURCE.glob("**/static")), PROJECT / "locks" / "runtime.txt"],
        str(PROJECT),
    )


def _node_packages(build: Path) -> None:
    state = digest([PROJECT / "package.json", PROJECT / "package-lock.json"])
    with _step(build / "stamps" / "npm", state) as needed:
        if needed or not (PROJECT / "node_modules").is_dir():
            print("Fetching what package-lock.json names …", flush=True)
            options = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
            run(["npm", "ci", *options], "npm ci", quiet=True, PATH=_node_path())


def _assets(build: Path) -> None:
    files = [PROJECT / "package.json", PROJECT / "package-lock.json"]
    state = digest([*files, *_files(PROJECT / "assets", *SOURCE.glob("**/static"))])
    with _step(build / "stamps" / "assets", state) as needed:
        if needed or not (build / "assets").is_dir():
            print("Building styles and scripts …", flush=True)
            more = {"PATH": _node_path(), "SAMSPIL_BUILD": str(build)}
            run(["npm", "run", "--silent", "build"], "The assets build", quiet=True, **more)


def _node_path() -> str:
    """Return the PATH on which there is a Node.js that is new enough: the system's, else our own."""
    path = os.environ.get("PATH", os.defpath)
    if _new_enough(path):
        return path
    own = f"{Path(sys.prefix) / 'bin'}{os.pathsep}{path}"
    if not _new_enough(own):
        run([PROJECT / "samspil", "_node"], "Installing Node.js")
    return own


def _new_enough(path: str) -> bool:
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if not node or not npm:
        return False
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return False
    version = re.match(r"v(\d+)\.", told.stdout)
    return version is not None and int(version[1]) >= OLDEST_NODE


def migrated(stamps: Path) -> None:
    """Bring the database to the newest form, as its owner.

    Args:
        stamps: the folder that remembers what was done to this database.
    """
    with _step(stamps / "migrated", digest_of_migrations(str(PROJECT))) as needed:
        if needed:
            print("Bringing the database up to date …", flush=True)
            manage("migrate", "--no-input", what="migrate")


def filled(stamps: Path, size: str, database: EmbeddedDatabase | None) -> None:
    """Fill the demo municipality, once; what was interrupted on the way is started over."""
    if not has_command("fill_demo"):
        return
    stamp = Stamp(stamps / "filled")
    if stamp.is_for(size):
        return
    if stamp.is_for(BEGUN):
        _start_over(stamps, database)
    elif stamp.file.exists():
        print(
            f"Note: this demo was filled with another size than {size}; --data DIR makes a new one."
        )
        return
    stamp.write(BEGUN)
    print("Filling the demo municipality …", flush=True)
    manage("fill_demo", "--size", size, what="fill_demo", quiet=False)
    stamp.write(size)


def _start_over(stamps: Path, database: EmbeddedDatabase | None) -> None:
    if database is None:
        raise LauncherError(
            "Filling the demo was interrupted last time. Empty the database that DATABASE_URL "
            f"names, remove the folder {stamps}, and try again."
        )
    print("Filling the demo was interrupted last time: starting over with an empty database.")
    database.run_as_owner(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
    database.run_as_owner(f"CREATE DATABASE {DATABASE} OWNER {OWNER_ROLE}")
    Stamp(stamps / "migrated").clear()
    migrated(stamps)
