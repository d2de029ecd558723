"""Everything about places at a gathering: taking one, waiting for one, giving it back.

Whoever changes how many seats are taken holds the gathering's row first, so that everything about one
gathering happens in turn; the database itself refuses one seat too many.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samspil.base.audit.actions import record, touch_public
from samspil.base.outbox.actions import stop
from samspil.base.people.actions import count_attempt, limit_attempts
from samspil.commons.gatherings.actions.telling import tell
from samspil.commons.gatherings.models import Feedback, Gathering, PhoneCall, Registration
from samspil.commons.gatherings.policies import (
    may_change_own,
    may_enter_for_person,
    may_give_feedback,
    may_invite,
    may_note_attendance,
    may_register,
    may_say_no,
    may_say_yes,
    may_see_names,
)
from samspil.commons.gatherings.terms import (
    COMING,
    LETTERS_PER_ADDRESS,
    RATE_WINDOW,
    REGISTRATIONS_PER_CLIENT,
    AccessNeed,
    GatheringState,
    Rating,
    RegistrationState,
    Source,
)
from samspil.kit.access import Actor, Refused, refused, require
from samspil.kit.encryption import address_key
from samspil.kit.words import one_line, readable


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who comes or is asked to: how to reach them and what they need."""

    address: str = ""
    name: str = ""
    phone: str = ""
    language: str = "da"
    companions: int = 0
    access_needs: Collection[str] = ()


def lock(gathering: Gathering) -> Gathering:
    """Return a gathering as it is now, held until the transaction ends."""
    return (
        Gathering.objects.select_for_update(of=("self",), no_key=True)
        .select_related("place")
        .get(pk=gathering.pk)
    )


def _fits(gathering: Gathering, party: int) -> bool:
    free = gathering.free_seats
    return free is None or free >= party


def _count_seats(gathering: Gathering, more: int) -> None:
    """Add to the seats taken, and let kept pages go when everybody sees a difference."""
    before = gathering.shown_seats
    gathering.seats_taken += more
    gathering.save(update_fields=["seats_taken"])
    if gathering.shown_seats != before:
        touch_public()


def _has_line(gathering: Gathering) -> bool:
    return gathering.registrations.in_line().exists()


def _seat_or_line(gathering: Gathering, registration: Registration) -> None:
    """Give a seat when one is free and nobody waits, else a place at the end of the line.

    Once it has begun, those who wait are at home: a free seat is for whoever stands at the door.
    """
    in_turn = gathering.starts_at <= timezone.now() or not _has_line(gathering)
    if in_turn and _fits(gathering, registration.party):
        registration.state = RegistrationState.REGISTERED
        _count_seats(gathering, registration.party)
    else:
        registration.state = RegistrationState.WAITING
    registration.in_line_since = timezone.now()


def move_up(gathering: Gathering) -> int:
    """Give free seats to those who wait, strictly in line, and tell them; return how many moved.

    The caller holds the gathering's row. A party that does not fit lets nobody past. Once the
    gathering has begun or is called off nobody moves up: they are at home, and free seats are for
    those at the door.
    """
    moved = 0
    if gathering.state != GatheringState.PUBLISHED or gathering.starts_at <= timezone.now():
        return moved
    for each in gathering.registrations.in_line():
        if not _fits(gathering, each.party):
            break
        each.state = RegistrationState.REGISTERED
        each.round += 1
        each.save(update_fields=["state", "round"])
        _count_seats(gathering, each.party)
        each.gathering = gathering
        tell(each, "moved_up")
        moved += 1
    return moved


def _needs(asked: Collection[str]) -> list[str] | None:
    return [need for need in AccessNeed.values if need in asked] or None


def _fill(registration: Registration, guest: Guest, source: Source) -> None:
    registration.name, registration.phone = one_line(guest.name), one_line(guest.phone)
    registration.companions = guest.companions
    registration.access_needs = _needs(guest.access_needs)
    registration.language, registration.source = guest.language, source
    registration.signed_up_on = timezone.localdate()


def _of_address(gathering: Gathering, address: str) -> Registration | None:
    """Return what an address was signed up or invited with before, its gathering being held."""
    known = gathering.registrations.filter(address_key=address_key(address)).first()
    if known is not None:
        known.gathering = gathering
    return known


def _begun(gathering: Gathering, known: Registration | None, guest: Guest) -> Registration:
    """Return the registration of a guest to fill: the one there was, so that its link still opens."""
    if known is not None:
        known.attended = None
        known.round += 1
        return known
    return Registration(
        gathering=gathering,
        address=guest.address.strip() or None,
        address_key=address_key(guest.address) if guest.address else None,
    )


def _check_party(gathering: Gathering, companions: int) -> None:
    if companions > gathering.most_companions:
        raise ValidationError(
            {
                "companions": ngettext(
                    "Du kan højst have én med.",
                    "Du kan højst have %(most)s med.",
                    gathering.most_companions,
                )
                % {"most": gathering.most_companions}
                if gathering.most_companions
                else _("Du kan ikke have nogen med til dette møde.")
            }
        )


def register(
    *, actor: Actor, gathering: Gathering, guest: Guest, client: str, source: Source = Source.WEB
) -> bool:
    """Sign somebody up without an account, for a seat or the waiting list (row P5).

    Signing up twice with the same address changes nothing, and the answer tells nobody that the
    address was known: only the letter does.

    Args:
        actor: the visitor.
        gathering: what to come to.
        guest: who, with an e-mail address.
        client: the network address the form came from, counted as a keyed hash.
        source: how it reached us.

    Returns:
        Whether there was room; when not, the letter says where the person stands.

    Raises:
        TooMany: when one client has sent very many.
        Refused: when nobody can sign up any more, with the reason.
        ValidationError: for more companions than may come.
    """
    limit_attempts(
        what="gatherings.register.client",
        who=client,
        per=RATE_WINDOW,
        most=REGISTRATIONS_PER_CLIENT,
    )
    with transaction.atomic():
        gathering = lock(gathering)
        require(may_register(gathering))
        _check_party(gathering, guest.companions)
        room = _fits(gathering, 1 + guest.companions) and not _has_line(gathering)
        _register(actor, gathering, guest, source)
    return room


def _register(actor: Actor, gathering: Gathering, guest: Guest, source: Source) -> Registration:
    known = _of_address(gathering, guest.address)
    if known is not None and known.state in COMING:
        _tell_again(known)
        return known
    registration = _begun(gathering, known, guest)
    _fill(registration, guest, source)
    _seat_or_line(gathering, registration)
    registration.save()
    record(actor=actor, verb="gatherings.register", thing=gathering.thing, about=registration.about)
    tell(registration, registration.state)
    return registration


def _tell_again(registration: Registration) -> None:
    """Tell the owner of an address that it was typed again, but never flood them."""
    tries = count_attempt(
        what="gatherings.register.address", who=str(registration.address_key), per=RATE_WINDOW
    )
    if tries <= LETTERS_PER_ADDRESS:
        registration.round += 1
        registration.save(update_fields=["round"])
        tell(registration, "already")


def lock_all(registrations: Collection[Registration]) -> None:
    """Hold the gatherings of some registrations at once and in order, so that nobody waits in a ring."""
    wanted = Gathering.objects.filter(pk__in={each.gathering_id for each in registrations})
    list(wanted.order_by("pk").select_for_update(of=("self",), no_key=True))


def _lock_own(registration: Registration) -> Registration:
    gathering = lock(registration.gathering)
    current = Registration.objects.select_for_update().filter(pk=registration.pk).first()
    if current is None:
        raise Refused(refused(_("Tilmeldingen er slettet.")))
    current.gathering = gathering
    return current


@transaction.atomic
def say_yes(
    *,
    actor: Actor,
    registration: Registration,
    name: str,
    companions: int,
    access_needs: Collection[str],
) -> Registration:
    """Accept an invitation, or come after all after having said no.

    Pressing twice changes nothing more.

    Raises:
        Refused: when it is too late or called off, with the reason.
        ValidationError: for more companions than may come.
    """
    current = _lock_own(registration)
    if current.state in COMING:
        return current
    require(may_say_yes(current))
    gathering = current.gathering
    _check_party(gathering, companions)
    current.name = one_line(name) or current.name
    current.companions, current.access_needs = companions, _needs(access_needs)
    current.round += 1
    _seat_or_line(gathering, current)
    current.save()
    record(actor=actor, verb="gatherings.say_yes", thing=gathering.thing, about=current.about)
    tell(current, current.state)
    return current


@transaction.atomic
def say_no(*, actor: Actor, registration: Registration) -> Registration:
    """Decline an invitation, or cancel a seat or a place in line; a free seat goes to the next in line.

    Pressing twice changes nothing more. Raises Refused when the gathering has begun.
    """
    current = _lock_own(registration)
    if current.state in (RegistrationState.CANCELLED, RegistrationState.DECLINED):
        return current
    require(may_say_no(current))
    return _leave(actor, current)


def _leave(actor: Actor, current: Registration) -> Registration:
    gathering, was = current.gathering, RegistrationState(current.state)
    invited = was == RegistrationState.INVITED
    current.state = RegistrationState.DECLINED if invited else RegistrationState.CANCELLED
    current.access_needs = None
    current.round += 1
    current.save(update_fields=["state", "access_needs", "round"])
    record(
        actor=actor,
        verb="gatherings.decline" if invited else "gatherings.cancel_registration",
        thing=gathering.thing,
        about=current.about,
    )
    if was == RegistrationState.REGISTERED:
        _count_seats(gathering, -current.party)
    move_up(gathering)
    stop(subscription=current.ref)
    PhoneCall.objects.filter(registration=current, done_at__isnull=True).delete()
    # Whoever has no e-mail said so on the phone and needs no call about it.
    if current.address is not None:
        tell(current, "cancelled_own")
    return current


@transaction.atomic
def change_own(
    *, actor: Actor, registration: Registration, companions: int, access_needs: Collection[str]
) -> Registration:
    """Change whom one brings and what one needs; the place in line stays.

    Raises:
        Refused: when it has begun, or for more people when the last day to sign up is over.
        ValidationError: when there is no room for more, or more than may come.
    """
    current = _lock_own(registration)
    require(may_change_own(current))
    gathering = current.gathering
    more = companions - current.companions
    if more > 0:
        require(may_say_yes(current))
        _check_party(gathering, companions)
    # Whoever waits comes before those who want to bring one more.
    no_room = not _fits(gathering, more) or _has_line(gathering)
    if current.state == RegistrationState.REGISTERED and more > 0 and no_room:
        raise ValidationError(
            {"companions": _("Der er ikke plads til flere. Du beholder din plads.")}
        )
    if (companions, _needs(access_needs)) == (current.companions, current.access_needs):
        return current
    current.companions, current.access_needs = companions, _needs(access_needs)
    current.round += 1
    current.save(update_fields=["companions", "access_needs", "round"])
    record(actor=actor, verb="gatherings.change_own", thing=gathering.thing, about=current.about)
    if current.state == RegistrationState.REGISTERED and more:
        _count_seats(gathering, more)
    move_up(gathering)
    tell(current, "changed_own")
    return current


@transaction.atomic
def invite(*, actor: Actor, gathering: Gathering, guests: Iterable[Guest]) -> int:
    """Invite people by letter, each once; of a draft they hear when it is published.

    Args:
        actor: who invites.
        gathering: to what.
        guests: whom, each with an address, or without one to be called.

    Returns:
        How many were not invited or signed up before.

    Raises Refused when the actor may not edit the gathering, or when it has begun or is called off.
    """
    gathering = lock(gathering)
    require(may_invite(actor, gathering))
    invited = 0
    known = set(gathering.registrations.values_list("address_key", flat=True))
    for guest in guests:
        key = address_key(guest.address) if guest.address else None
        if key is not None and key in known:
            continue
        known.add(key)
        registration = Registration(
            gathering=gathering,
            address=guest.address.strip() or None,
            address_key=key,
            state=RegistrationState.INVITED,
        )
        _fill(registration, guest, Source.WEB)
        registration.save()
        record(
            actor=actor, verb="gatherings.invite", thing=gathering.thing, about=registration.about
        )
        if not gathering.is_draft:
            tell(registration, "invited")
        invited += 1
    return invited


@transaction.atomic
def enter_for_person(
    *, actor: Actor, gathering: Gathering, guest: Guest, source: Source
) -> Registration:
    """Sign up somebody who called, wrote on paper or stands at the door (row X3).

    Raises:
        Refused: when the actor may not, with the reason.
        ValidationError: when there is no way to reach the person, for more companions than may
            come, when the address is signed up already, or somebody stands at the door of a full
            gathering.
    """
    gathering = lock(gathering)
    require(may_enter_for_person(actor, gathering))
    at_door = source == Source.DOOR
    if not guest.name.strip():
        raise ValidationError({"name": _("Skriv personens navn.")})
    if not (guest.address or guest.phone or at_door):
        raise ValidationError({"phone": _("Skriv et telefonnummer eller en e-mail.")})
    _check_party(gathering, guest.companions)
    known = _of_address(gathering, guest.address) if guest.address else None
    if known is not None and known.state in COMING:
        raise ValidationError({"email": _("Personen er allerede skrevet op.")})
    if guest.address and not at_door:
        return _register(actor, gathering, guest, source)
    registration = _begun(gathering, known, guest)
    _fill(registration, guest, source)
    _seat_or_line(gathering, registration)
    if at_door:
        if registration.state != RegistrationState.REGISTERED:
            raise ValidationError(_("Der er fuldt. Giv først mødet flere pladser, hvis det kan."))
        registration.attended = True
    registration.save()
    record(
        actor=actor,
        verb="gatherings.enter_for_person",
        thing=gathering.thing,
        about=registration.about,
    )
    return registration


@transaction.atomic
def withdraw_for_person(*, actor: Actor, registration: Registration) -> Registration:
    """Cancel for somebody who called; a free seat goes to the next in line.

    Raises Refused when the actor may not, or when the gathering has begun.
    """
    require(may_enter_for_person(actor, registration.gathering))
    return say_no(actor=actor, registration=registration)


@transaction.atomic
def note_attendance(
    *,
    actor: Actor,
    gathering: Gathering,
    came: Collection[int],
    shown: Collection[int],
    ticked: Collection[int] = (),
) -> int:
    """Note who of those with a seat came, and by that who did not; return how many are noted as there.

    Two may note at two doors: whom one of them did not see, or the other ticked meanwhile, stays.

    Args:
        actor: a host.
        gathering: which one.
        came: ids of the registrations of those who came.
        shown: the ids that stood on the list.
        ticked: those of them that were ticked when the list was opened.

    Raises Refused long before the gathering begins, or when the actor may not.
    """
    gathering = lock(gathering)
    require(may_note_attendance(actor, gathering))
    seated = gathering.registrations.in_state(RegistrationState.REGISTERED)
    gone = set(shown) - set(came)
    seated.filter(pk__in=came).update(attended=True)
    seated.filter(pk__in=gone & set(ticked)).update(attended=False)
    seated.filter(pk__in=gone, attended=None).update(attended=False)
    record(actor=actor, verb="gatherings.note_attendance", thing=gathering.thing)
    return seated.filter(attended=True).count()


@transaction.atomic
def mark_called(*, actor: Actor, call: PhoneCall) -> None:
    """Note that somebody without e-mail has been told.

    Doing it twice changes nothing more. Raises Refused when the actor may not see names.
    """
    registration = call.registration
    require(may_see_names(actor, registration.gathering))
    waiting = PhoneCall.objects.filter(pk=call.pk, done_at__isnull=True)
    if not waiting.update(done_at=timezone.now()):
        return
    record(
        actor=actor,
        verb="gatherings.mark_called",
        thing=registration.gathering.thing,
        about=registration.about,
    )


@transaction.atomic
def give_feedback(
    *, actor: Actor, registration: Registration, rating: Rating, words: str = "", wishes: str = ""
) -> Feedback:
    """Keep how it was for somebody who was there; what is kept does not say who.

    Raises Refused when the person was not there, has answered, or comes too late.
    """
    current = _lock_own(registration)
    require(may_give_feedback(current))
    current.gave_feedback = True
    current.save(update_fields=["gave_feedback"])
    return Feedback.objects.create(
        gathering=current.gathering,
        rating=rating,
        words=readable(words).strip(),
        wishes=readable(wishes).strip(),
    )


@transaction.atomic
def forget_person(*, actor: Actor, registration: Registration) -> None:
    """Erase somebody's registration; a seat that is still ahead goes to the next in line."""
    current = _lock_own(registration)
    gathering = current.gathering
    stop(subscription=current.ref)
    record(actor=actor, verb="gatherings.forget_person", thing=gathering.thing, about=current.about)
    was, party = current.state, current.party
    current.delete()
    if was == RegistrationState.REGISTERED and not gathering.is_over:
        _count_seats(gathering, -party)
    move_up(gathering)
