"""What kinds of texts and facets are called on the page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PER_PAGE = 15
MOST_OPTIONS = 40
MOST_SUGGESTIONS = 8
LONGEST_QUERY = 200
# How often somebody may say within an hour that a search went wrong.
MOST_MISSES = 30

# What each kind of text is called, and the part of the site it belongs to; a closed part is not searched.
KINDS = {
    "offer": (_("Tilbud"), "offers"),
    "word": (_("Ordforklaringer"), "lexicon"),
    "adviser": (_("Pårørendevejledere"), "advice"),
    "gathering": (_("Det sker"), "gatherings"),
    "article": (_("Nyheder"), "news"),
    "place": (_("Steder"), ""),
    "plan": (_("Planer"), "plans"),
    "focus_area": (_("Indsatsområder"), "plans"),
}

# What each facet is called, by its name in the address.
FACETS = {
    "type": ("type", _("Slags")),
    "tema": ("theme", _("Tema")),
    "alder": ("age", _("Alder")),
    "adgang": ("referral", pgettext_lazy("access to an offer", "Adgang")),
    "for": ("audience", _("Hvem er det for?")),
    "maalgruppe": ("target_group", _("Målgruppe")),
    "sted": ("place", _("Sted")),
}

REFERRAL = {"without": _("Uden visitation"), "with": _("Med visitation")}
