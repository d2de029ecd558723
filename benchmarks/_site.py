"""The site as the pages bench serves it: the real one, with two views to compare with."""

import os

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks._settings")
application = get_wsgi_application()

from samspil.base.topics.models import Topic  # noqa: E402 - Django has to be ready first
from samspil.config.urls import urlpatterns as real  # noqa: E402
from samspil.kit import keeping  # noqa: E402
from samspil.kit.doors import open_to_all  # noqa: E402


@open_to_all
def one_line(request: HttpRequest) -> HttpResponse:
    """Answer with one word."""
    return HttpResponse("hej")


@open_to_all
def one_count(request: HttpRequest) -> HttpResponse:
    """Answer with one number from the database."""
    return HttpResponse(str(Topic.objects.count()))


urlpatterns = [*real, path("bench/line", one_line), path("bench/count", one_count)]

if os.environ.get("BENCH_FRESH"):
    keeping.MOST_KEPT = 0
