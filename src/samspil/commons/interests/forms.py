"""The shape and words of signing up."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspil.base.places.queries import offered_places
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import canonical, offered_topics, topic_tree
from samspil.base.topics.terms import TopicKind
from samspil.commons.interests.terms import (
    CONSENT_INTERESTS,
    CONSENT_NEWSLETTER,
    CONSENTS,
    Form,
    PauseLength,
    Rhythm,
    Source,
    TreeChoice,
)
from samspil.commons.interests.wishes import Wishes
from samspil.kit.forms import EmailField
from samspil.kit.forms import Form as BaseForm


class WishesForm(BaseForm):
    """What to hear about, where, how often and in what way to take part."""

    themes = forms.MultipleChoiceField(
        label=_("Hvad vil du høre om?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    age_groups = forms.MultipleChoiceField(
        label=_("Hvilken alder gælder det?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    target_groups = forms.MultipleChoiceField(
        label=_("Hvilken funktionsnedsættelse gælder det?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    places = forms.MultipleChoiceField(
        label=_("Er der steder, du især vil høre fra?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wants_newsletter = forms.BooleanField(
        label=_("Send mig også det almindelige nyhedsbrev"), required=False, initial=True
    )
    taking_part = forms.ChoiceField(
        label=_("Vil du også være med?"),
        choices=[
            ("news", _("Nej tak, jeg vil bare have nyheder")),
            ("available", _("Ja, I må spørge mig, om jeg vil være med")),
        ],
        initial="news",
        widget=forms.RadioSelect,
        help_text=_("Du siger ja eller nej hver gang. Ingen ser dit navn, før du siger ja."),
    )
    available_for = forms.MultipleChoiceField(
        label=_("Hvad må vi spørge dig om?"),
        required=False,
        choices=Form.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    rhythm = forms.ChoiceField(
        label=_("Hvor tit vil du have brev?"),
        choices=Rhythm.choices,
        initial=Rhythm.AT_ONCE,
        widget=forms.RadioSelect,
    )
    full_text = forms.ChoiceField(
        label=_("Hvad må der stå i brevet?"),
        choices=[
            ("link", _("Kun et link. Så kan andre ikke se, hvad det handler om")),
            ("full", _("Hele teksten")),
        ],
        initial="link",
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Hvilket sprog vil du have brev på?"), widget=forms.RadioSelect
    )

    kind_fields = {
        "themes": (TopicKind.THEME, TopicKind.TAG),
        "age_groups": (TopicKind.AGE_GROUP,),
        "target_groups": (TopicKind.TARGET_GROUP,),
    }

    def __init__(self, *args: Any, wishes: Wishes | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = offered_topics()
        for name, kinds in self.kind_fields.items():
            self._choices(name, [topic for topic in topics if topic.kind in kinds])
        self.tree = topic_tree(TopicKind.TARGET_GROUP)
        self._choices("places", offered_places())
        self._field("language").choices = list(settings.LANGUAGES)
        self.initial.setdefault("language", (get_language() or "da")[:2])
        if wishes is not None:
            self._fill(wishes)

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def _choices(self, name: str, things: Iterable[Any]) -> None:
        field = self._field(name)
        field.choices = [(str(thing.pk), thing.label) for thing in things]
        field.error_messages["invalid_choice"] = _("Et af dine valg findes ikke mere. Vælg igen.")

    def _fill(self, wishes: Wishes) -> None:
        chosen = [str(canonical(topic).pk) for topic in Topic.objects.filter(pk__in=wishes.topics)]
        self.initial.update(
            dict.fromkeys(self.kind_fields, chosen),
            places=[str(pk) for pk in wishes.places],
            wants_newsletter=wishes.wants_newsletter,
            taking_part="available" if wishes.available_for else "news",
            available_for=list(wishes.available_for),
            rhythm=wishes.rhythm,
            full_text="full" if wishes.wants_full_text else "link",
            language=wishes.language,
        )

    @property
    def target_tree(self) -> list[TreeChoice]:
        """The target groups as ticks in their tree."""
        chosen = set(self["target_groups"].value() or [])
        return [
            TreeChoice(
                id=f"id_target_groups_{number}",
                value=str(row.topic.pk),
                label=row.topic.label,
                help_text=row.topic.help_text,
                depth=row.depth,
                checked=str(row.topic.pk) in chosen,
            )
            for number, row in enumerate(self.tree)
        ]

    def tick_place(self, asked: str) -> None:
        """Tick a place that a link asked for; whatever is no place to choose is ignored."""
        if asked in {value for value, _label in self._field("places").choices}:
            self.initial["places"] = [asked]

    @property
    def has_places(self) -> bool:
        """Whether the places should stand open."""
        return bool(self["places"].value()) or bool(self["places"].errors)

    @property
    def has_target_groups(self) -> bool:
        """Whether the tree should stand open."""
        return bool(self["target_groups"].value()) or bool(self["target_groups"].errors)

    def clean(self) -> dict[str, Any]:
        """Ask for at least one thing to hear about, and for what somebody is available."""
        cleaned = super().clean() or {}
        if cleaned.get("taking_part") == "available" and not cleaned.get("available_for"):
            self.add_error("available_for", _("Vælg mindst én ting, vi må spørge dig om."))
        chosen = [*self.kind_fields, "places"]
        asked = any(cleaned.get(name) for name in (*chosen, "wants_newsletter"))
        if not self.errors and not asked and cleaned.get("taking_part") != "available":
            self.add_error("themes", _("Vælg mindst én ting, du vil høre om."))
        return cleaned

    def wishes(self) -> Wishes:
        """Return what was chosen."""
        cleaned = self.cleaned_data
        available = cleaned["available_for"] if cleaned["taking_part"] == "available" else []
        return Wishes(
            topics=tuple(sorted({int(pk) for name in self.kind_fields for pk in cleaned[name]})),
            places=tuple(sorted(int(pk) for pk in cleaned["places"])),
            rhythm=cleaned["rhythm"],
            language=cleaned["language"],
            wants_full_text=cleaned["full_text"] == "full",
            wants_newsletter=cleaned["wants_newsletter"],
            available_for=tuple(available),
            consent_version=CONSENT_INTERESTS,
        )


def _consent_field(version: str) -> forms.BooleanField:
    return forms.BooleanField(
        label=CONSENTS[version].text,
        error_messages={
            "required": _("Sæt kryds, hvis du siger ja. Uden dit ja må vi ikke gemme noget.")
        },
    )


class SignUpForm(WishesForm):
    """Signing up without an account."""

    email = EmailField(label=_("Din e-mail"))
    consent = _consent_field(CONSENT_INTERESTS)


class NewsletterForm(BaseForm):
    """Subscribing to the newsletter by e-mail alone (row B7)."""

    email = EmailField(label=_("Din e-mail"))
    consent = _consent_field(CONSENT_NEWSLETTER)

    def wishes(self) -> Wishes:
        """Return the newsletter and nothing else."""
        return Wishes(language=(get_language() or "da")[:2], consent_version=CONSENT_NEWSLETTER)


class AddressForm(BaseForm):
    """Asking for a code by e-mail."""

    email = EmailField(label=_("Din e-mail"))


class CodeForm(BaseForm):
    """Typing the code that came by e-mail."""

    code = forms.CharField(
        label=_("Koden fra mailen"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "input-width-s",
            }
        ),
        error_messages={"required": _("Skriv de seks tal fra mailen.")},
    )


class PauseForm(BaseForm):
    """How long letters should rest."""

    length = forms.ChoiceField(
        label=_("Hvor længe vil du holde pause?"),
        choices=PauseLength.choices,
        required=False,
        initial=PauseLength.MONTH,
        widget=forms.RadioSelect,
    )


class EnterForPersonForm(WishesForm):
    """Entering somebody who called or wrote on paper."""

    source = forms.ChoiceField(
        label=_("Hvordan kom det til os?"),
        choices=[(Source.PHONE, Source.PHONE.label), (Source.PAPER, Source.PAPER.label)],
        initial=Source.PHONE,
        widget=forms.RadioSelect,
    )
    email = EmailField(
        required=False,
        widget=forms.EmailInput(attrs={"inputmode": "email"}),
        help_text=_("Har personen en e-mail, sender vi et brev, hvor tilmeldingen bekræftes."),
        error_messages={"invalid": _("Skriv en e-mail som navn@eksempel.dk.")},
    )
    name = forms.CharField(label=_("Navn"), required=False, max_length=120)
    phone = forms.CharField(label=_("Telefon"), required=False, max_length=30)
    address = forms.CharField(
        label=_("Postadresse"),
        required=False,
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    consent = forms.BooleanField(
        label=_(
            "Jeg har læst samtykketeksten op eller har den underskrevet, og personen har sagt ja."
        ),
        help_text=CONSENTS[CONSENT_INTERESTS].text,
        error_messages={"required": _("Uden personens ja må vi ikke gemme noget.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a way to reach the person."""
        cleaned = super().clean()
        if not cleaned.get("email") and "email" not in self.errors:
            if not cleaned.get("name"):
                self.add_error("name", _("Skriv personens navn, når der ikke er en e-mail."))
            if not cleaned.get("phone") and not cleaned.get("address"):
                self.add_error("phone", _("Skriv et telefonnummer eller en postadresse."))
        return cleaned

    def contact(self) -> dict[str, str]:
        """Return how to reach somebody without e-mail."""
        return {name: self.cleaned_data[name] for name in ("name", "phone", "address")}


class CountsForm(BaseForm):
    """At most two criteria for a count (row X2)."""

    topic = forms.ChoiceField(label=_("Emne, alder eller målgruppe"), required=False)
    form = forms.ChoiceField(label=_("Til rådighed for"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["topic"]
        groups = {kind: [] for kind in TopicKind}  # type: dict[TopicKind, list[tuple[str, str]]]
        for topic in offered_topics():
            groups[topic.kind].append((str(topic.pk), topic.label))
        field.choices = [
            ("", _("Alle")),
            *((kind.label, rows) for kind, rows in groups.items() if rows),
        ]
        forms_field: Any = self.fields["form"]
        forms_field.choices = [("", _("Alle former")), *Form.choices]
