"""Who may change how the municipality presents itself, and what may not be published."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samspil.base.municipality.content import Content
from samspil.base.municipality.terms import (
    ALT_LENGTH,
    LINE_LENGTH,
    LONG_LENGTH,
    NAME_LENGTH,
    SHORT_NAME_LENGTH,
    TEXT_LENGTH,
)
from samspil.kit.access import EVERYWHERE, Actor, Role, Verdict, needs_role
from samspil.kit.colours import (
    Pair,
    accent_pairs,
    is_colour,
    passing_accent,
    passing_primary,
    primary_pairs,
)
from samspil.kit.own_words import PLACEHOLDERS, unknown_placeholders

LIMITS = {
    "name": NAME_LENGTH,
    "name_en": NAME_LENGTH,
    "short_name": SHORT_NAME_LENGTH,
    "logo_alt": ALT_LENGTH,
    "logo_alt_en": ALT_LENGTH,
    "phone": 30,
    "email": LINE_LENGTH,
    "address": LONG_LENGTH,
    "opening_hours": LONG_LENGTH,
    "opening_hours_en": LONG_LENGTH,
    "secure_post": LINE_LENGTH,
}
_HTML = re.compile(r"<\s*[a-zA-Z/!]")


def may_shape_municipality(actor: Actor) -> Verdict:
    """Managers for the whole municipality and administrators with an open session decide how it looks."""
    return needs_role(actor, Role.MANAGER, Role.ADMINISTRATOR, place_id=EVERYWHERE)


def wrong_in(content: Content) -> dict[str, list[str]]:
    """Return what is wrong, in words for the screen, by the name of the field; `texts.KEY.da` for texts."""
    wrong: dict[str, list[str]] = {}
    for name, limit in LIMITS.items():
        _note(wrong, name, _wrong_line(str(getattr(content, name)), limit))
    if not content.name.strip():
        _note(wrong, "name", _("Skriv kommunens navn."))
    _note(wrong, "email", _wrong_address(content.email))
    _note(wrong, "secure_post", _wrong_link(content.secure_post))
    _note(wrong, "primary", wrong_primary(content.primary))
    _note(wrong, "accent", wrong_accent(content.accent))
    wrong.update(_wrong_texts(content.texts))
    return wrong


def _note(wrong: dict[str, list[str]], name: str, words: str) -> None:
    if words:
        wrong.setdefault(name, []).append(words)


def _wrong_line(text: str, limit: int) -> str:
    if len(text) > limit:
        return _("Det er for langt. Skriv højst %(limit)s tegn.") % {"limit": limit}
    return wrong_html(text)


def wrong_html(text: str) -> str:
    """Return why a text with HTML in it is refused, or nothing."""
    return _("Skriv uden HTML. Tegnet < må ikke stå foran et ord.") if _HTML.search(text) else ""


def _wrong_address(email: str) -> str:
    try:
        validate_email(email or "somebody@example.com")
    except ValidationError:
        return _("Skriv en e-mail som navn@eksempel.dk.")
    return ""


def _wrong_link(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("x:")
    if address and (parts.scheme != "https" or not parts.netloc or " " in address):
        return _("Skriv adressen på den side, hvor man skriver sikkert, som https://…")
    return ""


def _refusal(colour: str, pairs: list[Pair], proposal: str) -> str:
    failing = min((pair for pair in pairs if not pair.passes), key=lambda pair: pair.ratio)
    return _(
        "%(colour)s kan ikke læses af alle. %(pair)s har kontrasten %(ratio)s:1 og skal have mindst "
        "%(need)s:1. Den nærmeste farve, der går an, er %(proposal)s."
    ) % {
        "colour": colour,
        "pair": failing.words,
        "ratio": number_format(failing.ratio, 1),
        "need": number_format(failing.need, 1),
        "proposal": proposal,
    }


def wrong_primary(colour: str) -> str:
    """Return why a primary colour is refused and which one would do, or nothing."""
    if not is_colour(colour):
        return _("Skriv farven som # og seks tegn, fx #0b5c63.")
    pairs = primary_pairs(colour)
    if all(pair.passes for pair in pairs):
        return ""
    return _refusal(colour, pairs, passing_primary(colour))


def wrong_accent(colour: str) -> str:
    """Return why an accent colour is refused and which one would do, or nothing."""
    if not is_colour(colour):
        return _("Skriv farven som # og seks tegn, fx #e8a317.")
    pairs = accent_pairs(colour)
    if all(pair.passes for pair in pairs):
        return ""
    return _refusal(colour, pairs, passing_accent(colour))


def wrong_text(text: str) -> str:
    """Return why an own text is refused, or nothing."""
    if len(text) > TEXT_LENGTH:
        return _("Teksten er for lang. Skriv højst %(limit)s tegn.") % {"limit": TEXT_LENGTH}
    if unknown := unknown_placeholders(text):
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        return _("Vi kender ikke {%(name)s}. Du kan bruge %(known)s.") % {
            "name": unknown[0],
            "known": known,
        }
    return wrong_html(text)


def _wrong_texts(texts: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    found = {
        f"texts.{key}.{language}": wrong_text(words)
        for key, both in texts.items()
        for language, words in both.items()
    }
    return {name: [words] for name, words in found.items() if words}
