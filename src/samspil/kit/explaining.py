"""Words explained where they stand on a public page, by a room above that the kit does not know.

The room says, when it is loaded, how a page's words are explained::

    explain_with(begin)

`begin` is given the visit when the first text of a page is shown and returns what explains one text of that page
after the other; so it can remember which words it has told about. The filters `markdown` and `explained` ask here.
Letters, pages for staff, forms that are sent and parts that are swapped in stay as they are.
"""

from collections.abc import Callable
from contextvars import ContextVar, Token

from django.http import HttpRequest

from samspil.kit.view_choices import view_of

type Explain = Callable[[str], str]
type Begin = Callable[[HttpRequest], Explain]

_HOW: list[Begin] = []


def explain_with(begin: Begin) -> None:
    """Say how words are explained; a later call takes the place of an earlier one.

    Args:
        begin: given a visit, returns what takes safe HTML of its page and returns it with explanations.
    """
    _HOW[:] = [begin]


class PageWords:
    """The words of the page that is being made."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self._explain: Explain | None = None

    def explain(self, html: str) -> str:
        """Return safe HTML with its words explained, as far as the page has not done so already."""
        if self._explain is None:
            wanted = bool(_HOW) and view_of(self.request).explain_words
            self._explain = _HOW[0](self.request) if wanted else str
        return self._explain(html)


_PAGE: ContextVar[PageWords | None] = ContextVar("page_words", default=None)


def begin_page(request: HttpRequest | None) -> Token[PageWords | None]:
    """Let texts from now on belong to the page of a visit, or to none.

    Args:
        request: the visit; None while nothing is to be explained.

    Returns:
        What `end_page` takes.
    """
    return _PAGE.set(PageWords(request) if request is not None else None)


def end_page(token: Token[PageWords | None]) -> None:
    """Let the page be over."""
    _PAGE.reset(token)


def explained(html: str) -> str:
    """Return safe HTML with its words explained when it is shown on a public page.

    Args:
        html: cleaned already; every attribute stands in double quotes.
    """
    page = _PAGE.get()
    return page.explain(html) if page is not None else html
