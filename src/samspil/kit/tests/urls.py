"""Addresses for the kit's own tests: the kit alone, in both languages."""

from django.conf.urls.i18n import i18n_patterns
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from samspil.kit.doors import open_to_all
from samspil.kit.errors import server_error


@open_to_all
def broken(request: HttpRequest) -> HttpResponse:
    """Fail, to show the page for it."""
    raise RuntimeError("broken on purpose")


@open_to_all
def gone(request: HttpRequest) -> HttpResponse:
    """Fail as views do while the database is gone."""
    raise OperationalError("connection refused at /secret/socket")


handler500 = server_error
urlpatterns = [
    path("gone/", gone, name="gone"),
    path("broken/", broken, name="broken"),
    *i18n_patterns(path("", include("samspil.kit.urls")), prefix_default_language=False),
]
