"""Writes a document as a Word file; runs in a process of its own, without Django."""

import base64
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as File
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from samspil.kit.documents.typeset import picture

LANGUAGES = {"da": "da-DK", "en": "en-GB"}
DEEPEST_LIST = 3


def done(data: bytes) -> bytes:
    """Return the document that `parts.Document.as_json` described, as a Word file."""
    said = json.loads(data)
    file = docx.Document()
    _dress(file, said)
    _begin(file, said)
    for block in said["body"]:
        WRITERS[block["kind"]](file, block)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _dress(file: File, said: dict[str, Any]) -> None:
    """Give the file its language, its properties and the look of its styles."""
    language = LANGUAGES[said["language"]]
    about = file.core_properties
    about.title, about.author, about.language = said["title"], said["author"], language
    about.comments = ""
    for lang in file.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), language)
    brand = RGBColor.from_string(said["colour"].removeprefix("#").upper())
    for name in ("Title", *(f"Heading {level}" for level in range(1, 7))):
        font = file.styles[name].font
        font.color.rgb, font.name = brand, "Calibri"
        _drop_theme_fonts(file.styles[name].element)
    file.styles["Normal"].font.name, file.styles["Normal"].font.size = "Calibri", Pt(11)
    file.styles["Caption"].font.color.rgb = RGBColor(0x1B, 0x22, 0x24)
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)


def _drop_theme_fonts(style: Any) -> None:
    for fonts in style.iter(qn("w:rFonts")):
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]


def _begin(file: File, said: dict[str, Any]) -> None:
    section = file.sections[0]
    section.header.paragraphs[0].text = said["municipality"]
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run(f"{said['labels']['page']} ")
    _add_number(footer, "PAGE")
    footer.add_run(f" {said['labels']['of']} ")
    _add_number(footer, "NUMPAGES")
    file.add_paragraph(said["title"], style="Title")
    if said["subtitle"]:
        file.add_paragraph(said["subtitle"], style="Subtitle")
    _add_pairs(file, {"pairs": said["lines"]})


def _add_number(paragraph: Paragraph, name: str) -> None:
    """Let Word count pages itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(OxmlElement("w:r"))
    text = OxmlElement("w:t")
    text.text = "1"
    field[0].append(text)
    paragraph._p.append(field)


def _add_heading(file: File, block: dict[str, Any]) -> None:
    file.add_heading(block["text"], level=block["level"])


def _add_paragraph(file: File, block: dict[str, Any]) -> None:
    _add_words(file.add_paragraph(), block["spans"])


def _add_words(paragraph: Paragraph, spans: list[dict[str, Any]]) -> None:
    for span in spans:
        run = paragraph.add_run(span["text"])
        run.bold, run.italic = span["bold"] or None, span["italic"] or None
        if span["link"]:
            run.font.underline, run.font.color.rgb = True, RGBColor(0x05, 0x55, 0x9C)
            address = paragraph.part.relate_to(
                span["link"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), address)
            link.append(run._r)
            paragraph._p.append(link)


def _add_list(file: File, block: dict[str, Any], depth: int = 1) -> None:
    kind = "List Number" if block["numbered"] else "List Bullet"
    style = kind if depth == 1 else f"{kind} {min(depth, DEEPEST_LIST)}"
    number = _fresh_number(file, style) if block["numbered"] else None
    for item in block["items"]:
        paragraph = file.add_paragraph(style=style)
        if number is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
        _add_words(paragraph, item["spans"])
        for below in item["below"]:
            _add_list(file, below, depth + 1)


def _fresh_number(file: File, style: str) -> int:
    """Return a numbering that begins at 1: those of one style count on through the file."""
    numbering = file.part.numbering_part.element
    used = file.styles[style].element.pPr.numPr.numId.val
    kind = numbering.num_having_numId(used).abstractNumId.val
    number = numbering.add_num(kind)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _add_quote(file: File, block: dict[str, Any]) -> None:
    paragraph = file.add_paragraph(style="Intense Quote")
    _add_words(paragraph, block["spans"])
    if block["by"]:
        file.add_paragraph(f"— {block['by']}", style="Quote")


def _add_pairs(file: File, block: dict[str, Any]) -> None:
    for name, said in block["pairs"]:
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(said)


def _add_table(file: File, block: dict[str, Any]) -> None:
    if block["caption"]:
        caption = file.add_paragraph(block["caption"], style="Caption")
        caption.paragraph_format.keep_with_next = True
    table = file.add_table(rows=0, cols=len(block["columns"]), style="Table Grid")
    _fill(table, block["columns"], block["numbers"], bold=True)
    last = len(block["rows"]) - 1
    for at, row in enumerate(block["rows"]):
        _fill(table, row, block["numbers"], bold=block["total"] and at == last)
    _repeat_headings(table)
    _describe(table, block["caption"] or " / ".join(block["columns"]))
    file.add_paragraph()


def _fill(table: Table, cells: list[str], numbers: list[int], *, bold: bool) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    for at, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(text).bold = bold or None
        paragraph.paragraph_format.space_after = Pt(2)
        if at in numbers:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat_headings(table: Table) -> None:
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _describe(table: Table, words: str) -> None:
    title = OxmlElement("w:tblCaption")
    title.set(qn("w:val"), words)
    table._tbl.tblPr.append(title)


def _add_picture(file: File, block: dict[str, Any]) -> None:
    content = base64.b64decode(block["content"])
    content = picture(content) if block["format"] == "svg" else content
    section = file.sections[0]
    room = (section.page_width or Cm(21)) - Cm(5)
    shown = file.add_picture(BytesIO(content))
    if shown.width > room:
        shown.height, shown.width = int(shown.height * room / shown.width), room
    about = shown._inline.docPr
    about.set("descr", block["alt"])
    if block["caption"]:
        file.add_paragraph(block["caption"], style="Caption")


def _add_page_break(file: File, _block: dict[str, Any]) -> None:
    file.add_page_break()  # type: ignore[no-untyped-call]


WRITERS: dict[str, Callable[[File, dict[str, Any]], None]] = {
    "heading": _add_heading,
    "paragraph": _add_paragraph,
    "list": _add_list,
    "quote": _add_quote,
    "pairs": _add_pairs,
    "table": _add_table,
    "picture": _add_picture,
    "page_break": _add_page_break,
}
