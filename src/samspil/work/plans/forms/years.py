"""The shape and words of a plan's year and its groups."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samspil.base.people.models import Person
from samspil.base.people.queries import staff
from samspil.base.places.queries import open_places
from samspil.commons.gatherings.terms import TITLE_LENGTH as MEETING_TITLE
from samspil.commons.gatherings.terms import WHERE_LENGTH
from samspil.kit.forms import DateInput, DateTimeInput, Form, VersionField
from samspil.work.plans.actions.groups import Meeting, NewMember
from samspil.work.plans.forms.plans import DATE_FORMATS
from samspil.work.plans.models import (
    FocusArea,
    Group,
    GroupMember,
    GroupNote,
    YearFocus,
    YearStep,
)
from samspil.work.plans.terms import (
    LINE_LENGTH,
    NAME_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Side,
    StepKind,
)


def _long(label: Any, rows: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=TEXT_LENGTH,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """Return a field for a day, with words for what to do."""
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


class ChooseForm(Form):
    """Which focus areas a year is about, each with a word on why."""

    def __init__(
        self,
        *args: Any,
        areas: Iterable[FocusArea],
        focuses: Iterable[YearFocus],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.areas = list(areas)
        known = {focus.area_id: focus for focus in focuses}
        for area in self.areas:
            focus = known.get(area.pk)
            self.fields[f"area_{area.pk}"] = forms.BooleanField(
                label=area.title, required=False, initial=focus is not None
            )
            self.fields[f"why_{area.pk}"] = forms.CharField(
                label=_("Hvorfor ”%(area)s” i år?") % {"area": area.title},
                required=False,
                max_length=LINE_LENGTH,
                initial=focus.why if focus else "",
            )

    def rows(self) -> list[tuple[FocusArea, Any, Any]]:
        """Return each area with its tick and its why."""
        return [(each, self[f"area_{each.pk}"], self[f"why_{each.pk}"]) for each in self.areas]

    def chosen(self) -> dict[FocusArea, str]:
        """Return what was ticked, and why."""
        return {
            each: self.cleaned_data[f"why_{each.pk}"]
            for each in self.areas
            if self.cleaned_data[f"area_{each.pk}"]
        }


class StepsForm(Form):
    """When the fixed steps of a year take place."""

    def __init__(self, *args: Any, steps: Iterable[YearStep], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step in steps:
            label = capfirst(str(StepKind(step.kind).label))
            self.fields[step.kind] = day_field(label)
            self.initial[step.kind] = step.planned_on

    def days(self) -> dict[StepKind, date]:
        """Return the days that were chosen."""
        return {StepKind(name): self.cleaned_data[name] for name in self.fields}


class GroupForm(Form):
    """What a group is for and who leads it."""

    purpose = _long(
        _("Formål"),
        5,
        required=False,
        help_text=_("Hvad skal gruppen? Alle kan læse det."),
    )
    lead = forms.ChoiceField(
        label=_("Hvem leder gruppen?"),
        required=False,
        help_text=_("En medarbejder. Navnet står på siden."),
    )
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in staff()}
        if group.lead is not None:
            self.people.setdefault(str(group.lead_id), group.lead)
        field: Any = self.fields["lead"]
        field.choices = [
            ("", _("Ingen endnu")),
            *((key, str(person)) for key, person in self.people.items()),
        ]
        self.initial.update(
            purpose=group.purpose, lead=str(group.lead_id or ""), version=group.version
        )

    def chosen_lead(self) -> Person | None:
        """Return who was chosen to lead it."""
        return self.people.get(self.cleaned_data["lead"])


class MemberForm(Form):
    """Somebody who has said yes to being in a group."""

    side = forms.ChoiceField(
        label=_("Hvem er personen med for?"),
        choices=[(value, capfirst(label)) for value, label in Side.choices],
        widget=forms.RadioSelect,
        initial=Side.DEPARTMENT,
    )
    unit = forms.CharField(
        label=_("Afdeling, forening eller råd"),
        required=False,
        max_length=TITLE_LENGTH,
        help_text=_("Alle kan se den. Skriv intet her for pårørende og borgere."),
    )
    person = forms.ChoiceField(label=_("Medarbejder med log-in"), required=False)
    name = forms.CharField(
        label=_("Navn, hvis personen ikke er medarbejder"),
        required=False,
        max_length=NAME_LENGTH,
        help_text=_("Ses kun af den, der leder gruppen."),
    )
    contact = forms.CharField(
        label=_("E-mail eller telefon"),
        required=False,
        max_length=NAME_LENGTH,
        help_text=_("Med en e-mail får personen breve om møder og kan logge ind på gruppens side."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in staff()}
        field: Any = self.fields["person"]
        field.choices = [
            ("", _("Ingen")),
            *((key, str(person)) for key, person in self.people.items()),
        ]

    def new(self) -> NewMember:
        """Return who comes in."""
        cleaned = self.cleaned_data
        return NewMember(
            side=cleaned["side"],
            person=self.people.get(cleaned["person"]),
            name=cleaned["name"],
            contact=cleaned["contact"],
            unit=cleaned["unit"],
        )


class TaskForm(Form):
    """What somebody in a group does, by when."""

    text = forms.CharField(
        label=_("Hvad skal gøres?"),
        max_length=LINE_LENGTH,
        error_messages={"required": _("Skriv, hvad der skal gøres.")},
    )
    member = forms.ChoiceField(label=_("Hvem gør det?"), required=False)
    unit = forms.CharField(label=_("Eller en afdeling"), required=False, max_length=TITLE_LENGTH)
    due_on = day_field(_("Senest"), required=False)

    def __init__(self, *args: Any, members: Iterable[GroupMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(each.pk): each for each in members}
        field: Any = self.fields["member"]
        field.choices = [
            ("", _("Vælg")),
            *((key, f"{each.full_name} ({each.side_words})") for key, each in self.members.items()),
        ]

    def task(self) -> dict[str, Any]:
        """Return what was agreed."""
        cleaned = self.cleaned_data
        return {
            "text": cleaned["text"],
            "member": self.members.get(cleaned["member"]),
            "unit": cleaned["unit"],
            "due_on": cleaned["due_on"],
        }


class NoteForm(Form):
    """What a group has said."""

    text = _long(
        _("Hvad blev der sagt?"),
        5,
        help_text=_("Kun gruppen ser det. Skriv ikke om bestemte personer."),
    )
    on = day_field(_("Hvornår?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())


class AnswerForm(Form):
    """What was done with what a group said."""

    text = _long(_("Det sagde gruppen"), 5)
    done_with = _long(_("Det gjorde vi med det"), 4, required=False)
    is_public = forms.BooleanField(label=_("Alle må læse det"), required=False)
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, note: GroupNote, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.initial[name] = getattr(note, name)


class GroupMeetingForm(Form):
    """When and where a group meets."""

    title = forms.CharField(
        label=_("Overskrift"),
        max_length=MEETING_TITLE,
        error_messages={"required": _("Skriv en overskrift.")},
    )
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
            title=cleaned["title"],
            starts_at=cleaned["starts_at"],
            ends_at=cleaned["ends_at"],
            place=self.open_places.get(cleaned["place"]),
            where=cleaned["where"],
            for_everybody=cleaned["for_everybody"],
        )
