"""What a document says, as data alone: a room describes it, and how it looks is nobody's business there."""

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from samspil.kit.colours import PRIMARY
from samspil.kit.danish import kroner
from samspil.kit.documents.words import Span, as_json, plain, spans

DEEPEST = 6
PictureKind = Literal["svg", "png", "jpg"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in plain words; level 1 comes right under the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, in which **bold**, *italic* and [links](https://…) are understood."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; a list among its items stands under the item before it."""

    items: Sequence["str | Listing"]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, and whose they are."""

    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of headings; rows may begin with a heading of their own.

    `numbers` names the columns that hold figures, counted from 0, and `total` whether the last row sums up.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()
    total: bool = False

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("Every row has as many cells as there are columns.")


@dataclass(frozen=True, slots=True)
class KeyValues:
    """What something is, pair by pair: "Sagsnummer" and its number."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with the words for those who do not see it."""

    content: bytes
    kind: PictureKind
    alt: str
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("A picture needs words for those who do not see it.")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Listing | Quote | Table | KeyValues | Picture | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """One document: who sends it, what it is called, and what it says.

    `lines` stand under the title (case number, date, author). `site` is put before links to our own
    pages ("https://samspil.example.dk"); without it they are words alone.
    """

    title: str
    body: Sequence[Block]
    municipality: str
    subtitle: str = ""
    language: Literal["da", "en"] = "da"
    lines: Sequence[tuple[str, str]] = ()
    author: str = ""
    colour: str = PRIMARY
    site: str = ""
    labels: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return what the process that makes the file is told."""
        return {
            "layout": "page",
            "title": plain(self.title),
            "subtitle": plain(self.subtitle),
            "municipality": plain(self.municipality),
            "language": self.language,
            "lines": [[plain(name), plain(said)] for name, said in self.lines if said],
            "author": plain(self.author) or plain(self.municipality),
            "colour": self.colour,
            "labels": self.labels,
            "body": list(_blocks(self.body, self.site)),
        }


def money_table(
    caption: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Decimal | None]]],
    *,
    total: str = "",
) -> Table:
    """Return a table of kroner, with a last row that sums up when that has a name.

    Args:
        caption: what the table shows.
        columns: the headings, that of the first column too.
        rows: the name of each row and its amounts in kroner; nothing known is None.
        total: the name of the row of sums, "I alt"; none for no such row.
    """
    shown = [[name, *map(_amount, amounts)] for name, amounts in rows]
    if total:
        columns_of_amounts = zip(*(amounts for _name, amounts in rows), strict=True)
        sums = [
            sum((one or Decimal(0) for one in column), Decimal(0)) for column in columns_of_amounts
        ]
        sums = sums or [Decimal(0)] * (len(columns) - 1)
        shown.append([total, *map(_amount, sums)])
    return Table(
        caption=caption,
        columns=columns,
        rows=shown,
        numbers=frozenset(range(1, len(columns))),
        total=bool(total),
    )


def _amount(amount: Decimal | None) -> str:
    return "–" if amount is None else kroner(amount)


def _blocks(body: Sequence[Block], site: str) -> Iterator[dict[str, Any]]:
    level = 0
    for block in body:
        if isinstance(block, Heading):
            # A reader of headings gets lost where a level is skipped.
            level = max(1, min(block.level, level + 1, DEEPEST))
            yield {"kind": "heading", "level": level, "text": plain(block.text)}
        else:
            yield _block(block, site)


def _block(block: Block, site: str) -> dict[str, Any]:
    match block:
        case Paragraph(text):
            return {"kind": "paragraph", "spans": _spans(text, site)}
        case Listing():
            return _listing(block, site)
        case Quote(text, by):
            return {"kind": "quote", "spans": _spans(text, site), "by": plain(by)}
        case Table():
            return _table(block)
        case KeyValues(pairs):
            said = [[plain(name), plain(value)] for name, value in pairs if value]
            return {"kind": "pairs", "pairs": said}
        case Picture():
            content = base64.b64encode(block.content).decode()
            words = {"alt": plain(block.alt), "caption": plain(block.caption)}
            return {"kind": "picture", "format": block.kind, "content": content, **words}
    return {"kind": "page_break"}


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": plain(table.caption),
        "columns": [plain(column) for column in table.columns],
        "rows": [[plain(cell) for cell in row] for row in table.rows],
        "numbers": sorted(table.numbers),
        "total": table.total,
    }


def _listing(listing: Listing, site: str) -> dict[str, Any]:
    items: list[dict[str, Any]] = []
    for item in listing.items:
        if isinstance(item, str):
            items.append({"spans": _spans(item, site), "below": []})
        elif items:
            items[-1]["below"].append(_listing(item, site))
    return {"kind": "list", "numbered": listing.numbered, "items": items}


def _spans(text: str, site: str) -> list[dict[str, Any]]:
    return [as_json(span) for span in _addressed(spans(text), site)]


def _addressed(found: Sequence[Span], site: str) -> Iterator[Span]:
    for span in found:
        link = span.link
        if re.match(r"/(?![/\\])", link):
            link = f"{site}{link}" if site else ""
        elif not re.match(r"(https?://|mailto:|tel:)\S", link):
            link = ""
        yield Span(span.text, bold=span.bold, italic=span.italic, link=link)
