"""One box for all that is public."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.base.municipality.context import face_for
from samspil.front.finding.queries import find, suggestions
from samspil.kit.doors import open_to_all, reads
from samspil.kit.keeping import keep_for_everybody


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def results(request: HttpRequest) -> HttpResponseBase:
    """Show what was found for the words and facets in the address (row H6)."""
    finding = find(dict(request.GET.lists()), face_for(request).closed)
    return render(request, "finding/results.html", {"finding": finding})


@open_to_all
@require_safe
@reads
def suggest(request: HttpRequest) -> HttpResponseBase:
    """Show names that begin as what is typed, as the list under the box."""
    found = suggestions(request.GET.get("q", ""), face_for(request).closed)
    return render(request, "finding/_suggestions.html", {"found": found})
