"""Words and limits of the municipality's own hand."""

from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import OwnText, help_text

NAME_LENGTH = 80
SHORT_NAME_LENGTH = 40
ALT_LENGTH = 150
LINE_LENGTH = 200
LONG_LENGTH = 600
TEXT_LENGTH = 4_000
FILE_BYTES = 5 * 1024 * 1024
FORMAT, FORMAT_VERSION = "samspil-municipality", 1
PREVIEW_KEY = "municipality_preview"
PER_PAGE = 20

# What changed, in the words of the pages where it is changed.
LABELS = {
    "name": _("Navn"),
    "name_en": _("Navn på engelsk"),
    "short_name": _("Kort navn"),
    "logo": _("Logo"),
    "logo_alt": _("Logoet i ord"),
    "logo_alt_en": _("Logoet i ord på engelsk"),
    "primary": _("Hovedfarve"),
    "accent": _("Accentfarve"),
    "phone": _("Telefon"),
    "email": _("E-mail"),
    "address": _("Adresse"),
    "opening_hours": _("Åbningstid"),
    "opening_hours_en": _("Åbningstid på engelsk"),
    "secure_post": _("Sikker post"),
    "closed": _("Lukkede dele"),
}

TEXTS: tuple[OwnText, ...] = (
    help_text(
        "municipality.help",
        _("Hjælp: Kommunens side"),
        _(
            "Alt, du retter, kommer først i en **kladde**. Se den som en besøgende, og udgiv den, når den er "
            "rigtig.\n\n- Alle ser ændringen, så snart du udgiver.\n- Gamle udgaver kan hentes frem igen.\n"
            "- Er et felt tomt, gælder standardteksten."
        ),
    ),
)
