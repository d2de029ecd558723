"""Words and limits of the places room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import help_text

NAME_LENGTH = 120
SUMMARY_LENGTH = 300
WORDS_LENGTH = 600
OFFERS_LENGTH = 20_000
HOURS_LENGTH = 400
OLDEST = 120


class PlaceKind(models.TextChoices):
    """What a place is to the people who use it."""

    CENTRE = "centre", _("center")
    RESIDENCE = "residence", _("botilbud")
    DAY_OFFER = "day_offer", _("dagtilbud")
    SHARED_HOUSING = "shared_housing", _("bofællesskab")
    HOUSE = "house", _("hus for familier")


# Several of a kind, as the headings of the list say it; in the order people look for them.
SEVERAL = {
    PlaceKind.CENTRE: _("Centre"),
    PlaceKind.HOUSE: _("Huse for familier"),
    PlaceKind.SHARED_HOUSING: _("Bofællesskaber"),
    PlaceKind.RESIDENCE: _("Botilbud"),
    PlaceKind.DAY_OFFER: _("Dagtilbud"),
}

TEXTS = (
    help_text(
        "places.help",
        _("Hjælp: Skriv om et sted"),
        _(
            "Skriv til den, der ringer første gang og ikke kender jer.\n\n"
            "- Begynd med, hvem stedet er for. Så ved folk, om de er kommet rigtigt.\n"
            "- Sig, hvad en pårørende kan få hos jer, og hvad det kræver.\n"
            "- En telefon og en tid, hvor nogen tager den, hjælper mere end en lang tekst."
        ),
    ),
)
