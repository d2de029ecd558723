"""Cells of sheets as text: what is read, and what is too much."""

import json
from datetime import date, datetime, time

import pytest
from tests.sheets import excel

from samspil.kit import sheet_cells
from samspil.kit.apart import WrongInput
from samspil.kit.sheet_cells import cells_of
from samspil.kit.spreadsheets import filled_rows


def rows_of(data: bytes) -> list[list[str]]:
    found: list[list[str]] = json.loads(cells_of(data, most_rows=4, most_columns=3))
    return found


def test_cells_are_text_and_dates_are_iso() -> None:
    said = [date(2026, 3, 1), datetime.combine(date(2026, 3, 2), time(8, 30)), 4.0]
    assert rows_of(excel(["a", "b", "c", "left out"], said)) == [
        ["a", "b", "c"],
        ["2026-03-01", "2026-03-02", "4"],
    ]


@pytest.mark.parametrize("data", [excel(["a"], [], [], ["b"], []), b"a\n\n;\nb\n;;\n"])
def test_empty_rows_count_and_say_nothing(data: bytes) -> None:
    cells = rows_of(data)
    assert cells[1:3] == [[], []]
    assert [(number, row[0]) for number, row in filled_rows(cells)] == [(1, "a"), (4, "b")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"a\n" * 5, "too_many"),
        (excel(*[["a"]] * 5), "too_many"),
        (b"a\n" + b"\n" * 7 + b"b\n", "too_many"),
        (b"a\n\n\n", "empty"),
        (b"\n" * 20 + b"a\n", "empty"),
        (excel(), "empty"),
        (b"a\x00", "no_sheet"),
        (b"PK\x05\x06" + bytes(18), "no_sheet"),
    ],
    ids=["lines", "rows", "long", "one", "one far down", "none", "no text", "no book"],
)
def test_what_is_no_good_goes_out_as_a_word(data: bytes, why: str) -> None:
    with pytest.raises(WrongInput, match=why):
        rows_of(data)


def test_as_long_as_a_sheet_may_be_is_taken() -> None:
    assert len(rows_of(b"a\n" + b"\n" * 6 + b"b\n")) == 8


def test_what_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_cells, "MOST_UNPACKED", 1_000)
    with pytest.raises(WrongInput, match="too_many"):
        rows_of(excel(["a"], ["b"]))
