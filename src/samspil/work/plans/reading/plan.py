"""A plan as it was read: what a person corrects before it is kept."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass
class ReadActivity:
    """Something that is to be done in a focus area."""

    text: str
    owner: str = ""
    period: str = ""
    partners: str = ""
    economy: str = ""


@dataclass
class ReadArea:
    """A focus area with its purpose and reason."""

    title: str
    purpose: str = ""
    why: str = ""
    how: str = ""
    intro: str = ""
    owner: str = ""
    partners: str = ""
    period: str = ""
    quotes: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    activities: list[ReadActivity] = field(default_factory=list)


@dataclass
class ReadTrack:
    """A track with its focus areas; without title when the plan has no tracks."""

    title: str
    intro: str = ""
    purpose: str = ""
    quotes: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    focus_areas: list[ReadArea] = field(default_factory=list)


@dataclass
class ReadInitiative:
    """An initiative of an action plan with where its money comes from and how much, in kroner."""

    letter: str
    title: str
    text: str
    economy: str = ""
    amount: Decimal | None = None
    is_yearly: bool = False


@dataclass
class ReadDecision:
    """What a political body decided about the plan."""

    body: str = ""
    date: str = ""
    case_number: str = ""
    recommendation: str = ""
    decision: str = ""


@dataclass
class ReadPlan:
    """All that was found in a document, and what found no place."""

    title: str = ""
    period: str = ""
    kind: str = "disability_plan"
    vision: str = ""
    mission: str = ""
    values: list[str] = field(default_factory=list)
    principles: list[str] = field(default_factory=list)
    intro: str = ""
    target_group: str = ""
    building_blocks: str = ""
    follow_up: str = ""
    economy: str = ""
    definitions: list[str] = field(default_factory=list)
    tracks: list[ReadTrack] = field(default_factory=list)
    initiatives: list[ReadInitiative] = field(default_factory=list)
    decisions: list[ReadDecision] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_plan: bool = False
    why_not: str = ""

    @property
    def focus_areas(self) -> list[ReadArea]:
        """Return the focus areas of all tracks."""
        return [area for track in self.tracks for area in track.focus_areas]
