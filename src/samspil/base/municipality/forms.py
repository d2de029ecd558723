"""The shape and words of deciding how the municipality presents itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.base.municipality.content import Content
from samspil.base.municipality.policies import LIMITS
from samspil.base.municipality.queries import declared_parts
from samspil.base.municipality.terms import FILE_BYTES, LABELS, TEXT_LENGTH
from samspil.kit.forms import Form
from samspil.kit.own_words import OwnText, TextKind


def _line(name: str, help_text: Any = "", **attributes: str) -> forms.CharField:
    return forms.CharField(
        label=LABELS[name],
        required=False,
        max_length=LIMITS[name],
        help_text=help_text,
        widget=forms.TextInput(attrs=attributes),
    )


def _lines(name: str, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=LABELS[name],
        required=False,
        max_length=LIMITS[name],
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ContentForm(Form):
    """A page of fields of `Content`."""

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({name: getattr(content, name) for name in self.said_fields})

    @property
    def said_fields(self) -> list[str]:
        """The fields that are fields of the content too."""
        return [name for name in self.fields if name in Content.__dataclass_fields__]

    def said(self) -> dict[str, Any]:
        """Return what was written."""
        return {name: self.cleaned_data[name] for name in self.said_fields}


class NameForm(ContentForm):
    """The municipality's name and logo."""

    name = forms.CharField(
        label=LABELS["name"],
        max_length=LIMITS["name"],
        error_messages={"required": _("Skriv kommunens navn.")},
    )
    short_name = _line("short_name", _("Hvor der er lidt plads. Tomt: hele navnet."))
    name_en = _line("name_en")
    logo = forms.FileField(
        label=LABELS["logo"],
        required=False,
        help_text=_("JPG, PNG, WebP eller GIF på højst 20 MB. Det står øverst på alle sider."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    without_logo = forms.BooleanField(label=_("Tag logoet væk"), required=False)
    logo_alt = _line("logo_alt", _("Læses op for dem, der ikke kan se det. Tomt: kommunens navn."))
    logo_alt_en = _line("logo_alt_en")


_COLOUR = {"class": "input-width-s", "spellcheck": "false", "autocomplete": "off"}


class ColoursForm(ContentForm):
    """The municipality's two colours."""

    primary = forms.CharField(
        label=LABELS["primary"],
        max_length=7,
        help_text=_("Knapper, links og sidens fod. Skriv # og seks tegn, fx #0b5c63."),
        widget=forms.TextInput(attrs=_COLOUR),
    )
    accent = forms.CharField(
        label=LABELS["accent"],
        max_length=7,
        help_text=_("Ringen i mærket og rammen om det felt, man står i. En lys farve."),
        widget=forms.TextInput(attrs=_COLOUR),
    )

    def clean_primary(self) -> str:
        """Return the colour in small letters, with its #."""
        return _hex(self.cleaned_data["primary"])

    def clean_accent(self) -> str:
        """Return the colour in small letters, with its #."""
        return _hex(self.cleaned_data["accent"])


def _hex(text: str) -> str:
    return "#" + text.strip().lower().removeprefix("#")


class ContactForm(ContentForm):
    """How to reach the municipality."""

    phone = _line("phone", type="tel", autocomplete="off")
    email = _line("email", inputmode="email", autocomplete="off")
    address = _lines("address")
    opening_hours = _lines("opening_hours", _("Én linje for hver dag, fx: Mandag kl. 9–15."))
    opening_hours_en = _lines("opening_hours_en")
    secure_post = _line(
        "secure_post",
        _("Adressen på den side, hvor man kan skrive om det fortrolige, fx via MitID."),
        inputmode="url",
        placeholder="https://",
    )


class PartsForm(Form):
    """Which parts are open."""

    open = forms.MultipleChoiceField(
        label=_("Åbne dele"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("En lukket del forsvinder fra menuen, og dens sider kan ikke findes."),
    )

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = declared_parts()
        field: Any = self.fields["open"]
        field.choices = [(key, part.label) for key, part in parts.items()]
        self.initial["open"] = [key for key in parts if key not in content.closed]

    def closed(self) -> tuple[str, ...]:
        """Return the parts without a tick."""
        return tuple(key for key in declared_parts() if key not in self.cleaned_data["open"])


class TextForm(Form):
    """One text in the municipality's own words."""

    da = forms.CharField(label=_("På dansk"), required=False, max_length=TEXT_LENGTH)
    en = forms.CharField(label=_("På engelsk"), required=False, max_length=TEXT_LENGTH)

    def __init__(self, *args: Any, text: OwnText, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("da", "en"):
            field: Any = self.fields[name]
            if text.kind != TextKind.LINE:
                rows = 3 if text.kind == TextKind.LETTER else 8
                field.widget = forms.Textarea(attrs={"rows": rows})
            field.help_text = _("Tomt felt: standardteksten.")
        self.initial.update(content.texts.get(text.key, {}))


class FileForm(Form):
    """A file with everything the municipality decided."""

    file = forms.FileField(
        label=_("Kommunefil"),
        help_text=_("Den fil, du har hentet her eller i en anden kommune."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": _("Vælg en fil.")},
    )

    def clean_file(self) -> bytes:
        """Return what the file holds; a file that is far too large is not read."""
        upload = self.cleaned_data["file"]
        if upload.size > FILE_BYTES:
            raise forms.ValidationError(
                _("Filen fylder mere end 5 MB og kan ikke være en kommunefil.")
            )
        return bytes(upload.read())
