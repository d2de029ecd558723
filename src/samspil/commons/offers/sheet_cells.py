"""Reads the cells of an uploaded sheet of offers; run in a process of its own, without Django."""

from samspil.kit.sheet_cells import cells_of


def done(data: bytes) -> bytes:
    """Return the rows of a CSV or Excel file as JSON."""
    return cells_of(data, most_rows=5_001, most_columns=80)
