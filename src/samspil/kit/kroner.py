"""Amounts of money as people type them."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = Decimal("99999999999.99")
_WORDS = re.compile(r"(?i)(?:dkk|kroner|kr)\.?|\s|,-$")
_AMOUNT = re.compile(r"[-\u2212]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?")


def amount_of(text: str) -> Decimal | None:
    """Return an amount of kroner as it was written: "1.500.000,50 kr.", "1500000"; None when it is none.

    Args:
        text: what somebody typed; a full stop parts thousands and a comma parts off øre.
    """
    written = _WORDS.sub("", text)
    if not _AMOUNT.fullmatch(written):
        return None
    return Decimal(written.replace(".", "").replace(",", ".").replace("\u2212", "-"))


class KronerField(forms.CharField):
    """An amount of kroner, never below nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Return the amount, or None where nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        amount = amount_of(text)
        if amount is None:
            raise forms.ValidationError(_("Skriv beløbet i kroner, fx 1.500.000 eller 12.500,50."))
        if amount < 0:
            raise forms.ValidationError(
                _("Beløbet kan ikke være mindre end 0. Skriv det uden minus.")
            )
        if amount > MOST:
            raise forms.ValidationError(_("Beløbet er for stort. Skriv højst 99 mia. kr."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        """Show an amount as it is typed."""
        if isinstance(value, Decimal):
            text = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
            return text.removesuffix(",00")
        return value
