"""Reads settings from the environment; the one place that knows their names and forms."""

import os
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "SAMSPIL_"


def text(name: str, default: str | None = None) -> str:
    """Return the setting `SAMSPIL_<name>`.

    Raises ImproperlyConfigured, naming the variable, when it is missing and has no default.
    """
    value = os.environ.get(PREFIX + name, default)
    if value is None or (value == "" and default is None):
        raise ImproperlyConfigured(f"The environment variable {PREFIX}{name} is missing.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Return the setting `SAMSPIL_<name>` as yes or no (1, true, yes, on are yes)."""
    return is_yes(text(name, str(default)))


def is_yes(value: str) -> bool:
    """Tell whether a value means yes."""
    return value.strip().lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """Return the setting `SAMSPIL_<name>` as a whole number."""
    try:
        return int(text(name, str(default)))
    except ValueError as error:
        raise ImproperlyConfigured(f"{PREFIX}{name} must be a whole number.") from error


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated setting `SAMSPIL_<name>` as a list without empty parts."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


OWNER_COMMANDS = frozenset(
    {"migrate", "flush", "createcachetable", "sqlmigrate", "pgtrigger", "optimizemigration"}
)


def act_as_owner_for(command: str) -> None:
    """Choose the owner's role for a command that changes the form of the database."""
    if command in OWNER_COMMANDS:
        os.environ.setdefault(f"{PREFIX}AS_OWNER", "1")


def database_address() -> str:
    """Return `DATABASE_URL`, the one setting whose name is everybody's and not ours.

    Raises ImproperlyConfigured when it is missing: the launcher sets it for the embedded database.
    """
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        raise ImproperlyConfigured(
            "The environment variable DATABASE_URL is missing; ./samspil sets it for you."
        )
    return address


def owner_address() -> str:
    """Return `DATABASE_OWNER_URL`: the role that owns the tables; without it, there is one role."""
    return os.environ.get("DATABASE_OWNER_URL") or database_address()


def database(address: str) -> dict[str, Any]:
    """Turn a `postgresql://user:password@host:port/name?option=value` address into Django's form.

    A `host` among the options names a socket directory.
    Raises ImproperlyConfigured when the address is not for PostgreSQL or names no database.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2:
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgresql://user:password@host:port/name."
        )
    options = dict(parse_qsl(parts.query))
    blank: Callable[[str | None], str] = lambda value: unquote(value or "")  # noqa: E731
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": blank(parts.username),
        "PASSWORD": blank(parts.password),
        "HOST": options.pop("host", "") or blank(parts.hostname),
        "PORT": str(parts.port or options.pop("port", "") or ""),
        "OPTIONS": options,
    }
