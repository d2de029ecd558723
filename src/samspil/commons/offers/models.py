"""Offers, who gives them, how they read before, and what people tell about them.

A target group says whom an offer was made for. It never shuts anybody out: no rule here asks for a diagnosis.
"""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samspil.base.files.models import StoredFile
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.offers.terms import (
    ALT_LENGTH,
    CODE_LENGTH,
    KEY_LENGTH,
    LINE_LENGTH,
    NAME_LENGTH,
    OLDEST,
    PHONE_LENGTH,
    SUMMARY_LENGTH,
    Audience,
    OfferKind,
    OfferState,
    ReportKind,
    ReportState,
    ReportVoice,
    Rhythm,
    slug_for,
)
from samspil.kit.encryption import EncryptedTextField
from samspil.kit.language import Shown, ShownLanguage
from samspil.kit.words import ages_in_words


def _lines(length: int = LINE_LENGTH) -> ArrayField:  # type: ignore[type-arg]
    return ArrayField(models.CharField(max_length=length), default=list, blank=True)


class Provider(models.Model):
    """Who gives an offer: the municipality itself, an association, a firm."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    url = models.URLField(blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=PHONE_LENGTH, blank=True)
    description = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    is_municipality = models.BooleanField(default=False)
    representatives = models.ManyToManyField(Person, related_name="+", blank=True)

    shown_description = Shown("description")

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=["is_municipality"],
                condition=Q(is_municipality=True),
                name="offers_one_municipality",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def thing(self) -> str:
        """How the audit names this provider."""
        return f"provider:{self.pk}"


class OfferQuerySet(models.QuerySet["Offer"]):
    """Filters on offers."""

    def published(self) -> "OfferQuerySet":
        """Keep what everybody may read."""
        return self.filter(state=OfferState.PUBLISHED)

    def living(self) -> "OfferQuerySet":
        """Leave out what lies in the archive."""
        return self.exclude(state=OfferState.ARCHIVED)

    def late(self) -> "OfferQuerySet":
        """Keep published offers that somebody should have confirmed by today."""
        return self.published().filter(
            Q(confirm_by__isnull=True) | Q(confirm_by__lte=timezone.localdate())
        )

    def in_lists(self) -> "OfferQuerySet":
        """Leave the long texts in the database; lists show name and summary."""
        return self.defer(
            "description", "description_en", "easy", "easy_en", "how_citizen", "how_professional"
        )


class Offer(models.Model):
    """Something people can get, join, borrow or try, given by the municipality or by others."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    # The id in the file it came from, so that the same file may be read in again.
    import_key = models.CharField(max_length=KEY_LENGTH, blank=True)
    provider = models.ForeignKey(
        Provider, null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    kind = models.CharField(max_length=20, choices=OfferKind, default=OfferKind.OTHER)
    # A service or an offer of FFB, KL's shared words; told to machines, never asked of visitors.
    ffb_code = models.UUIDField(null=True, blank=True)

    name = models.CharField(max_length=NAME_LENGTH)
    summary = models.CharField(max_length=SUMMARY_LENGTH, blank=True)
    description = models.TextField(blank=True)
    easy = models.TextField(blank=True)
    name_en = models.CharField(max_length=NAME_LENGTH, blank=True)
    summary_en = models.CharField(max_length=SUMMARY_LENGTH, blank=True)
    description_en = models.TextField(blank=True)
    easy_en = models.TextField(blank=True)

    target_groups = models.ManyToManyField(Topic, related_name="+", blank=True)
    themes = models.ManyToManyField(Topic, related_name="+", blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    audience = _lines(20)

    requires_referral = models.BooleanField(default=False)
    how_citizen = models.TextField(blank=True)
    how_professional = models.TextField(blank=True)
    papers = _lines()
    price = models.CharField(max_length=LINE_LENGTH, blank=True)
    waiting_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    free_places = models.PositiveSmallIntegerField(null=True, blank=True)
    temporary = models.BooleanField(default=False)

    places = models.ManyToManyField(Place, related_name="+", blank=True)
    place_name = models.CharField(max_length=LINE_LENGTH, blank=True)
    online = models.BooleanField(default=False)
    opening_hours = models.TextField(blank=True)
    accessibility = _lines()
    languages = _lines(CODE_LENGTH)

    contact_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    contact_phone = models.CharField(max_length=PHONE_LENGTH, blank=True)
    contact_email = models.EmailField(blank=True)
    hides_contact_name = models.BooleanField(default=False)
    url = models.URLField(blank=True)

    legal = _lines()
    legal_former = models.CharField(max_length=LINE_LENGTH, blank=True)
    helps_with = _lines()
    try_at = models.CharField(max_length=SUMMARY_LENGTH, blank=True)

    # A film lies with us, with its captions, or is a link to one that has captions; nothing is embedded.
    video = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    video_captions = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    video_title = models.CharField(max_length=LINE_LENGTH, blank=True)
    video_url = models.URLField(blank=True)
    video_url_has_captions = models.BooleanField(default=False)

    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rhythm = models.PositiveSmallIntegerField(choices=Rhythm, default=Rhythm.HALF_YEARLY)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirm_by = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    label = Shown("name")
    shown_summary = Shown("summary")
    shown_description = Shown("description")
    shown_easy = Shown("easy")
    shown_language = ShownLanguage("name")

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        indexes = (
            models.Index(
                fields=["confirm_by"], name="offers_confirm_by", condition=Q(state="published")
            ),
            models.Index(fields=["state", "kind"], name="offers_state_kind"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["import_key"], condition=~Q(import_key=""), name="offers_import_key_once"
            ),
            models.CheckConstraint(
                name="offers_ages_go_up",
                condition=Q(age_from__isnull=True)
                | Q(age_to__isnull=True)
                | Q(age_to__gte=F("age_from")),
            ),
            models.CheckConstraint(
                name="offers_ages_of_people",
                condition=(Q(age_from__isnull=True) | Q(age_from__lte=OLDEST))
                & (Q(age_to__isnull=True) | Q(age_to__lte=OLDEST)),
            ),
            models.CheckConstraint(
                name="offers_known_audience",
                condition=Q(audience__contained_by=Audience.values),
            ),
            models.CheckConstraint(
                name="offers_film_has_captions",
                condition=Q(video__isnull=True) | Q(video_captions__isnull=False),
            ),
            models.CheckConstraint(
                name="offers_published_has_time",
                condition=~Q(state__in=["published", "paused"]) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="offers_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
            models.CheckConstraint(
                name="offers_merged_is_archived",
                condition=Q(merged_into__isnull=True) | Q(state="archived"),
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def thing(self) -> str:
        """How the audit names this offer."""
        return f"offer:{self.pk}"

    @property
    def slug(self) -> str:
        """The readable part of its address; the number alone says which offer it is."""
        return slug_for(self.name)

    @property
    def is_published(self) -> bool:
        """Whether everybody may read it."""
        return self.state == OfferState.PUBLISHED

    @property
    def is_late(self) -> bool:
        """Whether somebody should have confirmed it by today."""
        return self.is_published and (
            self.confirm_by is None or self.confirm_by <= timezone.localdate()
        )

    @property
    def shown_contact(self) -> str:
        """The person to ask for, unless the name is kept from the public."""
        return "" if self.hides_contact_name else self.contact_name

    @property
    def ages(self) -> str:
        """The ages it is for in words, or nothing when it is for all."""
        return ages_in_words(self.age_from, self.age_to)

    @property
    def audiences(self) -> list[Audience]:
        """Who it is meant for, in the order in which people look for it."""
        return [each for each in Audience if each in self.audience]


class OfferVersion(models.Model):
    """How an offer read when it was saved; names and addresses of people are left out."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["offer", "number"], name="offers_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.offer_id} · {self.number}"


class OfferPicture(models.Model):
    """A picture of an offer, with the words for those who do not see it."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="pictures")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    alt = models.CharField(max_length=ALT_LENGTH)
    alt_en = models.CharField(max_length=ALT_LENGTH, blank=True)

    shown_alt = Shown("alt")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(name="offers_picture_has_words", condition=~Q(alt="")),
        )

    def __str__(self) -> str:
        return self.alt


class OfferReport(models.Model):
    """What somebody tells about an offer: an error, an experience, praise; and the answer.

    The words may tell of somebody's health, so they lie encrypted. What everybody may read are the words
    that staff has gone through and the writer has allowed to be shown.
    """

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=10, choices=ReportKind)
    voice = models.CharField(max_length=12, choices=ReportVoice, blank=True)
    text = EncryptedTextField()
    address = EncryptedTextField(blank=True)
    address_key = models.UUIDField(null=True, blank=True, db_index=True)
    language = models.CharField(max_length=2, default="da")
    may_publish = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=ReportState, default=ReportState.NEW)
    answer = models.TextField(blank=True)
    you_said = models.TextField(blank=True)
    we_did = models.TextField(blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-received_at", "-id")
        indexes = (models.Index(fields=["state", "-received_at"], name="offers_report_state"),)
        constraints = (
            models.CheckConstraint(
                name="offers_shown_report_was_allowed",
                condition=~Q(state="published")
                | (Q(may_publish=True, published_at__isnull=False) & ~Q(you_said="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def thing(self) -> str:
        """How the audit names this report."""
        return f"offer_report:{self.pk}"


class PendingImport(models.Model):
    """A file that was looked through and is not taken in yet; only its maker sees it, and it does not last."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    maker = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=LINE_LENGTH)
    # What was read, as JSON: rows with their numbers, headings, and what could not be read at all.
    content = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return self.file_name
