"""The shape and words of planning a gathering and of signing up for one."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspil.base.places.queries import offered_places, open_places
from samspil.base.topics.ticks import TopicTicks
from samspil.commons.gatherings.actions import Guest, Plan, ProgrammePoint
from samspil.commons.gatherings.models import Gathering, Registration
from samspil.commons.gatherings.terms import (
    BODY_LENGTH,
    FEEDBACK_LENGTH,
    MOST_COMPANIONS,
    MOST_IN_SERIES,
    MOST_SEATS,
    NAME_LENGTH,
    NOTE_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    WHERE_LENGTH,
    AccessNeed,
    Admission,
    GatheringKind,
    Mode,
    Rating,
    ReminderTime,
    Repeat,
    Source,
)
from samspil.kit.forms import DateTimeInput, EmailField, Form, VersionField

MOMENTS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M", "%d.%m.%Y %H.%M"]
PROGRAMME_LENGTH = 6_000
MOST_GUESTS = 500


class MomentField(forms.DateTimeField):
    """A moment by the clock on the wall, also in the two nights when it is changed."""

    def to_python(self, value: Any) -> datetime | None:
        """Return the moment; of an hour that comes twice the first one, none for one that is left out."""
        typed = self._naive(value)
        if typed is None:
            return None
        zone = timezone.get_current_timezone()
        try:
            moment = typed.replace(tzinfo=zone)
            there = moment.astimezone(UTC)
        except OverflowError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        if there.astimezone(zone).replace(tzinfo=None) != typed:
            raise ValidationError(
                _("Den tid findes ikke: uret bliver stillet frem den nat. Vælg en anden tid."),
                code="left_out",
            )
        # In UTC, for in an hour that comes twice Python finds no two local moments equal.
        return there

    def _naive(self, value: Any) -> datetime | None:
        # Django would turn it into a moment itself, and say no to both hours in other words.
        with timezone.override(UTC):
            typed = super().to_python(value)
        return typed.replace(tzinfo=None) if typed is not None else None


def _moment(label: Any, *, required: bool = True, help_text: Any = "") -> MomentField:
    return MomentField(
        label=label,
        required=required,
        help_text=help_text,
        widget=DateTimeInput,
        input_formats=MOMENTS,
        error_messages={
            "required": _("Vælg dato og tid."),
            "invalid": _("Skriv dato og tid som 2026-05-04 16:30."),
        },
    )


def _long(label: Any, rows: int, help_text: Any = "", most: int = BODY_LENGTH) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=most,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


_POINT = re.compile(r"^(?:kl\.?\s*)?(\d{1,2})[.:](\d{2})\s+(.+)$", re.IGNORECASE)


class ProgrammeField(forms.CharField):
    """A programme as people write it: a line for each point, "19.00 Velkomst | Jens Hansen | formand"."""

    def clean(self, value: Any) -> Any:
        """Return the points; a line that cannot be read is named in the error."""
        text = super().clean(value)
        return [
            self._point(number, line)
            for number, line in enumerate(text.splitlines(), start=1)
            if line.strip()
        ]

    def _point(self, number: int, line: str) -> ProgrammePoint:
        words, *rest = (part.strip() for part in line.strip().split("|"))
        found = _POINT.match(words)
        speaker, about = ([*rest, "", ""])[:2]
        try:
            at = time(int(found[1]), int(found[2])) if found else None
        except ValueError:
            at = None
        if found is None or at is None or len(rest) > 2:
            raise ValidationError(
                _(
                    "Linje %(number)s kan ikke læses. Skriv den som 19.00 Velkomst | Navn | Hvem det er."
                )
                % {"number": number}
            )
        for part, most in ((found[3], TITLE_LENGTH), (speaker, NAME_LENGTH), (about, WHERE_LENGTH)):
            if len(part) > most:
                raise ValidationError(
                    _("Linje %(number)s er for lang. Skriv det kortere.") % {"number": number}
                )
        return ProgrammePoint(at=at, title=found[3], speaker=speaker, about_speaker=about)


def programme_text(gathering: Gathering) -> str:
    """Return a programme in the form that `ProgrammeField` reads."""
    lines = []
    for item in gathering.programme.all():
        parts = [f"{item.at:%H.%M} {item.title}", item.speaker, item.about_speaker]
        while parts and not parts[-1]:
            parts.pop()
        lines.append(" | ".join(parts))
    return "\n".join(lines)


class PlanForm(TopicTicks):
    """What is planned, when and where, for whom."""

    kind = forms.ChoiceField(label=_("Hvad er det?"), choices=GatheringKind.choices)
    title = forms.CharField(
        label=_("Overskrift"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Skriv en overskrift.")},
    )
    summary = forms.CharField(
        label=_("Kort fortalt"),
        max_length=SUMMARY_LENGTH,
        help_text=_("To eller tre sætninger. De står i oversigten."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv to eller tre sætninger om, hvad det handler om.")},
    )
    body = _long(
        _("Tekst"),
        8,
        _("Skriv ## foran en mellemrubrik, - foran et punkt og [ord](https://…) for et link."),
    )
    easy_body = _long(
        _("Teksten let at læse"), 5, _("Korte sætninger og kendte ord. Én ting ad gangen.")
    )
    starts_at = _moment(_("Begynder"))
    ends_at = _moment(_("Slutter"))
    mode = forms.ChoiceField(
        label=_("Hvordan mødes I?"),
        choices=Mode.choices,
        initial=Mode.IN_PERSON,
        widget=forms.RadioSelect,
    )
    place = forms.ModelChoiceField(
        label=_("Sted"), queryset=open_places(), required=False, empty_label=_("Et andet sted")
    )
    where = forms.CharField(label=_("Adresse og lokale"), required=False, max_length=WHERE_LENGTH)
    online_address = forms.URLField(
        label=_("Link til onlinemødet"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Ses kun af dem, der har plads."),
        error_messages={"invalid": _("Skriv en adresse, der begynder med https://.")},
    )
    contact = forms.CharField(
        label=_("Hvem kan man spørge?"),
        required=False,
        max_length=WHERE_LENGTH,
        help_text=_("Navn, telefon eller e-mail, som alle må se."),
    )
    programme = ProgrammeField(
        label=_("Program og oplægsholdere"),
        required=False,
        max_length=PROGRAMME_LENGTH,
        help_text=_("En linje for hvert punkt: 19.00 Velkomst | Navn | Hvem det er."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    places = forms.MultipleChoiceField(
        label=_("Steder, det gælder"), required=False, widget=forms.CheckboxSelectMultiple
    )
    to_newsletter = forms.BooleanField(
        label=_("Send også til alle, der får nyhedsbrevet"), required=False
    )
    admission = forms.ChoiceField(
        label=_("Hvem må komme?"),
        choices=Admission.choices,
        initial=Admission.EVERYBODY,
        widget=forms.RadioSelect,
    )
    seats = forms.IntegerField(
        label=_("Antal pladser"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("Lad det stå tomt, hvis der er plads til alle."),
        error_messages={
            "invalid": _("Skriv et helt tal."),
            "min_value": _("Skriv mindst 1, eller lad det stå tomt."),
            "max_value": _("Skriv højst 10.000, eller lad det stå tomt."),
        },
    )
    most_companions = forms.IntegerField(
        label=_("Hvor mange må man have med?"),
        min_value=0,
        max_value=MOST_COMPANIONS,
        initial=1,
        error_messages={
            "invalid": _("Skriv et helt tal."),
            "min_value": _("Skriv et tal fra 0 til 10."),
            "max_value": _("Skriv et tal fra 0 til 10."),
        },
    )
    sign_up_until = _moment(
        _("Frist for at melde sig til"),
        required=False,
        help_text=_("Uden frist kan man melde sig til, indtil det begynder."),
    )
    asks_access_needs = forms.BooleanField(
        label=_("Spørg, hvad deltagerne har brug for (tolk, teleslynge, mad …)"),
        required=False,
        initial=True,
    )
    reminders = forms.TypedMultipleChoiceField(
        label=_("Hvornår skal deltagerne mindes om det?"),
        required=False,
        coerce=int,
        choices=ReminderTime.choices,
        initial=[ReminderTime.WEEK, ReminderTime.DAY],
        widget=forms.CheckboxSelectMultiple,
    )
    title_en = forms.CharField(
        label=_("Overskrift på engelsk"), required=False, max_length=TITLE_LENGTH
    )
    summary_en = forms.CharField(
        label=_("Kort fortalt på engelsk"),
        required=False,
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body_en = _long(_("Tekst på engelsk"), 6)
    easy_body_en = _long(_("Let at læse på engelsk"), 4)
    version = VersionField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label=_("Hvad er ændret?"),
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_(
            "Skal skrives, når tid, sted eller link bliver ændret. Alle, der kommer, får besked med det samme."
        ),
    )

    folded = {
        "easy": ("easy_body",),
        "programme": ("programme",),
        "people": (
            "admission",
            "seats",
            "most_companions",
            "sign_up_until",
            "asks_access_needs",
            "reminders",
        ),
        "age_groups": ("age_groups",),
        "target_groups": ("target_groups",),
        "places": ("places",),
        "english": ("title_en", "summary_en", "body_en", "easy_body_en"),
    }

    def __init__(self, *args: Any, gathering: Gathering | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places: Any = self.fields["places"]
        places.choices = [(str(place.pk), place.label) for place in offered_places()]
        if gathering is None or gathering.is_draft:
            del self.fields["note"]
        if gathering is not None:
            self._fill(gathering)

    def _fill(self, gathering: Gathering) -> None:
        self.initial.update(
            {name: getattr(gathering, name) for name in Plan.__dataclass_fields__},
            place=gathering.place_id,
            programme=programme_text(gathering),
            places=[str(place.pk) for place in gathering.places.all()],
            version=gathering.version,
        )
        self.tick(gathering.topics.all())

    @property
    def opened(self) -> dict[str, bool]:
        """Which of the parts that are folded away hold something of their own, or an error."""
        return {
            part: any(name in self.errors or self._is_chosen(name) for name in names)
            for part, names in self.folded.items()
        }

    def _is_chosen(self, name: str) -> bool:
        field: Any = self.fields[name]
        value = self[name].value()
        if isinstance(field, forms.MultipleChoiceField):
            choices: Any = field.choices
            offered = {str(key) for key, _label in choices}
            value, usual = {str(each) for each in value or ()} & offered, field.initial or ()
            return bool(value) and value != {str(int(each)) for each in usual}
        return value not in (None, "", False) and str(value) != str(field.initial)

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way of meeting needs."""
        cleaned = super().clean() or {}
        mode, somewhere = cleaned.get("mode"), cleaned.get("place") or cleaned.get("where")
        if mode == Mode.IN_PERSON and not somewhere and "where" not in self.errors:
            self.add_error("where", _("Vælg et sted, eller skriv en adresse."))
        if mode == Mode.ONLINE and not cleaned.get("online_address"):
            self.add_error("online_address", _("Skriv linket til onlinemødet."))
        return cleaned

    def plan(self) -> Plan:
        """Return what was planned."""
        cleaned = {name: self.cleaned_data[name] for name in Plan.__dataclass_fields__}
        cleaned["reminders"] = tuple(cleaned["reminders"])
        return Plan(**cleaned)

    def chosen(self) -> dict[str, Any]:
        """Return topics, places and programme."""
        return {
            "topics": self.ticked(),
            "places": open_places().filter(pk__in=self.cleaned_data["places"]),
            "programme": self.cleaned_data["programme"],
        }


class ComingForm(Form):
    """Whom one brings and what one needs."""

    companions = forms.TypedChoiceField(
        label=_("Har du nogen med?"), coerce=int, required=False, empty_value=None
    )
    access_needs = forms.MultipleChoiceField(
        label=_("Har du eller dem, du har med, brug for noget?"),
        required=False,
        choices=AccessNeed.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Vi ser kun, hvor mange der har brug for hvad. Det bliver slettet dagen efter mødet."
        ),
    )

    def __init__(
        self,
        *args: Any,
        gathering: Gathering,
        registration: Registration | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        # Whoever has more with them than may come today keeps them.
        most = max(gathering.most_companions, registration.companions if registration else 0)
        companions: Any = self.fields["companions"]
        companions.choices = [
            (0, _("Nej, jeg kommer alene")),
            *(
                (number, _("Ja, én") if number == 1 else _("Ja, %(number)s") % {"number": number})
                for number in range(1, most + 1)
            ),
        ]
        if not most:
            del self.fields["companions"]
        if not gathering.asks_access_needs:
            del self.fields["access_needs"]
        if registration is not None:
            self.initial.update(
                companions=registration.companions, access_needs=registration.access_needs or []
            )

    def coming(self) -> dict[str, Any]:
        """Return companions and needs."""
        return {
            "companions": self.cleaned_data.get("companions") or 0,
            "access_needs": self.cleaned_data.get("access_needs") or [],
        }


def _name(help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=_("Navn"),
        max_length=NAME_LENGTH,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Skriv dit navn."),
            "max_length": _("Navnet er for langt. Skriv højst 120 tegn."),
        },
    )


class RegisterForm(ComingForm):
    """Signing up without an account."""

    name = _name(_("Kun dem, der tager imod ved døren, ser det."))
    email = EmailField(
        label=_("Din e-mail"),
        help_text=_("Vi skriver til dig om dette møde og intet andet."),
    )
    field_order = ("name", "email", "companions", "access_needs")

    def guest(self) -> Guest:
        """Return who signs up."""
        return Guest(
            address=self.cleaned_data["email"],
            name=self.cleaned_data["name"],
            language=(get_language() or "da")[:2],
            **self.coming(),
        )


class SayYesForm(ComingForm):
    """Accepting an invitation; the name is asked for, never shown."""

    name = _name(_("Kun dem, der tager imod ved døren, ser det."))
    field_order = ("name", "companions", "access_needs")


class EnterGuestForm(ComingForm):
    """Signing up somebody on the phone, on paper or at the door (row X3)."""

    source = forms.ChoiceField(
        label=_("Hvordan kom det til os?"),
        choices=[(each.value, each.label) for each in (Source.PHONE, Source.PAPER, Source.DOOR)],
        initial=Source.PHONE,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("Navn"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Skriv personens navn.")},
    )
    email = EmailField(
        required=False,
        widget=forms.EmailInput(attrs={"inputmode": "email"}),
        help_text=_("Uden e-mail kommer personen på ringelisten, når der er noget at fortælle."),
        error_messages={"invalid": _("Skriv en e-mail som navn@eksempel.dk.")},
    )
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=30)
    language = forms.ChoiceField(label=_("Sprog i breve"), initial="da")
    about_another = {
        "companions": _("Har personen nogen med?"),
        "access_needs": _("Har de brug for noget?"),
    }
    field_order = ("source", "name", "email", "phone", "companions", "access_needs", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = list(settings.LANGUAGES)

        for name, label in self.about_another.items():
            if name in self.fields:
                self.fields[name].label = label
        if "companions" in self.fields:
            companions: Any = self.fields["companions"]
            companions.choices = [(0, _("Nej")), *companions.choices[1:]]

    def guest(self) -> Guest:
        """Return who was entered."""
        cleaned = self.cleaned_data
        names = ("name", "phone", "language")
        return Guest(
            address=cleaned["email"], **{name: cleaned[name] for name in names}, **self.coming()
        )


class InviteForm(Form):
    """Whom to invite: one address on each line, perhaps with a name before it."""

    guests = forms.CharField(
        label=_("Hvem vil du invitere?"),
        max_length=50_000,
        help_text=_("En på hver linje: navn@eksempel.dk eller Navn &lt;navn@eksempel.dk&gt;."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Skriv mindst én e-mail.")},
    )

    def clean_guests(self) -> Sequence[Guest]:
        """Return the guests; a line that holds no address is named in the error."""
        guests = []
        lines = [line.strip() for line in self.cleaned_data["guests"].splitlines() if line.strip()]
        if len(lines) > MOST_GUESTS:
            raise ValidationError(_("Skriv højst 500 ad gangen."))
        for number, line in enumerate(lines, start=1):
            name, _less, rest = line.rpartition("<")
            try:
                address = EmailField().clean(rest.rstrip(">").strip(" ,;"))
            except ValidationError as error:
                raise ValidationError(
                    _("Linje %(number)s har ingen e-mail: skriv den som navn@eksempel.dk.")
                    % {"number": number}
                ) from error
            guests.append(Guest(address=address, name=name.strip(' "')[:NAME_LENGTH]))
        return guests


class CallOffForm(Form):
    """Why a gathering is called off."""

    why = forms.CharField(
        label=_("Hvorfor er det aflyst?"),
        max_length=NOTE_LENGTH,
        help_text=_("Alle kan læse det på siden."),
        error_messages={"required": _("Skriv kort, hvorfor mødet er aflyst.")},
    )
    whole_series = forms.BooleanField(label=_("Aflys også resten af rækken"), required=False)

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if gathering.series_id is None:
            del self.fields["whole_series"]


class RepeatForm(Form):
    """How a gathering goes on as a series."""

    every = forms.ChoiceField(
        label=_("Hvor tit?"),
        choices=Repeat.choices,
        initial=Repeat.WEEKLY,
        widget=forms.RadioSelect,
    )
    times = forms.IntegerField(
        label=_("Hvor mange gange i alt?"),
        min_value=2,
        max_value=MOST_IN_SERIES,
        initial=4,
        error_messages={
            "required": _("Skriv et tal fra 2 til 52."),
            "invalid": _("Skriv et tal fra 2 til 52."),
            "min_value": _("Skriv et tal fra 2 til 52."),
            "max_value": _("Skriv et tal fra 2 til 52."),
        },
    )


class OutcomeForm(Form):
    """What came of a gathering."""

    outcome = forms.CharField(
        label=_("Hvad kom der ud af det?"),
        max_length=BODY_LENGTH,
        help_text=_("Alle kan læse det på siden, og de, der var med, får et brev."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Skriv, hvad der kom ud af mødet.")},
    )
    outcome_en = _long(_("Det samme på engelsk"), 5)


class FeedbackForm(Form):
    """How it was."""

    rating = forms.TypedChoiceField(
        label=_("Hvordan var det?"),
        coerce=lambda value: Rating(int(value)),
        choices=Rating.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvordan det var.")},
    )
    words = _long(_("Hvad var godt eller skidt?"), 3, most=FEEDBACK_LENGTH)
    wishes = _long(_("Hvad vil du gerne have mere af?"), 3, most=FEEDBACK_LENGTH)
