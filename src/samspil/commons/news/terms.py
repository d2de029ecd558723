"""Words and limits of the news room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import Part, help_text

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

PARTS = (
    Part(
        "news",
        _("Nyheder"),
        pages=("news_archive", "article", "picture", "digest", "news_feed", "news_feed_topic"),
    ),
)

TEXTS = (
    help_text(
        "news.help_desk",
        _("Hjælp: Nyheder"),
        _(
            "Her står alle nyheder, også kladder. En nyhed er en **kladde**, til du udgiver den, og den kan "
            "**tages ned** igen.\n\nPlanlagte nyheder udgiver sig selv til tiden."
        ),
    ),
    help_text(
        "news.help_write",
        _("Hjælp: Skriv en nyhed"),
        _(
            "Skriv det vigtigste først: hvad sker der, hvornår, og hvad skal jeg gøre?\n\n"
            "- Korte sætninger. Ord, man bruger derhjemme.\n"
            "- Emner og steder bestemmer, hvem der får brev. Vælg kun dem, det handler om.\n"
            "- Skriv aldrig noget, så en borger kan kendes."
        ),
    ),
    help_text(
        "news.help_prepare",
        _("Hjælp: Gør en nyhed klar"),
        _(
            "Se nyheden som side og som brev, før du udgiver.\n\n"
            "- Når du udgiver, får hver interesseret **ét** brev. Det kan ikke kaldes tilbage, når det er "
            "sendt.\n- Retter du senere, ser læserne din note. Der kommer ikke et nyt brev."
        ),
    ),
)
