"""One box for all that is public."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.base.municipality.context import face_for
from samspil.base.people.actions import TooMany, limit_attempts
from samspil.commons.lexicon.actions import note_missed_search
from samspil.commons.lexicon.terms import MissKind
from samspil.front.finding.queries import find, suggestions
from samspil.front.finding.terms import LONGEST_QUERY, MOST_MISSES
from samspil.kit.doors import open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.kit.networks import client_of
from samspil.kit.words import one_line


@open_to_all
@require_safe
@keep_for_everybody(public_version)
def results(request: HttpRequest) -> HttpResponseBase:
    """Show what was found for the words and facets in the address (row H6)."""
    finding = find(dict(request.GET.lists()), face_for(request).closed)
    response = render(request, "finding/results.html", {"finding": finding})
    if finding.went_wrong:
        # Counted each time, so the page is made each time.
        note_missed_search(finding.words, MissKind.FOUND_NOTHING)
        add_never_cache_headers(response)
    return response


@open_to_all
@require_safe
@reads
def suggest(request: HttpRequest) -> HttpResponseBase:
    """Show names that begin as what is typed, as the list under the box."""
    found = suggestions(request.GET.get("q", ""), face_for(request).closed)
    return render(request, "finding/_suggestions.html", {"found": found})


@open_to_all
@never_cache
def wrong(request: HttpRequest) -> HttpResponseBase:
    """Say that a search found the wrong thing; the words are counted, and nobody is kept."""
    words = one_line(request.POST.get("q", "") or request.GET.get("q", ""))[:LONGEST_QUERY]
    if request.method != "POST":
        return render(request, "finding/wrong.html", {"words": words})
    try:
        client = client_of(request)
        limit_attempts(what="finding.wrong", who=client, per=timedelta(hours=1), most=MOST_MISSES)
        note_missed_search(words, MissKind.WRONG_THING)
        messages.success(request, _("Tak. Vi ser på, hvordan det bliver lettere at finde."))
    except TooMany as error:
        messages.error(request, str(error))
    return redirect("search")
