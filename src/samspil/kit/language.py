"""Texts that exist in Danish and, perhaps, in English."""

from typing import Self, overload

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


class Shown:
    """A text of a thing in the visitor's language: `shown_title = Shown("title")`.

    Reads the fields `title` and `title_en`; the Danish one is shown where there is no English.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, thing: None, owner: type) -> Self: ...

    @overload
    def __get__(self, thing: object, owner: type) -> str: ...

    def __get__(self, thing: object | None, owner: type) -> Self | str:
        if thing is None:
            return self
        return self._of(getattr(thing, self._name), getattr(thing, f"{self._name}_en"))

    def _of(self, danish: str, english: str) -> str:
        return in_language(danish, english)


class ShownLanguage(Shown):
    """The language the visitor gets a text in, for screen readers: `ShownLanguage("title")`."""

    def _of(self, danish: str, english: str) -> str:
        return in_language("da", "en" if english else "")
