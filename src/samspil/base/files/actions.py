"""Take files in."""

import hashlib
import warnings
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from samspil.base.audit.actions import record
from samspil.base.files.models import StoredFile
from samspil.base.files.terms import MAX_BYTES, MAX_PIXELS, PICTURE_FORMATS, WIDEST
from samspil.kit.access import Actor


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
    content = out.getvalue()
    stored = StoredFile.objects.create(
        name=PurePath(upload.name or "billede").stem[:190] + ".webp",
        content_type="image/webp",
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        width=picture.width,
        height=picture.height,
    )
    record(actor=actor, verb="files.store_picture", thing=f"file:{stored.pk}")
    return stored
