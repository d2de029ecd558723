"""An invented form with every kind of field, for the shelf of components."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.kit.forms import DateInput, DateTimeInput, Form

TOPICS = [("bolig", _("Bolig")), ("fritid", _("Fritidsliv")), ("skole", _("Skole"))]
AGES = [
    (_("Børn"), [("0-6", _("0–6 år")), ("7-17", _("7–17 år"))]),
    (_("Voksne"), [("18-29", _("18–29 år")), ("30+", _("30 år og ældre"))]),
]


class ShelfForm(Form):
    """One of each."""

    name = forms.CharField(
        label=_("Navn"), max_length=100, error_messages={"required": _("Skriv dit navn.")}
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Vi sender et link, så vi ved, at adressen er din."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    phone = forms.CharField(
        label=_("Telefon"),
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    centre = forms.ChoiceField(label=_("Sted"), choices=[("", _("Vælg et sted")), *TOPICS])
    often = forms.ChoiceField(label=_("Hvor ofte"), choices=TOPICS, widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label=_("Emner"),
        help_text=_("Vælg alle, der passer."),
        choices=TOPICS,
        widget=forms.CheckboxSelectMultiple,
    )
    ages = forms.MultipleChoiceField(
        label=_("Aldersgrupper"), choices=AGES, required=False, widget=forms.CheckboxSelectMultiple
    )
    day = forms.DateField(label=_("Dag"), widget=DateInput)
    moment = forms.DateTimeField(label=_("Tidspunkt"), required=False, widget=DateTimeInput)
    story = forms.CharField(label=_("Din besked"), max_length=500, widget=forms.Textarea)
    picture = forms.FileField(label=_("Billede"), required=False, help_text=_("Højst 20 MB."))
    consent = forms.BooleanField(
        label=_("Jeg siger ja til, at kommunen gemmer mine valg"),
        help_text=_("Du kan sige nej igen når som helst."),
    )
