"""How the municipality presents itself, for every page; asked for once per request."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from samspil.base.audit.queries import public_version
from samspil.base.municipality.policies import may_shape_municipality
from samspil.base.municipality.queries import Face, current_draft, current_face, face_of
from samspil.base.municipality.terms import PREVIEW_KEY
from samspil.kit.doors import actor_of
from samspil.kit.keeping import number_of


def face_for(request: HttpRequest) -> Face:
    """Return the face this visitor sees: what holds, or in their own session what is being prepared."""
    known: Face | None = getattr(request, "face", None)
    if known is None:
        known = _previewed(request) or current_face(number_of(request, public_version))
        request.face = known  # type: ignore[attr-defined]
    return known


def _previewed(request: HttpRequest) -> Face | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    how = request.session.get(PREVIEW_KEY)
    if not how or not may_shape_municipality(actor_of(request)):
        return None
    draft = current_draft()
    return face_of(draft, preview=how) if draft else None


def face(request: HttpRequest) -> dict[str, Any]:
    """Return the municipality as templates know it; a template that does not ask costs nothing."""
    return {"municipality": SimpleLazyObject(lambda: face_for(request))}
