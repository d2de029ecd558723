"""A file to a plan: the one thing other modules call."""

from samspil.work.plans.reading.amounts import as_number
from samspil.work.plans.reading.documents import UnreadableFile, blocks_of
from samspil.work.plans.reading.plan import ReadPlan
from samspil.work.plans.reading.structure import read_structure


def read_plan(content: bytes, name: str) -> ReadPlan:
    """Return the plan a file holds; when it holds none, the result says why and keeps what was read.

    Args:
        content: the bytes of the file.
        name: its name.
    """
    try:
        blocks = blocks_of(content, name)
    except UnreadableFile as error:
        return ReadPlan(why_not=str(error))
    return read_structure(blocks)


def as_json(plan: ReadPlan) -> dict[str, object]:
    """Return a plan in the shape scripts know."""
    return {
        "plan": {
            "title": plan.title,
            "period": plan.period,
            "kind": plan.kind,
            "vision": plan.vision,
            "mission": plan.mission,
            "values": plan.values,
            "principles": plan.principles,
        },
        "tracks": [
            {
                "title": track.title,
                "focus_areas": [
                    {
                        "title": area.title,
                        "purpose": area.purpose,
                        "why": area.why,
                        "quotes": area.quotes,
                        "activities": [
                            {
                                "text": activity.text,
                                "owner": activity.owner,
                                "period": activity.period,
                                "partners": activity.partners,
                            }
                            for activity in area.activities
                        ],
                    }
                    for area in track.focus_areas
                ],
            }
            for track in plan.tracks
        ],
        "initiatives": [
            {
                "letter": initiative.letter,
                "title": initiative.title,
                "text": initiative.text,
                "economy": initiative.economy,
                "amount": as_number(initiative.amount),
            }
            for initiative in plan.initiatives
        ],
        "decisions": [
            {
                "body": decision.body,
                "date": decision.date,
                "case_number": decision.case_number,
                "recommendation": decision.recommendation,
                "decision": decision.decision,
            }
            for decision in plan.decisions
        ],
    }
