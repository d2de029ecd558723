"""Which kinds of texts there are to find, each told by the room it belongs to when it is loaded.

A room above calls, in its `apps.ready()`::

    provide("article", texts)

and its actions call `search.actions.refresh("article", [article.pk])` whenever what is public changed. The function is
asked for the texts with these keys that everybody may read now; what it leaves out is not found any more.
"""

from collections.abc import Callable, Collection, Iterable

from samspil.base.search.terms import Text

Texts = Callable[[Collection[str] | None], Iterable[Text]]

_SOURCES: dict[str, Texts] = {}


def provide(kind: str, texts: Texts) -> None:
    """Say how the texts of a kind are got; a later call takes the place of an earlier one.

    Args:
        kind: what they are, such as `offer`.
        texts: gives the texts with the keys asked for, or all of them when asked for None.
    """
    _SOURCES[kind] = texts


def kinds() -> list[str]:
    """Return the kinds of texts there are, in the order in which they were told."""
    return list(_SOURCES)


def texts_of(kind: str, keys: Collection[str] | None) -> Iterable[Text]:
    """Return the texts of a kind that everybody may read now.

    Args:
        kind: one that was provided.
        keys: which; None for all.

    Raises:
        LookupError: no room provided the kind.
    """
    return _SOURCES[kind](keys)
