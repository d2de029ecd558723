"""What must not stand in a log."""

import logging
import re

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
