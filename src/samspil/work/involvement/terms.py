"""Words and limits of the involvement room."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import Part, help_text

TITLE_LENGTH = 140
TEXT_LENGTH = 20_000
NOTE_LENGTH = 400
NAME_LENGTH = 120
WORDS_LENGTH = 2_000
PER_PAGE = 20
FIRST_YEAR, LAST_YEAR = 2000, 2100

# Row P4: this many initiatives from the start of the year.
FEWEST_FROM_START, MOST_FROM_START = 3, 5

SEAL_PROPOSAL = "proposal"
SEAL_UNDO = "undo-answer"
PROPOSALS_PER_CLIENT = 20
PROPOSALS_PER_ADDRESS = 5
RATE_WINDOW = timedelta(hours=1)
# How long after the answer an address is kept, so that what became of it can be told.
KEEP_PROPOSER = timedelta(days=365)

# Who was invited this recently to something else is drawn less often, or left out by a tick.
RECENT = timedelta(days=90)
RECENT_WEIGHT = 0.25
REMIND_BEFORE = timedelta(days=3)
# After the end of an initiative: letters about the result can go out for this long, then names go.
KEEP_NAMES = timedelta(days=180)
KEEP_NOTES = timedelta(days=365)


class PlanState(models.TextChoices):
    """Where a year's plan is."""

    DRAFT = "draft", _("kladde")
    PUBLISHED = "published", _("udgivet")
    CLOSED = "closed", _("afsluttet")


NEXT_PLAN_STATES = {
    PlanState.DRAFT: {PlanState.PUBLISHED},
    PlanState.PUBLISHED: {PlanState.CLOSED},
    PlanState.CLOSED: {PlanState.PUBLISHED},
}


class InitiativeKind(models.TextChoices):
    """In what way people are involved."""

    WORKING_COMMUNITY = "working_community", _("Arbejdsfællesskab")
    FOCUS_GROUP = "focus_group", _("Fokusgruppeinterview")
    DIALOGUE_MEETING = "dialogue_meeting", _("Dialogmøde")
    THEME_EVENT = "theme_event", _("Temaarrangement")
    OTHER = "other", _("Andet")


class InitiativeState(models.TextChoices):
    """Where an initiative is on its way from a thought to a result."""

    PLANNED = "planned", _("planlagt")
    INVITING = "inviting", _("inviterer nu")
    RUNNING = "running", _("i gang")
    DONE = "done", _("afsluttet")
    CANCELLED = "cancelled", _("aflyst")


NEXT_STATES = {
    InitiativeState.PLANNED: {
        InitiativeState.INVITING,
        InitiativeState.RUNNING,
        InitiativeState.CANCELLED,
    },
    InitiativeState.INVITING: {
        InitiativeState.PLANNED,
        InitiativeState.RUNNING,
        InitiativeState.DONE,
        InitiativeState.CANCELLED,
    },
    InitiativeState.RUNNING: {
        InitiativeState.INVITING,
        InitiativeState.DONE,
        InitiativeState.CANCELLED,
    },
    InitiativeState.DONE: {InitiativeState.RUNNING},
    InitiativeState.CANCELLED: {InitiativeState.PLANNED},
}
STATE_TONES = {
    InitiativeState.INVITING: "info",
    InitiativeState.RUNNING: "success",
    InitiativeState.DONE: "success",
    InitiativeState.CANCELLED: "warning",
}
OPEN_STATES = (InitiativeState.PLANNED, InitiativeState.INVITING, InitiativeState.RUNNING)


class ProposerRole(models.TextChoices):
    """As what somebody proposes."""

    RELATIVE = "relative", _("Pårørende")
    CITIZEN = "citizen", _("Borger med handicap")
    ORGANISATION = "organisation", _("Forening eller organisation")
    STAFF = "staff", _("Medarbejder")
    OTHER = "other", _("Andet")


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    NEW = "new", _("venter på svar")
    ACCEPTED = "accepted", _("bliver til noget")
    DECLINED = "declined", _("bliver ikke til noget nu")


class Answer(models.TextChoices):
    """What an invited person said."""

    NONE = "", _("ikke svaret")
    YES = "yes", _("ja")
    NO = "no", _("nej")


class Outcome(models.TextChoices):
    """What became of a yes."""

    NONE = "", _("venter")
    TAKEN_IN = "taken_in", _("er med")
    NO_ROOM = "no_room", _("der var ikke plads")


# What somebody is part of already, and the links in letters, stay open.
TEXTS = (
    help_text(
        "involvement.help_desk",
        _("Hjælp: Inddragelse"),
        _(
            "En plan er for ét år og begynder med **tre til fem initiativer**. Det, der kommer til senere, "
            "står som tilføjet, med det behov eller den idé, det svarer på.\n\nForslag kan komme fra alle. Svar på "
            "dem her: den, der har foreslået det, får svaret i et brev."
        ),
    ),
    help_text(
        "involvement.help_invite",
        _("Hjælp: Spørg, hvem der vil være med"),
        _(
            "Du spørger dem, der har sagt, at I må spørge dem, og som passer til initiativets emner og steder. "
            "**Du ser kun, hvor mange de er**, aldrig færre end fem.\n\nVælg alle, eller træk lod. Først når en "
            "siger ja, ser du et navn. Ingen ser, hvem der siger nej."
        ),
    ),
    help_text(
        "involvement.help_people",
        _("Hjælp: Hvem er med?"),
        _(
            "Her står dem, der har sagt ja, og dem, der er med. Det bliver skrevet ned, hvem der ser listen.\n\n"
            "**Tag med** giver en person adgang til noter og filer. Er der ikke plads, får personen et venligt brev."
        ),
    ),
    help_text(
        "involvement.help_community",
        _("Hjælp: Fælles noter og filer"),
        _(
            "Kun dem, der er med, og de medarbejdere, der står for det, kan se siden. Skriv ikke om andres "
            "helbred eller sager.\n\nAlle kan skrive og rette noter. Gamle udgaver bliver gemt."
        ),
    ),
)

PARTS = (
    Part(
        "involvement",
        _("Årets plan for inddragelse"),
        pages=("plan_now", "plan", "plan_json", "plan_csv", "initiative"),
    ),
    Part("proposals", _("Forslag fra borgere"), pages=("propose", "said_and_done")),
)
