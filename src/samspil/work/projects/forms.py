"""The shape and words of projects and what they hold."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.base.people.models import Person
from samspil.base.people.queries import staff
from samspil.base.places.models import Place
from samspil.base.places.queries import offered_places
from samspil.base.topics.ticks import TopicTicks
from samspil.kit.forms import DateInput, Form, VersionField
from samspil.kit.kroner import KronerField
from samspil.work.projects.actions import parts
from samspil.work.projects.actions.projects import ProjectText
from samspil.work.projects.models import Project
from samspil.work.projects.terms import (
    FIRST_YEAR,
    LAST_YEAR,
    LINE_LENGTH,
    MOST_HOURS,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Level,
)

DATE_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"]


def _long(label: Any, rows: int = 4, *, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=TEXT_LENGTH,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _short(
    label: Any, length: int = LINE_LENGTH, *, required: bool = False, help_text: Any = ""
) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=length, help_text=help_text)


def _day(label: Any, *, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        widget=DateInput,
        input_formats=DATE_FORMATS,
        error_messages={
            "required": _("Vælg en dato."),
            "invalid": _("Skriv datoen som 2026-05-04."),
        },
    )


class NumberField(forms.CharField):
    """A number as Danes write it, with a comma."""

    wrong = _("Skriv et tal, fx 12,5.")

    def __init__(self, *, most: Decimal, **kwargs: Any) -> None:
        self.most = most
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the number, or None where nothing was typed."""
        text = super().clean(value).replace(" ", "").removesuffix("%")
        if not text:
            return None
        try:
            number = Decimal(text.replace(",", ".")) if text.isascii() else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number) > self.most or number != round(number, 2):
            raise forms.ValidationError(self.wrong)
        return number

    def prepare_value(self, value: Any) -> Any:
        """Show a number as it is typed."""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return value


class ProjectForm(TopicTicks):
    """What a project is, when, with whom and for how much."""

    title = _short(_("Titel"), TITLE_LENGTH, required=True)
    summary = _short(
        _("Kort fortalt"), required=True, help_text=_("Én eller to sætninger, alle forstår.")
    )
    starts_on = _day(_("Begynder"))
    ends_on = _day(_("Slutter"))
    why = _long(_("Hvorfor?"), 5)
    what = _long(_("Hvad?"), 6, help_text=_("Skriv også spor, hvis projektet har flere."))
    target_group = _long(_("Hvem er det for?"), 3)
    expected_effect = _long(_("Forventet effekt"), 3)
    organising = _long(_("Organisering"), 3)
    partners = _long(
        _("Hvem er med?"),
        3,
        help_text=_("Én på hver linje, fx: Handicapforeningen | udpeger mentorer"),
    )
    funder = _short(_("Hvem søger I penge hos?"), TITLE_LENGTH)
    total = KronerField(label=_("Projektet koster i alt"), required=False)
    grant = KronerField(label=_("Tilskud"), required=False)
    own_share = KronerField(label=_("Egen andel"), required=False)
    own_percent = NumberField(
        label=_("Egen andel i procent"),
        required=False,
        most=Decimal(1000),
        help_text=_("Må være tom. Vi ser efter, at den passer med beløbet."),
    )
    responsible = forms.ModelChoiceField(
        label=_("Hvem er ansvarlig?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Ikke valgt"),
        help_text=_("Får brev, når en rapport skal sendes."),
    )
    places = forms.MultipleChoiceField(
        label=_("Steder"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Sæt kun kryds, hvis projektet gælder enkelte steder."),
    )
    contact = _long(_("Hvem kan man spørge?"), 2)
    results = _long(_("Det viste evalueringen"), 5)
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, project: Project | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places: Any = self.fields["places"]
        places.choices = [(str(place.pk), place.label) for place in offered_places()]
        people: Any = self.fields["responsible"]
        people.queryset = staff()
        if project is not None:
            for name in ProjectText.__dataclass_fields__:
                self.initial[name] = getattr(project, name, None)
            self.tick(project.topics.all())
            lines = (f"{one.name} | {one.role}".strip(" |") for one in project.partners.all())
            self.initial.update(
                partners="\n".join(lines),
                responsible=project.responsible_id,
                places=[str(place.pk) for place in project.places.all()],
                version=project.version,
            )

    def written(self) -> ProjectText:
        """Return what the form says."""
        names = ProjectText.__dataclass_fields__
        return ProjectText(**{name: self.cleaned_data[name] for name in names})

    def chosen_partners(self) -> list[tuple[str, str]]:
        """Return who takes part as name and role."""
        lines = (line.partition("|") for line in self.cleaned_data["partners"].splitlines())
        return [(name.strip(), role.strip()) for name, _bar, role in lines if name.strip()]

    def chosen_places(self) -> list[Place]:
        """Return the places ticked."""
        return list(Place.objects.filter(pk__in=self.cleaned_data["places"]))


class PartForm(Form):
    """What all parts of a project share."""

    text_class: Any
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, project: Project, part: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project, self.part = project, part
        if part is not None:
            for name in (*self.text_class.__dataclass_fields__, "version"):
                self.initial[name] = getattr(part, name)

    def written(self) -> dict[str, Any]:
        """Return what the form says, as the action of the part takes it."""
        names = self.text_class.__dataclass_fields__
        return {"text": self.text_class(**{name: self.cleaned_data[name] for name in names})}


class PhaseForm(PartForm):
    """A phase."""

    text_class = parts.PhaseText
    title = _short(_("Hvad hedder fasen?"), TITLE_LENGTH, required=True)
    starts_on = _day(_("Begynder"))
    ends_on = _day(_("Slutter"))
    text = _long(_("Hvad sker der?"))
    gate_question = _short(
        _("Hvad skal være på plads, før næste fase begynder?"),
        help_text=_("Det spørger I om til sidst."),
    )
    may_overlap = forms.BooleanField(label=_("Fasen må ligge oven i en anden"), required=False)


class MilestoneForm(PartForm):
    """A milestone."""

    text_class = parts.MilestoneText
    title = _short(_("Hvad er nået?"), TITLE_LENGTH, required=True)
    due_on = _day(_("Senest"))
    needs: Any = forms.ModelMultipleChoiceField(
        label=_("Venter på"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["needs"]
        others = self.project.milestones.exclude(pk=self.part.pk if self.part else 0)
        field.queryset = others
        if not others.exists():
            del self.fields["needs"]
        elif self.part is not None:
            self.initial["needs"] = [each.pk for each in self.part.needs.all()]

    def written(self) -> dict[str, Any]:
        """Return what the form says, with what it waits for."""
        return super().written() | {"needs": list(self.cleaned_data.get("needs", ()))}


class RiskForm(PartForm):
    """A risk."""

    text_class = parts.RiskText
    title = _short(_("Hvad kan gå galt?"), TITLE_LENGTH, required=True)
    likelihood = forms.ChoiceField(
        label=_("Hvor stor er risikoen for det?"), choices=Level.choices, widget=forms.RadioSelect
    )
    consequence = forms.ChoiceField(
        label=_("Hvor stor betydning får det?"), choices=Level.choices, widget=forms.RadioSelect
    )
    action = _short(_("Hvad gør vi ved det?"))


class BuyOutForm(PartForm):
    """Hours of staff that the project pays for."""

    text_class = parts.BuyOutText
    role = _short(
        _("Hvem frikøbes?"),
        TITLE_LENGTH,
        required=True,
        help_text=_("En stilling, aldrig et navn."),
    )
    year = forms.IntegerField(
        label=_("År"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Skriv året med fire tal, fx 2027."),
        ),
    )
    hours = NumberField(label=_("Timer"), most=Decimal(MOST_HOURS))
    rate = NumberField(label=_("Kroner for en time"), most=Decimal(99_999))


class QuestionForm(PartForm):
    """A question of the evaluation."""

    text_class = parts.QuestionText
    question = _short(_("Hvad vil I vide?"), required=True)
    method = _short(_("Hvordan finder I ud af det?"))
    answer = _long(_("Hvad fandt I ud af?"))


class ReportForm(PartForm):
    """A report that the funder is owed."""

    text_class = parts.ReportText
    title = _short(_("Hvad skal sendes?"), TITLE_LENGTH, required=True)
    due_on = _day(_("Senest"), help_text=_("Den ansvarlige får brev en måned og en uge før."))
