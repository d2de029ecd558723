"""How long the first and a later `./samspil demo` take until the front page answers.

First means a fresh copy of the source with an empty data directory; package caches stay warm.
"""

import argparse
import json
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from samspil.config.local import PROJECT, build_folder
from samspil.config.supervisor import front_page_status

LIMITS = {"first_seconds": 60.0, "later_seconds": 6.0}
GIVE_UP_SECONDS = 900


def measure(copy: Path) -> float:
    """Return the seconds from starting the demo until its front page answers; then stop it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(copy / "samspil"), "demo", "--no-browser", "--port", str(port)]
    begun = time.monotonic()
    with (copy / "demo.log").open("ab") as log:
        demo = subprocess.Popen(
            [*command, "--data", str(copy / ".samspil")], stdout=log, stderr=log
        )
    try:
        while front_page_status(port) is None:
            if demo.poll() is not None or time.monotonic() - begun > GIVE_UP_SECONDS:
                raise SystemExit((copy / "demo.log").read_text(errors="replace"))
            time.sleep(0.02)
        return time.monotonic() - begun
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait()


def main() -> None:
    """Measure both starts and print them."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--json", action="store_true", help="print the JSON only")
    only_json = parser.parse_args().json
    build_folder().mkdir(exist_ok=True)
    copy = Path(tempfile.mkdtemp(prefix="start-", dir=build_folder()))
    try:
        listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.check_output(listing, cwd=PROJECT, text=True).split("\0")
        for name in filter(None, names):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, copy / name)
        figures = {
            "first_seconds": round(measure(copy), 2),
            "later_seconds": round(measure(copy), 2),
        }
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    print(json.dumps({"bench": "start", **figures, "limits": LIMITS}))
    if not only_json:
        print(f"start: first {figures['first_seconds']} s, later {figures['later_seconds']} s")


if __name__ == "__main__":
    main()
