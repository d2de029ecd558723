"""What every page leads to: the main menu, one's own page, the search, and the links at its foot."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from samspil.base.municipality.context import face_for
from samspil.front.home.policies import may_enter_desk
from samspil.kit.doors import actor_of

type Links = list[tuple[str, str]]


def _open(request: HttpRequest, *links: tuple[str, str, str]) -> Links:
    """Return the links to parts of the site that are not closed, each as label and address."""
    closed = face_for(request).closed
    return [(label, reverse(page)) for label, page, part in links if part not in closed]


def _entries(request: HttpRequest) -> Links:
    entries = _open(
        request,
        (_("Tilbud"), "offers", "offers"),
        (_("Vær med"), "plan_now", "involvement"),
        (_("Planer"), "plans", "plans"),
        (_("Det sker"), "gatherings", "gatherings"),
        (_("Nyheder"), "news_archive", "news"),
        (_("Steder"), "places", ""),
        (_("Skriv dig op"), "sign_up", "sign_up"),
    )
    if may_enter_desk(actor_of(request)):
        entries.append((_("Skrivebord"), reverse("desk")))
    return entries


def _footer(request: HttpRequest) -> list[dict[str, str]]:
    links = _open(
        request,
        (_("Projekter"), "projects", "projects"),
        (_("Beslutninger"), "decisions", "decisions"),
        (_("Leksikon"), "lexicon", "lexicon"),
        (_("Tilgængelighedserklæring"), "accessibility_statement", ""),
        (_("Åbne data"), "open_data", ""),
        (_("Privatlivspolitik"), "privacy_policy", ""),
        (_("Visning"), "view_choices", ""),
    )
    return [{"label": label, "url": url} for label, url in links]


def _menu(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": url, "current": request.path.startswith(url)}
        for label, url in _entries(request)
    ]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the main menu for this visitor, the links at the foot, the search, and log-in or My page."""
    known = actor_of(request).is_authenticated
    return {
        "navigation": SimpleLazyObject(lambda: _menu(request)),
        "footer_links": SimpleLazyObject(lambda: _footer(request)),
        "search_address": reverse("search"),
        "suggest_address": reverse("suggest"),
        "account": {
            "label": _("Min side") if known else _("Log ind"),
            "url": reverse("my_page") if known else reverse("account_request_login_code"),
        },
    }
