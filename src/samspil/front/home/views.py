"""Front page, My page, the desk, and the pages every public site owes its visitors."""

from django.conf import settings
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.base.municipality.models import Edition
from samspil.base.municipality.policies import may_shape_municipality
from samspil.base.municipality.terms import PER_PAGE
from samspil.base.outbox.policies import may_see_state
from samspil.base.outbox.queries import health
from samspil.base.outbox.terms import LATE
from samspil.base.people.policies import may_begin_admin_session, may_see_people
from samspil.base.people.queries import verified_addresses
from samspil.base.places.policies import may_see_place_desk
from samspil.base.places.queries import by_kind, find_places, place_for_page
from samspil.base.places.terms import PlaceKind
from samspil.commons.advice.letters import talk_path
from samspil.commons.advice.policies import may_advise, may_appoint
from samspil.commons.advice.queries import own_talks
from samspil.commons.decisions.policies import may_keep_money
from samspil.commons.gatherings.policies import may_call, may_host
from samspil.commons.gatherings.queries import own_registrations
from samspil.commons.gatherings.terms import KEPT_FOR
from samspil.commons.inputs.policies import may_enter_inputs
from samspil.commons.interests.policies import may_enter_for_person, may_see_counts
from samspil.commons.interests.queries import profile_of_addresses
from samspil.commons.lexicon.policies import may_keep_words
from samspil.commons.news.policies import may_write_news
from samspil.commons.offers.policies import may_see_offer_desk
from samspil.front.home.policies import may_enter_desk
from samspil.front.home.queries import (
    desk_numbers,
    edition_history,
    front_page_gatherings,
    front_page_news,
    happening_at,
)
from samspil.kit.access import may_if_logged_in
from samspil.kit.doors import actor_of, door, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.kit.words import one_line
from samspil.work.involvement.policies import may_plan_involvement
from samspil.work.involvement.queries.people import own_invitations
from samspil.work.plans.policies import may_follow_plans
from samspil.work.projects.policies import may_follow_projects


@open_to_all
@require_safe
@keep_for_everybody(public_version, lasts=KEPT_FOR)
@reads
def front_page(request: HttpRequest) -> HttpResponseBase:
    """Show what is happening and how to take part."""
    context = {
        "news": front_page_news(),
        "gatherings": front_page_gatherings(),
    }
    return render(request, "home/front_page.html", context)


@door(may_if_logged_in)
@require_safe
@never_cache
@reads
def my_page(request: HttpRequest) -> HttpResponseBase:
    """Show one's own things to a person with log-in."""
    addresses = verified_addresses(actor_of(request))
    profile = profile_of_addresses(addresses)
    context = {
        "profile": profile,
        "invitations": own_invitations(profile) if profile is not None else (),
        "talks": [(each, talk_path(each)) for each in own_talks(addresses)],
        "registrations": own_registrations(addresses),
        "news": front_page_news()[:3],
        "proposes_offers": may_see_offer_desk(actor_of(request))
        and not may_enter_desk(actor_of(request)),
    }
    return render(request, "home/my_page.html", context)


@door(may_enter_desk)
@require_safe
@never_cache
@reads
def desk(request: HttpRequest) -> HttpResponseBase:
    """Show what waits for those who work here."""
    actor = actor_of(request)
    context = {
        "numbers": desk_numbers(actor),
        "writes": may_write_news(actor),
        "keeps_words": may_keep_words(actor),
        "calls": may_enter_for_person(actor),
        "counts": may_see_counts(actor),
        "manages": may_see_people(actor),
        "plans": may_plan_involvement(actor),
        "keeps_offers": may_see_offer_desk(actor),
        "enters_inputs": may_enter_inputs(actor),
        "follows_plans": may_follow_plans(actor),
        "follows_projects": may_follow_projects(actor),
        "keeps_money": may_keep_money(actor),
        "advises": may_advise(actor),
        "appoints": may_appoint(actor),
        "convenes": may_call(actor),
        "hosts": may_host(actor),
        "places": may_see_place_desk(actor),
        "shapes": may_shape_municipality(actor),
        "letters": may_see_state(actor),
        "administers": may_begin_admin_session(actor),
    }
    return render(request, "home/desk.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def places(request: HttpRequest) -> HttpResponseBase:
    """Show centres, residences and other places, by words, age and kind (row O8)."""
    words, age = one_line(request.GET.get("q", ""))[:100], request.GET.get("alder", "").strip()
    kind = request.GET.get("slags", "")
    found = find_places(
        words=words,
        age=int(age) if age.isdecimal() and len(age) <= 3 else None,
        kind=PlaceKind(kind) if kind in PlaceKind.values else None,
    )
    asked = {"words": words, "age": age[:3], "kind": kind, "kinds": PlaceKind.choices}
    return render(request, "home/places.html", {"groups": by_kind(found), **asked})


@open_to_all
@require_safe
@keep_for_everybody(public_version, lasts=KEPT_FOR)
@reads
def place(request: HttpRequest, pk: int, slug: str = "") -> HttpResponseBase:
    """Show whom a place is for, what it offers and how to reach it; old names lead to the new one."""
    found = get_object_or_404(place_for_page(), pk=pk)
    if slug != found.slug:
        return redirect("place", pk=pk, slug=found.slug, permanent=False)
    context = {"place": found, "happening": happening_at(found)}
    return render(request, "home/place.html", context)


@door(may_shape_municipality)
@require_safe
@never_cache
@reads
def editions(request: HttpRequest) -> HttpResponseBase:
    """Show how the municipality presented itself before: when, who changed it, and what."""
    editions = Edition.objects.select_related("logo").defer("logo__content")
    page = Paginator(editions, PER_PAGE).get_page(request.GET.get("side"))
    context = {"page": page, "rows": edition_history(page.object_list)}
    return render(request, "home/editions.html", context)


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
