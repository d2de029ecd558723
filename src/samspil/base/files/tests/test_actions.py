"""Pictures are checked, made safe and deleted."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from samspil.base.audit.models import Entry
from samspil.base.files.actions import forget_file, store_picture
from samspil.base.files.models import StoredFile
from samspil.base.files.terms import MAX_BYTES, WIDEST
from samspil.kit.access import NOBODY

pytestmark = pytest.mark.django_db


def upload(
    kind: str = "PNG", size: tuple[int, int] = (40, 30), **saved: object
) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size).save(out, kind, **saved)
    return SimpleUploadedFile(f"foto.{kind.lower()}", out.getvalue())


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_every_kind_becomes_webp(kind: str) -> None:
    stored = store_picture(actor=NOBODY, upload=upload(kind))
    assert (stored.content_type, stored.width, stored.height) == ("image/webp", 40, 30)
    assert Image.open(BytesIO(stored.content)).format == "WEBP"
    assert stored.size == len(stored.content)


def test_what_a_camera_adds_is_gone_and_the_picture_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Kamera med navn"
    stored = store_picture(actor=NOBODY, upload=upload("JPEG", exif=exif))
    assert (stored.width, stored.height) == (30, 40)
    assert b"Kamera" not in bytes(stored.content)
    assert not Image.open(BytesIO(stored.content)).getexif()


def test_a_wide_picture_is_made_narrower() -> None:
    assert store_picture(actor=NOBODY, upload=upload(size=(3200, 200))).width == WIDEST


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "ICO"])
def test_other_kinds_are_refused(kind: str) -> None:
    with pytest.raises(ValidationError, match="ikke et billede"):
        store_picture(actor=NOBODY, upload=upload(kind))


def test_a_broken_picture_is_refused() -> None:
    whole = upload(size=(400, 300)).read()
    with pytest.raises(ValidationError, match="ikke et billede"):
        store_picture(actor=NOBODY, upload=SimpleUploadedFile("x.png", whole[: len(whole) // 2]))


def test_too_much_is_refused() -> None:
    with pytest.raises(ValidationError, match="20 MB"):
        store_picture(actor=NOBODY, upload=SimpleUploadedFile("x.png", b"x" * (MAX_BYTES + 1)))
    with pytest.raises(ValidationError, match="for mange punkter"):
        store_picture(actor=NOBODY, upload=upload(size=(10_000, 6_000)))
    assert not StoredFile.objects.exists()


def test_forgetting_is_written_down() -> None:
    stored = store_picture(actor=NOBODY, upload=upload())
    forget_file(actor=NOBODY, file=stored)
    assert not StoredFile.objects.exists()
    assert Entry.objects.filter(verb="files.forget_file").exists()
