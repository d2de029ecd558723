"""Pictures and editions for the tests of the municipality's own hand."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from samspil.base.municipality import actions
from samspil.base.municipality.models import Draft, Edition
from samspil.kit.access import SYSTEM


def picture(colour: str = "red", name: str = "logo.png") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (120, 60), colour).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


def publish(**said: object) -> Edition:
    if said:
        actions.change(actor=SYSTEM, **said)
    return actions.publish_draft(actor=SYSTEM, version=Draft.objects.get().version)
