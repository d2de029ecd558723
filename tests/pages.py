"""What tests of pages share: bad input, and what a page must answer."""

from html import unescape

from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

HUGE = 10**30
LONG = "Å" * 300
EMOJI = "👩‍👧‍👦 sammen 🎉"
NUL = "før\x00efter"
SCRIPT = "<script>alert(1)</script>"
ODD_QUERIES = (
    "emne=abc",
    "emne=-1",
    f"emne={HUGE}",
    "emne=999999999",
    "emne=%00",
    "emne=%C2%B2",
    "q=%00",
    "q=%25_%27%22;--",
    f"q={'%F0%9F%8E%89' * 200}",
    "q=%ED%A0%80",
    "side=-1",
    "side=0",
    "side=abc",
    f"side={HUGE}",
    f"side={'9' * 5000}",
    "side=%00",
    "tilstand=%00",
    "til=%00",
    "topic=%00&form=%00",
    f"topic={HUGE}&form=nej",
    "next=%00",
    "next=//elsewhere.example",
)


def text_of(response: HttpResponseBase) -> str:
    """Return what a page says, entities read."""
    return unescape(response.content.decode())  # type: ignore[attr-defined]


def assert_leads_to_log_in(client: Client, url: str, *, method: str = "get") -> None:
    """Check that a page leads to log-in and comes back to itself."""
    response = getattr(client, method)(url)
    assert response.status_code == 302, url
    assert response.url.startswith(reverse("account_login") + "?next="), url


def assert_refused(response: HttpResponseBase, why: str) -> None:
    """Check for a 403 that says why."""
    assert response.status_code == 403
    assert why in text_of(response)
