"""Documents are what their name says, or they are not taken in."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.base.files import actions
from samspil.base.files.actions import store_document
from samspil.base.files.terms import DOCUMENT_TYPES
from samspil.kit.access import NOBODY

pytestmark = pytest.mark.django_db
ODT = DOCUMENT_TYPES["odt"]


def packed(**parts: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as zipped:
        for name, text in parts.items():
            zipped.writestr(name, text)
    return out.getvalue()


WORD = packed(**{"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})
MACROS = packed(
    **{"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>", "word/vbaProject.bin": "x"}
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Referat.pdf", b"%PDF-1.7 ..."),
        ("Referat.DOCX", WORD),
        ("tal.odt", packed(mimetype=ODT, **{"content.xml": "<x/>"})),
    ],
)
def test_taken_in_as_it_came(name: str, content: bytes) -> None:
    stored = store_document(actor=NOBODY, upload=SimpleUploadedFile(name, content))
    assert bytes(stored.content) == content
    assert stored.content_type == DOCUMENT_TYPES[name.lower().rpartition(".")[2]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("side.html", b"<script>alert(1)</script>"),
        ("side.pdf", b"<script>alert(1)</script>"),
        ("uden", b"%PDF-1.7"),
        ("word.docx", b"%PDF-1.7"),
        ("word.docx", packed(**{"[Content_Types].xml": "<x/>", "xl/book.xml": "<x/>"})),
        ("word.docx", MACROS),
        ("word.docm", MACROS),
        ("tekst.odt", packed(mimetype="text/html")),
        ("tekst.odt", packed(other="x")),
        ("tekst.odt", packed(mimetype=ODT, **{"Basic/Standard/Module1.xml": "<x/>"})),
        ("tom.pdf", b""),
    ],
)
def test_left_outside(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError, match="ikke et dokument"):
        store_document(actor=NOBODY, upload=SimpleUploadedFile(name, content))


def test_what_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MAX_UNPACKED", 5)
    with pytest.raises(ValidationError, match="ikke et dokument"):
        store_document(actor=NOBODY, upload=SimpleUploadedFile("a.docx", WORD))


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MAX_BYTES", 5)
    with pytest.raises(ValidationError, match="20 MB"):
        store_document(actor=NOBODY, upload=SimpleUploadedFile("a.pdf", b"%PDF-1.7"))
