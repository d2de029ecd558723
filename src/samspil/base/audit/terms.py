"""Words of the audit room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
    """Whether somebody changed something or looked at something about somebody."""

    ACT = "act", _("gjorde")
    LOOK = "look", _("så")


class ActorKind(models.TextChoices):
    """Who acted: a person with log-in, a visitor without, or the house itself."""

    PERSON = "person", _("person")
    VISITOR = "visitor", _("besøgende uden log-in")
    SYSTEM = "system", _("systemet")
