"""Leaflets that are kept: what stands on the front, and what they tell of."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from samspil.commons.leaflets.terms import INTRO_LENGTH, TITLE_LENGTH
from samspil.kit.words import slug_of


class Leaflet(models.Model):
    """A choice of offers with a front; the offers themselves are read when somebody asks for it."""

    title = models.CharField(max_length=TITLE_LENGTH)
    intro = models.CharField(max_length=INTRO_LENGTH, blank=True)
    # Facet → value, as the catalogue is asked, and the words that were looked for.
    asked = models.JSONField(default=dict, blank=True)
    words = models.CharField(max_length=100, blank=True)
    # Offers by number; without any, all that the choices find.
    ticked = ArrayField(models.PositiveBigIntegerField(), default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names this leaflet."""
        return f"leaflet:{self.pk}"

    @property
    def slug(self) -> str:
        """The readable part of its address; the number alone says which leaflet it is."""
        return slug_of(self.title) or "pjece"
