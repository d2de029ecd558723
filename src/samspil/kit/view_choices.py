"""How a visitor wants pages to look: easy reading, words explained, bigger type, light or dark."""

from dataclasses import dataclass
from typing import Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

COOKIE = "samspil_view"
COOKIE_SECONDS = 365 * 24 * 3600


class Appearance(models.TextChoices):
    """Light or dark, or as the device says."""

    AUTOMATIC = "automatic", pgettext_lazy("udseende", "Som min enhed")
    LIGHT = "light", pgettext_lazy("udseende", "Lyst")
    DARK = "dark", pgettext_lazy("udseende", "Mørkt")


@dataclass(frozen=True, slots=True)
class ViewChoices:
    """One visitor's choices; the words in the cookie and a part of the key of every cached page."""

    easy_reading: bool = False
    bigger_type: bool = False
    explain_words: bool = True
    appearance: Appearance = Appearance.AUTOMATIC

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the choices written by `key`; unknown words are ignored."""
        words = text.split(".")
        chosen = [choice for choice in Appearance if choice.value in words]
        return cls(
            easy_reading="easy" in words,
            bigger_type="bigger" in words,
            explain_words="unexplained" not in words,
            appearance=chosen[0] if chosen else Appearance.AUTOMATIC,
        )

    @property
    def key(self) -> str:
        """The choices in one word, always the same for the same choices; empty when none is made."""
        words = ["easy"] * self.easy_reading + ["bigger"] * self.bigger_type
        words += ["unexplained"] * (not self.explain_words)
        if self.appearance is not Appearance.AUTOMATIC:
            words.append(self.appearance.value)
        return ".".join(words)

    @property
    def classes(self) -> str:
        """The classes of the page's `<html>`."""
        names = ["easy-reading"] * self.easy_reading + ["bigger-type"] * self.bigger_type
        return " ".join(names)


def view_of(request: HttpRequest) -> ViewChoices:
    """Return what the visitor chose, from the cookie."""
    return ViewChoices.parse(request.COOKIES.get(COOKIE, ""))
