"""Words and limits of money and decisions."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import Part, help_text

TITLE_LENGTH = 200
LINE_LENGTH = 400
NUMBER_LENGTH = 60
TEXT_LENGTH = 20_000
URL_LENGTH = 300
PER_PAGE = 20
FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_DIGITS = 13
MOST_ATTACHMENTS = 20


class Funding(models.TextChoices):
    """Where the money for something comes from."""

    UNKNOWN = "unknown", _("ikke afklaret")
    WITHIN_FRAME = "within_frame", _("inden for rammen")
    NEEDS_APPROPRIATION = "needs_appropriation", _("kræver bevilling")
    EXTERNAL_FUNDS = "external_funds", _("ekstern finansiering")


class LineKind(models.TextChoices):
    """Whether money is thought of or decided."""

    PLANNED = "planned", _("planlagt")
    DECIDED = "decided", _("besluttet")


class Recurrence(models.TextChoices):
    """Whether an amount comes once or every year."""

    ONE_OFF = "one_off", _("engangsbeløb")
    YEARLY = "yearly", _("hvert år")


class Source(models.TextChoices):
    """Who pays."""

    OWN = "own", _("kommunen selv")
    FUNDER = "funder", _("fond eller anden giver")
    SAVING = "saving", _("besparelse et andet sted")


class Outcome(models.TextChoices):
    """What a body decided."""

    APPROVED = "approved", _("godkendt")
    REFUSED = "refused", _("afslået")
    POSTPONED = "postponed", _("udsat")
    NOTED = "noted", _("taget til efterretning")


OUTCOME_TONES = {
    Outcome.APPROVED: "success",
    Outcome.REFUSED: "error",
    Outcome.POSTPONED: "warning",
    Outcome.NOTED: "info",
}


class CaseState(models.TextChoices):
    """Where a case is on its way to the body that decides it."""

    DRAFT = "draft", _("kladde")
    HANDED_OVER = "handed_over", _("afleveret")
    DECIDED = "decided", _("afgjort")


NEXT_CASE_STATES = {
    CaseState.DRAFT: {CaseState.HANDED_OVER, CaseState.DECIDED},
    CaseState.HANDED_OVER: {CaseState.DRAFT, CaseState.DECIDED},
    CaseState.DECIDED: set(),
}

# Bodies that most municipalities have; any other name may be written.
BODIES = (
    _("Byrådet"),
    _("Kommunalbestyrelsen"),
    _("Økonomiudvalget"),
    _("Børne- og Ungeudvalget"),
    _("Social- og Sundhedsudvalget"),
    _("Socialudvalget"),
    _("Handicaprådet"),
    _("Direktionen"),
    _("Centerledelsen"),
)

# Numbers as case systems write them: 2009-93482 and 2020-0012345 (eDoc, SBSYS), 27.00.00-A00-1-20 (KLE).
KNOWN_NUMBERS = (
    re.compile(r"\d{4}-\d{1,8}(-\d{1,4})?"),
    re.compile(r"\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,5}-\d{2}"),
    re.compile(r"\d{2}/\d{2,8}(-\d{1,4})?"),
    re.compile(r"[A-Z]{1,6}-\d{4}-\d{1,8}"),
    re.compile(r"\d{5,9}"),
)


def looks_like_a_number(text: str) -> bool:
    """Tell whether a case or document number is written as the case systems we know write them."""
    return any(known.fullmatch(text.strip()) for known in KNOWN_NUMBERS)


PARTS = (
    Part(
        "decisions",
        _("Beslutninger"),
        pages=("decisions", "decision", "decisions_csv", "decisions_json", "decision_file"),
    ),
)

TEXTS = (
    help_text(
        "decisions.help_desk",
        _("Hjælp: Sager og beslutninger"),
        _(
            "Skriv en **sag**, hent den som Word, og læg den i jeres sagssystem. Efter mødet skriver du, hvad der "
            "blev besluttet.\n\nEn beslutning kan have et **næste skridt** med en dato. Det står her, til det er gjort."
        ),
    ),
    help_text(
        "decisions.help_budget",
        _("Hjælp: Økonomi"),
        _(
            "Skriv én linje for hver post: hvad koster det, hvilket år, og hvem betaler? **Besluttet** er det, der er "
            "sagt ja til. **Brugt** er det, der er betalt.\n\nEt beløb slettes ikke, når det er bogført. Det "
            "tilbageføres."
        ),
    ),
)
