"""Words of the places room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaceKind(models.TextChoices):
    """What a place is to the people who use it."""

    CENTRE = "centre", _("center")
    RESIDENCE = "residence", _("botilbud")
    DAY_OFFER = "day_offer", _("dagtilbud")
    SHARED_HOUSING = "shared_housing", _("bofællesskab")
    HOUSE = "house", _("hus for familier")
