"""Blocks to plan: walks through the outline and puts every text where it belongs."""

import re

from django.utils.translation import gettext as _

from samspil.work.plans.reading import tables
from samspil.work.plans.reading import vocabulary as words
from samspil.work.plans.reading.area import AreaReader
from samspil.work.plans.reading.blocks import Block, Kind, texts_of
from samspil.work.plans.reading.decisions import find_decisions
from samspil.work.plans.reading.entries import Entry, Role
from samspil.work.plans.reading.flat_tables import with_flat_tables
from samspil.work.plans.reading.foundation import listed, values_said
from samspil.work.plans.reading.initiatives import find_initiatives
from samspil.work.plans.reading.outline import outlined
from samspil.work.plans.reading.period import plan_period
from samspil.work.plans.reading.plan import ReadArea, ReadPlan, ReadTrack
from samspil.work.plans.reading.speakers import with_speakers
from samspil.work.plans.reading.vocabulary import Part, Section

_ONE_TEXT = {Section.VISION: "vision", Section.MISSION: "mission"}
_TEXTS = {
    Section.TARGET_GROUP: "target_group",
    Section.INTRO: "intro",
    Section.BUILDING_BLOCKS: "building_blocks",
    Section.FOLLOW_UP: "follow_up",
    Section.ECONOMY: "economy",
}
_SAID = re.compile(r"^(?:[\w']+ ){0,3}(vision|mission)(?:en)?(?: for [^,.]{3,60})? er\b,?", re.I)
_BEFORE_TITLE = re.compile(
    r"^\s*(?:\d{1,2}[.)]|(?:dagsordens)?punkt\s+\d+[.:]?|bilag\s+\d+[.:]?)\s+", re.I
)


class PlanReader:
    """Where the walk is, and what has been found on the way."""

    def __init__(self) -> None:
        self.plan = ReadPlan()
        self.track: ReadTrack | None = None
        self.area: AreaReader | None = None
        self.section: Section | None = None
        self.items: dict[Section, list[str]] = {}
        self.paragraphs: dict[Section, list[str]] = {}
        self.labelled = False
        self.values_said: list[str] = []
        self.sentences: dict[Section, str] = {}

    def take(self, entry: Entry) -> None:
        """Put one entry where it belongs."""
        if entry.block.kind is Kind.TABLE:
            self._table(entry.block)
        elif entry.role is Role.TITLE:
            self.plan.title = clean_title(entry.block.text)
            self._close()
        elif entry.role is Role.TRACK:
            self._open_track(words.NAMED_TRACK.sub("", entry.block.text))
        elif entry.role is Role.AREA:
            self._open_area(words.NAMED_AREA.sub("", entry.block.text), entry.level)
        elif entry.role is Role.PART:
            self._part(entry)
        elif entry.role is Role.SECTION:
            self._close()
            self.section, self.labelled = entry.section, entry.labelled
            if entry.section is Section.CONTENTS:
                self.section = None
        elif entry.role is Role.OTHER:
            self._strange_heading(entry)
        else:
            self._text(entry.block)

    def _close(self) -> None:
        if self.area is not None:
            self.area.close()
        self.area = self.track = self.section = None

    def _open_track(self, title: str) -> None:
        self._close()
        self.track = ReadTrack(clean_heading(title))
        self.plan.tracks.append(self.track)

    def _open_area(self, title: str, level: int = 0) -> AreaReader:
        if self.area is not None:
            self.area.close()
        self.section = None
        if self.track is None:
            # Areas after a section that only looked like one carry on in the track before it.
            self.track = ReadTrack("")
            if self.plan.tracks and not self.plan.tracks[-1].title:
                self.track = self.plan.tracks[-1]
            else:
                self.plan.tracks.append(self.track)
        area = ReadArea(clean_heading(title))
        self.track.focus_areas.append(area)
        self.area = AreaReader(area, self.plan, level)
        return self.area

    def _part(self, entry: Entry) -> None:
        if self.area is not None and 0 < entry.level < self.area.level:
            # A heading above the area's own speaks of the whole plan.
            self._close()
            self.section = Section.OTHER
            self.plan.unplaced.append(entry.block.text)
            return
        if self.area is None and self.track is not None and entry.part is not Part.DEFINITION:
            # A track that holds activities itself is its own focus area.
            self._open_area(self.track.title)
        if self.area is not None:
            self.area.open(entry)
        elif entry.part is Part.DEFINITION:
            into = self.track.definitions if self.track else self.plan.definitions
            into.append(entry.block.text)
        elif self.track is None:
            self.section = entry.section or Section.OTHER
            if entry.block.kind is not Kind.HEADING:
                self.plan.unplaced.append(entry.block.text)

    def _strange_heading(self, entry: Entry) -> None:
        if self.area is not None and self.area.takes_heading(entry):
            return
        if self.area is not None and not entry.level:
            self._close()
        elif self.area is None:
            self.section = None
        self.plan.unplaced.append(entry.block.text)

    def _text(self, block: Block) -> None:
        if self.area is None:
            self._foundation_said(block.text)
        if self.area is None and self.section is not Section.VALUES and not self.values_said:
            self.values_said = values_said(block.text)
            if self.values_said:
                self.plan.unplaced.extend(texts_of(block))
                return
        if self.area is not None:
            self.area.take(block)
        elif self.track is not None:
            self._track_text(self.track, block)
        elif (
            self.section in _ONE_TEXT
            or self.section in _TEXTS
            or self.section in {Section.VALUES, Section.PRINCIPLES}
        ):
            into = self.items if block.kind is Kind.ITEM else self.paragraphs
            into.setdefault(self.section, []).append(block.text)
            if self.labelled:
                # "Vision: …" on one line ends with it.
                self.section, self.labelled = None, False
        else:
            self.plan.unplaced.extend(texts_of(block))

    def _foundation_said(self, text: str) -> None:
        """Keep "Planens vision er, at …" for a plan that has no heading for it."""
        if (found := _SAID.match(text)) and self.section not in _ONE_TEXT:
            section = Section.VISION if found[1].lower() == "vision" else Section.MISSION
            self.sentences.setdefault(section, text)

    def _track_text(self, track: ReadTrack, block: Block) -> None:
        if block.kind is Kind.QUOTE or words.QUOTE.match(block.text):
            track.quotes.append(block.text)
        else:
            track.intro = "\n".join(filter(None, [track.intro, block.text]))

    def _table(self, block: Block) -> None:
        columns = tables.columns_of(block)
        labels = None if columns else tables.labels_of(block)
        if columns is not None and columns.is_initiatives and self.area is None:
            self.plan.initiatives.extend(tables.initiatives_of(block, columns, ""))
        elif columns is not None:
            self._activity_table(block, columns)
        elif labels is not None and self.area is not None:
            for row in block.rows:
                self.area.take_row(row)
        elif labels is not None and self.track is not None:
            self._open_area(self.track.title)
            self._table(block)
        elif len(block.rows) == 1 and self.area is not None:
            # A box with a frame, made as a table.
            for cell in block.rows[0]:
                self.area.take_box(cell)
        else:
            self.plan.unplaced.extend(texts_of(block))

    def _activity_table(self, block: Block, columns: tables.Columns) -> None:
        for column in tables.left_out(block):
            note = _(
                "Kolonnen »%(column)s« er ikke taget med: Hvor langt I er, skriver I på planen."
            )
            if (said := note % {"column": column.strip()}) not in self.plan.notes:
                self.plan.notes.append(said)
        for name, about, activities in tables.rows_of(block, columns):
            if name and (self.area is None or self.area.area.title != name):
                self._open_area(name)
            titled = self.track.title if self.track else self.plan.title
            area = self.area or self._open_area(titled)
            area.take_cells(about, activities)

    def finish(self) -> ReadPlan:
        """Return the plan when everything has been taken."""
        self._close()
        plan = self.plan
        for section, field in _ONE_TEXT.items():
            said = [*self.paragraphs.get(section, []), *self.items.get(section, [])]
            setattr(plan, field, "\n".join(said) or self.sentences.get(section, ""))
        for section, field in _TEXTS.items():
            said = [*self.paragraphs.get(section, []), *self.items.get(section, [])]
            setattr(plan, field, "\n".join(said))
        _flatten(plan)
        plan.values = listed(
            self.items.get(Section.VALUES, []), self.paragraphs.get(Section.VALUES, [])
        )
        plan.values = plan.values or self.values_said
        plan.principles = listed(
            self.items.get(Section.PRINCIPLES, []), self.paragraphs.get(Section.PRINCIPLES, [])
        )
        return plan


def _flatten(plan: ReadPlan) -> None:
    """Take tracks that are nothing but their one area as areas of a plan without tracks."""
    if not all(
        [area.title for area in track.focus_areas] == [track.title] and not track.quotes
        for track in plan.tracks
    ):
        return
    flat = ReadTrack("")
    for track in plan.tracks:
        [area] = track.focus_areas
        if track.intro and not area.purpose:
            area.purpose = track.intro
        else:
            area.intro = "\n".join(filter(None, [track.intro, area.intro]))
        flat.focus_areas.append(area)
        flat.definitions.extend(track.definitions)
    if len(plan.tracks) > 1:
        plan.tracks = [flat]


def read_structure(blocks: list[Block]) -> ReadPlan:
    """Return the plan that blocks hold, with all that found no place."""
    blocks = with_speakers(with_flat_tables(blocks))
    entries = outlined(blocks)
    initiatives, of_initiatives = find_initiatives(entries)
    decisions, of_decisions = find_decisions(entries)
    used = of_initiatives | of_decisions
    reader = PlanReader()
    for at, entry in enumerate(entries):
        if at not in used:
            reader.take(entry)
    plan = reader.finish()
    plan.initiatives = [*initiatives, *plan.initiatives]
    plan.decisions = decisions
    title = next((entry.block.text for entry in entries if entry.role is Role.TITLE), "")
    texts = [text for block in blocks for text in texts_of(block)]
    # The number of a case is no year.
    plan.period = plan_period(clean_title(title), texts)
    _judge(plan, title)
    if not plan.is_plan:
        return ReadPlan(title=plan.title, why_not=plan.why_not, unplaced=texts)
    return plan


def _judge(plan: ReadPlan, title: str) -> None:
    """Say what kind of plan it is, or why it is none."""
    areas = plan.focus_areas
    with_activities = [area for area in areas if area.activities]
    speaks_of_plan = words.names_plan(title)
    has_tracks = any(track.title for track in plan.tracks)
    if (plan.initiatives and not with_activities) or (
        not has_tracks and words.ACTION_PLAN_WORD.search(title)
    ):
        plan.kind = "action_plan"
    plan.is_plan = (
        len(plan.initiatives) > 1
        or bool(with_activities and speaks_of_plan)
        or len([area for area in with_activities if area.purpose or area.why]) > 1
        or (
            speaks_of_plan
            and (len(areas) > 1 or len([track for track in plan.tracks if track.title]) > 1)
        )
    )
    if not plan.is_plan:
        plan.why_not = _(
            "Teksten ligner ikke en plan: Der er ingen indsatsområder med aktiviteter og ingen initiativer i den. "
            "Det, der kunne læses, er gemt nedenfor."
        )


def clean_title(text: str) -> str:
    """Return a title without its number on the agenda and the number of its case."""
    text = _BEFORE_TITLE.sub("", " ".join(text.split()))
    return re.sub(r"\s*\((?:19|20)\d{2}-\d{4,7}\)\s*$", "", text).strip(" .:")


def clean_heading(text: str) -> str:
    """Return a heading without its number."""
    text = re.sub(r"^\s*(?:\d{1,2}\.)*\d{1,2}[.)]?\s+(?=\S)", "", " ".join(text.split()))
    return text.strip(' :"”“„»«')
