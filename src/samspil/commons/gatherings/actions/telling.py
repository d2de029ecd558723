"""Tell people where they stand: by letter, or on a list of calls for those without e-mail."""

from collections.abc import Callable

from samspil.base.outbox.actions import send, send_many
from samspil.base.outbox.drafts import Draft
from samspil.base.outbox.terms import Priority
from samspil.commons.gatherings import letters
from samspil.commons.gatherings.models import (
    Gathering,
    PhoneCall,
    Registration,
    RegistrationQuerySet,
)


def tell(registration: Registration, what: str) -> None:
    """Tell one person something about their own place, once for each time it changes.

    Args:
        registration: whose place.
        what: a key of `letters.SEAT_LETTERS`.
    """
    write = letters.SEAT_LETTERS[what]
    if registration.address is None:
        _ask_to_call(registration, f"{what}:{registration.round}", registration.gathering, write)
        return
    send(
        draft=write(registration.gathering, registration.language),
        address=registration.address,
        dedupe_key=f"registration:{what}:{registration.ref}:{registration.round}",
        subscription=registration.ref,
        since=registration.signed_up_on,
        priority=Priority.HIGH,
    )


def tell_all(
    people: RegistrationQuerySet,
    gathering: Gathering,
    write: Callable[[Gathering, str], Draft],
    key: str,
) -> int:
    """Queue one letter to each of some people, and a call for each of those without e-mail.

    Returns:
        The number of letters queued now; with the same key nobody gets a second one.
    """
    for each in people.filter(address_key__isnull=True):
        _ask_to_call(each, key, gathering, write)
    return send_many(
        drafts=letters.in_every_language(lambda language: write(gathering, language)),
        receivers=people.by_mail().as_receivers(),
        dedupe_prefix=key,
    )


def _ask_to_call(
    registration: Registration,
    what: str,
    gathering: Gathering,
    write: Callable[[Gathering, str], Draft],
) -> None:
    """Put on the list of calls what the letter would have said; who came by the door has no number."""
    if not registration.phone:
        return
    words = write(gathering, "da").subject
    PhoneCall.objects.get_or_create(
        registration=registration, what=what[:60], defaults={"words": words[:400]}
    )
