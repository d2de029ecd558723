"""The form of a word that stands in a dictionary, for all forms it takes in Danish."""

import fcntl
import os
from functools import cache, lru_cache
from pathlib import Path
from tempfile import mkdtemp

import simplemma
import snowballstemmer
from django.conf import settings
from marisa_trie import BytesTrie
from simplemma.strategies.dictionaries import TrieDictionaryFactory

from samspil.base.search.analysis.folding import respelled

# Word endings of verbs and of the nouns made of them: ledsage → ledsagelse, ride → ridning.
_MADE_OF_VERBS = ("elsen", "else", "ning", "ing", "ende", "er", "e")
_SHORTEST_ROOT = 4
# Where the dictionary takes a form for that of a rarer word, or a word of this field for its opposite.
_MENDED = {
    "børne": "barn", "børnene": "barn", "bedste": "bedste", "ældre": "ældre", "handicap": "handicap",
    "mødre": "mor", "fædre": "far", "hjælp": "hjælp", "handicappet": "handicap", "handicappede": "handicap",
    "handicappedes": "handicap", "voksne": "voksen", "voksnes": "voksen", "fleks": "fleks",
    "bøger": "bog", "bøgerne": "bog", "kurser": "kursus", "kurserne": "kursus",
    "kursers": "kursus",
}  # fmt: skip


def prepare_words(folder: Path) -> Path:
    """Make the file of Danish word forms, once; it is read in place, so that it takes no memory of a process.

    Args:
        folder: where it is kept.

    Returns:
        The file.
    """

    file = folder / f"danish-words-{simplemma.__version__}.trie"
    if file.exists():
        return file
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "danish-words.lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not file.exists():
            made = Path(mkdtemp(dir=folder))
            TrieDictionaryFactory(disk_cache_dir=str(made)).get_dictionary("da")
            (made / "da.dic").replace(file)
            made.rmdir()
    return file


@cache
def _forms() -> BytesTrie:
    forms = BytesTrie()
    forms.mmap(os.fspath(prepare_words(settings.BUILD / "words")))
    return forms


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("danish")


@lru_cache(maxsize=20_000)
def in_dictionary(word: str) -> str | None:
    """Return the form of a word under which a dictionary has it, None when it has not.

    Args:
        word: in small letters.
    """
    if word in _MENDED:
        return _MENDED[word]
    found = _forms().get(word)
    return found[0].decode() if found else None


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    """Return the form of a word that stands for all its forms.

    Words in no dictionary, as most long compounds are, lose their endings by rule.

    Args:
        word: in small letters, with Danish letters or with ae, oe and aa for them.
    """
    for spelled in [word, *respelled(word)]:
        if known := in_dictionary(spelled):
            return known.casefold()
    for ending in ("ernes", "enes", "erne", "ene", "ens", "ets", "ers", "en", "et", "er", "s"):
        if word.endswith(ending) and (known := in_dictionary(word.removesuffix(ending))):
            return known.casefold()
    return word if len(word) <= _SHORTEST_ROOT else str(_stemmer().stemWord(word))


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """Return what a verb and the nouns made of it share: svømme, svømning, svømmer → svøm.

    Args:
        word: a lemma.
    """
    for ending in _MADE_OF_VERBS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST_ROOT - 1:
            return rest[:-1] if rest[-1] == rest[-2] else rest
    return word
