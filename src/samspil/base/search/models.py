"""What can be found, the words it is found by, and what people's words mean."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from samspil.base.search.terms import (
    KEY_LENGTH,
    KIND_LENGTH,
    PHRASE_LENGTH,
    TITLE_LENGTH,
    URL_LENGTH,
)
from samspil.kit.language import Shown


class SearchText(models.Model):
    """A public text as it is found and shown among results."""

    kind = models.CharField(max_length=KIND_LENGTH)
    key = models.CharField(max_length=KEY_LENGTH)
    url = models.CharField(max_length=URL_LENGTH)
    title = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    summary = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    facets = models.JSONField(default=dict)
    until = models.DateTimeField(null=True, blank=True)
    boost = models.FloatField(default=1)
    words = SearchVectorField(null=True)

    shown_title = Shown("title")
    shown_summary = Shown("summary")

    class Meta:
        ordering = ("kind", "key")
        constraints = (models.UniqueConstraint(fields=["kind", "key"], name="search_text_once"),)
        indexes = (GinIndex(fields=["words"], name="search_text_words"),)

    def __str__(self) -> str:
        return self.title


class SearchSaying(models.Model):
    """What people say and the words that stand in the texts for it."""

    source = models.CharField(max_length=KEY_LENGTH)
    said = models.CharField(max_length=PHRASE_LENGTH)
    means = ArrayField(models.CharField(max_length=PHRASE_LENGTH))
    weight = models.FloatField(default=1)

    class Meta:
        ordering = ("source", "said")
        constraints = (
            models.UniqueConstraint(fields=["source", "said"], name="search_saying_once"),
        )

    def __str__(self) -> str:
        return self.said
