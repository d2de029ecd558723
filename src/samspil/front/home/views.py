"""Front page, My page, the desk, and the pages every public site owes its visitors."""

from typing import cast

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.base.outbox.policies import may_see_state
from samspil.base.outbox.queries import health
from samspil.base.outbox.terms import LATE
from samspil.base.people.models import Person
from samspil.base.people.policies import may_begin_admin_session, may_see_people
from samspil.commons.interests.policies import may_enter_for_person, may_see_counts
from samspil.commons.interests.queries import profile_of_person
from samspil.commons.news.policies import may_write_news
from samspil.front.home.policies import may_enter_desk
from samspil.front.home.queries import desk_numbers, front_page_news
from samspil.kit.access import may_if_logged_in
from samspil.kit.doors import actor_of, door, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def front_page(request: HttpRequest) -> HttpResponseBase:
    """Show what is happening and how to take part."""
    return render(request, "home/front_page.html", {"news": front_page_news()})


@door(may_if_logged_in)
@require_safe
@never_cache
@reads
def my_page(request: HttpRequest) -> HttpResponseBase:
    """Show one's own things to a person with log-in."""
    profile = profile_of_person(cast("Person", request.user))
    return render(request, "home/my_page.html", {"profile": profile, "news": front_page_news()[:3]})


@door(may_enter_desk)
@require_safe
@never_cache
@reads
def desk(request: HttpRequest) -> HttpResponseBase:
    """Show what waits for those who work here."""
    actor = actor_of(request)
    context = {
        "numbers": desk_numbers(),
        "writes": may_write_news(actor),
        "calls": may_enter_for_person(actor),
        "counts": may_see_counts(actor),
        "manages": may_see_people(actor),
        "letters": may_see_state(actor),
        "administers": may_begin_admin_session(actor),
    }
    return render(request, "home/desk.html", context)


@open_to_all
@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer for web, database, worker and the oldest waiting letter; 503 when one of them is ill."""
    try:
        outbox = health()
    except DatabaseError:
        return JsonResponse({"web": "ok", "database": "down"}, status=503)
    oldest = outbox.oldest_waiting
    late = oldest is not None and oldest > LATE
    body = {
        "web": "ok",
        "database": "ok",
        "worker": "ok" if outbox.worker_alive else "down",
        "oldest_waiting_letter_seconds": round(oldest.total_seconds()) if oldest else 0,
    }
    return JsonResponse(body, status=200 if outbox.worker_alive and not late else 503)


@open_to_all
@require_safe
@reads
def accessibility_statement(request: HttpRequest) -> HttpResponseBase:
    """Show the accessibility statement (Danish act on web accessibility)."""
    return render(request, "home/accessibility_statement.html", {"origin": settings.ORIGIN})


@open_to_all
@require_safe
@reads
def privacy_policy(request: HttpRequest) -> HttpResponseBase:
    """Show what is kept about people here and why."""
    return render(request, "home/privacy_policy.html")
