"""Words and limits of the gatherings room."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import Part, help_text

TITLE_LENGTH = 140
SUMMARY_LENGTH = 400
BODY_LENGTH = 60_000
NOTE_LENGTH = 400
NAME_LENGTH = 120
WHERE_LENGTH = 250
FEEDBACK_LENGTH = 4_000
PER_PAGE = 20
FEED_LENGTH = 30
MOST_SEATS = 10_000
MOST_COMPANIONS = 10
MOST_IN_SERIES = 52
FEW_SEATS = 5
# As was decided in the document of row P5.
THEME_EVENTS_A_YEAR = 2
# Pages that say what is ahead, though nobody changes anything: most begin at whole five minutes.
KEPT_FOR = timedelta(minutes=5)

# How long names are kept after a gathering has ended; access needs go much sooner.
KEEP_REGISTRATIONS = timedelta(days=180)
KEEP_ACCESS_NEEDS = timedelta(days=1)
# Feedback is asked for from the day after until two weeks after; later nobody remembers.
ASK_FEEDBACK_AFTER = timedelta(hours=16)
ASK_FEEDBACK_UNTIL = timedelta(days=14)

# People come before the time, and are ticked off as they come.
DOORS_OPEN = timedelta(hours=1)

RATE_WINDOW = timedelta(hours=1)
REGISTRATIONS_PER_CLIENT = 60
LETTERS_PER_ADDRESS = 10

# The seal the outbox puts into letters: one link opens one's own registration.
SEAL_REGISTRATION = "subscription"


PARTS = (
    Part(
        "gatherings",
        _("Det sker: møder og arrangementer"),
        pages=(
            "gatherings",
            "gathering",
            "register",
            "registered",
            "gathering_calendar",
            "gatherings_calendar",
            "gatherings_feed",
            "share_gatherings",
            "embed_gatherings",
            "gatherings_fragment",
        ),
    ),
)

TEXTS = (
    help_text(
        "gatherings.help_desk",
        _("Hjælp: Møder"),
        _(
            "Et møde er en **kladde**, til du udgiver det. Når det bliver udgivet, får de, der har skrevet "
            "sig op til emnerne, et brev.\n\nEt udgivet møde kan **rettes** og **aflyses**. Alle, der kommer, "
            "får besked med det samme."
        ),
    ),
    help_text(
        "gatherings.help_prepare",
        _("Hjælp: Gør et møde klar"),
        _(
            "Tallene siger, hvor mange der kommer, ikke hvem. Navnene står på **Deltagere**, og det bliver "
            "skrevet ned, hvem der ser dem.\n\nMelder nogen fra, rykker den næste på ventelisten selv op. Giver du "
            "mødet flere pladser, gør de også.\n\nDagen efter bliver deltagerne spurgt, hvordan det var. Fortæl "
            "bagefter, hvad der kom ud af det: så får de, der var med, et brev."
        ),
    ),
    help_text(
        "gatherings.help_door",
        _("Hjælp: Deltagere"),
        _(
            "Skriv listen ud, eller sæt kryds på telefonen ved døren. Den, der står ved døren uden at være "
            "tilmeldt, kan du skrive op, hvis der er plads.\n\nKrydserne kan sættes fra en time før, mødet begynder."
        ),
    ),
)


class GatheringKind(models.TextChoices):
    """What people come together for."""

    THEME_EVENT = "theme_event", _("Temaarrangement")
    THEME_MEETING = "theme_meeting", _("Temamøde")
    DIALOGUE_MEETING = "dialogue_meeting", _("Dialogmøde")
    WORKING_COMMUNITY = "working_community", _("Møde i et arbejdsfællesskab")
    FOCUS_GROUP = "focus_group", _("Fokusgruppeinterview")
    STATUS_MEETING = "status_meeting", _("Statusmøde")
    NETWORK_MEETING = "network_meeting", _("Netværksmøde")
    OPEN_HOUSE = "open_house", _("Åbent hus")
    OTHER = "other", _("Møde")


class Mode(models.TextChoices):
    """Where people meet."""

    IN_PERSON = "in_person", _("Fysisk")
    ONLINE = "online", _("Online")
    BOTH = "both", _("Både fysisk og online")


class Admission(models.TextChoices):
    """Who may come."""

    EVERYBODY = "everybody", _("Alle er velkomne")
    INVITED = "invited", _("Kun de inviterede")


class GatheringState(models.TextChoices):
    """Where a gathering is on its way from a thought to people in a room."""

    DRAFT = "draft", _("kladde")
    PUBLISHED = "published", _("udgivet")
    CANCELLED = "cancelled", _("aflyst")


NEXT_STATES = {
    GatheringState.DRAFT: {GatheringState.PUBLISHED},
    GatheringState.PUBLISHED: {GatheringState.CANCELLED},
    GatheringState.CANCELLED: set[GatheringState](),
}


class RegistrationState(models.TextChoices):
    """Where a person stands with one gathering."""

    INVITED = "invited", _("inviteret")
    REGISTERED = "registered", _("har plads")
    WAITING = "waiting", _("på venteliste")
    DECLINED = "declined", _("kommer ikke")
    CANCELLED = "cancelled", _("meldt fra")


HOLDS_SEATS = (RegistrationState.REGISTERED,)
COMING = (RegistrationState.REGISTERED, RegistrationState.WAITING)
NOT_COMING = (RegistrationState.DECLINED, RegistrationState.CANCELLED)


class AccessNeed(models.TextChoices):
    """What makes it possible to take part; seen as head counts, deleted after the gathering."""

    SIGN_LANGUAGE = "sign_language", _("Tegnsprogstolk")
    HEARING_LOOP = "hearing_loop", _("Teleslynge")
    WHEELCHAIR = "wheelchair", _("Plads til kørestol")
    LARGE_PRINT = "large_print", _("Materiale med stor skrift eller let at læse")
    TRANSPORT = "transport", _("Kørsel frem og tilbage")
    CHILDCARE = "childcare", _("Børnepasning")
    FOOD = "food", _("Særlig mad")
    BREAKS = "breaks", _("Pauser og et stille rum")
    INTERPRETER = "interpreter", _("Tolk til et andet sprog")


class Source(models.TextChoices):
    """How a registration reached us."""

    WEB = "web", _("på siden")
    PHONE = "phone", _("i telefonen")
    PAPER = "paper", _("på papir")
    DOOR = "door", _("ved døren")


class Repeat(models.TextChoices):
    """How a series goes on."""

    WEEKLY = "weekly", _("Hver uge")
    FORTNIGHTLY = "fortnightly", _("Hver anden uge")
    MONTHLY = "monthly", _("Hver måned")


class ReminderTime(models.IntegerChoices):
    """How many days before the start people are reminded, by the clock on the wall."""

    WEEK = 7, _("En uge før")
    THREE_DAYS = 3, _("Tre dage før")
    DAY = 1, _("Dagen før")


class Seats(models.TextChoices):
    """What everybody may know of how full it is."""

    UNLIMITED = "unlimited", _("Der er plads til alle")
    FREE = "free", _("Der er ledige pladser")
    FEW = "few", _("Der er få pladser tilbage")
    FULL = "full", _("Der er fuldt. Du kan komme på venteliste")


class Rating(models.IntegerChoices):
    """How it was to be there."""

    VERY_GOOD = 5, _("Rigtig godt")
    GOOD = 4, _("Godt")
    FAIR = 3, _("Nogenlunde")
    POOR = 2, _("Ikke så godt")
    VERY_POOR = 1, _("Dårligt")
