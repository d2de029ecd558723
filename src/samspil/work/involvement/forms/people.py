"""The shape and words of inviting, answering and working together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.commons.interests.terms import Form as TakingPart
from samspil.kit.forms import DateInput, EmailField, Form, VersionField
from samspil.work.involvement.terms import (
    NAME_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
)

# Those are asked in other ways: with the guides, not for an initiative.
NOT_FOR_INITIATIVES = {TakingPart.GUIDE}


class RoundForm(Form):
    """Whom to invite, and what to write."""

    form = forms.ChoiceField(
        label=_("Hvem vil du spørge?"),
        choices=[pair for pair in TakingPart.choices if pair[0] not in NOT_FOR_INITIATIVES],
        widget=forms.RadioSelect,
        help_text=_("Dem, der har sagt, at de vil spørges om dette."),
    )
    who = forms.ChoiceField(
        label=_("Hvor mange?"),
        choices=[("all", _("Alle, der passer")), ("draw", _("Træk lod om et antal"))],
        initial="all",
        widget=forms.RadioSelect,
    )
    sample_size = forms.IntegerField(
        label=_("Antal, der trækkes lod om"),
        required=False,
        min_value=1,
        max_value=10_000,
        widget=forms.NumberInput(attrs={"class": "input-width-s"}),
        help_text=_("Er der færre, bliver alle spurgt."),
    )
    leave_out_recent = forms.BooleanField(
        label=_("Spørg ikke dem, der er spurgt om noget de sidste tre måneder"),
        required=False,
        help_text=_("Uden kryds kan de trækkes, men sjældnere end andre."),
    )
    words = forms.CharField(
        label=_("Dine egne ord"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Står på siden bag linket. I brevet står det kun hos dem, der har valgt hele teksten."
        ),
    )
    words_en = forms.CharField(
        label=_("Det samme på engelsk"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    answer_by = forms.DateField(
        label=_("Svar senest"),
        widget=DateInput,
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"],
        help_text=_("Dem, der ikke har svaret, får én påmindelse tre dage før."),
        error_messages={
            "required": _("Vælg, hvornår folk senest skal svare."),
            "invalid": _("Skriv datoen som 2026-05-04."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a number when lots are drawn."""
        cleaned = super().clean() or {}
        if (
            cleaned.get("who") == "draw"
            and not cleaned.get("sample_size")
            and "sample_size" not in self.errors
        ):
            self.add_error("sample_size", _("Skriv, hvor mange der skal trækkes."))
        return cleaned

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen, as the action wants it."""
        cleaned = self.cleaned_data
        return {
            "form": cleaned["form"],
            "sample_size": cleaned["sample_size"] if cleaned["who"] == "draw" else None,
            "leave_out_recent": cleaned["leave_out_recent"],
            "words": cleaned["words"],
            "words_en": cleaned["words_en"],
            "answer_by": cleaned["answer_by"],
        }


class YesForm(Form):
    """Who says yes, and how to reach them."""

    name = forms.CharField(
        label=_("Dit navn"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Skriv dit navn.")},
    )
    contact = forms.CharField(
        label=_("Telefon eller e-mail"),
        max_length=NAME_LENGTH,
        help_text=_("Så den, der står for det, kan få fat i dig."),
        error_messages={"required": _("Skriv et telefonnummer eller en e-mail.")},
    )
    note = forms.CharField(
        label=_("Vil du skrive noget til os?"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PersonForm(Form):
    """Somebody who said yes on the phone, on paper or at a meeting."""

    name = forms.CharField(
        label=_("Navn"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Skriv personens navn.")},
    )
    contact = forms.CharField(
        label=_("Telefon eller adresse"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Skriv, hvordan I får fat i personen.")},
    )
    email = EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"inputmode": "email"}),
        help_text=_("Med en e-mail får personen brev og kan selv se noterne."),
    )


class NoteForm(Form):
    """A note of a working community."""

    title = forms.CharField(
        label=_("Overskrift"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Skriv en overskrift.")},
    )
    body = forms.CharField(
        label=_("Tekst"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "Skriv ## foran en mellemrubrik og - foran et punkt. Skriv ikke andet om folk, end de vil have læst."
        ),
        error_messages={"required": _("Skriv noget i noten.")},
    )
    version = VersionField(widget=forms.HiddenInput, required=False)


class FileForm(Form):
    """A file to share."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("Et billede, en PDF eller et dokument uden makroer på højst 20 MB."),
    )
    title = forms.CharField(
        label=_("Hvad er det?"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Skriv, hvad filen er.")},
    )
