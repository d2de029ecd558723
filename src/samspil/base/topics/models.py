"""About what: themes, age groups, target groups (FFB) and own tags."""

from django.db import models
from django.db.models import F, Q

from samspil.base.topics.terms import (
    DIMENSION_OF_KIND,
    NAME_LENGTH,
    Dimension,
    TopicKind,
)
from samspil.kit.language import Shown


class TopicQuerySet(models.QuerySet["Topic"]):
    """Filters on topics."""

    def in_use(self) -> "TopicQuerySet":
        """Leave out topics that were merged into another or retired."""
        return self.filter(merged_into__isnull=True, is_retired=False)


class Topic(models.Model):
    """One thing a text can be about or a person can be interested in."""

    kind = models.CharField(max_length=12, choices=TopicKind)
    name = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH, blank=True)
    hint = models.CharField(max_length=NAME_LENGTH, blank=True)
    hint_en = models.CharField(max_length=NAME_LENGTH, blank=True)
    ffb_code = models.UUIDField(null=True, blank=True, unique=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    is_retired = models.BooleanField(default=False)

    label = Shown("name")
    help_text = Shown("hint")

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "position", "name")
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "name"],
                condition=Q(merged_into__isnull=True),
                name="topics_name_once_per_kind",
            ),
            models.CheckConstraint(
                name="topics_not_merged_into_itself", condition=~Q(merged_into=F("id"))
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def dimension(self) -> Dimension:
        """The way in which this topic meets an interest."""
        return DIMENSION_OF_KIND[TopicKind(self.kind)]
