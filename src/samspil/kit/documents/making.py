"""Files made out of a document, in a process of their own, and how a page hands them over."""

import json
import re
from dataclasses import replace
from typing import Literal

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override

from samspil.kit.apart import done_apart
from samspil.kit.documents.leaflets import Leaflet
from samspil.kit.documents.parts import Document

Kind = Literal["pdf", "docx"]
TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
NAME_LENGTH = 80


def pdf(document: Document) -> bytes:
    """Return a document as PDF/UA-1: tagged, with bookmarks, language and title.

    Args:
        document: what it says.

    Raises ApartError when it cannot be made.
    """
    return done_apart(f"{__package__}.typeset", _told(document))


def leaflet_pdf(leaflet: Leaflet) -> bytes:
    """Return a leaflet as PDF/UA-1: A4 on its side, to be folded twice.

    Args:
        leaflet: what it says.

    Raises ApartError when it cannot be made.
    """
    told = json.dumps(leaflet.as_json(), ensure_ascii=False).encode()
    return done_apart(f"{__package__}.typeset", told)


def word(document: Document) -> bytes:
    """Return a document as a Word file with real headings, that others may go on writing in.

    Args:
        document: what it says.

    Raises ApartError when it cannot be made.
    """
    return done_apart(f"{__package__}.write_word", _told(document))


def _told(document: Document) -> bytes:
    with override(document.language):
        labels = {"page": _("Side"), "of": _("af"), **document.labels}
    return json.dumps(replace(document, labels=labels).as_json(), ensure_ascii=False).encode()


def file_name(title: str, kind: Kind) -> str:
    """Return a name for a file that people and their computers can read: "Plan for 2027.pdf".

    Args:
        title: what the document is called.
        kind: what kind of file it is.
    """
    words = re.sub(r"[^\w .,()-]+", " ", title)
    short = re.sub(r" +", " ", words).strip(" .")[:NAME_LENGTH].strip(" .")
    return f"{short or 'dokument'}.{kind}"


def download(document: Document, kind: Kind) -> HttpResponse:
    """Return the answer by which a visitor gets a document as a file.

    Args:
        document: what it says.
        kind: what kind of file is wanted.
    """
    content = pdf(document) if kind == "pdf" else word(document)
    response = HttpResponse(content, content_type=TYPES[kind])
    name = content_disposition_header(as_attachment=True, filename=file_name(document.title, kind))
    response["Content-Disposition"] = name or "attachment"
    return response
