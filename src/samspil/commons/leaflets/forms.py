"""What stands on the front of a leaflet, and what is to be in it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.commons.leaflets.terms import INTRO_LENGTH, TITLE_LENGTH
from samspil.kit.forms import Form, VersionField


class LeafletForm(Form):
    """A leaflet that is kept."""

    title = forms.CharField(
        label=_("Titel på forsiden"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Skriv, hvad pjecen skal hedde.")},
    )
    intro = forms.CharField(
        label=_("Et par ord på forsiden"),
        required=False,
        max_length=INTRO_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    follows = forms.BooleanField(
        label=_("Tag også nye tilbud med, der passer til valgene"),
        required=False,
        help_text=_("Ellers er det kun de tilbud, der er kryds ved nu."),
    )
    version = VersionField(widget=forms.HiddenInput, required=False)
