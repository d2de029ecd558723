"""Values as they are written for spreadsheets, and rows as they are read from them."""

from collections.abc import Sequence


def spreadsheet_cell(value: object) -> str:
    """Return a value for a CSV file: lists with semicolons, and nothing that a spreadsheet takes for a formula."""
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text


def filled_rows(cells: Sequence[Sequence[str]]) -> list[tuple[int, Sequence[str]]]:
    """Return the rows that say something, each with the number by which a spreadsheet shows it."""
    return [(number, row) for number, row in enumerate(cells, start=1) if any(row)]
