"""What every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from samspil.kit.view_choices import view_of

LANGUAGE_NAMES = {"da": "Dansk", "en": "English"}


def other_language(request: HttpRequest) -> dict[str, str] | None:
    """Return code, name (in that language) and address of this page in the other language.

    The address of a page that exists in one language only is left as it is.
    """
    current = get_language()
    for code, name in settings.LANGUAGES:
        if code != current:
            url = translate_url(request.get_full_path(), code)
            return {"code": code, "label": LANGUAGE_NAMES.get(code, str(name)), "url": url}
    return None


def page(request: HttpRequest) -> dict[str, Any]:
    """Return whether this is the demo, and the visitor's choices."""
    return {
        "is_demo": settings.DEMO,
        "view": view_of(request),
        "other_language": other_language(request),
    }
