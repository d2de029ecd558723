"""Reads the cells of an uploaded sheet; for a process of its own, without Django.

A room names a module beside this one to `kit.apart`, which says how large a sheet it takes. What goes out is JSON: a
list of rows of text, empty ones among them, so that their numbers are those that the spreadsheet shows. Why a file
is no good goes out as a word that the room has a sentence for: no_sheet, too_many or empty.
"""

import csv
import io
import json
import zipfile
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from samspil.kit.apart import WrongInput

# A sheet unpacks to no more than this, so that a small file cannot eat the machine.
MOST_UNPACKED = 150_000_000
# Empty rows are handed on to a web process, so a sheet is only this many times as long as what it may say.
MOST_TIMES_AS_LONG = 2
ENCODINGS = ("utf-8-sig", "cp1252")

type Rows = list[list[str]]


def cells_of(data: bytes, *, most_rows: int, most_columns: int) -> bytes:
    """Return the rows of a CSV or Excel file as JSON.

    Args:
        data: the file.
        most_rows: how many rows may say something, the names of the columns among them.
        most_columns: how many columns are read.

    Raises WrongInput.
    """
    is_packed = zipfile.is_zipfile(io.BytesIO(data))
    longest = MOST_TIMES_AS_LONG * most_rows
    rows = _excel(data, longest, most_columns) if is_packed else _csv(data, most_columns)
    filled = [number for number, row in enumerate(rows) if any(row)]
    if len(filled) > most_rows:
        raise WrongInput("too_many")
    if len(filled) < 2:
        raise WrongInput("empty")
    if filled[-1] >= longest:
        raise WrongInput("too_many")
    said = [row if any(row) else [] for row in rows[: filled[-1] + 1]]
    return json.dumps(said, ensure_ascii=False).encode()


def _excel(data: bytes, longest: int, most_columns: int) -> Rows:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
                raise WrongInput("too_many")
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(max_row=longest, max_col=most_columns, values_only=True)
        return [[_text(cell) for cell in row] for row in rows]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
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


def _csv(data: bytes, most_columns: int) -> Rows:
    if b"\0" in data:
        raise WrongInput("no_sheet")
    text = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return [[cell.strip() for cell in row[:most_columns]] for row in reader]
    except csv.Error as error:
        raise WrongInput("no_sheet") from error


def _decoded(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WrongInput("no_sheet")
