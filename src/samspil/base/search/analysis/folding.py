"""Words as they are compared: no capitals, no accents, the same whatever keyboard they came from."""

import re
import unicodedata

# Letters, digits and what may stand inside a word; all else parts words.
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_OWN_LETTERS = {"\u030a": "aA"}  # The ring belongs to å and is no accent.
_APART = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ß": "ss"})
_BACK = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))
LONGEST_WORD = 60


def plain(text: str) -> str:
    """Return a text in small letters without accents; æ, ø and å stay.

    Args:
        text: whatever was typed or written.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    if text.isascii():
        return text
    kept = []
    for each in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(each):
            kept.append(each)
        elif each == "\u030a" and kept and kept[-1] in _OWN_LETTERS[each]:
            kept[-1] = "å"
    return "".join(kept)


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, in small letters.

    Args:
        text: whatever was typed or written; soft hyphens and marks without width are left out.
    """
    cleaned = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return [each[:LONGEST_WORD] for each in _WORD.findall(plain(cleaned))]


def folded(word: str) -> str:
    """Return a word as it is compared, so that aa and å, oe and ø, ae and æ are one.

    Args:
        word: a word in small letters.
    """
    return word.translate(_APART)


def respelled(word: str) -> list[str]:
    """Return how a word typed without Danish letters may be meant, the likeliest first.

    Args:
        word: a word in small letters, such as `boern` or `soeskende`.
    """
    spelled = {word}
    for typed, meant in _BACK:
        spelled |= {each.replace(typed, meant) for each in spelled}
    return sorted(spelled - {word}, key=len)
