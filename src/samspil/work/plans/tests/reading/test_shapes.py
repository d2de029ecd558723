"""Plans of other shapes: what is found in each, and that the way it was written makes no difference."""

from collections.abc import Callable

import pytest

from samspil.work.plans.reading.plan import ReadPlan
from samspil.work.plans.reading.reader import as_json, read_plan
from samspil.work.plans.tests.reading import texts, writing


def read(text: str) -> ReadPlan:
    return read_plan(text.encode(), "plan.txt")


def counted(plan: ReadPlan) -> dict[str, list[tuple[str, int]]]:
    return {
        track.title: [(area.title, len(area.activities)) for area in track.focus_areas]
        for track in plan.tracks
    }


@pytest.mark.parametrize(
    "write",
    [
        writing.plain,
        writing.wrapped,
        writing.word_with_styles,
        writing.word_without_styles,
        writing.word_with_bold_only,
        writing.word_without_any_marks,
    ],
)
def test_one_plan_is_the_same_however_it_is_written(write: Callable[[], bytes]) -> None:
    assert as_json(read_plan(write(), "plan")) == as_json(read_plan(writing.markdown(), "plan.md"))


def test_the_plan_is_read_whole() -> None:
    plan = read_plan(writing.markdown(), "plan.md")
    assert counted(plan) == {
        title: [(area.title, len(area.activities)) for area in areas]
        for title, (_intro, areas) in writing.TRACKS.items()
    }
    for area, written in zip(
        plan.focus_areas,
        [area for _intro, areas in writing.TRACKS.values() for area in areas],
        strict=True,
    ):
        assert (area.purpose, area.why) == (written.purpose, written.why)
        assert tuple(one.text for one in area.activities) == written.activities
        assert area.quotes == ([written.quote] if written.quote else [])


def test_markdown_with_labels_and_a_table() -> None:
    plan = read(texts.MARKDOWN_WITH_TRACKS)
    assert counted(plan) == {
        "Et selvstændigt liv": [("Bolig for alle", 2), ("Hverdag", 2)],
        "Fællesskab": [("Fritid", 2)],
    }
    homes, fun = plan.focus_areas[0].activities[0], plan.focus_areas[2].activities[1]
    assert (homes.owner, homes.period, homes.partners) == (
        "Socialchefen",
        "2024-2025",
        "boligselskabet Trekanten",
    )
    assert (fun.text, fun.owner, fun.period, fun.partners) == (
        "Prøvedage",
        "Idrætskonsulenten",
        "Q3 2024",
        "Idrætsklubberne",
    )
    assert plan.values == ["Ligeværd", "Nærhed", "Mod"]
    assert plan.follow_up == "Vi følger op hvert år."


def test_text_copied_out_of_a_pdf() -> None:
    plan = read(texts.WRAPPED_PDF)
    assert counted(plan) == {"": [("Adgang til arbejde", 3), ("Adgang til kultur", 2)]}
    assert "handicaporganisationer" in plan.intro
    assert plan.focus_areas[0].why.endswith(
        "kan vi gøre noget ved sammen med de virksomheder, der allerede er med."
    )
    assert plan.period == "2022-2025"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            texts.NUMBERED_HEADINGS,
            {
                "Mere i eget liv": [("Selvbestemmelse", 2), ("Sundhed", 3)],
                "Bedre overgange": [("Fra barn til voksen", 1)],
            },
        ),
        (
            texts.NO_TRACKS,
            {"": [("Inklusion i skolen", 2), ("Fritid for alle", 3), ("Beskæftigelse", 2)]},
        ),
        (texts.TRACKS_ONLY, {"Ligeværd": [], "Tilgængelighed": [], "Samarbejde": []}),
        (
            texts.PEJLEMAERKER,
            {
                "Uddannelse og job": [("Flere i job", 2), ("Flere i uddannelse", 2)],
                "Bolig": [("Boliger i hele kommunen", 1)],
            },
        ),
        (
            texts.TRACKS_BY_LEVEL,
            {
                "Medborgerskab": [("Deltagelse i foreninger", 2), ("Stemmeret", 1)],
                "Job og uddannelse": [("Småjobs", 1)],
            },
        ),
        (
            texts.LABELS_WITHOUT_MARKS,
            {
                "SUNDHED OG TRIVSEL": [("Sundhedstjek", 2), ("Bevægelse", 1)],
                "BOLIG": [("Flere boliger", 1)],
            },
        ),
        (texts.DOUBLE_SPACED, {"": [("Sundhed", 3), ("Job", 2), ("Naboskab", 2)]}),
    ],
)
def test_tracks_areas_and_activities(text: str, found: dict[str, list[tuple[str, int]]]) -> None:
    assert counted(read(text)) == found


@pytest.mark.parametrize(
    ("write", "found"),
    [
        (writing.word_with_tables, {"": [("Tilgængelighed", 2), ("Sundhed", 1)]}),
        (writing.word_with_nested_lists, {"": [("Overgange", 2), ("Familier", 1)]}),
        (
            writing.word_with_label_tables,
            {"Hverdagsliv": [("Støtte i hjemmet", 2), ("Transport", 2)]},
        ),
        (writing.word_with_one_table, {"": [("Botilbud", 2), ("Dagtilbud", 1)]}),
    ],
)
def test_tables_and_lists_in_word(
    write: Callable[[], bytes], found: dict[str, list[tuple[str, int]]]
) -> None:
    plan = read_plan(write(), "plan.docx")
    assert counted(plan) == found
    assert plan.focus_areas[0].activities[0].owner


@pytest.mark.parametrize(
    ("text", "economy"),
    [
        (
            texts.ACTION_PLAN,
            [
                ("needs_appropriation", 550_000),
                ("within_frame", 40_000),
                ("external_funds", 1_500_000),
            ],
        ),
        (
            texts.NUMBERED_INITIATIVES,
            [
                ("within_frame", None),
                ("within_frame", 75_000),
                ("needs_appropriation", 2_400_000),
                ("needs_appropriation", 120_000),
            ],
        ),
        (
            texts.AGENDA,
            [
                ("within_frame", None),
                ("within_frame", 15_000),
                ("needs_appropriation", 1_200_000),
                ("needs_appropriation", 320_000),
            ],
        ),
        (
            texts.LETTERED_HEADINGS,
            [("needs_appropriation", 200_000), ("within_frame", None), ("external_funds", 85_500)],
        ),
    ],
)
def test_initiatives_and_their_economy(text: str, economy: list[tuple[str, int | None]]) -> None:
    plan = read(text)
    assert plan.kind == "action_plan"
    assert [(one.economy, one.amount) for one in plan.initiatives] == economy


def test_a_table_of_initiatives() -> None:
    plan = read_plan(writing.word_with_table_of_initiatives(), "plan.docx")
    assert [(one.title, one.economy, one.amount) for one in plan.initiatives] == [
        ("Borgerguider", "within_frame", None),
        ("Sansehave", "external_funds", 300_000),
        ("Ny bus", "needs_appropriation", 650_000),
    ]


def test_decisions() -> None:
    [decision] = read(texts.ACTION_PLAN).decisions
    assert decision.body == "Social- og Sundhedsudvalget"
    assert (decision.date, decision.case_number) == ("2023-03-14", "27.00.00-P22-4-22")
    [decision] = read(texts.PEJLEMAERKER).decisions
    assert (decision.body, decision.date, decision.case_number) == ("Byrådet", "2025-01-28", "")


def test_who_and_when_under_a_list_holds_for_all_of_it() -> None:
    first, second, _third = read(texts.LABELS_WITHOUT_MARKS).focus_areas
    assert {(one.owner, one.period) for one in first.activities} == {
        ("Sundhedschefen", "2020-2021")
    }
    assert [(one.owner, one.period) for one in second.activities] == [("Centerleder", "2022")]
    owner = read(texts.TRACKS_BY_LEVEL).focus_areas[0].activities[0]
    assert (owner.owner, owner.period) == ("Fritidschefen", "2025")


def test_the_letters_of_an_agenda() -> None:
    plan = read(texts.AGENDA)
    assert [one.letter for one in plan.initiatives] == ["A", "B", "C", "D"]
    assert plan.title == "Handleplan for handicapområdet"
    assert plan.decisions[0].recommendation.endswith("status om et år.")


@pytest.mark.parametrize("lines", range(5, 30))
def test_where_pages_break_makes_no_difference(lines: int) -> None:
    text = writing.wrapped(lines)
    assert counted(read_plan(text, "plan")) == counted(read_plan(writing.markdown(), "plan.md"))
