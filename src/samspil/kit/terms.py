"""Texts in the frame of every page."""

from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import OwnText

TEXTS = (
    OwnText(
        "kit.footer",
        _("Nederst på alle sider"),
        _(
            "Her former borgere, pårørende, foreninger og kommunen hverdagen for mennesker med handicap "
            "sammen."
        ),
    ),
)
