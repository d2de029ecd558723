"""Take files in."""

import hashlib
import warnings
from io import BytesIO
from pathlib import PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from samspil.base.audit.actions import record
from samspil.base.files.models import StoredFile
from samspil.base.files.terms import (
    DOCUMENT_TYPES,
    FILM_TYPES,
    MAX_BYTES,
    MAX_CAPTIONS,
    MAX_PARTS,
    MAX_PIXELS,
    MAX_UNPACKED,
    PICTURE_FORMATS,
    WIDEST,
)
from samspil.kit.access import Actor
from samspil.kit.words import one_line


def check_picture(upload: "UploadedFile[Any]") -> Image.Image:
    """Return an upload as a picture that is safe to work on.

    Raises ValidationError with what to do when it is too large or no picture we know.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(_("Billedet fylder mere end 20 MB. Vælg et mindre billede."))
    not_a_picture = ValidationError(
        _("Filen er ikke et billede, vi kan læse. Vælg en JPG-, PNG-, WebP- eller GIF-fil.")
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            upload.seek(0)
            picture = Image.open(upload, formats=PICTURE_FORMATS)
            if picture.width * picture.height > MAX_PIXELS:
                raise ValidationError(_("Billedet har for mange punkter. Vælg et mindre billede."))
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise not_a_picture from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(
            _("Billedet har for mange punkter. Vælg et mindre billede.")
        ) from error
    return picture


@transaction.atomic
def forget_file(*, actor: Actor, file: StoredFile) -> None:
    """Delete a file that nothing shows any more."""
    record(actor=actor, verb="files.forget_file", thing=f"file:{file.pk}")
    file.delete()


def _keep(name: str, content_type: str, content: bytes, **size: int) -> StoredFile:
    return StoredFile.objects.create(
        name=name,
        content_type=content_type,
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        **size,
    )


@transaction.atomic
def store_picture(*, actor: Actor, upload: "UploadedFile[Any]") -> StoredFile:
    """Keep a picture, turned upright, at most 1600 pixels wide and without what a camera adds.

    Raises ValidationError when the upload is too large or no picture we know.
    """
    picture = ImageOps.exif_transpose(check_picture(upload))
    picture.thumbnail((WIDEST, WIDEST * 2))
    picture = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
    out = BytesIO()
    picture.save(out, format="WEBP", quality=80, method=4)
    stored = _keep(
        PurePath(upload.name or "billede").stem[:190] + ".webp",
        "image/webp",
        out.getvalue(),
        width=picture.width,
        height=picture.height,
    )
    record(actor=actor, verb="files.store_picture", thing=f"file:{stored.pk}")
    return stored


def _check_packed(upload: "UploadedFile[Any]", kind: str) -> bool:
    """Tell whether a packed document is of its kind, holds no macros and unpacks to something sane."""
    try:
        with ZipFile(upload) as packed:
            parts = packed.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                return False
            names = {part.filename for part in parts}
            if any(name.lower().endswith(("vbaproject.bin", ".exe", ".js")) for name in names):
                return False
            if kind in {"odt", "ods"}:
                sign = packed.read("mimetype")[:100].decode("ascii", "replace").strip()
                return sign == DOCUMENT_TYPES[kind] and not any(
                    name.startswith(("Basic/", "Scripts/")) for name in names
                )
            folder = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}[kind]
            return "[Content_Types].xml" in names and any(n.startswith(folder) for n in names)
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, ValueError):
        return False


def check_document(upload: "UploadedFile[Any]") -> str:
    """Return how the name of a document ends, when it is what its name says and holds no macros.

    Raises ValidationError with what to do when it is too large or of another kind.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(_("Filen fylder mere end 20 MB. Vælg en mindre fil."))
    kind = PurePath(upload.name or "").suffix.lower().removeprefix(".")
    upload.seek(0)
    good = kind in DOCUMENT_TYPES and (
        upload.read(5) == b"%PDF-" if kind == "pdf" else _check_packed(upload, kind)
    )
    if not good:
        raise ValidationError(
            _(
                "Filen er ikke et dokument, vi kan tage imod. Vælg en PDF-, Word-, Excel-, PowerPoint- "
                "eller OpenDocument-fil uden makroer."
            )
        )
    return kind


@transaction.atomic
def store_document(*, actor: Actor, upload: "UploadedFile[Any]") -> StoredFile:
    """Keep a document as it came, to be handed out as a download only.

    Raises ValidationError when the upload is too large or of a kind we do not take.
    """
    kind = check_document(upload)
    upload.seek(0)
    name = one_line(PurePath(upload.name or "").stem)[:180] or "dokument"
    stored = _keep(f"{name}.{kind}", DOCUMENT_TYPES[kind], upload.read())
    record(actor=actor, verb="files.store_document", thing=f"file:{stored.pk}")
    return stored


@transaction.atomic
def store_film(*, actor: Actor, upload: "UploadedFile[Any]") -> StoredFile:
    """Keep a film as it came.

    Raises ValidationError when it is too large or no MP4 or WebM.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(_("Filmen fylder mere end 20 MB. Gør den kortere eller mindre."))
    upload.seek(0)
    content = upload.read()
    is_mp4, is_webm = content[4:8] == b"ftyp", content[:4] == b"\x1a\x45\xdf\xa3"
    if not (is_mp4 or is_webm):
        raise ValidationError(_("Filen er ikke en film, vi kan vise. Vælg en MP4- eller WebM-fil."))
    kind = "mp4" if is_mp4 else "webm"
    name = one_line(PurePath(upload.name or "").stem)[:180] or "film"
    stored = _keep(f"{name}.{kind}", FILM_TYPES[kind], content)
    record(actor=actor, verb="files.store_film", thing=f"file:{stored.pk}")
    return stored


@transaction.atomic
def store_captions(*, actor: Actor, upload: "UploadedFile[Any]") -> StoredFile:
    """Keep the captions of a film.

    Raises ValidationError when it is no WebVTT.
    """
    wrong = ValidationError(_("Underteksterne skal være en VTT-fil, der begynder med WEBVTT."))
    if (upload.size or 0) > MAX_CAPTIONS:
        raise wrong
    upload.seek(0)
    content = upload.read()
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise wrong from None
    if not words.startswith("WEBVTT") or "-->" not in words:
        raise wrong
    name = one_line(PurePath(upload.name or "").stem)[:180] or "undertekster"
    stored = _keep(f"{name}.vtt", "text/vtt", words.encode())
    record(actor=actor, verb="files.store_captions", thing=f"file:{stored.pk}")
    return stored
