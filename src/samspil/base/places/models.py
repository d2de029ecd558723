"""Where: centres and residences of the one municipality."""

from django.db import models
from django.db.models import F, Q

from samspil.base.places.terms import (
    HOURS_LENGTH,
    NAME_LENGTH,
    OFFERS_LENGTH,
    SUMMARY_LENGTH,
    WORDS_LENGTH,
    PlaceKind,
)
from samspil.base.topics.models import Topic
from samspil.kit.language import Shown
from samspil.kit.words import ages_in_words, slug_of


class PlaceQuerySet(models.QuerySet["Place"]):
    """Filters on places."""

    def in_use(self) -> "PlaceQuerySet":
        """Leave out the places that are closed."""
        return self.filter(is_open=True)

    def in_lists(self) -> "PlaceQuerySet":
        """Leave the long texts in the database; lists show name and summary."""
        return self.defer("offers", "easy_offers", "offers_en", "easy_offers_en", "council")


class Place(models.Model):
    """A centre, residence or other place the municipality runs."""

    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    name_en = models.CharField(max_length=NAME_LENGTH, blank=True)
    kind = models.CharField(max_length=20, choices=PlaceKind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    summary = models.TextField(max_length=SUMMARY_LENGTH, blank=True)
    summary_en = models.TextField(max_length=SUMMARY_LENGTH, blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    target_groups = models.ManyToManyField(Topic, related_name="+", blank=True)
    for_whom = models.TextField(max_length=WORDS_LENGTH, blank=True)
    for_whom_en = models.TextField(max_length=WORDS_LENGTH, blank=True)
    offers = models.TextField(max_length=OFFERS_LENGTH, blank=True)
    easy_offers = models.TextField(max_length=OFFERS_LENGTH, blank=True)
    offers_en = models.TextField(max_length=OFFERS_LENGTH, blank=True)
    easy_offers_en = models.TextField(max_length=OFFERS_LENGTH, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    opening_hours = models.TextField(max_length=HOURS_LENGTH, blank=True)
    opening_hours_en = models.TextField(max_length=HOURS_LENGTH, blank=True)
    contact_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    shows_contact = models.BooleanField(default=False)
    council = models.TextField(max_length=WORDS_LENGTH, blank=True)
    council_en = models.TextField(max_length=WORDS_LENGTH, blank=True)
    is_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    label = Shown("name")
    shown_summary = Shown("summary")
    shown_for_whom = Shown("for_whom")
    shown_offers = Shown("offers")
    shown_easy_offers = Shown("easy_offers")
    shown_opening_hours = Shown("opening_hours")
    shown_council = Shown("council")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                name="places_ages_go_up",
                condition=Q(age_from__isnull=True)
                | Q(age_to__isnull=True)
                | Q(age_to__gte=F("age_from")),
            ),
            models.CheckConstraint(name="places_not_below_itself", condition=~Q(parent=F("id"))),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def thing(self) -> str:
        """How the audit names this place."""
        return f"place:{self.pk}"

    @property
    def slug(self) -> str:
        """The readable part of its address; the number alone says which place it is."""
        return slug_of(self.name) or "sted"

    @property
    def shown_contact(self) -> str:
        """The person to ask for, when the place has chosen to show a name."""
        return self.contact_name if self.shows_contact else ""

    @property
    def ages(self) -> str:
        """The ages it is for in words, or nothing when it is for all."""
        return ages_in_words(self.age_from, self.age_to)

    @property
    def is_reachable(self) -> bool:
        """Whether the page tells any way to reach the place."""
        return any((self.phone, self.email, self.address, self.opening_hours))
