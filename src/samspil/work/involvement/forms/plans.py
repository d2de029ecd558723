"""The shape and words of planning."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.base.people.queries import staff
from samspil.base.places.queries import offered_places, open_places
from samspil.base.topics.ticks import TopicTicks
from samspil.commons.gatherings.terms import WHERE_LENGTH
from samspil.kit.forms import DateInput, DateTimeInput, Form, VersionField
from samspil.work.involvement.actions.initiatives import InitiativeText
from samspil.work.involvement.actions.meetings import Meeting
from samspil.work.involvement.actions.plans import PlanText
from samspil.work.involvement.models import Initiative, InvolvementPlan
from samspil.work.involvement.terms import (
    FIRST_YEAR,
    LAST_YEAR,
    NOTE_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    InitiativeKind,
)


def _long(label: Any, rows: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=TEXT_LENGTH,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


DATE_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"]


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
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


def _moment(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=DateTimeInput,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M", "%d.%m.%Y %H.%M"],
        error_messages={
            "required": _("Vælg dato og tid."),
            "invalid": _("Skriv dato og tid som 2026-05-04 16:30."),
        },
    )


class PlanForm(Form):
    """What introduces the plan of a year."""

    intro = _long(
        _("Indledning"),
        6,
        help_text=_("Fortæl kort, hvad kommunen vil sammen med borgere og pårørende i år."),
    )
    easy_intro = _long(_("Indledningen let at læse"), 4)
    intro_en = _long(_("Indledning på engelsk"), 6)
    easy_intro_en = _long(_("Let at læse på engelsk"), 4)
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: InvolvementPlan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if plan is not None:
            for name in PlanText.__dataclass_fields__:
                self.initial[name] = getattr(plan, name)
            self.initial["version"] = plan.version

    def text(self) -> PlanText:
        """Return what was written."""
        return PlanText(**{name: self.cleaned_data[name] for name in PlanText.__dataclass_fields__})


class NewPlanForm(PlanForm):
    """The plan of a new year."""

    year = forms.IntegerField(
        label=_("År"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs={"class": "input-width-s"}),
        error_messages={"required": _("Skriv året, planen gælder.")},
    )
    field_order = ("year",)


class InitiativeForm(TopicTicks):
    """What an initiative is, whom it concerns and when it takes place."""

    kind = forms.ChoiceField(
        label=_("Form"), choices=InitiativeKind.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("Overskrift"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Skriv en overskrift.")},
    )
    purpose = _long(
        _("Formål"),
        5,
        required=True,
        help_text=_("Hvorfor gør vi det? Skriv til en, der ikke kender sagen."),
    )
    challenge = _long(
        _("Udfordring"),
        3,
        help_text=_("Hvad skal blive bedre? Et arbejdsfællesskab skal have en udfordring."),
    )
    asked = _long(
        _("Hvad beder vi om?"),
        3,
        help_text=_("Hvor mange møder, hvor lang tid, hvad skal man kunne?"),
    )
    need = forms.CharField(
        label=_("Hvilket behov eller hvilken idé svarer det på?"),
        max_length=NOTE_LENGTH,
        help_text=_(
            "Planen er udgivet, så initiativet bliver vist som kommet til i løbet af året."
        ),
        error_messages={"required": _("Skriv, hvilket behov eller hvilken idé det svarer på.")},
    )
    starts_on = _day(_("Begynder"))
    ends_on = _day(
        _("Slutter"),
        required=False,
        help_text=_("Et arbejdsfællesskab er midlertidigt og skal have en slutdato."),
    )
    responsible = forms.ChoiceField(
        label=_("Ansvarlig medarbejder"), help_text=_("Navnet står på siden.")
    )
    places = forms.MultipleChoiceField(
        label=_("Steder"), required=False, widget=forms.CheckboxSelectMultiple
    )
    easy_text = _long(
        _("Let at læse"), 5, help_text=_("Hele initiativet i korte sætninger og kendte ord.")
    )
    title_en = forms.CharField(
        label=_("Overskrift på engelsk"), required=False, max_length=TITLE_LENGTH
    )
    purpose_en = _long(_("Formål på engelsk"), 4)
    challenge_en = _long(_("Udfordring på engelsk"), 3)
    asked_en = _long(_("Hvad beder vi om, på engelsk"), 3)
    need_en = forms.CharField(
        label=_("Behov eller idé på engelsk"), required=False, max_length=NOTE_LENGTH
    )
    easy_text_en = _long(_("Let at læse på engelsk"), 4)
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        plan: InvolvementPlan,
        initiative: Initiative | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._field("places").choices = [(str(place.pk), place.label) for place in offered_places()]
        self.people = {str(person.pk): person for person in staff()}
        if initiative is not None:
            kept = initiative.responsible
            self.people.setdefault(str(kept.pk), kept)
        self._field("responsible").choices = [
            (key, person.name or person.email) for key, person in self.people.items()
        ]
        addition = initiative.is_addition if initiative else plan.is_public
        if not addition:
            del self.fields["need"], self.fields["need_en"]
        if initiative is not None:
            self._fill(initiative)

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def _fill(self, initiative: Initiative) -> None:
        self.initial.update(
            {name: getattr(initiative, name) for name in InitiativeText.__dataclass_fields__}
        )
        self.tick(initiative.topics.all())
        self.initial.update(
            places=[str(place.pk) for place in initiative.places.all()],
            responsible=str(initiative.responsible_id),
            version=initiative.version,
        )

    def text(self) -> InitiativeText:
        """Return what was written."""
        return InitiativeText(
            **{
                name: self.cleaned_data[name]
                for name in InitiativeText.__dataclass_fields__
                if name in self.cleaned_data
            }
        )

    def chosen(self) -> dict[str, Any]:
        """Return who is responsible and the topics and places that were ticked."""
        return {
            "responsible": self.people[self.cleaned_data["responsible"]],
            "topics": self.ticked(),
            "places": open_places().filter(pk__in=self.cleaned_data["places"]),
        }


class CancelForm(Form):
    """Why an initiative is cancelled."""

    why = forms.CharField(
        label=_("Hvorfor bliver det aflyst?"),
        max_length=NOTE_LENGTH,
        help_text=_("Alle kan læse det. De, der har sagt ja, får brev."),
        error_messages={"required": _("Skriv kort hvorfor.")},
    )


class ResultForm(Form):
    """What came of an initiative."""

    result = _long(
        _("Hvad kom der ud af det?"),
        8,
        required=True,
        help_text=_("Hvad sagde folk, og hvad er ændret? De, der var med, får brev første gang."),
    )
    result_en = _long(_("Det samme på engelsk"), 5)


class MeetingForm(Form):
    """When and where the people of an initiative meet."""

    starts_at = _moment(_("Begynder"))
    ends_at = _moment(_("Slutter"))
    place = forms.ChoiceField(label=_("Sted"), required=False)
    where = forms.CharField(
        label=_("Lokale eller adresse"), required=False, max_length=WHERE_LENGTH
    )
    for_everybody = forms.BooleanField(
        label=_("Alle må komme, ikke kun dem, der er med"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open_places = {str(place.pk): place for place in open_places()}
        field: Any = self.fields["place"]
        field.choices = [
            ("", _("Intet sted valgt")),
            *((key, place.label) for key, place in self.open_places.items()),
        ]

    def meeting(self) -> Meeting:
        """Return what was written."""
        cleaned = self.cleaned_data
        return Meeting(
            starts_at=cleaned["starts_at"],
            ends_at=cleaned["ends_at"],
            place=self.open_places.get(cleaned["place"]),
            where=cleaned["where"],
            for_everybody=cleaned["for_everybody"],
        )
