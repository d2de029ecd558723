"""Plans the reader was not made with, against the truth beside each; what it cannot do is written down too."""

from pathlib import Path

import pytest

from samspil.work.plans.reading.reader import read_plan
from samspil.work.plans.tests.reading import golden

# Name → what is still missing (-) or made up (+), so that whoever mends it sees it here.
STILL_WRONG: dict[str, list[str]] = {
    # An area written in sentences: what "vi vil" leads to is found, the sentences stay together as its purpose.
    "prose.txt": [
        "+ purpose | Bolig | Alle har ret til et hjem. I dag mangler der boliger, som passer til borgere med fysisk "
        "handicap, og ventelisten er lang. Derfor vil vi bygge flere tilgængelige boliger og gøre det lettere at "
        "bytte. Vi vil også lave en boligportal sammen med boligforeningerne",
        "+ purpose | Skole | Børn lærer bedst, når de trives. Derfor vil vi ansætte specialpædagoger på de almene "
        "skoler. Vi vil desuden give forældre én kontaktperson",
        "+ purpose | Fritid | Fritiden er der, hvor venskaber opstår. Derfor vil vi støtte foreninger, der tager imod "
        "børn med handicap",
    ],
}
CELLS_ON_TWO_LINES = """Handleplan 2025

Indsatsområde: Veje
Formål: Alle kan færdes sikkert.

Aktivitet
Ansvarlig
Tidsplan

Sænkede kantsten ved
Alle de nye skoler
Vej og Trafik
2025

Indsatsområde: Parker
Formål: Alle kan hvile sig.
Aktiviteter
- Bænke med armlæn
"""


@pytest.mark.parametrize("name", golden.documents())
def test_what_a_careful_person_finds_is_found(name: str) -> None:
    assert golden.score(name).missed == STILL_WRONG.get(name, [])


@pytest.mark.parametrize("file", golden.no_plans(), ids=lambda file: file.stem)
def test_what_is_no_plan_is_not_taken_for_one(file: Path) -> None:
    plan = read_plan(file.read_bytes(), file.name)
    assert not plan.is_plan
    assert plan.why_not


def test_a_table_is_not_guessed_at_when_its_cells_do_not_add_up() -> None:
    plan = read_plan(CELLS_ON_TWO_LINES.encode(), "plan.txt")
    found = [(area.title, area.purpose, len(area.activities)) for area in plan.focus_areas]
    assert found == [("Veje", "Alle kan færdes sikkert.", 0), ("Parker", "Alle kan hvile sig.", 1)]


def test_a_column_that_is_left_out_is_told_of() -> None:
    content, _truth = golden.documents()["tables.md"]
    assert any("Status" in note for note in read_plan(content, "tables.md").notes)
