"""Where a plan is taken in from a document."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from samspil.kit.doors import actor_of, door
from samspil.work.plans.actions.importing import AlreadyThere, digest_of, import_plan
from samspil.work.plans.forms.importing import ImportForm
from samspil.work.plans.policies import may_write_plans
from samspil.work.plans.reading.reader import read_plan


@door(may_write_plans)
@never_cache
def take_in(request: HttpRequest) -> HttpResponseBase:
    """Read a document, and keep it as a draft; what is no plan is said, and what could be read is shown."""
    sent = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if sent else ImportForm()
    context: dict[str, Any] = {"form": form}
    if sent and form.is_valid():
        content, name = form.content()
        read = read_plan(content, name)
        try:
            made = import_plan(actor=actor_of(request), read=read, digest=digest_of(content))
        except AlreadyThere as there:
            messages.info(request, _("Dokumentet er hentet ind før. Her er planen."))
            return redirect("prepare_work_plan", pk=there.plan.pk)
        except ValidationError as error:
            form.add_error(None, error.messages)
            context["readable"] = read.unplaced
        else:
            messages.success(
                request, _("Planen er hentet ind som kladde. Læs den igennem, og ret den.")
            )
            for note in read.notes[:10]:
                messages.info(request, note)
            return redirect("prepare_work_plan", pk=made.pk)
    return render(request, "plans/import.html", context)
