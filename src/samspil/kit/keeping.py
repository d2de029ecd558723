"""Pages and what pages are made of, kept in memory for everybody, never stale after a change."""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, wraps
from threading import Lock
from types import MappingProxyType
from typing import Any, cast

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from samspil.kit.view_choices import view_of

# What one web process gives to kept pages, and the largest it keeps, in bytes.
MOST_KEPT = 16_000_000
LARGEST_PAGE = 400_000

type View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class KeptPage:
    """A page as it was sent, and the number that public things had when it was made."""

    number: int
    content: bytes
    content_type: str
    disposition: str = ""

    @cached_property
    def zipped(self) -> bytes:
        """The page compressed, when the first browser takes it so."""
        return gzip.compress(self.content, compresslevel=6, mtime=0)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the page, compressed once for all when the browser takes it so."""
        zipped = "gzip" in request.headers.get("Accept-Encoding", "")
        body = self.zipped if zipped else self.content
        response = HttpResponse(body, content_type=self.content_type)
        patch_vary_headers(response, ["Accept-Encoding"])
        if self.disposition:
            response["Content-Disposition"] = self.disposition
        if zipped:
            response["Content-Encoding"] = "gzip"
        return response


class Store:
    """What one web process keeps.

    Of pages, those of another number are given up at once, then the least recently asked for.
    """

    def __init__(self) -> None:
        self.pages: OrderedDict[tuple[str, ...], KeptPage] = OrderedDict()
        self._number = self._size = 0
        self.parts: dict[tuple[object, ...], tuple[int, object]] = {}
        self.lock = Lock()

    def get(self, key: tuple[str, ...], number: int) -> KeptPage | None:
        """Return a page that is as new as `number`."""
        with self.lock:
            page = self.pages.get(key)
            if page is None or page.number != number:
                return None
            self.pages.move_to_end(key)
            return page

    def put(self, key: tuple[str, ...], page: KeptPage) -> None:
        """Keep a page."""
        with self.lock:
            if page.number != self._number:
                self._give_up_pages()
                self._number = page.number
            if (known := self.pages.pop(key, None)) is not None:
                self._size -= len(known.content)
            self.pages[key] = page
            self._size += len(page.content)
            while self._size > MOST_KEPT:
                _key, oldest = self.pages.popitem(last=False)
                self._size -= len(oldest.content)

    def clear(self) -> None:
        """Give up everything."""
        with self.lock:
            self._give_up_pages()
            self.parts.clear()

    def _give_up_pages(self) -> None:
        self.pages.clear()
        self._number = self._size = 0


STORE = Store()


# The numbers at which the page being made now is made, so that its parts need not ask again.
_AS_OF: ContextVar[Mapping[Callable[[], int], int]] = ContextVar(
    "as_of", default=MappingProxyType({})
)


def keep_part[**Given, Made](
    version: Callable[[], int],
) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Keep what a function makes, per language and arguments, until public things change.

    What it makes is shared by all requests, so nobody may change it, and its arguments must have
    few values. Inside a transaction nothing is kept or taken: what that sees may never come true.

    Args:
        version: returns a number that rises with every change to what everybody sees.
    """

    def decorate(make: Callable[Given, Made]) -> Callable[Given, Made]:
        @wraps(make)
        def keeping(*args: Given.args, **kwargs: Given.kwargs) -> Made:
            if connection.in_atomic_block:
                return make(*args, **kwargs)
            # Read before it is made, so that a change meanwhile makes it stale at once.
            number = _AS_OF.get().get(version) or version()
            key = (make, get_language(), args, *kwargs.items())
            known = STORE.parts.get(key)
            if known is None or known[0] != number:
                known = STORE.parts[key] = (number, make(*args, **kwargs))
            return cast("Made", known[1])

        return keeping

    return decorate


def _is_for_everybody(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD"} and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _key(request: HttpRequest, lasts: timedelta | None) -> tuple[str, ...]:
    now = timezone.localtime()
    moment = now.timestamp() // lasts.total_seconds() if lasts else now.date()
    return (
        request.get_host(),
        request.get_full_path(),
        get_language() or "",
        view_of(request).key,
        str(moment),
        request.headers.get("HX-Request", ""),
    )


def _may_keep(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Only whole pages that hold nothing of this visitor: no cookie, no form token."""
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and "no-store" not in response.headers.get("Cache-Control", "")
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and len(response.content) <= LARGEST_PAGE
    )


def number_of(request: HttpRequest, version: Callable[[], int]) -> int:
    """Return the version of what everybody sees, asked for once per request.

    Args:
        request: the visit; whoever needs the number later finds it there.
        version: returns the number, as for `keep_for_everybody`.
    """
    if not hasattr(request, "public_number"):
        request.public_number = version()  # type: ignore[attr-defined]
    return int(request.public_number)  # type: ignore[attr-defined]


def keep_for_everybody(
    version: Callable[[], int], *, lasts: timedelta | None = None
) -> Callable[[View], View]:
    """Keep the answers of a public view for visitors without a session.

    Before a kept page is sent, `version` is asked (one SELECT); only a page made at the same number
    is sent. The number is read before a page is made, so a change meanwhile makes it stale at once.
    Language, view choices and the date are part of a page's key.

    Args:
        version: returns a number that rises with every change to what everybody sees.
        lasts: how long a page stays true though nothing is changed, where it tells what is over by
            now; without it a page lasts the day.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not _is_for_everybody(request):
                return view(request, *args, **kwargs)
            number, key = number_of(request, version), _key(request, lasts)
            page = STORE.get(key, number)
            if page is not None:
                return page.answer(request)
            token = _AS_OF.set({version: number})
            try:
                response = view(request, *args, **kwargs)
            finally:
                _AS_OF.reset(token)
            if _may_keep(request, response) and isinstance(response, HttpResponse):
                page = KeptPage(
                    number,
                    response.content,
                    response.headers["Content-Type"],
                    response.headers.get("Content-Disposition", ""),
                )
                STORE.put(key, page)
                return page.answer(request)
            return response

        return kept

    return decorate
