"""Phrases people say, as one key each."""

from samspil.base.search.analysis.keys import key_of, words_and_paragraphs

LONGEST_KEY = 150
# Between the words of a phrase so many others may stand: vil ikke i skole, vil slet ikke gå i skole.
_REACH = 5
_MOST_WORDS = 4
_MOST_SAID = 24


def phrase_words(text: str) -> list[str]:
    """Return the words of a phrase that say something; the little words when it has no others.

    Args:
        text: as it was typed.
    """
    words, _paragraphs = words_and_paragraphs(text)
    return words


def phrase_key(text: str) -> str:
    """Return the key of a phrase: the keys of its words and paragraphs in order.

    Args:
        text: as it was typed.
    """
    words, paragraphs = words_and_paragraphs(text)
    return " ".join([*map(key_of, words), *(each[0] for each in paragraphs[:1])])[:LONGEST_KEY]


def phrases_within(keys: list[str]) -> dict[str, tuple[int, ...]]:
    """Return all phrases that may be said in a row of keys, each with the places of its words.

    Args:
        keys: the keys of the words that were typed, in order.
    """
    found: dict[str, tuple[int, ...]] = {}
    ways: list[tuple[int, ...]] = [(at,) for at in range(min(len(keys), _MOST_SAID))]
    for _size in range(_MOST_WORDS):
        for way in ways:
            found.setdefault(" ".join(keys[at] for at in way), way)
        ways = [
            (*way, at)
            for way in ways
            for at in range(way[-1] + 1, min(len(keys), way[0] + _REACH, _MOST_SAID))
        ]
    return found
