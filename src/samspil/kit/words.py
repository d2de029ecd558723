"""Words as people mean them, without the signs that programs leave in what they paste."""

from unicodedata import category

from django.utils.text import slugify

# As place names are written in addresses: Åparken → aaparken.
_IN_ADDRESSES = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def readable(text: str) -> str:
    """Return a text without control characters; line breaks and tabs stay."""
    return "".join(sign for sign in text if sign in "\n\r\t" or category(sign) != "Cc")


def one_line(text: str) -> str:
    """Return a text as one line, without control characters and with single spaces."""
    return readable(" ".join(text.split())).strip()


def slug_of(text: str) -> str:
    """Return a text as it stands in an address: small letters, digits and hyphens; perhaps nothing."""
    return slugify(text.lower().translate(_IN_ADDRESSES))
