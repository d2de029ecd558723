"""Words and limits of the lexicon."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import Part, help_text

WORD_LENGTH = 80
SLUG_LENGTH = 90
MEANING_LENGTH = 600
TEXT_LENGTH = 900
MOST_FORMS = 30
MOST_MEANS = 8
UNCLEAR_LENGTH = 60
MISSED_LENGTH = 80
PATH_LENGTH = 200
PER_PAGE = 50

LIGHTEST, HEAVIEST = 0.3, 1.0

# Per visitor and per hour; a class of pupils behind one address still gets through.
MOST_PROPOSALS = 20
MOST_MARKS = 60
WHILE = timedelta(hours=1)
# Different words a day that are kept at most, so that nobody fills the table.
MOST_A_DAY = 2_000
KEPT_FOR = timedelta(days=365)
MOST_SHEET_BYTES = 1_000_000

STANDARD_SOURCE = "standard"
EDITOR_SOURCE = "editor"


class EntryState(models.TextChoices):
    """Where a word is on its way from a thought to the readers."""

    PROPOSED = "proposed", _("foreslået")
    DRAFT = "draft", _("kladde")
    PUBLISHED = "published", _("udgivet")
    RETIRED = "retired", _("taget ud")


NEXT_STATES = {
    EntryState.PROPOSED: {EntryState.DRAFT, EntryState.PUBLISHED},
    EntryState.DRAFT: {EntryState.PUBLISHED},
    EntryState.PUBLISHED: {EntryState.RETIRED},
    EntryState.RETIRED: {EntryState.PUBLISHED},
}


class SynonymLanguage(models.TextChoices):
    """The language in which something is said."""

    ANY = "", _("alle sprog")
    DANISH = "da", _("dansk")
    ENGLISH = "en", _("engelsk")


class MissKind(models.TextChoices):
    """What was wrong with a search."""

    FOUND_NOTHING = "found_nothing", _("fandt ingenting")
    WRONG_THING = "wrong_thing", _("fandt det forkerte")


class Period(models.TextChoices):
    """How far back a report goes."""

    WEEK = "uge", _("den sidste uge")
    MONTH = "maaned", _("den sidste måned")
    ALL = "alt", _("det sidste år")


DAYS = {Period.WEEK: 7, Period.MONTH: 30, Period.ALL: KEPT_FOR.days}

PARTS = (
    Part(
        "lexicon",
        _("Leksikon"),
        pages=("lexicon", "lexicon_word", "propose_word", "word_proposed", "mark_unclear"),
    ),
)

TEXTS = (
    help_text(
        "lexicon.help_desk",
        _("Hjælp: Leksikon"),
        _(
            "Et ord i leksikonet bliver forklaret alle steder, det står på siden. Læseren trykker på ordet.\n\n"
            "- Alle kan **foreslå** et ord. Du skriver det færdigt og udgiver det.\n"
            "- Ord, læserne ikke forstod, og søgninger, der gik galt, står i hver sin liste."
        ),
    ),
    help_text(
        "lexicon.help_write",
        _("Hjælp: Skriv et ord"),
        _(
            "Skriv, hvad ordet betyder for den, der læser. Ikke, hvad loven siger.\n\n"
            "- To eller tre korte sætninger. Skriv ”du”.\n"
            "- **Former** er de måder, ordet står på i tekster: *aflastningen*, *aflastningsordning*. Kun de former, "
            "du skriver, bliver forklaret.\n"
            "- Giv et eksempel. Det siger mere end en regel."
        ),
    ),
    help_text(
        "lexicon.help_synonyms",
        _("Hjælp: Søgeord"),
        _(
            "Folk skriver ikke altid det ord, der står på siden. Her siger du, hvad de mener.\n\n"
            "- **Sagt** er det, folk skriver: *hvem passer min søn, så jeg kan sove*.\n"
            "- **Betyder** er de ord, der skal søges efter: *aflastning*.\n"
            "- **Vægten** siger, hvor sikkert det er: 1 er helt sikkert, 0,3 er et gæt.\n"
            "- Det virker fra næste søgning."
        ),
    ),
    help_text(
        "lexicon.help_missed",
        _("Hjælp: Søgninger, der gik galt"),
        _(
            "Her står, hvad folk søgte efter uden at finde det. Vi ved ikke, hvem der søgte, og numre og "
            "mailadresser er fjernet.\n\nGør en søgning til et søgeord, eller læg den til side."
        ),
    ),
    help_text(
        "lexicon.help_unclear",
        _("Hjælp: Ord, læserne ikke forstod"),
        _(
            "Læserne har skrevet ordene nederst på en side. Vi ved ikke, hvem de er.\n\n"
            "Lav et opslag, skriv et andet ord i teksten, eller læg ordet til side."
        ),
    ),
)
