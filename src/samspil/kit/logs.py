"""What must not stand in a log."""

import logging
import re

from samspil.kit.databases import database_is_gone

_SEAL = re.compile(r"(?<=/)[A-Za-z0-9_-]{43}(?=/|$|\s|\?)")
_ADDRESS = re.compile(r"[^\s<>()=:,;]+@[^\s<>()=:,;]+")


def without_secrets(text: str) -> str:
    """Return a line without sealed links (they are keys) and without e-mail addresses."""
    return _ADDRESS.sub("<address>", _SEAL.sub("<seal>", text))


class SecretsFilter(logging.Filter):
    """Takes sealed links and addresses out of every line before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; it is always kept."""
        record.msg, record.args = without_secrets(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = without_secrets(logging.Formatter().formatException(record.exc_info))
        return True


class DatabaseGoneFilter(logging.Filter):
    """Says in one line, without a trace, that the database is gone: it is no fault in the program."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten the record; it is always kept."""
        if record.exc_info and database_is_gone(record.exc_info[1]):
            words = f"{record.getMessage().splitlines()[0]} (the database does not answer)"
            record.msg, record.args = words, None
            record.exc_info = record.exc_text = record.stack_info = None
        return True
