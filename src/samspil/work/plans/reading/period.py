"""The years a plan is for."""

import re
from collections import Counter

_RANGE = re.compile(
    r"\b((?:19|20)\d{2})\s*(?:[-–—/]|til(?: og med)?|frem til|og frem til)\s*((?:19|20)\d{2}|\d{2})\b"
)
_YEAR = re.compile(r"\b(20\d{2})\b")


def plan_period(title: str, texts: list[str]) -> str:
    """Return the years of a plan as 2020-2023: from its title, else those named most."""
    if found := _ranges(title):
        return found[0]
    if year := _YEAR.search(title):
        return year[1]
    for text in texts[:12]:
        if (
            len(text) < 120
            and re.match(
                r"^\W*(?:periode|gælder|planperiode|gyldig|for perioden)?[\s\w:]{0,30}\d{4}",
                text,
                re.I,
            )
            and (found := _ranges(text))
        ):
            return found[0]
    counted = Counter(years for text in texts for years in _ranges(text))
    return counted.most_common(1)[0][0] if counted else ""


def _ranges(text: str) -> list[str]:
    found = []
    for first, last in _RANGE.findall(text):
        until = last if len(last) == 4 else first[:2] + last
        if 0 < int(until) - int(first) <= 15:
            found.append(f"{first}-{until}")
    return found
