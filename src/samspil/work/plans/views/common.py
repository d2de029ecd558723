"""What the pages of this room share."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import canonical
from samspil.kit.access import require
from samspil.kit.asking import number_asked
from samspil.kit.doors import actor_of
from samspil.kit.editing import EditedMeanwhile, keep_typed
from samspil.kit.words import one_line
from samspil.work.plans.models import Plan
from samspil.work.plans.policies import may_edit_plan, visible_to
from samspil.work.plans.queries.plans import Wanted, with_strategy
from samspil.work.plans.terms import ActivityState


def person_of(request: HttpRequest) -> Person:
    """Return the person behind a door that asks for log-in."""
    return cast("Person", request.user)


def seen_plan(request: HttpRequest, pk: int) -> Plan:
    """Return a plan the visitor may see; 404 otherwise."""
    return get_object_or_404(with_strategy(visible_to(actor_of(request))), pk=pk)


def editable_plan(request: HttpRequest, pk: int) -> Plan:
    """Return a plan the actor may change; 404 when they may not see it, 403 otherwise."""
    found = seen_plan(request, pk)
    require(may_edit_plan(actor_of(request), found))
    return found


def _topic_asked(request: HttpRequest) -> Topic | None:
    asked = number_asked(request, "emne")
    if asked is None:
        return None
    return canonical(get_object_or_404(Topic.objects.select_related("merged_into"), pk=asked))


def wanted_of(request: HttpRequest) -> Wanted:
    """Return what an address asks to see of a plan's activities; 404 for a topic that is not there."""
    state, only = request.GET.get("status", ""), request.GET.get("kun", "")
    return Wanted(
        topic=_topic_asked(request),
        state=state if state in ActivityState.values else "",
        words=one_line(request.GET.get("q", ""))[:100],
        only=only if only in {"overdue", "silent"} else "",
    )


def saved(request: HttpRequest, form: Any, save: Callable[[], object], done: str) -> Any:
    """Save what a form says and tell so; return what somebody else saved meanwhile, or None.

    A rule that is broken, and a text that is newer than the one opened, stand at the form with all that
    was typed; the form is then not valid any more.
    """
    try:
        save()
    except ValidationError as error:
        known = hasattr(error, "error_dict") and set(error.error_dict) <= set(form.fields)
        form.add_error(None, error if known else error.messages)
    except EditedMeanwhile as meanwhile:
        keep_typed(form, meanwhile)
        return meanwhile.current
    else:
        messages.success(request, done)
    return None
