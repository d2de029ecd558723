"""Error pages in plain words: what happened and what to do now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspil.kit.access import Verdict


def refusal_page(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    """Return the 403 page that says why and where to go."""
    return render(request, "kit/refused.html", {"why": verdict.why}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form whose security token is missing or too old."""
    return render(request, "kit/form_expired.html", status=403)
