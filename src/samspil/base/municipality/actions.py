"""Change how the municipality presents itself: prepare, publish, go back, take in a file."""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.files.actions import forget_file, store_picture
from samspil.base.files.models import StoredFile
from samspil.base.municipality.content import LINES, Content
from samspil.base.municipality.models import Draft, Edition
from samspil.base.municipality.policies import may_shape_municipality, wrong_in
from samspil.base.municipality.queries import (
    current_edition,
    declared_parts,
    declared_texts,
    logo_files,
    starting_content,
)
from samspil.base.municipality.terms import FILE_BYTES, FORMAT, FORMAT_VERSION
from samspil.kit.access import Actor, require
from samspil.kit.words import one_line, readable


class ChangedMeanwhile(Exception):
    """Somebody changed the draft since it was looked at; nothing was published."""


def _open_draft() -> Draft:
    """Return the draft, locked; a new one begins with what holds."""
    draft = Draft.objects.select_for_update().filter(pk=1).first()
    if draft is not None:
        return draft
    edition = current_edition()
    content = edition.said if edition else starting_content()
    Draft.objects.bulk_create(
        [Draft(content=content.as_json(), logo=edition.logo if edition else None)],
        ignore_conflicts=True,
    )
    return Draft.objects.select_for_update().get(pk=1)


def _keep(draft: Draft, content: Content) -> None:
    draft.content = content.as_json()
    draft.version += 1
    draft.save()


def _tidy(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return one_line(value) if name in LINES else readable(value).replace("\r\n", "\n").strip()


def _refuse(wrong: Mapping[str, list[str]]) -> None:
    if wrong:
        raise ValidationError({name: list(words) for name, words in wrong.items()})


@transaction.atomic
def change(*, actor: Actor, **said: Any) -> None:
    """Write into the draft what the municipality says of itself.

    Args:
        actor: who changes it.
        said: new values of fields of `Content`, but for the texts.

    Raises Refused when the actor may not, ValidationError for what may not be published.
    """
    require(may_shape_municipality(actor))
    draft = _open_draft()
    content = replace(draft.said, **{name: _tidy(name, value) for name, value in said.items()})
    _refuse({name: words for name, words in wrong_in(content).items() if name in said})
    _keep(draft, content)
    record(actor=actor, verb="municipality.change", thing="draft:1")


@transaction.atomic
def change_text(*, actor: Actor, key: str, danish: str, english: str) -> None:
    """Write a text in the draft in the municipality's own words; two empty ones give the standard back.

    Raises Refused when the actor may not, ValidationError with the fields `da` and `en`.
    """
    require(may_shape_municipality(actor))
    draft = _open_draft()
    texts = draft.said.with_text(key, _tidy("text", danish), _tidy("text", english))
    content = replace(draft.said, texts=texts)
    found = wrong_in(content)
    _refuse({name[-2:]: found[name] for name in found if name.startswith(f"texts.{key}.")})
    _keep(draft, content)
    record(actor=actor, verb="municipality.change_text", thing=f"text:{key}")


@transaction.atomic
def change_logo(*, actor: Actor, upload: "UploadedFile[Any] | None") -> None:
    """Put a logo in the draft, or take it away.

    Raises Refused when the actor may not, ValidationError when the upload is no picture we know.
    """
    require(may_shape_municipality(actor))
    draft = _open_draft()
    old = draft.logo
    draft.logo = store_picture(actor=actor, upload=upload) if upload else None
    _keep(draft, draft.said)
    _forget(actor, old)
    record(actor=actor, verb="municipality.change_logo", thing="draft:1")


def _forget(actor: Actor, file: StoredFile | None) -> None:
    """Delete a logo that no edition and no draft shows."""
    if file is None:
        return
    shown = Edition.objects.filter(logo=file).exists() or Draft.objects.filter(logo=file).exists()
    if not shown:
        forget_file(actor=actor, file=file)


@transaction.atomic
def publish_draft(*, actor: Actor, version: int) -> Edition:
    """Let the draft hold from now on, on every page and in every letter.

    Args:
        actor: who publishes.
        version: the version of the draft that was looked at.

    Raises:
        Refused: when the actor may not.
        ChangedMeanwhile: when the draft is another than the one that was looked at, or gone.
        ValidationError: when something in it may not be published.
    """
    require(may_shape_municipality(actor))
    draft = Draft.objects.select_for_update().filter(pk=1).first()
    if draft is None or draft.version != version:
        raise ChangedMeanwhile
    _refuse(wrong_in(draft.said))
    edition = Edition.objects.create(content=draft.content, logo=draft.logo, made_by=actor.pk)
    draft.delete()
    record(actor=actor, verb="municipality.publish_draft", thing=edition.thing, public=True)
    return edition


@transaction.atomic
def discard_draft(*, actor: Actor) -> None:
    """Throw the draft away; what holds goes on holding.

    Raises Refused when the actor may not.
    """
    require(may_shape_municipality(actor))
    draft = Draft.objects.select_for_update().filter(pk=1).first()
    if draft is not None:
        file = draft.logo
        draft.delete()
        _forget(actor, file)
        record(actor=actor, verb="municipality.discard_draft", thing="draft:1")


@transaction.atomic
def fetch_edition(*, actor: Actor, edition: Edition) -> None:
    """Make the draft what an earlier edition was, to be looked at and published anew.

    Raises Refused when the actor may not.
    """
    require(may_shape_municipality(actor))
    _replace_draft(actor, edition.said, edition.logo)
    record(actor=actor, verb="municipality.fetch_edition", thing=edition.thing)


def _replace_draft(actor: Actor, content: Content, logo: StoredFile | None) -> None:
    draft = _open_draft()
    old, draft.logo = draft.logo, logo
    _keep(draft, content)
    if old is not None and old != logo:
        _forget(actor, old)


@transaction.atomic
def take_in(*, actor: Actor, text: bytes) -> list[str]:
    """Make the draft what a file says; nothing public changes until it is published.

    Args:
        actor: who takes it in.
        text: what the file holds, as `exported` writes it.

    Returns the names of texts and parts in it that are unknown here and were left out.
    Raises Refused when the actor may not, ValidationError saying what is wrong with the file.
    """
    require(may_shape_municipality(actor))
    content, logo, left_out = read_export(text)
    _replace_draft(actor, content, _stored(actor, logo))
    record(actor=actor, verb="municipality.take_in", thing="draft:1")
    return left_out


def _stored(actor: Actor, logo: bytes | None) -> StoredFile | None:
    if logo is None:
        return None
    # The same picture is not made anew: each encoding would lose a little.
    sha256 = hashlib.sha256(logo).hexdigest()
    known = logo_files(with_draft=True).filter(sha256=sha256).first()
    return known or store_picture(actor=actor, upload=SimpleUploadedFile("logo.webp", logo))


NOT_OURS = _("Filen er ikke en kommunefil fra Samspil.")


def read_export(text: bytes) -> tuple[Content, bytes | None, list[str]]:
    """Return content and logo of a file, and the names in it that are unknown here.

    Raises ValidationError saying what is wrong with it.
    """
    if len(text) > FILE_BYTES:
        raise ValidationError(_("Filen fylder mere end 5 MB og kan ikke være en kommunefil."))
    try:
        said = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ValidationError(NOT_OURS) from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise ValidationError(NOT_OURS)
    if said.get("version") != FORMAT_VERSION:
        raise ValidationError(
            _("Filen har format %(theirs)s. Her bruges format %(ours)s.")
            % {"theirs": str(said.get("version", "?"))[:20], "ours": FORMAT_VERSION}
        )
    content, left_out = _known(_shaped(said.get("content")))
    if wrong := wrong_in(content):
        raise ValidationError([f"{name}: {' '.join(words)}" for name, words in wrong.items()])
    return content, _picture(said.get("logo")), left_out


def _shaped(values: Any) -> Content:
    """Return content whose values have the right shape; every field must be there."""
    names = {each.name for each in fields(Content)}
    if not isinstance(values, dict):
        raise ValidationError(NOT_OURS)
    if missing := sorted(names - set(values)):
        raise ValidationError(_("Filen mangler: %(names)s.") % {"names": ", ".join(missing)})
    texts, closed = values["texts"], values["closed"]
    lines = [values[name] for name in names - {"texts", "closed"}]
    right = (
        all(isinstance(line, str) for line in lines)
        and isinstance(closed, list)
        and all(isinstance(key, str) for key in closed)
        and isinstance(texts, dict)
        and all(
            isinstance(both, dict)
            and set(both) <= {"da", "en"}
            and all(isinstance(words, str) for words in both.values())
            for both in texts.values()
        )
    )
    if not right:
        raise ValidationError(
            _("Noget i filen har en forkert form. Hent den igen, og ret ikke i den.")
        )
    tidied = {name: _tidy(name, values[name]) for name in names - {"texts", "closed"}}
    return Content(
        **tidied,
        closed=tuple(closed),
        texts={
            key: {language: _tidy("text", words) for language, words in both.items()}
            for key, both in texts.items()
        },
    )


def _known(content: Content) -> tuple[Content, list[str]]:
    """Return content without texts and parts that no room here has, and their names."""
    texts = {key: both for key, both in content.texts.items() if key in declared_texts()}
    closed = tuple(key for key in content.closed if key in declared_parts())
    left_out = sorted({*content.texts, *content.closed} - {*texts, *closed})
    return replace(content, texts=texts, closed=closed), left_out


def _picture(logo: Any) -> bytes | None:
    if logo is None:
        return None
    try:
        return base64.b64decode(logo, validate=True)
    except (TypeError, ValueError, binascii.Error) as error:
        raise ValidationError(_("Logoet i filen kan ikke læses.")) from error


def exported(edition: Edition | None) -> str:
    """Return everything that holds as one file, the logo in it."""
    content = edition.said if edition else starting_content()
    logo = edition.logo if edition else None
    said = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "content": content.as_json(),
        "logo": base64.b64encode(bytes(logo.content)).decode() if logo else None,
    }
    return json.dumps(said, ensure_ascii=False, indent=2)
