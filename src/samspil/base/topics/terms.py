"""Words of the topics room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import help_text


class TopicKind(models.TextChoices):
    """What a topic says about a thing: its theme, whom it is for by age, or by target group."""

    THEME = "theme", _("tema")
    AGE_GROUP = "age_group", _("aldersgruppe")
    TARGET_GROUP = "target_group", _("målgruppe")
    TAG = "tag", _("eget emneord")


class Dimension(models.IntegerChoices):
    """The ways in which an interest and a text can meet or miss each other; each is one bit.

    Own tags count with the themes: both say what something is about.
    """

    SUBJECT = 1, _("emne")
    AGE = 2, _("alder")
    TARGET = 4, _("målgruppe")
    PLACE = 8, _("sted")


DIMENSION_OF_KIND = {
    TopicKind.THEME: Dimension.SUBJECT,
    TopicKind.TAG: Dimension.SUBJECT,
    TopicKind.AGE_GROUP: Dimension.AGE,
    TopicKind.TARGET_GROUP: Dimension.TARGET,
}

NAME_LENGTH = 120

TEXTS = (
    help_text(
        "topics.help",
        _("Hjælp: Emner"),
        _(
            "Et emne er det, folk skriver sig op til, og det, en nyhed handler om.\n\n"
            "- **Læg sammen**, når to emner er det samme. Ingen mister sit valg.\n"
            "- **Tag ud af brug**, når ingen skal kunne vælge det mere. Gjorte valg gælder stadig.\n"
            "- Ord, som folk bruger om emnet, gør det lettere at finde."
        ),
    ),
)
