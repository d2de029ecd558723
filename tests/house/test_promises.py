"""docs/promises.md and docs/glossary.md say what is there."""

import ast
import re
from collections import Counter
from dataclasses import dataclass

import pytest

from tests.house.rooms import PROJECT, SOURCE, room_of
from tests.house.test_architecture import OURS

MISSION = PROJECT.parent / "shared" / "mission.md"


@dataclass(frozen=True)
class Row:
    """One promise."""

    id: str
    promise: str
    room: str
    state: str
    tests: tuple[str, ...]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def rows() -> list[Row]:
    text = (PROJECT / "docs" / "promises.md").read_text(encoding="utf-8")
    table = [cells(line) for line in text.splitlines() if re.match(r"\| [A-Z]\d+ \|", line)]
    return [
        Row(name, promise, room, state, tuple(re.findall(r"`([^`]+)`", tests)))
        for name, promise, room, state, tests in table
    ]


def is_a_test(name: str) -> bool:
    """Tell whether `path::function` is a test that nobody marked to be skipped."""
    path, _sign, function = name.partition("::")
    file = PROJECT / path
    if not path.startswith("tests/journeys/") or not file.exists():
        return False
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == function
    ]
    return len(found) == 1 and not any("skip" in ast.unparse(d) for d in found[0].decorator_list)


def test_there_are_promises_and_each_stands_once() -> None:
    found = Counter(row.id for row in rows())
    assert len(found) > 50
    assert set(found.values()) == {1}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)
def test_a_promise_that_works_names_tests_that_are_there(row: Row) -> None:
    assert row.state in {"works", "planned"}
    assert row.promise
    if row.state == "planned":
        assert row.tests == ()
        return
    assert row.tests
    assert [test for test in row.tests if not is_a_test(test)] == []
    assert all(f"test_{row.id.lower()}_" in test for test in row.tests)
    assert (SOURCE / row.room).is_dir()


def test_a_test_that_is_not_there_is_no_test() -> None:
    assert not is_a_test("tests/journeys/test_p1.py::test_p1_nothing_of_the_kind")
    assert not is_a_test("tests/house/test_promises.py::is_a_test")


def test_the_rows_are_those_of_the_mission() -> None:
    if not MISSION.exists():
        pytest.skip("the mission does not lie beside the project")
    text = MISSION.read_text(encoding="utf-8")
    asked = re.findall(r"^\| ([A-Z]\d+) \|", text, re.MULTILINE)
    assert [row.id for row in rows()] == asked


def words() -> list[tuple[str, str]]:
    """Return identifier and room of each row of the glossary."""
    text = (PROJECT / "docs" / "glossary.md").read_text(encoding="utf-8")
    found = [cells(line) for line in text.splitlines() if "`" in line and line.startswith("|")]
    return [(row[1].strip("`"), row[2]) for row in found]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_model_stands_in_the_glossary_with_its_room(model: type) -> None:
    room = room_of(model.__module__).rpartition(".")[2]
    if not model._meta.auto_created:  # type: ignore[attr-defined]
        assert (model.__name__, room) in words()


def test_each_word_means_one_thing() -> None:
    assert [word for word, count in Counter(words()).items() if count > 1] == []
    assert all(re.fullmatch(r"[A-Za-z_]+", word) for word, _room in words())


def test_capitalised_words_are_in_the_code_of_their_room() -> None:
    gone = []
    for word, room in words():
        folders = [SOURCE / "kit"] if room == "kit" else list(SOURCE.glob(f"*/{room}"))
        code = "".join(
            file.read_text(encoding="utf-8") for folder in folders for file in folder.rglob("*.py")
        )
        if word[0].isupper() and not re.search(rf"\bclass {word}\b", code):
            gone.append(word)
    assert gone == []
