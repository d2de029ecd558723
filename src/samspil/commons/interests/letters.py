"""Letters of the interests room: neutral subjects, nothing about what was chosen."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samspil.base.outbox.drafts import Draft, Paragraph, write
from samspil.base.outbox.letters import slot
from samspil.commons.interests.models import AccessCode, SignUp, variant
from samspil.commons.interests.terms import SEAL_CONFIRM
from samspil.kit.seals import seal


def confirm_link(sign_up: SignUp, language: str) -> str:
    """Return the address where a sign-up is confirmed."""
    with translation.override(language):
        return settings.ORIGIN + reverse("confirm_sign_up", args=[seal(SEAL_CONFIRM, sign_up.ref)])


def confirmation(language: str) -> Draft:
    """Write the letter that asks a new person to confirm; the link is filled in per person."""
    with translation.override(language):
        return write(
            kind="confirmation",
            language=language,
            subject=_("Bekræft din tilmelding"),
            paragraphs=[
                Paragraph(_("Nogen, sikkert dig, har skrevet denne mailadresse op hos os.")),
                Paragraph(
                    _("Bekræft, at det var dig:"),
                    link=slot("link"),
                    label=_("Bekræft min tilmelding"),
                ),
                Paragraph(_("Linket virker i 7 dage. Var det ikke dig, skal du ikke gøre noget.")),
            ],
            slots=("link",),
        )


def change_confirmation(language: str) -> Draft:
    """Write the letter to somebody already signed up whose address was typed again."""
    with translation.override(language):
        return write(
            kind="change-confirmation",
            language=language,
            subject=_("Bekræft din tilmelding"),
            paragraphs=[
                Paragraph(
                    _(
                        "Du er allerede skrevet op hos os, og nogen har sendt nye valg med din mailadresse."
                    )
                ),
                Paragraph(
                    _("Vil du erstatte dine gamle valg med de nye, så bekræft her:"),
                    link=slot("link"),
                    label=_("Brug de nye valg"),
                ),
                Paragraph(_("Gør du ingenting, bliver alt, som det var.")),
            ],
            slots=("link",),
        )


def access_code(language: str) -> Draft:
    """Write the letter with a code that opens one's own choices."""
    with translation.override(language):
        return write(
            kind="access-code",
            language=language,
            subject=_("Din kode"),
            paragraphs=[
                Paragraph(_("Din kode er %(code)s") % {"code": slot("code")}),
                Paragraph(
                    _("Den virker i 15 minutter. Har du ikke bedt om den, skal du ikke gøre noget.")
                ),
            ],
            slots=("code",),
        )


def unknown_address(language: str) -> Draft:
    """Write the letter to somebody who asks for a code but is not signed up."""
    with translation.override(language):
        return write(
            kind="unknown-address",
            language=language,
            subject=_("Din kode"),
            paragraphs=[
                Paragraph(
                    _("Nogen har bedt om en kode, men denne mailadresse er ikke skrevet op hos os.")
                ),
                Paragraph(
                    _("Vil du skrive dig op, kan du gøre det her:"),
                    link=settings.ORIGIN + reverse("sign_up"),
                    label=_("Skriv mig op"),
                ),
            ],
            slots=(),
        )


def code_key(code: AccessCode) -> str:
    """Return the key under which a code's letter is sent once."""
    return f"interests:access_code:{code.ref}"


def withdraw_url(language: str) -> str:
    """Return the address that stops letters with one click, with a slot where the person goes in."""
    with translation.override(language):
        return str(settings.ORIGIN + reverse("withdraw", args=[slot("seal")]))


def footer(language: str) -> list[Paragraph]:
    """Return why somebody gets a letter and how to stop it, alike in all letters to the interested."""
    with translation.override(language):
        return [
            Paragraph(
                _("Du får brevet, fordi du skrev dig op %(since)s.") % {"since": slot("since")}
            ),
            Paragraph(
                _("Vil du holde pause eller stoppe?"),
                link=withdraw_url(language),
                label=_("Pause eller afmeld"),
            ),
            Paragraph(
                _("Vil du se eller ændre dine valg?"),
                link=settings.ORIGIN + reverse("my_interests"),
                label=_("Mine valg"),
            ),
        ]


def in_every_variant(write_one: Callable[[str, bool], Draft]) -> dict[str, Draft]:
    """Write a letter in every language, as a link and in full, by the name of the variant."""
    return {
        variant(language, full=full): write_one(language, full)
        for language, _label in settings.LANGUAGES
        for full in (False, True)
    }
