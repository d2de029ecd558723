"""What there is to come to, and signing up for it without an account."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.base.people.actions import TooMany
from samspil.base.places.models import Place
from samspil.base.places.queries import offered_places
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import canonical, topic_choices
from samspil.commons.gatherings import actions
from samspil.commons.gatherings.forms import RegisterForm
from samspil.commons.gatherings.models import Gathering
from samspil.commons.gatherings.policies import may_register, visible_to
from samspil.commons.gatherings.queries import gatherings_for_everybody
from samspil.commons.gatherings.terms import KEPT_FOR, PER_PAGE, GatheringKind
from samspil.kit.asking import number_asked
from samspil.kit.doors import actor_of, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.kit.networks import client_of
from samspil.kit.words import one_line


def asked_for(request: HttpRequest) -> dict[str, Any]:
    """Return the topic and place that an address asks for; 404 when there is none such."""
    topic, place = number_asked(request, "emne"), number_asked(request, "sted")
    topics = Topic.objects.select_related("merged_into")
    return {
        "topic": canonical(get_object_or_404(topics, pk=topic)) if topic else None,
        "place": get_object_or_404(Place, pk=place) if place else None,
    }


def chosen(asked: dict[str, Any]) -> dict[str, Any]:
    """Return what the selects show as chosen."""
    return {f"chosen_{name}": each.pk if each else None for name, each in asked.items()}


@open_to_all
@require_safe
@keep_for_everybody(public_version, lasts=KEPT_FOR)
@reads
def gatherings(request: HttpRequest) -> HttpResponseBase:
    """Show what there is to come to, the next first, or what has been."""
    asked = asked_for(request)
    kind = request.GET.get("slags", "")
    kind = kind if kind in GatheringKind.values else ""
    words = one_line(request.GET.get("q", ""))[:100]
    past = request.GET.get("tidligere") == "1"
    found = gatherings_for_everybody(**asked, kind=kind, words=words, past=past)
    context = {
        **asked,
        **chosen(asked),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("side")),
        "filtered": any([*asked.values(), kind, words]),
        "kind": kind,
        "words": words,
        "past": past,
        "topics": topic_choices(),
        "places": offered_places(),
        "kinds": GatheringKind.choices,
    }
    return render(request, "gatherings/gatherings.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version, lasts=KEPT_FOR)
@reads
def gathering(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one gathering: what, when, where, who speaks, and how to come."""
    found = get_object_or_404(
        visible_to(actor_of(request)).select_related("place").prefetch_related("topics"), pk=pk
    )
    context = {"gathering": found, "open": may_register(found)}
    return render(request, "gatherings/gathering.html", context)


def _public(request: HttpRequest, pk: int) -> Gathering:
    return get_object_or_404(visible_to(actor_of(request)).select_related("place"), pk=pk)


@open_to_all
@never_cache
def register(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Sign up without an account (row P5), or show the form, or say why it is too late."""
    found = _public(request, pk)
    form = RegisterForm(request.POST or None, gathering=found)
    context = {"gathering": found, "form": form, "open": may_register(found)}
    if request.method == "POST" and context["open"] and form.is_valid():
        return _register(request, found, form)
    return render(request, "gatherings/register.html", context)


def _register(request: HttpRequest, found: Gathering, form: RegisterForm) -> HttpResponseBase:
    status = 200
    try:
        room = actions.register(
            actor=actor_of(request), gathering=found, guest=form.guest(), client=client_of(request)
        )
    except TooMany as error:
        form.add_error(None, str(error))
        status = 429
    except ValidationError as error:
        form.add_error(None, error)
    else:
        address = reverse("registered", args=[found.pk])
        return redirect(address if room else f"{address}?fuldt=1")
    context = {"gathering": found, "form": form, "open": may_register(found)}
    return render(request, "gatherings/register.html", context, status=status)


@open_to_all
@require_safe
@never_cache
@reads
def registered(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that it is noted and what the letter will say."""
    context = {"gathering": _public(request, pk), "room": "fuldt" not in request.GET}
    return render(request, "gatherings/registered.html", context)
