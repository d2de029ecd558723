"""The catalogue as open data, with addresses that stay."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.commons.offers.dumps import TYPES, public_dump
from samspil.kit.doors import open_to_all, reads
from samspil.kit.keeping import keep_for_everybody


def _file(form: str) -> HttpResponse:
    response = HttpResponse(public_dump(form), content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="tilbud.{form}"'
    return response


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def offers_csv(request: HttpRequest) -> HttpResponseBase:
    """Serve all public offers as CSV (row H6)."""
    return _file("csv")


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def offers_excel(request: HttpRequest) -> HttpResponseBase:
    """Serve all public offers as an Excel file (row H6)."""
    return _file("xlsx")


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def offers_json(request: HttpRequest) -> HttpResponseBase:
    """Serve all public offers as lines of JSON, as `import_offers` reads them (row H6)."""
    return _file("jsonl")
