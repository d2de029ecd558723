"""Letters to those who said something: neutral subjects, no word of what was said or about what."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samspil.base.outbox.drafts import Draft, Paragraph, write
from samspil.base.outbox.letters import slot
from samspil.commons.inputs.models import Input
from samspil.commons.inputs.terms import SEAL_INPUT
from samspil.kit.seals import seal


def trace_link(input: Input) -> str:
    """Return the address where a person follows what became of an input, in their language."""
    with translation.override(input.language):
        return settings.ORIGIN + reverse("input_trace", args=[seal(SEAL_INPUT, input.ref)])


def received_key(input: Input) -> str:
    """Return the key under which the letter that says thank you is sent once."""
    return f"inputs:received:{input.ref}"


def _letter(language: str, kind: str, words: str, label: str) -> Draft:
    return write(
        kind=kind,
        language=language,
        subject=_("Nyt om det, du fortalte os"),
        paragraphs=[Paragraph(words, link=slot("link"), label=label)],
        slots=("link",),
        footer=[
            Paragraph(
                _(
                    "Du får brevet, fordi du fortalte os noget og bad om at høre, hvad der blev af det. På "
                    "siden kan du sige stop. Var det ikke dig, så sig stop der, og vi sletter din mail."
                )
            )
        ],
    )


def received(language: str) -> Draft:
    """Write the letter that says thank you and gives the link to follow it."""
    with translation.override(language):
        return _letter(
            language,
            "input-received",
            _("Tak, fordi du fortalte os noget. Her kan du følge, hvad der bliver af det:"),
            _("Følg, hvad der bliver af det"),
        )


def outcome(language: str) -> Draft:
    """Write the letter that says something has come of what the person said."""
    with translation.override(language):
        return _letter(
            language,
            "input-outcome",
            _(
                "Du fortalte os noget, og nu er der sket noget. Her kan du læse, hvad der kom ud af det:"
            ),
            _("Læs, hvad der kom ud af det"),
        )
