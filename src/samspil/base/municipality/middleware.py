"""Answers 404 for the pages of parts that the municipality has closed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from samspil.base.municipality.context import face_for
from samspil.base.municipality.queries import declared_parts, part_of_page


class PartMiddleware:
    """Asks, for pages that belong to a part only, whether the part is open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        part = part_of_page().get((match.url_name or "") if match else "")
        if part is None or part not in face_for(request).closed:
            return None
        context = {"part": declared_parts()[part]}
        return render(request, "municipality/closed.html", context, status=404)
