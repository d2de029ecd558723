"""`./samspil demo`: from a checkout to a filled municipality that answers in the browser."""

import os
import subprocess
import sys

from samspil.config import supervisor
from samspil.config.local import MANAGE, PROJECT
from samspil.config.place import Place
from samspil.config.prepare import filled, has_command, migrated, site_files


def run(place: Place, *, port: int, size: str, browser: bool) -> None:
    """Set up what is not set up yet, and serve until somebody stops it."""
    supervisor.require_free_port(port)
    origin = f"http://localhost:{port}"
    print("Samspil demo: setting up …", flush=True)
    place.take_secrets()
    place.take_database()
    place.remember_demo({"SAMSPIL_DEMO": "1", "SAMSPIL_ORIGIN": origin})
    site_files()
    migrated(place.stamps)
    filled(place.stamps, size, place.database)
    worker = [sys.executable, MANAGE, "worker"] if has_command("worker") else None

    def announce() -> None:
        print(f"\nSamspil answers at {origin}\nData: {place.data}\n", flush=True)
        if has_command("demo_people"):
            people = [sys.executable, MANAGE, "demo_people", "--origin", origin]
            subprocess.run(people, cwd=PROJECT, check=False)
        print("Stop with Ctrl-C.", flush=True)
        if browser:
            _open_browser(origin)

    try:
        supervisor.serve(port, worker, place.database, announce)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)


def _open_browser(address: str) -> None:
    """Open the address where there is a screen; a text browser would take over the terminal."""
    if sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        subprocess.Popen(
            [sys.executable, "-m", "webbrowser", address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
