"""An uploaded file between browser and table: sheets, lines of JSON and HSDS, read as raw records."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from samspil.commons.offers.hsds_records import looks_like_hsds, record_of, services_in
from samspil.commons.offers.import_words import COLUMNS, ONLY_TOLD
from samspil.commons.offers.records import Raw, Wrong, column_named, from_json
from samspil.commons.offers.terms import MOST_IMPORTED
from samspil.kit.apart import ApartError, WrongInput, done_apart
from samspil.kit.spreadsheets import filled_rows, spreadsheet_cell

# Named beside this module and never imported here: they load a library the web process does without.
READER = f"{__package__}.sheet_cells"
WRITER = f"{__package__}.sheet_book"

EXAMPLE = {
    "id": "T001",
    "title": "Søskendegruppe",
    "summary": "Mød andre børn, der har en bror eller søster med handicap.",
    "description": "Vi mødes hver anden torsdag. Vi spiser sammen, leger og taler om det, der er svært.",
    "kind": "netværk",
    "organisation": "Foreningen Søskendeliv",
    "target_groups": "Autismespektrum; Udviklingshæmning",
    "themes": "Søskende; Netværk",
    "age_from": "8",
    "age_to": "14",
    "audience": "søskende",
    "requires_referral": "nej",
    "how_citizen": "Ring til os, eller skriv en mail.",
    "price": "Gratis",
    "place": "Familiehuset",
    "languages": "da",
    "contact_phone": "70 00 00 00",
}


class NoSheet(Exception):
    """The file holds nothing we can read; the message says what to do."""


@dataclass(slots=True)
class ReadFile:
    """What a file holds: raw records by the numbers of their rows, and how its columns are called."""

    rows: list[tuple[int, Raw]] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def read_file(data: bytes) -> ReadFile:
    """Return what a CSV, Excel or JSON file holds; raises NoSheet when it cannot be read."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in {b"{", b"["}:
        return _read_json(data)
    try:
        cells = json.loads(done_apart(READER, data, seconds=60))
    except WrongInput as error:
        raise NoSheet(_why(str(error))) from error
    except ApartError as error:
        raise NoSheet(_why("no_sheet")) from error
    return _read_cells(cells)


def _why(word: str) -> str:
    return {
        "too_many": _("Arket har for mange rækker. Del det i flere ark med højst 5.000 rækker."),
        "empty": _(
            "Arket er tomt. Første række skal være overskrifter, og så en række pr. tilbud."
        ),
        "no_title": _("Vi kan ikke finde navnene på tilbuddene. Kald den kolonne ”Navn”."),
        "no_json": _("Filen er ikke JSON, vi kan læse. Prøv at hente den igen."),
    }.get(word, _("Filen kan ikke læses. Gem den som Excel (.xlsx) eller CSV, og prøv igen."))


def _read_cells(cells: Sequence[Sequence[str]]) -> ReadFile:
    found, places = ReadFile(), dict[str, int]()
    (_number, head), *rows = filled_rows(cells)
    for number, heading in enumerate(head):
        name = column_named(heading)
        if name is not None and name not in places:
            places[name], found.headings[name] = number, heading
        elif heading and heading not in ONLY_TOLD:
            found.unknown.append(heading)
    if "title" not in places:
        raise NoSheet(_why("no_title"))
    for number, row in rows:
        raw = {name: row[place] if place < len(row) else "" for name, place in places.items()}
        found.rows.append((number, raw))
    return found


def _read_json(data: bytes) -> ReadFile:
    found = ReadFile()
    try:
        objects: list[tuple[int, Any]] = list(enumerate(services_in(json.loads(data)), start=1))
    except RecursionError as error:
        raise NoSheet(_why("no_json")) from error
    except ValueError:
        objects = list(_lines_of(data, found.wrong))
    for number, given in objects:
        if not isinstance(given, dict):
            found.wrong.append(Wrong(number, "", _("Linjen er ikke et objekt i JSON.")))
        else:
            raw = record_of(given) if looks_like_hsds(given) else from_json(given)
            found.rows.append((number, raw))
    if not found.rows and not found.wrong:
        raise NoSheet(_why("empty"))
    if len(found.rows) > MOST_IMPORTED:
        raise NoSheet(_why("too_many"))
    return found


def _lines_of(data: bytes, wrong: list[Wrong]) -> Iterator[tuple[int, Any]]:
    """Return the objects of a file with one on each line, and note the lines that hold none."""
    for number, line in enumerate(data.splitlines(), start=1):
        text = line.strip().removeprefix(b"\xef\xbb\xbf")
        if not text:
            continue
        try:
            yield number, json.loads(text)
        except (ValueError, RecursionError):
            wrong.append(Wrong(number, "", _("Linjen er ikke JSON.")))


def headings() -> list[str]:
    """Return the headings of a sheet of offers."""
    return [names[0] for names in COLUMNS.values()]


def template_rows() -> list[list[str]]:
    """Return an empty sheet with an example, as it is handed out."""
    return [headings(), [EXAMPLE.get(name, "") for name in COLUMNS]]


def as_csv_rows(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return rows without anything that a spreadsheet takes for a formula."""
    return [[spreadsheet_cell(cell) for cell in row] for row in rows]


def as_excel(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as an Excel file; made in a process of its own."""
    return done_apart(WRITER, json.dumps(as_csv_rows(rows)).encode(), seconds=60)
