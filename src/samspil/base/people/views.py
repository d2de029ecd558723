"""Pages about who may do what."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.people import actions
from samspil.base.people.forms import AdminSessionForm, RoleForm
from samspil.base.people.models import Person, RoleHolding
from samspil.base.people.policies import may_begin_admin_session, may_see_people
from samspil.base.people.queries import open_admin_session, people_with_roles
from samspil.kit.access import Role
from samspil.kit.doors import actor_of, door, note_look, reads


@door(may_see_people)
@require_safe
@never_cache
@reads
def people(request: HttpRequest) -> HttpResponseBase:
    """Show who holds which role."""
    shown = list(people_with_roles())
    for person in shown:
        note_look(request, about=f"person:{person.pk}", what="people.people")
    return render(request, "people/people.html", {"people": shown})


@door(may_see_people)
@never_cache
def give_role(request: HttpRequest) -> HttpResponseBase:
    """Let somebody hold a role."""
    actor = actor_of(request)
    form = RoleForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            actions.give_role_to(actor=actor, **{**cleaned, "role": Role(cleaned["role"])})
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Rollen er givet."))
            return redirect("people")
    return render(request, "people/give_role.html", {"form": form})


@door(may_see_people)
@require_POST
def take_role(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End a role."""
    holding = get_object_or_404(RoleHolding.objects.current(), pk=pk)
    actions.take_role(actor=actor_of(request), holding=holding)
    messages.success(request, _("Rollen er taget tilbage."))
    return redirect("people")


@door(may_begin_admin_session)
@never_cache
def admin_session(request: HttpRequest) -> HttpResponseBase:
    """Open or close a time-limited, logged administrator session."""
    person = cast("Person", request.user)
    form = AdminSessionForm(request.POST or None)
    if request.method == "POST" and "end" in request.POST:
        actions.end_admin_session(actor=person)
        return redirect("admin_session")
    if request.method == "POST" and form.is_valid():
        actions.begin_admin_session(actor=person, why=form.cleaned_data["why"])
        return redirect("admin_session")
    context = {"form": form, "session": open_admin_session(person)}
    return render(request, "people/admin_session.html", context)
