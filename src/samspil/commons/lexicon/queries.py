"""Named reads of the lexicon."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Func, Max, Prefetch, Q, QuerySet, Sum, TextField, Value
from django.db.models.functions import Lower
from django.utils import timezone

from samspil.base.search.terms import Saying
from samspil.commons.lexicon.models import (
    LexiconEntry,
    LexiconQuerySet,
    MissedSearch,
    Synonym,
    UnclearWord,
)
from samspil.commons.lexicon.terms import (
    DAYS,
    EDITOR_SOURCE,
    HEAVIEST,
    EntryState,
    MissKind,
    Period,
)
from samspil.kit.danish import DanishOrder, danish_sort_key

MOST_PATHS = 4
PARAGRAPHS = "§"
ENGLISH_WEIGHT = 0.9
_LETTERS = {"æ": "Æ", "ø": "Ø", "å": "Å"}


def letter_of(word: str) -> str:
    """Return the letter under which a word stands; Aa is Å, and what begins with no letter stands under §."""
    first = danish_sort_key(word)[:1]
    shown = {"{": "Æ", "|": "Ø", "}": "Å"}.get(first, _LETTERS.get(first, first.upper()))
    return shown if shown.isalpha() else PARAGRAPHS


@dataclass(frozen=True, slots=True)
class Letter:
    """The words under a letter."""

    letter: str
    entries: list[LexiconEntry]


def _place_of(entry: LexiconEntry) -> tuple[bool, str]:
    word = entry.shown_word
    return letter_of(word) != PARAGRAPHS, danish_sort_key(word)


def words_by_letter(words: str = "") -> list[Letter]:
    """Return the published words by letter, in the order of the visitor's language.

    Args:
        words: only words in whose name, forms or meaning this stands.
    """
    found = LexiconEntry.objects.published()
    if words:
        found = _holding(found, words)
    entries = sorted(found, key=_place_of)
    return [
        Letter(letter, list(group))
        for letter, group in groupby(entries, key=lambda each: letter_of(each.shown_word))
    ]


def _joined(name: str) -> Func:
    return Func(F(name), Value(", "), function="array_to_string", output_field=TextField())


def _holding(entries: LexiconQuerySet, words: str) -> LexiconQuerySet:
    return entries.alias(all_forms=_joined("forms")).filter(
        Q(word__icontains=words)
        | Q(all_forms__icontains=words)
        | Q(meaning__icontains=words)
        | Q(word_en__icontains=words)
        | Q(meaning_en__icontains=words)
    )


def words_for_readers() -> LexiconQuerySet:
    """Return the published words with what they lead on to."""
    see_also = Prefetch("see_also", queryset=LexiconEntry.objects.published())
    return LexiconEntry.objects.published().prefetch_related(see_also)


def words_for_desk(words: str = "", state: str = "") -> LexiconQuerySet:
    """Return words in any state for those who keep them; what waits for them comes first."""
    found = LexiconEntry.objects.filter(state=state) if state else LexiconEntry.objects.all()
    return (_holding(found, words) if words else found).alphabetic()


def number_by_state() -> dict[str, int]:
    """Return how many words there are in each state."""
    counted = LexiconEntry.objects.order_by().values_list("state").annotate(Count("pk"))
    return dict.fromkeys(EntryState.values, 0) | dict(counted)


def published_word(word: str) -> LexiconEntry | None:
    """Return the published word that is spelled so, or has such a form."""
    found = LexiconEntry.objects.published()
    return found.filter(Q(word__iexact=word) | Q(forms__contains=[word])).first()


def sayings_of(entry: LexiconEntry) -> list[Saying]:
    """Return what people say for a public word: its forms, its English name and its synonyms."""
    if not entry.is_published:
        return []
    said = {form: HEAVIEST for form in entry.forms if form.lower() != entry.word.lower()}
    if entry.word_en:
        said[entry.word_en.lower()] = ENGLISH_WEIGHT
    own = [Saying(said=each, means=[entry.word], weight=weight) for each, weight in said.items()]
    return joined([*own, *map(_saying, entry.synonyms.filter(is_off=False))])


def sayings_of_source(source: str) -> list[Saying]:
    """Return the synonyms of a source that belong to no word, as the search takes them.

    Args:
        source: as `Synonym.source` gives it.
    """
    kind, _sign, weight = source.partition(":")
    found = Synonym.objects.filter(entry=None, is_off=False, weight=float(weight))
    is_own = kind == EDITOR_SOURCE
    found = found.filter(standard_key="") if is_own else found.exclude(standard_key="")
    return joined(map(_saying, found))


def _saying(synonym: Synonym) -> Saying:
    return Saying(said=synonym.said, means=synonym.means, weight=synonym.weight)


def joined(sayings: Iterable[Saying]) -> list[Saying]:
    """Return sayings with each thing said once: all it means, as sure as the surest."""
    found: dict[str, Saying] = {}
    for each in sayings:
        before = found.get(each.said)
        means = [*before.means, *each.means] if before else [*each.means]
        weight = max(before.weight, each.weight) if before else each.weight
        found[each.said] = Saying(said=each.said, means=list(dict.fromkeys(means)), weight=weight)
    return list(found.values())


def synonyms_for_desk(words: str = "") -> QuerySet[Synonym]:
    """Return the synonyms that are in use, in the Danish order; those that say or mean something only."""
    found = Synonym.objects.filter(is_off=False).select_related("entry")
    if words:
        found = found.alias(all_means=_joined("means")).filter(
            Q(said__icontains=words) | Q(all_means__icontains=words)
        )
    return found.order_by(DanishOrder("said"), "pk")


def entries_spelled(words: Iterable[str]) -> LexiconQuerySet:
    """Return the words spelled so, in any state, whatever their capital letters."""
    lower = [word.lower() for word in words]
    return LexiconEntry.objects.alias(lower=Lower("word")).filter(lower__in=lower)


@dataclass(frozen=True, slots=True)
class Unclear:
    """A word that was not understood: how often, where and when last."""

    word: str
    count: int
    last: date
    paths: Sequence[str]
    entry: LexiconEntry | None


def _since(period: Period) -> date:
    return timezone.localdate() - timedelta(days=DAYS[period])


def unclear_words(period: Period) -> QuerySet[Any, Any]:
    """Return the words that wait for an editor, most often marked first."""
    return (
        UnclearWord.objects.filter(is_settled=False, day__gt=_since(period))
        .values("word")
        .annotate(times=Sum("count"), last=Max("day"), paths=ArrayAgg("path", distinct=True))
        .order_by("-times", "word")
    )


def as_unclear(rows: Iterable[dict[str, Any]]) -> list[Unclear]:
    """Return rows of the report with the word of the lexicon, when there is one already."""
    rows = list(rows)
    known = {each.word.lower(): each for each in entries_spelled(row["word"] for row in rows)}
    return [
        Unclear(
            word=row["word"],
            count=row["times"],
            last=row["last"],
            paths=[path for path in row["paths"] if path][:MOST_PATHS],
            entry=known.get(row["word"]),
        )
        for row in rows
    ]


def missed_searches(period: Period, kind: MissKind | None = None) -> QuerySet[Any, Any]:
    """Return the searches that wait for an editor, the most frequent first."""
    found = MissedSearch.objects.filter(is_settled=False, day__gt=_since(period))
    if kind is not None:
        found = found.filter(kind=kind)
    return (
        found.values("words", "kind")
        .annotate(times=Sum("count"), last=Max("day"))
        .order_by("-times", "words", "kind")
    )


@dataclass(frozen=True, slots=True)
class LexiconNumbers:
    """What waits for those who keep the words."""

    proposals: int
    unclear: int
    missed: int


def lexicon_numbers() -> LexiconNumbers:
    """Count what waits for those who keep the words."""
    return LexiconNumbers(
        proposals=LexiconEntry.objects.filter(state=EntryState.PROPOSED).order_by().count(),
        unclear=unclear_words(Period.MONTH).count(),
        missed=missed_searches(Period.MONTH).count(),
    )
