"""The main menu and the way to one's own page, on every page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.kit.access import STAFF_ROLES
from samspil.kit.doors import actor_of


def _entries(request: HttpRequest) -> list[tuple[str, str]]:
    entries = [
        (_("Vær med"), reverse("plan_now")),
        (_("Nyheder"), reverse("news_archive")),
        (_("Det sker"), reverse("gatherings")),
        (_("Skriv dig op"), reverse("sign_up")),
    ]
    if actor_of(request).holds(*STAFF_ROLES):
        entries.append((_("Skrivebord"), reverse("desk")))
    return entries


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the main menu for this visitor, and log-in or My page."""
    known = actor_of(request).is_authenticated
    return {
        "navigation": [
            {"label": label, "url": url, "current": request.path.startswith(url)}
            for label, url in _entries(request)
        ],
        "account": {
            "label": _("Min side") if known else _("Log ind"),
            "url": reverse("my_page") if known else reverse("account_request_login_code"),
        },
    }
