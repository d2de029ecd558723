"""Sheets in Excel and CSV, errors by row and column, and what seems to belong together."""

import pytest
from tests.sheets import excel

from samspil.base.topics.models import Topic
from samspil.base.topics.terms import TopicKind
from samspil.commons.inputs.likeness import groups
from samspil.commons.inputs.models import Input
from samspil.commons.inputs.sheets import NoSheet, read_cells, read_sheet
from samspil.commons.inputs.suggestions import suggest
from samspil.commons.inputs.terms import Voice
from samspil.commons.inputs.tests.conftest import Say

pytestmark = pytest.mark.django_db

HEAD = ["Tekst", "Rolle", "Må citeres", "Emner", "E-mail", "Telefon", "Bord"]
ALIKE = [
    "Vi mangler aflastning i weekenden",
    "Aflastning i weekender ville redde os",
    "Bussen til dagtilbuddet kommer for sent",
    "Kørsel til dagtilbud: bussen er forsinket",
    "Musik om fredagen",
]


def test_an_excel_sheet_is_read_by_the_names_of_its_columns() -> None:
    topic = Topic.objects.create(name="Fritidsliv", kind=TopicKind.THEME)
    row = ["Mere musik", "Ung", "ja", "fritidsliv", "ung@example.com", 20000017, 4]
    sheet, _cells = read_sheet(excel(HEAD, row, [None] * 7, ["Bare tekst"]))
    assert (sheet.wrong, sheet.unknown) == ([], ["Bord"])
    first, second = sheet.rows
    assert (first.text, first.voice, first.quote_allowed) == ("Mere musik", Voice.YOUNG, True)
    assert (first.topics, first.address) == ((topic.pk,), "ung@example.com")
    assert first.contact == {"phone": "20000017"}
    assert (second.voice, second.quote_allowed) == (Voice.OTHER, False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_sheet_is_read_whatever_program_wrote_it(encoding: str, separator: str) -> None:
    text = f'text{separator}role\r\n"Kørsel, {separator} på én linje"{separator}pårørende\r\n'
    sheet, _cells = read_sheet(text.encode(encoding))
    assert [(row.text, row.voice) for row in sheet.rows] == [
        (f"Kørsel, {separator} på én linje", Voice.RELATIVE)
    ]


def test_what_is_wrong_is_told_by_row_and_column() -> None:
    rows = [["", "x", "måske", "Ukendt emne", "ikke-en-mail", "", ""], ["God", "ung"]]
    sheet = read_cells([HEAD, *rows])
    assert {(each.row, each.column) for each in sheet.wrong} == {(2, name) for name in HEAD[:5]}
    assert [row.text for row in sheet.rows] == ["God"]


@pytest.mark.parametrize(
    ("sheet", "number"),
    [
        (excel([None] * 7, HEAD, [], ["God"], [], ["", "ung"]), 6),
        (b"\n,\nTekst,Rolle\n\nGod,\n,\n,ung\n,,\n", 7),
    ],
    ids=["Excel", "CSV"],
)
def test_empty_rows_count_as_the_spreadsheet_counts_them(sheet: bytes, number: int) -> None:
    read, _cells = read_sheet(sheet)
    assert [row.text for row in read.rows] == ["God"]
    assert [(each.row, each.column) for each in read.wrong] == [(number, "Tekst")]


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\x01\x02", b"PK\x03\x04 not a zip", b"Tekst\n", b"a;b\n1;2\n", excel(["Tekst"])],
)
def test_what_is_no_sheet_says_what_to_do(data: bytes) -> None:
    with pytest.raises(NoSheet) as error:
        read_sheet(data)
    assert str(error.value)


def test_alike_texts_are_found_with_the_words_that_bind_them() -> None:
    found = groups(ALIKE)
    assert [group["texts"] for group in found] == [[0, 1], [2, 3]]
    assert "aflastning" in found[0]["words"]
    assert found == groups(ALIKE)


@pytest.mark.parametrize("texts", [["og", "men"], ["!", ""], ["hund", "kat"], ["samme"]])
def test_nothing_alike_gives_no_proposal(texts: list[str]) -> None:
    assert groups(texts) == []


def test_proposals_change_nothing(say: Say) -> None:
    said = [say(text) for text in ALIKE]
    found = suggest(said)
    assert [each.inputs for each in found] == [said[:2], said[2:4]]
    assert found[0].title.startswith("Aflastning")
    assert not Input.objects.filter(cluster__isnull=False).exists()
    assert suggest(said[:1]) == []
