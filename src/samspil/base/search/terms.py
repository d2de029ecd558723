"""Words of the search room: what can be found, and by what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

KIND_LENGTH = 20
# The job that reads all texts again, and that it waits in the queue once only.
READ_ALL = "search.read_all_again"
READ_ALL_ONCE = "search.refresh_all"

KEY_LENGTH = 64
TITLE_LENGTH = 300
URL_LENGTH = 300
WORD_LENGTH = 60
PHRASE_LENGTH = 80
# As the value of a facet: meets whatever is asked for, as an offer for everyone meets each target group.
EVERY = "*"
# The facet that every text has: its kind.
TYPE = "type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Something public that can be found, as the room it belongs to gives it.

    Args:
        key: its id within its kind.
        url: the page that shows it, without language and host, as `reverse` gives it in Danish.
        title: its name; words of it count most.
        summary: a line or two, shown with the result.
        keywords: other names for it, whom it is for, its place, the paragraphs it rests on.
        body: the rest of its words.
        title_en, summary_en, body_en: the same in English, where there is.
        age_from, age_to: the ages in years it is for, where it has limits.
        facets: name → values by which it can be narrowed; `EVERY` among them meets every value.
        ref: the id under which it came from elsewhere, for scripts.
        until: after this moment it is not found any more; None for always.
        boost: how much it counts against others that match alike; 1 is usual.
    """

    key: str
    url: str
    title: str
    summary: str = ""
    keywords: Sequence[str] = ()
    body: str = ""
    title_en: str = ""
    summary_en: str = ""
    body_en: str = ""
    age_from: int | None = None
    age_to: int | None = None
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ref: str = ""
    until: datetime | None = None
    boost: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What people say, and the words that stand in the texts for it.

    Args:
        said: a word or a short phrase, as people type it.
        means: the words it leads to.
        weight: how sure it is, over 0 and at most 1.
    """

    said: str
    means: Sequence[str]
    weight: float = 1.0


def facet_mark(pk: int) -> str:
    """Return the token by which a text with a facet's value is told from others."""
    return f":f{pk}"


def kind_mark(kind: str) -> str:
    """Return the token by which texts of a kind are told from others."""
    return f":k{kind}"
