"""An activity from an item of a list or a row of a table: who, when, with whom."""

import re

from samspil.work.plans.reading import vocabulary as words
from samspil.work.plans.reading.plan import ReadActivity
from samspil.work.plans.reading.vocabulary import Part

_PARTNERS = re.compile(
    r"(?:^(?:at\s+)?samarbejde|\bi\s+(?:et\s+)?(?:tæt\s+|tættere\s+)?samarbejde|\bsammen|\bi\s+partnerskab)\s+med\s+(.{3,200}?)"
    r"(?=$|[.;:(]|,\s+(?:der|som|så|hvor|herunder|for at)\b|\s+(?:om|med henblik|for at|så|"
    r"der skal|som skal|inden udgangen|i løbet af|senest)\b)",
    re.I,
)
_YEARS = r"(?:19|20)\d{2}"
_PERIOD = re.compile(
    rf"\b(?:{_YEARS}\s*(?:[-–—/]|til|og)\s*(?:{_YEARS}|\d{{2}}\b)|inden (?:udgangen af |"
    rf"udgang af |sommeren |sommerferien )?(?:\w+ )?{_YEARS}|"
    rf"(?:i )?(?:Q[1-4]|[1-4]\. kvartal)(?:\s*[-–]\s*(?:Q[1-4]|"
    rf"[1-4]\. kvartal))?(?: i)?,? {_YEARS}|(?:medio|primo|ultimo|senest|fra|forår(?:et)?|"
    rf"efterår(?:et)?|sommer(?:en)?|vinter(?:en)?)\s+(?:(?:i|\w+)\s+)?{_YEARS}(?: og frem)?|"
    rf"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|"
    rf"december)\s+{_YEARS}|i (?:løbet af )?{_YEARS}|\({_YEARS}\))",
    re.I,
)
_PERIOD_AFTER = re.compile(rf",\s*({_YEARS}(?:\s*[-–]\s*{_YEARS})?)$")
_WHO_AND_WHEN = re.compile(
    rf"\s*\(([^(),]{{2,60}}(?:,[^(),]{{2,60}}){{0,2}}?),\s*((?:[\w.]+ ){{0,3}}{_YEARS}(?:\s*[-–—/]\s*(?:{_YEARS}|"
    r"\d{2}))?(?: og frem)?|løbende|årligt|hvert (?:år|kvartal|halvår|forår|efterår))\)\s*\.?$",
    re.I,
)
_LABEL = re.compile(
    r"[(,;.–-]?\s*\b(ansvarlig(?:e)?|ansvar|tovholder(?:e)?|projektejer|tidsplan|tidsramme|"
    r"tid|periode|deadline|frist|hvornår|"
    r"samarbejdspartner(?:e)?|partner(?:e)?|samarbejde(?: med)?|økonomi|finansiering|budget)\s*:\s*",
    re.I,
)


def activity_from(text: str) -> ReadActivity:
    """Return the activity an item tells of; words like "Ansvarlig: …" are taken out of its text."""
    said, rest = labelled(text)
    activity = ReadActivity(rest)
    for part, value in said:
        when = _PERIOD_AFTER.search(value) if part is Part.OWNER else None
        put(activity, part, value[: when.start()] if when else value)
        if when:
            put(activity, Part.PERIOD, when[1])
    if not said and (ends := _WHO_AND_WHEN.search(rest)):
        # "Guides uddannes (Frivilligcentret, 2025)": who and when in brackets behind what.
        rest = activity.text = rest[: ends.start()]
        activity.owner, activity.period = ends[1].strip(), ends[2].strip()
    if not activity.partners and (partners := _PARTNERS.search(rest)):
        activity.partners = partners[1].strip(" ,")
    if not activity.period:
        activity.period = period_in(rest)
    return activity


def labelled(text: str) -> tuple[list[tuple[Part, str]], str]:
    """Return what is said by labels in a text, and the text without them."""
    found = list(_LABEL.finditer(text))
    if not found:
        return [], text
    said = []
    for match, until in zip(found, [*(each.start() for each in found[1:]), len(text)], strict=True):
        value = text[match.end() : until].strip(" ;,()|–\n")
        part = words.part_of(match[1])
        if part is not None:
            said.append((part, value.rstrip(".") if part is not Part.ECONOMY else value))
    return said, text[: found[0].start()].strip(" ;,(|–\n")


def put(activity: ReadActivity, part: Part, value: str) -> bool:
    """Set what a label says of an activity, and tell whether it is something an activity has."""
    field = {
        Part.OWNER: "owner",
        Part.PERIOD: "period",
        Part.PARTNERS: "partners",
        Part.ECONOMY: "economy",
    }.get(part)
    if field is None:
        return False
    setattr(activity, field, "; ".join(filter(None, [getattr(activity, field), value.strip()])))
    return True


def period_in(text: str) -> str:
    """Return when something happens, in the words of the text."""
    found = _PERIOD.search(text)
    return found[0].strip("()") if found else ""


def cell_lines(cell: str) -> list[str]:
    """Return the lines of a cell, those without bullet joined unless they stand alone."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if any(line.startswith(("•", "- ", "– ")) for line in lines):
        return [line.lstrip("•-– ").strip() for line in lines]
    return lines
