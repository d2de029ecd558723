"""Work with heavy libraries or doubtful files, done in a process of its own.

A web process stays small because typesetting, spreadsheets and text statistics are imported elsewhere, and
a file that would eat all memory or time only ends the process that opened it.
"""

import importlib
import resource
import subprocess
import sys

MEGABYTE = 1 << 20
WRONG_INPUT = 3


class ApartError(Exception):
    """The work could not be done: it failed, took too long, or wanted too much memory."""


class WrongInput(Exception):
    """Raised inside the other process when what it was given is no good; says why in words for the screen."""


def done_apart(module: str, data: bytes, *, seconds: int = 20, megabytes: int = 1024) -> bytes:
    """Return what `module.done(data)` returns, called in a new process.

    Args:
        module: the full name of a module of the caller, made from `__package__`; it holds a function
            `done(data: bytes) -> bytes` and no Django.
        data: what it works on.
        seconds: how long it may take.
        megabytes: how much memory it may ask for.

    Raises WrongInput with the words of the module, ApartError when it fails otherwise.
    """
    command = [sys.executable, "-m", __name__, module, str(megabytes)]
    try:
        # The name comes from our own code, never from a visitor.
        ended = subprocess.run(command, input=data, capture_output=True, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ApartError(f"{module} took more than {seconds} s") from error
    if ended.returncode == WRONG_INPUT:
        raise WrongInput(ended.stderr.decode())
    if ended.returncode:
        raise ApartError(f"{module} ended with {ended.returncode}: {_last_line(ended.stderr)}")
    return ended.stdout


def _last_line(text: bytes) -> str:
    """Return the kind of error alone, since what follows it may quote what was worked on."""
    lines = text.decode(errors="replace").strip().splitlines()
    return lines[-1].partition(":")[0] if lines else ""


def main(module: str, megabytes: int) -> int:
    """Do the work of this process, and return its exit status."""
    limit = megabytes * MEGABYTE
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    try:
        sys.stdout.buffer.write(importlib.import_module(module).done(sys.stdin.buffer.read()))
    except WrongInput as error:
        sys.stderr.write(str(error))
        return WRONG_INPUT
    return 0


if __name__ == "__main__":
    # The class as the other modules know it, not the one of `__main__`.
    from samspil.kit.apart import main as _main

    sys.exit(_main(sys.argv[1], int(sys.argv[2])))
