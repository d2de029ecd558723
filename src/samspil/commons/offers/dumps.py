"""The catalogue as files: for everybody what is out, for those who keep it all of it."""

import csv
import io
from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from samspil.base.audit.queries import public_version
from samspil.commons.offers.import_words import ONLY_TOLD
from samspil.commons.offers.models import Offer
from samspil.commons.offers.queries import with_links
from samspil.commons.offers.records import Record, as_json, as_rows, load_names, said
from samspil.commons.offers.sheets import as_csv_rows, as_excel, headings
from samspil.kit.keeping import keep_part

# Danish always: the same address gives the same file, and the headings are those of the template.
LANGUAGE = "da"
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
}


@keep_part(public_version)
def public_dump(form: str) -> bytes:
    """Return all that everybody may read, kept until something changes.

    Args:
        form: csv, xlsx or jsonl.
    """
    return _dumped(Offer.objects.published(), form, for_all=True)


def whole_dump(form: str) -> bytes:
    """Return all offers, drafts and archive among them, for those who keep the catalogue.

    Args:
        form: csv, xlsx or jsonl.
    """
    return _dumped(Offer.objects.all(), form, for_all=False)


def table(rows: list[list[str]], form: str) -> bytes:
    """Return rows of text as a CSV or Excel file, with nothing that is taken for a formula."""
    if form == "xlsx":
        return as_excel(rows)
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(as_csv_rows(rows))
    return out.getvalue().encode("utf-8-sig")


def _dumped(offers: QuerySet[Offer], form: str, *, for_all: bool) -> bytes:
    with translation.override(LANGUAGE):
        told = list(_told(offers, for_all=for_all))
        if form == "jsonl":
            return "".join(f"{as_json(record)}\n" for record, _more in told).encode()
        rows = as_rows(record for record, _more in told)
        lines = [[*row, *more] for row, (_record, more) in zip(rows, told, strict=True)]
        return table([[*headings(), *ONLY_TOLD], *lines], form)


def _told(offers: QuerySet[Offer], *, for_all: bool) -> Iterator[tuple[Record, list[str]]]:
    names = load_names()
    for offer in with_links(offers).order_by("pk"):
        record = said(offer, names)
        if for_all:
            record["contact_name"] = offer.shown_contact
        address = reverse("offer", args=[offer.pk, offer.slug])
        yield record, [str(offer.get_state_display()), f"{settings.ORIGIN}{address}"]
