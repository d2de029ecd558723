"""The shape and words of keeping the lexicon."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samspil.base.search.terms import PHRASE_LENGTH
from samspil.commons.lexicon.actions import Meant, Words
from samspil.commons.lexicon.models import LexiconEntry, LexiconQuerySet, Synonym
from samspil.commons.lexicon.queries import entries_spelled
from samspil.commons.lexicon.terms import (
    HEAVIEST,
    LIGHTEST,
    MEANING_LENGTH,
    MOST_FORMS,
    MOST_MEANS,
    MOST_SHEET_BYTES,
    PATH_LENGTH,
    TEXT_LENGTH,
    UNCLEAR_LENGTH,
    WORD_LENGTH,
    SynonymLanguage,
)
from samspil.kit.forms import Form, VersionField

_PARTED = re.compile(r"[,;\n]+")


def parted(text: str) -> list[str]:
    """Return what stands between commas, semicolons or line breaks."""
    return [each.strip() for each in _PARTED.split(text) if each.strip()]


def _long(
    label: Any, *, rows: int = 3, length: int = TEXT_LENGTH, help_text: Any = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=length,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _word(label: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=WORD_LENGTH,
        help_text=help_text,
        error_messages={
            "required": _("Skriv ordet."),
            "max_length": _("Ordet er for langt. Skriv højst 80 tegn."),
        },
    )


class ProposeForm(Form):
    """A word that somebody wants explained."""

    word = _word(_("Hvilket ord skal vi forklare?"))
    meaning = _long(
        _("Hvad tror du, det betyder?"),
        length=MEANING_LENGTH,
        help_text=_("Du kan lade det stå tomt."),
    )
    example = _long(
        _("Hvor så du ordet?"),
        rows=2,
        help_text=_("Fx ”i brevet om min søns skole”. Skriv ikke navne eller CPR-numre."),
    )


class UnclearForm(Form):
    """A word that a reader did not understand, and the page they read."""

    word = forms.CharField(
        label=_("Hvilket ord forstår du ikke?"),
        max_length=UNCLEAR_LENGTH,
        error_messages={
            "required": _("Skriv ordet, du ikke forstår."),
            "max_length": _("Skriv kun ordet, ikke hele sætningen."),
        },
    )
    path = forms.CharField(required=False, max_length=PATH_LENGTH, widget=forms.HiddenInput)


class WordForm(Form):
    """All that is said about a word."""

    # Before the field that is named as the module it comes from.
    version = VersionField(widget=forms.HiddenInput, required=False)

    word = _word(
        _("Ordet"), help_text=_("Som det står i en ordbog: aflastning, ikke aflastningen.")
    )
    meaning = _long(
        _("Hvad betyder det for dig, der læser?"),
        length=MEANING_LENGTH,
        help_text=_("To eller tre korte sætninger. De vises dér, hvor ordet står."),
    )
    forms = _long(
        _("Former, som ordet står på i tekster"),
        help_text=_("Med komma imellem: aflastningen, aflastningsordning, aflastningstilbud."),
    )
    easy = _long(_("Det samme let at læse"), length=MEANING_LENGTH)
    example = _long(_("Et eksempel"))
    law = _long(
        _("Hvad hedder det i loven?"), rows=2, help_text=_("Fx ”Serviceloven § 84: afløsning”.")
    )
    ask = _long(_("Hvem kan man spørge?"), rows=2)
    see_also = _long(
        _("Se også"), rows=2, help_text=_("Andre ord i leksikonet, med komma imellem.")
    )
    word_en = _word(_("Ordet på engelsk"), required=False)
    meaning_en = _long(_("Hvad betyder det? (på engelsk)"), length=MEANING_LENGTH)
    easy_en = _long(_("Let at læse på engelsk"), length=MEANING_LENGTH)
    example_en = _long(_("Et eksempel på engelsk"))
    law_en = _long(_("I loven (på engelsk)"), rows=2)
    ask_en = _long(_("Hvem kan man spørge? (på engelsk)"), rows=2)

    def __init__(self, *args: Any, entry: LexiconEntry | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if entry is not None:
            names = Words.__dataclass_fields__
            self.initial.update({name: getattr(entry, name) for name in (*names, "version")})
            self.initial["forms"] = ", ".join(entry.forms)
            self.initial["see_also"] = ", ".join(each.word for each in entry.see_also.all())

    def clean_forms(self) -> list[str]:
        """Return the forms, none too long and not too many."""
        return _checked(parted(self.cleaned_data["forms"]), MOST_FORMS, WORD_LENGTH)

    def clean_see_also(self) -> LexiconQuerySet:
        """Return the words meant; one that is not there is an error that names it."""
        wanted = parted(self.cleaned_data["see_also"])
        found = entries_spelled(wanted)
        there = {each.word.lower() for each in found}
        missing = [each for each in wanted if each.lower() not in there]
        if missing:
            raise ValidationError(
                _("Står ikke i leksikonet: %(words)s.") % {"words": ", ".join(missing)}
            )
        return found

    def words(self) -> Words:
        """Return what was written."""
        return Words(**{name: self.cleaned_data[name] for name in Words.__dataclass_fields__})


def _checked(values: list[str], most: int, length: int) -> list[str]:
    if len(values) > most:
        raise ValidationError(_("Skriv højst %(most)s.") % {"most": most})
    if any(len(each) > length for each in values):
        raise ValidationError(_("Skriv højst %(length)s tegn for hver.") % {"length": length})
    return values


class SynonymForm(Form):
    """What people say and what it means."""

    said = forms.CharField(
        label=_("Det siger folk"),
        max_length=PHRASE_LENGTH,
        error_messages={
            "required": _("Skriv, hvad folk siger."),
            "max_length": _("Det er for langt. Skriv højst 80 tegn."),
        },
    )
    means = forms.CharField(
        label=_("Det betyder det"),
        max_length=TEXT_LENGTH,
        help_text=_("De ord, der skal søges efter, med komma imellem."),
        error_messages={"required": _("Skriv, hvad det betyder.")},
    )
    weight = forms.FloatField(
        label=_("Vægt"),
        initial=HEAVIEST,
        min_value=LIGHTEST,
        max_value=HEAVIEST,
        localize=True,
        help_text=_("1 er helt sikkert, 0,3 er et gæt."),
        error_messages={
            "required": _("Skriv en vægt mellem 0,3 og 1."),
            "invalid": _("Skriv vægten som 0,8."),
            "min_value": _("Vægten er mellem 0,3 og 1."),
            "max_value": _("Vægten er mellem 0,3 og 1."),
        },
    )
    language = forms.ChoiceField(label=_("Sprog"), choices=SynonymLanguage.choices, required=False)
    entry = forms.ModelChoiceField(
        label=_("Hører til ordet"),
        queryset=LexiconEntry.objects.none(),
        required=False,
        empty_label=_("Intet ord i leksikonet"),
        help_text=_("Så kommer og går det sammen med ordet."),
    )

    def __init__(self, *args: Any, synonym: Synonym | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entry: Any = self.fields["entry"]
        entry.queryset = LexiconEntry.objects.alphabetic()
        if synonym is not None:
            self.initial.update(
                said=synonym.said,
                means=", ".join(synonym.means),
                weight=synonym.weight,
                language=synonym.language,
                entry=synonym.entry_id,
            )

    def clean_means(self) -> list[str]:
        """Return the words it means, none too long and not too many."""
        return _checked(parted(self.cleaned_data["means"]), MOST_MEANS, PHRASE_LENGTH)

    def meant(self) -> Meant:
        """Return what was written."""
        return Meant(**self.cleaned_data)


class SheetForm(Form):
    """A CSV file with synonyms."""

    sheet = forms.FileField(
        label=_("CSV-fil"),
        help_text=_("Kolonnerne sagt, betyder, vægt og sprog. Flere betydninger deles af |."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": _("Vælg en fil.")},
    )

    def clean_sheet(self) -> str:
        """Return the text of the file."""
        upload = self.cleaned_data["sheet"]
        if upload.size > MOST_SHEET_BYTES:
            raise ValidationError(_("Filen er for stor. Den må højst fylde 1 MB."))
        try:
            return str(upload.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise ValidationError(_("Gem filen som CSV med UTF-8, og prøv igen.")) from error
