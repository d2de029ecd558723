"""The shape and words of the yearly status."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samspil.kit.forms import EmailField, Form, VersionField
from samspil.work.plans.actions.status import StatusHead
from samspil.work.plans.forms.years import day_field
from samspil.work.plans.models import Addressee, StatusText, YearlyStatus
from samspil.work.plans.terms import (
    NUMBER_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    AddresseeKind,
)

HEAD = tuple(StatusHead.__dataclass_fields__)


def _number(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=NUMBER_LENGTH,
        widget=forms.TextInput(attrs={"class": "input-width-m"}),
    )


def _long(label: Any, rows: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=TEXT_LENGTH,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class YearlyStatusForm(Form):
    """What a yearly status says, with a text for each focus area."""

    title = forms.CharField(
        label=_("Overskrift"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Skriv en overskrift.")},
    )
    dated_on = day_field(_("Dato"))
    case_number = _number(_("Sagsnummer"))
    document_number = _number(_("Dokumentnummer"))
    intro = _long(_("Indledning"), 5, _("Det vigtigste først: hvad skal udvalget vide?"))
    closing = _long(_("Det videre arbejde"), 5)
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, status: YearlyStatus, texts: Iterable[StatusText], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.texts = list(texts)
        for name in (*HEAD, "version"):
            self.initial[name] = getattr(status, name)
        for each in self.texts:
            label = each.area.title if each.area else _("Planens egne initiativer")
            field = _long(_("Tekst om ”%(area)s”") % {"area": label}, 9)
            field.initial = each.text
            self.fields[f"text_{each.pk}"] = field

    def text_of(self, row: StatusText) -> Any:
        """Return the field for one text."""
        return self[f"text_{row.pk}"]

    def head(self) -> StatusHead:
        """Return what stands round the texts."""
        return StatusHead(**{name: self.cleaned_data[name] for name in HEAD})

    def written(self) -> dict[int, str]:
        """Return the texts by the id of their row."""
        return {each.pk: self.cleaned_data[f"text_{each.pk}"] for each in self.texts}


class SendForm(Form):
    """Whom a status goes to."""

    to = forms.MultipleChoiceField(
        label=_("Send til"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg mindst ét udvalg eller råd.")},
    )

    def __init__(self, *args: Any, addressees: Iterable[Addressee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.addressees = {str(each.pk): each for each in addressees if each.email}
        field: Any = self.fields["to"]
        field.choices = [(key, each.name) for key, each in self.addressees.items()]

    def chosen(self) -> list[Addressee]:
        """Return whom it goes to."""
        return [self.addressees[key] for key in self.cleaned_data["to"]]


class AddresseeForm(Form):
    """A committee or council that gets the yearly status."""

    name = forms.CharField(
        label=_("Navn"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Skriv navnet på udvalget eller rådet.")},
    )
    kind = forms.ChoiceField(
        label=_("Slags"),
        choices=[(value, capfirst(label)) for value, label in AddresseeKind.choices],
        widget=forms.RadioSelect,
        initial=AddresseeKind.COMMITTEE,
    )
    email = EmailField(
        required=False, help_text=_("Sekretariatets adresse. Tom, hvis status afleveres i sagen.")
    )

    def __init__(self, *args: Any, addressee: Addressee | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if addressee is not None:
            for name in ("name", "kind", "email"):
                self.initial[name] = getattr(addressee, name)
            self.fields["is_active"] = forms.BooleanField(
                label=_("Får stadig status"), required=False, initial=addressee.is_active
            )

    def written(self) -> dict[str, Any]:
        """Return what was written."""
        return dict(self.cleaned_data)
