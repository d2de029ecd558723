"""Words, limits and states of what people say and what becomes of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import OwnText, Part, help_text

TITLE_LENGTH = 140
INTRO_LENGTH = 4_000
SUMMARY_LENGTH = 1_000
TEXT_LENGTH = 4_000
QUOTE_LENGTH = 400
QUOTE_BY_LENGTH = 120
LABEL_LENGTH = 200
STATE_LENGTH = 80
NOTE_LENGTH = 400
PER_PAGE = 30
# Texts are decrypted to be shown and searched, so a board takes no more at a time.
MOST_ON_BOARD = 400
MOST_ROWS = 2_000
MOST_SHEET_BYTES = 5 << 20

RATE_WINDOW = timedelta(hours=1)
# A workshop of young people may sit behind one address.
INPUTS_PER_CLIENT = 60
LETTERS_PER_ADDRESS = 5
SAME_PRESS = timedelta(minutes=10)
KEEP_CONTACT = timedelta(days=3 * 365)

SEAL_INPUT = "input"


def outcome_key(address_key: UUID, key: str, state: str) -> str:
    """Return the key under which one person is told once that an outcome came into a state."""
    return f"inputs:outcome:{address_key}:{key}:{state}"


class CollectionKind(models.TextChoices):
    """Where people were asked."""

    WORKSHOP = "workshop", _("workshop")
    STAFF_MEETING = "staff_meeting", _("personalemøde")
    COUNCIL = "council", _("råd")
    DIALOGUE = "dialogue", _("dialogmøde")
    PAPER = "paper", _("på papir")
    PHONE = "phone", _("i telefonen")
    SITE = "site", _("på siden")
    SURVEY = "survey", _("spørgeskema")
    MISSING = "missing", _("det, folk savner")
    OTHER = "other", _("andet")


class CollectionState(models.TextChoices):
    """Whether inputs are taken in."""

    DRAFT = "draft", _("kladde")
    OPEN = "open", _("åben")
    CLOSED = "closed", _("lukket")


NEXT_STATES = {
    CollectionState.DRAFT: {CollectionState.OPEN},
    CollectionState.OPEN: {CollectionState.CLOSED},
    CollectionState.CLOSED: {CollectionState.OPEN},
}


class Voice(models.TextChoices):
    """Who somebody speaks as; never who it is."""

    RELATIVE = "relative", _("pårørende")
    CITIZEN = "citizen", _("borger med handicap")
    YOUNG = "young", _("ung")
    STAFF = "staff", _("medarbejder")
    ORGANISATION = "organisation", _("forening")
    OTHER = "other", _("andet")


class Channel(models.TextChoices):
    """How an input came to us."""

    SITE = "site", _("på siden")
    MEETING = "meeting", _("på et møde")
    PAPER = "paper", _("på papir")
    PHONE = "phone", _("i telefonen")
    SHEET = "sheet", _("fra et regneark")


class InputState(models.TextChoices):
    """Whether an input counts."""

    RECEIVED = "received", _("modtaget")
    SET_ASIDE = "set_aside", _("lagt til side")
    ERASED = "erased", _("slettet")


class StepKind(models.TextChoices):
    """What somebody did on the board."""

    MOVE = "move", _("flyttet")
    MERGE = "merge", _("slået sammen")
    SPLIT = "split", _("delt")
    GATHER = "gather", _("samlet")


class PledgeState(models.TextChoices):
    """How far another area is with what it said it would do."""

    GIVEN = "given", _("givet")
    UNDER_WAY = "under_way", _("i gang")
    KEPT = "kept", _("holdt")
    NOT_KEPT = "not_kept", _("blev ikke til noget")


PLEDGE_WAITS = (PledgeState.GIVEN, PledgeState.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Consent:
    """One version of the text a person says yes to; a changed text gets a new version."""

    version: str
    text: Any


CONSENTS = {
    "2026-11-svar": Consent(
        version="2026-11-svar",
        text=_(
            "Jeg siger ja til, at kommunen gemmer min mail eller mit telefonnummer for at fortælle mig, hvad "
            "der blev af det, jeg sagde. Det bruges ikke til andet og slettes senest efter tre år. Jeg kan "
            "altid sige stop, og så slettes det med det samme."
        ),
    ),
    "2026-11-citat": Consent(
        version="2026-11-citat",
        text=_(
            "Kommunen må vise mine ord på siden uden navn og uden noget, jeg kan kendes på. "
            "Jeg kan altid trække det tilbage, og så fjernes citatet."
        ),
    ),
}
CONSENT_CONTACT = "2026-11-svar"
CONSENT_QUOTE = "2026-11-citat"

PARTS = (
    Part(
        "inputs",
        _("Sig din mening"),
        pages=("have_your_say", "give_input", "input_thanks", "miss_something"),
    ),
)

TEXTS = (
    OwnText(
        "inputs.intro",
        _("Sig din mening: øverst"),
        _(
            "Fortæl, hvad der virker, hvad der mangler, og hvad du ønsker dig. Du behøver ingen konto."
        ),
    ),
    OwnText(
        "inputs.after",
        _("Sig din mening: tak"),
        _(
            "Vi læser alt. Det, der ligner hinanden, samler vi i temaer. På siden kan alle se, hvad der "
            "bliver af temaerne."
        ),
    ),
    help_text(
        "inputs.help_give",
        _("Hjælp: Sig din mening"),
        _(
            "Skriv med dine egne ord. Du kan også få en anden til at skrive for dig.\n\n"
            "- Skriv **ikke** navne eller cpr-numre.\n"
            "- Giver du os en mail eller et nummer, fortæller vi dig, hvad der blev af det.\n"
            "- Vil du hellere ringe? Nummeret står nederst på siden."
        ),
    ),
    help_text(
        "inputs.help_desk",
        _("Hjælp: Input"),
        _(
            "Her samler I det, folk siger.\n\n"
            "- En **indsamling** er det sted, hvor I har spurgt: en workshop, et råd, siden.\n"
            "- Hvert **input** er det, én person sagde. Teksten er kun for jer.\n"
            "- På **tavlen** samler I input, der ligner hinanden, i **temaer**.\n"
            "- Når der sker noget i et tema, får de, der bad om svar, besked."
        ),
    ),
    help_text(
        "inputs.help_board",
        _("Hjælp: Tavlen"),
        _(
            "Træk et kort til et tema, eller brug **Flyt til** på kortet. Begge dele kan fortrydes.\n\n"
            "Arbejder I flere ad gangen, og har en anden flyttet kortet, får du det at vide. Intet går tabt."
        ),
    ),
)
