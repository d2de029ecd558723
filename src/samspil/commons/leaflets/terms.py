"""Words and limits of leaflets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import OwnText, Part

TITLE_LENGTH = 60
INTRO_LENGTH = 300
MOST_OFFERS = 40
MOST_MADE = 30
MADE_PER = timedelta(minutes=10)
SHORT = 220


@dataclass(frozen=True, slots=True)
class Told:
    """What a leaflet that is kept tells.

    Args:
        title, intro: what stands on the front.
        asked: facet → value, as the catalogue is asked.
        words: words that are looked for.
        ticked: numbers of offers; without any, all that the choices find.
    """

    title: str
    intro: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    ticked: Sequence[int] = ()


PARTS = (
    Part(
        "leaflets",
        _("Pjecer"),
        pages=("leaflets", "make_leaflet", "made_leaflet", "leaflet"),
    ),
)

TEXTS = (
    OwnText(
        "leaflets.lead",
        _("Pjecer: øverst"),
        _("Print en pjece om det, der er brug for. Den siger altid det, der gælder i dag."),
    ),
    OwnText(
        "leaflets.how",
        _("Pjecer: sådan bruger du pjecen"),
        _(
            "Læs om tilbuddene. Ring eller skriv til dem, du vil høre mere om. Med telefonens kamera kan "
            "koden ved hvert tilbud åbne siden om det."
        ),
    ),
)
