"""Pages that exist in the demo only: its people and its letters."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.csp import CSP
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from samspil.base.outbox.queries import inbox_letters
from samspil.base.people.middleware import DEMO_KEY
from samspil.base.people.models import Person
from samspil.front.demo.cast import CAST
from samspil.kit.doors import open_to_all, reads
from samspil.kit.encryption import address_key

LETTERS_PER_PAGE = 30
PAGE_WITH_FRAME: dict[str, Any] = {**settings.SECURE_CSP, "frame-src": [CSP.SELF]}
LETTER_POLICY = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.SELF],
}


@open_to_all
@require_safe
@never_cache
def demo(request: HttpRequest) -> HttpResponseBase:
    """Show whom one can be."""
    return render(request, "demo/demo.html", {"cast": CAST})


@open_to_all
@require_safe
@never_cache
def log_in_as(request: HttpRequest, key: str) -> HttpResponseBase:
    """Log in as one of the invented people; counts as a second factor in the demo only."""
    member = next((each for each in CAST if each.key == key), None)
    if member is None:
        raise Http404
    person = get_object_or_404(Person, email=member.email)
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    request.session[DEMO_KEY] = key
    return redirect("my_page")


@open_to_all
@require_safe
@never_cache
@reads
def inbox(request: HttpRequest) -> HttpResponseBase:
    """Show the letters that would have been sent, newest first."""
    address = request.GET.get("til", "").strip()
    letters = inbox_letters(address_key(address) if address else None)
    page = Paginator(letters, LETTERS_PER_PAGE).get_page(request.GET.get("side"))
    return render(request, "demo/inbox.html", {"page": page, "address": address, "cast": CAST})


@open_to_all
@require_safe
@never_cache
@reads
@csp_override(PAGE_WITH_FRAME)
def letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one letter as it would arrive."""
    found = get_object_or_404(inbox_letters(None), pk=pk)
    return render(request, "demo/letter.html", {"letter": found})


@open_to_all
@require_safe
@never_cache
@xframe_options_sameorigin
@csp_override(LETTER_POLICY)
@reads
def letter_html(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve the HTML of a letter to the frame it is shown in; its links open the whole page."""
    found = get_object_or_404(inbox_letters(None), pk=pk)
    html = str(found.html).replace("<head>", '<head><base target="_top">', 1)
    return HttpResponse(html)
