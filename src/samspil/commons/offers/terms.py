"""Words, limits and states of the catalogue of offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

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
PER_PAGE = 20


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
