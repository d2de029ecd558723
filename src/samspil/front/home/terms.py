"""Texts of the front page, the desk and the pages every public site owes its visitors."""

from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import OwnText, TextKind, help_text

TEXTS = (
    OwnText(
        "home.front_heading",
        _("Forsiden: overskrift"),
        _("Hverdag med handicap – det finder vi ud af sammen"),
    ),
    OwnText(
        "home.front_lead",
        _("Forsiden: under overskriften"),
        _(
            "Hør om det, der betyder noget for dig og din familie. Vær med, når kommunen planlægger."
        ),
    ),
    OwnText(
        "home.privacy_intro",
        _("Privatlivspolitikken: øverst"),
        _(
            "{kommune} er ansvarlig for det, der er gemt her. Vi gemmer så lidt, som vi kan, og ikke længere, "
            "end vi skal bruge det."
        ),
        TextKind.PAGE,
    ),
    OwnText(
        "home.accessibility_intro",
        _("Tilgængelighedserklæringen: øverst"),
        _("{kommune} vil have, at alle kan bruge siden."),
        TextKind.PAGE,
    ),
    help_text(
        "home.help_desk",
        _("Hjælp: Skrivebordet"),
        _(
            "Her er det, din rolle giver dig adgang til, og det, der venter.\n\nMangler du noget? Så spørg din "
            "leder, om du skal have en rolle mere."
        ),
    ),
)
