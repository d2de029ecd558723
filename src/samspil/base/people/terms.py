"""Words and limits of the people room."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from samspil.kit.access import STAFF_ROLES, Role
from samspil.kit.own_words import help_text

ADMIN_SESSION = timedelta(minutes=30)
NAME_LENGTH = 120
WHY_LENGTH = 200

# Whoever may read about others shows a second proof of who they are at log-in.
SECOND_FACTOR_ROLES = STAFF_ROLES

# Roles that may be held for a topic and what lies below it.
TOPIC_ROLES = frozenset({Role.EDITOR, Role.COORDINATOR})

# Roles that a manager may give and take back; the administrator's comes from an administrator.
GIVEN_BY_MANAGER = frozenset(set(Role) - {Role.ADMINISTRATOR, Role.MANAGER})

TEXTS = (
    help_text(
        "people.help",
        _("Hjælp: Personer og roller"),
        _(
            "En rolle bestemmer, hvad en person kan se og gøre. Giv den for ét sted, når det er nok, og sæt "
            "en slutdato, når den er midlertidig.\n\n- Roller, der giver adgang til andres oplysninger, "
            "kræver en kode-app eller en adgangsnøgle.\n- Alt, du giver og tager, bliver logget."
        ),
    ),
)
