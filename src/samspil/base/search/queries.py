"""Find what was asked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q
from django.utils import timezone
from rapidfuzz.distance import OSA

from samspil.base.search.analysis.folding import folded, respelled, words_of
from samspil.base.search.analysis.keys import IN_TITLE, key_of, outer_keys, words_and_paragraphs
from samspil.base.search.analysis.lemmas import in_dictionary
from samspil.base.search.analysis.phrases import phrases_within
from samspil.base.search.analysis.stopwords import STOPWORDS, TURNING
from samspil.base.search.analysis.wishes import (
    LONGEST_QUERY,
    Query,
    Way,
    Wish,
    taken_apart,
    wish_of_paragraph,
    wish_of_word,
)
from samspil.base.search.looking import (
    Asked,
    Row,
    most_looked_at,
    nearby,
    page_of,
    questions,
    quoted,
    rareness,
)
from samspil.base.search.models import (
    SearchFacet,
    SearchSaying,
    SearchTerm,
    SearchText,
    SearchWord,
)
from samspil.base.search.terms import EVERY, facet_mark, kind_mark

PER_PAGE = 20
_FEW = 20
_MOST_WAYS = 8
_MOST_BEGUN = 12
_SHORTEST_TYPED_WRONG = 4
_SHORTEST_BEGUN = 2
_MOST_SPELLINGS = 4
# A word typed wrong is at most so much longer or shorter than the right one.
_FARTHEST = 2
# The beginning of a word is mostly right.
_SAME_LETTER = 0.4


@dataclass(frozen=True, slots=True)
class Result:
    """A text that was found, and the words typed that it meets."""

    text: SearchText
    score: float
    because: tuple[str, ...] = ()


@dataclass(slots=True)
class Found:
    """What a search found.

    Args:
        results: those of the page asked for, best first.
        total: how many there are among those looked at.
        is_more: whether there are more than were looked at.
        facets: name → value → how many results have it; those that are for all are counted with each.
        near: what meets a part of what was asked, when there are no results.
        taken_as: what was typed → the word it was taken for.
    """

    results: list[Result] = field(default_factory=list)
    total: int = 0
    is_more: bool = False
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    near: list[Result] = field(default_factory=list)
    taken_as: dict[str, str] = field(default_factory=dict)


def search(
    typed: str,
    *,
    kinds: Sequence[str] = (),
    facets: Mapping[str, Sequence[str]] | None = None,
    age: int | None = None,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> Found:
    """Find the public texts that meet what somebody typed.

    Args:
        typed: whatever was typed; nothing finds all.
        kinds: only texts of these kinds; none for all.
        facets: name → values one of which a text must have; what is for all meets each.
        age: only texts for somebody of so many years.
        page: which page of results, from 1.
        per_page: how many results make a page.
    """
    found = Found()
    # In how many texts each key stands, gathered on the way; the empty key counts all.
    uses: dict[str, int] = {}
    asked = _asked(typed, found, uses, _marks(kinds, facets or {}), age)
    if asked is not None:
        rows, near = _look(found, asked, uses, (page - 1) * per_page, per_page)
        found.results, found.near = _results(rows, asked), _results(near, asked)
    return found


def keys_found(typed: str, kind: str, most: int) -> tuple[list[str], bool]:
    """Return the keys of texts of a kind that meet what somebody typed, the best first.

    Args:
        typed: whatever was typed.
        kind: of which kind.
        most: how many at most.

    Returns:
        The keys, and whether they only come near what was typed.
    """
    found = Found()
    uses: dict[str, int] = {}
    asked = _asked(typed, found, uses, _marks([kind], {}), None)
    if asked is None:
        return [], False
    rows, near = _look(found, asked, uses, 0, most)
    ids = [row.pk for row in rows or near]
    keys = dict(SearchText.objects.filter(pk__in=ids).values_list("pk", "key"))
    return [keys[pk] for pk in ids if pk in keys], not rows


def _asked(
    typed: str, found: Found, uses: dict[str, int], marks: str | None, age: int | None
) -> Asked | None:
    """Return what is asked of a text; None when nothing can have it."""
    query = taken_apart(typed)
    wishes = _wishes(query, found, uses)
    _keep_best_ways(wishes, uses)
    met = [(each, rareness(each, uses)) for each in wishes]
    asked = Asked(
        wishes=[each for each in met if each[0].ways],
        whole=sum(weight for _wish, weight in met),
        marks=marks or "",
        age=age,
        hoped_age=query.age,
        most=most_looked_at(uses),
    )
    is_in_vain = typed.strip() and not asked.wishes and query.age is None
    return None if marks is None or is_in_vain else asked


def begun_titles(typed: str, kinds: Sequence[str], most: int) -> list[SearchText]:
    """Return the texts whose name has all words typed, the last of which may only be begun.

    Args:
        typed: what was typed so far.
        kinds: of which kinds; none for all.
        most: how many at most.
    """
    words = words_of(typed[:LONGEST_QUERY].replace("\0", " "))
    if not words or len(words[-1]) < _SHORTEST_BEGUN:
        return []
    asked = [quoted(IN_TITLE + key_of(word)) for word in words[:-1] if word not in STOPWORDS]
    asked.append(f"{quoted(IN_TITLE + folded(words[-1]))}:*")
    if marks := _marks(kinds, {}):
        asked.append(marks)
    texts = SearchText.objects.defer("words").extra(
        where=["words @@ %s::tsquery"], params=[" & ".join(asked)]
    )
    still = Q(until__isnull=True) | Q(until__gt=timezone.now())
    return list(texts.filter(still).order_by("-boost", "title_size", "title")[:most])


def _look(
    found: Found, asked: Asked, uses: Mapping[str, int], first: int, size: int
) -> tuple[list[Row], list[Row]]:
    """Fill in how much is found and by what it can be narrowed.

    Returns:
        The rows of a page, and what comes nearest when nothing is found.
    """
    rows: list[Row] = []
    for question, is_partial in questions(asked, uses):
        rows, found.total, counted = page_of(question, asked, first, size)
        found.is_more = is_partial or found.total >= asked.most
        if found.total >= _FEW:
            break
    found.facets = _facets(counted)
    return rows, nearby(asked, uses) if asked.wishes and not found.total else []


def _results(rows: Iterable[Row], asked: Asked) -> list[Result]:
    rows = list(rows)
    texts = SearchText.objects.defer("words", "facets").in_bulk([row.pk for row in rows])
    return [
        Result(texts[row.pk], row.score, _because(row, asked)) for row in rows if row.pk in texts
    ]


def _because(row: Row, asked: Asked) -> tuple[str, ...]:
    met = zip(asked.wishes, row.met, strict=True)
    return tuple(wish.typed for (wish, _weight), how_well in met if how_well > 0)


def _facets(counted: Mapping[int, int]) -> dict[str, dict[str, int]]:
    facets: dict[str, dict[str, int]] = defaultdict(dict)
    for pk, (name, value) in _named(counted).items():
        facets[name][value] = counted[pk]
    for values in facets.values():
        for_all = values.pop(EVERY, 0)
        for value in values:
            values[value] += for_all
    return dict(facets)


# What an id of a facet stands for never changes, so it is asked for once in the life of a process.
_NAMES: dict[int, tuple[str, str]] = {}


def _named(wanted: Iterable[int]) -> dict[int, tuple[str, str]]:
    wanted = list(wanted)
    if new := [pk for pk in wanted if pk not in _NAMES]:
        rows = SearchFacet.objects.filter(pk__in=new).values_list("pk", "name", "value")
        _NAMES.update((pk, (name, value)) for pk, name, value in rows)
    return {pk: _NAMES[pk] for pk in wanted if pk in _NAMES}


def _marks(kinds: Sequence[str], facets: Mapping[str, Sequence[str]]) -> str | None:
    """Return what must stand among a text's marks; None when no text can have it."""
    asked = {name: [*values, EVERY] for name, values in facets.items() if values}
    known: dict[str, list[str]] = defaultdict(list)
    for each in SearchFacet.objects.filter(name__in=list(asked)) if asked else ():
        if each.value in asked[each.name]:
            known[each.name].append(quoted(facet_mark(each.pk)))
    if any(not known[name] for name in asked):
        return None
    groups = [*known.values()]
    if kinds:
        groups.append([quoted(kind_mark(each)) for each in kinds])
    return " & ".join(f"({' | '.join(each)})" for each in groups)


def _wishes(query: Query, found: Found, uses: dict[str, int]) -> list[Wish]:
    words = [wish_of_word(each) for each in query.words]
    paragraphs = [wish_of_paragraph(each) for each in query.paragraphs]
    said = _add_sayings([*words, *paragraphs])
    # What is said is at hand by now, so that all keys are counted in one statement.
    _count([*words, *paragraphs], uses)
    if _mend_typing(words, found, uses):
        said = _add_sayings([*words, *paragraphs])
    wishes = [*words, *paragraphs]
    telling = [each for at, each in enumerate(wishes) if at in said or each.typed not in TURNING]
    return telling or wishes


def _count(wishes: Iterable[Wish], uses: dict[str, int]) -> None:
    """Find out how often the keys of wishes are used, as far as it is not known yet; 0 is none."""
    keys = {key for wish in wishes for way in wish.ways for key in way.keys}
    if new := {*keys, ""} - uses.keys():
        uses.update(dict.fromkeys(new, 0))
        uses.update(SearchTerm.objects.filter(term__in=new).values_list("term", "uses"))


def _keep_best_ways(wishes: list[Wish], uses: dict[str, int]) -> None:
    """Leave out what no text has, and all but the best ways of each wish."""
    _count(wishes, uses)
    for wish in wishes:
        met = [way for way in wish.ways if all(uses[key] for key in way.keys)]
        wish.ways = sorted(met, key=lambda way: -way.weight)[:_MOST_WAYS]


def _mend_typing(wishes: list[Wish], found: Found, uses: Mapping[str, int]) -> bool:
    """Take words that nobody wrote for the nearest ones that somebody did, or for their beginning.

    Returns:
        Whether a word was taken for another, which may be part of something said.
    """
    known = {key for key, often in uses.items() if often}
    new = [
        (at, wish)
        for at, wish in enumerate(wishes)
        if wish.ways[0].keys[0] not in known and len(wish.typed) >= _SHORTEST_TYPED_WRONG
    ]
    if not new:
        return False
    said = SearchWord.objects.filter(word__in=[wish.typed for _at, wish in new], is_said=True)
    are_said = set(said.values_list("word", flat=True))
    for at, wish in new:
        if wish.typed not in are_said:
            wishes[at] = _mended(wish, known, found)
    return bool(found.taken_as)


def _mended(wish: Wish, known: set[str], found: Found) -> Wish:
    word = wish.typed
    begun = _begun_by(word)
    for key in begun:
        wish.meet(Way((key,), 0.8))
    # A word of the dictionary is meant as it stands, also when no text has it.
    if begun or in_dictionary(word) or any(way.keys[0] in known for way in wish.ways[:2]):
        return wish
    if nearest := _nearest(word):
        found.taken_as[word] = nearest
        return wish_of_word(nearest)
    return wish


def _begun_by(word: str) -> list[str]:
    words = SearchWord.objects.filter(word__startswith=word).order_by("word")
    return list(dict.fromkeys(words.values_list("key", flat=True)[:_MOST_BEGUN]))


def _nearest(word: str) -> str:
    """Return the word that was meant by one that is typed wrong, empty when none is near."""
    spellings = [word, *respelled(word)][:_MOST_SPELLINGS]
    like = " OR ".join(["w.word %% %s OR w.word LIKE %s"] * len(spellings))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w.word, coalesce(t.uses, 0) FROM search_searchword w"  # noqa: S608
            " LEFT JOIN search_searchterm t ON t.term = w.key"
            f" WHERE ({like}) AND length(w.word) BETWEEN %s AND %s",
            [
                *(given for each in spellings for given in (each, f"{each[:2]}%")),
                len(word) - _FARTHEST,
                len(word) + _FARTHEST,
            ],
        )
        rows = cursor.fetchall()
    allowed = 1 if len(word) <= 6 else 2 if len(word) <= 10 else 3
    typed = folded(word)
    near = [
        (
            OSA.distance(typed, folded(each)) - (_SAME_LETTER if each[0] == word[0] else 0),
            -uses,
            each,
        )
        for each, uses in rows
    ]
    near = [each for each in near if each[0] <= allowed]
    return str(min(near)[2]) if near else ""


def _add_sayings(wishes: list[Wish]) -> set[int]:
    """Let what people say be met by what it means; return the places of the words that say it."""
    places: set[int] = set()
    within = phrases_within([_said_key(each) for each in wishes])
    for saying in SearchSaying.objects.filter(key__in=list(within)):
        ways = [way for meant in saying.means for way in _ways_of_phrase(meant, saying.weight)]
        for at in within[saying.key]:
            for way in ways:
                wishes[at].meet(way)
            places.add(at)
    return places


def _said_key(wish: Wish) -> str:
    return wish.typed if "§" in wish.typed else key_of(wish.typed)


def _ways_of_phrase(meant: str, weight: float) -> list[Way]:
    words, paragraphs = words_and_paragraphs(meant)
    keys = tuple(dict.fromkeys([*map(key_of, words), *(each[0] for each in paragraphs)]))[:4]
    if not keys:
        return []
    ways = [Way(keys, weight)]
    if len(words) == 1 and (parts := outer_keys(words[0])):
        ways.append(Way(parts, weight * 0.7))
    return ways
