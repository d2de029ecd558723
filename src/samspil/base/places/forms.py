"""The shape and words of writing about a place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.base.places.actions import Facts
from samspil.base.places.models import Place
from samspil.base.places.queries import possible_parents
from samspil.base.places.terms import (
    HOURS_LENGTH,
    NAME_LENGTH,
    OFFERS_LENGTH,
    OLDEST,
    SUMMARY_LENGTH,
    WORDS_LENGTH,
    PlaceKind,
)
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import topics_in_use
from samspil.base.topics.terms import TopicKind
from samspil.kit.forms import WRONG_ADDRESS, EmailField, Form


def _words(label: Any, length: int, rows: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=length,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _age(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=OLDEST,
        widget=forms.TextInput(attrs={"class": "input-width-xs", "inputmode": "numeric"}),
        error_messages={
            "invalid": _("Skriv alderen som et tal."),
            "min_value": _("Skriv en alder fra 0 til 120 år."),
            "max_value": _("Skriv en alder fra 0 til 120 år."),
        },
    )


class PlaceForm(Form):
    """What a place says of itself."""

    kind = forms.ChoiceField(label=_("Slags"), choices=PlaceKind.choices)
    parent: "forms.ModelChoiceField[Place]" = forms.ModelChoiceField(
        label=_("Hører under"),
        queryset=None,
        required=False,
        empty_label=_("Ikke noget andet sted"),
    )
    name = forms.CharField(
        label=_("Navn"),
        max_length=NAME_LENGTH,
        error_messages={
            "required": _("Skriv stedets navn."),
            "max_length": _("Navnet er for langt. Skriv højst 120 tegn."),
        },
    )
    summary = _words(_("Kort fortalt"), SUMMARY_LENGTH, 2, _("Én sætning. Den står i oversigten."))
    age_from = _age(_("Fra alder"))
    age_to = _age(_("Til og med alder"))
    target_groups = forms.MultipleChoiceField(
        label=_("Målgrupper"), required=False, widget=forms.CheckboxSelectMultiple
    )
    for_whom = _words(
        _("Hvem er stedet for?"),
        WORDS_LENGTH,
        3,
        _("Skriv det, som du ville sige det i telefonen."),
    )
    offers = _words(
        _("Hvad tilbyder I pårørende?"),
        OFFERS_LENGTH,
        10,
        _("Skriv ## foran en mellemrubrik, - foran et punkt og [ord](https://…) for et link."),
    )
    easy_offers = _words(
        _("Det samme let at læse"),
        OFFERS_LENGTH,
        5,
        _("Korte sætninger og kendte ord. Én ting ad gangen."),
    )
    council = _words(
        _("Råd på stedet"),
        WORDS_LENGTH,
        3,
        _("Fx et pårørenderåd: hvem sidder i det, og hvordan kommer man i kontakt med det?"),
    )
    phone = forms.CharField(
        label=_("Telefon"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "class": "input-width-m"}),
    )
    email = EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"inputmode": "email"}),
        error_messages={"invalid": WRONG_ADDRESS},
    )
    address = forms.CharField(label=_("Adresse"), required=False, max_length=200)
    opening_hours = _words(
        _("Åbningstid"), HOURS_LENGTH, 3, _("Én linje for hver dag, fx: Mandag kl. 9–15.")
    )
    contact_name = forms.CharField(label=_("Kontaktperson"), required=False, max_length=NAME_LENGTH)
    shows_contact = forms.BooleanField(
        label=_("Vis navnet på siden"),
        required=False,
        help_text=_("Spørg personen først. Uden kryds er navnet kun for jer, der retter her."),
    )
    name_en = forms.CharField(label=_("Navn på engelsk"), required=False, max_length=NAME_LENGTH)
    summary_en = _words(_("Kort fortalt på engelsk"), SUMMARY_LENGTH, 2)
    for_whom_en = _words(_("Hvem stedet er for, på engelsk"), WORDS_LENGTH, 3)
    offers_en = _words(_("Hvad I tilbyder, på engelsk"), OFFERS_LENGTH, 8)
    easy_offers_en = _words(_("Let at læse på engelsk"), OFFERS_LENGTH, 4)
    opening_hours_en = _words(_("Åbningstid på engelsk"), HOURS_LENGTH, 3)
    council_en = _words(_("Råd på stedet, på engelsk"), WORDS_LENGTH, 3)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    fact_fields = tuple(Facts.__dataclass_fields__)

    def __init__(
        self, *args: Any, place: Place | None = None, keeps_list: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        groups: Any = self.fields["target_groups"]
        groups.choices = [(str(t.pk), t.label) for t in topics_in_use(TopicKind.TARGET_GROUP)]
        parent: Any = self.fields["parent"]
        parent.queryset = possible_parents(place)
        parent.error_messages["invalid_choice"] = _(
            "Stedet kan ikke høre under det. Vælg et andet."
        )
        if not keeps_list:
            del self.fields["kind"], self.fields["parent"]
        if place is not None:
            self._fill(place)

    def _fill(self, place: Place) -> None:
        self.initial.update({name: getattr(place, name) for name in self.fact_fields})
        chosen = [str(t.merged_into_id or t.pk) for t in place.target_groups.all()]
        self.initial.update(
            kind=place.kind, parent=place.parent_id, target_groups=chosen, version=place.version
        )

    @property
    def has_english(self) -> bool:
        """Whether something is written, or wrong, in English."""
        names = [name for name in self.fields if name.endswith("_en")]
        return any(self[name].value() or self[name].errors for name in names)

    def clean_name(self) -> str:
        """Refuse a name that another place has."""
        name = str(self.cleaned_data["name"])
        twins = Place.objects.filter(name__iexact=name)
        if self.place is not None:
            twins = twins.exclude(pk=self.place.pk)
        if twins.exists():
            raise forms.ValidationError(_("Der er allerede et sted med det navn."))
        return name

    def clean(self) -> dict[str, Any]:
        """Refuse ages that go down and a name to be shown where there is none."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("age_from"), cleaned.get("age_to")
        if first is not None and last is not None and last < first:
            self.add_error("age_to", _("Den sidste alder er lavere end den første."))
        if cleaned.get("shows_contact") and not cleaned.get("contact_name"):
            self.add_error("contact_name", _("Skriv det navn, der skal vises."))
        return cleaned

    def facts(self) -> Facts:
        """Return what was written."""
        return Facts(**{name: self.cleaned_data[name] for name in self.fact_fields})

    def chosen_groups(self) -> list[Topic]:
        """Return the target groups that were ticked."""
        return list(topics_in_use().filter(pk__in=self.cleaned_data["target_groups"]))
