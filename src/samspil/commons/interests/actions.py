"""Sign up, confirm, change, pause, withdraw; and the same for those on phone and paper."""

import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from secrets import randbelow
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from samspil.base.audit.actions import record
from samspil.base.outbox.actions import send, send_many, stop
from samspil.base.outbox.drafts import Draft
from samspil.base.outbox.terms import Priority
from samspil.base.people.actions import count_attempt, limit_attempts
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.base.topics.terms import Dimension
from samspil.commons.interests import letters
from samspil.commons.interests.models import (
    AccessCode,
    CallTask,
    Choice,
    InterestProfile,
    ProfileQuerySet,
    SignUp,
)
from samspil.commons.interests.policies import (
    may_change,
    may_change_for_person,
    may_confirm,
    may_enter_for_person,
    may_resume,
    may_see_call_list,
    may_withdraw_for_person,
)
from samspil.commons.interests.queries import expired_pauses, withdrawn_before
from samspil.commons.interests.terms import (
    CODE_ATTEMPTS,
    CODE_LASTS,
    CODES_PER_ADDRESS,
    CONFIRM_WITHIN,
    KEEP_UNCONFIRMED,
    RATE_WINDOW,
    SIGN_UPS_PER_ADDRESS,
    SIGN_UPS_PER_CLIENT,
    UNDO_WITHDRAWAL,
    ProfileState,
    Source,
)
from samspil.commons.interests.wishes import Wishes
from samspil.kit.access import Actor, System, require
from samspil.kit.encryption import address_key


def sign_up(
    *, actor: Actor, address: str, wishes: Wishes, client: str, source: Source = Source.WEB
) -> SignUp | None:
    """Keep what somebody asks for and send a letter to confirm it (double opt-in).

    The answer is the same whether the address is known here or not. A second press on the same
    choices within the hour sends nothing new.

    Args:
        actor: the visitor, or the member of staff who types for somebody.
        address: the e-mail address given.
        wishes: what was chosen.
        client: the network address the form came from, counted as a keyed hash.
        source: how the wishes reached us.

    Returns:
        The sign-up that waits for confirmation; None when this address has been tried so often that
        no further letter is sent to it, which the visitor is not told.

    Raises:
        TooMany: when one client has sent very many.
    """
    limit_attempts(
        what="interests.sign_up.client", who=client, per=RATE_WINDOW, most=SIGN_UPS_PER_CLIENT
    )
    address = address.strip()
    if (
        count_attempt(what="interests.sign_up.address", who=address, per=RATE_WINDOW)
        > SIGN_UPS_PER_ADDRESS
    ):
        return None
    with transaction.atomic():
        _one_at_a_time(address_key(address))
        waiting = _same_again(address, wishes)
        if waiting is not None:
            return waiting
        waiting = SignUp.objects.create(
            address=address,
            address_key=address_key(address),
            wishes=wishes.as_json(),
            source=source,
            expires_at=timezone.now() + CONFIRM_WITHIN,
        )
        record(actor=actor, verb="interests.sign_up", thing=str(waiting))
        _send_confirmation(waiting, wishes)
    return waiting


def _one_at_a_time(key: UUID) -> None:
    """Let what concerns one address happen in turn until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(key)])


def _same_again(address: str, wishes: Wishes) -> SignUp | None:
    """Return the waiting sign-up with just these wishes from the last hour (a double click)."""
    recent = SignUp.objects.select_for_update().filter(
        address_key=address_key(address),
        confirmed_at__isnull=True,
        created_at__gt=timezone.now() - RATE_WINDOW,
    )
    return next((each for each in recent if each.wishes == wishes.as_json()), None)


def _send_confirmation(waiting: SignUp, wishes: Wishes) -> None:
    known = InterestProfile.objects.filter(
        address_key=waiting.address_key, withdrawn_at__isnull=True
    ).exists()
    write = letters.change_confirmation if known else letters.confirmation
    send(
        draft=write(wishes.language),
        address=waiting.address,
        dedupe_key=f"interests:confirm:{waiting.ref}:{waiting.round}",
        fields={"link": letters.confirm_link(waiting, wishes.language)},
        priority=Priority.HIGH,
    )


def send_confirmation_again(*, actor: Actor, sign_up: SignUp) -> bool:
    """Send a new letter for a sign-up whose link came too late; True when one was sent."""
    if (
        count_attempt(what="interests.sign_up.address", who=sign_up.address, per=RATE_WINDOW)
        > SIGN_UPS_PER_ADDRESS
    ):
        return False
    with transaction.atomic():
        waiting = SignUp.objects.select_for_update().get(pk=sign_up.pk)
        if not waiting.is_expired:
            return False
        waiting.round += 1
        waiting.expires_at = timezone.now() + CONFIRM_WITHIN
        waiting.save(update_fields=["round", "expires_at"])
        record(actor=actor, verb="interests.send_confirmation_again", thing=str(waiting))
        _send_confirmation(waiting, Wishes.from_json(waiting.wishes))
    return True


@transaction.atomic
def confirm(*, actor: Actor, sign_up: SignUp) -> InterestProfile:
    """Make a profile of a confirmed sign-up, or give the profile there is its new wishes.

    Confirming twice changes nothing more. Raises Refused when the link came too late, or was used
    by somebody who has withdrawn since.
    """
    waiting = SignUp.objects.select_for_update().get(pk=sign_up.pk)
    _one_at_a_time(waiting.address_key)
    profile = (
        InterestProfile.objects.select_for_update().filter(address_key=waiting.address_key).first()
    )
    require(may_confirm(waiting, profile))
    if waiting.confirmed_at is not None and profile is not None:
        return profile
    wishes = Wishes.from_json(waiting.wishes)
    if profile is None:
        profile = InterestProfile.objects.create(
            address=waiting.address,
            address_key=waiting.address_key,
            source=waiting.source,
            consent_version=wishes.consent_version,
            since=timezone.localdate(),
        )
    elif profile.withdrawn_at is not None:
        profile.since = timezone.localdate()
    _grant(profile, wishes)
    waiting.confirmed_at = timezone.now()
    waiting.wishes = {}
    waiting.save(update_fields=["confirmed_at", "wishes"])
    record(
        actor=actor,
        verb="interests.confirm",
        thing=str(waiting),
        about=profile.about,
        why=f"consent:{wishes.consent_version}",
    )
    return profile


def _grant(profile: InterestProfile, wishes: Wishes) -> None:
    """Write wishes to a profile and make it active."""
    topics = Topic.objects.in_bulk(wishes.topics)
    places = Place.objects.in_bulk(wishes.places)
    profile.rhythm, profile.language = wishes.rhythm, wishes.language
    profile.wants_full_text = wishes.wants_full_text
    profile.wants_newsletter = wishes.wants_newsletter
    profile.available_for = list(wishes.available_for)
    profile.consent_version = wishes.consent_version
    profile.state, profile.withdrawn_at, profile.paused_until = ProfileState.ACTIVE, None, None
    profile.dimensions = 0
    for topic in topics.values():
        profile.dimensions |= topic.dimension
    if places:
        profile.dimensions |= Dimension.PLACE
    profile.save()
    profile.choices.all().delete()
    named = profile.dimensions
    Choice.objects.bulk_create(
        [
            *(
                Choice(profile=profile, topic=topic, dimension=topic.dimension, of_dimensions=named)
                for topic in topics.values()
            ),
            *(
                Choice(profile=profile, place=place, dimension=Dimension.PLACE, of_dimensions=named)
                for place in places.values()
            ),
        ]
    )


@transaction.atomic
def change(*, actor: Actor, profile: InterestProfile, wishes: Wishes) -> None:
    """Give a profile new wishes; what is not among them is left behind, the address stays.

    A paused profile stays paused. Raises Refused when the person has withdrawn meanwhile.
    """
    profile = InterestProfile.objects.select_for_update().get(pk=profile.pk)
    require(may_change(profile))
    state, paused_until = profile.state, profile.paused_until
    _grant(profile, wishes)
    if state == ProfileState.PAUSED:
        profile.state, profile.paused_until = state, paused_until
        profile.save(update_fields=["state", "paused_until"])
    record(
        actor=actor,
        verb="interests.change",
        about=profile.about,
        why=f"consent:{wishes.consent_version}",
    )


@transaction.atomic
def pause(*, actor: Actor, profile: InterestProfile, until: date | None = None) -> None:
    """Let letters rest until a date, or until the person starts again; nothing waiting goes out."""
    profile = InterestProfile.objects.select_for_update().get(pk=profile.pk)
    if profile.state == ProfileState.WITHDRAWN:
        return
    profile.state, profile.paused_until = ProfileState.PAUSED, until
    profile.save(update_fields=["state", "paused_until"])
    record(actor=actor, verb="interests.pause", about=profile.about)
    stop(subscription=profile.ref)


@transaction.atomic
def resume(*, actor: Actor, profile: InterestProfile) -> None:
    """Start letters again after a pause, or within a day undo a withdrawal.

    Raises Refused when the day is over.
    """
    profile = InterestProfile.objects.select_for_update().get(pk=profile.pk)
    require(may_resume(profile))
    _resume(actor, profile)


def _resume(actor: Actor, profile: InterestProfile) -> None:
    profile.state, profile.paused_until, profile.withdrawn_at = ProfileState.ACTIVE, None, None
    profile.save(update_fields=["state", "paused_until", "withdrawn_at"])
    record(actor=actor, verb="interests.resume", about=profile.about)


@transaction.atomic
def withdraw(*, actor: Actor, profile: InterestProfile) -> None:
    """Stop all letters at once; a day later everything about the profile is erased.

    Doing it twice changes nothing more.
    """
    profile = InterestProfile.objects.select_for_update().get(pk=profile.pk)
    if profile.state == ProfileState.WITHDRAWN:
        return
    profile.state, profile.paused_until = ProfileState.WITHDRAWN, None
    profile.withdrawn_at = timezone.now()
    profile.save(update_fields=["state", "paused_until", "withdrawn_at"])
    profile.call_tasks.filter(done_at__isnull=True).delete()
    record(actor=actor, verb="interests.withdraw", about=profile.about)
    if profile.address_key is not None:
        stop(subscription=profile.ref)


@transaction.atomic
def withdraw_for_person(*, actor: Actor, profile: InterestProfile) -> None:
    """Withdraw somebody without e-mail, who said so on the phone or on paper.

    Raises Refused when the actor may not, or when the person has an e-mail and does it alone.
    """
    require(may_withdraw_for_person(actor, profile))
    withdraw(actor=actor, profile=profile)


@transaction.atomic
def change_for_person(*, actor: Actor, profile: InterestProfile, wishes: Wishes) -> None:
    """Give somebody without e-mail new wishes, said on the phone or on paper.

    The consent stays the one that was given. Changing again undoes it.

    Raises Refused when the actor may not, or when the person has an e-mail or is withdrawn.
    """
    profile = InterestProfile.objects.select_for_update().get(pk=profile.pk)
    require(may_change_for_person(actor, profile))
    consent = profile.consent_version
    change(actor=actor, profile=profile, wishes=replace(wishes, consent_version=consent))


@transaction.atomic
def enter_for_person(
    *,
    actor: Actor,
    wishes: Wishes,
    source: Source,
    contact: Mapping[str, str],
) -> InterestProfile:
    """Enter a person without e-mail, who said yes on the phone or on paper (row X3).

    Args:
        actor: the member of staff.
        wishes: what the person asks for.
        source: phone or paper.
        contact: name, phone and postal address; kept encrypted.

    Raises Refused when the actor may not.
    """
    require(may_enter_for_person(actor))
    profile = InterestProfile.objects.create(
        contact=dict(contact),
        source=source,
        consent_version=wishes.consent_version,
        since=timezone.localdate(),
    )
    _grant(profile, wishes)
    record(
        actor=actor,
        verb="interests.enter_for_person",
        about=profile.about,
        why=f"consent:{wishes.consent_version} source:{source}",
    )
    return profile


def _code_hash(code: str, ref: object) -> str:
    return salted_hmac(f"samspil.code.{ref}", code, algorithm="sha256").hexdigest()


def send_access_code(*, actor: Actor, address: str, language: str, client: str) -> AccessCode:
    """Send a six-digit code that opens one's own choices; the answer never tells who is known.

    Raises TooMany when one client has asked very often.
    """
    limit_attempts(
        what="interests.code.client", who=client, per=RATE_WINDOW, most=SIGN_UPS_PER_CLIENT
    )
    address = address.strip()
    key = address_key(address)
    code = f"{randbelow(1_000_000):06d}"
    often = count_attempt(what="interests.code.address", who=address, per=RATE_WINDOW)
    with transaction.atomic():
        row = AccessCode(address_key=key, expires_at=timezone.now() + CODE_LASTS)
        row.code_hash = _code_hash(code, row.ref)
        # A code that is never sent must not be there to be guessed.
        row.attempts = CODE_ATTEMPTS if often > CODES_PER_ADDRESS else 0
        row.save()
        if often > CODES_PER_ADDRESS:
            return row
        known = InterestProfile.objects.filter(address_key=key, withdrawn_at__isnull=True).first()
        draft = letters.access_code(language) if known else letters.unknown_address(language)
        send(
            draft=draft,
            # To the address that was confirmed, not to one that only looks like it.
            address=str(known.address) if known else address,
            dedupe_key=letters.code_key(row),
            fields={"code": code} if known else {},
            priority=Priority.HIGH,
        )
        record(actor=actor, verb="interests.send_access_code", about=known.about if known else "")
    return row


@transaction.atomic
def use_access_code(*, actor: Actor, code: AccessCode, typed: str) -> InterestProfile | None:
    """Return the profile a code opens, or None when the code is wrong, used or too old."""
    row = AccessCode.objects.select_for_update().get(pk=code.pk)
    if row.used_at or row.expires_at <= timezone.now() or row.attempts >= CODE_ATTEMPTS:
        return None
    row.attempts = F("attempts") + 1
    typed = "".join(typed.split())
    fits = hmac.compare_digest(_code_hash(typed, row.ref), row.code_hash)
    if fits:
        row.used_at = timezone.now()
    row.save(update_fields=["attempts", "used_at"])
    profile = InterestProfile.objects.filter(
        address_key=row.address_key, withdrawn_at__isnull=True
    ).first()
    if not fits or profile is None:
        return None
    record(actor=actor, verb="interests.use_access_code", about=profile.about)
    return profile


def write_to(
    *, people: ProfileQuerySet, drafts: Callable[[], Mapping[str, Draft]], key: str
) -> int:
    """Queue one letter to each of some people, in the language and fullness each chose.

    Args:
        people: whom to write to; those without e-mail are left out.
        drafts: writes the letter by variant, see `letters.in_every_variant`; asked when somebody gets it.
        key: two calls with the same key send nobody a second letter.

    Returns:
        The number of letters queued now.
    """
    receivers = people.by_mail()
    if not receivers.exists():
        return 0
    return send_many(drafts=drafts(), receivers=receivers.with_variant(), dedupe_prefix=key)


def ask_to_call(*, profiles: Iterable[InterestProfile], thing: str, title: str, path: str) -> int:
    """Put persons without e-mail on the call and print list for a thing, each once."""
    tasks = [CallTask(profile=each, thing=thing, title=title[:200], path=path) for each in profiles]
    return len(CallTask.objects.bulk_create(tasks, ignore_conflicts=True))


@transaction.atomic
def mark_told(*, actor: Actor, task: CallTask) -> None:
    """Note that somebody has been told by phone or on paper.

    Raises Refused when the actor may not see the list.
    """
    require(may_see_call_list(actor))
    task = (
        CallTask.objects.select_for_update(of=("self",)).select_related("profile").get(pk=task.pk)
    )
    if task.done_at is None:
        task.done_at, task.done_by = timezone.now(), actor.pk
        task.save(update_fields=["done_at", "done_by"])
        record(actor=actor, verb="interests.mark_told", thing=task.thing, about=task.profile.about)


def _erase(profile: InterestProfile) -> None:
    """Delete a profile and what led to it; a newer sign-up that still waits is a new wish and stays."""
    if profile.address_key is not None:
        SignUp.objects.filter(address_key=profile.address_key, confirmed_at__isnull=False).delete()
        AccessCode.objects.filter(address_key=profile.address_key).delete()
    profile.delete()


def _erase_withdrawn(actor: Actor, profile: InterestProfile) -> None:
    record(actor=actor, verb="interests.erase_withdrawn", about=profile.about)
    _erase(profile)


def _each_still(profiles: ProfileQuerySet, do: Callable[[InterestProfile], None]) -> int:
    """Do something to each profile that, once it is locked, still is one of these; count them."""
    done = 0
    for pk in list(profiles.values_list("pk", flat=True)):
        with transaction.atomic():
            profile = profiles.select_for_update(of=("self",)).filter(pk=pk).first()
            if profile is not None:
                do(profile)
                done += 1
    return done


def sweep(*, actor: System) -> dict[str, int]:
    """Erase what is over (unconfirmed sign-ups, withdrawn profiles, codes) and end pauses."""
    now = timezone.now()
    erased_sign_ups, _rows = SignUp.objects.filter(created_at__lt=now - KEEP_UNCONFIRMED).delete()
    erased_codes, _rows = AccessCode.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
    erased_profiles = _each_still(
        withdrawn_before(now - UNDO_WITHDRAWAL), partial(_erase_withdrawn, actor)
    )
    resumed = _each_still(expired_pauses(), partial(_resume, actor))
    return {
        "sign_ups": erased_sign_ups,
        "codes": erased_codes,
        "profiles": erased_profiles,
        "resumed": resumed,
    }
