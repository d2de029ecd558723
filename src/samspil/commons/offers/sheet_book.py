"""Writes an Excel file; run in a process of its own, without Django.

What comes in is JSON: rows of cells, the first row being the headings.
"""

import io
import json
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

HEADING = Font(bold=True)


def done(data: bytes) -> bytes:
    """Return the rows as an Excel file; every cell is text, none a formula."""
    rows = json.loads(data)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Tilbud")
    sheet.freeze_panes = "C2"
    for number, row in enumerate(rows):
        sheet.append([_cell(sheet, value, heading=not number) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: str, *, heading: bool) -> Any:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    if heading:
        cell.font = HEADING
    return cell
