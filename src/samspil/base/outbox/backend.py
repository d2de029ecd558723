"""Django's way of sending mail, led into the outbox, so that no letter leaves past it."""

from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any
from uuid import uuid4

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language

from samspil.base.outbox.actions import compose, enqueue
from samspil.base.outbox.terms import LANGUAGES, Priority


class OutboxBackend(BaseEmailBackend):
    """Puts every mail in the queue, ahead of newsletters, one row per receiver."""

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:  # noqa: FBT001, FBT002
        super().__init__(fail_silently=fail_silently)

    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Enqueue messages; return how many had a receiver.

        Raises ValueError for attachments, which the outbox does not carry.
        """
        return sum(_enqueue(message) for message in email_messages)


def _enqueue(message: EmailMessage) -> bool:
    receivers = message.recipients()
    if not receivers:
        return False
    if message.attachments:
        raise ValueError("The outbox carries no attachments; send a link.")
    text, html = _bodies(message)
    key = f"mail:{uuid4()}"
    letter = compose(
        key=key,
        kind="mail",
        language=_language(),
        subject=str(message.subject),
        text=text,
        html=html,
    )
    for receiver in receivers:
        enqueue(
            letter=letter,
            address=parseaddr(receiver)[1],
            dedupe_key=f"{key}:{receiver}",
            priority=Priority.HIGH,
        )
    return True


def _bodies(message: EmailMessage) -> tuple[str, str]:
    body = str(message.body)
    if message.content_subtype == "html":
        return body, body
    alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    pages = [str(content) for content, kind in alternatives if kind == "text/html"]
    return body, pages[0] if pages else ""


def _language() -> str:
    language = (get_language() or "da").partition("-")[0]
    return language if language in dict(LANGUAGES) else "da"
