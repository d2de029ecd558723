"""Pages of the kit itself: how pages look, and the shelf of components."""

import re
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from samspil.kit.annual_wheel import WheelEntry, annual_wheel
from samspil.kit.doors import open_to_all
from samspil.kit.shelf import ShelfForm
from samspil.kit.view_choices import COOKIE, COOKIE_SECONDS, Appearance, ViewChoices, view_of


class ViewChoicesForm(forms.Form):
    """What a visitor may choose under "Visning"."""

    easy_reading = forms.BooleanField(
        label=gettext_lazy("Let at læse"),
        help_text=gettext_lazy(
            "Vis den lette udgave af en tekst, når der er en, og giv luft mellem linjerne."
        ),
        required=False,
    )
    explain_words = forms.BooleanField(
        label=gettext_lazy("Forklar svære ord"),
        help_text=gettext_lazy(
            "Ord fra leksikonet får en prikket streg. Tryk på ordet, og læs, hvad det betyder."
        ),
        required=False,
    )
    bigger_type = forms.BooleanField(label=gettext_lazy("Større skrift"), required=False)
    appearance = forms.ChoiceField(
        label=gettext_lazy("Farver"), choices=Appearance.choices, widget=forms.RadioSelect
    )
    back = forms.CharField(required=False, widget=forms.HiddenInput)


# A path that begins with two slashes is somebody else's address.
_OWN_PATH = re.compile(r"/(?![/\\])")


def _safe_way_back(request: HttpRequest, address: str) -> str:
    """Return the path of one of our own pages, or the front page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    own = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not own or not _OWN_PATH.match(parts.path) or parts.path == reverse("view_choices"):
        return f"/{get_language()}/" if get_language() != settings.LANGUAGE_CODE else "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@never_cache
@open_to_all
def view_choices(request: HttpRequest) -> HttpResponse:
    """Let a visitor choose how pages look, and lead back to where they came from."""
    if request.method != "POST":
        chosen = view_of(request)
        back = _safe_way_back(request, request.headers.get("referer", ""))
        initial = {**asdict(chosen), "back": back}
        return render(request, "kit/view_choices.html", {"form": ViewChoicesForm(initial=initial)})
    form = ViewChoicesForm(request.POST)
    if not form.is_valid():
        return render(request, "kit/view_choices.html", {"form": form}, status=422)
    data = form.cleaned_data
    response = redirect(_safe_way_back(request, data.pop("back")))
    _remember(response, ViewChoices(**{**data, "appearance": Appearance(data["appearance"])}))
    return response


def _remember(response: HttpResponse, choices: ViewChoices) -> None:
    if not choices.key:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(
        COOKIE,
        choices.key,
        max_age=COOKIE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _year_of_the_shelf() -> list[WheelEntry]:
    return [
        WheelEntry(
            label=_("Overgang til voksenliv"),
            starts_on=date(2023, 2, 1),
            ends_on=date(2023, 9, 15),
            url="?hjul=1",
            note=_("Arbejdsfællesskab"),
        ),
        WheelEntry(
            label=_("Søskende fortæller"),
            starts_on=date(2023, 8, 1),
            ends_on=date(2024, 1, 31),
            url="?hjul=2",
            tone="soft",
        ),
        WheelEntry(
            label=_("Bolig"),
            starts_on=date(2023, 3, 1),
            ends_on=date(2023, 4, 30),
            tone="faint",
            note=_("Aflyst"),
        ),
        WheelEntry(label=_("Dialogmøde"), starts_on=date(2023, 5, 20), url="?hjul=4"),
        WheelEntry(label=_("Temaarrangement"), starts_on=date(2023, 5, 23), url="?hjul=5"),
    ]


@open_to_all
def shelf(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, for those who build pages and for the axe tests."""
    if not settings.DEMO:
        raise Http404
    empty = ShelfForm(prefix="tom")
    wrong = ShelfForm({"fejl-email": "ikke-en-adresse"}, prefix="fejl")
    context: dict[str, Any] = {
        "empty_form": empty,
        "form": wrong,
        "steps": [
            {"label": _("Dine emner"), "url": "?trin=1"},
            {"label": _("Hvor ofte")},
            {"label": _("Bekræft")},
        ],
        "facts": [(_("Sted"), "Center for Handicap"), (_("Pris"), _("Gratis"))],
        "moment": datetime(2023, 5, 4, 14, 30, tzinfo=UTC),
        "wheel": annual_wheel(2023, _year_of_the_shelf(), today=date(2023, 5, 4)),
        "pages": Paginator(range(200), 10).get_page(request.GET.get("page")),
    }
    return render(request, "kit/shelf.html", context)
