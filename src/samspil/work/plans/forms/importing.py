"""The shape and words of taking a plan in from a document."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.kit.forms import Form

MOST_BYTES = 20 * 1024 * 1024
MOST_LETTERS = 400_000


class ImportForm(Form):
    """A document, or the text of one."""

    file = forms.FileField(
        label=_("Dokument"),
        required=False,
        help_text=_("Word (.docx), Markdown eller ren tekst, højst 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.md,.markdown,.txt"}),
    )
    text = forms.CharField(
        label=_("Eller sæt teksten ind her"),
        required=False,
        max_length=MOST_LETTERS,
        help_text=_("For eksempel kopieret ud af en PDF."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), str(cleaned.get("text") or "").strip()
        if not file and not text and not self.errors:
            self.add_error("file", _("Vælg et dokument, eller sæt teksten ind."))
        if file and file.size > MOST_BYTES:
            self.add_error("file", _("Dokumentet er for stort. Det må højst fylde 20 MB."))
        return cleaned

    def content(self) -> tuple[bytes, str]:
        """Return the document and its name."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(), file.name
        return self.cleaned_data["text"].encode(), "tekst.txt"
