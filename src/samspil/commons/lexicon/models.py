"""Words in plain language, what people say for them, and the words and searches that went wrong."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from samspil.base.search.terms import PHRASE_LENGTH
from samspil.commons.lexicon.terms import (
    EDITOR_SOURCE,
    HEAVIEST,
    LIGHTEST,
    MISSED_LENGTH,
    PATH_LENGTH,
    SLUG_LENGTH,
    STANDARD_SOURCE,
    UNCLEAR_LENGTH,
    WORD_LENGTH,
    EntryState,
    MissKind,
    SynonymLanguage,
)
from samspil.kit.danish import DanishOrder
from samspil.kit.language import Shown, ShownLanguage


class LexiconQuerySet(models.QuerySet["LexiconEntry"]):
    """Filters on words."""

    def published(self) -> "LexiconQuerySet":
        """Keep the words everybody may read, in the Danish order."""
        return self.filter(state=EntryState.PUBLISHED).alphabetic()

    def alphabetic(self) -> "LexiconQuerySet":
        """Return the words in the Danish order."""
        return self.order_by(DanishOrder("word"), "pk")


class LexiconEntry(models.Model):
    """A word of the municipality and what it means for the one who reads it."""

    word = models.CharField(max_length=WORD_LENGTH)
    slug = models.SlugField(max_length=SLUG_LENGTH, unique=True)
    forms = ArrayField(models.CharField(max_length=WORD_LENGTH), default=list, blank=True)
    meaning = models.TextField(blank=True)
    easy = models.TextField(blank=True)
    example = models.TextField(blank=True)
    law = models.TextField(blank=True)
    ask = models.TextField(blank=True)
    word_en = models.CharField(max_length=WORD_LENGTH, blank=True)
    meaning_en = models.TextField(blank=True)
    easy_en = models.TextField(blank=True)
    example_en = models.TextField(blank=True)
    law_en = models.TextField(blank=True)
    ask_en = models.TextField(blank=True)
    see_also = models.ManyToManyField("self", symmetrical=False, related_name="+", blank=True)
    state = models.CharField(max_length=9, choices=EntryState, default=EntryState.DRAFT)
    # The word as it was shipped, so that it is not shipped again when an editor has renamed it.
    standard_key = models.CharField(max_length=WORD_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    shown_word = Shown("word")
    shown_meaning = Shown("meaning")
    shown_easy = Shown("easy")
    shown_example = Shown("example")
    shown_law = Shown("law")
    shown_ask = Shown("ask")
    shown_language = ShownLanguage("meaning")

    objects = LexiconQuerySet.as_manager()

    class Meta:
        ordering = ("word", "id")
        constraints = (
            models.UniqueConstraint(Lower("word"), name="lexicon_word_once"),
            models.UniqueConstraint(
                fields=["standard_key"],
                condition=~Q(standard_key=""),
                name="lexicon_standard_word_once",
            ),
            models.CheckConstraint(
                name="lexicon_published_has_meaning",
                condition=~Q(state="published") | ~Q(meaning=""),
            ),
        )

    def __str__(self) -> str:
        return self.word

    @property
    def thing(self) -> str:
        """How the audit names this word, and the search its sayings."""
        return f"lexicon:{self.pk}"

    @property
    def is_published(self) -> bool:
        """Whether everybody may read it."""
        return self.state == EntryState.PUBLISHED


class Synonym(models.Model):
    """What people say and the words it leads to in a search; what is less sure is said again with less weight."""

    said = models.CharField(max_length=PHRASE_LENGTH)
    means = ArrayField(models.CharField(max_length=PHRASE_LENGTH))
    weight = models.FloatField(default=HEAVIEST)
    language = models.CharField(max_length=2, choices=SynonymLanguage, blank=True)
    entry = models.ForeignKey(
        LexiconEntry, null=True, blank=True, on_delete=models.CASCADE, related_name="synonyms"
    )
    # As it was shipped. What an editor takes away is then only switched off, or it would come again.
    standard_key = models.CharField(max_length=PHRASE_LENGTH + 10, blank=True)
    is_off = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("said", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["said", "language", "weight"], name="lexicon_said_once"
            ),
            models.CheckConstraint(
                name="lexicon_synonym_weight",
                condition=Q(weight__gte=LIGHTEST) & Q(weight__lte=HEAVIEST),
            ),
        )

    def __str__(self) -> str:
        return self.said

    @property
    def thing(self) -> str:
        """How the audit names this synonym."""
        return f"synonym:{self.pk}"

    @property
    def source(self) -> str:
        """Under which source the search knows it; one source says a thing once, so each weight has its own."""
        if self.entry_id:
            return f"lexicon:{self.entry_id}"
        return f"{STANDARD_SOURCE if self.standard_key else EDITOR_SOURCE}:{self.weight:.2f}"


class UnclearWord(models.Model):
    """A word that readers of a page did not understand, counted by day; nobody knows who they were."""

    word = models.CharField(max_length=UNCLEAR_LENGTH)
    path = models.CharField(max_length=PATH_LENGTH, blank=True)
    day = models.DateField()
    count = models.PositiveIntegerField(default=1)
    is_settled = models.BooleanField(default=False)

    class Meta:
        ordering = ("-day", "word", "id")
        constraints = (
            models.UniqueConstraint(fields=["word", "path", "day"], name="lexicon_unclear_once"),
        )

    def __str__(self) -> str:
        return self.word


class MissedSearch(models.Model):
    """A search that went wrong, counted by day; nobody knows who searched."""

    words = models.CharField(max_length=MISSED_LENGTH)
    kind = models.CharField(max_length=13, choices=MissKind)
    day = models.DateField()
    count = models.PositiveIntegerField(default=1)
    is_settled = models.BooleanField(default=False)

    class Meta:
        ordering = ("-day", "words", "id")
        constraints = (
            models.UniqueConstraint(fields=["words", "kind", "day"], name="lexicon_missed_once"),
        )

    def __str__(self) -> str:
        return self.words
