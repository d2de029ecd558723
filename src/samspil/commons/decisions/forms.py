"""The shape and words of money, decisions and cases."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.commons.decisions.actions.cases import CaseText
from samspil.commons.decisions.actions.decisions import Said
from samspil.commons.decisions.actions.money import Cost, Frame, Paid
from samspil.commons.decisions.models import Budget, BudgetLine, CaseDraft, Decision
from samspil.commons.decisions.terms import (
    FIRST_YEAR,
    LAST_YEAR,
    LINE_LENGTH,
    NUMBER_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Funding,
    LineKind,
    Outcome,
    Recurrence,
    Source,
    looks_like_a_number,
)
from samspil.kit.forms import DateInput, Form, VersionField
from samspil.kit.kroner import KronerField

DATE_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"]


def _long(label: Any, rows: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=TEXT_LENGTH,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _short(
    label: Any, length: int, *, required: bool = False, help_text: Any = "", **further: Any
) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=length, help_text=help_text, **further
    )


def _day(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=DateInput,
        input_formats=DATE_FORMATS,
        error_messages={
            "required": _("Vælg en dato."),
            "invalid": _("Skriv datoen som 2026-05-04."),
        },
    )


def _year(label: Any, *, required: bool = True, help_text: Any = "") -> forms.IntegerField:
    wrong = _("Skriv året med fire tal, fx 2027.")
    return forms.IntegerField(
        label=label,
        required=required,
        help_text=help_text,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


def _choice(label: Any, choices: Any, **further: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices.choices, widget=forms.RadioSelect, **further
    )


class BudgetForm(Form):
    """Where the money comes from, and its frame."""

    funding = _choice(_("Hvor kommer pengene fra?"), Funding)
    frame = KronerField(
        label=_("Ramme i kroner"),
        required=False,
        help_text=_(
            "Det højeste beløb, der må bruges i alt. Lad feltet stå tomt, hvis der ikke er en."
        ),
    )
    saving = _short(
        _("Besparelse, der betaler"),
        LINE_LENGTH,
        help_text=_("Skriv, hvor der spares, hvis pengene kommer derfra."),
    )
    note = _long(_("Om økonomien"), 4, help_text=_("Alle kan læse det."))
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, budget: Budget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*Frame.__dataclass_fields__, "version"):
            self.initial[name] = getattr(budget, name)

    def written(self) -> Frame:
        """Return what the form says."""
        return Frame(**{name: self.cleaned_data[name] for name in Frame.__dataclass_fields__})


class LineForm(Form):
    """What a post costs."""

    post = _short(
        _("Post"), TITLE_LENGTH, required=True, help_text=_("Fx frikøb, ledelse eller lokaler.")
    )
    amount = KronerField(
        label=_("Beløb i kroner"), help_text=_("For hvert år, hvis det kommer hvert år.")
    )
    recurrence = _choice(_("Hvor tit?"), Recurrence, initial=Recurrence.ONE_OFF)
    first_year = _year(_("År"))
    last_year = _year(
        _("Sidste år"), required=False, help_text=_("Kun når beløbet kommer hvert år.")
    )
    kind = _choice(_("Er det besluttet?"), LineKind, initial=LineKind.PLANNED)
    source = _choice(_("Hvem betaler?"), Source, initial=Source.OWN)
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, line: BudgetLine | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("first_year", timezone.localdate().year)
        if line is not None:
            for name in (*Cost.__dataclass_fields__, "version"):
                self.initial[name] = getattr(line, name)
            if line.recurrence == Recurrence.ONE_OFF:
                self.initial["last_year"] = None

    def written(self) -> Cost:
        """Return what the form says."""
        return Cost(**{name: self.cleaned_data[name] for name in Cost.__dataclass_fields__})


class SpendingForm(Form):
    """What was paid."""

    post = forms.ChoiceField(label=_("Post"))
    amount = KronerField(label=_("Beløb i kroner"))
    year = _year(_("Regnskabsår"))
    booked_on = _day(_("Betalt den"), required=True)
    text = _short(_("Hvad gik de til?"), LINE_LENGTH, help_text=_("Skriv ikke navne."))
    voucher = _short(_("Bilagsnummer"), NUMBER_LENGTH)

    def __init__(self, *args: Any, budget: Budget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = sorted({line.post for line in budget.lines.all()})
        field: Any = self.fields["post"]
        field.choices = [(post, post) for post in posts]
        today = timezone.localdate()
        self.initial.update({"year": today.year, "booked_on": today})

    def written(self) -> Paid:
        """Return what the form says."""
        return Paid(**{name: self.cleaned_data[name] for name in Paid.__dataclass_fields__})


_NUMBERS = _("Fx 2009-93482 eller 27.00.00-A00-1-20.")


class SaidForm(Form):
    """What a body decided."""

    title = _short(_("Hvad handler det om?"), TITLE_LENGTH, required=True)
    body = _short(
        _("Hvem har besluttet?"),
        TITLE_LENGTH,
        required=True,
        widget=forms.TextInput(attrs={"list": "bodies"}),
    )
    decided_on = _day(_("Besluttet den"), required=True)
    outcome = _choice(_("Hvad blev svaret?"), Outcome)
    text = _long(_("Beslutningen"), 5, required=True)
    recommendation = _long(_("Indstillingen"), 4, help_text=_("Hvad blev de bedt om at beslutte?"))
    case_number = _short(_("Sagsnummer"), NUMBER_LENGTH, help_text=_NUMBERS)
    document_numbers = _short(
        _("Dokumentnumre"), LINE_LENGTH, help_text=_("Skil dem ad med komma.")
    )
    agenda_item = _short(_("Punkt på dagsordenen"), NUMBER_LENGTH)
    hearing_body = _short(_("Råd, der er hørt"), TITLE_LENGTH, help_text=_("Fx Handicaprådet."))
    hearing_on = _day(_("Hørt den"))
    hearing_said = _long(_("Hvad sagde rådet?"), 4)
    next_step = _short(_("Næste skridt"), LINE_LENGTH)
    next_step_on = _day(_("Næste skridt senest"))
    is_public = forms.BooleanField(
        label=_("Alle må læse beslutningen"),
        required=False,
        help_text=_("Fjern krydset ved et lukket punkt."),
    )
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        decision: Decision | None = None,
        case: CaseDraft | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({"decided_on": timezone.localdate(), "is_public": True})
        if decision is not None:
            for name in (*Said.__dataclass_fields__, "version"):
                self.initial[name] = getattr(decision, name)
        if case is not None:
            numbered = (f"{at}. {point}" for at, point in enumerate(case.points, 1))
            self.initial.update(
                {
                    "title": case.title,
                    "body": case.body,
                    "case_number": case.case_number,
                    "recommendation": "\n".join(numbered),
                }
            )

    def written(self) -> Said:
        """Return what the form says."""
        return Said(**{name: self.cleaned_data[name] for name in Said.__dataclass_fields__})

    def odd_numbers(self) -> list[str]:
        """Return the numbers that no case system we know writes so; they are kept all the same."""
        said = self.written()
        numbers = [said.case_number, *said.document_numbers.split(",")]
        return [one.strip() for one in numbers if one.strip() and not looks_like_a_number(one)]


class CaseForm(Form):
    """What a case says."""

    title = _short(_("Sagens titel"), TITLE_LENGTH, required=True)
    body = _short(
        _("Hvem skal beslutte?"),
        TITLE_LENGTH,
        required=True,
        widget=forms.TextInput(attrs={"list": "bodies"}),
    )
    case_number = _short(_("Sagsnummer"), NUMBER_LENGTH, help_text=_NUMBERS)
    problem = _long(_("Baggrund og problem"), 5, help_text=_("Hvad er det, der skal løses?"))
    solution = _long(_("Løsning"), 5)
    effects = _long(_("Virkning for borgere og pårørende"), 4)
    economy = _long(_("Økonomi"), 4, help_text=_("Tabellen over beløb kommer med af sig selv."))
    next_process = _long(_("Videre proces"), 4)
    recommendations = _long(
        _("Indstilling"), 4, help_text=_("Ét punkt på hver linje. De får selv numre.")
    )
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, case: CaseDraft | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if case is not None:
            for name in (*CaseText.__dataclass_fields__, "version"):
                self.initial[name] = getattr(case, name)

    def written(self) -> CaseText:
        """Return what the form says."""
        return CaseText(**{name: self.cleaned_data[name] for name in CaseText.__dataclass_fields__})


class FileForm(Form):
    """A file to add."""

    file = forms.FileField(
        label=_("Vælg en fil"), help_text=_("PDF, Word eller Excel, højst 20 MB.")
    )
    title = _short(_("Hvad hedder bilaget?"), TITLE_LENGTH)
