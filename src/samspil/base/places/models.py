"""Where: centres and residences of the one municipality."""

from django.db import models

from samspil.base.places.terms import PlaceKind
from samspil.kit.language import in_language


class Place(models.Model):
    """A centre, residence or other place the municipality runs."""

    name = models.CharField(max_length=120, unique=True)
    name_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=20, choices=PlaceKind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    summary = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the visitor's language."""
        return in_language(self.name, self.name_en)
