"""The commands behind ./samspil; needs only Python's own library, so that help always works."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from samspil.config import checks, demonstration, suite
from samspil.config.embedded import EmbeddedDatabaseError
from samspil.config.help_texts import EVERYWHERE, HELP, OVERVIEW
from samspil.config.local import MANAGE, PROJECT, LauncherError, data_directory
from samspil.config.place import Place
from samspil.config.prepare import call, migrated, site_files
from samspil.config.supervisor import stop_on_signals

INTERRUPTED = 130
WRONG_USE = 2


def demo(place: Place, arguments: Sequence[str]) -> int:
    """Set up and run the demo until somebody stops it."""
    parser = argparse.ArgumentParser(prog="./samspil demo", usage=HELP["demo"])
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--size", choices=("small", "large"), default="small")
    parser.add_argument("--no-browser", action="store_true")
    chosen = parser.parse_args(arguments)
    if not 0 < chosen.port < 65536:
        raise LauncherError(f"{chosen.port} is no port; choose one from 1024 to 65535.")
    demonstration.run(place, port=chosen.port, size=chosen.size, browser=not chosen.no_browser)
    return 0


def manage(place: Place, arguments: Sequence[str]) -> int:
    """Become one of Django's commands, with the secrets and database of the data directory."""
    # Secrets made up here must not be used on a database that was written with others.
    place.take_secrets(may_create=not place.external)
    place.recall_demo()
    place.take_database()
    if place.database is not None:
        place.database.stay_until_the_end()
    os.execv(sys.executable, [sys.executable, MANAGE, *(arguments or ["help"])])


def check(place: Place, arguments: Sequence[str]) -> int:
    """Check the source in every way that needs no running test."""
    place.take_secrets()
    place.take_database(place.data / "test", throwaway=True)
    return checks.run(arguments)


def test(place: Place, arguments: Sequence[str]) -> int:
    """Run the checks and the tests."""
    return suite.run(place, arguments)


def bench(place: Place, arguments: Sequence[str]) -> int:
    """Run one benchmark."""
    known = sorted(
        file.stem
        for file in (PROJECT / "benchmarks").glob("[a-z]*.py")
        if not file.stem.startswith("_")
    )
    if not arguments or arguments[0] not in known:
        raise LauncherError(f"Name a benchmark: {', '.join(known)}.")
    place.take_secrets()
    place.take_database(place.data / "bench")
    site_files()
    migrated(place.stamps)
    return call([sys.executable, "-m", f"benchmarks.{arguments[0]}", *arguments[1:]])


def serve_for_real(what: str) -> Callable[[Place, Sequence[str]], int]:
    """Return a command that becomes the web server or the worker."""

    def serve(place: Place, arguments: Sequence[str]) -> int:
        if arguments:
            raise LauncherError(f"{what} takes no arguments; its settings are in the environment.")
        os.execv(sys.executable, [sys.executable, "-m", "samspil.config.production", what])

    return serve


COMMANDS: dict[str, Callable[[Place, Sequence[str]], int]] = {
    "demo": demo,
    "test": test,
    "check": check,
    "run": serve_for_real("run"),
    "worker": serve_for_real("worker"),
    "bench": bench,
    "manage": manage,
}


def _without_data(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Take `--data DIR` out of the arguments, wherever it stands before a `--`."""
    chosen, rest = None, []
    left = iter(arguments)
    for argument in left:
        if argument == "--":
            rest += [argument, *left]
        elif argument == "--data":
            chosen = next(left, "")
        elif argument.startswith("--data="):
            chosen = argument.removeprefix("--data=")
        else:
            rest.append(argument)
    if chosen == "":
        raise LauncherError("--data needs the name of a directory.")
    return chosen, rest


def main(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name, and return its exit status."""
    try:
        chosen, (name, *rest) = _without_data(arguments or ["help"])
        if name in {"help", "-h", "--help"} or rest[:1] in (["-h"], ["--help"]):
            topic = (rest[0] if rest else "") if name == "help" else name
            print(HELP.get(topic, OVERVIEW), EVERYWHERE, sep="\n", end="")
            return 0
        if name not in COMMANDS:
            print(
                f"samspil: there is no command {name}; ./samspil help lists them.", file=sys.stderr
            )
            return WRONG_USE
        stop_on_signals()
        place = Place(data_directory(chosen))
        try:
            return COMMANDS[name](place, rest)
        finally:
            place.leave()
    except (LauncherError, EmbeddedDatabaseError) as error:
        print(f"samspil: {error}", file=sys.stderr)
        return 1
    except PermissionError as error:
        print(f"samspil: {error}. Choose another place with --data DIR.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
