"""What a room lets the municipality decide: its texts, and whether a part of it is open.

A room declares both in its `terms.py`; nothing else is needed::

    TEXTS = (OwnText("news.empty", _("Nyheder: når der ingen er"), _("Der er ingen nyheder endnu")),)
    PARTS = (Part("news", _("Nyheder"), pages=("news_archive", "article")),)

A template writes `{% own_text "news.empty" %}` or `{% own_markdown … %}`; the pages of a part that is closed
answer 404, and `{% if "news" not in municipality.closed %}` leaves out what leads to them.
"""

import re
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What a text may name; each is filled with what the municipality says of itself.
PLACEHOLDERS = ("kommune", "telefon", "email")

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class TextKind(Enum):
    """Where a text stands, which decides how it is written."""

    LINE = "line"
    LETTER = "letter"
    PAGE = "page"
    HELP = "help"

    @property
    def words(self) -> str | Promise:
        """How to write it, for the editor."""
        return {
            TextKind.LINE: _("Én linje uden tegn for fed eller links."),
            TextKind.LETTER: _("Ren tekst. Den står i alle breve."),
            TextKind.PAGE: _("Skriv - foran et punkt og [ord](https://…) for et link."),
            TextKind.HELP: _("Skriv - foran et punkt og [ord](https://…) for et link."),
        }[self]


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text that the municipality may write in its own words."""

    key: str
    where: str | Promise
    default: str | Promise
    kind: TextKind = TextKind.LINE


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site that the municipality may close, with the names of its public pages."""

    key: str
    label: str | Promise
    pages: tuple[str, ...]


def help_text(key: str, where: str | Promise, default: str | Promise) -> OwnText:
    """Return the help of a page, as `<c-help text="room.help_…" />` shows it."""
    return OwnText(key, where, default, TextKind.HELP)


def unknown_placeholders(text: str) -> list[str]:
    """Return the names in braces that nothing fills, in their order."""
    return [name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]


def filled(text: str, values: dict[str, str]) -> str:
    """Return a text with its placeholders filled; others stay as they are."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
