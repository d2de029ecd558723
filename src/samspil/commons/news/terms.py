"""Words and limits of the news room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

TITLE_LENGTH = 140
SUMMARY_LENGTH = 400
BODY_LENGTH = 60_000
NOTE_LENGTH = 400
ALT_LENGTH = 250
PER_PAGE = 20
FEED_LENGTH = 30


class ArticleState(models.TextChoices):
    """Where an article is on its way from a thought to the readers."""

    DRAFT = "draft", _("kladde")
    SCHEDULED = "scheduled", _("planlagt")
    PUBLISHED = "published", _("udgivet")
    TAKEN_DOWN = "taken_down", _("taget ned")


NEXT_STATES = {
    ArticleState.DRAFT: {ArticleState.SCHEDULED, ArticleState.PUBLISHED},
    ArticleState.SCHEDULED: {ArticleState.DRAFT, ArticleState.PUBLISHED},
    ArticleState.PUBLISHED: {ArticleState.TAKEN_DOWN},
    ArticleState.TAKEN_DOWN: {ArticleState.PUBLISHED},
}
