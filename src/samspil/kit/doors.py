"""The doors in front of every view, and what a view may do behind them."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from samspil.kit.access import NOBODY, Actor, Look, Verdict, require


def actor_of(request: HttpRequest) -> Actor:
    """Return the person behind a request, or nobody."""
    user = getattr(request, "user", None)
    return cast("Actor", user) if user is not None and user.is_authenticated else NOBODY


type View = Callable[..., HttpResponseBase]
type ActorPolicy = Callable[[Actor], Verdict]


def door(policy: ActorPolicy) -> Callable[[View], View]:
    """Let a view be entered only by those a policy allows.

    Not logged in leads to log-in before anything is looked up; a refusal is a 403 with its reason.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            if not actor.is_authenticated:
                return _to_log_in(request)
            require(policy(actor))
            return view(request, *args, **kwargs)

        guarded.door = policy  # type: ignore[attr-defined]
        return guarded

    return decorate


def _to_log_in(request: HttpRequest) -> HttpResponse:
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = redirect_to_login(request.get_full_path()).url
        return response
    return redirect_to_login(request.get_full_path())


def open_to_all(view: View) -> View:
    """Mark a view that everybody may enter, with or without log-in."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    opened.door = None  # type: ignore[attr-defined]
    return opened


class WriteInReadOnlyView(RuntimeError):
    """A view marked `@reads` tried to change the database."""


_READING = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT")
_WRITING = re.compile(r"\b(INSERT|UPDATE|DELETE|MERGE)\b", re.IGNORECASE)
_LITERAL = re.compile(r"'(?:[^']|'')*'")


def _only_reads(sql: str) -> bool:
    start = sql.lstrip("( \n")[:20].upper()
    if start.startswith("WITH"):
        # What stands in front of the SELECT may write too; words that somebody typed do not.
        return not _WRITING.search(_LITERAL.sub("''", sql))
    return start.startswith(_READING)


@contextmanager
def only_reading() -> Iterator[None]:
    """Refuse every SQL statement but SELECT while the block runs."""

    def refuse_writes(
        execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any
    ) -> Any:
        if not _only_reads(sql):
            raise WriteInReadOnlyView(sql.split(maxsplit=1)[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse_writes):
        yield


def reads(view: View) -> View:
    """Mark a view that only reads; any other SQL than SELECT inside it is an error."""

    @wraps(view)
    def reading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with only_reading():
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            return render() if callable(render) else response

    reading.reads = True  # type: ignore[attr-defined]
    return reading


def note_look(request: HttpRequest, *, about: str, what: str) -> None:
    """Note that this request showed `what` about the person or profile `about` (kind:id)."""
    if not hasattr(request, "looks"):
        request.looks = []  # type: ignore[attr-defined]
    request.looks.append(Look(about=about, what=what))  # type: ignore[attr-defined]
