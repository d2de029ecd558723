"""Write docs/access.md: who may enter which page and who may do what, asked of the policies themselves."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from samspil.front.demo import urls as demo
from samspil.kit.access import NOBODY, Actor, Role, Verdict

FILE = settings.PROJECT / "docs" / "access.md"
YES, NO, LOG_IN = "yes", "–", "log in"

HEAD = """\
# Who may enter what, and who may do what

Made by `./samspil manage access_matrix` from the doors and the policies themselves; a test compares it.
Each role is asked as somebody who holds it for the whole municipality, the administrator with an open
administrator session. `log in` means: led to log-in before anything is looked up. A page that opens may
still answer 404 or 403 for a thing that is not yours.
"""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds one role everywhere."""

    role: Role
    pk: int | None = -1
    is_authenticated: bool = True

    def holds(self, *roles: Role, place_id: int | None = None, topic_id: int | None = None) -> bool:
        """Tell whether the one role is among those asked for."""
        return self.role in roles

    @property
    def is_administrator(self) -> bool:
        """Whether an administrator session may be opened."""
        return self.role == Role.ADMINISTRATOR


ACTORS: dict[str, Actor] = {"visitor": NOBODY, **{role.value: Holder(role) for role in Role}}


@dataclass(frozen=True, slots=True)
class Page:
    """One address and the view behind it."""

    route: str
    name: str
    view: Callable[..., Any]


def _walk(patterns: Iterable[URLPattern | URLResolver], prefix: str) -> Iterator[Page]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield Page(route, pattern.name or "", pattern.callback)


def pages() -> list[Page]:
    """Return every page there is, those of the demo too, by address in Danish."""
    with translation.override(settings.LANGUAGE_CODE):
        found = list(_walk(get_resolver().url_patterns, "/"))
        if not settings.DEMO:
            found += _walk(demo.urlpatterns, "/")
    return sorted(found, key=lambda page: page.route)


def entrance(page: Page, actor: Actor) -> str:
    """Return what an actor meets at the door of a page."""
    door = page.view.door  # type: ignore[attr-defined]
    if door is None:
        return YES
    if not actor.is_authenticated:
        return LOG_IN
    return YES if door(actor) else NO


Verb = Callable[[Actor], Verdict]


def verbs() -> list[tuple[str, Verb]]:
    """Return the policies of all rooms that ask about the actor alone, as `room.may_x`."""
    found: list[tuple[str, Verb]] = []
    for app in apps.get_app_configs():
        name = f"{app.name}.policies"
        if not app.name.startswith("samspil.") or find_spec(name) is None:
            continue
        found += (
            (f"{app.label}.{verb}", policy)
            for verb, policy in inspect.getmembers(import_module(name), inspect.isfunction)
            if verb.startswith("may_")
            and policy.__module__ == name
            and list(inspect.signature(policy).parameters) == ["actor"]
        )
    return sorted(found, key=lambda each: each[0])


def _table(first: str, rows: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    yield f"| {' | '.join([first, *ACTORS])} |"
    yield "|---" * (len(ACTORS) + 1) + "|"
    for name, cells in rows:
        yield f"| `{name}` | {' | '.join(cells)} |"


def matrix() -> str:
    """Return the whole page."""
    entering = [(p.route, [entrance(p, actor) for actor in ACTORS.values()]) for p in pages()]
    doing = [
        (name, [YES if may(actor) else NO for actor in ACTORS.values()]) for name, may in verbs()
    ]
    lines = [HEAD, "## Pages", "", *_table("address", entering), "", "## Verbs", ""]
    return "\n".join([*lines, *_table("policy", doing), ""])


class Command(BaseCommand):
    """Writes docs/access.md, or with --check says whether it is as the policies say."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Know --check."""
        parser.add_argument("--check", action="store_true", help="write nothing; fail on a change")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare."""
        now = matrix()
        if not options["check"]:
            FILE.parent.mkdir(exist_ok=True)
            FILE.write_text(now, encoding="utf-8")
        elif not FILE.exists() or FILE.read_text(encoding="utf-8") != now:
            raise CommandError("docs/access.md is old: run ./samspil manage access_matrix.")
