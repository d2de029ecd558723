"""Take texts and sayings in, so that they are found."""

from collections.abc import Collection, Iterable

from django.db import transaction

from samspil.base.search.models import SearchSaying, SearchText
from samspil.base.search.sources import texts_of
from samspil.base.search.terms import Saying


@transaction.atomic
def refresh(kind: str, keys: Collection[int | str] | None = None) -> None:
    """Let what is found be as public as it is now.

    Args:
        kind: one that a room provided.
        keys: the things that changed; None for all of the kind.
    """
    wanted = None if keys is None else [str(each) for each in keys]
    old = SearchText.objects.filter(kind=kind)
    (old if wanted is None else old.filter(key__in=wanted)).delete()
    SearchText.objects.bulk_create(
        SearchText(
            kind=kind,
            key=text.key,
            url=text.url,
            title=text.title,
            summary=text.summary,
            title_en=text.title_en,
            summary_en=text.summary_en,
            facets={name: list(values) for name, values in text.facets.items()},
            until=text.until,
            boost=text.boost,
        )
        for text in texts_of(kind, wanted)
    )


@transaction.atomic
def set_sayings(source: str, sayings: Iterable[Saying]) -> None:
    """Let the sayings of a source be these and no others.

    Args:
        source: who says so, such as `lexicon:12`.
        sayings: what is said and what it means.
    """
    SearchSaying.objects.filter(source=source).delete()
    SearchSaying.objects.bulk_create(
        SearchSaying(source=source, said=each.said, means=list(each.means), weight=each.weight)
        for each in sayings
    )
