"""Tables of plans: what their columns or their first column mean."""

import re
from dataclasses import dataclass

from samspil.work.plans.reading import vocabulary as words
from samspil.work.plans.reading.activities import activity_from, cell_lines, put
from samspil.work.plans.reading.amounts import amounts_in, economy_of
from samspil.work.plans.reading.blocks import Block
from samspil.work.plans.reading.plan import ReadActivity, ReadInitiative
from samspil.work.plans.reading.vocabulary import Part

_AREA_COLUMN = re.compile(
    r"^(?:indsatsområde|fokusområde|indsats|område|tema|delmål|fokus|spor|mål)(?:r|rne|t)?\W*$",
    re.I,
)
_ACTIVITY_COLUMN = re.compile(
    r"^(?:aktivitet|handling|tiltag|hvad|opgave|initiativ|indsats|delaktivitet|beskrivelse)(?:er|erne|en|ne)?\W*$",
    re.I,
)
_INITIATIVE_COLUMN = re.compile(r"^(?:initiativ|forslag)(?:er|et)?\W*$", re.I)
_MORE_COLUMN = re.compile(r"^(?:beskrivelse|indhold|nr\.?|#|nummer|bemærkning(?:er)?)\W*$", re.I)

_PROGRESS_COLUMN = re.compile(r"^(?:status|fremdrift|trafiklys|opfølgning)\W*$", re.I)


@dataclass(frozen=True)
class Columns:
    """Which column holds what; -1 for none."""

    activity: int
    area: int
    parts: dict[int, Part]
    more: tuple[int, ...]
    is_initiatives: bool


def columns_of(block: Block) -> Columns | None:
    """Return what the columns of a table of activities mean, None for any other table."""
    if len(block.rows) < 2:
        return None
    head = [" ".join(cell.split()) for cell in block.rows[0]]
    parts = {at: part for at, cell in enumerate(head) if (part := words.part_of(cell))}
    activity = next(
        (
            at
            for at, cell in enumerate(head)
            if re.match(r"^(?:aktivitet|handling|tiltag|initiativ|delaktivitet|opgave)", cell, re.I)
        ),
        next((at for at, part in parts.items() if part is Part.ACTIVITIES), -1),
    )
    if activity < 0:
        activity = next((at for at, cell in enumerate(head) if _ACTIVITY_COLUMN.match(cell)), -1)
    if activity < 0 or len(head) < 2:
        return None
    area = next(
        (at for at, cell in enumerate(head) if at != activity and _AREA_COLUMN.match(cell)), -1
    )
    kept = {
        at: part
        for at, part in parts.items()
        if at not in {activity, area} and not is_progress(head[at])
    }
    more = tuple(
        at
        for at, cell in enumerate(head)
        if at not in {activity, area, *kept} and _MORE_COLUMN.match(cell)
    )
    if not kept and area < 0 and not more:
        return None
    return Columns(activity, area, kept, more, bool(_INITIATIVE_COLUMN.match(head[activity])))


def is_progress(name: str) -> bool:
    """Tell whether a column says how far things have come, which a plan that is read has no place for."""
    return bool(_PROGRESS_COLUMN.match(name))


def left_out(block: Block) -> list[str]:
    """Return the names of columns that hold something and are not read."""
    return [
        name
        for at, name in enumerate(block.rows[0])
        if is_progress(name) and any(len(row) > at and row[at].strip() for row in block.rows[1:])
    ]


def rows_of(
    block: Block, columns: Columns
) -> list[tuple[str, dict[Part, str], list[ReadActivity]]]:
    """Return for each row its area, what else is said of that area, and the activities in it."""
    found = []
    area = ""
    for row in block.rows[1:]:
        if len(row) == 1 and columns.area < 0:
            # A cell over the whole width heads the rows below it.
            area = clean_name(row[0])
            continue
        cells = [*row, *[""] * (len(block.rows[0]) - len(row))]
        if columns.area >= 0 and cells[columns.area].strip():
            area = clean_name(cells[columns.area])
        activities = [activity_from(line) for line in cell_lines(cells[columns.activity])]
        more = " ".join(
            cells[at] for at in columns.more if not re.fullmatch(r"\W*\d*\W*", cells[at])
        )
        if more and len(activities) == 1:
            activities[0].text = f"{activities[0].text}\n{more}"
        about: dict[Part, str] = {}
        for at, part in columns.parts.items():
            value = " ".join(cells[at].split())
            if not value:
                continue
            for activity in activities:
                setattr_from_column(activity, part, value)
            if part not in {Part.OWNER, Part.PERIOD, Part.PARTNERS, Part.ECONOMY}:
                about[part] = cells[at].strip()
        found.append((area, about, activities))
    return found


def clean_name(cell: str) -> str:
    """Return the name of an area in a cell, without its number and the word for an area."""
    name = words.NAMED_AREA.sub("", words.NAMED_TRACK.sub("", " ".join(cell.split())))
    return re.sub(r"^(?:\d{1,2}\.)*\d{1,2}[.)]?\s+(?=\S)", "", name).strip(" :")


def setattr_from_column(activity: ReadActivity, part: Part, value: str) -> None:
    """Set what a column says, which counts more than what the text hints at."""
    if part is Part.PERIOD:
        activity.period = ""
    if part is Part.PARTNERS:
        activity.partners = ""
    put(activity, part, value)


def labels_of(block: Block) -> list[tuple[Part, str]] | None:
    """Return the rows of a table whose first column names the parts of an area."""
    rows = [row for row in block.rows if len(row) >= 2]
    found = [
        (part, "\n".join(cell for cell in row[1:] if cell))
        for row in rows
        if (part := words.part_of(row[0]))
    ]
    return found if found and len(found) * 2 > len(block.rows) else None


def initiatives_of(block: Block, columns: Columns, around: str) -> list[ReadInitiative]:
    """Return the initiatives of a table that has a column for them."""
    found = []
    for at, (_area, _about, activities) in enumerate(rows_of(block, columns), start=1):
        if not activities:
            continue
        name = activities[0].text.partition("\n")[0]
        money = " ".join(activity.economy for activity in activities[:1])
        match = re.match(r"^([A-ZÆØÅ]|\d{1,2})[.):]\s+", name)
        row = block.rows[at]
        number = next(
            (
                cell.strip(" .")
                for cell in row
                if re.fullmatch(r"\s*(?:[A-ZÆØÅ]|\d{1,2})\.?\s*", cell)
            ),
            "",
        )
        text = " ".join(activity.text.replace("\n", " ") for activity in activities)
        figure = amounts_in(money) or amounts_in(text)
        initiative = ReadInitiative(
            match[1] if match else number or str(at), name[match.end() :] if match else name, text
        )
        initiative.economy = economy_of(f"{text} {money}", around)
        initiative.amount = figure[0][2] if figure else None
        found.append(initiative)
    return found
