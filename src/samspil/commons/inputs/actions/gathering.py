"""Ask people, take in what they say (on the site, by hand, from a sheet), word quotes, erase."""

import re
from collections import Counter
from collections.abc import Collection as Many
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.outbox.actions import send, stop
from samspil.base.outbox.terms import Priority
from samspil.base.people.actions import count_attempt
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.inputs import letters
from samspil.commons.inputs.models import Collection, Input, OutcomeCall
from samspil.commons.inputs.policies import (
    may_change_state,
    may_enter_into,
    may_gather_for,
    may_give,
    may_read_input,
    may_work_with,
)
from samspil.commons.inputs.queries import missing_collection
from samspil.commons.inputs.terms import (
    CONSENT_CONTACT,
    CONSENT_QUOTE,
    INPUTS_PER_CLIENT,
    KEEP_CONTACT,
    LETTERS_PER_ADDRESS,
    RATE_WINDOW,
    SAME_PRESS,
    Channel,
    CollectionKind,
    CollectionState,
    InputState,
    Voice,
)
from samspil.kit.access import SYSTEM, Actor, System, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.encryption import address_key
from samspil.kit.words import one_line, readable


class TooMany(Exception):
    """Somebody tried too often; the message says when to try again."""

    def __init__(self) -> None:
        super().__init__(str(_("Der er prøvet for mange gange. Vent en time, og prøv igen.")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What people are asked and where."""

    title: str
    kind: CollectionKind
    title_en: str = ""
    held_on: date | None = None
    intro: str = ""
    easy_intro: str = ""
    intro_en: str = ""
    easy_intro_en: str = ""
    is_for_all: bool = False
    last_day: date | None = None
    source_title: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one person says, and what they allow."""

    text: str
    voice: Voice
    topics: tuple[int, ...] = ()
    language: str = "da"
    quote_allowed: bool = False
    address: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)


def _write(collection: Collection, asking: Asking) -> None:
    for name in ("title", "title_en", "source_title", "source_url"):
        setattr(collection, name, one_line(getattr(asking, name)))
    for name in ("intro", "easy_intro", "intro_en", "easy_intro_en"):
        setattr(collection, name, readable(getattr(asking, name)).strip())
    collection.kind, collection.held_on = asking.kind, asking.held_on
    collection.is_for_all, collection.last_day = asking.is_for_all, asking.last_day
    # A link to somewhere else in our own name is not for whoever fills a form.
    if not re.match(r"/(?![/\\])", collection.source_url):
        collection.source_url = ""


@transaction.atomic
def begin_collection(
    *, actor: Person, asking: Asking, topics: Many[Topic] = (), places: Many[Place] = ()
) -> Collection:
    """Begin a collection as a draft.

    Raises Refused when the actor may not gather for these places and topics.
    """
    require(may_gather_for(actor, [each.pk for each in places], [each.pk for each in topics]))
    collection = Collection(created_by=actor)
    _write(collection, asking)
    collection.save()
    collection.topics.set(topics)
    collection.places.set(places)
    record(actor=actor, verb="inputs.begin_collection", thing=collection.thing)
    return collection


@transaction.atomic
def save_collection(
    *,
    actor: Actor,
    collection: Collection,
    version: int,
    asking: Asking,
    topics: Many[Topic] = (),
    places: Many[Place] = (),
) -> Collection:
    """Change what is asked.

    Raises Refused when the actor may not, for what it was or for what it becomes, and EditedMeanwhile
    when somebody else saved it since it was opened.
    """
    found = Collection.objects.select_for_update().get(pk=collection.pk)
    require(may_work_with(actor, found))
    require(may_gather_for(actor, [each.pk for each in places], [each.pk for each in topics]))
    if found.version != version:
        raise EditedMeanwhile(found)
    _write(found, asking)
    found.version += 1
    found.save()
    found.topics.set(topics)
    found.places.set(places)
    record(actor=actor, verb="inputs.save_collection", thing=found.thing, public=True)
    return found


@transaction.atomic
def change_state(*, actor: Actor, collection: Collection, to: CollectionState) -> None:
    """Open or close a collection.

    Raises Refused when the actor may not or it is in no state to.
    """
    found = Collection.objects.select_for_update().get(pk=collection.pk)
    require(may_change_state(actor, found, to))
    found.state = to
    found.version += 1
    found.save(update_fields=["state", "version"])
    record(actor=actor, verb=f"inputs.collection_{to}", thing=found.thing, public=True)


def content_key(words: Words, number: int) -> UUID:
    """Return what makes an input the same input: its words, its voice, and the how manieth it is.

    Args:
        words: what is said; case and spaces do not count.
        number: 1 for the first with these words in its collection, 2 for the second person.
    """
    said = " ".join(words.text.split()).casefold()
    digest = salted_hmac(
        "samspil.input",
        f"{number}|{words.voice}|{said}",
        secret=settings.INDEX_KEY,
        algorithm="sha256",
    ).digest()
    return UUID(bytes=digest[:16])


def _one_at_a_time(collection: Collection) -> None:
    """Let what comes into one collection come in turn until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [0x1A9, collection.pk])


def _taken(collection: Collection) -> set[UUID]:
    return set(collection.inputs.values_list("content_key", flat=True))


def _first_free(words: Words, taken: Many[UUID]) -> UUID:
    number = 1
    while (key := content_key(words, number)) in taken:
        number += 1
    return key


def _contact(words: Words) -> dict[str, str] | None:
    return {name: one_line(text) for name, text in words.contact.items() if text.strip()} or None


def _new_input(
    collection: Collection,
    words: Words,
    *,
    channel: Channel,
    key: UUID,
    by: Person | None,
    received_on: date | None = None,
) -> Input:
    address = words.address.strip()
    contact = _contact(words)
    made = Input(
        collection=collection,
        text=readable(words.text).strip(),
        voice=words.voice,
        language=words.language,
        quote_allowed=words.quote_allowed,
        quote_consent=CONSENT_QUOTE if words.quote_allowed else "",
        channel=channel,
        received_by=by,
        address=address or None,
        address_key=address_key(address) if address else None,
        contact=contact,
        contact_consent=CONSENT_CONTACT if address or contact else "",
        content_key=key,
    )
    if received_on is not None:
        made.received_at = timezone.make_aware(datetime.combine(received_on, time(12)))
    made.save()
    made.topics.set(words.topics)
    return made


def give(*, actor: Actor, collection: Collection, words: Words, client: str) -> Input:
    """Take in what somebody says on the site, and thank by letter when there is an address.

    A second press within some minutes gives the same input.

    Args:
        actor: the visitor; nobody needs an account.
        collection: one that is open to all.
        words: what is said.
        client: the network address, counted as a keyed hash.

    Raises TooMany when one client has sent very many, Refused when the collection takes nothing in.
    """
    tried = count_attempt(what="inputs.give.client", who=client, per=RATE_WINDOW)
    if tried > INPUTS_PER_CLIENT:
        raise TooMany
    address = words.address.strip()
    often = (
        count_attempt(what="inputs.give.address", who=address, per=RATE_WINDOW) if address else 0
    )
    with transaction.atomic():
        _one_at_a_time(collection)
        found = Collection.objects.get(pk=collection.pk)
        require(may_give(found))
        if (again := _same_press(found, words)) is not None:
            return again
        key = _first_free(words, _taken(found))
        made = _new_input(found, words, channel=Channel.SITE, key=key, by=None)
        record(actor=actor, verb="inputs.give", thing=found.thing, about=made.about)
        if address and often <= LETTERS_PER_ADDRESS:
            send(
                draft=letters.received(made.language),
                address=address,
                dedupe_key=letters.received_key(made),
                subscription=made.ref,
                fields={"link": letters.trace_link(made)},
                priority=Priority.HIGH,
            )
    return made


def give_missing(*, actor: Actor, words: Words, client: str) -> Input:
    """Take in what somebody misses, which reaches whoever works with what people say.

    Args:
        actor: the visitor; nobody needs an account.
        words: what is missed.
        client: the network address, counted as a keyed hash.

    Raises as `give` does.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        # Two who miss something at the same moment begin one collection.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('inputs.missing'))")
        collection = missing_collection()
        if collection.pk is None:
            collection.save()
            record(actor=SYSTEM, verb="inputs.begin_collection", thing=collection.thing)
    return give(actor=actor, collection=collection, words=words, client=client)


def _same_press(collection: Collection, words: Words) -> Input | None:
    """Return the input just like this one from some minutes ago (a double click).

    Its link erases it and stops its calls, so all that the person gave has to be the same.
    """
    address = words.address.strip()
    recent = Input.objects.on_board().filter(
        collection=collection,
        channel=Channel.SITE,
        voice=words.voice,
        address_key=address_key(address) if address else None,
        quote_allowed=words.quote_allowed,
        received_at__gt=timezone.now() - SAME_PRESS,
    )
    said = readable(words.text).strip(), _contact(words)
    return next((each for each in recent if (each.text, each.contact) == said), None)


@transaction.atomic
def enter(
    *,
    actor: Person,
    collection: Collection,
    words: Words,
    channel: Channel,
    received_on: date | None = None,
) -> Input:
    """Write down what somebody said at a meeting, on the phone or on paper.

    Raises Refused when the actor may not write into the collection.
    """
    _one_at_a_time(collection)
    require(may_enter_into(actor, collection))
    key = _first_free(words, _taken(collection))
    made = _new_input(
        collection, words, channel=channel, key=key, by=actor, received_on=received_on
    )
    record(actor=actor, verb="inputs.enter", thing=collection.thing, about=made.about)
    return made


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows of a sheet were new, and how many were there already."""

    added: int
    known: int


def new_rows(collection: Collection, rows: Sequence[Words]) -> list[tuple[Words, UUID]]:
    """Return the rows of a sheet that are not in a collection yet, with their keys.

    The second row with the same words in one sheet is a second person; the same sheet once more is not.
    """
    taken, seen, fresh = _taken(collection), Counter[UUID](), []
    for words in rows:
        first = content_key(words, 1)
        seen[first] += 1
        key = content_key(words, seen[first])
        if key not in taken:
            fresh.append((words, key))
    return fresh


@transaction.atomic
def import_rows(*, actor: Person, collection: Collection, rows: Sequence[Words]) -> Imported:
    """Take in the rows of a sheet that are not there yet.

    Raises Refused when the actor may not work with the collection.
    """
    _one_at_a_time(collection)
    require(may_work_with(actor, collection))
    require(may_enter_into(actor, collection))
    fresh = new_rows(collection, rows)
    for words, key in fresh:
        _new_input(collection, words, channel=Channel.SHEET, key=key, by=actor)
    record(actor=actor, verb="inputs.import_rows", thing=collection.thing, why=f"{len(fresh)}")
    return Imported(added=len(fresh), known=len(rows) - len(fresh))


def _locked(input: Input) -> Input:
    return Input.objects.select_for_update(of=("self",)).get(pk=input.pk)


@transaction.atomic
def release_quote(*, actor: Actor, input: Input, quote: str, quote_by: str) -> None:
    """Let everybody read some words of an input, made pseudonymous, with the role they were said in.

    Raises Refused when the actor may not, ValidationError when the person has not allowed it.
    """
    found = _locked(input)
    require(may_read_input(actor, found))
    if not found.quote_allowed or found.state != InputState.RECEIVED:
        raise ValidationError(_("Personen har ikke sagt ja til at blive citeret."))
    found.quote, found.quote_by = one_line(quote), one_line(quote_by)
    if not found.quote:
        raise ValidationError({"quote": _("Skriv de ord, der må vises.")})
    found.save(update_fields=["quote", "quote_by"])
    record(actor=actor, verb="inputs.release_quote", about=found.about, public=True)


@transaction.atomic
def take_back_quote(*, actor: Actor, input: Input) -> None:
    """Show a quote no more; the person's leave stays, so that it can be worded anew."""
    found = _locked(input)
    require(may_read_input(actor, found))
    found.quote = found.quote_by = ""
    found.save(update_fields=["quote", "quote_by"])
    record(actor=actor, verb="inputs.take_back_quote", about=found.about, public=True)


@transaction.atomic
def set_aside(*, actor: Actor, input: Input, aside: bool) -> None:
    """Put an input aside that does not count (spam, a test), or take it back.

    Raises Refused when the actor may not, or it is erased.
    """
    found = _locked(input)
    require(may_read_input(actor, found))
    if found.state == InputState.ERASED:
        raise ValidationError(_("Inputtet er slettet."))
    found.state = InputState.SET_ASIDE if aside else InputState.RECEIVED
    found.save(update_fields=["state"])
    verb = "inputs.set_aside" if aside else "inputs.take_back_in"
    record(actor=actor, verb=verb, about=found.about, public=found.cluster_id is not None)


@transaction.atomic
def withdraw_quote_consent(*, actor: Actor, input: Input) -> None:
    """Note that the person allows no quote any more; a quote shown disappears at once."""
    found = _locked(input)
    found.quote_allowed, found.quote_consent = False, ""
    found.quote = found.quote_by = ""
    found.save(update_fields=["quote_allowed", "quote_consent", "quote", "quote_by"])
    record(actor=actor, verb="inputs.withdraw_quote_consent", about=found.about, public=True)


def _forget_contact(input: Input) -> None:
    input.address = input.address_key = input.contact = None
    input.contact_consent = ""
    OutcomeCall.objects.filter(input=input, done_at__isnull=True).delete()


@transaction.atomic
def stop_telling(*, actor: Actor, input: Input) -> None:
    """Forget how to reach the person, as they asked; what was said stays."""
    found = _locked(input)
    _forget_contact(found)
    found.save()
    record(actor=actor, verb="inputs.stop_telling", about=found.about)
    stop(subscription=found.ref)


@transaction.atomic
def erase_for_person(*, actor: Actor, input: Input) -> None:
    """Erase an input because the person asked staff for it.

    Raises Refused when the actor may not work with it.
    """
    require(may_read_input(actor, input))
    erase(actor=actor, input=input)


@transaction.atomic
def erase(*, actor: Actor, input: Input) -> None:
    """Erase words, contact and quote, as the person asked; an empty row stays for the numbers.

    Doing it twice changes nothing more.
    """
    found = _locked(input)
    if found.state == InputState.ERASED:
        return
    _forget_contact(found)
    found.text, found.quote, found.quote_by = "", "", ""
    found.quote_allowed, found.quote_consent = False, ""
    found.state = InputState.ERASED
    found.save()
    found.topics.clear()
    OutcomeCall.objects.filter(input=found).delete()
    record(actor=actor, verb="inputs.erase", about=found.about, public=True)
    stop(subscription=found.ref)


@transaction.atomic
def forget_old_contacts(*, actor: System = SYSTEM) -> int:
    """Forget how to reach those who spoke three years ago; return how many."""
    old = Input.objects.select_for_update(of=("self",)).filter(
        received_at__lt=timezone.now() - KEEP_CONTACT
    )
    number = 0
    for input in old.exclude(contact_consent=""):
        _forget_contact(input)
        input.save()
        record(actor=actor, verb="inputs.forget_contact", about=input.about)
        number += 1
    return number
