"""Take texts and sayings in, so that they are found."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import batched

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, transaction
from django.db.models import Value
from django.db.models.functions import Cast
from django.utils.translation import override
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from samspil.base.search.analysis.keys import HINTED, NEAR_TITLE, SAID, TITLE, Vector, key_of
from samspil.base.search.analysis.phrases import phrase_key, phrase_words
from samspil.base.search.models import (
    SearchFacet,
    SearchSaying,
    SearchTerm,
    SearchText,
    SearchWord,
)
from samspil.base.search.sources import kinds, texts_of
from samspil.base.search.terms import (
    KEY_LENGTH,
    READ_ALL,
    READ_ALL_ONCE,
    TITLE_LENGTH,
    TYPE,
    WORD_LENGTH,
    Saying,
    Text,
    facet_mark,
    kind_mark,
)

BATCH = 500


@transaction.atomic
def refresh(kind: str, keys: Collection[int | str] | None = None) -> None:
    """Let what is found be as public as it is now.

    Args:
        kind: one that a room provided; another kind has nothing to find.
        keys: the things that changed; None for all of the kind, after which words are counted anew.
    """
    if kind not in kinds():
        return
    wanted = None if keys is None else [str(each) for each in keys]
    old = SearchText.objects.filter(kind=kind)
    (old if wanted is None else old.filter(key__in=wanted)).delete()
    # Addresses are kept in the language the site is written in.
    with override("da"):
        for batch in batched(texts_of(kind, wanted), BATCH):
            _take_in(kind, batch)
    if wanted is None:
        count_words()


def refresh_all() -> None:
    """Read all texts of all rooms again; what is found stays as it was until a kind is done."""
    for kind in kinds():
        refresh(kind)


def read_all_soon() -> None:
    """Have the worker read all texts again once what is being saved holds.

    For names that stand in many texts, such as those of topics and places. Asked for again while it waits, it is
    done once; should it not be asked for after all, the night does it.
    """
    transaction.on_commit(_ask_the_worker)


def _ask_the_worker() -> None:
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(READ_ALL, queueing_lock=READ_ALL_ONCE).defer(timestamp=0)


def count_words() -> None:
    """Count in how many texts each word stands, which tells the rare words from the usual ones."""
    with transaction.atomic(), connection.cursor() as cursor:
        # One counting at a time; whoever searches meanwhile reads the old counts.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('search.count_words'))")
        cursor.execute("DELETE FROM search_searchterm")
        cursor.execute(
            "INSERT INTO search_searchterm (term, uses)"
            " SELECT word, ndoc FROM ts_stat('SELECT words FROM search_searchtext')"
            " WHERE word !~ '^[:^]' AND length(word) <= %s",
            [WORD_LENGTH],
        )
        cursor.execute(
            "INSERT INTO search_searchterm (term, uses) SELECT '', count(*) FROM search_searchtext"
        )
        cursor.execute(
            "DELETE FROM search_searchword w WHERE NOT is_said AND NOT EXISTS"
            " (SELECT 1 FROM search_searchterm t WHERE t.term = w.key)"
        )


def _take_in(kind: str, texts: Collection[Text]) -> None:
    facets = _facet_ids(kind, texts)
    rows: list[SearchText] = []
    terms: set[str] = set()
    surfaces: dict[str, str] = {}
    for text in texts:
        ids = sorted({facets[each] for each in (*_facets(text), (TYPE, kind))})
        vector = _vector(text)
        vector.mark([kind_mark(kind), *map(facet_mark, ids)])
        terms.update(each for each in vector.keys if len(each) <= WORD_LENGTH)
        surfaces.update(vector.surfaces)
        rows.append(
            SearchText(
                kind=kind,
                key=text.key,
                ref=text.ref,
                url=text.url,
                title=text.title[:TITLE_LENGTH],
                summary=text.summary,
                title_en=text.title_en[:TITLE_LENGTH],
                summary_en=text.summary_en,
                age_from=text.age_from,
                age_to=text.age_to,
                facets=ids,
                until=text.until,
                boost=text.boost,
                title_size=max(1, vector.title_size),
                words=Cast(Value(str(vector)), SearchVectorField()),
            )
        )
    SearchText.objects.bulk_create(rows)
    # In one order always, or two who write the same words could wait for each other.
    SearchTerm.objects.bulk_create(map(SearchTerm, sorted(terms)), ignore_conflicts=True)
    SearchWord.objects.bulk_create(
        [
            SearchWord(word, key)
            for word, key in sorted(surfaces.items())
            if len(key) <= WORD_LENGTH
        ],
        ignore_conflicts=True,
    )


def _vector(text: Text) -> Vector:
    vector = Vector()
    vector.add(text.title, TITLE, title=True)
    vector.add(text.title_en, TITLE)
    vector.add(". ".join(text.keywords), NEAR_TITLE)
    vector.add(text.summary, NEAR_TITLE)
    vector.add(text.summary_en, SAID)
    vector.add(text.body, SAID)
    vector.add(text.body_en, HINTED)
    return vector


def _facets(text: Text) -> Iterator[tuple[str, str]]:
    for name, values in text.facets.items():
        yield from ((name, value[:KEY_LENGTH]) for value in values)


def _facet_ids(kind: str, texts: Collection[Text]) -> dict[tuple[str, str], int]:
    wanted = sorted({(TYPE, kind), *(each for text in texts for each in _facets(text))})
    SearchFacet.objects.bulk_create(
        [SearchFacet(name=name, value=value) for name, value in wanted], ignore_conflicts=True
    )
    return {
        (each.name, each.value): each.pk
        for each in SearchFacet.objects.filter(name__in={name for name, _value in wanted})
    }


@transaction.atomic
def set_sayings(sources: Mapping[str, Iterable[Saying]]) -> None:
    """Let the sayings of some sources be these and no others.

    Args:
        sources: who says so, such as `lexicon:12` → what is said and what it means; a saying of
            nothing but little words is left out.
    """
    rows = {
        (source, each.said, each.weight): SearchSaying(
            source=source,
            said=each.said,
            key=key,
            means=list(each.means),
            weight=each.weight,
        )
        for source, sayings in sources.items()
        for each in sayings
        if (key := phrase_key(each.said))
    }
    SearchSaying.objects.filter(source__in=sources).delete()
    SearchSaying.objects.bulk_create(rows.values(), BATCH)
    words = {word[:WORD_LENGTH] for _source, said, _weight in rows for word in phrase_words(said)}
    SearchWord.objects.bulk_create(
        [
            SearchWord(word=each, key=key_of(each)[:WORD_LENGTH], is_said=True)
            for each in sorted(words)
        ],
        BATCH,
        update_conflicts=True,
        unique_fields=["word"],
        update_fields=["is_said"],
    )
