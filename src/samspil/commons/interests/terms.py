"""Words and limits of the interests room."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import OwnText, Part, TextKind, help_text

CONFIRM_WITHIN = timedelta(days=7)
# An expired sign-up can be asked for anew for as long again; then what was typed is erased.
KEEP_UNCONFIRMED = timedelta(days=14)
UNDO_WITHDRAWAL = timedelta(days=1)
CODE_LASTS = timedelta(minutes=15)
CODE_ATTEMPTS = 5
ACCESS_LASTS = timedelta(minutes=30)
SIGN_UPS_PER_ADDRESS = 5
SIGN_UPS_PER_CLIENT = 40
CODES_PER_ADDRESS = 5
RATE_WINDOW = timedelta(hours=1)

# Where a visitor's session keeps what a fresh code opened, and where to go after the code.
ACCESS_KEY = "interests_access"
WAY_ON_KEY = "interests_way_on"

SEAL_SUBSCRIPTION = "subscription"
SEAL_CONFIRM = "confirm"


class ProfileState(models.TextChoices):
    """Whether letters go out to a profile."""

    ACTIVE = "active", _("aktiv")
    PAUSED = "paused", _("på pause")
    WITHDRAWN = "withdrawn", _("afmeldt")


class Rhythm(models.TextChoices):
    """How often somebody wants letters."""

    AT_ONCE = "at_once", _("Med det samme")
    WEEKLY = "weekly", _("Samlet en gang om ugen")
    MONTHLY = "monthly", _("Samlet en gang om måneden")


class Form(models.TextChoices):
    """Forms of taking part for which somebody stands at disposal (row P3)."""

    WORKING_COMMUNITY = "working_community", _("Arbejdsfællesskab")
    FOCUS_GROUP = "focus_group", _("Fokusgruppeinterview")
    DIALOGUE_MEETING = "dialogue_meeting", _("Dialogmøde")
    THEME_EVENT = "theme_event", _("Temaarrangement")
    CONSULTATION = "consultation", _("Svar på høringer og spørgeskemaer")
    GUIDE = "guide", _("Pårørendeguide for andre")


class Source(models.TextChoices):
    """How somebody signed up."""

    WEB = "web", _("på siden")
    PHONE = "phone", _("i telefonen")
    PAPER = "paper", _("på papir")


class PauseLength(models.TextChoices):
    """How long letters rest."""

    MONTH = "1", _("En måned")
    QUARTER = "3", _("Tre måneder")
    OPEN = "", _("Indtil jeg selv starter igen")


@dataclass(frozen=True, slots=True)
class TreeChoice:
    """One tick in the tree of target groups."""

    id: str
    value: str
    label: str
    help_text: str
    depth: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Consent:
    """One version of the text a person says yes to; a changed text gets a new version."""

    version: str
    text: Any


CONSENTS = {
    "2026-11-interesser": Consent(
        version="2026-11-interesser",
        text=_(
            "Jeg siger ja til, at kommunen gemmer min mailadresse og de valg, jeg har sat kryds ved, for at "
            "sende mig det, jeg har bedt om. Valg om funktionsnedsættelse kan sige noget om helbred, min "
            "egen eller en andens. Kun systemet bruger dem; medarbejdere ser kun antal. Jeg kan altid se, "
            "ændre eller trække det tilbage, og så slettes det."
        ),
    ),
    "2026-11-nyhedsbrev": Consent(
        version="2026-11-nyhedsbrev",
        text=_(
            "Jeg siger ja til, at kommunen gemmer min mailadresse for at sende mig nyhedsbrevet. "
            "Jeg kan altid afmelde det igen, og så slettes adressen."
        ),
    ),
}
CONSENT_INTERESTS = "2026-11-interesser"
CONSENT_NEWSLETTER = "2026-11-nyhedsbrev"

PARTS = (
    Part("sign_up", _("At skrive sig op til emner"), pages=("sign_up",)),
    Part("newsletter", _("Nyhedsbrev med e-mail alene"), pages=("newsletter",)),
)

TEXTS = (
    OwnText(
        "interests.sign_up_intro",
        _("Skriv dig op: øverst"),
        _(
            "Vælg emner, så skriver vi, når der er nyt. Du behøver ingen konto, og det tager to minutter."
        ),
    ),
    OwnText(
        "interests.newsletter_intro",
        _("Nyhedsbrev: øverst"),
        _("Vi skal kun bruge din e-mail. Du kan stoppe igen med ét klik."),
    ),
    OwnText(
        "interests.thanks_waiting",
        _("Tak: når man har skrevet sig op og skal bekræfte"),
        _("Vi har sendt dig et brev. Tryk på knappen i det, så er du skrevet op."),
    ),
    OwnText(
        "interests.thanks_confirmed",
        _("Tak: når man har bekræftet"),
        _("I hvert brev er der et link, hvor du kan holde pause eller stoppe."),
        TextKind.PAGE,
    ),
    help_text(
        "interests.help_sign_up",
        _("Hjælp: Skriv dig op"),
        _(
            "Sæt kryds ved det, der betyder noget for dig. Du får kun brev om det.\n\n"
            "- Vælger du både et emne og en alder, får du det, der passer til **begge** dele.\n"
            "- Er du i tvivl, så vælg lidt. Du kan altid ændre det.\n"
            "- Ingen medarbejder kan se, hvad du har valgt."
        ),
    ),
    help_text(
        "interests.help_call_list",
        _("Hjælp: Ringeliste"),
        _(
            "Her står de, der ingen e-mail har, når der er kommet noget, de har bedt om at høre.\n\n"
            "Ring, fortæl det, og tryk **Fortalt**. At du har set listen, bliver logget."
        ),
    ),
    help_text(
        "interests.help_counts",
        _("Hjælp: Hvor mange er interesseret?"),
        _(
            "Brug tallene til at planlægge. De er rundet ned, og færre end fem vises ikke, så ingen kan "
            "kendes.\n\nDu kan højst spørge på to ting ad gangen."
        ),
    ),
)
