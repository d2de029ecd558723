"""One invented plan, written the ways people write plans."""

import io
import textwrap
from dataclasses import dataclass

from docx import Document
from docx.shared import Pt


@dataclass(frozen=True)
class Area:
    title: str
    purpose: str
    why: str
    activities: tuple[str, ...]
    quote: str = ""


TITLE = "Handicapplan for Bakkeby Kommune 2024-2027"
VISION = (
    "Alle borgere i Bakkeby skal kunne leve et aktivt liv i fællesskab med andre, uanset handicap."
)
TRACKS: dict[str, tuple[str, tuple[Area, ...]]] = {
    "Sammen om familien": (
        "Familier møder mange fagfolk. Derfor samler vi indsatsen om familien og ikke om forvaltningerne.",
        (
            Area(
                "Én indgang til kommunen",
                "Familier skal kun fortælle deres historie én gang, og de skal vide, hvem de kan ringe til.",
                "Mange forældre fortæller, at de bruger for lang tid på at finde den rigtige medarbejder i kommunen.",
                (
                    "Ansætte to familiekoordinatorer, som følger familien fra diagnosen til barnet fylder 18 år.",
                    "Oprette en fælles telefonlinje i samarbejde med Borgerservice, som er åben alle hverdage.",
                    "Lave en pjece om rettigheder.",
                ),
                "Citat af mor til en dreng på ni år: Jeg er blevet sekretær for mit eget barn.",
            ),
            Area(
                "Søskende og bedsteforældre",
                "Hele familien skal kunne få råd og støtte, også dem der står lidt på afstand.",
                "Søskende bliver let overset, når et barn i familien har brug for meget hjælp hver eneste dag.",
                (
                    "Starte søskendegrupper på to skoler.",
                    "Invitere bedsteforældre til temaaften hvert efterår.",
                ),
            ),
        ),
    ),
    "Et aktivt ungdomsliv": (
        "Unge med handicap drømmer om det samme som andre unge. De vil have venner, uddannelse og et sted at bo.",
        (
            Area(
                "Vejen til uddannelse",
                "Flere unge skal gennemføre en ungdomsuddannelse med den støtte, der passer til dem.",
                "Alt for mange unge falder fra i det første år, fordi støtten ikke er på plads til skolestart.",
                (
                    "Lave en støtteplan senest seks måneder før skolestart.",
                    "Etablere mentorordning på erhvervsskolen.",
                    "Følge op efter tre måneder.",
                    "Holde netværksmøde to gange om året.",
                ),
            ),
        ),
    ),
}


def markdown() -> bytes:
    lines = [f"# {TITLE}", "## Vision", VISION]
    for track, (intro, areas) in TRACKS.items():
        lines += [f"## {track}", intro]
        for area in areas:
            lines += [f"### {area.title}", "#### Formål", area.purpose, "#### Hvorfor", area.why]
            lines += [f"> {area.quote}"] if area.quote else []
            lines += ["#### Aktiviteter", "\n".join(f"- {one}" for one in area.activities)]
    return "\n\n".join(lines).encode()


def _plain_lines() -> list[str]:
    lines = [TITLE, "Vision", VISION]
    for track, (intro, areas) in TRACKS.items():
        lines += [track, intro]
        for area in areas:
            lines += [area.title, "Formål", area.purpose, "Hvorfor", area.why]
            lines += [area.quote] if area.quote else []
            lines += ["Aktiviteter", *(f"• {one}" for one in area.activities)]
    return lines


def plain() -> bytes:
    return "\n\n".join(_plain_lines()).encode("cp1252")


def wrapped(on_a_page: int = 18) -> bytes:
    lines = []
    for line in _plain_lines():
        lines += textwrap.wrap(line, 72, subsequent_indent="  " if line.startswith("•") else "")
    pages = [lines[at : at + on_a_page] for at in range(0, len(lines), on_a_page)]
    made = [
        "\n".join(["Bakkeby Kommune – Social og Sundhed", *page, f"Side {number} af {len(pages)}"])
        for number, page in enumerate(pages, start=1)
    ]
    return "\f".join(made).encode()


def word_with_styles() -> bytes:
    document = Document()
    document.add_heading(TITLE, 0)
    document.add_heading("Vision", 1)
    document.add_paragraph(VISION)
    for track, (intro, areas) in TRACKS.items():
        document.add_heading(track, 1)
        document.add_paragraph(intro)
        for area in areas:
            document.add_heading(area.title, 2)
            document.add_heading("Formål", 3)
            document.add_paragraph(area.purpose)
            document.add_heading("Hvorfor", 3)
            document.add_paragraph(area.why)
            if area.quote:
                document.add_paragraph(area.quote, style="Intense Quote")
            document.add_heading("Aktiviteter", 3)
            for one in area.activities:
                document.add_paragraph(one, style="List Bullet")
    return saved(document)


def word_without_styles() -> bytes:
    return _bold_word(sizes=True)


def word_with_bold_only() -> bytes:
    return _bold_word(sizes=False)


def _bold_word(*, sizes: bool) -> bytes:
    document = Document()

    def bold(text: str, size: int) -> None:
        run = document.add_paragraph().add_run(text)
        run.bold = True
        if sizes:
            run.font.size = Pt(size)

    bold(TITLE, 22)
    bold("Vision", 16)
    document.add_paragraph(VISION)
    for track, (intro, areas) in TRACKS.items():
        bold(track, 16)
        document.add_paragraph(intro)
        for area in areas:
            bold(area.title, 13)
            bold("Formål", 11)
            document.add_paragraph(area.purpose)
            bold("Hvorfor", 11)
            document.add_paragraph(area.why)
            if area.quote:
                document.add_paragraph(area.quote)
            bold("Aktiviteter", 11)
            for one in area.activities:
                document.add_paragraph(f"• {one}")
    return saved(document)


def word_with_tables() -> bytes:
    document = Document()
    document.add_heading("Handlingsplan for handicapområdet 2024-2026", 0)
    for title, rows in {
        "Tilgængelighed": [
            ("Ramper ved alle skoler", "Teknik og Miljø", "2024", "Skolerne"),
            ("Skilte i letlæst", "Kommunikation", "2025", "LEV"),
        ],
        "Sundhed": [("Sundhedstjek til alle", "Sundhedschefen", "2024-2026", "Praksislæger")],
    }.items():
        document.add_heading(title, 1)
        document.add_paragraph("Formål: Alle skal kunne være med.")
        table = document.add_table(rows=1, cols=4)
        for cell, name in zip(
            table.rows[0].cells,
            ("Handling", "Ansvarlig", "Tidsplan", "Samarbejdspartnere"),
            strict=True,
        ):
            cell.text = name
        for row in rows:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
    return saved(document)


def word_with_nested_lists() -> bytes:
    document = Document()
    document.add_heading("Plan for børn og unge med handicap 2023-2025", 0)
    document.add_heading("Overgange", 1)
    document.add_paragraph("Formålet er at gøre overgange trygge.")
    document.add_paragraph("Hvad gør vi?")
    document.add_paragraph("Udvikle overgangsmøder", style="List Bullet")
    document.add_paragraph("Ansvarlig: Skolechefen", style="List Bullet 2")
    document.add_paragraph("Tidsplan: 2023-2024", style="List Bullet 2")
    document.add_paragraph("Uddanne medarbejdere", style="List Bullet")
    document.add_paragraph("Ansvarlig: HR", style="List Bullet 2")
    document.add_heading("Familier", 1)
    document.add_paragraph("Formålet er at aflaste familier.")
    document.add_paragraph("Hvad gør vi?")
    document.add_paragraph("Flere aflastningspladser", style="List Bullet")
    return saved(document)


def saved(document) -> bytes:  # type: ignore[no-untyped-def]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_without_any_marks() -> bytes:
    document = Document()
    for line in _plain_lines():
        document.add_paragraph(line)
    return saved(document)


def word_with_label_tables() -> bytes:
    document = Document()
    document.add_heading("Handicapplan 2024", 0)
    document.add_heading("Spor A – Hverdagsliv", 1)
    for title in ("Støtte i hjemmet", "Transport"):
        document.add_heading(title, 2)
        table = document.add_table(rows=0, cols=2)
        for name, text in (
            ("Formål", f"{title} skal passe til den enkelte."),
            ("Baggrund", "Mange er utilfredse i dag."),
            ("Aktiviteter", "• Spørge borgerne\n• Ændre reglerne"),
            ("Ansvarlig", "Myndighedschefen"),
            ("Tidsplan", "2024-2025"),
        ):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, text
    return saved(document)


def word_with_one_table() -> bytes:
    document = Document()
    document.add_paragraph("Handleplan for voksne med handicap 2025-2026")
    table = document.add_table(rows=1, cols=5)
    names = ("Indsatsområde", "Mål", "Handlinger", "Ansvarlig", "Tidsplan")
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        cell.text = name
    for row in (
        ("Botilbud", "Mere ro", "Nye aftaler om natten", "Centerleder", "2025"),
        ("", "", "Kursus for vikarer", "HR", "2026"),
        ("Dagtilbud", "Flere valg", "Tre nye værksteder", "Dagtilbudsleder", "2025"),
    ):
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    return saved(document)


def word_with_table_of_initiatives() -> bytes:
    document = Document()
    document.add_heading("Handleplan for udviklingen af handicapområdet 2024", 0)
    table = document.add_table(rows=1, cols=4)
    for cell, name in zip(
        table.rows[0].cells, ("Nr.", "Initiativ", "Beskrivelse", "Økonomi"), strict=True
    ):
        cell.text = name
    for row in (
        ("1", "Borgerguider", "Fem borgere uddannes", "Inden for rammen"),
        ("2", "Sansehave", "Have ved Solgården", "Fondsmidler, 300.000 kr."),
        ("3", "Ny bus", "Bus med lift", "Budgetønske 2025: 650.000 kr."),
    ):
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    return saved(document)
