"""Initiatives with letters or numbers, and their economy."""

import re

from samspil.work.plans.reading import vocabulary as words
from samspil.work.plans.reading.amounts import (
    EXTERNAL_FUNDS,
    NEEDS_APPROPRIATION,
    WITHIN_FRAME,
    amounts_in,
    economies_in,
    economy_of,
)
from samspil.work.plans.reading.blocks import Kind
from samspil.work.plans.reading.entries import Entry, Role
from samspil.work.plans.reading.plan import ReadInitiative
from samspil.work.plans.reading.vocabulary import Section

LONGEST_TITLE = 120
MOST_INITIATIVES = 99
_LETTER = re.compile(r"^\s*([A-ZÆØÅ])[.):]\s+(?=\S)")
_NUMBER_MARK = re.compile(r"^\(?(\d{1,2})[.)]$")
_SMALL_LETTER = re.compile(r"^\(?([a-zæøå])\)$")
_ORDER = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
_RANGE = re.compile(r"\b([A-Z])\s*[-–]\s*([A-Z])\b")
_GROUP = re.compile(
    r"\b(?i:initiativ(?:erne|er|et)?)\s+((?:(?:[A-Z]|\d{1,2})\b(?:\s*(?:,|og|samt)\s*)?)+)"
)

_YEARLY = re.compile(
    r"[\s,.(/-]*(?:kr\.?|kroner|mio\. kr\.?)?[\s,.(/-]*(?:årlig|om året|pr\.? år|hvert år|per år|/år)",
    re.I,
)


def find_initiatives(entries: list[Entry]) -> tuple[list[ReadInitiative], set[int]]:
    """Return the initiatives and which entries they took."""
    marked = _lettered(entries) or _named(entries) or _numbered(entries)
    if not marked:
        return [], set()
    marked = marked[:MOST_INITIATIVES]
    starts = [at for at, _ in marked]
    found: list[ReadInitiative] = []
    used: set[int] = set()
    around = ""
    previous = -1
    for (at, letter), until in zip(marked, [*starts[1:], len(entries)], strict=True):
        around = _around(entries, previous, at, around)
        body, taken = _body(entries, at, until)
        used.update(taken)
        said = body[1:] if entries[at].block.is_heading and len(body) > 1 else body
        text = " ".join(said)
        initiative = ReadInitiative(letter, _title(entries[at], body), text)
        initiative.economy = economy_of(text, around)
        inside = amounts_in(text)
        initiative.amount = inside[0][2] if inside else None
        initiative.is_yearly = bool(inside) and is_yearly(text[inside[0][1] :])
        found.append(initiative)
        previous = max(taken)
    _from_economy_section(found, entries)
    return found, used


def _lettered(entries: list[Entry]) -> list[tuple[int, str]]:
    """Return the entries lettered A, B, C … when there are at least three in order."""
    found: list[tuple[int, str]] = []
    for at, entry in enumerate(entries):
        text = entry.block.text
        letter = entry.block.mark[:1] if re.match(r"^[A-ZÆØÅ]\.$", entry.block.mark) else ""
        if not letter and (match := _LETTER.match(text)):
            letter = match[1]
        if (
            not letter
            and entry.block.mark == "@"
            and entry.block.level == 0
            and len(found) < len(_ORDER)
        ):
            letter = _ORDER[len(found)]
        if letter and len(found) < len(_ORDER) and letter == _ORDER[len(found)]:
            found.append((at, letter))
    return found if len(found) > 2 else []


def _named(entries: list[Entry]) -> list[tuple[int, str]]:
    found = []
    for at, entry in enumerate(entries):
        match = words.NAMED_INITIATIVE.match(entry.block.text)
        if match and (entry.block.is_heading or entry.block.kind in {Kind.PARAGRAPH, Kind.ITEM}):
            found.append((at, match[1]))
    return found if len(found) > 1 else []


def _numbered(entries: list[Entry]) -> list[tuple[int, str]]:
    """Return the numbered items under words that say they are initiatives, when the plan has no areas."""
    if any(entry.role is Role.AREA for entry in entries):
        return []
    found: list[tuple[int, str]] = []
    inside = False
    for at, entry in enumerate(entries):
        block = entry.block
        if block.is_heading or (block.kind is Kind.PARAGRAPH and block.text.endswith(":")):
            inside = bool(words.INITIATIVE_LEAD.search(block.text)) or (
                inside and not block.is_heading
            )
        elif inside and block.kind is Kind.ITEM and block.level == 0 and block.mark:
            found.append((at, _mark(block.mark, len(found))))
    return found if len(found) > 1 else []


def _mark(mark: str, before: int) -> str:
    """Return the number or letter of an item, counted on when the document does not say it."""
    if letter := _SMALL_LETTER.match(mark):
        return letter[1].upper()
    number = _NUMBER_MARK.match(mark)
    return number[1] if number and int(number[1]) > before else str(before + 1)


def _around(entries: list[Entry], previous: int, at: int, before: str) -> str:
    """Return the words that lead to an initiative, or those before when nothing new is said."""
    leads = [
        where
        for where in range(max(previous + 1, 0), at)
        if entries[where].block.kind is not Kind.TABLE
        and (entries[where].block.text.endswith(":") or entries[where].block.is_heading)
        and (
            economies_in(entries[where].block.text)
            or words.INITIATIVE_LEAD.search(entries[where].block.text)
        )
    ]
    said = [entries[where].block.text for where in leads if economies_in(entries[where].block.text)]
    return said[-1] if said else before


def _body(entries: list[Entry], at: int, until: int) -> tuple[list[str], list[int]]:
    """Return the texts of an initiative and the entries they stand in."""
    first = entries[at].block
    text = words.NAMED_INITIATIVE.sub("", _LETTER.sub("", first.text))
    body, taken = [text], [at]
    for where in range(at + 1, until):
        entry = entries[where]
        leads_on = entry.block.text.endswith(":") and words.INITIATIVE_LEAD.search(entry.block.text)
        deeper = first.is_heading and entry.role is Role.PART
        ends = entry.role in {Role.SECTION, Role.TRACK, Role.AREA, Role.TITLE} or (
            entry.block.is_heading and not deeper
        )
        plain_end = (
            not first.is_heading
            and entry.block.kind is Kind.PARAGRAPH
            and until == len(entries)
            and where > at + 1
        )
        if (
            leads_on
            or (
                ends
                and not (
                    first.is_heading
                    and entry.section is Section.ECONOMY
                    and entry.level > first.level > 0
                )
            )
            or plain_end
            or entry.block.kind is Kind.TABLE
        ):
            break
        body.append(entry.block.text)
        taken.append(where)
    return [part.strip() for part in body if part.strip()], taken


def _title(entry: Entry, body: list[str]) -> str:
    """Return a short title: the heading, else the first words up to where the sentence turns."""
    if entry.block.is_heading or (len(body[0]) <= LONGEST_TITLE and len(body) > 1):
        return body[0].rstrip(".: ")
    head, colon, _rest = body[0].partition(": ")
    if colon and len(head) <= 80:
        return head
    sentence = re.split(r"(?<=[a-zæøå)])(?<!\bmio)(?<!\bkr)[.;](?:\s|$)", body[0])[0]
    short = re.split(
        r",\s+(?:som|der|herunder|hvor|så|således)\b|\s+(?:med henblik på|herunder|blandt andet|"
        r"finansieret|ved at)\b",
        sentence,
    )[0]
    if len(short) > LONGEST_TITLE:
        short = short[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    return short.strip(" ,.")


def _from_economy_section(found: list[ReadInitiative], entries: list[Entry]) -> None:
    """Add what the section on economy says of single initiatives."""
    inside = False
    for entry in entries:
        if entry.role in {Role.SECTION, Role.TITLE, Role.TRACK, Role.AREA}:
            inside = entry.section is Section.ECONOMY
        elif inside and entry.block.text:
            for sentence in re.split(r"(?<=[a-zæøå)])\.\s+(?=[A-ZÆØÅ])", entry.block.text):
                _economy_said(found, sentence)
                _amounts_said(found, sentence)


def _economy_said(found: list[ReadInitiative], sentence: str) -> None:
    groups = [match[1] for match in _GROUP.finditer(sentence)]
    letters = {letter for group in groups for letter in re.findall(r"\b(?:[A-Z]|\d{1,2})\b", group)}
    said = economies_in(sentence)
    for initiative in found:
        if initiative.letter in letters and len(said) == 1:
            initiative.economy = (
                said.pop() if initiative.economy != EXTERNAL_FUNDS else EXTERNAL_FUNDS
            )
            said = economies_in(sentence)
    for first, last in _RANGE.findall(sentence):
        near = sentence[: sentence.index(first)] if sentence.count("(") < 2 else ""
        for initiative in found:
            if not initiative.economy and first <= initiative.letter <= last:
                named = economies_in(near or sentence)
                initiative.economy = next(
                    (
                        one
                        for one in (WITHIN_FRAME, NEEDS_APPROPRIATION, EXTERNAL_FUNDS)
                        if one in named
                    ),
                    "",
                )


def is_yearly(after: str) -> bool:
    """Tell whether the words right after an amount say that it comes back every year."""
    return bool(_YEARLY.match(after))


def _amounts_said(found: list[ReadInitiative], sentence: str) -> None:
    begun = 0
    for start, end, amount in amounts_in(sentence):
        phrase = sentence[begun:start].rpartition(":")[2] or sentence[begun:start]
        begun = end
        about = _spoken_of(found, phrase, sentence)
        if about is not None and about.amount is None:
            about.amount = amount
            about.is_yearly = is_yearly(sentence[end:])


def _spoken_of(found: list[ReadInitiative], phrase: str, sentence: str) -> ReadInitiative | None:
    """Return the initiative an amount belongs to: by its letter, else by the words they share."""
    for initiative in found:
        name = re.escape(initiative.letter)
        if re.search(
            rf"(?i:\binitiativ(?:et)?\s+{name})\b|(?:^\s*|[,;(]\s*){name}\b(?!\s*[-–])", phrase
        ):
            return initiative
    stems = {word[:9].lower() for word in re.findall(r"[A-Za-zÆØÅæøå]{5,}", phrase)} - {
        "årligt",
        "fælles",
    }
    scores = [
        (sum(stem in initiative.text.lower() for stem in stems), initiative) for initiative in found
    ]
    best = max(score for score, _ in scores) if scores else 0
    winners = [initiative for score, initiative in scores if score == best]
    return winners[0] if best and len(winners) == 1 else None
