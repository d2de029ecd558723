"""What can be done with letters: write one, put it in the queue, hold it back, sweep up."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from hashlib import md5
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Now
from django.utils import timezone

from samspil.base.audit.actions import record
from samspil.base.outbox.drafts import Draft
from samspil.base.outbox.letters import (
    ALWAYS_THERE,
    REPLY,
    SEAL,
    SINCE,
    SlotError,
    hold,
    hold_address,
    hold_line,
    names_in,
)
from samspil.base.outbox.models import Delivery, Heartbeat, Letter, Suppression
from samspil.base.outbox.policies import may_mend_letters
from samspil.base.outbox.terms import (
    KEPT_AFTER_SENDING,
    LONG_SILENT,
    MANY_LOCK,
    NOT_YET_SENT,
    RESTART_GRACE,
    SILENT,
    WAITING,
    WAKE_CHANNEL,
    Priority,
    State,
    SuppressionReason,
    about_address,
)
from samspil.kit.access import Actor, require
from samspil.kit.encryption import address_key, encrypt


def key_of(text: str) -> UUID:
    """Return the id that stands for a caller's key; PostgreSQL's md5(text)::uuid is the same."""
    return UUID(md5(text.encode(), usedforsecurity=False).hexdigest())


def reply_key(dedupe_prefix: str, subscription: UUID) -> UUID:
    """Return what the slot `reply` of a letter from `send_many` seals, for the room that reads it."""
    return key_of(f"{dedupe_prefix}:{subscription}")


@transaction.atomic
def compose(
    *,
    key: str,
    kind: str,
    language: str,
    subject: str,
    text: str,
    html: str,
    withdraw_url: str = "",
    slots: Collection[str] = (),
) -> Letter:
    """Return the letter with this key, written now unless it is there already.

    Args:
        key: what makes this content the same content (`article:17:da`); the first version stays.
        kind: the kind of letter, in the form of a slug.
        language: `da` or `en`; dates in the letter are written in it.
        subject: may hold slots, like the text and the HTML; see `letters.slot`.
        text: the plain text.
        html: the HTML version; empty for none.
        withdraw_url: where one click withdraws (`{seal}` or a slot inside); empty for letters
            that belong to no list.
        slots: the names of the fields that every delivery will bring, besides `seal`, `since` and
            `reply`.

    Raises SlotError for a slot nobody fills, and ValueError when the key belongs to another kind or
    language.
    """
    allowed = ALWAYS_THERE | set(slots)
    held = {
        "subject": hold_line(subject, allowed),
        "text": hold(text, allowed),
        "html": hold(html, allowed),
        "withdraw_url": hold_address(withdraw_url, allowed),
    }
    letter = Letter(
        kind=kind,
        language=language,
        slots=sorted(names_in(*held.values())),
        content_key=key_of(key),
        **held,
    )
    letter.clean_fields(exclude=["subject", "text", "html"])
    Letter.objects.bulk_create([letter], ignore_conflicts=True)
    stored = Letter.objects.get(content_key=letter.content_key)
    # Nobody may delete or clear it before what is enqueued in this transaction points to it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM outbox_letter WHERE id = %s FOR KEY SHARE", [stored.pk])
        if cursor.rowcount == 0:
            raise Letter.DoesNotExist("The letter was erased at this moment; try again.")
    # Read again under the lock: its old text may have been cleared just before.
    stored.refresh_from_db()
    if (stored.kind, stored.language) != (kind, language):
        raise ValueError("This key belongs to a letter of another kind or language.")
    if stored.cleared_at is not None:
        # The same words are written again after their month was over.
        Letter.objects.filter(pk=stored.pk).update(**held, created_at=Now(), cleared_at=None)
        stored.refresh_from_db()
    return stored


def _clean_address(address: str) -> str:
    cleaned = address.strip()
    local, _, domain = cleaned.rpartition("@")
    if not local or not domain or any(c.isspace() or not c.isprintable() for c in cleaned):
        raise ValueError("That is not an e-mail address.")
    return cleaned


def _require_filled(letter: Letter, given: Collection[str]) -> None:
    missing = set(letter.slots) - set(given)
    if missing:
        raise SlotError(
            f"These slots of the letter would stay empty: {', '.join(sorted(missing))}."
        )


_ENQUEUE = """
INSERT INTO outbox_delivery
    (letter_id, address, address_key, subscription, since, fields, dedupe_key, priority, state,
     attempts, due_at, last_reply, bounced, created_at)
VALUES (%(letter)s, %(address)s, %(address_key)s, %(subscription)s, %(since)s, %(fields)s,
        %(dedupe_key)s, %(priority)s, %(state)s, 0, coalesce(%(due_at)s, now()), '', false, now())
ON CONFLICT (dedupe_key) DO NOTHING
RETURNING id
"""


@transaction.atomic
def enqueue(
    *,
    letter: Letter,
    address: str,
    dedupe_key: str,
    subscription: UUID | None = None,
    since: date | None = None,
    fields: Mapping[str, str] | None = None,
    priority: Priority = Priority.NORMAL,
    due_at: datetime | None = None,
) -> Delivery | None:
    """Put a letter to one receiver in the queue; None when it was there already.

    Args:
        letter: from `compose`.
        address: the e-mail address.
        dedupe_key: two calls with the same text put one letter in the queue, ever.
        subscription: the reference by which `stop` holds the letter back; goes into `seal`.
        since: goes into `since`.
        fields: goes into the other slots.
        priority: codes and confirmations go before newsletters.
        due_at: not before this moment; now when left out.

    Raises ValueError when this is no address, SlotError when a slot would stay empty.
    """
    there = {REPLY, SEAL} if subscription else {REPLY}
    _require_filled(letter, there | ({SINCE} if since else set()) | set(fields or {}))
    cleaned = _clean_address(address)
    with connection.cursor() as cursor:
        cursor.execute(
            _ENQUEUE,
            {
                "letter": letter.pk,
                "address": encrypt(cleaned),
                "address_key": address_key(cleaned),
                "subscription": subscription,
                "since": since,
                "fields": Delivery._meta.get_field("fields").get_prep_value(fields or None),
                "dedupe_key": key_of(dedupe_key),
                "priority": priority,
                "state": State.QUEUED,
                "due_at": due_at,
            },
        )
        row = cursor.fetchone()
    if row is None:
        return None
    _wake_worker()
    return Delivery.objects.get(pk=row[0])


def _wake_worker() -> None:
    """Tell the workers, once this transaction is committed, that something is waiting."""
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {WAKE_CHANNEL}")


# The address is copied as it is stored: encrypted, and read by nobody here.
_ENQUEUE_MANY = """
INSERT INTO outbox_delivery
    (letter_id, address, address_key, subscription, since, dedupe_key, priority, state, attempts,
     due_at, last_reply, bounced, created_at)
SELECT letter.id, receiver.address, receiver.address_key, receiver.subscription, receiver.since,
       md5(%s || ':' || receiver.subscription)::uuid, %s, %s, 0, now(), '', false, now()
FROM ({receivers}) AS receiver (address, address_key, subscription, since, variant)
JOIN unnest(%s::text[], %s::bigint[]) AS letter (variant, id) USING (variant)
ON CONFLICT (dedupe_key) DO NOTHING
"""


@transaction.atomic
def enqueue_many(
    *, letter: Letter, receivers: QuerySet[Any, tuple[Any, ...]], dedupe_prefix: str
) -> int:
    """Put a letter to many receivers in the queue in one statement; return how many were new.

    Args:
        letter: from `compose`; may hold the slots `seal`, `since` and `reply` only.
        receivers: `.values_list(address, address_key, subscription, since)` in this order, under
            whatever names; it is run inside the database and never read here.
        dedupe_prefix: together with the subscription it makes the dedupe key, the same one as
            `enqueue(dedupe_key=f"{prefix}:{subscription}")`.

    Waits for withdrawals that are under way, and they for it: either they see these letters, or
    the query sees that they have withdrawn.
    """
    return _enqueue_variants({"": letter}, receivers.annotate(variant=Value("")), dedupe_prefix)


def _enqueue_variants(
    letters: Mapping[str, Letter], receivers: QuerySet[Any, Any], dedupe_prefix: str
) -> int:
    for letter in letters.values():
        _require_filled(letter, ALWAYS_THERE)
    try:
        sql, parameters = receivers.order_by().query.sql_with_params()
    except EmptyResultSet:
        # Django sees without asking the database that nobody can be meant.
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [MANY_LOCK])
        cursor.execute(
            _ENQUEUE_MANY.format(receivers=sql),
            [
                dedupe_prefix,
                Priority.BULK,
                State.QUEUED,
                *parameters,
                list(letters),
                [letter.pk for letter in letters.values()],
            ],
        )
        written: int = cursor.rowcount
    _wake_worker()
    return written


@transaction.atomic
def send(
    *,
    draft: Draft,
    address: str,
    dedupe_key: str,
    subscription: UUID | None = None,
    since: date | None = None,
    fields: Mapping[str, str] | None = None,
    priority: Priority = Priority.NORMAL,
) -> Delivery | None:
    """Keep a draft as a letter and put it to one receiver in the queue; see `enqueue`."""
    return enqueue(
        letter=_keep(draft),
        address=address,
        dedupe_key=dedupe_key,
        subscription=subscription,
        since=since,
        fields=fields,
        priority=priority,
    )


@transaction.atomic
def send_many(
    *, drafts: Mapping[str, Draft], receivers: QuerySet[Any, Any], dedupe_prefix: str
) -> int:
    """Keep drafts as letters and put one of them to each of many receivers in the queue.

    One statement finds the receivers once, however many variants there are; see `enqueue_many`.

    Args:
        drafts: what differs between groups of receivers (language, fullness), by variant.
        receivers: rows with `address`, `address_key`, `ref` (the subscription), `since` and
            `variant`, the key of the draft each one gets.
        dedupe_prefix: as in `enqueue_many`.
    """
    columns = ("address", "address_key", "ref", "since", "variant")
    return _enqueue_variants(
        {variant: _keep(draft) for variant, draft in drafts.items()},
        receivers.values_list(*columns),
        dedupe_prefix,
    )


def _keep(draft: Draft) -> Letter:
    return compose(
        key=draft.key,
        kind=draft.kind,
        language=draft.language,
        subject=draft.subject,
        text=draft.text,
        html=draft.html,
        withdraw_url=draft.withdraw_url,
        slots=draft.slots,
    )


@transaction.atomic
def stop(*, subscription: UUID) -> int:
    """Hold back every letter to a subscription that is not yet sent; return how many.

    Call it in the transaction that withdraws, as its last step: until that commits, letters to
    many wait. A letter on its way is stopped too unless its last byte has left (see the README).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MANY_LOCK])
    return _hold_back(Q(subscription=subscription))


@transaction.atomic
def take_back(*, drafts: Collection[Draft], subscriptions: QuerySet[Any, Any] | None = None) -> int:
    """Take letters that have not left out of the queue, as if never enqueued; return how many.

    What has left stays on record, so enqueueing the same again reaches only those it did not.

    Args:
        drafts: which letters; things that say the same share one letter.
        subscriptions: `.values("ref")` of those it concerns, where a letter may be shared; all
            who wait for it when left out.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MANY_LOCK])
    waiting = Delivery.objects.filter(
        letter__content_key__in=[key_of(draft.key) for draft in drafts], state__in=WAITING
    )
    if subscriptions is not None:
        waiting = waiting.filter(subscription__in=subscriptions)
    taken, _rows = waiting.delete()
    return taken


def _hold_back(which: Q) -> int:
    return Delivery.objects.filter(which, state__in=NOT_YET_SENT).update(state=State.SUPPRESSED)


@transaction.atomic
def suppress_address(*, address: str, reason: SuppressionReason) -> Suppression:
    """Send nothing more to an address, and hold back what is waiting."""
    key = address_key(address)
    suppression, _created = Suppression.objects.update_or_create(
        address_key=key, defaults={"reason": reason, "since": Now(), "until": None, "bounces": 0}
    )
    _hold_back(Q(address_key=key))
    suppression.refresh_from_db()
    return suppression


@transaction.atomic
def lift_suppression(*, actor: Actor, address: str) -> bool:
    """Let letters go to an address again, from now on; tell whether it was suppressed.

    Raises Refused when the actor may not.
    """
    require(may_mend_letters(actor))
    key = address_key(address)
    lifted = Suppression.objects.active().filter(address_key=key).update(until=Now(), bounces=0)
    if lifted:
        record(actor=actor, verb="outbox.lift_suppression", about=about_address(key))
    return bool(lifted)


@transaction.atomic
def retry_failed(*, actor: Actor, kind: str = "", day: date | None = None) -> int:
    """Put failed letters back in the queue, as if new; return how many.

    Letters whose text is deleted and letters to suppressed addresses stay as they are.

    Args:
        actor: an administrator.
        kind: only letters of this kind; all when left out.
        day: only letters that were written on this day.

    Raises Refused when the actor may not.
    """
    require(may_mend_letters(actor))
    suppressed = Suppression.objects.active().filter(address_key=OuterRef("address_key"))
    failed = Delivery.objects.filter(
        ~Exists(suppressed),
        state=State.FAILED,
        address__isnull=False,
        letter__in=Letter.objects.filter(cleared_at__isnull=True),
    )
    if kind:
        failed = failed.filter(letter__kind=kind)
    if day is not None:
        failed = failed.filter(created_at__date=day)
    count = failed.update(state=State.QUEUED, attempts=0, due_at=Now(), bounced=False)
    if count:
        record(actor=actor, verb="outbox.retry_failed", thing=f"letters:{kind}:{day or ''}")
        _wake_worker()
    return count


RELEASE_STUCK = """
UPDATE outbox_delivery SET state = %(queued)s, claimed_by = NULL, due_at = now()
WHERE state = %(in_flight)s
  AND pg_postmaster_start_time() < now() - %(grace)s
  AND claimed_by NOT IN (
    SELECT worker FROM outbox_heartbeat
    WHERE seen_at > now() - %(silent)s
       OR (seen_at > now() - %(long_silent)s AND EXISTS (
             SELECT FROM pg_stat_activity
             WHERE application_name = 'samspil-outbox ' || left(worker::text, 8))))
"""


@transaction.atomic
def release_stuck() -> int:
    """Put letters claimed by a dead worker back in the queue; return how many.

    A worker is dead when it was not heard of for 10 seconds and has no database session, or for
    five minutes. Each worker does this by itself now and then.
    """
    with connection.cursor() as cursor:
        cursor.execute(RELEASE_STUCK, release_parameters())
        released: int = cursor.rowcount
    Heartbeat.objects.filter(seen_at__lt=timezone.now() - 2 * LONG_SILENT).delete()
    if released:
        _wake_worker()
    return released


def release_parameters() -> dict[str, Any]:
    """Return the parameters of the statement that releases stuck letters."""
    return {
        "queued": State.QUEUED.value,
        "in_flight": State.IN_FLIGHT.value,
        "grace": RESTART_GRACE,
        "silent": SILENT,
        "long_silent": LONG_SILENT,
    }


@transaction.atomic
def clear_old_bodies() -> int:
    """Delete texts and addresses 30 days after sending; return how many letters were cleared.

    What stays is that a letter of this kind was sent then, under a key that cannot be read.
    """
    cutoff = timezone.now() - KEPT_AFTER_SENDING
    old = Letter.objects.filter(cleared_at__isnull=True, created_at__lt=cutoff)
    # Who is composing one of them just now holds it and is left alone; who comes later waits for us and
    # then sees that it has to be written again. What is asked below is asked after the locking.
    free = old.select_for_update(skip_locked=True).values_list("pk", flat=True)
    with_text = Letter.objects.filter(pk__in=list(free))
    Delivery.objects.filter(
        Q(sent_at__lt=cutoff)
        | Q(state__in=[State.FAILED, State.SUPPRESSED], created_at__lt=cutoff),
        letter__in=with_text,
        address__isnull=False,
    ).update(address=None, fields=None, since=None, subscription=None, last_reply="")
    still_needed = Delivery.objects.filter(letter=OuterRef("pk"), address__isnull=False)
    return with_text.filter(~Exists(still_needed)).update(
        subject="", text="", html="", cleared_at=Now()
    )
