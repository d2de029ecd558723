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
    WORD_LENGTH,
)
from samspil.kit.language import Shown


class SearchText(models.Model):
    """A public text as it is found and shown among results."""

    kind = models.CharField(max_length=KIND_LENGTH)
    key = models.CharField(max_length=KEY_LENGTH)
    ref = models.CharField(max_length=KEY_LENGTH * 2, blank=True)
    url = models.CharField(max_length=URL_LENGTH)
    title = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    summary = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    facets = ArrayField(models.IntegerField(), default=list)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    boost = models.FloatField(default=1)
    title_size = models.PositiveSmallIntegerField(default=1)
    words = SearchVectorField(null=True)

    shown_title = Shown("title")
    shown_summary = Shown("summary")

    class Meta:
        ordering = ("kind", "key")
        constraints = (models.UniqueConstraint(fields=["kind", "key"], name="search_text_once"),)
        indexes = (GinIndex(fields=["words"], name="search_text_words"),)

    def __str__(self) -> str:
        return self.title


class SearchFacet(models.Model):
    """One value by which texts can be narrowed; a text keeps the ids of its own."""

    name = models.CharField(max_length=KIND_LENGTH)
    value = models.CharField(max_length=KEY_LENGTH)

    class Meta:
        ordering = ("name", "value")
        constraints = (models.UniqueConstraint(fields=["name", "value"], name="search_facet_once"),)

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class SearchTerm(models.Model):
    """How many texts a key stands in; the empty key counts all texts."""

    term = models.CharField(max_length=WORD_LENGTH, primary_key=True)
    uses = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("term",)

    def __str__(self) -> str:
        return self.term


class SearchWord(models.Model):
    """A word as it stands in texts or sayings, so that what is typed wrong finds it."""

    word = models.CharField(max_length=WORD_LENGTH, primary_key=True)
    key = models.CharField(max_length=WORD_LENGTH)
    is_said = models.BooleanField(default=False)

    class Meta:
        ordering = ("word",)
        indexes = (GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="search_word_like"),)

    def __str__(self) -> str:
        return self.word


class SearchSaying(models.Model):
    """What people say and the words that stand in the texts for it."""

    source = models.CharField(max_length=KEY_LENGTH)
    said = models.CharField(max_length=PHRASE_LENGTH)
    key = models.CharField(max_length=PHRASE_LENGTH * 2, db_index=True)
    means = ArrayField(models.CharField(max_length=PHRASE_LENGTH))
    weight = models.FloatField(default=1)

    class Meta:
        ordering = ("source", "said")
        constraints = (
            models.UniqueConstraint(fields=["source", "said", "weight"], name="search_saying_once"),
        )

    def __str__(self) -> str:
        return self.said
