"""Plans the reader was not made with, against the truth beside each; what it cannot do is written down too."""

from pathlib import Path

import pytest

from samspil.work.plans.reading.reader import read_plan
from samspil.work.plans.tests.reading import golden

# Name → what is still missing (-) or made up (+), so that whoever mends it sees it here.
STILL_WRONG: dict[str, list[str]] = {}


@pytest.mark.parametrize("name", golden.documents())
def test_what_a_careful_person_finds_is_found(name: str) -> None:
    assert golden.score(name).missed == STILL_WRONG.get(name, [])


@pytest.mark.parametrize("file", golden.no_plans(), ids=lambda file: file.stem)
def test_what_is_no_plan_is_not_taken_for_one(file: Path) -> None:
    plan = read_plan(file.read_bytes(), file.name)
    assert not plan.is_plan
    assert plan.why_not
