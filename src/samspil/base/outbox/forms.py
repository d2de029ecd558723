"""The shape of what an administrator asks about letters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.kit.forms import WRONG_ADDRESS, EmailField, Form


class AddressForm(Form):
    """The whole address of a receiver."""

    email = EmailField(
        label=_("Modtagerens e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
        help_text=_("Skriv hele adressen. At du slår den op, bliver logget."),
        error_messages={"required": _("Indtast en e-mail."), "invalid": WRONG_ADDRESS},
    )


class RetryForm(Form):
    """Which failed letters are to be sent again."""

    kind = forms.SlugField(max_length=60)
    day = forms.DateField()
