"""Proposals of what belongs together, found by words alone; a person decides."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from samspil.commons.inputs.models import Input
from samspil.kit.apart import ApartError, done_apart

# Named beside this module and never imported here: it loads libraries the web process does without.
FINDER = f"{__package__}.likeness"
# Virtual memory, of which the numerical libraries reserve much and use little.
MEGABYTES = 4096
SECONDS = 60


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Inputs that use the same words, and those words."""

    inputs: list[Input]
    words: list[str]

    @property
    def title(self) -> str:
        """A name to begin with, from the words."""
        return ", ".join(self.words[:3]).capitalize()


def suggest(inputs: Sequence[Input]) -> list[Suggestion]:
    """Return groups among some inputs, the largest first; nothing is written.

    Raises ApartError when the work could not be done.
    """
    if len(inputs) < 2:
        return []
    texts = json.dumps([each.text for each in inputs], ensure_ascii=False).encode()
    found = done_apart(FINDER, texts, seconds=SECONDS, megabytes=MEGABYTES)
    return [
        Suggestion([inputs[number] for number in group["texts"]], group["words"])
        for group in json.loads(found)
    ]


__all__ = ["ApartError", "Suggestion", "suggest"]
