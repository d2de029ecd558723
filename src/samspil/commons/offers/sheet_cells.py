"""Reads the cells of an uploaded sheet of offers; run in a process of its own, without Django.

What goes out is JSON: pairs of the number that the spreadsheet shows for a row and its cells as text.
"""

import csv
import io
import json
import zipfile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from samspil.kit.apart import WrongInput

MOST_ROWS = 5_001
MOST_COLUMNS = 80
# A sheet unpacks to no more than this, so that a small file cannot eat the machine.
MOST_UNPACKED = 150_000_000
ENCODINGS = ("utf-8-sig", "cp1252")

type Rows = list[tuple[int, list[str]]]


def done(data: bytes) -> bytes:
    """Return the rows of a CSV or Excel file as JSON."""
    rows = _excel(data) if zipfile.is_zipfile(io.BytesIO(data)) else _csv(data)
    filled = [(number, row) for number, row in rows if any(row)]
    if len(filled) > MOST_ROWS:
        raise WrongInput("too_many")
    if len(filled) < 2:
        raise WrongInput("empty")
    return json.dumps(filled, ensure_ascii=False).encode()


def _excel(data: bytes) -> Rows:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
                raise WrongInput("too_many")
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(max_row=2 * MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)
        return [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, start=1)]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise WrongInput("no_sheet") from error


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _csv(data: bytes) -> Rows:
    if b"\0" in data:
        raise WrongInput("no_sheet")
    text = _decoded(data)
    first = text.partition("\n")[0]
    separator = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [
            (number, [cell.strip() for cell in row[:MOST_COLUMNS]])
            for number, row in enumerate(reader, start=1)
        ]
    except csv.Error as error:
        raise WrongInput("no_sheet") from error


def _decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WrongInput("no_sheet")
