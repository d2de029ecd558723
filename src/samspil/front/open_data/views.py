"""Open data for people, and what machines ask for first."""

from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.base.municipality.queries import current_face
from samspil.front.open_data.queries import open_data, public_addresses
from samspil.kit.doors import open_to_all, reads
from samspil.kit.keeping import keep_for_everybody

_SITE_MAP = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{}</urlset>\n'
)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def page(request: HttpRequest) -> HttpResponseBase:
    """List what open data there is (row X6)."""
    closed = current_face().closed
    sources = [each for each in open_data() if each.part not in closed]
    return render(request, "open_data/open_data.html", {"sources": sources})


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def sitemap(request: HttpRequest) -> HttpResponseBase:
    """List every public text for those who index the web."""
    lines = [f"<url><loc>{escape(each)}</loc></url>\n" for each in public_addresses()]
    return HttpResponse(_SITE_MAP.format("".join(lines)), content_type="application/xml")


@open_to_all
@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    """Tell those who index the web where to go; what is invented is not to be found."""
    if settings.DEMO:
        return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
    said = f"User-agent: *\nDisallow: /soeg/\n\nSitemap: {settings.ORIGIN}{reverse('sitemap')}\n"
    return HttpResponse(said, content_type="text/plain")
