"""Serving for real: everything comes from the environment, and what is unsafe does not start."""

import os
import sys
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

import psycopg
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from samspil.config import environment
from samspil.config.local import MANAGE, LauncherError
from samspil.config.prepare import site_files
from samspil.config.supervisor import web_command

REQUIRED = (
    "SAMSPIL_SECRET_KEY",
    "SAMSPIL_FIELD_KEYS",
    "SAMSPIL_INDEX_KEY",
    "SAMSPIL_ORIGIN",
    "DATABASE_URL",
)
SHORTEST_SECRET = 32
CONNECT_SECONDS = 10
REFUSED = 2


def problems(settings: Mapping[str, str]) -> list[str]:
    """Return why these settings may not serve for real, in words; nothing when they may."""
    missing = [f"{name} is missing." for name in REQUIRED if not settings.get(name, "").strip()]
    return [*missing, *_flags(settings), *_secrets(settings), *_origin(settings), *_role(settings)]


def _flags(settings: Mapping[str, str]) -> list[str]:
    return [
        f"{name} is on; that is for one's own machine only."
        for name in ("SAMSPIL_DEBUG", "SAMSPIL_DEMO", "SAMSPIL_AS_OWNER")
        if environment.is_yes(settings.get(name, ""))
    ]


def _secrets(settings: Mapping[str, str]) -> list[str]:
    """Return which secrets are too weak to be one, or of the wrong form."""
    found = [
        f"{name} is too short: at least {SHORTEST_SECRET} characters."
        for name in ("SAMSPIL_SECRET_KEY", "SAMSPIL_INDEX_KEY")
        if 0 < len(settings.get(name, "").strip()) < SHORTEST_SECRET
    ]
    found += [
        f"{name} is one character again and again."
        for name in ("SAMSPIL_SECRET_KEY", "SAMSPIL_INDEX_KEY")
        if len(settings.get(name, "").strip()) > 1 and len(set(settings[name].strip())) == 1
    ]
    if "*" in settings.get("SAMSPIL_HOSTS", ""):
        found.append("SAMSPIL_HOSTS names every host; name your own.")
    keys = [key.strip() for key in settings.get("SAMSPIL_FIELD_KEYS", "").split(",")]
    if settings.get("SAMSPIL_FIELD_KEYS", "").strip() and not any(keys):
        found.append("SAMSPIL_FIELD_KEYS holds no key.")
    try:
        for key in filter(None, keys):
            Fernet(key)
    except ValueError:
        found.append("SAMSPIL_FIELD_KEYS must hold 32 random bytes each, in URL-safe base64.")
    return found


def _origin(settings: Mapping[str, str]) -> list[str]:
    origin = settings.get("SAMSPIL_ORIGIN", "").strip()
    if not origin:
        return []
    parts = urlsplit(origin)
    if not parts.hostname or parts.scheme not in {"http", "https"}:
        return ["SAMSPIL_ORIGIN must be an address such as https://samspil.example.dk."]
    if parts.scheme == "http" and not environment.is_yes(settings.get("SAMSPIL_ALLOW_HTTP", "")):
        return ["SAMSPIL_ORIGIN must begin with https:// (SAMSPIL_ALLOW_HTTP=1 allows a trial)."]
    return []


def _role(settings: Mapping[str, str]) -> list[str]:
    """Connect, and return what is wrong with the role that the application would have."""
    address = settings.get("DATABASE_URL", "").strip()
    if not address:
        return []
    try:
        environment.database(address)
        with psycopg.connect(address, connect_timeout=CONNECT_SECONDS) as connection:
            row = connection.execute(
                "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except (ImproperlyConfigured, psycopg.Error) as error:
        return [f"DATABASE_URL: {error}".strip()]
    if row is not None and row[1]:
        return [f"DATABASE_URL: the role {row[0]} is a superuser; use an ordinary role."]
    return []


def refuse_if_unsafe() -> None:
    """Exit with status 2, saying every reason on standard error, unless all is well."""
    found = problems(os.environ)
    if found:
        print(
            "Samspil does not start:", *(f"  {line}" for line in found), sep="\n", file=sys.stderr
        )
        sys.exit(REFUSED)
    if environment.text("MAIL_TRANSPORT", "inbox:").startswith("inbox:"):
        print("Warning: SAMSPIL_MAIL_TRANSPORT is not set: no letter leaves.", file=sys.stderr)


def run() -> None:
    """Become the web server."""
    host, _, port = environment.text("BIND", "127.0.0.1:8000").rpartition(":")
    command = web_command(
        host.strip("[]") or "127.0.0.1",
        int(port),
        workers=environment.number("WEB_WORKERS", 1),
        threads=environment.number("WEB_THREADS", 4),
    )
    os.execv(command[0], command)


def work() -> None:
    """Become the worker."""
    os.execv(sys.executable, [sys.executable, MANAGE, "worker"])


def main(arguments: Sequence[str]) -> None:
    """Serve as the web server (run) or the worker (worker)."""
    refuse_if_unsafe()
    if arguments == ["worker"]:
        work()
    try:
        site_files()
    except LauncherError as error:
        sys.exit(f"samspil: {error}")
    run()


if __name__ == "__main__":
    main(sys.argv[1:])
