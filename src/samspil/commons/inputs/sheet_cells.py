"""Reads the cells of an uploaded sheet; run in a process of its own, without Django.

What comes in is the file; what goes out is JSON: a list of rows of text. Why a file is no good goes out as a word
that `sheets` has a sentence for.
"""

import csv
import io
import json
from datetime import date, datetime
from zipfile import BadZipFile, is_zipfile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from samspil.kit.apart import WrongInput

MOST_ROWS = 2_001
MOST_COLUMNS = 30
# What was looked through travels in a form, which takes a little more than this.
MOST_BYTES = 1_800_000
ENCODINGS = ("utf-8-sig", "cp1252")


def done(data: bytes) -> bytes:
    """Return the rows of a CSV or Excel file as JSON."""
    rows = _excel(data) if is_zipfile(io.BytesIO(data)) else _csv(data)
    filled = [row for row in rows if any(row)]
    if len(filled) > MOST_ROWS:
        raise WrongInput("too_many")
    if len(filled) < 2:
        raise WrongInput("empty")
    cells = json.dumps(filled, ensure_ascii=False).encode()
    if len(cells) > MOST_BYTES:
        raise WrongInput("too_many")
    return cells


def _excel(data: bytes) -> list[list[str]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        return [[_text(cell) for cell in row] for row in rows]
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise WrongInput("no_sheet") from error


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _csv(data: bytes) -> list[list[str]]:
    if b"\0" in data:
        raise WrongInput("no_sheet")
    text = _decoded(data)
    first = text.partition("\n")[0]
    separator = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [[cell.strip() for cell in row[:MOST_COLUMNS]] for row in reader]
    except csv.Error as error:
        raise WrongInput("no_sheet") from error


def _decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WrongInput("no_sheet")
