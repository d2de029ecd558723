"""Write offers, take them from state to state, show pictures and film, make one of two."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.files.actions import forget_file, store_captions, store_film, store_picture
from samspil.base.people.models import Person
from samspil.base.search.actions import refresh
from samspil.commons.offers.models import (
    Offer,
    OfferPicture,
    OfferReport,
    OfferVersion,
    Provider,
)
from samspil.commons.offers.policies import (
    may_answer_for,
    may_begin_offer,
    may_edit_offer,
    may_keep_offers,
    may_move_offer,
)
from samspil.commons.offers.queries import missing_in, offers_for_page
from samspil.commons.offers.search_texts import KIND
from samspil.commons.offers.terms import (
    LANGUAGES,
    MOST_LINES,
    NOT_IN_VERSIONS,
    Facts,
    OfferState,
    months_later,
)
from samspil.kit.access import Actor, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable

_MANY = ("target_groups", "themes", "places")
_KEYS = ("provider", "owner")
_LONG = (
    "description",
    "easy",
    "description_en",
    "easy_en",
    "how_citizen",
    "how_professional",
    "opening_hours",
)


def _clean(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return readable(value).strip() if name in _LONG else one_line(value)
    if isinstance(value, Sequence):
        lines = (one_line(each) for each in value)
        return list(dict.fromkeys(line for line in lines if line))[:MOST_LINES]
    return value


def _write(offer: Offer, facts: Facts) -> None:
    """Put everything but what points to many others into an offer."""
    for each in fields(Facts):
        value = getattr(facts, each.name)
        if each.name in _KEYS:
            setattr(offer, f"{each.name}_id", value)
        elif each.name not in _MANY:
            setattr(offer, each.name, _clean(each.name, value))


def _set_many(offer: Offer, facts: Facts) -> None:
    for name in _MANY:
        getattr(offer, name).set(getattr(facts, name))


def plain(offer: Offer, name: str) -> Any:
    """Return a field of an offer as a version keeps it."""
    if name in _MANY:
        return sorted(each.name for each in getattr(offer, name).all())
    if name == "provider":
        return offer.provider.name if offer.provider is not None else ""
    if name in {"kind", "rhythm"}:
        return str(getattr(offer, f"get_{name}_display")())
    if name == "audience":
        return [str(each.label) for each in offer.audiences]
    if name == "languages":
        return [str(LANGUAGES.get(code, code)) for code in offer.languages]
    value = getattr(offer, name)
    if name == "ffb_code":
        return str(value or "")
    return value


def _keep_version(actor: Actor, offer: Offer) -> None:
    """Keep how an offer reads now, so that it can be compared; nothing about persons is kept."""
    offer = Offer.objects.select_related("provider").get(pk=offer.pk)
    with translation.override("da"):
        content = {
            each.name: plain(offer, each.name)
            for each in fields(Facts)
            if each.name not in NOT_IN_VERSIONS
        }
    OfferVersion.objects.create(
        offer=offer, number=offer.version, content=content, saved_by_id=actor.pk
    )


def _told(actor: Actor, verb: str, offer: Offer, *, public: bool, why: str = "") -> None:
    record(actor=actor, verb=f"offers.{verb}", thing=offer.thing, public=public, why=why)
    if public:
        refresh(KIND, [offer.pk])


def _locked(pk: int) -> Offer:
    return Offer.objects.select_for_update().get(pk=pk)


@transaction.atomic
def write_offer(*, actor: Actor, facts: Facts, import_key: str = "") -> Offer:
    """Begin an offer as a draft.

    Args:
        actor: who writes; an organisation's representative only for that organisation.
        facts: what it says.
        import_key: the id in the file it comes from, so that the file may be read in again.

    Raises Refused when the actor may not.
    """
    require(may_begin_offer(actor))
    offer = Offer(import_key=import_key)
    _write(offer, facts)
    offer.save()
    _set_many(offer, facts)
    # Asked when it is there: whom it concerns decides who may write about it.
    require(may_edit_offer(actor, offer))
    _keep_version(actor, offer)
    _told(actor, "write_offer", offer, public=False)
    return offer


@transaction.atomic
def save_offer(*, actor: Actor, offer: Offer, version: int, facts: Facts) -> Offer:
    """Save a changed offer; one that is out stays complete.

    Args:
        actor: who writes.
        offer: the offer to change.
        version: the version that was opened.
        facts: what it says now.

    Raises:
        Refused: when the actor may not edit it, before or after the change.
        EditedMeanwhile: when somebody else saved it since `version`.
        ValidationError: when an offer that is out would lack something.
    """
    current = _locked(offer.pk)
    require(may_edit_offer(actor, current))
    if current.version != version:
        raise EditedMeanwhile(current, _("En anden har gemt tilbuddet, siden du åbnede det."))
    _write(current, facts)
    current.version += 1
    if current.confirmed_at is not None:
        current.confirm_by = due_after(current.confirmed_at, current.rhythm)
    current.save()
    _set_many(current, facts)
    current = Offer.objects.get(pk=current.pk)
    require(may_edit_offer(actor, current))
    if current.is_published:
        _require_complete(current)
    _keep_version(actor, current)
    _told(actor, "save_offer", current, public=current.is_published)
    return current


@transaction.atomic
def preview(*, actor: Actor, offer: Offer | None, facts: Facts) -> Offer:
    """Return an offer as its page would read, without keeping anything.

    Raises Refused when the actor may not write it so.
    """
    if offer is None:
        made = write_offer(actor=actor, facts=facts)
    else:
        # As a draft, so that what is missing can be seen and not only told.
        Offer.objects.filter(pk=offer.pk).update(state=OfferState.DRAFT, version=offer.version)
        made = save_offer(actor=actor, offer=offer, version=offer.version, facts=facts)
    shown = offers_for_page(Offer.objects.filter(pk=made.pk)).get()
    transaction.set_rollback(True)
    return shown


def due_after(confirmed_at: datetime, rhythm: int) -> date:
    """Return the day by which an offer wants to be confirmed again."""
    return months_later(timezone.localtime(confirmed_at).date(), rhythm)


def _require_complete(offer: Offer) -> None:
    missing = missing_in(offer)
    if missing:
        raise ValidationError([str(each) for each in missing])


@transaction.atomic
def move(*, actor: Actor, offer: Offer, to: OfferState, why: str = "") -> Offer:
    """Take an offer to another state: look it through, publish, pause, archive, begin again.

    Whoever publishes says by it that everything is right today.

    Args:
        actor: who does it.
        offer: the offer.
        to: the state it comes into.
        why: the reason, kept in the audit; free of personal facts.

    Raises:
        Refused: when the actor may not, or the states do not allow it.
        ValidationError: with all that is missing before it can come out.
    """
    current = _locked(offer.pk)
    if current.state == to:
        return current
    require(may_move_offer(actor, current, to))
    was_out = current.is_published
    if to == OfferState.PUBLISHED:
        _require_complete(current)
        current.published_at = current.published_at or timezone.now()
        current.confirmed_at = timezone.now()
        current.confirm_by = due_after(current.confirmed_at, current.rhythm)
    if to == OfferState.DRAFT:
        current.merged_into = None
    current.state = to
    current.save()
    _told(actor, f"to_{to}", current, public=was_out or current.is_published, why=why[:200])
    return current


def publish(*, actor: Actor, offer: Offer) -> Offer:
    """Let everybody read an offer that was looked through.

    Raises Refused when the actor may not, ValidationError with all that is missing.
    """
    return move(actor=actor, offer=offer, to=OfferState.PUBLISHED)


@transaction.atomic
def delete_draft(*, actor: Actor, offer: Offer) -> None:
    """Delete an offer that was never out.

    Raises Refused when the actor may not, ValidationError when it has been out.
    """
    current = _locked(offer.pk)
    require(may_edit_offer(actor, current))
    if current.published_at is not None:
        raise ValidationError(
            _("Et tilbud, der har været udgivet, kan arkiveres, men ikke slettes.")
        )
    files = [picture.file for picture in current.pictures.select_related("file")]
    files += [each for each in (current.video, current.video_captions) if each is not None]
    thing = current.thing
    current.delete()
    for file in files:
        forget_file(actor=actor, file=file)
    record(actor=actor, verb="offers.delete_draft", thing=thing)


@transaction.atomic
def merge(*, actor: Actor, offer: Offer, into: Offer) -> Offer:
    """Make one of two offers that are the same: one stays, the other leads to it.

    What people told about the one that goes is kept with the one that stays.

    Args:
        actor: who does it.
        offer: the one that goes to the archive.
        into: the one that stays.

    Raises Refused when the actor does not answer for both, ValidationError when they are one or the one
    that stays is itself in the archive.
    """
    # In one order, so that two who merge at once do not wait for each other.
    rows = {
        each.pk: each
        for each in Offer.objects.select_for_update()
        .filter(pk__in=[offer.pk, into.pk])
        .order_by("pk")
    }
    goes, stays = rows[offer.pk], rows[into.pk]
    require(may_answer_for(actor, goes))
    require(may_answer_for(actor, stays))
    if goes.pk == stays.pk or stays.state == OfferState.ARCHIVED:
        raise ValidationError(_("Vælg et andet tilbud, der ikke er arkiveret."))
    was_out = goes.is_published
    OfferReport.objects.filter(offer=goes).update(offer=stays)
    Offer.objects.filter(merged_into=goes).update(merged_into=stays)
    goes.state, goes.merged_into = OfferState.ARCHIVED, stays
    goes.save(update_fields=["state", "merged_into", "updated_at"])
    _told(actor, "merge", goes, public=was_out or stays.is_published)
    return stays


@transaction.atomic
def add_picture(
    *, actor: Actor, offer: Offer, upload: "UploadedFile[Any]", alt: str, alt_en: str = ""
) -> OfferPicture:
    """Show a picture, with words for those who do not see it.

    Raises Refused when the actor may not edit it, ValidationError for a bad file or missing words.
    """
    require(may_edit_offer(actor, offer))
    if not alt.strip():
        raise ValidationError({"alt": _("Skriv, hvad billedet viser.")})
    picture = OfferPicture.objects.create(
        offer=offer,
        file=store_picture(actor=actor, upload=upload),
        alt=one_line(alt),
        alt_en=one_line(alt_en),
    )
    _told(actor, "add_picture", offer, public=offer.is_published)
    return picture


@transaction.atomic
def remove_picture(*, actor: Actor, picture: OfferPicture) -> None:
    """Show a picture no more.

    Raises Refused when the actor may not edit the offer.
    """
    offer, file = picture.offer, picture.file
    require(may_edit_offer(actor, offer))
    picture.delete()
    forget_file(actor=actor, file=file)
    _told(actor, "remove_picture", offer, public=offer.is_published)


@transaction.atomic
def add_film(
    *,
    actor: Actor,
    offer: Offer,
    film: "UploadedFile[Any]",
    captions: "UploadedFile[Any]",
    title: str,
) -> Offer:
    """Show a film of our own with its captions, in place of one there was.

    Raises Refused when the actor may not edit it, ValidationError for files we do not take.
    """
    current = _locked(offer.pk)
    require(may_edit_offer(actor, current))
    old = [each for each in (current.video, current.video_captions) if each is not None]
    current.video = store_film(actor=actor, upload=film)
    current.video_captions = store_captions(actor=actor, upload=captions)
    current.video_title = one_line(title)
    current.save()
    for file in old:
        forget_file(actor=actor, file=file)
    _told(actor, "add_film", current, public=current.is_published)
    return current


@transaction.atomic
def remove_film(*, actor: Actor, offer: Offer) -> None:
    """Show the film no more.

    Raises Refused when the actor may not edit it.
    """
    current = _locked(offer.pk)
    require(may_edit_offer(actor, current))
    old = [each for each in (current.video, current.video_captions) if each is not None]
    current.video = current.video_captions = None
    current.save()
    for file in old:
        forget_file(actor=actor, file=file)
    _told(actor, "remove_film", current, public=current.is_published)


@transaction.atomic
def save_provider(
    *,
    actor: Actor,
    provider: Provider | None = None,
    name: str,
    url: str = "",
    email: str = "",
    phone: str = "",
    description: str = "",
    description_en: str = "",
    is_municipality: bool = False,
    representatives: Sequence[Person] | None = None,
) -> Provider:
    """Write down who gives offers, and who may propose drafts for them.

    Raises Refused when the actor does not keep the catalogue, ValidationError when the name is taken.
    """
    require(may_keep_offers(actor))
    saved = provider or Provider()
    name = one_line(name)
    if Provider.objects.filter(name__iexact=name).exclude(pk=saved.pk).exists():
        raise ValidationError({"name": _("Der er allerede en udbyder med det navn.")})
    saved.name, saved.url, saved.email = name, url, email.strip()
    saved.phone, saved.is_municipality = one_line(phone), is_municipality
    saved.description = readable(description).strip()
    saved.description_en = readable(description_en).strip()
    saved.save()
    if representatives is not None:
        saved.representatives.set(representatives)
    record(actor=actor, verb="offers.save_provider", thing=saved.thing, public=True)
    refresh(
        KIND, list(Offer.objects.filter(provider=saved).order_by().values_list("pk", flat=True))
    )
    return saved
