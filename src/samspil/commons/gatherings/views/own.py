"""One's own registration behind the link in every letter: answer, change, cancel, say how it was.

The page names nobody, for letters get forwarded; a GET changes nothing.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.commons.gatherings import actions
from samspil.commons.gatherings.calendars import calendar_of
from samspil.commons.gatherings.forms import ComingForm, FeedbackForm, SayYesForm
from samspil.commons.gatherings.models import Registration
from samspil.commons.gatherings.policies import (
    may_change_own,
    may_give_feedback,
    may_say_no,
    may_say_yes,
)
from samspil.commons.gatherings.queries import registration_of_ref
from samspil.commons.gatherings.terms import COMING, SEAL_REGISTRATION, RegistrationState
from samspil.commons.gatherings.views.announcing import calendar_response
from samspil.kit.doors import actor_of, open_to_all, reads
from samspil.kit.seals import unseal


def _own(token: str) -> Registration:
    ref = unseal(SEAL_REGISTRATION, token)
    registration = registration_of_ref(ref) if ref else None
    if registration is None or registration.gathering.is_draft:
        raise Http404
    return registration


def _page(
    request: HttpRequest, token: str, registration: Registration, form: ComingForm | None = None
) -> HttpResponseBase:
    gathering = registration.gathering
    coming = registration.state in COMING
    if form is None:
        form = (
            ComingForm(gathering=gathering, registration=registration)
            if coming
            else SayYesForm(gathering=gathering)
        )
    context = {
        "registration": registration,
        "gathering": gathering,
        "token": token,
        "form": form,
        "coming": coming,
        "seated": registration.state == RegistrationState.REGISTERED,
        "yes": may_say_yes(registration),
        "change": may_change_own(registration),
        "no": may_say_no(registration),
    }
    return render(request, "gatherings/my_registration.html", context)


@open_to_all
@require_safe
@never_cache
@reads
def my_registration(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show where one stands and what one can do."""
    return _page(request, token, _own(token))


@open_to_all
@require_POST
@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponseBase:
    """Say yes or no to an invitation, or cancel and come after all."""
    registration = _own(token)
    if request.POST.get("press") == "no":
        actions.say_no(actor=actor_of(request), registration=registration)
        messages.success(request, _("Tak, fordi du sagde til. Du er meldt fra."))
        return redirect("my_registration", token=token)
    form = SayYesForm(request.POST, gathering=registration.gathering)
    if form.is_valid():
        try:
            actions.say_yes(
                actor=actor_of(request),
                registration=registration,
                name=form.cleaned_data["name"],
                **form.coming(),
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Tak for dit svar. Vi har sendt et brev til dig."))
            return redirect("my_registration", token=token)
    return _page(request, token, registration, form)


@open_to_all
@require_POST
@never_cache
def change(request: HttpRequest, token: str) -> HttpResponseBase:
    """Change whom one brings and what one needs."""
    registration = _own(token)
    form = ComingForm(request.POST, gathering=registration.gathering, registration=registration)
    if form.is_valid():
        try:
            actions.change_own(actor=actor_of(request), registration=registration, **form.coming())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Det er gemt."))
            return redirect("my_registration", token=token)
    return _page(request, token, registration, form)


@open_to_all
@require_safe
@never_cache
@reads
def calendar(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give the gathering as a calendar file, with the link to the online meeting for those with a seat."""
    registration = _own(token)
    seated = registration.state == RegistrationState.REGISTERED
    return calendar_response(calendar_of([registration.gathering], with_online=seated))


@open_to_all
@never_cache
def feedback(request: HttpRequest, token: str) -> HttpResponseBase:
    """Say how it was; what is kept does not say who."""
    registration = _own(token)
    verdict = may_give_feedback(registration)
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and verdict and form.is_valid():
        actions.give_feedback(
            actor=actor_of(request), registration=registration, **form.cleaned_data
        )
        return render(request, "gatherings/feedback_thanks.html", {"token": token})
    context = {
        "gathering": registration.gathering,
        "form": form,
        "verdict": verdict,
        "token": token,
    }
    return render(request, "gatherings/feedback.html", context)
