"""The shape and words of asking for a talk and of keeping advisers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspil.base.people.models import Person
from samspil.base.places.queries import offered_places, open_places
from samspil.base.topics.queries import topic_choices
from samspil.base.topics.ticks import TopicTicks
from samspil.commons.advice.actions import Presented, Wish
from samspil.commons.advice.models import Adviser
from samspil.commons.advice.queries import check_postcodes, people_who_may_advise, towns
from samspil.commons.advice.slots import Slot
from samspil.commons.advice.terms import (
    ABOUT_LENGTH,
    NAME_LENGTH,
    PHONE_LENGTH,
    SHOWN_TIMES,
    TEXT_LENGTH,
    WHERE_LENGTH,
    DayPart,
    Opening,
    TalkState,
    Way,
    Weekday,
)
from samspil.kit.danish import danish_datetime
from samspil.kit.forms import DateInput, EmailField, Form, VersionField

NO_TIME = "ring"


def _choices(labels: Any) -> list[tuple[str, Any]]:
    return [(str(value), capfirst(label)) for value, label in labels]


def time_choices(times: Sequence[Slot]) -> list[tuple[str, str]]:
    """Return free times as choices."""
    return [
        (each.starts_at.isoformat(), danish_datetime(each.starts_at))
        for each in times[:SHOWN_TIMES]
    ]


class FindForm(Form):
    """Find one's adviser."""

    postnr = forms.CharField(
        label=_("Postnummer"),
        required=False,
        max_length=4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    emne = forms.ChoiceField(label=_("Emne"), required=False)
    sted = forms.ChoiceField(label=_("Sted"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topic: Any = self.fields["emne"]
        topic.choices = [("", _("Alle emner")), *topic_choices()]
        place: Any = self.fields["sted"]
        place.choices = [
            ("", _("Alle steder")),
            *((str(each.pk), each.label) for each in offered_places()),
        ]

    def clean_postnr(self) -> str:
        """Refuse what is no postcode."""
        typed = str(self.cleaned_data["postnr"]).strip()
        if typed and typed not in towns():
            raise forms.ValidationError(_("Skriv et dansk postnummer med fire tal, fx 8800."))
        return typed

    def asked(self) -> dict[str, Any]:
        """Return what was asked."""
        cleaned = self.cleaned_data
        return {
            "postcode": cleaned["postnr"],
            "topic": int(cleaned["emne"]) if cleaned["emne"] else None,
            "place": int(cleaned["sted"]) if cleaned["sted"] else None,
        }


class AskForm(Form):
    """Ask for a talk at a time, or to be called."""

    time = forms.ChoiceField(
        label=_("Hvornår?"),
        error_messages={"invalid_choice": _("Tiden er taget. Vælg en anden.")},
    )
    way = forms.ChoiceField(label=_("Hvordan vil du tale?"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Hvad hedder du?"),
        max_length=NAME_LENGTH,
        help_text=_("Dit fornavn er nok."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Skriv dit navn. Fornavnet er nok.")},
    )
    email = EmailField(
        label=_("Din e-mail"),
        required=False,
        help_text=_(
            "Så får du en kvittering og en påmindelse. Brevet siger ikke, hvad det handler om."
        ),
    )
    phone = forms.CharField(
        label=_("Dit telefonnummer"),
        required=False,
        max_length=PHONE_LENGTH,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    day_parts = forms.MultipleChoiceField(
        label=_("Hvornår må vi ringe?"),
        required=False,
        choices=_choices(DayPart.choices),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kun hvis du vil ringes op."),
    )
    about = forms.CharField(
        label=_("Hvad vil du tale om?"),
        required=False,
        max_length=ABOUT_LENGTH,
        help_text=_(
            "Du behøver ikke skrive noget. Skriv ikke CPR-nummer. Kun vejlederen læser det."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, adviser: Adviser, times: Sequence[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.times = {each.starts_at.isoformat(): each for each in times}
        time: Any = self.fields["time"]
        time.choices = [(NO_TIME, _("Ring mig op")), *time_choices(times)]
        typed = self.data.get("time", "") if self.is_bound else self.initial.get("time", "")
        if typed and typed not in dict(time.choices):
            moment = self._moment(typed)
            if moment is not None:
                time.choices = [*time.choices, (typed, danish_datetime(moment))]
        way: Any = self.fields["way"]
        way.choices = [(w.value, capfirst(w.label)) for w in Way if w in (adviser.ways or [*Way])]
        self.initial.setdefault("way", way.choices[0][0])
        self.initial.setdefault("time", NO_TIME)

    @staticmethod
    def _moment(typed: str) -> datetime | None:
        try:
            moment = datetime.fromisoformat(typed)
        except ValueError:
            return None
        return moment if moment.tzinfo else None

    def clean(self) -> dict[str, Any]:
        """Ask for a way to reach the person, a phone number where we are to call."""
        cleaned = super().clean() or {}
        calls = cleaned.get("time") == NO_TIME or cleaned.get("way") == Way.PHONE
        if calls and not cleaned.get("phone"):
            self.add_error("phone", _("Skriv dit telefonnummer, så vi kan ringe."))
        elif not cleaned.get("phone") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Skriv din e-mail eller dit telefonnummer."))
        slot = self.times.get(cleaned.get("time", ""))
        if slot is not None and "way" in cleaned and cleaned["way"] not in slot.ways:
            ways = ", ".join(str(Way(each).label) for each in slot.ways)
            self.add_error("way", _("Den tid kan du få ved: %(ways)s.") % {"ways": ways})
        return cleaned

    def wish(self) -> Wish:
        """Return what is asked for."""
        cleaned = self.cleaned_data
        return Wish(
            name=cleaned["name"],
            way=cleaned["way"],
            address=cleaned["email"],
            phone=cleaned["phone"],
            about=cleaned["about"],
            starts_at=self._moment(cleaned["time"]),
            day_parts=cleaned["day_parts"],
            language=(get_language() or "da")[:2],
        )


class TimeForm(Form):
    """Choose a time."""

    time = forms.ChoiceField(
        label=_("Ny tid"), error_messages={"invalid_choice": _("Tiden er taget. Vælg en anden.")}
    )

    def __init__(self, *args: Any, times: Sequence[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["time"]
        field.choices = time_choices(times)

    def moment(self) -> datetime:
        """Return the time that was chosen."""
        return datetime.fromisoformat(self.cleaned_data["time"])


class AnswerForm(Form):
    """Answer somebody in words."""

    answer = forms.CharField(
        label=_("Dit svar"),
        max_length=ABOUT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Personen får et brev uden indhold og læser svaret bag linket."),
    )


class NoteForm(Form):
    """Keep a note for oneself."""

    note = forms.CharField(
        label=_("Din egen note"),
        required=False,
        max_length=ABOUT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Personen kan få noten at se, hvis personen beder om det."),
    )


class HandOverForm(Form):
    """Give a talk to a colleague."""

    to = forms.ModelChoiceField(label=_("Giv til"), queryset=Adviser.objects.none())

    def __init__(self, *args: Any, adviser: Adviser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = (
            Adviser.objects.filter(is_open=True, person__isnull=False)
            .exclude(pk=adviser.pk)
            .select_related("person")
        )


class OutcomeForm(Form):
    """Say how it went."""

    state = forms.ChoiceField(
        choices=[
            (str(each.value), each.label)
            for each in (TalkState.HELD, TalkState.NO_SHOW, TalkState.CLOSED)
        ]
    )


class HoursForm(Form):
    """Weekly hours."""

    weekday = forms.TypedChoiceField(
        label=_("Ugedag"), choices=_choices(Weekday.choices), coerce=int
    )
    starts = forms.TimeField(label=_("Fra"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=_("Til"), widget=forms.TimeInput(attrs={"type": "time"}))
    minutes = forms.IntegerField(
        label=_("En samtale varer (minutter)"), min_value=10, max_value=180, initial=30
    )
    pause = forms.IntegerField(
        label=_("Pause imellem (minutter)"), min_value=0, max_value=120, initial=0
    )
    ways = forms.MultipleChoiceField(
        label=_("Hvordan?"), choices=_choices(Way.choices), widget=forms.CheckboxSelectMultiple
    )
    where = forms.CharField(label=_("Hvor?"), required=False, max_length=WHERE_LENGTH)
    valid_from = forms.DateField(
        label=_("Første dag"), widget=DateInput, initial=timezone.localdate
    )
    valid_until = forms.DateField(label=_("Sidste dag"), required=False, widget=DateInput)

    def clean(self) -> dict[str, Any]:
        """Refuse hours that end before they begin."""
        cleaned = super().clean() or {}
        if cleaned.get("starts") and cleaned.get("ends") and cleaned["ends"] <= cleaned["starts"]:
            self.add_error("ends", _("Sluttiden skal være efter starttiden."))
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("Sidste dag skal være efter første dag."))
        return cleaned

    def opening(self) -> Opening:
        """Return the hours that were typed."""
        return Opening(**self.cleaned_data)


class AbsenceForm(Form):
    """Days away."""

    first_day = forms.DateField(label=_("Væk fra og med"), widget=DateInput)
    last_day = forms.DateField(label=_("Til og med"), widget=DateInput)

    def clean(self) -> dict[str, Any]:
        """Refuse days that end before they begin."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Sidste dag skal være efter første dag."))
        return cleaned


class PresentForm(TopicTicks):
    """What is shown of an adviser, and whom they advise."""

    field_order = ("person", "text", "text_en", "phone", "mail", "ways", "postcodes", "places")

    person = forms.ModelChoiceField(
        label=_("Hvem?"),
        queryset=Person.objects.none(),
        help_text=_("Personen skal have rollen pårørendevejleder."),
    )
    text = forms.CharField(
        label=_("Om vejlederen"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    text_en = forms.CharField(
        label=_("Om vejlederen på engelsk"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    phone = forms.CharField(label=_("Telefon, der vises"), required=False, max_length=PHONE_LENGTH)
    mail = EmailField(label=_("E-mail, der vises"), required=False)
    ways = forms.MultipleChoiceField(
        label=_("Hvordan kan man tale med vejlederen?"),
        choices=_choices(Way.choices),
        widget=forms.CheckboxSelectMultiple,
    )
    postcodes = forms.CharField(
        label=_("Postnumre"), required=False, help_text=_("Med komma imellem, fx 8800, 8830.")
    )
    places = forms.MultipleChoiceField(
        label=_("Steder"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_for_everybody = forms.BooleanField(
        label=_("Hjælper også alle, der ikke finder en bestemt vejleder"), required=False
    )
    is_open = forms.BooleanField(label=_("Vises på siden"), required=False, initial=True)
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, adviser: Adviser | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places: Any = self.fields["places"]
        places.choices = [(str(each.pk), each.label) for each in offered_places()]
        if adviser is None:
            person: Any = self.fields["person"]
            person.queryset = people_who_may_advise()
            del self.fields["version"]
            return
        del self.fields["person"]
        self.initial["version"] = adviser.version
        names = [name for name in Presented.__dataclass_fields__ if name != "postcodes"]
        self.initial.update({name: getattr(adviser, name) for name in names})
        self.initial["postcodes"] = ", ".join(adviser.postcodes)
        self.initial["places"] = [str(each.pk) for each in adviser.places.all()]
        self.tick(adviser.topics.all())

    def clean_postcodes(self) -> list[str]:
        """Return the postcodes; refuse unknown ones."""
        typed = str(self.cleaned_data["postcodes"]).replace(",", " ").split()
        unknown = check_postcodes(typed)
        if unknown:
            raise forms.ValidationError(
                _("Der er ingen postnumre, der hedder: %(codes)s.") % {"codes": ", ".join(unknown)}
            )
        return sorted(set(typed))

    def shown(self) -> Presented:
        """Return what is shown."""
        return Presented(
            **{name: self.cleaned_data[name] for name in Presented.__dataclass_fields__}
        )

    def chosen(self) -> dict[str, Any]:
        """Return the places and topics that were ticked."""
        places = open_places().filter(pk__in=self.cleaned_data["places"])
        return {"places": list(places), "topics": list(self.ticked())}


class LimitForm(Form):
    """After how many days somebody has waited too long."""

    days = forms.IntegerField(
        label=_("Hvor mange dage må nogen vente på svar?"), min_value=1, max_value=60
    )
