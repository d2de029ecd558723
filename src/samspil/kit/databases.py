"""What an error tells about the database."""

import psycopg
from django.db import InterfaceError, OperationalError

# PostgreSQL's classes of trouble that pass when it is back: connection lost or refused (08), shut down,
# crashed or starting (57P), out of room for one more connection (53). No code: it never answered.
_PASSING = ("08", "57P", "53")


def database_is_gone(error: BaseException | None) -> bool:
    """Tell whether an error, or what caused it, means that the database cannot be reached now."""
    while error is not None:
        if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
            return error.sqlstate is None or error.sqlstate.startswith(_PASSING)
        if isinstance(error, OperationalError | InterfaceError) and error.__cause__ is None:
            return True
        error = error.__cause__
    return False
