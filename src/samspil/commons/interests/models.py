"""Who wants to hear about, and lend a hand with, which topics; without names or accounts.

Identity (address, contact) is encrypted and found by a keyed hash; the choices lie open beside it, so that the
database can find who is interested without anybody being readable in a dump.
"""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat
from django.utils import timezone

from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.base.topics.terms import Dimension
from samspil.commons.interests.terms import Form, ProfileState, Rhythm, Source
from samspil.kit.encryption import EncryptedJSONField, EncryptedTextField


class ProfileQuerySet(models.QuerySet["InterestProfile"]):
    """Filters on profiles."""

    def receiving(self) -> "ProfileQuerySet":
        """Keep the profiles that letters go out to."""
        return self.filter(state=ProfileState.ACTIVE)

    def by_mail(self) -> "ProfileQuerySet":
        """Keep the profiles with an e-mail address."""
        return self.filter(address_key__isnull=False)

    def with_variant(self) -> "ProfileQuerySet":
        """Add which variant of a letter each profile gets; see `variant`."""
        return self.annotate(
            variant=Concat(
                F("language"),
                Case(When(wants_full_text=True, then=Value(":full")), default=Value("")),
                output_field=models.TextField(),
            )
        )


def variant(language: str, *, full: bool) -> str:
    """Return the name of the variant of a letter in a language, in full or only a link."""
    return f"{language}:full" if full else language


class InterestProfile(models.Model):
    """What one person wants to hear about and is available for."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    address = EncryptedTextField(null=True, blank=True)
    address_key = models.UUIDField(null=True, blank=True, unique=True)
    contact = EncryptedJSONField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=ProfileState, default=ProfileState.ACTIVE)
    rhythm = models.CharField(max_length=8, choices=Rhythm, default=Rhythm.AT_ONCE)
    language = models.CharField(max_length=5, default="da")
    wants_full_text = models.BooleanField(default=False)
    wants_newsletter = models.BooleanField(default=True)
    available_for = ArrayField(
        models.CharField(max_length=20, choices=Form), default=list, blank=True
    )
    # The bits of Dimension in which choices were made, kept by `actions` so that matching is one pass.
    dimensions = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=5, choices=Source, default=Source.WEB)
    consent_version = models.CharField(max_length=40)
    since = models.DateField()
    paused_until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(
                fields=["rhythm", "language"],
                name="interests_newsletter",
                condition=Q(wants_newsletter=True, state="active"),
            ),
            models.Index(
                fields=["id"], name="interests_to_call", condition=Q(address_key__isnull=True)
            ),
            models.Index(
                fields=["withdrawn_at"], name="interests_withdrawn", condition=Q(state="withdrawn")
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="interests_reachable",
                condition=Q(address_key__isnull=False, address__isnull=False)
                | Q(address_key__isnull=True, address__isnull=True, contact__isnull=False),
            ),
            models.CheckConstraint(
                name="interests_withdrawn_has_time",
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"profile:{self.ref}"

    @property
    def about(self) -> str:
        """How the audit names this profile."""
        return f"profile:{self.ref}"

    @property
    def is_newsletter_only(self) -> bool:
        """Whether nothing but the newsletter was chosen (row B7)."""
        return not self.dimensions and not self.available_for


class Choice(models.Model):
    """One topic or place that a profile is interested in."""

    profile = models.ForeignKey(InterestProfile, on_delete=models.CASCADE, related_name="choices")
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    dimension = models.PositiveSmallIntegerField(choices=Dimension)
    # The profile's own `dimensions`, repeated here so that matching reads one index and no profile.
    of_dimensions = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["topic", "profile"],
                name="interests_topic_once",
                condition=Q(topic__isnull=False),
                include=["dimension", "of_dimensions"],
            ),
            models.UniqueConstraint(
                fields=["place", "profile"],
                name="interests_place_once",
                condition=Q(place__isnull=False),
                include=["dimension", "of_dimensions"],
            ),
            models.CheckConstraint(
                name="interests_topic_or_place",
                condition=Q(topic__isnull=False, place__isnull=True)
                | Q(topic__isnull=True, place__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return str(self.topic or self.place)


class SignUp(models.Model):
    """What somebody typed and has not yet confirmed; everything in it is unreadable in a dump."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    address = EncryptedTextField()
    address_key = models.UUIDField(db_index=True)
    wishes = EncryptedJSONField()
    source = models.CharField(max_length=5, choices=Source, default=Source.WEB)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    round = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"sign_up:{self.ref}"

    @property
    def is_expired(self) -> bool:
        """Whether the link came too late."""
        return self.confirmed_at is None and self.expires_at <= timezone.now()


class AccessCode(models.Model):
    """A short-lived code by e-mail that opens one's own choices without an account."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    address_key = models.UUIDField(db_index=True)
    code_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"access_code:{self.ref}"


class CallTask(models.Model):
    """Something to tell a person without e-mail by phone or on paper."""

    profile = models.ForeignKey(
        InterestProfile, on_delete=models.CASCADE, related_name="call_tasks"
    )
    thing = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    path = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("created_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["profile", "thing"], name="interests_told_once"),
            models.CheckConstraint(
                name="interests_done_by_somebody",
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("created_at")),
            ),
        )

    def __str__(self) -> str:
        return self.title
