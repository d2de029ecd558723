"""Values as they are written for spreadsheets."""


def spreadsheet_cell(value: object) -> str:
    """Return a value for a CSV file: lists with semicolons, and nothing that a spreadsheet takes for a formula."""
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text
