"""Kroner in Danish text, and where the money comes from."""

import re
from decimal import Decimal

WITHIN_FRAME = "within_frame"
NEEDS_APPROPRIATION = "needs_appropriation"
EXTERNAL_FUNDS = "external_funds"

_FIGURE = r"(\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(\d{1,2}|-))?"
AMOUNT = re.compile(
    rf"(?:(?<![\w.,]){_FIGURE}\s*(mio|mill(?:ion(?:er)?)?|t\.?\s?kr|tkr|tusind(?:e)?|kr|"
    rf"kroner)\b\.?(?:\s*kr(?:\.|oner)?)?"
    rf"|\bkr\.?\s*{_FIGURE})",
    re.I,
)
_WITHIN = re.compile(
    r"inden?\s?for\s+(?:[\wæøå]+\s+){0,4}(?:ramme|rammen|rammer|rammerne|budget|budgettet|budgetter)\b|"
    r"eksisterende (?:økonomiske |budget)?(?:ramme|rammer|budget|midler)|gældende budget|udgiftsneutral|"
    r"(?:ingen|uden) (?:mer|ekstra |yderligere )?(?:udgift|omkostning)|egen ramme|nuværende (?:økonomiske )?ramme",
    re.I,
)
_NEEDS = re.compile(
    r"(?:kræver|forudsætter|afventer|behov for)\b[^.]{0,40}(?:bevilling|finansiering|budget|"
    r"midler)|tillægsbevilling|(?<!\w)bevilling|ønskeforslag|budgetønske|"
    r"budgetforslag|anlægsønske|budget(?:forhandling|lægning|drøftelse|forlig|proces)\w*|"
    r"indgår i budget\w*|(?:ikke|endnu) (?:fundet |afsat )?(?:finansiering|finansieret|midler)|"
    r"(?:mangler|uden) finansiering|ufinansieret|(?:søge|søges|ansøge\w*)\s+(?:\w+\s+){0,2}midler|"
    r"(?:i forbindelse med|forslag til|til)\s+budget(?:tet|forhandling\w*)?\b",
    re.I,
)
_EXTERNAL = re.compile(
    r"fonds?midler|\bfond(?:e|en|s|ene)?\b|\w+-?fonden\b|pulje(?:r|n|midler)?\b|"
    r"ekstern(?:e)? (?:finansiering|midler|støtte)|"
    r"satspulje|sponsor\w*|statslige midler|(?:finansieret|finansieres|støttet)\s+(?:af|"
    r"via)\s+(?:\w+\s+)?(?:fond|pulje)",
    re.I,
)


def amounts_in(text: str) -> list[tuple[int, int, Decimal]]:
    """Return the amounts of a text in kroner, each with where it begins and ends."""
    found = []
    for match in AMOUNT.finditer(text):
        whole, cents, unit = match[1] or match[4], match[2] or match[5], (match[3] or "kr").lower()
        number = Decimal(re.sub(r"[. ]", "", whole))
        if cents and cents != "-":
            number += Decimal(cents) / (10 ** len(cents))
        if unit.startswith(("mio", "mill")):
            number *= 1_000_000
        elif unit.startswith(("t.", "tk", "t k", "tu")):
            number *= 1_000
        found.append((match.start(), match.end(), number))
    return found


def as_number(amount: Decimal | None) -> int | float | None:
    """Return kroner as a script wants them: whole when they are."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def economies_in(text: str) -> set[str]:
    """Return every source of money a text speaks of."""
    found = set()
    if _WITHIN.search(text):
        found.add(WITHIN_FRAME)
    if _NEEDS.search(text):
        found.add(NEEDS_APPROPRIATION)
    if _EXTERNAL.search(text):
        found.add(EXTERNAL_FUNDS)
    return found


def economy_of(own: str, around: str) -> str:
    """Return where the money of an initiative comes from.

    Args:
        own: what the initiative says itself; outside money named there is certain.
        around: the section it stands in; what needs an appropriation does so though it begins without.
    """
    here, section = economies_in(own), economies_in(around)
    if NEEDS_APPROPRIATION in here:
        return NEEDS_APPROPRIATION
    if EXTERNAL_FUNDS in here:
        return EXTERNAL_FUNDS
    if NEEDS_APPROPRIATION in section:
        return NEEDS_APPROPRIATION
    if EXTERNAL_FUNDS in section:
        return EXTERNAL_FUNDS
    return WITHIN_FRAME if WITHIN_FRAME in here | section else ""
