"""The statement that weighs texts against what is asked, and what it answers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log
from typing import Any

from django.db import connection
from psycopg.sql import SQL, Composable, Literal

from samspil.base.search.analysis.keys import IN_TITLE
from samspil.base.search.analysis.wishes import Way, Wish

# So many texts are looked at one by one; when more meet all that is asked, those named so come first. Of many
# thousand texts fewer are, since looking takes longer there and more of them are alike.
_MOST_LOOKED_AT = 500
_MOST_LOOKED_AT_OF_MANY = 300
_MANY = 10_000
# Where more texts than this meet a wish, only its best ways, and of many wishes only the rarest, are asked for:
# to gather half of a large catalogue takes longer than to weigh some of it, and what is weighed would be any of it.
_MOST_GATHERED = 2_000
# Of what is asked, weighed by how rare the words are, a text must meet so much to be a result.
ENOUGH = 0.3
NEARBY = 0.15
MOST_NEARBY = 5
# What a key counts as hint, in the text, near the title and in the title.
LABELS = "{0.1,0.3,0.6,1.0}"
# PostgreSQL divides a rank by the sum of all 1/n²; one place in a title is 1 again.
_ONE = 1.64493406685
# A wish met so well or better is met whole; one met by hints alone is met in part.
_WHOLE = 0.3
_NAMED = 0.7
# How much a text loses that meets a part of what is asked only.
_LOSS = 1.0
# Rare words count more, but not as much more as they are rarer.
_DAMPING = 1.0
# A number on its own says little.
_NUMBER = 0.3
_TITLE_BONUS = 0.5
_OTHER_AGE = 0.45
_TELLING = 0.4
_LITTLE = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a text.

    Args:
        wishes: with how much each counts; rare words say more than usual ones.
        whole: what all wishes count together, those included that no text can meet.
        marks: what must stand among a text's marks, empty when nothing must.
        age: it must be for somebody of so many years.
        hoped_age: it should be for somebody of so many years.
        most: how many texts are looked at one by one.
    """

    wishes: Sequence[tuple[Wish, float]]
    whole: float = 1.0
    marks: str = ""
    age: int | None = None
    hoped_age: int | None = None
    most: int = _MOST_LOOKED_AT


@dataclass(frozen=True, slots=True)
class Row:
    """A text that meets what is asked, how well, and how well it meets each wish."""

    pk: int
    score: float
    met: tuple[float, ...]


def quoted(key: str) -> str:
    """Return a key as it stands in a tsquery."""
    return "'" + key.replace("\\", "").replace("'", "") + "'"


def most_looked_at(uses: Mapping[str, int]) -> int:
    """Return how many texts are looked at one by one.

    Args:
        uses: in how many texts each key stands; the empty key counts all.
    """
    return _MOST_LOOKED_AT if uses.get("", 0) < _MANY else _MOST_LOOKED_AT_OF_MANY


def rareness(wish: Wish, uses: Mapping[str, int]) -> float:
    """Return how much a wish counts.

    Args:
        wish: one that can be met.
        uses: in how many texts each key stands; the empty key counts all.
    """
    number = _NUMBER if wish.typed.isdecimal() else 1.0
    if not wish.ways:
        return number * float(log(1 + uses.get("", 1)) ** _DAMPING) / 2
    best = max(way.weight for way in wish.ways)
    ways = [way for way in wish.ways if way.weight >= best * 0.8]
    often = max(_meeting(way, uses) for way in ways)
    return number * float(log(1 + max(uses.get("", 1), 1) / often) ** _DAMPING)


def questions(asked: Asked, uses: Mapping[str, int]) -> Iterable[tuple[str, bool]]:
    """Give what to ask the database for, the narrowest first, with whether more texts meet all wishes.

    Args:
        asked: what is asked of a text.
        uses: in how many texts each key stands.
    """
    behind = [asked.marks] if asked.marks else []
    wishes = [wish for wish, _weight in asked.wishes]
    if wishes and min(_often(wish, uses) for wish in wishes) > asked.most:
        yield " & ".join([*(_group(wish, uses, IN_TITLE) for wish in wishes), *behind]), True
    yield " & ".join([*(_group(wish, uses) for wish in wishes), *behind]), False
    if len(wishes) > 1:
        yield some_question(asked, uses), False


def some_question(asked: Asked, uses: Mapping[str, int]) -> str:
    """Return the question for texts that meet one of the wishes that say most.

    Args:
        asked: what is asked of a text.
        uses: in how many texts each key stands.
    """
    most = max(weight for _wish, weight in asked.wishes)
    telling = [pair for pair in asked.wishes if pair[1] >= _TELLING * most]
    ranked = [wish for wish, _weight in sorted(telling, key=lambda pair: -pair[1])]
    groups = [_group(wish, uses) for wish in _while_few(ranked, lambda wish: _often(wish, uses))]
    return " & ".join([f"({' | '.join(groups)})", *([asked.marks] if asked.marks else [])])


def _meeting(way: Way, uses: Mapping[str, int]) -> int:
    """Return in how many texts a wish is met in one way at most."""
    return min(uses[key] for key in way.keys)


def _often(wish: Wish, uses: Mapping[str, int]) -> int:
    """Return in how many texts a wish is met at most."""
    return sum(_meeting(way, uses) for way in wish.ways)


def _while_few[T](ranked: Sequence[T], meeting: Callable[[T], int]) -> list[T]:
    """Return the first, and the next for as long as few texts meet all that are taken."""
    gathered = accumulate(map(meeting, ranked))
    return [
        each
        for at, (each, texts) in enumerate(zip(ranked, gathered, strict=True))
        if at == 0 or texts <= _MOST_GATHERED
    ]


def _group(wish: Wish, uses: Mapping[str, int], mark: str = "") -> str:
    """Return what to ask for a wish: its best ways."""
    best = _while_few(wish.ways, lambda way: _meeting(way, uses))
    ways = [" & ".join(quoted(mark + key) for key in way.keys) for way in best]
    return f"({' | '.join(f'({each})' for each in ways)})"


def page_of(
    question: str, asked: Asked, first: int, size: int
) -> tuple[list[Row], int, dict[int, int]]:
    """Return the rows of a page, how many there are in all, and how many have each facet.

    Args:
        question: a tsquery, empty for all texts.
        asked: what is asked of a text.
        first: how many rows to leave out.
        size: how many rows to return at most.
    """
    statement = SQL(
        "{scored}, good AS MATERIALIZED (SELECT * FROM scored WHERE coverage >= {enough})"
        " (SELECT 0 AS what, id, score{met} FROM good ORDER BY score DESC, title, id"
        " LIMIT {size} OFFSET {first})"
        " UNION ALL SELECT 1, count(*), 0{nothing} FROM good"
        " UNION ALL SELECT 2, facet, count(*){nothing} FROM good, unnest(facets) facet GROUP BY facet"
    ).format(
        scored=_scored(question, asked),
        enough=Literal(ENOUGH if asked.wishes else 0.0),
        met=SQL(_columns(asked)),
        nothing=SQL(", 0" * len(asked.wishes)),
        size=Literal(size),
        first=Literal(first),
    )
    rows: list[Row] = []
    total, counted = 0, {}
    for what, number, score, *met in _answers(statement):
        if what == 0:
            rows.append(Row(number, score, tuple(met)))
        elif what == 1:
            total = number
        else:
            counted[number] = int(score)
    return rows, total, counted


def nearby(asked: Asked, uses: Mapping[str, int]) -> list[Row]:
    """Return the few rows that meet a part of what is asked.

    Args:
        asked: what is asked of a text.
        uses: in how many texts each key stands.
    """
    statement = SQL(
        "{scored} SELECT id, score{met} FROM scored WHERE coverage >= {near}"
        " ORDER BY score DESC, id LIMIT {most}"
    ).format(
        scored=_scored(some_question(asked, uses), asked),
        met=SQL(_columns(asked)),
        near=Literal(NEARBY),
        most=Literal(MOST_NEARBY),
    )
    return [Row(pk, score, tuple(met)) for pk, score, *met in _answers(statement)]


def _answers(statement: Composable) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        # The words are literals in it already: a plan is made for them, not for any words.
        # It begins as a read does, for pages that only read let nothing else pass.
        asked = SQL("SELECT * FROM ({}) AS answers").format(statement).as_string(None)
        cursor.execute(asked.replace("%", "%%"), ())
        return list(cursor.fetchall())


def _scored(question: str, asked: Asked) -> Composable:
    age = Literal(asked.age)
    if question:
        source = SQL("search_looked_at({}::tsquery, {}::int, {})")
        looked_at = source.format(Literal(question), age, Literal(asked.most))
    else:
        source = SQL(
            "(SELECT * FROM search_searchtext WHERE (until IS NULL OR until > now()) AND ({age}::int IS NULL"
            " OR coalesce(age_from, 0) <= {age}::int AND coalesce(age_to, 200) >= {age}::int) LIMIT {most})"
        )
        looked_at = source.format(age=age, most=Literal(asked.most))
    met = [
        f", {_how_well(wish)} AS {_column(at)}" for at, (wish, _weight) in enumerate(asked.wishes)
    ]
    return SQL(
        "WITH met AS MATERIALIZED (SELECT id, title, facets, boost, title_size, age_from, age_to{met}"
        " FROM {looked_at} looked_at),"
        " weighed AS MATERIALIZED (SELECT *, {coverage} AS coverage FROM met),"
        " scored AS (SELECT *, {score} AS score FROM weighed)"
    ).format(
        met=SQL("".join(met)),
        looked_at=looked_at,
        coverage=SQL(_coverage(asked)),
        score=SQL(_score(asked)),
    )


# What follows is made of numbers, names of columns and words through `_literal`, for every search anew, and
# so of plain texts: to compose it piece by piece takes as long as a statement.


def _literal(words: str) -> str:
    return Literal(words).as_string(None)


def _column(at: int) -> str:
    return f"met_{at}"


def _columns(asked: Asked) -> str:
    return "".join(f", {_column(at)}" for at, _ in enumerate(asked.wishes))


def _how_well(wish: Wish) -> str:
    """Return how well a text meets a wish: by its best way; single words that weigh little count as one."""
    alike: dict[float, list[str]] = {}
    ways = []
    for way in wish.ways:
        if len(way.keys) == 1 and way.weight <= _LITTLE:
            alike.setdefault(way.weight, []).append(quoted(way.keys[0]))
        else:
            ways.append((way.weight, [quoted(key) for key in way.keys]))
    ways += [(weight, [" | ".join(keys)]) for weight, keys in alike.items()]
    ranked = [
        f"{weight * _ONE:.4f} * least({', '.join(map(_rank, asked))})" for weight, asked in ways
    ]
    return f"greatest({', '.join(ranked)})"


def _rank(question: str) -> str:
    return f"ts_rank('{LABELS}', words, {_literal(question)}::tsquery)"


def _weighed(asked: Asked, each: Callable[[str], str]) -> str:
    """Return the mean of something said of every wish, by how much the wishes count."""
    terms = [
        f"{weight:.4f} * {each(_column(at))}" for at, (_wish, weight) in enumerate(asked.wishes)
    ]
    return f"({' + '.join(terms)}) / {asked.whole:.4f}"


def _coverage(asked: Asked) -> str:
    if not asked.wishes:
        return "1.0"
    return _weighed(asked, lambda column: f"least(1, {column} / {_WHOLE})")


def _score(asked: Asked) -> str:
    if not asked.wishes:
        return "boost"
    named = " + ".join(f"({_column(at)} >= {_NAMED})::int" for at, _ in enumerate(asked.wishes))
    score = (
        f"{_weighed(asked, str)} * power(coverage, {_LOSS}) * boost"
        f" * (1 + {_TITLE_BONUS} * least(1.0, ({named})::real / title_size))"
    )
    if asked.hoped_age is None:
        return score
    age = int(asked.hoped_age)
    return (
        f"{score} * CASE WHEN coalesce(age_from, 0) > {age} OR coalesce(age_to, 200) < {age}"
        f" THEN {_OTHER_AGE} ELSE 1 END"
    )
