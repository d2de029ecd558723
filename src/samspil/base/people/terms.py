"""Words and limits of the people room."""

from datetime import timedelta

from samspil.kit.access import STAFF_ROLES, Role

ADMIN_SESSION = timedelta(minutes=30)
NAME_LENGTH = 120
WHY_LENGTH = 200

# Whoever may read about others shows a second proof of who they are at log-in.
SECOND_FACTOR_ROLES = STAFF_ROLES

# Roles that may be held for a topic and what lies below it.
TOPIC_ROLES = frozenset({Role.EDITOR, Role.COORDINATOR})

# Roles that a manager may give and take back; the administrator's comes from an administrator.
GIVEN_BY_MANAGER = frozenset(set(Role) - {Role.ADMINISTRATOR, Role.MANAGER})
