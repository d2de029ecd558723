"""What a folded leaflet says, as data alone."""

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import segno

from samspil.kit.colours import PRIMARY
from samspil.kit.documents.words import plain


@dataclass(frozen=True, slots=True)
class LeafletItem:
    """One thing in a leaflet: its name, what it is in a line or two, and facts pair by pair.

    `link` is the address of its page, `address` the same as people read it, and `qr_alt` the words for those who do
    not see the code.
    """

    name: str
    said: str
    facts: Sequence[tuple[str, str]]
    link: str
    address: str
    qr_alt: str


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A leaflet: the front, how to use it, whom to ask, and its items in the order they are read.

    Args:
        title: what stands on the front.
        intro: a few words under it.
        municipality: who sends it.
        items: what it tells of.
        how: paragraphs on the flap.
        contact: whom to ask, pair by pair.
        link, address, qr_alt: where all of it is found, as in `LeafletItem`.
        labels: the headings `dated`, `how`, `contact`, `online` and `offers`.
        logo: a picture (PNG or JPG) and its words, where there is one.
    """

    title: str
    intro: str
    municipality: str
    items: Sequence[LeafletItem]
    how: Sequence[str]
    contact: Sequence[tuple[str, str]]
    link: str
    address: str
    qr_alt: str
    labels: Mapping[str, str]
    language: Literal["da", "en"] = "da"
    colour: str = PRIMARY
    logo: tuple[bytes, str, str] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what the process that makes the file is told."""
        pictures = {"all.svg": qr_code(self.link)}
        for number, each in enumerate(self.items):
            pictures[f"{number}.svg"] = qr_code(each.link)
        logo = ""
        if self.logo is not None:
            logo = f"logo.{self.logo[1]}"
            pictures[logo] = self.logo[0]
        return {
            "layout": "leaflet",
            "title": plain(self.title),
            "intro": _lines(self.intro),
            "municipality": plain(self.municipality),
            "author": plain(self.municipality),
            "language": self.language,
            "colour": self.colour,
            "labels": dict(self.labels),
            "how": [plain(each) for each in self.how],
            "contact": _pairs(self.contact),
            "logo": logo,
            "logo_alt": self.logo[2] if self.logo else "",
            "qr": "all.svg",
            "qr_alt": self.qr_alt,
            "link": self.link,
            "address": self.address,
            "offers": [
                {
                    "name": plain(each.name),
                    "said": plain(each.said),
                    "facts": _pairs(each.facts),
                    "link": each.link,
                    "address": each.address,
                    "qr": f"{number}.svg",
                    "qr_alt": plain(each.qr_alt),
                }
                for number, each in enumerate(self.items)
            ],
            "pictures": {
                name: base64.b64encode(content).decode() for name, content in pictures.items()
            },
        }


def _lines(text: str) -> str:
    return "\n".join(filter(None, map(plain, text.splitlines())))


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[plain(name), _lines(said)] for name, said in pairs if said]


def qr_code(link: str) -> bytes:
    """Return a QR code as SVG, with the quiet zone that readers need."""
    kept = io.BytesIO()
    segno.make(link, error="m", micro=False).save(kept, kind="svg", scale=4, border=4)
    return kept.getvalue()
