"""Fills one focus area with the texts that stand in it."""

import re

from django.utils.translation import gettext as _

from samspil.work.plans.reading import vocabulary as words
from samspil.work.plans.reading.activities import activity_from, cell_lines, labelled, put
from samspil.work.plans.reading.blocks import Block, Kind
from samspil.work.plans.reading.entries import Entry
from samspil.work.plans.reading.plan import ReadActivity, ReadArea, ReadPlan
from samspil.work.plans.reading.vocabulary import Part

_ABOUT = {Part.OWNER: "owner", Part.PARTNERS: "partners", Part.PERIOD: "period"}
_OF_ACTIVITIES = {*_ABOUT, Part.ECONOMY}
_TEXT = {Part.PURPOSE: "purpose", Part.WHY: "why", Part.HOW: "how"}
_PURPOSE_WORDS = re.compile(r"^(?:formålet|målet|vores mål|vi ønsker)\b", re.I)


class AreaReader:
    """A focus area being filled, and the part of it that is open."""

    def __init__(self, area: ReadArea, plan: ReadPlan, level: int = 0) -> None:
        self.area = area
        self.plan = plan
        self.level = level
        self.part: Part | None = None
        self.parent: int | None = None
        self.loose: list[str] = []
        self.said: list[tuple[int, Part, str]] = []
        self.labelled = False
        self.after_purpose = False

    def open(self, entry: Entry) -> None:
        """Open a part by its heading or the words that lead to a list."""
        text = entry.block.text
        if (
            entry.part is Part.ACTIVITIES
            and entry.block.kind is Kind.PARAGRAPH
            and not words.part_of(text)
        ):
            self._add("how", text)
        if entry.part is Part.DEFINITION:
            self.area.definitions.append(text)
        elif entry.part is Part.SIGNS:
            self._add("how", text)
        self.part = entry.part
        self.labelled = entry.labelled

    def takes_heading(self, entry: Entry) -> bool:
        """Take a strange heading that is an activity without its bullet, or belongs inside the area."""
        if entry.level:
            self.plan.unplaced.append(entry.block.text)
            self.part = None
            return True
        return False

    def take(self, block: Block) -> None:
        """Put a text where it belongs in the area."""
        text = block.text
        if (
            block.kind is Kind.QUOTE
            or (
                words.QUOTE.match(text)
                and (self.part is not Part.ACTIVITIES or block.kind is not Kind.ITEM)
            )
            or self.part is Part.QUOTES
        ):
            self.area.quotes.append(text)
        elif self.part is Part.DEFINITION:
            self.area.definitions[-1] += f"\n{text}"
        elif (
            self.part is not None
            and self.part in _OF_ACTIVITIES
            and not self._is_next_activity(block)
        ):
            self.said.append((len(self.area.activities), self.part, text))
        elif block.kind is Kind.ITEM:
            self._item(block)
        else:
            self._paragraph(text)

    def _is_next_activity(self, block: Block) -> bool:
        """Tell whether a list goes on after "Ansvarlig: …" under one of its items, and go on with it."""
        listed = block.kind is Kind.ITEM and bool(self.area.activities) and self.labelled
        if listed:
            self.part = Part.ACTIVITIES
        return listed

    def _paragraph(self, text: str) -> None:
        if self.part is None and _PURPOSE_WORDS.match(text) and not self.area.purpose:
            self._add("purpose", text)
        elif self.part in _TEXT:
            self._add(_TEXT[self.part], text)
        elif self.part is None:
            self.after_purpose = self.after_purpose or bool(self.area.purpose)
            self._add("intro", text)
        elif self.part is Part.ACTIVITIES and not self.area.activities and not text.endswith(":"):
            self.loose.append(text)
        else:
            self._add("how", text)

    def _item(self, block: Block) -> None:
        if self.part in {Part.PURPOSE, Part.WHY} and not self._is_said(_TEXT[self.part]):
            self._add(_TEXT[self.part], block.text)
            return
        if self.part is Part.SIGNS:
            self._add("how", block.text)
            return
        said, rest = labelled(block.text)
        activities = self.area.activities
        if said and not rest and activities:
            for part, value in said:
                put(activities[-1], part, value)
            return
        if block.level and activities and self.parent is not None and block.level > self.parent:
            activities[-1].text += f"\n{block.text}"
            return
        if block.text.endswith(":"):
            self._add("how", block.text)
            self.parent = None
            return
        activities.append(activity_from(block.text))
        self.parent = block.level

    def _is_said(self, field: str) -> bool:
        """Tell whether a part was said whole on the line of its label, so that a list below is another."""
        text: str = getattr(self.area, field)
        return self.labelled and bool(text) and not text.endswith(":")

    def take_row(self, row: tuple[str, ...]) -> None:
        """Take a row of a table whose first cell names the part."""
        part = words.part_of(row[0]) if row else None
        for cell in row[1:] if part else row:
            for line in cell_lines(cell):
                if part is Part.ACTIVITIES:
                    self.area.activities.append(activity_from(line))
                elif part in _TEXT:
                    self._add(_TEXT[part], line)
                elif part is not None and part in _OF_ACTIVITIES:
                    self.said.append((0, part, line))
                elif part is Part.QUOTES:
                    self.area.quotes.append(line)
                else:
                    self._add("how", line)

    def take_box(self, cell: str) -> None:
        """Take a box with a frame: a definition or a quote."""
        if not cell:
            return
        if words.QUOTE.match(cell):
            self.area.quotes.append(cell)
        else:
            self.area.definitions.append(cell)

    def take_cells(self, about: dict[Part, str], activities: list[ReadActivity]) -> None:
        """Take what a row of a table of activities says."""
        for part, value in about.items():
            field = _TEXT.get(part, "how")
            if value not in getattr(self.area, field):
                self._add(field, value)
        self.area.activities.extend(activities)

    def _add(self, field: str, text: str) -> None:
        setattr(self.area, field, "\n".join(filter(None, [getattr(self.area, field), text])))

    def close(self) -> None:
        """Give what was said of who and when to the activities it was said of."""
        self._place_loose()
        if not self.area.activities:
            self._activities_from_sentences()
        activities = self.area.activities
        places = len({at for at, _part, _text in self.said})
        for part in {part for _at, part, _text in self.said}:
            said = [(at, text) for at, of, text in self.said if of is part]
            # Said once, after the whole list, it holds for the list; between items for the one above.
            single = len(said) == 1 and len(activities) != 1 and places == 1
            for at, text in said:
                if single or at == 0 or not activities:
                    if part in _ABOUT:
                        self._add(_ABOUT[part], text)
                    else:
                        self._add("how", text)
                    for activity in activities:
                        if not getattr(activity, _ABOUT.get(part, "economy")):
                            put(activity, part, text)
                else:
                    put(activities[min(at, len(activities)) - 1], part, text)
        self.said = []
        if not self.area.purpose and self.area.intro:
            self.area.purpose, self.area.intro = self.area.intro, ""
        elif self.after_purpose and not self.area.why:
            # What stands between the purpose and the activities without a heading is the reason.
            self.area.why, self.area.intro = self.area.intro, ""

    def _activities_from_sentences(self) -> None:
        """Take what "vi vil" leads to as activities where an area is written in sentences only; they stay there too."""
        said = [
            match[1].strip()
            for text in (self.area.intro, self.area.how)
            for match in words.WE_WILL.finditer(text)
        ]
        if said:
            self.area.activities.extend(activity_from(text) for text in said)
            self._note_loose()

    def _place_loose(self) -> None:
        """Take paragraphs under the heading of activities as such when there is no list."""
        if self.area.activities:
            for text in self.loose:
                self._add("how", text)
        elif self.loose:
            self.area.activities.extend(activity_from(text) for text in self.loose)
            self._note_loose()
        self.loose = []

    def _note_loose(self) -> None:
        self.plan.notes.append(
            _("Aktiviteterne i »%(area)s« stod ikke som en liste. Se efter, om de er delt rigtigt.")
            % {"area": self.area.title}
        )
