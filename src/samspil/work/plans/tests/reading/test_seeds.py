"""The two real plans, read where they lie beside the project."""

from pathlib import Path

import pytest

from samspil.work.plans.reading.plan import ReadPlan
from samspil.work.plans.reading.reader import as_json, read_plan

SEEDS = Path(__file__).parents[7] / "shared" / "seeds"
WHY = "the real documents lie beside the project only where it is written"


def seed(start: str) -> ReadPlan:
    found: list[Path] = sorted(SEEDS.glob(f"{start}_*"))
    if not found:
        pytest.skip(WHY)
    return read_plan(found[0].read_bytes(), found[0].name)


def test_the_plan_for_children() -> None:
    plan = seed("004")
    assert (plan.title, plan.period, plan.kind) == (
        "Børnehandicapplan",
        "2020-2023",
        "disability_plan",
    )
    assert plan.is_plan
    assert plan.vision.startswith("Vi vil være kendt for sammenhæng")
    assert plan.mission.startswith("Vi vil understøtte, at jeres barn")
    assert plan.values == ["åbenhed", "ordentlighed", "respekt for forskellighed"]
    assert plan.principles == ["(re)habiliterende", "forebyggende", "samarbejdende"]
    found = {
        track.title: [
            (area.title, len(area.activities), len(area.quotes)) for area in track.focus_areas
        ]
        for track in plan.tracks
    }
    assert found == {
        "Engagement i jer": [
            ("Koordinering og sammenhæng", 9, 2),
            ("Styrket forældresamarbejde", 3, 2),
        ],
        "Kvalitet i jeres liv": [
            ("En varieret tilbudsvifte", 3, 1),
            ("Forebyggende og fleksibel støtte", 5, 1),
        ],
        "Udvikling i jeres liv": [
            ("Pårørendeguides", 4, 0),
            ("Netværksdannelse", 4, 1),
            ("Velfærdsteknologi som mestringsteknologi", 3, 0),
        ],
    }
    assert all(area.purpose.startswith("Formålet er at ") for area in plan.focus_areas)
    whys = [area.why.split()[0] for area in plan.focus_areas]
    assert whys == ["Koordinering", "Som", "At", "Det", "At", "Et", "Velfærdsteknologi"]


def test_the_action_plan() -> None:
    plan = seed("002")
    assert plan.title.startswith("Handleplan for understøttelse af netværk samt samarbejde")
    assert (plan.kind, plan.period, plan.tracks) == ("action_plan", "", [])
    economy = {
        one["letter"]: (one["economy"], one["amount"])
        for one in as_json(plan)["initiatives"]  # type: ignore[attr-defined]
    }
    assert economy == {
        "A": ("within_frame", 100_000),
        "B": ("within_frame", None),
        "C": ("within_frame", None),
        "D": ("within_frame", 5_000),
        "E": ("within_frame", 50_000),
        "F": ("external_funds", None),
        "G": ("needs_appropriation", None),
        "H": ("needs_appropriation", None),
        "I": ("needs_appropriation", None),
        "J": ("needs_appropriation", None),
    }
    assert plan.initiatives[3].text.endswith("muligheder for frivillige tilbud.")
    [decision] = plan.decisions
    assert (decision.body, decision.date) == ("Socialudvalget", "2010-09-08")
    assert (decision.case_number, decision.decision) == (
        "2009-93482",
        "Indstillingen blev godkendt",
    )
    assert decision.recommendation.startswith("At Socialudvalget godkender")


@pytest.mark.parametrize("start", ["000", "001", "003"])
def test_what_is_no_plan(start: str) -> None:
    plan = seed(start)
    assert not plan.is_plan
    assert plan.unplaced
