"""Buttons that do one thing and lead back with a word of how it went."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest


def pressed(request: HttpRequest, do: Callable[[], object], done: str) -> bool:
    """Do what a button says, and tell that it is done or what is wrong.

    Args:
        request: who pressed.
        do: the action; a ValidationError is what stands in the way.
        done: what to say when it is done.

    Returns:
        Whether it was done.
    """
    try:
        do()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, done)
    return True
