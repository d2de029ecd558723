"""The keys by which a text is found, and how much each of them counts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from samspil.base.search.analysis.compounds import key_form, parts
from samspil.base.search.analysis.folding import folded, plain, respelled, words_of
from samspil.base.search.analysis.lemmas import in_dictionary, root
from samspil.base.search.analysis.paragraphs import paragraphs_of
from samspil.base.search.analysis.stopwords import FOREIGN, STOPWORDS

# What a match counts, best first; the database knows four labels.
TITLE, NEAR_TITLE, SAID, HINTED = "A", "B", "C", "D"
_WORSE = {TITLE: NEAR_TITLE, NEAR_TITLE: SAID, SAID: HINTED, HINTED: HINTED}
# A word that stands often counts a little more, up to so many times.
_MOST_POSITIONS = 4
IN_TITLE = "^"
_ROOT = "~"


def spelled(word: str) -> str:
    """Return a word with Danish letters when it was typed without them and a dictionary knows it so.

    Args:
        word: in small letters.
    """
    if in_dictionary(word):
        return word
    return next((each for each in respelled(word) if in_dictionary(each)), word)


@lru_cache(maxsize=20_000)
def key_of(word: str) -> str:
    """Return the key of a word, the same for all its forms and spellings.

    Args:
        word: in small letters, in any form.
    """
    return folded(key_form(word))


@lru_cache(maxsize=20_000)
def root_key(word: str) -> str:
    """Return the key that a verb shares with the nouns made of it, empty when there is none.

    Args:
        word: in small letters, in any form.
    """
    form = key_form(word)
    made = root(form)
    return f"{_ROOT}{folded(made)}" if len(made) >= 3 else ""


@lru_cache(maxsize=20_000)
def part_keys(word: str) -> tuple[tuple[str, bool], ...]:
    """Return the keys of the words inside a compound, with whether each ends it.

    Args:
        word: in small letters, in any form.
    """
    return tuple((folded(each), ends) for each, ends in parts(spelled(word)) if len(each) > 1)


def outer_keys(word: str) -> tuple[str, ...]:
    """Return the keys of what a compound is and of what kind it is; none of a word that is no compound.

    Args:
        word: in small letters, in any form.
    """
    return tuple(key for key, _ends in part_keys(word)[:2])


def words_and_paragraphs(text: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return the words of a text in order without those that say nothing, and the paragraphs it names.

    Args:
        text: as it was written.
    """
    paragraphs, rest = paragraphs_of(plain(text))
    words = [piece for word in words_of(rest) for piece in _pieces(word)]
    return [each for each in words if each not in STOPWORDS and each not in FOREIGN], paragraphs


def _pieces(word: str) -> list[str]:
    """Return what a word with hyphens is made of; an ending behind a hyphen (stu-forløb, app'en) is no word."""
    pieces = word.replace("’", "-").replace("'", "-").split("-")
    return [each for at, each in enumerate(pieces) if at == 0 or len(each) > 2]


@lru_cache(maxsize=20_000)
def _keys_in_text(word: str) -> tuple[tuple[str, int], ...]:
    """Return the keys a word gives a text, each with how many labels below the word it counts."""
    keys: dict[str, int] = {key_of(word): 0}
    # What a compound is and what kind of it count alike; words deeper inside it are hints.
    for at, (key, _ends) in enumerate(part_keys(word)):
        keys.setdefault(key, 1 if at < 2 else 2)
    if root := root_key(word):
        keys.setdefault(root, 1)
    return tuple(keys.items())


class Vector:
    """The keys of one text, gathered field by field."""

    def __init__(self) -> None:
        self._labels: dict[str, list[str]] = defaultdict(list)
        self.surfaces: dict[str, str] = {}
        self.title_size = 0

    def add(self, text: str, label: str, *, title: bool = False) -> None:
        """Add the words of a field.

        Args:
            text: its words.
            label: what they count.
            title: whether it is the name of the text.
        """
        words, paragraphs = words_and_paragraphs(text)
        for word in words:
            for key, below in _keys_in_text(word):
                self._give(key, label, below)
                if title and below < 2:
                    self._labels.setdefault(IN_TITLE + key, []).append(HINTED)
            self.surfaces[word] = key_of(word)
            self.surfaces.update((each, key_of(each)) for each, _ends in parts(spelled(word)))
        for key in (each for paragraph in paragraphs for each in paragraph):
            self._give(key, label, 0)
        if title:
            self.title_size = max(self.title_size, len({key_of(each) for each in words}))

    def _give(self, key: str, label: str, below: int) -> None:
        for _step in range(below):
            label = _WORSE[label]
        if len(self._labels[key]) < _MOST_POSITIONS:
            self._labels[key].append(label)

    def mark(self, tokens: Iterable[str]) -> None:
        """Add tokens that only narrow and never count.

        Args:
            tokens: such as the values of facets.
        """
        for token in tokens:
            self._labels.setdefault(token, []).append(HINTED)

    @property
    def keys(self) -> Sequence[str]:
        """The keys of its words, without marks."""
        return [each for each in self._labels if each[0] not in "^:"]

    def __str__(self) -> str:
        """As PostgreSQL reads a tsvector; positions only keep the labels apart."""
        shown = []
        for key, labels in self._labels.items():
            name = key.replace("\\", "").replace("'", "")
            places = ",".join(f"{at}{label}" for at, label in enumerate(sorted(labels), 1))
            shown.append(f"'{name}':{places}")
        return " ".join(shown)
