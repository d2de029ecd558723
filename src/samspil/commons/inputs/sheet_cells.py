"""Reads the cells of an uploaded sheet of inputs; run in a process of its own, without Django."""

from samspil.kit.apart import WrongInput
from samspil.kit.sheet_cells import cells_of

# What was looked through travels in a form, which takes a little more than this.
MOST_BYTES = 1_800_000


def done(data: bytes) -> bytes:
    """Return the rows of a CSV or Excel file as JSON."""
    cells = cells_of(data, most_rows=2_001, most_columns=30)
    if len(cells) > MOST_BYTES:
        raise WrongInput("too_many")
    return cells
