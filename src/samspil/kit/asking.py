"""What an address asks for behind its question mark."""

from django.http import Http404, HttpRequest

MOST_DIGITS = 9


def number_asked(request: HttpRequest, name: str) -> int | None:
    """Return the number that an address asks for, None when it asks for none.

    Args:
        request: the visit.
        name: the name behind the question mark, e.g. `emne`.

    Raises:
        Http404: for anything but digits, and for more of them than a key has.
    """
    asked = request.GET.get(name, "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdecimal()) or len(asked) > MOST_DIGITS:
        raise Http404
    return int(asked)
