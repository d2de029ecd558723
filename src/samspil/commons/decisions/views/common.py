"""What the pages of this room share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from samspil.commons.decisions.models import Budget, CaseDraft, Decision, Owner
from samspil.commons.decisions.policies import decisions_visible_to, may_keep
from samspil.commons.decisions.queries.decisions import case_with_files, owner_in, with_files
from samspil.kit.access import Verdict, require
from samspil.kit.doors import actor_of
from samspil.kit.editing import EditedMeanwhile, keep_typed


def kept_budget(request: HttpRequest, pk: int) -> Budget:
    """Return a budget the actor may keep; 404 when there is none, 403 otherwise."""
    budget = get_object_or_404(Budget.objects.prefetch_related("places", "topics"), pk=pk)
    require(may_keep(actor_of(request), budget))
    return budget


def kept_decision(request: HttpRequest, pk: int) -> Decision:
    """Return a decision the actor may change; 404 when there is none, 403 otherwise."""
    found = get_object_or_404(with_files(decisions_visible_to(actor_of(request))), pk=pk)
    require(may_keep(actor_of(request), found))
    return found


def kept_case(request: HttpRequest, pk: int) -> CaseDraft:
    """Return a case the actor may change; 404 when there is none, 403 otherwise."""
    found = get_object_or_404(case_with_files(), pk=pk)
    require(may_keep(actor_of(request), found))
    return found


def may_of(request: HttpRequest, thing: Budget | Decision | CaseDraft) -> Verdict:
    """Return whether the actor may keep a thing, as actions want it told."""
    return may_keep(actor_of(request), thing)


def owner_asked(request: HttpRequest) -> Owner | None:
    """Return what a new decision or case is about, as the address says; 404 for a broken seal."""
    token = request.GET.get("om", "")
    if not token:
        return None
    owner = owner_in(token)
    if owner is None:
        raise Http404
    return owner


def saved(request: HttpRequest, form: Any, save: Callable[[], object], done: str) -> bool:
    """Save what a form says and tell so; what stands in the way is said at the form, with all that was typed."""
    try:
        save()
    except ValidationError as error:
        known = hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields)
        form.add_error(None, error if known else error.messages)
        return False
    except EditedMeanwhile as meanwhile:
        keep_typed(form, meanwhile)
        return False
    messages.success(request, done)
    return True
