"""Turns plain paragraphs into the subject, text and HTML of a letter, alike for all rooms."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from samspil.base.municipality.queries import current_face


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a letter: words, or ready-made HTML with its plain twin, or a link to press.

    What differs per person is written with `letters.slot`.
    """

    text: str
    link: str = ""
    label: str = ""
    html: SafeString | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter before it is kept: content in one language, with slots to fill per person."""

    kind: str
    language: str
    subject: str
    text: str
    html: str
    withdraw_url: str
    slots: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same content always has the same key, so that it is kept once."""
        parts = (self.kind, self.language, self.subject, self.text, self.html, self.withdraw_url)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def write(
    *,
    kind: str,
    language: str,
    subject: str,
    paragraphs: Sequence[Paragraph],
    slots: Collection[str] = (),
    withdraw_url: str = "",
    footer: Sequence[Paragraph] = (),
) -> Draft:
    """Return a letter with the house's frame around it, as text and as HTML.

    Args:
        kind: what letter it is, `room.name`.
        language: the language the words are in.
        subject: neutral; it is seen on locked screens.
        paragraphs: what the letter says.
        slots: the names that are filled per person, besides `seal` and `since`.
        withdraw_url: where the receiver withdraws with one click.
        footer: why the receiver gets it and how to stop it.
    """
    context = {
        "language": language,
        "paragraphs": paragraphs,
        "footer": footer,
        "municipality": current_face(),
        "origin": settings.ORIGIN,
    }
    with translation.override(language):
        return Draft(
            kind=kind,
            language=language,
            subject=subject,
            text=render_to_string("outbox/letter.txt", context),
            html=render_to_string("outbox/letter.html", {**context, "subject": subject}),
            withdraw_url=withdraw_url,
            slots=tuple(slots),
        )
