"""What the pages of this room share."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from samspil.base.people.models import Person
from samspil.base.people.queries import verified_addresses
from samspil.commons.interests.queries import address_keys_of_visitor
from samspil.commons.interests.terms import WAY_ON_KEY
from samspil.kit.access import require
from samspil.kit.doors import actor_of
from samspil.work.involvement.actions.communities import Writer
from samspil.work.involvement.models import Initiative, InvitationRound
from samspil.work.involvement.policies import (
    may_edit_initiative,
    may_enter_community,
    may_see_people_of,
    visible_to,
)
from samspil.work.involvement.queries.people import participation
from samspil.work.involvement.queries.plans import with_all


def person_of(request: HttpRequest) -> Person:
    """Return the person behind a door that asks for log-in."""
    return cast("Person", request.user)


def editable(request: HttpRequest, pk: int) -> Initiative:
    """Return an initiative the actor may change; 404 when they may not see it, 403 otherwise."""
    found = get_object_or_404(with_all(visible_to(actor_of(request))), pk=pk)
    require(may_edit_initiative(actor_of(request), found))
    return found


def followed(request: HttpRequest, pk: int) -> Initiative:
    """Return an initiative whose people the actor may see."""
    found = get_object_or_404(with_all(visible_to(actor_of(request))), pk=pk)
    require(may_see_people_of(actor_of(request), found))
    return found


def editable_round(request: HttpRequest, pk: int) -> InvitationRound:
    """Return a round of an initiative the actor may change."""
    found = get_object_or_404(
        InvitationRound.objects.select_related("initiative__plan", "made_by").filter(
            initiative__in=visible_to(actor_of(request))
        ),
        pk=pk,
    )
    require(may_edit_initiative(actor_of(request), found.initiative))
    return found


def to_code(request: HttpRequest) -> HttpResponseBase:
    """Lead to a fresh code by e-mail, and back here."""
    here = request.path if request.method == "GET" else reverse("my_participation")
    request.session[WAY_ON_KEY] = here
    return redirect("my_interests")


type MemberView = Callable[..., HttpResponseBase]


def for_members(view: MemberView) -> MemberView:
    """Let a page of a working community be opened by those who take part and the staff of it.

    Whoever has proved nothing is led to a fresh code before anything is looked up; for everybody else
    the page is not there: that somebody takes part is nobody's business.
    """

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **others: object) -> HttpResponseBase:
        actor = actor_of(request)
        keys = address_keys_of_visitor(verified_addresses(actor), request.session)
        if not keys and not actor.is_authenticated:
            return to_code(request)
        initiative = with_all(Initiative.objects.all()).filter(pk=pk).first()
        if initiative is None:
            raise Http404
        participant = participation(keys, initiative)
        if not may_enter_community(actor, initiative, participant):
            raise Http404
        return view(request, initiative, Writer(actor, participant), **others)

    return guarded
