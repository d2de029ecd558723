"""The shape and words of writing about offers, and of telling about them."""

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samspil.base.people.models import Person
from samspil.base.people.queries import staff
from samspil.base.places.queries import offered_places
from samspil.base.topics.queries import offered_topics
from samspil.base.topics.terms import TopicKind
from samspil.commons.offers.actions import Told
from samspil.commons.offers.models import Offer, Provider
from samspil.commons.offers.queries import people_of_organisations, providers
from samspil.commons.offers.terms import (
    ALT_LENGTH,
    ANSWER_LENGTH,
    DESCRIPTION_LENGTH,
    EASY_LENGTH,
    LABELS,
    LANGUAGES,
    LINE_LENGTH,
    MOST_IMPORT_BYTES,
    MOST_LINES,
    NAME_LENGTH,
    OLDEST,
    PHONE_LENGTH,
    REPORT_LENGTH,
    SUMMARY_LENGTH,
    WORDS_LENGTH,
    Audience,
    Facts,
    OfferKind,
    ReportKind,
    ReportVoice,
    Rhythm,
)
from samspil.kit.forms import WRONG_ADDRESS, EmailField, Form, VersionField
from samspil.kit.words import one_line


@cache
def _ffb() -> list[tuple[str, list[tuple[str, str]]]]:
    source = files("samspil.commons.offers").joinpath("data/ffb_services.json")
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in json.loads(source.read_text(encoding="utf-8"))["services"]:
        groups.setdefault(each["branch"], []).append((each["code"], each["name"]))
    return list(groups.items())


def _line(
    name: str, length: int = LINE_LENGTH, help_text: Any = "", **other: Any
) -> forms.CharField:
    return forms.CharField(
        label=LABELS[name], required=False, max_length=length, help_text=help_text, **other
    )


def _words(name: str, length: int, rows: int = 3, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=LABELS[name],
        required=False,
        max_length=length,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _number(name: str, most: int, wrong: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=LABELS[name],
        required=False,
        min_value=0,
        max_value=most,
        help_text=help_text,
        widget=forms.TextInput(attrs={"class": "input-width-xs", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )


def _tick(name: str, help_text: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=LABELS[name], required=False, help_text=help_text)


def _ticks(
    name: str, choices: Iterable[Any] = (), help_text: Any = ""
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=LABELS[name],
        required=False,
        choices=choices,
        help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )


class LinesField(forms.CharField):
    """Several short texts, one on each line."""

    def __init__(self, name: str, help_text: Any) -> None:
        super().__init__(
            label=LABELS[name],
            required=False,
            max_length=LINE_LENGTH * MOST_LINES,
            help_text=help_text,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def prepare_value(self, value: Any) -> Any:
        """Return lists as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return the lines that say something.

        Raises ValidationError when there are too many or one is too long.
        """
        lines = [one_line(line) for line in str(super().clean(value) or "").splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_LINES or any(len(line) > LINE_LENGTH for line in lines):
            raise forms.ValidationError(_("Skriv højst 20 linjer med højst 200 tegn i hver."))
        return lines


_WRONG_AGE = _("Skriv en alder fra 0 til 120 år.")
_WRONG_NUMBER = _("Skriv et helt tal, eller lad feltet stå tomt.")
_ONE_EACH = _("Ét på hver linje.")


class OfferForm(Form):
    """All that an offer says."""

    name = forms.CharField(
        label=LABELS["name"],
        max_length=NAME_LENGTH,
        error_messages={
            "required": _("Skriv, hvad tilbuddet hedder."),
            "max_length": _("Navnet er for langt. Skriv højst 120 tegn."),
        },
    )
    kind = forms.ChoiceField(
        label=LABELS["kind"], choices=[(each.value, capfirst(each.label)) for each in OfferKind]
    )
    provider = forms.ChoiceField(
        label=LABELS["provider"],
        required=False,
        help_text=_("Mangler den, så tilføj den under Udbydere."),
    )
    summary = _words(
        "summary", SUMMARY_LENGTH, 2, _("Én eller to sætninger. De står i oversigten.")
    )
    description = _words(
        "description",
        DESCRIPTION_LENGTH,
        10,
        _("Hvad sker der, hvor tit, og hvad får man ud af det? Lav en tom linje mellem afsnit."),
    )
    easy = _words("easy", EASY_LENGTH, 4, _("Korte sætninger og kendte ord. Én ting ad gangen."))
    audience = _ticks("audience", [(each.value, capfirst(each.label)) for each in Audience])
    age_from = _number("age_from", OLDEST, _WRONG_AGE)
    age_to = _number("age_to", OLDEST, _WRONG_AGE)
    target_groups = _ticks(
        "target_groups",
        help_text=_("Hvem det er lavet til. Uden kryds er det for alle. Det lukker ingen ude."),
    )
    themes = _ticks("themes")
    requires_referral = _tick("requires_referral", _("Uden kryds kan man selv henvende sig."))
    how_citizen = _words(
        "how_citizen", WORDS_LENGTH, 3, _("Det første skridt, fx hvem man ringer til.")
    )
    how_professional = _words("how_professional", WORDS_LENGTH, 3)
    papers = LinesField("papers", _ONE_EACH)
    price = _line("price", help_text=_("Fx ”Gratis” eller ”150 kr. pr. gang”."))
    waiting_weeks = _number("waiting_weeks", 520, _WRONG_NUMBER, _("0, når der ikke er ventetid."))
    free_places = _number(
        "free_places", 10_000, _WRONG_NUMBER, _("Lad stå tomt, når I ikke ved det.")
    )
    temporary = _tick("temporary", _("For en periode. Uden kryds er det løbende."))
    places = _ticks("places")
    place_name = _line("place_name", help_text=_("Når det ikke er et af kommunens steder."))
    online = _tick("online")
    opening_hours = _words("opening_hours", WORDS_LENGTH, 3)
    accessibility = LinesField("accessibility", _("Ét på hver linje, fx: Niveaufri adgang."))
    languages = _ticks("languages", [(code, capfirst(name)) for code, name in LANGUAGES.items()])
    contact_name = _line("contact_name", NAME_LENGTH)
    hides_contact_name = _tick("hides_contact_name", _("Så er navnet kun for jer, der retter her."))
    contact_phone = _line(
        "contact_phone",
        PHONE_LENGTH,
        widget=forms.TextInput(attrs={"type": "tel", "class": "input-width-m"}),
    )
    contact_email = EmailField(
        label=LABELS["contact_email"],
        required=False,
        widget=forms.EmailInput(attrs={"inputmode": "email"}),
        error_messages={"invalid": WRONG_ADDRESS},
    )
    url = forms.URLField(
        label=LABELS["url"],
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Skriv en adresse som https://eksempel.dk.")},
    )
    legal = LinesField("legal", _("Én på hver linje, fx: Barnets lov § 86."))
    legal_former = _line("legal_former", help_text=_("Fx: Serviceloven § 41."))
    ffb_code = forms.ChoiceField(
        label=LABELS["ffb_code"],
        required=False,
        help_text=_("Så andre systemer ved, hvad det er. Borgere ser det ikke."),
    )
    helps_with = LinesField("helps_with", _("Ét på hver linje, fx: At huske aftaler."))
    try_at = _line("try_at", SUMMARY_LENGTH)
    video_url = forms.URLField(
        label=LABELS["video_url"],
        required=False,
        assume_scheme="https",
        help_text=_("Siden linker til filmen og henter intet derfra."),
        error_messages={"invalid": _("Skriv en adresse som https://eksempel.dk.")},
    )
    video_url_has_captions = _tick("video_url_has_captions")
    video_title = _line("video_title")
    name_en = _line("name_en", NAME_LENGTH)
    summary_en = _words("summary_en", SUMMARY_LENGTH, 2)
    description_en = _words("description_en", DESCRIPTION_LENGTH, 8)
    easy_en = _words("easy_en", EASY_LENGTH, 4)
    owner = forms.ChoiceField(
        label=LABELS["owner"],
        required=False,
        help_text=_("Får besked, når tilbuddet skal bekræftes."),
    )
    rhythm = forms.TypedChoiceField(
        label=LABELS["rhythm"],
        coerce=int,
        initial=Rhythm.HALF_YEARLY,
        choices=[(each.value, capfirst(each.label)) for each in Rhythm],
    )
    version = VersionField(widget=forms.HiddenInput, required=False)

    fact_fields = tuple(Facts.__dataclass_fields__)

    def __init__(self, *args: Any, offer: Offer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = offered_topics()
        themes = (TopicKind.THEME, TopicKind.TAG)
        groups = [(str(t.pk), t.label) for t in topics if t.kind == TopicKind.TARGET_GROUP]
        none = [("", _("Ikke valgt"))]
        self._offer_choices(
            provider=[*none, *((str(each.pk), each.name) for each in providers())],
            owner=[*none, *((str(each.pk), str(each)) for each in staff())],
            target_groups=groups,
            themes=[(str(t.pk), t.label) for t in topics if t.kind in themes],
            places=[(str(place.pk), place.label) for place in offered_places()],
            ffb_code=[*none, *_ffb()],
        )
        if offer is not None:
            self._fill(offer)

    def _offer_choices(self, **choices: list[Any]) -> None:
        for name, offered in choices.items():
            field: Any = self.fields[name]
            field.choices = offered

    def _fill(self, offer: Offer) -> None:
        many = ("target_groups", "themes", "places")
        plain = [name for name in self.fact_fields if name not in (*many, "provider", "owner")]
        self.initial.update({name: getattr(offer, name) for name in (*plain, "version")})
        self.initial.update(
            {
                "provider": str(offer.provider_id or ""),
                "owner": str(offer.owner_id or ""),
                "ffb_code": str(offer.ffb_code or ""),
                "places": [str(place.pk) for place in offer.places.all()],
            }
        )
        for name in ("target_groups", "themes"):
            topics = getattr(offer, name).all()
            self.initial[name] = [str(topic.merged_into_id or topic.pk) for topic in topics]

    def _has(self, *names: str) -> bool:
        return any(self[name].value() or self[name].errors for name in names)

    @property
    def has_english(self) -> bool:
        """Whether something is written, or wrong, in English."""
        return self._has("name_en", "summary_en", "description_en", "easy_en")

    @property
    def has_technology(self) -> bool:
        """Whether something is said of a technology or a film, or the offer is one."""
        is_one = self["kind"].value() == OfferKind.WELFARE_TECHNOLOGY
        return is_one or self._has("helps_with", "try_at", "video_url", "video_title")

    @property
    def has_law(self) -> bool:
        """Whether something is said of the law."""
        return self._has("legal", "legal_former", "ffb_code")

    def clean(self) -> dict[str, Any]:
        """Refuse ages that go down."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("age_from"), cleaned.get("age_to")
        if first is not None and last is not None and last < first:
            self.add_error("age_to", _("Den sidste alder er lavere end den første."))
        return cleaned

    def facts(self) -> Facts:
        """Return what was written."""
        values = {name: self.cleaned_data[name] for name in self.fact_fields}
        for name in ("provider", "owner"):
            values[name] = int(values[name]) if values[name] else None
        for name in ("target_groups", "themes", "places"):
            values[name] = [int(pk) for pk in values[name]]
        values["ffb_code"] = UUID(values["ffb_code"]) if values["ffb_code"] else None
        return Facts(**values)


class ProviderForm(Form):
    """Who gives offers."""

    name = forms.CharField(
        label=_("Navn"),
        max_length=NAME_LENGTH,
        error_messages={"required": _("Skriv, hvem udbyderen er.")},
    )
    url = forms.URLField(label=_("Hjemmeside"), required=False, assume_scheme="https")
    email = EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=PHONE_LENGTH)
    description = forms.CharField(
        label=_("Om udbyderen"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    description_en = forms.CharField(
        label=_("Om udbyderen på engelsk"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    representatives: "forms.ModelMultipleChoiceField[Person]" = forms.ModelMultipleChoiceField(
        label=_("Må foreslå tilbud"),
        required=False,
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De skriver kladder for udbyderen. I ser dem igennem, før de kommer på siden."),
    )

    def __init__(self, *args: Any, provider: Provider | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["representatives"]
        people.queryset = people_of_organisations()
        if provider is not None:
            names = set(self.fields) - {"representatives"}
            self.initial.update({name: getattr(provider, name) for name in names})
            self.initial["representatives"] = list(provider.representatives.all())


class OfferPictureForm(Form):
    """A picture and the words for those who do not see it."""

    picture = forms.FileField(
        label=_("Billede"),
        help_text=_("JPG, PNG, WebP eller GIF på højst 20 MB."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    alt = forms.CharField(
        label=_("Hvad viser billedet?"),
        max_length=ALT_LENGTH,
        help_text=_("Læses op for dem, der ikke kan se det."),
        error_messages={"required": _("Skriv, hvad billedet viser.")},
    )
    alt_en = forms.CharField(label=_("Det samme på engelsk"), required=False, max_length=ALT_LENGTH)


class FilmForm(Form):
    """A film of our own, with its captions."""

    film = forms.FileField(
        label=_("Film"),
        help_text=_("MP4 eller WebM på højst 20 MB."),
        widget=forms.FileInput(attrs={"accept": "video/mp4,video/webm"}),
    )
    captions = forms.FileField(
        label=_("Undertekster"),
        help_text=_("En VTT-fil. Uden undertekster er filmen ikke for alle."),
        widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}),
        error_messages={"required": _("Vælg en fil med undertekster.")},
    )
    title = forms.CharField(
        label=LABELS["video_title"],
        max_length=LINE_LENGTH,
        error_messages={"required": _("Skriv, hvad filmen viser.")},
    )


class ReportForm(Form):
    """What somebody tells about an offer."""

    kind = forms.ChoiceField(
        label=_("Hvad vil du fortælle?"),
        choices=[
            (ReportKind.ERROR.value, _("Noget på siden er forkert")),
            (ReportKind.EXPERIENCE.value, _("En erfaring, som andre kan have gavn af")),
            (ReportKind.PRAISE.value, _("Ros")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad du vil fortælle.")},
    )
    text = forms.CharField(
        label=_("Skriv her"),
        max_length=REPORT_LENGTH,
        help_text=_("Skriv ikke navne eller cpr-numre."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv, hvad du vil fortælle.")},
    )
    voice = forms.ChoiceField(
        label=_("Jeg er"),
        required=False,
        choices=[
            ("", _("Vil ikke sige det")),
            *((v.value, capfirst(v.label)) for v in ReportVoice),
        ],
    )
    may_publish = forms.BooleanField(
        label=_("I må vise det på siden"),
        required=False,
        help_text=_("Vi skriver det om, så ingen kan kende dig. Du kan altid slette det igen."),
    )
    email = EmailField(
        label=_("Din e-mail"),
        required=False,
        help_text=_("Kun hvis du vil have besked, når der er et svar. Den bruges ikke til andet."),
    )
    # Hidden from people by the style sheet; what fills every field is no person.
    website = forms.CharField(
        label=_("Lad dette felt stå tomt"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse what no person fills in."""
        cleaned = super().clean() or {}
        if cleaned.get("website"):
            # A browser that fills in too much must not cost anybody what they wrote.
            self.data = {**self.data, "website": ""}
            self.add_error(None, _("Det lykkedes ikke at sende. Tryk på Send igen."))
        return cleaned

    def told(self) -> Told:
        """Return what was told."""
        cleaned = self.cleaned_data
        return Told(
            kind=ReportKind(cleaned["kind"]),
            text=cleaned["text"],
            voice=cleaned["voice"],
            address=cleaned["email"],
            may_publish=cleaned["may_publish"],
        )


def _answer(
    label: Any, help_text: Any, *, required: bool = False, rows: int = 4
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=ANSWER_LENGTH,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AnswerForm(Form):
    """The answer to somebody who told something."""

    answer = _answer(
        _("Svar"), _("Læses af den, der skrev, på en side, kun den har linket til."), required=True
    )
    we_did = _answer(
        _("Vi gjorde"),
        _("Kort: hvad blev rettet eller ændret? Vises kun for alle, når det bliver udgivet."),
        rows=2,
    )


class ShowForm(Form):
    """What everybody reads of what somebody told."""

    you_said = _answer(_("I sagde"), _("Med dine ord, så ingen kan kendes."), required=True, rows=3)
    we_did = _answer(_("Vi gjorde"), _("Lad det stå tomt, når det er en erfaring."), rows=2)


class ImportForm(Form):
    """A file with many offers."""

    file = forms.FileField(
        label=_("Fil med tilbud"),
        help_text=_("Excel (.xlsx), CSV eller JSON på højst 10 MB og 5.000 tilbud."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.json,.jsonl"}),
        error_messages={"required": _("Vælg en fil."), "empty": _("Filen er tom.")},
    )

    def clean_file(self) -> Any:
        """Refuse what is too big to be a sheet of words."""
        file = self.cleaned_data["file"]
        if file.size > MOST_IMPORT_BYTES:
            raise forms.ValidationError(_("Filen er for stor. Den må højst fylde 10 MB."))
        return file


class TakeInForm(Form):
    """Yes to what was looked through."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    leave_out = forms.BooleanField(
        label=_("Læg kun de gode rækker ind, og udelad rækkerne med fejl"),
        required=False,
    )
    publish = forms.BooleanField(
        label=_("Udgiv de nye tilbud, der er helt udfyldt"),
        help_text=_("Uden krydset bliver de kladder, som I kan se igennem først."),
        required=False,
    )

    def __init__(self, *args: Any, wrong: int = 0, new: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wrong = wrong
        if not wrong:
            del self.fields["leave_out"]
        if not new:
            del self.fields["publish"]

    def clean(self) -> dict[str, Any]:
        """Refuse to leave rows out that nobody said to leave out."""
        cleaned = super().clean() or {}
        if self.wrong and not cleaned.get("leave_out"):
            self.add_error(
                "leave_out",
                _("Ret rækkerne med fejl i din fil, og vælg den igen. Eller sæt kryds her."),
            )
        return cleaned
