"""Closes every view that does not say who may enter, and lets words of public pages be explained."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from samspil.kit.access import Refused, refused
from samspil.kit.errors import refusal_page
from samspil.kit.explaining import begin_page, end_page


class DoorMiddleware:
    """Refuses views without a door and shows refusals with their reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if hasattr(view, "door"):
            return None
        return refusal_page(
            request, refused("Siden er lukket: den siger ikke, hvem der må komme ind.")
        )

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if isinstance(exception, Refused):
            return refusal_page(request, exception.verdict)
        return None


class ExplainMiddleware:
    """Lets words be explained on pages that everybody may open (`kit.explaining`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = begin_page(None)
        try:
            return self.get_response(request)
        finally:
            end_page(token)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        is_part = "HX-Request" in request.headers
        if (
            getattr(view, "door", self) is None
            and request.method in {"GET", "HEAD"}
            and not is_part
        ):
            begin_page(request)
