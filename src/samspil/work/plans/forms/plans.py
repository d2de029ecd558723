"""The shape and words of plans and what they hold."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.base.people.queries import staff
from samspil.base.places.queries import offered_places, open_places
from samspil.base.topics.ticks import TopicTicks
from samspil.commons.inputs.models import Cluster
from samspil.commons.inputs.queries import canonical, clusters_to_choose
from samspil.kit.forms import DateInput, Form, VersionField
from samspil.work.plans.actions.parts import ActivityText, AreaText
from samspil.work.plans.actions.plans import STRATEGY, PlanText, Strategy
from samspil.work.plans.models import Activity, FocusArea, Foundation, Plan, Quote, Track
from samspil.work.plans.terms import (
    FIRST_YEAR,
    LAST_YEAR,
    LINE_LENGTH,
    MOST_WEIGHT,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Audience,
    PlanKind,
)

DATE_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"]
# A line that begins with a dash says who a quote is by.
_BY = re.compile(r"^\s*[\u2013\u2014-]\s*(?P<by>\S.*)$")


def _long(label: Any, rows: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=TEXT_LENGTH,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _short(label: Any, length: int, *, help_text: Any = "", **further: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=length, help_text=help_text, **further
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


def _title(label: Any, length: int, required: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, error_messages={"required": required})


class PlanForm(Form):
    """What a plan is and says."""

    title = _title(_("Titel"), TITLE_LENGTH, _("Skriv planens titel."))
    kind = forms.ChoiceField(
        label=_("Slags"),
        choices=PlanKind.choices,
        widget=forms.RadioSelect,
        initial=PlanKind.DISABILITY_PLAN,
    )
    audience = forms.ChoiceField(
        label=_("Hvem er den for?"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        initial=Audience.EVERYONE,
    )
    starts_on = _day(_("Gælder fra"), required=True)
    ends_on = _day(_("Gælder til"), required=True)
    intro = _long(_("Indledning"), 6, help_text=_("Hvad er planen, og hvad vil kommunen med den?"))
    easy_intro = _long(_("Indledningen let at læse"), 4)
    target_group = _long(_("Hvem henvender planen sig til?"), 4)
    definitions = _long(_("Det betyder ordene"), 4)
    building_blocks = _long(_("Det bygger planen på"), 4)
    expected_effect = _long(
        _("Forventet effekt"), 4, help_text=_("Hvad skal blive bedre for dem, planen er for?")
    )
    following_up = _long(
        _("Opfølgning"), 4, help_text=_("Hvem er ansvarlig, og hvordan følges den?")
    )
    whom_to_ask = _long(_("Hvem kan man spørge?"), 3)
    answer_by = _day(_("Sidste dag for høringssvar"))
    places = forms.MultipleChoiceField(
        label=_("Steder"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Sæt kun kryds, hvis planen gælder enkelte steder."),
    )
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, plan: Plan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["places"]
        field.choices = [(str(place.pk), place.label) for place in offered_places()]
        if plan is not None:
            for name in PlanText.__dataclass_fields__:
                self.initial[name] = getattr(plan, name)
            self.initial["places"] = [str(place.pk) for place in plan.places.all()]
            self.initial["version"] = plan.version

    def _year(self, name: str) -> date | None:
        day: date | None = self.cleaned_data.get(name)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Vælg et år mellem 2000 og 2100."))
        return day

    def clean_starts_on(self) -> date | None:
        """Refuse years nobody means."""
        return self._year("starts_on")

    def clean_ends_on(self) -> date | None:
        """Refuse years nobody means."""
        return self._year("ends_on")

    def written(self) -> PlanText:
        """Return what was written."""
        return PlanText(**{name: self.cleaned_data[name] for name in PlanText.__dataclass_fields__})

    def chosen_places(self) -> Any:
        """Return the places that were ticked."""
        return open_places().filter(pk__in=self.cleaned_data["places"])


class NewPlanForm(PlanForm):
    """A new plan, perhaps on the strategy of another."""

    shared = forms.ChoiceField(
        label=_("Strategigrundlag"),
        required=False,
        help_text=_("Planen for børn og planen for voksne kan bygge på det samme."),
    )
    field_order = ("title", "kind", "audience", "starts_on", "ends_on", "shared")

    def __init__(self, *args: Any, foundations: Iterable[Foundation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.foundations = {str(each.pk): each for each in foundations}
        field: Any = self.fields["shared"]
        field.choices = [
            ("", _("Planens eget")),
            *((key, each.title) for key, each in self.foundations.items()),
        ]

    def chosen_foundation(self) -> Foundation | None:
        """Return the strategy to share, if one was chosen."""
        return self.foundations.get(self.cleaned_data["shared"])


class StrategyForm(Form):
    """Vision, mission, values and principles."""

    vision = _long(_("Vision"), 3, help_text=_("Det, vi vil være kendt for."))
    mission = _long(_("Mission"), 3, help_text=_("Det, vi er her for."))
    values = _long(_("Værdier"), 4, help_text=_("Én på hver linje."))
    principles = _long(_("Bærende principper"), 4, help_text=_("Ét på hver linje."))
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, foundation: Foundation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({name: getattr(foundation, name) for name in STRATEGY})
        self.initial["version"] = foundation.version

    def strategy(self) -> Strategy:
        """Return what was written."""
        return Strategy(**{name: self.cleaned_data[name] for name in STRATEGY})


class TrackForm(Form):
    """A track."""

    title = _title(_("Sporets navn"), TITLE_LENGTH, _("Skriv, hvad sporet hedder."))
    text = _long(_("Hvad handler sporet om?"), 5)
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, track: Track | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if track is not None:
            self.initial.update(title=track.title, text=track.text, version=track.version)


def quotes_as_text(quotes: Iterable[Quote]) -> str:
    """Return quotes as they stand in the field: a paragraph each, and who as role after a dash."""
    return "\n\n".join(
        "\n".join(filter(None, [each.text, f"\u2013 {each.by}" if each.by else ""]))
        for each in quotes
    )


def quotes_from_text(text: str) -> list[tuple[str, str]]:
    """Return the quotes somebody wrote, as text and who as role."""
    found = []
    for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        by = _BY.match(lines[-1]) if len(lines) > 1 else None
        words = "\n".join(lines[:-1] if by else lines).strip()
        if words:
            found.append((words, by["by"][:TITLE_LENGTH] if by else ""))
    return found


class FromInputs(TopicTicks):
    """The part of a form that says what people said that something grew from."""

    clusters = forms.MultipleChoiceField(
        label=_("Det, folk har sagt"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "De, der har sagt det, får besked, når planen sendes i høring og bliver besluttet."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in clusters_to_choose()}
        field: Any = self.fields["clusters"]
        field.choices = [(key, each.title) for key, each in self.known.items()]

    def grown_from(self, clusters: Iterable[Cluster]) -> None:
        """Begin with some clusters ticked."""
        self.initial["clusters"] = [str(canonical(each).pk) for each in clusters]

    def chosen_clusters(self) -> list[Cluster]:
        """Return the clusters that were ticked."""
        return [self.known[key] for key in self.cleaned_data["clusters"]]


class AreaForm(FromInputs):
    """A focus area."""

    title = _title(_("Indsatsområde"), TITLE_LENGTH, _("Skriv, hvad indsatsområdet hedder."))
    track = forms.ChoiceField(label=_("Spor"), required=False)
    purpose = _long(_("Formål"), 4, help_text=_("Hvad skal blive bedre, og for hvem?"))
    why = _long(_("Hvorfor?"), 6)
    how = _long(
        _("Hvordan?"), 4, help_text=_("Kort. Det, der bliver gjort, skrives som aktiviteter.")
    )
    easy_text = _long(_("Let at læse"), 5, help_text=_("Hele området i korte sætninger."))
    now = _long(_("Hvad sker der lige nu?"), 3)
    whom_to_ask = _long(
        _("Hvem kan man spørge?"), 3, help_text=_("Navn, telefon eller mail, som må stå på siden.")
    )
    join = _long(_("Hvordan kan man være med?"), 3)
    quotes = _long(
        _("Citater"),
        6,
        help_text=_(
            "Et afsnit til hvert citat. Skriv på sidste linje efter en streg, hvem der siger det, uden navn: "
            "– forælder til barn med et handicap"
        ),
    )
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        tracks: Sequence[Track],
        area: FocusArea | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tracks = {str(each.pk): each for each in tracks}
        field: Any = self.fields["track"]
        field.choices = [
            ("", _("Intet spor")),
            *((key, each.title) for key, each in self.tracks.items()),
        ]
        if area is not None:
            for name in AreaText.__dataclass_fields__:
                self.initial[name] = getattr(area, name)
            self.initial["track"] = str(area.track_id or "")
            self.initial["quotes"] = quotes_as_text(area.quotes.all())
            self.initial["version"] = area.version
            self.tick(area.topics.all())
            self.grown_from(area.clusters.all())

    def written(self) -> AreaText:
        """Return what was written."""
        return AreaText(**{name: self.cleaned_data[name] for name in AreaText.__dataclass_fields__})

    def chosen_track(self) -> Track | None:
        """Return the track it lies in, if any."""
        return self.tracks.get(self.cleaned_data["track"])

    def written_quotes(self) -> list[tuple[str, str]]:
        """Return the quotes as text and who as role."""
        return quotes_from_text(self.cleaned_data["quotes"])


class ActivityForm(FromInputs):
    """An activity or an initiative."""

    title = _title(_("Hvad skal der ske?"), LINE_LENGTH, _("Skriv, hvad der skal ske."))
    letter = _short(
        _("Bogstav"),
        4,
        help_text=_("Kun når planen tæller sine initiativer, for eksempel A."),
        widget=forms.TextInput(attrs={"class": "input-width-xs"}),
    )
    text = _long(_("Beskrivelse"), 4)
    area = forms.ChoiceField(label=_("Indsatsområde"), required=False)
    responsible_unit = _short(_("Ansvarlig afdeling"), TITLE_LENGTH, help_text=_("Står på siden."))
    responsible = forms.ChoiceField(
        label=_("Ansvarlig medarbejder"),
        required=False,
        help_text=_("Fortæller, hvor det står til. Navnet står ikke på siden."),
    )
    partners = _long(
        _("Sammen med"), 3, help_text=_("Én afdeling eller organisation på hver linje.")
    )
    starts_on = _day(_("Begynder"))
    ends_on = _day(_("Slutter"))
    expected_effect = _long(_("Forventet effekt"), 3)
    needs = forms.MultipleChoiceField(
        label=_("Venter på"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Aktiviteter, der skal være færdige først."),
    )
    weight = forms.IntegerField(
        label=_("Vægt"),
        initial=1,
        min_value=1,
        max_value=MOST_WEIGHT,
        help_text=_("Hvor meget den tæller i planens fremdrift, fra 1 til 10."),
        widget=forms.NumberInput(attrs={"class": "input-width-xs"}),
        error_messages={
            "min_value": _("Vægten er et tal fra 1 til 10."),
            "max_value": _("Vægten er et tal fra 1 til 10."),
            "invalid": _("Vægten er et tal fra 1 til 10."),
        },
    )
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        plan: Plan,
        activity: Activity | None = None,
        area: FocusArea | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {str(each.pk): each for each in plan.areas.all()}
        self.people = {str(person.pk): person for person in staff()}
        if activity is not None and activity.responsible is not None:
            self.people.setdefault(str(activity.responsible_id), activity.responsible)
        others = plan.activities.exclude(pk=activity.pk) if activity else plan.activities.all()
        self.others = {str(each.pk): each for each in others}
        self._offer(
            "area", _("Hele planen"), [(key, each.title) for key, each in self.areas.items()]
        )
        self._offer(
            "responsible",
            _("Ingen endnu"),
            [(key, person.name or person.email) for key, person in self.people.items()],
        )
        needs: Any = self.fields["needs"]
        needs.choices = [(key, each.full_title) for key, each in self.others.items()]
        if area is not None:
            self.initial["area"] = str(area.pk)
        if activity is not None:
            self._fill(activity)

    def _offer(self, name: str, nothing: Any, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", nothing), *choices]

    def _fill(self, activity: Activity) -> None:
        for name in ActivityText.__dataclass_fields__:
            self.initial[name] = getattr(activity, name)
        self.initial.update(
            area=str(activity.area_id or ""),
            responsible=str(activity.responsible_id or ""),
            needs=[str(each.pk) for each in activity.needs.all()],
            version=activity.version,
        )
        self.tick(activity.topics.all())
        self.grown_from(activity.clusters.all())

    def written(self) -> ActivityText:
        """Return what was written."""
        return ActivityText(
            **{name: self.cleaned_data[name] for name in ActivityText.__dataclass_fields__}
        )

    def chosen(self) -> dict[str, Any]:
        """Return its area, who is responsible, its topics, and what it waits for."""
        return {
            "area": self.areas.get(self.cleaned_data["area"]),
            "responsible": self.people.get(self.cleaned_data["responsible"]),
            "topics": self.ticked(),
            "clusters": self.chosen_clusters(),
            "needs": [self.others[key] for key in self.cleaned_data["needs"]],
        }
