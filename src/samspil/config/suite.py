"""`./samspil test`: what the tests need, the checks, and the tests on one or two databases."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from subprocess import DEVNULL

from samspil.config import checks
from samspil.config.place import Place
from samspil.config.prepare import call, site_files
from samspil.config.template import NAME as TEMPLATE
from samspil.config.template import Template

# Chromium without windows of its own draws the same pages for three fifths of the processor's time.
HEADLESS = "chromium-headless-shell"
BROWSERS = (HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BROWSERS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def run(place: Place, arguments: Sequence[str]) -> int:
    """Set up what tests need and run them; without arguments check the source first."""
    place.take_secrets()
    _take_browser()
    given = {
        name: os.environ.pop(name)
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL")
        if os.environ.get(name)
    }
    place.external = False
    with _free_folder(place.data) as folder:
        place.take_database(folder, throwaway=True)
        template = Template(os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"])
        template.begin()
        site_files()
        statuses = [] if arguments else [checks.run([])]
        template.finish()
        statuses.append(_pytest(arguments, dict(os.environ) | {TEMPLATE: template.name}))
        if "DATABASE_URL" in given:
            print("Once more, on the database that DATABASE_URL names …", flush=True)
            one_role = {n: v for n, v in os.environ.items() if n != "DATABASE_OWNER_URL"}
            statuses.append(_pytest(arguments, one_role | given))
        place.leave()
    return next((status for status in statuses if status), 0)


def _pytest(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    return call([sys.executable, "-m", "pytest", *arguments], environment)


@contextmanager
def _free_folder(data: Path) -> Iterator[Path]:
    """Yield a folder that no other test run uses: their test databases have the same names."""
    for number in count(1):
        folder = data / ("test" if number == 1 else f"test-{number}")
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "run.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield folder
            return


def _take_browser() -> None:
    """Put the path of Chromium into CHROMIUM, installing it where that is possible."""
    if not os.environ.get("CHROMIUM") and not shutil.which(HEADLESS):
        _install(HEADLESS)
    found = _browser()
    if found is None:
        _install("chromium")
        found = _browser()
    if found is None:
        print(
            "No Chromium found; browser tests will fail. Install it (Debian: sudo apt-get install "
            "chromium-headless-shell) or let CHROMIUM name a browser.",
            file=sys.stderr,
        )
    else:
        os.environ["CHROMIUM"] = found


def _install(package: str) -> None:
    """Try to install a package of Debian's, which only root can."""
    if os.geteuid() or not shutil.which("apt-get"):
        return
    print(f"Installing {package} for the browser tests …", flush=True)
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", package]):
        command = ["apt-get", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10", *step]
        subprocess.call(command, env=quiet, stdout=DEVNULL, stderr=DEVNULL)


def _browser() -> str | None:
    """Return the first browser that is there and says its version."""
    for name in (os.environ.get("CHROMIUM", ""), *BROWSERS, *MAC_BROWSERS):
        path = shutil.which(name) if name else None
        if path and subprocess.call([path, "--version"], stdout=DEVNULL, stderr=DEVNULL) == 0:
            return path
    return None
