"""Count words that were not understood and searches that went wrong, never who."""

from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from samspil.base.audit.actions import record
from samspil.base.people.actions import limit_attempts
from samspil.commons.lexicon.models import MissedSearch, UnclearWord
from samspil.commons.lexicon.policies import may_keep_words
from samspil.commons.lexicon.terms import (
    KEPT_FOR,
    MISSED_LENGTH,
    MOST_A_DAY,
    MOST_MARKS,
    PATH_LENGTH,
    UNCLEAR_LENGTH,
    WHILE,
    MissKind,
)
from samspil.kit.access import Actor, require
from samspil.kit.words import without_traces


@transaction.atomic
def mark_unclear(*, word: str, path: str, client: str) -> str:
    """Count a word that a reader did not understand; the reader is not kept.

    Args:
        word: what they wrote.
        path: the page they read, without query; one that could tell who reads it is left out by the caller.
        client: what attempts of this visitor are counted under.

    Returns:
        The word as it is kept; empty when nothing is left of it.

    Raises:
        TooMany: when one client has sent very many.
    """
    limit_attempts(what="lexicon.mark_unclear", who=client, per=WHILE, most=MOST_MARKS)
    kept = without_traces(word, UNCLEAR_LENGTH)
    if kept:
        _count(UnclearWord, word=kept, path=path[:PATH_LENGTH])
    return kept


@transaction.atomic
def note_missed_search(words: str, kind: MissKind | str) -> None:
    """Count a search that found nothing or the wrong thing; who searched is not kept.

    Args:
        words: what was typed; mails, addresses on the net and long numbers are left out.
        kind: what was wrong.
    """
    kept = without_traces(words, MISSED_LENGTH)
    if kept:
        _count(MissedSearch, words=kept, kind=str(MissKind(kind)))


def _count(model: type[UnclearWord | MissedSearch], **what: str) -> None:
    """Add one to the row of today, or begin it, without ever waiting for or losing to another."""
    today = timezone.localdate()
    if model.objects.order_by().filter(day=today).count() >= MOST_A_DAY:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(what)
    holders = ", ".join(["%s"] * len(what))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (day, count, is_settled, {names}) VALUES (%s, 1, false, {holders})"  # noqa: S608
            f" ON CONFLICT ({names}, day) DO UPDATE SET count = {table}.count + 1, is_settled = false",
            [today, *what.values()],
        )


@transaction.atomic
def settle_unclear(*, actor: Actor, word: str) -> None:
    """Put a word aside; it comes back when readers mark it again.

    Raises Refused when the actor may not.
    """
    require(may_keep_words(actor))
    UnclearWord.objects.filter(word=word).update(is_settled=True)
    record(actor=actor, verb="lexicon.settle_unclear")


@transaction.atomic
def settle_missed(*, actor: Actor, words: str) -> None:
    """Put a search aside; it comes back when it goes wrong again.

    Raises Refused when the actor may not.
    """
    require(may_keep_words(actor))
    MissedSearch.objects.filter(words=words).update(is_settled=True)
    record(actor=actor, verb="lexicon.settle_missed")


def forget_old_reports(*, before: date | None = None) -> int:
    """Delete what was counted long ago and return how many rows that were."""
    before = before or timezone.localdate() - KEPT_FOR
    unclear, _rows = UnclearWord.objects.filter(day__lt=before).delete()
    missed, _rows = MissedSearch.objects.filter(day__lt=before).delete()
    return unclear + missed
