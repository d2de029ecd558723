"""An uploaded sheet between file and action: which column is what, and what is wrong in which row."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from samspil.base.topics.queries import offered_topics
from samspil.commons.inputs.actions import Words
from samspil.commons.inputs.terms import TEXT_LENGTH, Voice
from samspil.kit.apart import ApartError, WrongInput, done_apart
from samspil.kit.spreadsheets import filled_rows
from samspil.kit.words import readable

# Named beside this module and never imported here: it loads a library the web process does without.
READER = f"{__package__}.sheet_cells"

# Names by which a column is known, in Danish and English.
COLUMNS: dict[str, tuple[str, ...]] = {
    "text": (
        "input",
        "tekst",
        "udsagn",
        "svar",
        "kommentar",
        "text",
        "statement",
        "answer",
        "comment",
    ),
    "voice": ("rolle", "hvem", "stemme", "role", "voice", "who"),
    "quote": ("citat", "må citeres", "citat tilladt", "quote", "may be quoted", "quote allowed"),
    "topics": ("emne", "emner", "tema", "temaer", "topic", "topics"),
    "email": ("e-mail", "email", "mail", "mailadresse"),
    "name": ("navn", "name"),
    "phone": ("telefon", "tlf", "telefonnummer", "phone"),
}
VOICES: dict[str, Voice] = {
    **{voice.value: voice for voice in Voice},
    "pårørende": Voice.RELATIVE,
    "forælder": Voice.RELATIVE,
    "mor": Voice.RELATIVE,
    "far": Voice.RELATIVE,
    "søskende": Voice.RELATIVE,
    "parent": Voice.RELATIVE,
    "borger": Voice.CITIZEN,
    "borger med handicap": Voice.CITIZEN,
    "ung": Voice.YOUNG,
    "unge": Voice.YOUNG,
    "young person": Voice.YOUNG,
    "medarbejder": Voice.STAFF,
    "personale": Voice.STAFF,
    "forening": Voice.ORGANISATION,
    "organisation": Voice.ORGANISATION,
    "andet": Voice.OTHER,
    "anden": Voice.OTHER,
    "": Voice.OTHER,
}
YES = {"ja", "j", "x", "1", "yes", "y", "true", "sand"}
NO = {"", "nej", "n", "0", "no", "false", "falsk"}


class NoSheet(Exception):
    """The file holds no sheet we can read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something to mend in the sheet, by row and column as the spreadsheet shows them."""

    row: int
    column: str
    what: str


@dataclass(slots=True)
class Sheet:
    """What a sheet holds, read but not saved."""

    rows: list[Words] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    @property
    def has_contacts(self) -> bool:
        """Whether somebody in it can be reached."""
        return any(row.address or row.contact for row in self.rows)


type Cells = Sequence[Sequence[str]]


def read_sheet(data: bytes) -> tuple[Sheet, Cells]:
    """Return what a CSV or Excel file holds, and its cells; raises NoSheet when it cannot be read."""
    try:
        cells = json.loads(done_apart(READER, data))
    except WrongInput as error:
        raise NoSheet(_why(str(error))) from error
    except ApartError as error:
        raise NoSheet(_why("no_sheet")) from error
    return read_cells(cells), cells


def _why(word: str) -> str:
    return {
        "too_many": _("Arket har for mange rækker. Del det i flere ark med højst 2.000 rækker."),
        "empty": _("Arket er tomt. Første række skal være overskrifter, og så en række pr. input."),
    }.get(word, _("Filen kan ikke læses. Gem den som Excel (.xlsx) eller CSV, og prøv igen."))


def read_cells(cells: Cells) -> Sheet:
    """Return what the cells of a sheet say; the first row holds the names of the columns."""
    rows, sheet = filled_rows(cells), Sheet()
    if not rows:
        raise NoSheet(_why("empty"))
    _number, head = rows[0]
    places: dict[str, int] = {}
    for number, name in enumerate(head):
        plain = " ".join(name.casefold().replace("?", "").split())
        what = next((key for key, names in COLUMNS.items() if plain in names), None)
        if what is not None and what not in places:
            places[what], sheet.known[what] = number, name
        elif name:
            sheet.unknown.append(name)
    if "text" not in places:
        raise NoSheet(_("Vi kan ikke finde teksten. Kald den kolonne ”Tekst” i første række."))
    topics = {topic.label.casefold(): topic.pk for topic in offered_topics()}
    for number, row in rows[1:]:
        said = {what: _cell(row, places.get(what)) for what in COLUMNS}
        _read_row(sheet, number, said, topics)
    return sheet


def without_contacts(rows: Sequence[Words]) -> list[Words]:
    """Return what was said, without how to reach who said it."""
    return [replace(row, address="", contact={}) for row in rows]


def _cell(row: Sequence[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _read_row(sheet: Sheet, number: int, said: dict[str, str], topics: dict[str, int]) -> None:
    before = len(sheet.wrong)

    def wrong(what: str, why: str) -> None:
        sheet.wrong.append(Wrong(number, sheet.known[what], why))

    text = readable(said["text"]).strip()
    if not text:
        wrong("text", _("Her mangler teksten."))
    elif len(text) > TEXT_LENGTH:
        wrong("text", _("Teksten er for lang. Skriv højst 4.000 tegn."))
    voice = VOICES.get(said["voice"].casefold())
    if voice is None:
        wrong(
            "voice", _("Vi kender ikke rollen. Skriv fx pårørende, borger, ung eller medarbejder.")
        )
    allowed = said["quote"].casefold()
    if allowed not in YES | NO:
        wrong("quote", _("Skriv ja eller nej."))
    named = [name.strip().casefold() for name in said["topics"].replace(";", ",").split(",")]
    chosen = [topics.get(name) for name in named if name]
    if None in chosen:
        wrong(
            "topics",
            _("Vi kender ikke emnet. Brug et af emnerne på siden, eller lad feltet stå tomt."),
        )
    email = said["email"]
    if email and not _is_email(email):
        wrong("email", _("Skriv en e-mail som navn@eksempel.dk."))
    if len(sheet.wrong) == before and voice is not None:
        contact = {name: said[name] for name in ("name", "phone") if said[name]}
        sheet.rows.append(
            Words(
                text=text,
                voice=voice,
                topics=tuple(pk for pk in chosen if pk),
                quote_allowed=allowed in YES,
                address=email,
                contact=contact if contact.get("phone") else {},
            )
        )


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
