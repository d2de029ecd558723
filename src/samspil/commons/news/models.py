"""Articles, their pictures and corrections, and the digests that gathered them."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from samspil.base.files.models import StoredFile
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.gatherings.models import Gathering
from samspil.commons.interests.terms import Rhythm
from samspil.commons.news.terms import (
    ALT_LENGTH,
    NOTE_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
    ArticleState,
)
from samspil.kit.language import Shown, ShownLanguage


class ArticleQuerySet(models.QuerySet["Article"]):
    """Filters on articles."""

    def published(self) -> "ArticleQuerySet":
        """Keep what everybody may read, newest first."""
        return self.filter(state=ArticleState.PUBLISHED).order_by("-published_at", "-id")

    def in_lists(self) -> "ArticleQuerySet":
        """Leave the long texts in the database; lists show title and summary."""
        return self.defer("body", "easy_body", "body_en", "easy_body_en")


class Article(models.Model):
    """Something to know, written once, read on the site and sent to those it concerns."""

    title = models.CharField(max_length=TITLE_LENGTH)
    summary = models.CharField(max_length=SUMMARY_LENGTH)
    body = models.TextField()
    easy_body = models.TextField(blank=True)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    summary_en = models.CharField(max_length=SUMMARY_LENGTH, blank=True)
    body_en = models.TextField(blank=True)
    easy_body_en = models.TextField(blank=True)
    topics = models.ManyToManyField(Topic, related_name="+", blank=True)
    places = models.ManyToManyField(Place, related_name="+", blank=True)
    to_newsletter = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ArticleState, default=ArticleState.DRAFT)
    publish_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    shown_title = Shown("title")
    shown_summary = Shown("summary")
    shown_body = Shown("body")
    shown_easy_body = Shown("easy_body")
    shown_language = ShownLanguage("title")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at", "-id")
        indexes = (
            models.Index(
                fields=["-published_at", "-id"],
                name="news_published",
                condition=Q(state="published"),
            ),
            models.Index(fields=["publish_at"], name="news_due", condition=Q(state="scheduled")),
        )
        constraints = (
            models.CheckConstraint(
                name="news_published_has_time",
                condition=~Q(state__in=["published", "taken_down"]) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="news_scheduled_has_time",
                condition=~Q(state="scheduled") | Q(publish_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> str:
        """How the audit names this article."""
        return f"article:{self.pk}"

    @property
    def is_published(self) -> bool:
        """Whether everybody may read it."""
        return self.state == ArticleState.PUBLISHED


class Picture(models.Model):
    """A picture in an article, with the words for those who do not see it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    alt = models.CharField(max_length=ALT_LENGTH)
    alt_en = models.CharField(max_length=ALT_LENGTH, blank=True)

    shown_alt = Shown("alt")

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(name="news_picture_has_words", condition=~Q(alt="")),)

    def __str__(self) -> str:
        return self.alt


class Correction(models.Model):
    """A note, visible on the page, of what was put right after publishing."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    note = models.CharField(max_length=NOTE_LENGTH)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.note


class DigestRun(models.Model):
    """One gathering of what came out since the last one; its stretches follow without a gap."""

    rhythm = models.CharField(max_length=8, choices=Rhythm)
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        ordering = ("-until",)
        constraints = (
            models.UniqueConstraint(fields=["rhythm", "since"], name="news_digest_once"),
            models.CheckConstraint(
                name="news_digest_forward", condition=Q(until__gt=models.F("since"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.rhythm} {self.until:%Y-%m-%d}"


class Digest(models.Model):
    """What one letter gathered, shown behind its link; it says nothing of who got it."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    run = models.ForeignKey(DigestRun, on_delete=models.CASCADE, related_name="digests")
    articles = models.ManyToManyField(Article, related_name="+")
    gatherings = models.ManyToManyField(Gathering, related_name="+")
    key = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["run", "key"], name="news_digest_content_once"),
        )

    def __str__(self) -> str:
        return str(self.ref)
