"""Words of the lexicon as they are found."""

from collections.abc import Collection, Iterator

from django.urls import reverse

from samspil.base.search.terms import Text
from samspil.commons.lexicon.models import LexiconEntry

# Whoever types a word mostly wants the thing, not what it is called.
BOOST = 0.3


def texts(keys: Collection[str] | None) -> Iterator[Text]:
    """Give the published words as they are found.

    Args:
        keys: which; None for all.
    """
    entries = LexiconEntry.objects.published()
    if keys is not None:
        entries = entries.filter(pk__in=keys)
    for entry in entries:
        yield Text(
            key=str(entry.pk),
            url=reverse("lexicon_word", args=[entry.slug]),
            title=entry.word,
            summary=entry.meaning,
            keywords=entry.forms,
            body="\n".join([entry.easy, entry.example, entry.law, entry.ask]),
            title_en=entry.word_en,
            summary_en=entry.meaning_en,
            body_en="\n".join([entry.easy_en, entry.example_en, entry.law_en, entry.ask_en]),
            boost=BOOST,
        )
