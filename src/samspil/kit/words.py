"""Words as people mean them, without the signs that programs leave in what they paste."""

from unicodedata import category


def readable(text: str) -> str:
    """Return a text without control characters; line breaks and tabs stay."""
    return "".join(sign for sign in text if sign in "\n\r\t" or category(sign) != "Cc")


def one_line(text: str) -> str:
    """Return a text as one line, without control characters and with single spaces."""
    return readable(" ".join(text.split())).strip()
