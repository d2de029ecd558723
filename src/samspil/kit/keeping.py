"""Pages kept in memory for everybody without log-in, never stale after a change."""

import gzip
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from samspil.kit.view_choices import view_of

MOST_PAGES = 500
MOST_BYTES = 400_000

type View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was sent, and the number that public things had when it was made."""

    number: int
    content: bytes
    zipped: bytes
    content_type: str

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the page, compressed once for all when the browser takes it so."""
        zipped = "gzip" in request.headers.get("Accept-Encoding", "")
        body = self.zipped if zipped else self.content
        response = HttpResponse(body, content_type=self.content_type)
        patch_vary_headers(response, ["Accept-Encoding"])
        if zipped:
            response["Content-Encoding"] = "gzip"
        return response


class Store:
    """The pages one web process keeps, the least recently asked for given up first."""

    def __init__(self) -> None:
        self.pages: OrderedDict[tuple[str, ...], KeptPage] = OrderedDict()
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
            self.pages[key] = page
            self.pages.move_to_end(key)
            while len(self.pages) > MOST_PAGES:
                self.pages.popitem(last=False)

    def clear(self) -> None:
        """Give up all pages."""
        with self.lock:
            self.pages.clear()


STORE = Store()


def _is_for_everybody(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD"} and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _key(request: HttpRequest) -> tuple[str, ...]:
    return (
        request.get_host(),
        request.get_full_path(),
        get_language() or "",
        view_of(request).key,
        timezone.localdate().isoformat(),
        request.headers.get("HX-Request", ""),
    )


def _may_keep(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Only whole pages that hold nothing of this visitor: no cookie, no form token."""
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and len(response.content) <= MOST_BYTES
    )


def _number(request: HttpRequest, version: Callable[[], int]) -> int:
    """Return the version, asked for once per request; whoever needs it later finds it there."""
    if not hasattr(request, "public_number"):
        request.public_number = version()  # type: ignore[attr-defined]
    return int(request.public_number)  # type: ignore[attr-defined]


def keep_for_everybody(version: Callable[[], int]) -> Callable[[View], View]:
    """Keep the answers of a public view for visitors without a session.

    Before a kept page is sent, `version` is asked (one SELECT); only a page made at the same number
    is sent. The number is read before a page is made, so a change meanwhile makes it stale at once.
    Language, view choices and the date are part of a page's key.

    Args:
        version: returns a number that rises with every change to what everybody sees.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not _is_for_everybody(request):
                return view(request, *args, **kwargs)
            number, key = _number(request, version), _key(request)
            page = STORE.get(key, number)
            if page is not None:
                return page.answer(request)
            response = view(request, *args, **kwargs)
            if _may_keep(request, response) and isinstance(response, HttpResponse):
                kind, body = response.headers["Content-Type"], response.content
                STORE.put(key, KeptPage(number, body, gzip.compress(body, mtime=0), kind))
            return response

        return kept

    return decorate
