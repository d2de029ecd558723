"""Writes down looks after the page has been answered."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from samspil.base.audit.actions import record_looks
from samspil.kit.access import Look
from samspil.kit.doors import actor_of


class LookMiddleware:
    """Saves the looks a view noted; no page with a look leaves the house unlogged."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        looks: list[Look] = getattr(request, "looks", [])
        if looks and response.status_code < 400:
            record_looks(actor=actor_of(request), looks=looks)
        return response
