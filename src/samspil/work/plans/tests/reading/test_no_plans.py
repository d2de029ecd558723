"""What is no plan, cannot be read, or was made to do harm."""

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.work.plans.reading.plan import ReadPlan
from samspil.work.plans.reading.reader import as_json, read_plan
from samspil.work.plans.tests.reading import texts, writing

ALL_TEXTS = [text for name, text in vars(texts).items() if name.isupper()]


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("text", [texts.MINUTES, texts.RECIPE])
def test_a_text_that_is_no_plan_is_kept(text: str) -> None:
    plan = read_plan(text.encode(), "x.txt")
    assert not plan.is_plan
    assert "ligner ikke en plan" in plan.why_not
    assert as_json(plan)["tracks"] == []
    assert len(plan.unplaced) > 5


BOMB = zipped({"word/document.xml": b"a" * (101 << 20)})
ENTITIES = zipped(
    {
        "[Content_Types].xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "word/document.xml": b"<a/>",
    }
)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "tom"),
        (b" \n ", "tom"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0 old", "gammelt"),
        (b"\x89PNG\r\n", "billede"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\x00\x01\x02" * 99, "ikke en tekst"),
        (b"PK\x03\x04 broken", "i stykker"),
        (zipped({"xl/workbook.xml": b""}), "ikke en tekst"),
        (zipped({"word/document.xml": b"<oh"}), "i stykker"),
        (BOMB, "for stor"),
        (ENTITIES, "i stykker"),
        (b"a" * (3 << 20), "for lang"),
        (b"a" * (21 << 20), "for stor"),
    ],
    ids=(
        "empty blank pdf doc picture rtf binary not-a-zip spreadsheet bad-xml bomb entities long large"
    ).split(),
)
def test_a_file_that_cannot_be_read_is_refused_with_words(content: bytes, says: str) -> None:
    plan = read_plan(content, "plan.docx")
    assert not plan.is_plan
    assert says in plan.why_not


def test_an_empty_word_file_is_no_plan() -> None:
    plan = read_plan(writing.saved(Document()), "plan.docx")
    assert not plan.is_plan
    assert plan.why_not


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300).filter(lambda data: not data.startswith(b"PK")))
def test_no_bytes_end_in_an_error(content: bytes) -> None:
    assert isinstance(read_plan(content, "x"), ReadPlan)


LINES = st.sampled_from([line for text in ALL_TEXTS for line in text.split("\n")])


@settings(max_examples=80, deadline=None)
@given(st.lists(LINES, max_size=40))
def test_lines_of_plans_in_any_order_end_in_no_error(lines: list[str]) -> None:
    assert isinstance(read_plan("\n".join(lines).encode(), "x.txt"), ReadPlan)
    assert isinstance(read_plan("\n\n".join(lines).encode(), "x.md"), ReadPlan)


WORDS = st.lists(
    st.sampled_from("vi vil gerne støtte børn og unge med handicap i hverdagen sammen".split()),
    min_size=4,
    max_size=12,
).map(lambda words: " ".join(words).capitalize() + ".")
HEADS = st.sampled_from(
    [
        "Formål",
        "Hvorfor",
        "Aktiviteter",
        "Spor 1: Hjem",
        "Bolig",
        "Økonomi",
        "Vision",
        "Handicapplan",
    ]
)


def words_in(plan: ReadPlan) -> str:
    return repr(plan)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.one_of(
            WORDS, HEADS, WORDS.map(lambda text: f"- {text}"), WORDS.map(lambda text: f"A. {text}")
        ),
        max_size=25,
    )
)
def test_every_sentence_is_somewhere_in_the_result(lines: list[str]) -> None:
    plan = read_plan("\n\n".join(["Handicapplan 2024", *lines]).encode(), "x.txt")
    found = words_in(plan)
    for line in lines:
        if line.endswith("."):
            assert line.removeprefix("- ").removeprefix("A. ") in found
