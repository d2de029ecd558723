"""What political bodies decided about a plan, and its case number."""

import re
from datetime import date

from samspil.work.plans.reading.blocks import Kind
from samspil.work.plans.reading.entries import Entry
from samspil.work.plans.reading.plan import ReadDecision

_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()
)
_DATE = (
    rf"(?:(\d{{1,2}})\.\s*({'|'.join(_MONTHS)})\s+(\d{{4}})|"
    rf"(\d{{1,2}})[./-](\d{{1,2}})[./-](\d{{4}})|(\d{{4}})-(\d{{2}})-(\d{{2}}))"
)
DATE = re.compile(_DATE, re.I)
_BODY = (
    r"(?-i:((?:[A-ZÆØÅ][\wæøåÆØÅ]*-?,? (?:[A-ZÆØÅ][\wæøå]*-? )?og )?[A-ZÆØÅ][\wæøåÆØÅ]*?"
    r"(?:udvalget|udvalg|rådet|råd|bestyrelsen|bestyrelse|repræsentationen|repræsentation)|[Bb]yrådet|"
    r"[Kk]ommunalbestyrelsen|[A-ZÆØÅ][\wæøå]+(?:s|) [Bb]yråd))"
)
_DECIDED = re.compile(
    rf"(?:{_BODY}s\s+beslutning\b|\bbeslutning\s+(?:i|fra|af)\s+{_BODY}|"
    rf"\b(?:godkendt|vedtaget|besluttet|tiltrådt)\s+(?:af|i|på)\s+(?:møde i |et møde i )?{_BODY}|"
    rf"{_BODY}\s+(?:\w+\s+){{0,3}}(?:godkendte|vedtog|besluttede|tiltrådte)\b)",
    re.I,
)
_OUTCOME = re.compile(
    r"\b(?:godkendt|godkendte|vedtaget|vedtog|tiltrådt|tiltrådte|til efterretning|udsat|"
    r"udsætte|forkastet|afvist|anbefal\w*|oversendt|indstillingen blev|besluttede)\b",
    re.I,
)
CASE_NUMBER = re.compile(
    r"(?:sags?(?:nr|nummer|\.nr)?\.?:?\s*)?((?:19|20)\d{2}\s?-\s?(?:\d{5,7}|(?!(?:19|"
    r"20)\d\d\b)\d{4})(?:-\d+)?\b|\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d+-\d{2}|(?:EMN|"
    r"SAG)-(?:19|20)\d{2}-\d{3,7})",
    re.I,
)
_SAID_CASE_NUMBER = re.compile(
    r"(?:sags?(?:nr|nummer|\s?nr|\.nr)|journal(?:nr|nummer))\.?:?\s*([A-Z0-9][\w./-]{3,30}\d)", re.I
)
_RECOMMENDS = re.compile(
    r"\b(?:indstiller|indstilles|anbefaler)\b[^.]*[,:]$|\b(?:indstiller|indstilles)\b[^.]{0,60}\bat\b",
    re.I,
)


LONGEST_SAID = 400


def find_decisions(entries: list[Entry]) -> tuple[list[ReadDecision], set[int]]:
    """Return the decisions and which entries they took."""
    used: set[int] = set()
    recommendation, taken = _recommendation(entries)
    number = case_number(entries)
    found: list[ReadDecision] = []
    for at, entry in enumerate(entries):
        if at in used or entry.block.kind is Kind.TABLE:
            continue
        match = _DECIDED.search(entry.block.text) if len(entry.block.text) < LONGEST_SAID else None
        if not match:
            continue
        when = DATE.search(entry.block.text)
        is_heading = bool(re.search(r"beslutning", match[0], re.I))
        if when is None and not is_heading:
            continue
        body = next(name for name in match.groups() if name)
        body = body[:1].upper() + body[1:]
        said = _outcome(entries, at, used) if is_heading else entry.block.text
        if is_heading or len(entry.block.text) < 200:
            used.add(at)
        found.append(ReadDecision(body, iso(when), number, recommendation, said))
    if not found and recommendation and number:
        found.append(ReadDecision("", "", number, recommendation, ""))
    return found, used | (taken if found else set())


def _recommendation(entries: list[Entry]) -> tuple[str, set[int]]:
    """Return what the administration recommends, and where it stands."""
    for at, entry in enumerate(entries):
        if not _RECOMMENDS.search(entry.block.text):
            continue
        if not entry.block.text.rstrip().endswith((",", ":")):
            return entry.block.text, {at}
        taken, said = {at}, []
        for where in range(at + 1, min(at + 12, len(entries))):
            block = entries[where].block
            if not (block.kind is Kind.ITEM or re.match(r"at\b", block.text, re.I)):
                break
            taken.add(where)
            said.append(block.text)
        return "\n".join(said), taken
    return "", set()


def _outcome(entries: list[Entry], at: int, used: set[int]) -> str:
    """Return what was decided: the lines after the heading that say so."""
    said = []
    for where in range(at + 1, min(at + 10, len(entries))):
        text = entries[where].block.text
        if _DECIDED.search(text[:LONGEST_SAID]):
            break
        if _OUTCOME.search(text):
            said.append(text)
            used.add(where)
        elif said:
            break
    return "\n".join(said)


def case_number(entries: list[Entry]) -> str:
    """Return the number of the case, from the first place that names one."""
    for entry in entries:
        match = CASE_NUMBER.search(entry.block.text) or _SAID_CASE_NUMBER.search(entry.block.text)
        if match:
            return re.sub(r"\s", "", match[1])
    return ""


def iso(match: re.Match[str] | None) -> str:
    """Return a found date as 2010-09-08, nothing when there is no such day."""
    if match is None:
        return ""
    day, month, year, day_2, month_2, year_2, year_3, month_3, day_3 = match.groups()
    try:
        if month:
            return date(int(year), _MONTHS.index(month.lower()) + 1, int(day)).isoformat()
        if year_2:
            return date(int(year_2), int(month_2), int(day_2)).isoformat()
        return date(int(year_3), int(month_3), int(day_3)).isoformat()
    except ValueError:
        return ""
