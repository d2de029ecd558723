"""Documents: what a PDF/UA and a Word file hold, that text stays text, and how files are named."""

import re
import sys
import zlib
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import docx
import pdfua
import pikepdf
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from samspil.kit.documents.making import download, file_name, pdf, word
from samspil.kit.documents.markdown import blocks_of
from samspil.kit.documents.parts import (
    Block,
    Document,
    Heading,
    KeyValues,
    Listing,
    PageBreak,
    Paragraph,
    Picture,
    Quote,
    Table,
    money_table,
)
from samspil.kit.documents.words import Span, plain, spans

SVG = (
    b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 400 40'>"
    b"<rect width='300' height='30' fill='#0b5c63'/></svg>"
)
BODY: tuple[Block, ...] = (
    Heading("Økonomi", 3),
    Paragraph('#panic() $x$ @a "quoted" **fed** og [siden](/plan/) og [ude](https://example.dk)'),
    money_table(
        "Penge",
        ["Post", "2027", "2028"],
        [("Frikøb", [Decimal("1500000"), Decimal("0.50")]), ("Ledelse", [Decimal(1), None])],
        total="I alt",
    ),
    Listing(["a", Listing(["a1"]), "b"], numbered=True),
    Listing(["c"], numbered=True),
    Quote("Vi vil være med", by="Handicapråd"),
    KeyValues([("Sagsnummer", "2027-1234"), ("Tom", "")]),
    PageBreak(),
    Picture(SVG, "svg", "Brugt: 300 kr. af 400 kr.", "Brugt mod besluttet"),
)


def document(*body: Block, title: str = "Plan *2027* #panic()") -> Document:
    return Document(
        title=title,
        subtitle="Undertitel",
        municipality="Eksempel Kommune",
        lines=[("Dato", "4. maj 2027")],
        site="https://samspil.example.dk",
        body=body or BODY,
    )


def opened(content: bytes) -> str:
    """Return all that a PDF says in its objects, packed ones too."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    parts = [content]
    for stream in streams:
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(parts).decode("latin-1")


def test_the_pdf_says_what_pdf_ua_asks_of_a_file() -> None:
    content = pdf(document())
    said = opened(content)
    assert content.startswith(b"%PDF-1.7")
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert re.search(r"/MarkInfo\s*<<\s*/Marked true", said)
    assert "/StructTreeRoot" in said
    assert "/Lang(da-DK)" in said.replace("/Lang (", "/Lang(")
    assert "/DisplayDocTitle true" in said
    assert "/Outlines" in said
    for tag in ("/H1", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure", "/Link", "/BlockQuote"):
        assert re.search(rf"/S\s*{tag}\b", said), tag
    assert "/Scope/Column" in said.replace("/Scope /", "/Scope/")
    assert "Brugt: 300 kr. af 400 kr." in said
    fonts = re.findall(r"/FontFile[23]?\b", said)
    assert len(fonts) >= len(set(re.findall(r"/FontName\s*/(\S+)", said))) > 0


def test_a_checker_of_pdf_ua_finds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(pdf(document()))
    report = pdfua.validate(str(file))
    assert report.findings == ()
    looked = {each.rule_id for each in report.outcomes if each.skipped_reason is None}
    # One of its rules fails by itself on the arrays of attributes that typst writes.
    assert len(looked) >= 11


def test_the_checker_would_find_something(tmp_path: Path) -> None:
    file = tmp_path / "untagged.pdf"
    with pikepdf.new() as bare:
        bare.add_blank_page()
        bare.save(file)
    assert pdfua.validate(str(file)).findings


def test_signs_that_no_font_holds_are_shown_as_missing() -> None:
    assert pdf(document(Paragraph("😀 مرحبا 漢 \ue000\x07"), title="漢")).startswith(b"%PDF")


def test_nothing_heavy_stays_in_this_process() -> None:
    pdf(document(Paragraph("a")))
    assert "typst" not in sys.modules


def test_the_word_file_has_headings_language_and_heading_rows() -> None:
    file = docx.Document(BytesIO(word(document())))
    assert file.core_properties.title == "Plan *2027* #panic()"
    assert file.core_properties.language == "da-DK"
    styles = [(part.style.name, part.text) for part in file.paragraphs if part.style]
    assert ("Title", "Plan *2027* #panic()") in styles
    assert ("Heading 1", "Økonomi") in styles
    assert {lang.get(qn("w:val")) for lang in file.styles.element.iter(qn("w:lang"))} == {"da-DK"}
    table = file.tables[0]
    assert table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None
    assert [cell.text for cell in table.rows[-1].cells] == ["I alt", "1.500.001 kr.", "0,50 kr."]
    pictures = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    assert pictures == ["Brugt: 300 kr. af 400 kr."]
    links = {part.target_ref for part in file.part.rels.values() if part.is_external}
    assert links == {"https://samspil.example.dk/plan/", "https://example.dk"}


def test_each_list_in_word_counts_from_one() -> None:
    file = docx.Document(BytesIO(word(document())))
    used = {
        paragraph._p.pPr.numPr.numId.val  # type: ignore[attr-defined]
        for paragraph in file.paragraphs
        if paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    }
    assert len(used) == 2


def test_headings_never_skip_a_level() -> None:
    body = [Heading("a", 4), Heading("b", 6), Heading("c", 2)]
    said = document(*body).as_json()["body"]
    assert [block["level"] for block in said] == [1, 2, 2]


def test_markdown_becomes_blocks() -> None:
    text = "## Mål\n\nMere *samvær*\n\n- a\n  - b\n\n> ord\n\n| x | y |\n|---|---|\n| 1 |\n\n<b>"
    assert blocks_of(text) == [
        Heading("Mål", 1),
        Paragraph("Mere *samvær*"),
        Listing(["a", Listing(["b"])]),
        Quote("ord"),
        Table("", ["x", "y"], [["1", ""]]),
        *blocks_of("<b>"),
    ]


def test_words_are_spans_without_markup() -> None:
    assert spans("a **b** [c](https://d.dk)") == [
        Span("a "),
        Span("b", bold=True),
        Span(" "),
        Span("c", link="https://d.dk"),
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//fremmed.dk", "file:///etc/passwd"])
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    [block] = document(Paragraph(f"[se]({address})")).as_json()["body"]
    assert {span["link"] for span in block["spans"]} == {""}


@given(st.text())
def test_what_is_plain_can_be_written_to_any_file(text: str) -> None:
    kept = plain(text)
    assert kept == plain(kept)
    assert kept.encode().decode() == kept
    assert not re.search(r"[\x00-\x1f\ue000-\uf8ff]", kept)


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=30))
def test_money_sums_up_to_the_last_oere(amounts: list[Decimal]) -> None:
    table = money_table("", ["Post", "Kr."], [("a", [one]) for one in amounts], total="I alt")
    shown = table.rows[-1][1].removesuffix(" kr.").replace(".", "").replace(",", ".")
    assert Decimal(shown) == sum(amounts, Decimal(0))


def test_a_table_with_a_ragged_row_and_a_picture_without_words_are_refused() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        Table("", ["a", "b"], [["1"]])
    with pytest.raises(ValueError, match="words"):
        Picture(SVG, "svg", " ")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Plan for 2027", "Plan for 2027.pdf"),
        ("Mål/årshjul: «Ø»\r\n", "Mål årshjul Ø.pdf"),
        ("../..", "dokument.pdf"),
        ("a" * 200, f"{'a' * 80}.pdf"),
    ],
)
def test_files_have_names_that_can_be_read(title: str, name: str) -> None:
    assert file_name(title, "pdf") == name


def test_a_page_hands_the_file_over() -> None:
    response = download(document(Paragraph("a"), title="Mål 2027"), "docx")
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''M%C3%A5l%202027.docx"
