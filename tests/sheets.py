"""Spreadsheets as people upload them."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook


def excel(*rows: Sequence[object]) -> bytes:
    """Return an Excel file with these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    out = BytesIO()
    book.save(out)
    return out.getvalue()
