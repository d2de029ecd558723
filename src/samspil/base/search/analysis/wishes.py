"""What somebody who searches asks for: groups of keys, each group one thing that is wanted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from samspil.base.search.analysis.keys import (
    key_of,
    outer_keys,
    root_key,
    words_and_paragraphs,
)

LONGEST_QUERY = 400
MOST_WORDS = 14
_AGE = re.compile(
    r"\b(?:(?P<a>\d{1,2})\s?-?\s?(?:årig|aarig|aar|år|year)\w*|(?P<b>\d{1,2})\s*(?:år|aar|years?)\b(?:\s*(?:gammel|gamle|old))?)"
)
_BARE_NUMBER = re.compile(r"\d{1,3}[a-h]?$")

# How much it counts to meet what was not typed itself.
ALL_PARTS, HEAD_ALONE, MODIFIER_ALONE, ROOT_ALONE, BARE_PARAGRAPH = 0.75, 0.4, 0.3, 0.5, 0.7


@dataclass(frozen=True, slots=True)
class Way:
    """One way to meet a wish: all its keys stand in the text.

    Args:
        keys: that must stand there.
        weight: how well it meets the wish, at most 1.
    """

    keys: tuple[str, ...]
    weight: float


@dataclass(slots=True)
class Wish:
    """One thing that is wanted and the ways in which a text can meet it."""

    typed: str
    ways: list[Way] = field(default_factory=list)

    def meet(self, way: Way) -> None:
        """Add a way, the better one where both have the same keys."""
        for at, each in enumerate(self.ways):
            if each.keys == way.keys:
                if way.weight > each.weight:
                    self.ways[at] = way
                return
        self.ways.append(way)


@dataclass(slots=True)
class Query:
    """What was typed, taken apart."""

    words: list[str]
    paragraphs: list[tuple[str, ...]]
    age: int | None = None


def taken_apart(typed: str) -> Query:
    """Return the words, paragraphs and age in what was typed.

    Args:
        typed: whatever somebody wrote; only so much of it is read as a question needs.
    """
    typed = typed.replace("\0", " ")[:LONGEST_QUERY].casefold()
    age = None
    if found := _AGE.search(typed):
        age = int(found["a"] or found["b"])
        typed = typed[: found.start()] + " " + typed[found.end() :]
    words, paragraphs = words_and_paragraphs(typed)
    return Query(list(dict.fromkeys(words))[:MOST_WORDS], paragraphs[:6], age)


def wish_of_word(word: str) -> Wish:
    """Return what is wanted with a word: itself, all it is made of, or, less well, a part of it.

    Args:
        word: in small letters.
    """
    wish = Wish(word, [Way((key_of(word),), 1.0)])
    if _BARE_NUMBER.match(word):
        wish.meet(Way((f"§{word}",), BARE_PARAGRAPH))
    for way in ways_by_parts(word):
        wish.meet(way)
    if root := root_key(word):
        wish.meet(Way((root,), ROOT_ALONE))
    return wish


def ways_by_parts(word: str) -> Sequence[Way]:
    """Return the ways in which the words inside a compound meet it."""
    parts = outer_keys(word)
    if not parts:
        return ()
    head, modifier = parts
    ways = [
        Way(parts, ALL_PARTS),
        Way((modifier,), MODIFIER_ALONE),
        Way((head,), HEAD_ALONE),
    ]
    if root := root_key(modifier):
        ways.append(Way((root,), MODIFIER_ALONE))
    return ways


def wish_of_paragraph(keys: Sequence[str]) -> Wish:
    """Return what is wanted with a paragraph: that of the law named, or the same number elsewhere.

    Args:
        keys: as `paragraphs_of` gives them for one paragraph.
    """
    wish = Wish(keys[0])
    for at, key in enumerate(reversed(keys)):
        wish.meet(Way((key,), 1.0 if at == 0 else 0.5))
    return wish
