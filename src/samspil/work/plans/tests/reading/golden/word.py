"""Word files written the ways Word files are written: Danish styles, bold only, tables, four levels."""

import io
from collections.abc import Callable, Sequence

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def table(document: Document, names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    made = document.add_table(rows=1, cols=len(names))
    for cell, name in zip(made.rows[0].cells, names, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text


def danish_styles() -> bytes:
    """Styles made in a Danish Word, activities as plain paragraphs, quotes in italics."""
    document = docx.Document()
    for level, size in ((1, 20), (2, 16), (3, 13)):
        made = document.styles.add_style(f"Overskrift {level}", WD_STYLE_TYPE.PARAGRAPH)
        made.font.size = Pt(size)

    def heading(text: str, level: int) -> None:
        document.add_paragraph(text, style=f"Overskrift {level}")

    def quote(text: str, who: str) -> None:
        document.add_paragraph().add_run(text).italic = True
        document.add_paragraph().add_run(who).italic = True

    heading("Handicapstrategi 2024-2028", 1)
    document.add_paragraph(
        "Strategien er lavet af borgere, pårørende og ansatte i Kløverby Kommune."
    )
    heading("Vores vision", 2)
    document.add_paragraph("Kløverby er for alle, hele livet.")
    heading("Vores værdier", 2)
    for value in ("Ligeværd", "Troværdighed", "Glæde"):
        document.add_paragraph(value, style="List Bullet")
    heading("Fokusområde: Barndom", 2)
    document.add_paragraph("Målet er, at alle børn har venner.")
    heading("Hvorfor?", 3)
    document.add_paragraph("Venskaber er lige så vigtige som træning og behandling.")
    quote("“Min søn er aldrig blevet inviteret til en fødselsdag.”", "Far til dreng på 8 år")
    heading("Hvad vil vi gøre?", 3)
    document.add_paragraph("Legeaftaler i alle SFO'er", style="List Bullet")
    document.add_paragraph("Søskendekurser to gange om året", style="List Bullet")
    heading("Fokusområde: Ungdom", 2)
    document.add_paragraph("Målet er, at unge flytter hjemmefra, når de er klar.")
    heading("Hvorfor?", 3)
    document.add_paragraph("Unge med handicap bor hjemme fire år længere end andre unge.")
    heading("Hvad vil vi gøre?", 3)
    document.add_paragraph("Bo-skole for unge", style="List Bullet")
    document.add_paragraph("Økonomikursus på STU", style="List Bullet")
    heading("Fokusområde: Alderdom", 2)
    document.add_paragraph("Målet er en tryg alderdom i kendte omgivelser.")
    heading("Hvorfor?", 3)
    document.add_paragraph("Mennesker med udviklingshæmning bliver ældre end før.")
    quote("“Jeg vil blive boende hos dem, jeg kender.”", "Birthe, 67 år, Elmegården")
    heading("Hvad vil vi gøre?", 3)
    document.add_paragraph("Viden om demens på alle bosteder", style="List Bullet")
    return saved(document)


DANISH_STYLES: dict[str, object] = {
    "title": "Handicapstrategi 2024-2028",
    "period": "2024-2028",
    "vision": "Kløverby er for alle, hele livet.",
    "values": ["Ligeværd", "Troværdighed", "Glæde"],
    "tracks": [
        {
            "title": "",
            "areas": [
                {
                    "title": "Barndom",
                    "purpose": "Målet er, at alle børn har venner.",
                    "why": "Venskaber er lige så vigtige som træning og behandling.",
                    "quotes": [
                        "“Min søn er aldrig blevet inviteret til en fødselsdag.” Far til dreng på 8 år"
                    ],
                    "activities": [
                        ["Legeaftaler i alle SFO'er"],
                        ["Søskendekurser to gange om året"],
                    ],
                },
                {
                    "title": "Ungdom",
                    "purpose": "Målet er, at unge flytter hjemmefra, når de er klar.",
                    "why": "Unge med handicap bor hjemme fire år længere end andre unge.",
                    "activities": [["Bo-skole for unge"], ["Økonomikursus på STU"]],
                },
                {
                    "title": "Alderdom",
                    "purpose": "Målet er en tryg alderdom i kendte omgivelser.",
                    "why": "Mennesker med udviklingshæmning bliver ældre end før.",
                    "quotes": [
                        "“Jeg vil blive boende hos dem, jeg kender.” Birthe, 67 år, Elmegården"
                    ],
                    "activities": [["Viden om demens på alle bosteder"]],
                },
            ],
        }
    ],
}


def bold_with_tables() -> bytes:
    """Headings that are bold only and a table for every area, its columns in an order of their own."""
    document = docx.Document()

    def bold(text: str) -> None:
        document.add_paragraph().add_run(text).bold = True

    bold("Handlingsplan for handicappolitikken 2023 - 2024")
    document.add_paragraph("Handicaprådet og fem forvaltninger i Rørby har skrevet planen sammen.")
    names = ("Tidsplan", "Ansvarlig", "Aktivitet", "Samarbejdspartnere", "Status")
    bold("Indsatsområde 1: Tilgængelighed")
    document.add_paragraph("Formål: Alle kan komme rundt på egen hånd.")
    document.add_paragraph("Baggrund: Mange brugere af kørestol vælger byen fra.")
    table(
        document,
        names,
        [
            (
                "2023",
                "Teknik og Miljø",
                "Ramper ved indgange i gågaden",
                "Handelsforeningen",
                "I gang",
            ),
            ("2024", "Teknik og Miljø", "Lyd i fodgængerfelter", "Dansk Blindesamfund", ""),
        ],
    )
    bold("Indsatsområde 2: Kultur")
    document.add_paragraph("Formål: Kulturlivet er åbent for alle.")
    document.add_paragraph("Baggrund: Kun to af kommunens ni scener har teleslynge.")
    table(
        document,
        names,
        [
            ("2023", "Kulturchefen", "Teleslynge på biblioteket", "Høreforeningen", ""),
            ("2023-2024", "Kulturchefen", "Letlæst program fra museet", "LEV Rørby", "I gang"),
            ("2024", "Musikskolen", "Kor for alle", "", ""),
        ],
    )
    merged = document.tables[-1]
    merged.cell(1, 1).merge(merged.cell(2, 1)).text = "Kulturchefen"
    return saved(document)


BOLD_WITH_TABLES: dict[str, object] = {
    "title": "Handlingsplan for handicappolitikken 2023 - 2024",
    "period": "2023-2024",
    "tracks": [
        {
            "title": "",
            "areas": [
                {
                    "title": "Tilgængelighed",
                    "purpose": "Alle kan komme rundt på egen hånd.",
                    "why": "Mange brugere af kørestol vælger byen fra.",
                    "activities": [
                        [
                            "Ramper ved indgange i gågaden",
                            "Teknik og Miljø",
                            "2023",
                            "Handelsforeningen",
                        ],
                        ["Lyd i fodgængerfelter", "Teknik og Miljø", "2024", "Dansk Blindesamfund"],
                    ],
                },
                {
                    "title": "Kultur",
                    "purpose": "Kulturlivet er åbent for alle.",
                    "why": "Kun to af kommunens ni scener har teleslynge.",
                    "activities": [
                        ["Teleslynge på biblioteket", "Kulturchefen", "2023", "Høreforeningen"],
                        ["Letlæst program fra museet", "Kulturchefen", "2023-2024", "LEV Rørby"],
                        ["Kor for alle", "Musikskolen", "2024", ""],
                    ],
                },
            ],
        }
    ],
}


def one_big_table() -> bytes:
    """All of the plan in one table; the area stands in a cell merged over its rows."""
    document = docx.Document()
    document.add_heading("Handleplan 2024: Handicaprådets og kommunens fælles indsatser", 1)
    table(
        document,
        ("Fokusområde", "Formål", "Hvad gør vi?", "Hvem?", "Hvornår?"),
        [
            ("Sundhed", "Flere leve sunde år", "Tandpleje på bosteder", "Tandplejen", "Forår 2024"),
            ("", "", "Motionsvenner", "Idrætsforeningerne", "2024"),
            ("", "", "Madskole", "Sundhedscenteret", "Uge 40, 2024"),
            ("Bolig", "Egen dør og egne valg", "Boligvejleder", "Socialcenteret", "2024"),
            ("", "", "Besøgsdage på botilbud", "Socialcenteret", "Hvert kvartal"),
            ("Transport", "Frihed til at komme ud", "Busøvelser", "Movia", "2024"),
        ],
    )
    [big] = document.tables
    for column, texts in (
        (0, ("Sundhed", "Bolig")),
        (1, ("Flere leve sunde år", "Egen dør og egne valg")),
    ):
        big.cell(1, column).merge(big.cell(3, column)).text = texts[0]
        big.cell(4, column).merge(big.cell(5, column)).text = texts[1]
    return saved(document)


ONE_BIG_TABLE: dict[str, object] = {
    "title": "Handleplan 2024: Handicaprådets og kommunens fælles indsatser",
    "period": "2024",
    "tracks": [
        {
            "title": "",
            "areas": [
                {
                    "title": "Sundhed",
                    "purpose": "Flere leve sunde år",
                    "activities": [
                        ["Tandpleje på bosteder", "Tandplejen", "Forår 2024"],
                        ["Motionsvenner", "Idrætsforeningerne", "2024"],
                        ["Madskole", "Sundhedscenteret", "Uge 40, 2024"],
                    ],
                },
                {
                    "title": "Bolig",
                    "purpose": "Egen dør og egne valg",
                    "activities": [
                        ["Boligvejleder", "Socialcenteret", "2024"],
                        ["Besøgsdage på botilbud", "Socialcenteret", "Hvert kvartal"],
                    ],
                },
                {
                    "title": "Transport",
                    "purpose": "Frihed til at komme ud",
                    "activities": [["Busøvelser", "Movia", "2024"]],
                },
            ],
        }
    ],
}


def four_levels() -> bytes:
    """Heading 1 is the chapter, 2 the track, 3 the area, 4 its parts; who and when end each line."""
    document = docx.Document()
    document.add_paragraph("Handicapplan", style="Title")
    document.add_paragraph("Mosebæk Kommune 2022 til 2025", style="Subtitle")
    document.add_heading("Læsevejledning", 1)
    document.add_paragraph("Planen har to temaer med hver sine indsatser.")
    document.add_heading("Temaer og indsatser", 1)
    document.add_heading("Tema: Medborgerskab", 2)
    document.add_paragraph("Alle skal have en stemme.")
    document.add_heading("Indflydelse på egen sag", 3)
    document.add_heading("Hvad vil vi?", 4)
    document.add_paragraph("Borgeren er med, når der besluttes noget om borgeren.")
    document.add_heading("Hvorfor vil vi det?", 4)
    document.add_paragraph("Det er en ret, og beslutningerne bliver bedre.")
    document.add_heading("Hvordan gør vi?", 4)
    for line in (
        "Dagsordener i letlæst form. Ansvarlig: Myndighed. Tidsplan: 2022.",
        "Bisidderkorps med frivillige. Ansvarlig: Frivilligcentret. Tidsplan: 2023-2024.",
    ):
        document.add_paragraph(line, style="List Number")
    document.add_heading("Valg og demokrati", 3)
    document.add_heading("Hvad vil vi?", 4)
    document.add_paragraph("Flere med handicap stemmer og stiller op.")
    document.add_heading("Hvorfor vil vi det?", 4)
    document.add_paragraph("Kun hver anden borger på botilbud stemte sidst.")
    document.add_heading("Hvordan gør vi?", 4)
    document.add_paragraph(
        "Valgmøder på botilbud. Ansvarlig: Borgerservice. Tidsplan: Efterår 2025.",
        style="List Number",
    )
    document.add_heading("Tema: Relationer", 2)
    document.add_paragraph("Ingen lever godt alene.")
    document.add_heading("Kærester og familie", 3)
    document.add_heading("Hvad vil vi?", 4)
    document.add_paragraph("Støtte til kærlighed og familieliv.")
    document.add_heading("Hvorfor vil vi det?", 4)
    document.add_paragraph("Emnet er stadig tabu mange steder.")
    document.add_heading("Hvordan gør vi?", 4)
    document.add_paragraph("Uddanne seksualvejledere", style="List Number")
    document.add_paragraph("Forældrekursus", style="List Number")
    document.add_heading("Evaluering", 1)
    document.add_paragraph("Planen evalueres i 2025.")
    return saved(document)


FOUR_LEVELS: dict[str, object] = {
    "title": "Handicapplan",
    "period": "2022-2025",
    "tracks": [
        {
            "title": "Medborgerskab",
            "areas": [
                {
                    "title": "Indflydelse på egen sag",
                    "purpose": "Borgeren er med, når der besluttes noget om borgeren.",
                    "why": "Det er en ret, og beslutningerne bliver bedre.",
                    "activities": [
                        ["Dagsordener i letlæst form.", "Myndighed", "2022"],
                        ["Bisidderkorps med frivillige.", "Frivilligcentret", "2023-2024"],
                    ],
                },
                {
                    "title": "Valg og demokrati",
                    "purpose": "Flere med handicap stemmer og stiller op.",
                    "why": "Kun hver anden borger på botilbud stemte sidst.",
                    "activities": [["Valgmøder på botilbud.", "Borgerservice", "Efterår 2025"]],
                },
            ],
        },
        {
            "title": "Relationer",
            "areas": [
                {
                    "title": "Kærester og familie",
                    "purpose": "Støtte til kærlighed og familieliv.",
                    "why": "Emnet er stadig tabu mange steder.",
                    "activities": [["Uddanne seksualvejledere"], ["Forældrekursus"]],
                }
            ],
        },
    ],
}

WRITTEN: dict[str, tuple[Callable[[], bytes], dict[str, object]]] = {
    "danish_styles.docx": (danish_styles, DANISH_STYLES),
    "bold_with_tables.docx": (bold_with_tables, BOLD_WITH_TABLES),
    "one_big_table.docx": (one_big_table, ONE_BIG_TABLE),
    "four_levels.docx": (four_levels, FOUR_LEVELS),
}


def rows_with_headings() -> bytes:
    """A table in which a row over the whole width names the area of the rows below it."""
    document = docx.Document()
    document.add_paragraph("Handleplan til handicapstrategien 2025", style="Title")
    document.add_paragraph(
        "Handleplanen er vedtaget af Handicaprådet og Socialudvalget i fællesskab."
    )
    names = ("Nr.", "Tiltag", "Tovholder", "Deadline")
    made = document.add_table(rows=1, cols=4)
    for cell, name in zip(made.rows[0].cells, names, strict=True):
        cell.text = name
    for row in (
        ("Tema 1: Mobilitet",),
        ("1", "Flere ledsagere", "Visitationen", "1. marts 2025"),
        ("2", "Kørestole til låns på museet", "Museet", "Q2 2025"),
        ("Tema 2: Digital adgang",),
        ("3", "Hjælp til MitID", "Borgerservice", "Løbende"),
    ):
        cells = made.add_row().cells
        if len(row) == 1:
            cells[0].merge(cells[3]).text = row[0]
        else:
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
    return saved(document)


ROWS_WITH_HEADINGS: dict[str, object] = {
    "title": "Handleplan til handicapstrategien 2025",
    "period": "2025",
    "tracks": [
        {
            "title": "",
            "areas": [
                {
                    "title": "Mobilitet",
                    "activities": [
                        ["Flere ledsagere", "Visitationen", "1. marts 2025"],
                        ["Kørestole til låns på museet", "Museet", "Q2 2025"],
                    ],
                },
                {
                    "title": "Digital adgang",
                    "activities": [["Hjælp til MitID", "Borgerservice", "Løbende"]],
                },
            ],
        }
    ],
}

WRITTEN["rows_with_headings.docx"] = (rows_with_headings, ROWS_WITH_HEADINGS)
