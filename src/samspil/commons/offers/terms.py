"""Words, limits and states of the catalogue of offers."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import OwnText, Part, help_text
from samspil.kit.words import slug_of

NAME_LENGTH = 120
SUMMARY_LENGTH = 300
DESCRIPTION_LENGTH = 8_000
EASY_LENGTH = 2_000
WORDS_LENGTH = 1_000
LINE_LENGTH = 200
KEY_LENGTH = 100
CODE_LENGTH = 8
OLDEST = 120
MOST_LINES = 20
ALT_LENGTH = 250
PHONE_LENGTH = 30
REPORT_LENGTH = 4_000
ANSWER_LENGTH = 2_000
PER_PAGE = 20
DESK_PER_PAGE = 50
MOST_REMINDED = 100
MOST_IMPORTED = 5_000
MOST_IMPORT_BYTES = 10_000_000
# Time enough to ask a colleague; what lies longer is thrown away with the names in it.
IMPORT_LASTS = timedelta(hours=24)
# How alike the words of two names and short texts are, from 0 to 1, before an editor is shown them together.
ALIKE = 0.6
MOST_ALIKE = 50

RATE_WINDOW = timedelta(hours=1)
# A residence may sit behind one address.
REPORTS_PER_CLIENT = 20
# So long an address and what was laid aside are kept after all is said.
KEEP_TOLD = timedelta(days=90)
SEAL_REPORT = "offer_report"
# Owners hear of what is due within this time, so that one visit is enough for all.
REMIND_AHEAD = timedelta(days=7)


class OfferKind(models.TextChoices):
    """What an offer is, in the words people look for it by."""

    COUNSELLING = "counselling", _("rådgivning")
    SUPPORT = "support", _("støtte i hverdagen")
    RESPITE = "respite", _("aflastning")
    RESIDENCE = "residence", _("bolig med støtte")
    DAY_OFFER = "day_offer", _("dagtilbud")
    TREATMENT = "treatment", _("behandling og træning")
    NETWORK = "network", _("netværk")
    COURSE = "course", _("kursus")
    LEISURE = "leisure", _("fritid")
    EMPLOYMENT = "employment", _("arbejde")
    EDUCATION = "education", _("uddannelse og læring")
    FINANCIAL = "financial", _("økonomisk hjælp")
    DEVICE = "device", _("hjælpemiddel")
    WELFARE_TECHNOLOGY = "welfare_technology", _("velfærdsteknologi")
    TRANSPORT = "transport", _("transport")
    VOLUNTEER = "volunteer", _("frivillig hjælp")
    OTHER = "other", _("andet")


class Audience(models.TextChoices):
    """Who an offer is meant for."""

    CITIZENS = "citizens", _("borgere med handicap")
    RELATIVES = "relatives", _("pårørende")
    PARENTS = "parents", _("forældre")
    SIBLINGS = "siblings", _("søskende")
    COUPLES = "couples", _("par")
    WHOLE_FAMILY = "whole_family", _("hele familien")
    PROFESSIONALS = "professionals", _("fagpersoner")


def slug_for(name: str) -> str:
    """Return the readable part of an offer's address; the number alone says which offer it is."""
    return slug_of(name) or "tilbud"


class OfferState(models.TextChoices):
    """Where an offer is on its way between a draft and the archive."""

    DRAFT = "draft", _("kladde")
    REVIEWED = "reviewed", _("gennemset")
    PUBLISHED = "published", _("udgivet")
    PAUSED = "paused", _("på pause")
    ARCHIVED = "archived", _("arkiveret")


NEXT_STATES = {
    OfferState.DRAFT: {OfferState.REVIEWED, OfferState.ARCHIVED},
    OfferState.REVIEWED: {OfferState.DRAFT, OfferState.PUBLISHED, OfferState.ARCHIVED},
    OfferState.PUBLISHED: {OfferState.PAUSED, OfferState.ARCHIVED},
    OfferState.PAUSED: {OfferState.PUBLISHED, OfferState.ARCHIVED},
    OfferState.ARCHIVED: {OfferState.DRAFT},
}


class Rhythm(models.IntegerChoices):
    """How many months an offer stays fresh after it was confirmed."""

    MONTHLY = 1, _("hver måned")
    QUARTERLY = 3, _("hver 3. måned")
    HALF_YEARLY = 6, _("hvert halve år")
    YEARLY = 12, _("hvert år")


# Whoever asks for offers to relatives in general is shown those for some of them too.
RELATIVES = (Audience.PARENTS, Audience.SIBLINGS, Audience.COUPLES, Audience.WHOLE_FAMILY)

# The ages people look by: name, first and last year.
AGES = (
    ("0-5", 0, 5),
    ("6-12", 6, 12),
    ("13-17", 13, 17),
    ("18-25", 18, 25),
    ("26-64", 26, 64),
    ("65-", 65, OLDEST),
)


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class ReportKind(models.TextChoices):
    """What somebody tells about an offer."""

    ERROR = "error", _("noget er forkert")
    EXPERIENCE = "experience", _("en erfaring")
    PRAISE = "praise", _("ros")


class ReportVoice(models.TextChoices):
    """Who somebody speaks as; never who it is."""

    USER = "user", _("bruger")
    RELATIVE = "relative", _("pårørende")
    PROFESSIONAL = "professional", _("fagperson")
    OTHER = "other", _("andet")


class ReportState(models.TextChoices):
    """What became of what somebody told."""

    NEW = "new", _("ny")
    ANSWERED = "answered", _("besvaret")
    PUBLISHED = "published", _("vist på siden")
    REJECTED = "rejected", _("vises ikke")


# What each thing is called in forms, in comparisons of versions and in what is missing.
LABELS = {
    "name": _("Navn"),
    "kind": _("Slags"),
    "provider": _("Udbyder"),
    "ffb_code": _("Fælles Faglige Begreber"),
    "summary": _("Kort fortalt"),
    "description": _("Hvad er det?"),
    "easy": _("Let at læse"),
    "name_en": _("Navn på engelsk"),
    "summary_en": _("Kort fortalt på engelsk"),
    "description_en": _("Hvad er det? (på engelsk)"),
    "easy_en": _("Let at læse på engelsk"),
    "target_groups": _("Målgrupper"),
    "themes": _("Emner"),
    "age_from": _("Fra alder"),
    "age_to": _("Til og med alder"),
    "audience": _("Hvem er det til?"),
    "requires_referral": _("Kræver visitation"),
    "how_citizen": _("Sådan kommer du i gang"),
    "how_professional": _("Sådan henviser du som fagperson"),
    "papers": _("Det skal du have med"),
    "price": _("Pris"),
    "waiting_weeks": _("Ventetid i uger"),
    "free_places": _("Ledige pladser"),
    "temporary": _("Midlertidigt"),
    "places": _("Kommunens steder"),
    "place_name": _("Et andet sted"),
    "online": _("Findes på nettet"),
    "opening_hours": _("Åbningstid"),
    "accessibility": _("Adgangsforhold"),
    "languages": _("Sprog"),
    "contact_name": _("Kontaktperson"),
    "contact_phone": _("Telefon"),
    "contact_email": _("E-mail"),
    "hides_contact_name": _("Skjul navnet for offentligheden"),
    "url": _("Hjemmeside"),
    "legal": _("Loven bag"),
    "legal_former": _("Den ældre lov"),
    "helps_with": _("Hjælper med"),
    "try_at": _("Her kan du prøve det"),
    "video_title": _("Hvad viser filmen?"),
    "video_url": _("Link til en film"),
    "video_url_has_captions": _("Filmen har undertekster"),
    "owner": _("Ansvarlig"),
    "rhythm": _("Skal bekræftes"),
}
# Left out of versions, so that names and addresses of people can be erased.
NOT_IN_VERSIONS = ("contact_name", "contact_phone", "contact_email", "owner")

LANGUAGES = {
    "da": _("dansk"),
    "en": _("engelsk"),
    "dts": _("dansk tegnsprog"),
    "de": _("tysk"),
    "ar": _("arabisk"),
    "tr": _("tyrkisk"),
    "uk": _("ukrainsk"),
    "pl": _("polsk"),
    "so": _("somali"),
    "fa": _("farsi"),
    "ur": _("urdu"),
    "bs": _("bosnisk"),
    "ro": _("rumænsk"),
    "vi": _("vietnamesisk"),
}

PARTS = (
    Part(
        "offers",
        _("Tilbud"),
        pages=(
            "offers",
            "offer_by_number",
            "offer",
            "report_offer",
            "welfare_technology",
            "offers_csv",
            "offers_excel",
            "offers_json",
            "hsds",
            "hsds_openapi",
            "hsds_services",
            "hsds_service",
            "hsds_organizations",
            "hsds_organization",
            "hsds_service_at_locations",
            "hsds_service_at_location",
            "hsds_taxonomies",
            "hsds_taxonomy",
            "hsds_taxonomy_terms",
            "hsds_taxonomy_term",
        ),
    ),
)

TEXTS = (
    OwnText(
        "offers.lead",
        _("Tilbud: øverst"),
        _("Find hjælp, netværk og fritid til dig, dit barn eller hele familien."),
    ),
    OwnText(
        "offers.no_diagnosis",
        _("Tilbud: om diagnoser"),
        _(
            "En diagnose er ikke en billet. Målgruppen fortæller, hvem tilbuddet er lavet til. Har du et "
            "lignende behov, er du også velkommen til at spørge."
        ),
    ),
    OwnText(
        "offers.technology_lead",
        _("Velfærdsteknologi: øverst"),
        _("Se, hvad der kan hjælpe i hverdagen, hvor du kan prøve det, og hvad andre siger."),
    ),
    help_text(
        "offers.help_desk",
        _("Hjælp: Tilbud"),
        _(
            "Her holder I kataloget ved lige.\n\n"
            "- Et tilbud er en **kladde**, til nogen har set det igennem. Så kan det **udgives**, "
            "sættes **på pause** og **arkiveres**.\n"
            "- Hvert tilbud har en **ansvarlig**, der bekræfter, at det stadig passer.\n"
            "- **Kvalitet** siger, hvad der mangler, for at en familie kan bruge siden."
        ),
    ),
    help_text(
        "offers.help_edit",
        _("Hjælp: Skriv om et tilbud"),
        _(
            "Skriv til en mor, der sidder med sin telefon om aftenen.\n\n"
            "- Hvad får man, hvem er det til, og hvad skal man gøre nu?\n"
            "- Skriv prisen, også når det er gratis.\n"
            "- Målgruppen siger, hvem det er lavet til. Den lukker ingen ude."
        ),
    ),
    help_text(
        "offers.help_confirm",
        _("Hjælp: Bekræft tilbud"),
        _(
            "Kig hvert tilbud igennem. Passer det hele, så lad krydset stå, og tryk én gang nederst.\n\n"
            "Skal noget rettes, så tag krydset væk, og ret tilbuddet. Når du gemmer og bekræfter, er det "
            "med igen."
        ),
    ),
    help_text(
        "offers.help_import",
        _("Hjælp: Læg mange tilbud ind"),
        _(
            "Tag skabelonen, eller hent alle tilbud som regneark, ret dem, og vælg filen her.\n\n"
            "- Du ser først, hvad der er nyt, og hvad der ændrer sig. **Intet gemmes, før du siger ja.**\n"
            "- **ID** siger, hvilket tilbud en række er. Uden ID er det navnet.\n"
            "- En kolonne, du fjerner, bliver ikke rørt. En tom celle gør feltet tomt."
        ),
    ),
    help_text(
        "offers.help_reports",
        _("Hjælp: Fejl og erfaringer"),
        _(
            "Teksten er kun for jer, indtil du viser den. Den kan fortælle om helbred.\n\n"
            "- Svar altid, også når I ikke gør noget.\n"
            "- Det, alle ser, skriver du selv om, så ingen kan kendes.\n"
            "- Du kan kun vise det, når den, der skrev, har sagt ja."
        ),
    ),
    help_text(
        "offers.help_report",
        _("Hjælp: Ret en fejl, eller fortæl din erfaring"),
        _(
            "Du behøver ingen konto. Skriv **ikke** navne eller cpr-numre.\n\n"
            "Du får en side, hvor du kan læse svaret. Skriver du din mail, får du også besked, når svaret er der."
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that an offer says, on its way between a form or a file and the table.

    Args:
        name: its Danish name; everything else may be missing in a draft.
        kind: an `OfferKind`.
        target_groups, themes: ids of topics; no target group means that it is for everyone.
        age_from, age_to: years, both included.
        audience: values of `Audience`.
        places: ids of places of the municipality; `place_name` tells of others.
        waiting_weeks: how long one waits, in weeks; None when nobody knows.
        provider, owner: ids; the owner answers for it being right.
        rhythm: months between two confirmations.
    """

    name: str
    kind: str = OfferKind.OTHER
    provider: int | None = None
    ffb_code: UUID | None = None
    summary: str = ""
    description: str = ""
    easy: str = ""
    name_en: str = ""
    summary_en: str = ""
    description_en: str = ""
    easy_en: str = ""
    target_groups: Sequence[int] = ()
    themes: Sequence[int] = ()
    age_from: int | None = None
    age_to: int | None = None
    audience: Sequence[str] = ()
    requires_referral: bool = False
    how_citizen: str = ""
    how_professional: str = ""
    papers: Sequence[str] = ()
    price: str = ""
    waiting_weeks: int | None = None
    free_places: int | None = None
    temporary: bool = False
    places: Sequence[int] = ()
    place_name: str = ""
    online: bool = False
    opening_hours: str = ""
    accessibility: Sequence[str] = ()
    languages: Sequence[str] = ()
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    hides_contact_name: bool = False
    url: str = ""
    legal: Sequence[str] = ()
    legal_former: str = ""
    helps_with: Sequence[str] = ()
    try_at: str = ""
    video_title: str = ""
    video_url: str = ""
    video_url_has_captions: bool = False
    owner: int | None = None
    rhythm: int = Rhythm.HALF_YEARLY


# What HSDS has in one text and we have in several, in words that are read back as they were written.
HSDS_REFERRAL = {True: "Kræver visitation.", False: "Uden visitation."}
HSDS_MORE = "Læs mere: "
HSDS_WEEKS = "uger"
