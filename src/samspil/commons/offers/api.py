"""The catalogue for machines: HSDS 3.0, open to all, read only (row X6).

The document `data/hsds_openapi.json` says the same in OpenAPI; tests hold the two together.
"""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from functools import cache, wraps
from hashlib import sha256
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from samspil.base.audit.queries import public_version
from samspil.base.people.actions import count_attempt
from samspil.commons.offers.hsds import lists
from samspil.commons.offers.hsds.asking import Asked, Wrong, asked_of
from samspil.kit.doors import open_to_all, reads
from samspil.kit.keeping import keep_for_everybody, number_of
from samspil.kit.networks import client_of

PER = timedelta(minutes=5)
MOST = 600
PROFILE = "https://docs.openreferral.org/en/3.0/hsds/"

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

type View = Callable[..., HttpResponseBase]


def _problem(status: int, title: str, detail: str, **more: str) -> HttpResponse:
    """Return what went wrong (RFC 9457)."""
    said = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return HttpResponse(json.dumps(said), status=status, content_type="application/problem+json")


def _json(said: object) -> HttpResponse:
    return HttpResponse(json.dumps(said, ensure_ascii=False), content_type="application/json")


@cache
def _described() -> bytes:
    source = files("samspil.commons.offers").joinpath("data/hsds_openapi.json")
    return source.read_bytes()


@cache
def _form() -> str:
    """Return what changes when the form of the answers does."""
    return sha256(_described()).hexdigest()[:12]


def _counted(request: HttpRequest) -> dict[str, str]:
    """Count a request and return what is left, as headers.

    The shared table counts in stretches of time that begin at whole multiples of `PER`.
    """
    used = count_attempt(what="offers.api", who=client_of(request), per=PER)
    stretch = int(PER.total_seconds())
    return {
        "RateLimit-Limit": str(MOST),
        "RateLimit-Remaining": str(max(0, MOST - used)),
        "RateLimit-Reset": str(stretch - int(timezone.now().timestamp()) % stretch),
        "RateLimit-Policy": f"{MOST};w={stretch}",
        **({"Retry-After": "1"} if used > MOST else {}),
    }


def _answer(
    request: HttpRequest, view: View, headers: dict[str, str], given: Any
) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method not in {"GET", "HEAD"}:
        return _problem(405, "Method not allowed", "Only GET, HEAD and OPTIONS are known here.")
    if "Retry-After" in headers:
        headers["Retry-After"] = headers["RateLimit-Reset"]
        return _problem(429, "Too many requests", f"At most {MOST} in {PER.seconds} seconds.")
    etag = f'W/"{_form()}-{number_of(request, public_version)}"'
    headers["ETag"] = etag
    unchanged: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    return unchanged or view(request, **given)


def for_machines(view: View) -> View:
    """Open a view to programs everywhere: counted, with CORS, ETag and problems in JSON."""
    kept = keep_for_everybody(public_version)(reads(view))

    @wraps(view)
    def answered(request: HttpRequest, **given: Any) -> HttpResponseBase:
        headers = _counted(request)
        try:
            response = _answer(request, kept, headers, given)
        except Wrong as error:
            response = _problem(400, "Bad parameter", str(error), parameter=error.parameter)
        if response.status_code >= 400:
            headers.pop("ETag", None)
        for name, value in headers.items():
            response[name] = value
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = response["Allow"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        response["Access-Control-Expose-Headers"] = ", ".join(["ETag", "Retry-After", *headers])
        return response

    return answered


def _asked(kind: str, request: HttpRequest) -> Asked:
    return asked_of(kind, dict(request.GET.lists()))


def _listed(
    kind: str, listing: Callable[[Asked], lists.Listing[Any]], request: HttpRequest
) -> HttpResponseBase:
    wish = _asked(kind, request)
    found = listing(wish)
    if wish.format == "ndjson":
        return StreamingHttpResponse(found.lines(), content_type="application/x-ndjson")
    return _json(found.page(wish))


def _one(find: Callable[[str], lists.Said | None], ref: str) -> HttpResponse:
    found = find(ref.lower()) if _UUID.fullmatch(ref) else None
    if found is None:
        return _problem(404, "Not found", "There is nothing with this id, or not any more.")
    return _json(found)


@open_to_all
@for_machines
def about(request: HttpRequest) -> HttpResponseBase:
    """Tell which standard this is and where it is described."""
    _asked("about", request)
    described = settings.ORIGIN + reverse("hsds_openapi")
    return _json({"version": "3.0", "profile": PROFILE, "openapi_url": described})


@open_to_all
@for_machines
def openapi(request: HttpRequest) -> HttpResponseBase:
    """Serve the description of this API."""
    _asked("openapi", request)
    return HttpResponse(_described(), content_type="application/json")


@open_to_all
@for_machines
def services(request: HttpRequest) -> HttpResponseBase:
    """List offers."""
    return _listed("services", lists.services, request)


@open_to_all
@for_machines
def service(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Show an offer with all that hangs on it."""
    _asked("service", request)
    return _one(lists.service_of, ref)


@open_to_all
@for_machines
def organizations(request: HttpRequest) -> HttpResponseBase:
    """List who gives offers."""
    return _listed("organizations", lists.organizations, request)


@open_to_all
@for_machines
def organization(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Show who gives offers, with all of them."""
    wish = _asked("organization", request)
    return _one(lambda ref: lists.organization_of(ref, wish), ref)


@open_to_all
@for_machines
def service_at_locations(request: HttpRequest) -> HttpResponseBase:
    """List where offers are met."""
    return _listed("service_at_locations", lists.service_at_locations, request)


@open_to_all
@for_machines
def service_at_location(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Show an offer at a place."""
    _asked("service_at_location", request)
    return _one(lists.service_at_location_of, ref)


@open_to_all
@for_machines
def taxonomies(request: HttpRequest) -> HttpResponseBase:
    """List the sets of words by which offers are ordered."""
    return _listed("taxonomies", lists.taxonomies, request)


@open_to_all
@for_machines
def taxonomy(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Show a set of words."""
    _asked("taxonomy", request)
    return _one(lists.taxonomy_of, ref)


@open_to_all
@for_machines
def taxonomy_terms(request: HttpRequest) -> HttpResponseBase:
    """List words by which offers are ordered."""
    return _listed("taxonomy_terms", lists.taxonomy_terms, request)


@open_to_all
@for_machines
def taxonomy_term(request: HttpRequest, ref: str) -> HttpResponseBase:
    """Show a word by which offers are ordered."""
    _asked("taxonomy_term", request)
    return _one(lists.taxonomy_term_of, ref)
