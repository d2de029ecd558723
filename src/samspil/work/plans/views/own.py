"""Where the one responsible tells how far an activity is."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.kit.access import require
from samspil.kit.buttons import pressed
from samspil.kit.doors import actor_of, door, reads
from samspil.work.plans.actions import progress
from samspil.work.plans.forms.progress import StatusForm
from samspil.work.plans.models import Activity
from samspil.work.plans.policies import (
    may_follow_plans,
    may_tell_status,
    own_activities,
    visible_to,
)
from samspil.work.plans.queries.plans import own_first
from samspil.work.plans.views.common import saved


@door(may_follow_plans)
@require_safe
@never_cache
@reads
def mine(request: HttpRequest) -> HttpResponseBase:
    """Show what one is responsible for, what waits first; one press is enough for what is unchanged."""
    return render(
        request, "plans/mine.html", {"rows": own_first(own_activities(actor_of(request)))}
    )


def _activity(request: HttpRequest, pk: int) -> Activity:
    rows = Activity.objects.select_related("plan", "area").prefetch_related("plan__places")
    found = get_object_or_404(rows.filter(plan__in=visible_to(actor_of(request))), pk=pk)
    require(may_tell_status(actor_of(request), found))
    return found


@door(may_follow_plans)
@never_cache
def tell(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Tell how far an activity is, with what was told before."""
    found = _activity(request, pk)
    form = StatusForm(request.POST or None, activity=found)
    theirs = None
    if request.method == "POST" and form.is_valid():
        theirs = saved(
            request,
            form,
            lambda: progress.tell_status(
                actor=actor_of(request),
                activity=found,
                status=form.status(),
                version=form.cleaned_data["version"],
            ),
            _("Tak. Det står på planens side nu."),
        )
        if form.is_valid():
            return redirect("own_activities")
    context = {
        "form": form,
        "activity": found,
        "theirs": theirs,
        "changes": found.changes.select_related("by")[:20],
    }
    return render(request, "plans/tell.html", context)


@door(may_follow_plans)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say with one press that nothing has changed."""
    found = _activity(request, pk)
    pressed(
        request,
        lambda: progress.confirm_status(actor=actor_of(request), activity=found),
        _("Tak. Nu står der, at det er bekræftet i dag."),
    )
    return redirect("own_activities")


@door(may_follow_plans)
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say with one press that an activity is done."""
    found = _activity(request, pk)
    pressed(
        request,
        lambda: progress.finish(actor=actor_of(request), activity=found),
        _("Godt gået. Aktiviteten står som færdig."),
    )
    return redirect("own_activities")
