"""How the municipality presents itself: what holds now, what held before, and what is being prepared."""

import pgtrigger
from django.db import models

from samspil.base.files.models import StoredFile
from samspil.base.municipality.content import Content


class Edition(models.Model):
    """All that the municipality decided, from one moment until the next edition; never changed."""

    content = models.JSONField()
    logo = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_by = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"

    @property
    def thing(self) -> str:
        """How the audit names this edition."""
        return f"edition:{self.pk}"

    @property
    def said(self) -> Content:
        """What it holds."""
        return Content.from_json(self.content)


class Draft(models.Model):
    """What is being prepared; one for the municipality, seen by nobody until it is published."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    content = models.JSONField()
    logo = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(name="municipality_one_draft", condition=models.Q(id=1)),
        )

    def __str__(self) -> str:
        return f"{self.touched_at:%Y-%m-%d %H:%M}"

    @property
    def said(self) -> Content:
        """What it holds."""
        return Content.from_json(self.content)
