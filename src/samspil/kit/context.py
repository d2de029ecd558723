"""What every page needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the municipality's name and whether this is the demo."""
    return {"municipality": settings.MUNICIPALITY, "is_demo": settings.DEMO}
