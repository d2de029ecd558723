"""The shape and words of gathering and grouping what people say."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspil.base.places.queries import offered_places, open_places
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import topic_choices
from samspil.base.topics.ticks import TopicTicks
from samspil.commons.inputs.actions import Asking, Words
from samspil.commons.inputs.models import Cluster, Collection, Input, Pledge
from samspil.commons.inputs.terms import (
    CONSENT_CONTACT,
    CONSENT_QUOTE,
    CONSENTS,
    INTRO_LENGTH,
    LABEL_LENGTH,
    MOST_SHEET_BYTES,
    NOTE_LENGTH,
    QUOTE_BY_LENGTH,
    QUOTE_LENGTH,
    SUMMARY_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Channel,
    CollectionKind,
    PledgeState,
    Voice,
)
from samspil.kit.forms import DateInput, EmailField, Form, VersionField


def _choices(labels: Iterable[tuple[Any, Any]]) -> list[tuple[str, Any]]:
    """Return choices with capital letters, as they stand alone in a form."""
    return [(str(value), capfirst(label)) for value, label in labels]


def _long(label: Any, *, rows: int = 3, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=INTRO_LENGTH,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class CollectionForm(TopicTicks):
    """What is asked, where and of whom."""

    title = forms.CharField(
        label=_("Hvad hedder indsamlingen?"),
        max_length=TITLE_LENGTH,
        help_text=_("Fx ”Workshop om fritid” eller ”Hvad skal der stå i handicapplanen?”"),
        error_messages={"required": _("Skriv, hvad indsamlingen hedder.")},
    )
    kind = forms.ChoiceField(label=_("Hvor spørger I?"), choices=_choices(CollectionKind.choices))
    held_on = forms.DateField(
        label=_("Hvornår?"),
        required=False,
        widget=DateInput,
        help_text=_("Når det er et møde. Ellers lad feltet stå tomt."),
    )
    intro = _long(_("Hvad spørger I om?"), help_text=_("Står øverst på siden. Korte sætninger."))
    easy_intro = _long(_("Det samme let at læse"))
    is_for_all = forms.BooleanField(
        label=_("Alle må svare på siden, uden konto"),
        required=False,
        help_text=_("Uden krydset er det kun medarbejdere, der skriver input ind."),
    )
    last_day = forms.DateField(
        label=_("Sidste dag"),
        required=False,
        widget=DateInput,
        help_text=_("Lad feltet stå tomt, hvis der ikke er en frist."),
    )
    places = forms.MultipleChoiceField(
        label=_("Steder"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Uden steder gælder det hele kommunen."),
    )
    title_en = forms.CharField(
        label=_("Navnet på engelsk"), required=False, max_length=TITLE_LENGTH
    )
    intro_en = _long(_("Hvad spørger I om? (på engelsk)"))
    easy_intro_en = _long(_("Let at læse på engelsk"))
    source_title = forms.CharField(required=False, widget=forms.HiddenInput)
    source_url = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    version = VersionField(widget=forms.HiddenInput, required=False)

    text_fields = tuple(Asking.__dataclass_fields__)

    def __init__(self, *args: Any, collection: Collection | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places: Any = self.fields["places"]
        places.choices = [(str(place.pk), place.label) for place in offered_places()]
        if collection is not None:
            self.initial.update(
                {name: getattr(collection, name) for name in (*self.text_fields, "version")}
            )
            self.initial["places"] = [str(place.pk) for place in collection.places.all()]
            self.tick(collection.topics.all())

    def asking(self) -> Asking:
        """Return what is asked."""
        values = {name: self.cleaned_data[name] for name in self.text_fields}
        values["source_title"] = values["source_title"][:LABEL_LENGTH]
        return Asking(**values | {"kind": CollectionKind(values["kind"])})

    def chosen(self) -> dict[str, Any]:
        """Return the topics and places that were ticked."""
        places = open_places().filter(pk__in=self.cleaned_data["places"])
        return {"topics": list(self.ticked()), "places": list(places)}


def _text_field(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=TEXT_LENGTH,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv, hvad du vil sige.")},
    )


def _topic_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Hvad handler det om?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Du kan lade det stå tomt."),
    )


class GiveForm(Form):
    """What somebody says on the site, without an account."""

    text = _text_field(
        _("Hvad vil du sige?"),
        _("Skriv ikke navne eller cpr-numre. Kun dem, der arbejder med det her, kan læse det."),
    )
    voice = forms.ChoiceField(
        label=_("Hvem er du?"),
        choices=_choices(Voice.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvem du er.")},
    )
    may_quote = forms.BooleanField(label=CONSENTS[CONSENT_QUOTE].text, required=False)
    email = EmailField(
        label=_("Din e-mail"),
        required=False,
        help_text=_("Kun hvis du vil høre, hvad der blev af det."),
    )
    phone = forms.CharField(
        label=_("Eller dit telefonnummer"),
        required=False,
        max_length=30,
        help_text=_("Kun hvis du hellere vil ringes op."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    consent = forms.BooleanField(label=CONSENTS[CONSENT_CONTACT].text, required=False)
    # Hidden from people by the style sheet; what fills every field is no person.
    website = forms.CharField(
        label=_("Lad dette felt stå tomt"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the consent when there is a way to reach the person."""
        cleaned = super().clean() or {}
        if (cleaned.get("email") or cleaned.get("phone")) and not cleaned.get("consent"):
            self.add_error(
                "consent",
                _(
                    "Sæt kryds, hvis vi må gemme din mail eller dit nummer. Ellers slet det i feltet."
                ),
            )
        if cleaned.get("website"):
            # A browser that fills in too much must not cost anybody what they wrote.
            self.data = {**self.data, "website": ""}
            self.add_error(None, _("Det lykkedes ikke at sende. Tryk på Send igen."))
        return cleaned

    def words(self) -> Words:
        """Return what was said."""
        cleaned = self.cleaned_data
        return Words(
            text=cleaned["text"],
            voice=Voice(cleaned["voice"]),
            language=(get_language() or "da")[:2],
            quote_allowed=cleaned["may_quote"],
            address=cleaned["email"],
            contact={"phone": cleaned["phone"]} if cleaned["phone"] else {},
        )


class EnterForm(Form):
    """One input after another, as staff writes them down."""

    text = _text_field(_("Hvad blev der sagt?"), _("Ét input ad gangen. Skriv ikke navne."))
    voice = forms.ChoiceField(
        label=_("Hvem sagde det?"), choices=_choices(Voice.choices), initial=Voice.RELATIVE
    )
    channel = forms.ChoiceField(
        label=_("Hvordan kom det til os?"),
        choices=_choices(
            (each, each.label) for each in (Channel.MEETING, Channel.PAPER, Channel.PHONE)
        ),
    )
    received_on = forms.DateField(label=_("Hvornår?"), widget=DateInput)
    may_quote = forms.BooleanField(
        label=_("Personen har sagt ja til at blive citeret uden navn"), required=False
    )
    topics = _topic_field()
    email = EmailField(label=_("E-mail"), required=False)
    name = forms.CharField(label=_("Navn"), required=False, max_length=120)
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=30)
    consent = forms.BooleanField(
        label=_("Jeg har læst samtykket op, og personen har sagt ja til at blive kontaktet."),
        help_text=CONSENTS[CONSENT_CONTACT].text,
        required=False,
    )

    # What is the same for the next input from the same table.
    kept = ("voice", "channel", "received_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("received_on", timezone.localdate())
        field: Any = self.fields["topics"]
        field.choices = [(str(pk), name) for _kind, pairs in topic_choices() for pk, name in pairs]

    def clean_received_on(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Dagen er ikke kommet endnu. Vælg en tidligere dag."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for the consent, and for the number that goes with a name."""
        cleaned = super().clean() or {}
        reach = cleaned.get("email") or cleaned.get("phone")
        if reach and not cleaned.get("consent"):
            self.add_error("consent", _("Uden personens ja må vi ikke gemme mail eller nummer."))
        if cleaned.get("name") and not reach and "email" not in self.errors:
            self.add_error("phone", _("Skriv telefon eller e-mail, eller slet navnet."))
        return cleaned

    @property
    def reach_is_open(self) -> bool:
        """Whether the part about reaching the person should stand open."""
        names = ("email", "name", "phone", "consent")
        return any(self[name].errors or self[name].value() for name in names)

    def words(self) -> Words:
        """Return what was said."""
        cleaned = self.cleaned_data
        phone = {"name": cleaned["name"], "phone": cleaned["phone"]} if cleaned["phone"] else {}
        return Words(
            text=cleaned["text"],
            voice=Voice(cleaned["voice"]),
            topics=tuple(int(pk) for pk in cleaned["topics"]),
            quote_allowed=cleaned["may_quote"],
            address=cleaned["email"],
            contact=phone,
        )


class SheetForm(Form):
    """A sheet with many inputs."""

    sheet = forms.FileField(
        label=_("Regneark"),
        help_text=_("Excel (.xlsx) eller CSV. Første række er overskrifter."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Vælg et regneark.")},
    )

    def clean_sheet(self) -> Any:
        """Refuse what is too big to be a sheet of words."""
        sheet = self.cleaned_data["sheet"]
        if sheet.size > MOST_SHEET_BYTES:
            raise forms.ValidationError(_("Filen er for stor. Den må højst fylde 5 MB."))
        return sheet


class CellsForm(Form):
    """The cells of a sheet that was looked through and is to be saved."""

    cells = forms.JSONField(widget=forms.HiddenInput)
    consent = forms.BooleanField(
        label=_("Alle i arket med mail eller telefon har sagt ja til, at vi gemmer det"),
        help_text=_("Uden krydset gemmer vi det, de sagde, men ikke mail og telefon."),
        required=False,
    )

    def clean_cells(self) -> Any:
        """Refuse what is no table of text."""
        cells = self.cleaned_data["cells"]
        rows = cells if isinstance(cells, list) and cells else [None]
        if not all(isinstance(row, list) and all(isinstance(c, str) for c in row) for row in rows):
            raise forms.ValidationError(_("Vælg regnearket igen."))
        return cells


class QuoteForm(Form):
    """Words that everybody may read, made pseudonymous."""

    quote = forms.CharField(
        label=_("Citat"),
        max_length=QUOTE_LENGTH,
        help_text=_("Tag alt væk, som personen kan kendes på: navne, steder, alder, sjældne ting."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv de ord, der må vises.")},
    )
    quote_by = forms.CharField(
        label=_("Hvem siger det?"),
        max_length=QUOTE_BY_LENGTH,
        help_text=_("En rolle, aldrig et navn. Fx ”forælder til et barn med et handicap”."),
        error_messages={"required": _("Skriv rollen, fx ”pårørende”.")},
    )

    def __init__(self, *args: Any, input: Input, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["quote"] = input.quote or input.text[:QUOTE_LENGTH]
        self.initial["quote_by"] = input.quote_by or str(Voice(input.voice).label)


class BoardForm(Form):
    """What the board should show."""

    q = forms.CharField(label=_("Ord i teksten"), required=False, max_length=100)
    indsamling = forms.ChoiceField(label=_("Indsamling"), required=False)
    hvem = forms.ChoiceField(
        label=_("Hvem"), required=False, choices=[("", _("Alle")), *_choices(Voice.choices)]
    )
    emne = forms.ChoiceField(label=_("Emne"), required=False)

    def __init__(self, *args: Any, collections: Iterable[Collection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["indsamling"]
        chosen.choices = [("", _("Alle")), *((str(each.pk), each.title) for each in collections)]
        topics: Any = self.fields["emne"]
        topics.choices = [
            ("", _("Alle")),
            *((kind, [(str(pk), name) for pk, name in pairs]) for kind, pairs in topic_choices()),
        ]


class ClusterForm(TopicTicks):
    """What a cluster is called and about."""

    title = forms.CharField(
        label=_("Temaets navn"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Giv temaet et navn.")},
    )
    summary = forms.CharField(
        label=_("Kort fortalt"),
        required=False,
        max_length=SUMMARY_LENGTH,
        help_text=_(
            "Alle kan læse det, når der kommer noget ud af temaet. Skriv intet om enkelte."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    title_en = forms.CharField(
        label=_("Navnet på engelsk"), required=False, max_length=TITLE_LENGTH
    )
    summary_en = forms.CharField(
        label=_("Kort fortalt på engelsk"),
        required=False,
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = VersionField(widget=forms.HiddenInput, required=False)

    text_fields = ("title", "summary", "title_en", "summary_en", "version")

    def __init__(self, *args: Any, cluster: Cluster, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({name: getattr(cluster, name) for name in self.text_fields})
        self.tick(cluster.topics.all())

    def values(self) -> dict[str, Any]:
        """Return what was written, for the action."""
        values = {name: self.cleaned_data[name] for name in self.text_fields}
        topics: list[Topic] = list(self.ticked())
        return {**values, "topics": topics}


class PledgeForm(Form):
    """What another area said it would do."""

    area = forms.CharField(
        label=_("Hvem har lovet det?"),
        max_length=LABEL_LENGTH,
        help_text=_("Et område eller en afdeling, fx ”Teknik og Miljø”."),
        error_messages={"required": _("Skriv, hvilket område der har lovet det.")},
    )
    what = forms.CharField(
        label=_("Hvad har de lovet?"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv, hvad de har lovet.")},
    )
    given_on = forms.DateField(label=_("Hvornår lovede de det?"), widget=DateInput)
    due_on = forms.DateField(
        label=_("Hvornår skal det være gjort?"), required=False, widget=DateInput
    )
    cluster = forms.ChoiceField(label=_("Hører det til et tema?"), required=False)

    def __init__(self, *args: Any, clusters: Iterable[Cluster], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clusters = {str(each.pk): each for each in clusters}
        self.initial.setdefault("given_on", timezone.localdate())
        field: Any = self.fields["cluster"]
        field.choices = [
            ("", _("Nej")),
            *((key, each.title) for key, each in self.clusters.items()),
        ]

    def values(self) -> dict[str, Any]:
        """Return what was written, for the action."""
        return {**self.cleaned_data, "cluster": self.clusters.get(self.cleaned_data["cluster"])}


class FollowForm(Form):
    """How far a pledge is."""

    state = forms.ChoiceField(
        label=_("Hvor langt er de?"),
        choices=_choices(PledgeState.choices),
        widget=forms.RadioSelect,
    )
    due_on = forms.DateField(label=_("Frist"), required=False, widget=DateInput)
    note = forms.CharField(label=_("Note"), required=False, max_length=NOTE_LENGTH)
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, pledge: Pledge, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = ("state", "due_on", "note", "version")
        self.initial.update({name: getattr(pledge, name) for name in names})

    def values(self) -> dict[str, Any]:
        """Return what was written, for the action."""
        return {**self.cleaned_data, "state": PledgeState(self.cleaned_data["state"])}
