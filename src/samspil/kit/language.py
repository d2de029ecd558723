"""Texts that exist in Danish and, perhaps, in English."""

from django.utils.translation import get_language


def in_language(danish: str, english: str, language: str | None = None) -> str:
    """Return the English text when English is wanted and there is one, else the Danish.

    Args:
        danish: the text that always exists.
        english: its translation, or an empty string.
        language: the language wanted; without one, the language of the visit.
    """
    wanted = language or get_language() or "da"
    return english if wanted.startswith("en") and english else danish
