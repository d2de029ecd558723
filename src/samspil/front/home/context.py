"""The main menu and the way to one's own page, on every page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from samspil.base.municipality.context import face_for
from samspil.front.home.policies import may_enter_desk
from samspil.kit.doors import actor_of


def _entries(request: HttpRequest) -> list[tuple[str, str]]:
    closed = face_for(request).closed
    entries = [
        (label, reverse(page))
        for label, page, part in (
            (_("Tilbud"), "offers", "offers"),
            (_("Vær med"), "plan_now", "involvement"),
            (_("Planer"), "plans", "plans"),
            (_("Det sker"), "gatherings", "gatherings"),
            (_("Nyheder"), "news_archive", "news"),
            (_("Steder"), "places", ""),
            (_("Skriv dig op"), "sign_up", "sign_up"),
        )
        if part not in closed
    ]
    if may_enter_desk(actor_of(request)):
        entries.append((_("Skrivebord"), reverse("desk")))
    return entries


def _menu(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": url, "current": request.path.startswith(url)}
        for label, url in _entries(request)
    ]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the main menu for this visitor, the search, and log-in or My page."""
    known = actor_of(request).is_authenticated
    return {
        "navigation": SimpleLazyObject(lambda: _menu(request)),
        "search_address": reverse("search"),
        "suggest_address": reverse("suggest"),
        "account": {
            "label": _("Min side") if known else _("Log ind"),
            "url": reverse("my_page") if known else reverse("account_request_login_code"),
        },
    }
