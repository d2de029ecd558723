"""Asks staff for a second proof of who they are before any role counts."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from samspil.base.people.models import Person
from samspil.base.people.terms import SECOND_FACTOR_ROLES

DEMO_KEY = "demo"
OPEN_WITHOUT = ("account_", "mfa_", "healthz", "view_choices", "withdraw", "confirm")


def has_second_factor(request: HttpRequest) -> bool:
    """Tell whether this log-in was proved by passkey, code generator or recovery code.

    In the demo, and only there, logging in as an invented person counts.
    """
    methods = {record.get("method") for record in get_authentication_records(request, request.user)}
    return "mfa" in methods or (settings.DEMO and DEMO_KEY in request.session)


def browser_of(session: SessionBase) -> UUID | None:
    """Return the keyed hash that stands for the browser a log-in session belongs to."""
    if not session.session_key:
        return None
    digest = salted_hmac("samspil.browser", session.session_key, algorithm="sha256").digest()
    return UUID(bytes=digest[:16])


class BrowserMiddleware:
    """Tells a person in which browser they act, once somebody asks who it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        somebody = request.user

        def in_this_browser() -> Any:
            if isinstance(somebody, Person):
                somebody.browser = browser_of(request.session)
            return somebody

        request.user = SimpleLazyObject(in_this_browser)  # type: ignore[assignment]
        return self.get_response(request)


class SecondFactorMiddleware:
    """Leads staff without a second factor to the page where they set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or (match.url_name or "").startswith(OPEN_WITHOUT):
            return None
        if request.session.is_empty() or not isinstance(request.user, Person):
            return None
        needs_it = any(role in SECOND_FACTOR_ROLES for role, *_where in request.user.roles_today)
        if not needs_it or has_second_factor(request):
            return None
        messages.warning(
            request,
            _("Din rolle kræver, at du også logger ind med en kode-app eller en adgangsnøgle."),
        )
        return redirect(f"{reverse('mfa_index')}")
