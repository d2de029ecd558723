"""Error pages in plain words: what happened and what to do now."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers
from django.views import defaults

from samspil.kit.access import Verdict
from samspil.kit.databases import database_is_gone

RETRY_AFTER_SECONDS = 30


def refusal_page(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    """Return the 403 page that says why and where to go."""
    return render(request, "kit/refused.html", {"why": verdict.why}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form whose security token is missing or too old."""
    return render(request, "kit/form_expired.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for what nobody foresaw: 503 when the database is gone, else 500."""
    if database_is_gone(sys.exception()):
        return database_gone_page(request)
    return defaults.server_error(request)


def database_gone_page(request: HttpRequest) -> HttpResponse:
    """Return the page shown while the database is gone; what was typed can be sent again from it."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values if name]
    page = render_to_string(
        "503.html",
        {
            "is_post": request.method == "POST",
            "fields": typed,
            "has_files": bool(request.FILES),
            "address": request.get_full_path(),
        },
    )
    response = HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
    add_never_cache_headers(response)
    return response
