"""The words a Danish compound is made of: aflastningstilbud is aflastning and tilbud."""

from dataclasses import dataclass
from functools import lru_cache

from samspil.base.search.analysis.folding import respelled
from samspil.base.search.analysis.lemmas import in_dictionary, lemma

SHORTEST_COMPOUND = 5
# Shorter words hide in others by chance; of those only these count, which this field is full of.
_SHORT_MODIFIERS = frozenset(
    """
    bad bil bo bolig børn cp dag dis døv edb eje ege elev fag far fri gps hal hud hus it job klub
    krop kur leg lov læs løn mad mor må mål natur nat nød par pc post psyk rum sang sen skov spil
    stu svag sti syn søn tal tids tog tv ung vej ven
    """.split()
)
_SHORT_HEADS = frozenset(
    """
    app bil bo dag fag hal hus job kur leg liv lov mad mål rum sag spil syn tal tid tog tur vej ven øre
    råd
    """.split()
)
_SHORTEST_KNOWN = 4
# What looks like a head and is an ending.
_ENDINGS = frozenset(
    """
    ager agtig bare bud domme ende endes ener enhed ering erne else elser elses hede heden heder
    hed hedens ilbud inge ings isme ismen ist kende lastning lige ling linge lings linger løse ning
    ninger nings nelse niste ring ringe ringer sion skab skaber skabe skabet skabs somme stand tion
    tiver tive visning retning ration rette sager skort skorte skende
    """.split()
)
# What looks like a modifier and changes the sense of the word behind it instead.
_PREFIXES = frozenset(
    """
    aben anti auto bort efter fore frem from gennem hjem igen ikke imod inde inden inter kont kon
    mellem mest omkring over pæn samt sammen selv under uden vide være aflast udvik behan person
    """.split()
)
# Words of the dictionary that only look like compounds of other words.
_ONE_WORD = frozenset(
    """
    vejlede vejleder vejledere vejledning måltid måltider ledsager ledsagere hjælpemidde
    """.split()
)
_LINKS = ("", "s", "e")


@dataclass(frozen=True, slots=True)
class Compound:
    """A word of two: what it is, and what makes it that kind of it."""

    modifier: str
    head: str


@lru_cache(maxsize=20_000)
def split(word: str) -> Compound | None:
    """Return the two words a compound is made of; None for a word that is one.

    Of several ways the one whose shorter part is longest is taken, for short words hide in others by chance.

    Args:
        word: in small letters, with Danish letters, in any form.
    """
    if len(word) < SHORTEST_COMPOUND or word in _ONE_WORD:
        return None
    found: list[tuple[int, int, Compound]] = []
    for at in range(2, len(word) - 2):
        if _is_head(word[at:]):
            for link in _LINKS:
                modifier = word[:at].removesuffix(link)
                if word[:at].endswith(link) and _is_modifier(modifier):
                    score = min(len(modifier), len(word) - at)
                    found.append((score, -len(link), Compound(modifier, word[at:])))
    return max(found, key=lambda each: each[:2])[2] if found else None


def _is_head(word: str) -> bool:
    if word in _ENDINGS:
        return False
    if len(word) < _SHORTEST_KNOWN:
        return word in _SHORT_HEADS
    return in_dictionary(word) is not None


def _is_modifier(word: str) -> bool:
    if len(word) < _SHORTEST_KNOWN:
        return word in _SHORT_MODIFIERS
    return word not in _PREFIXES and in_dictionary(word) is not None


@lru_cache(maxsize=20_000)
def key_form(word: str) -> str:
    """Return the form of a word by which it is kept: of a compound its last word takes the dictionary's form.

    Args:
        word: in small letters, in any form, with Danish letters or with ae, oe and aa for them.
    """
    for spelled in [word, *respelled(word)]:
        if known := in_dictionary(spelled):
            return known.casefold()
    for spelled in [word, *respelled(word)]:
        if compound := split(spelled):
            return spelled.removesuffix(compound.head) + lemma(compound.head)
    return lemma(word)


@lru_cache(maxsize=20_000)
def parts(word: str) -> tuple[tuple[str, bool], ...]:
    """Return all words inside a compound as lemmas, with whether each ends it and so says what it is.

    Args:
        word: in small letters, with Danish letters.
    """
    compound = split(word)
    if compound is None:
        return ()
    inner = [(lemma(compound.head), True), (lemma(compound.modifier), False)]
    inner += parts(compound.head)
    inner += [(each, False) for each, _ends in parts(compound.modifier)]
    seen: dict[str, bool] = {}
    for each, ends in inner:
        seen[each] = seen.get(each, False) or ends
    return tuple(seen.items())
