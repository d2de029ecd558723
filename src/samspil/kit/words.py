"""Words as people mean them, without the signs that programs leave in what they paste."""

import re
from unicodedata import category

from django.utils.text import slugify
from django.utils.translation import gettext as _

# As place names are written in addresses: Åparken → aaparken.
_IN_ADDRESSES = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})

# Mails, addresses on the net, and five digits or more however they are parted: CPR, phone, account, case.
_TRACES = re.compile(r"\S+@\S*|\b(?:https?:|www\.)\S+|\d(?:[^\w\n]{0,2}\d){4,}\w*")


def readable(text: str) -> str:
    """Return a text without control characters; line breaks and tabs stay."""
    return "".join(sign for sign in text if sign in "\n\r\t" or category(sign) != "Cc")


def one_line(text: str) -> str:
    """Return a text as one line, without control characters and with single spaces."""
    return readable(" ".join(text.split())).strip()


def slug_of(text: str) -> str:
    """Return a text as it stands in an address: small letters, digits and hyphens; perhaps nothing."""
    return slugify(text.lower().translate(_IN_ADDRESSES))


def ages_in_words(first: int | None, last: int | None) -> str:
    """Return some years in words, or nothing when they are all."""
    match (first, last):
        case (None, None):
            return ""
        case (None, int()):
            return _("til og med %(last)s år") % {"last": last}
        case (int(), None):
            return _("fra %(first)s år") % {"first": first}
    return _("%(first)s–%(last)s år") % {"first": first, "last": last}


def without_traces(text: str, length: int) -> str:
    """Return what was typed as one line in small letters, without what could tell who typed it.

    Mails, addresses on the net and long numbers (CPR, phone, account) are left out. A name is not known as
    one, so whoever keeps the words keeps them briefly and apart from who typed them.

    Args:
        text: whatever was typed.
        length: the most characters to keep; words are not cut unless the first one is longer.
    """
    words = one_line(_TRACES.sub(" ", readable(text).lower()))
    if len(words) <= length:
        return words
    return words[: length + 1].rpartition(" ")[0].strip() or words[:length]
