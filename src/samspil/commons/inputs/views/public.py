"""What everybody sees: what is asked, what came of it, and one's own way there."""

from collections.abc import Callable
from functools import partial
from typing import cast

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.audit.queries import public_version
from samspil.base.people.models import Person
from samspil.commons.inputs import actions
from samspil.commons.inputs.forms import GiveForm
from samspil.commons.inputs.models import Collection, Input
from samspil.commons.inputs.policies import may_give
from samspil.commons.inputs.queries import (
    input_of_ref,
    is_of_person,
    missing_collection,
    open_for_all,
    public_quotes,
    shown_numbers,
    trace_of,
    what_came_of_it,
)
from samspil.commons.inputs.terms import SEAL_INPUT
from samspil.kit.access import Refused
from samspil.kit.doors import actor_of, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.kit.networks import client_network
from samspil.kit.seals import seal, unseal
from samspil.kit.words import one_line


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def have_your_say(request: HttpRequest) -> HttpResponseBase:
    """Show what is asked now, and what came of what people said before."""
    clusters = what_came_of_it()
    ids = [each.pk for each in clusters]
    quotes = public_quotes(ids)
    numbers = shown_numbers(ids)
    said = [
        (each, numbers[each.pk], [quote for quote in quotes if quote.cluster == each.pk])
        for each in clusters
    ]
    context = {"collections": open_for_all().prefetch_related("topics"), "said": said}
    return render(request, "inputs/have_your_say.html", context)


@open_to_all
@never_cache
def give(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say something, without an account."""
    collection = get_object_or_404(Collection.objects.for_everybody(), pk=pk)
    return _give(request, collection, partial(actions.give, collection=collection))


@open_to_all
@never_cache
def miss(request: HttpRequest) -> HttpResponseBase:
    """Say what one looked for and did not find (row H6)."""
    sought = one_line(request.GET.get("ord", ""))[:200]
    text = _("Jeg ledte efter: %(words)s") % {"words": sought} if sought else ""
    return _give(request, missing_collection(), actions.give_missing, {"text": text})


def _give(
    request: HttpRequest,
    collection: Collection,
    take: Callable[..., Input],
    initial: dict[str, str] | None = None,
) -> HttpResponseBase:
    if not may_give(collection):
        return render(request, "inputs/over.html", {"collection": collection})
    form = GiveForm(request.POST or None, initial=initial)
    context = {"form": form, "collection": collection}
    if request.method == "POST" and form.is_valid():
        client = client_network(str(get_adapter().get_client_ip(request)))
        try:
            made = take(actor=actor_of(request), words=form.words(), client=client)
        except (actions.TooMany, Refused) as error:
            form.add_error(None, str(error))
            return render(request, "inputs/give.html", context, status=429)
        return redirect("input_thanks", token=seal(SEAL_INPUT, made.ref))
    return render(request, "inputs/give.html", context)


def _own(token: str) -> Input:
    ref = unseal(SEAL_INPUT, token)
    found = input_of_ref(ref) if ref else None
    if found is None:
        raise Http404
    return found


@open_to_all
@require_safe
@never_cache
@reads
def thanks(request: HttpRequest, token: str) -> HttpResponseBase:
    """Say thank you, and what happens now."""
    return render(request, "inputs/thanks.html", {"input": _own(token), "token": token})


@open_to_all
@require_safe
@never_cache
@reads
def trace(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show what came of what somebody said; the words only to the person, logged in."""
    found = _own(token)
    actor = actor_of(request)
    is_own = actor.is_authenticated and is_of_person(found, cast("Person", request.user))
    context = {
        "trace": trace_of(found, public=True),
        "input": found,
        "token": token,
        "is_own": is_own,
    }
    return render(request, "inputs/trace.html", context)


def _pressed(
    request: HttpRequest, token: str, do: Callable[..., None], done: str
) -> HttpResponseBase:
    do(actor=actor_of(request), input=_own(token))
    messages.success(request, done)
    return redirect("input_trace", token=token)


@open_to_all
@require_POST
def stop(request: HttpRequest, token: str) -> HttpResponseBase:
    """Be told no more."""
    words = _("Vi har slettet din mail og dit nummer. Du hører ikke mere fra os om det.")
    return _pressed(request, token, actions.stop_telling, words)


@open_to_all
@require_POST
def unquote(request: HttpRequest, token: str) -> HttpResponseBase:
    """Be quoted no more."""
    words = _("Vi citerer dig ikke. Er dine ord vist på siden, er de fjernet nu.")
    return _pressed(request, token, actions.withdraw_quote_consent, words)


@open_to_all
@never_cache
def erase(request: HttpRequest, token: str) -> HttpResponseBase:
    """Have one's own words erased, after a page that asks."""
    found = _own(token)
    if request.method != "POST":
        return render(request, "inputs/erase.html", {"token": token})
    actions.erase(actor=actor_of(request), input=found)
    messages.success(request, _("Det, du sagde, er slettet."))
    return redirect("have_your_say")
