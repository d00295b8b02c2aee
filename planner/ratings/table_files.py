"""A file that is a table: its sheets, and where in them something stands that cannot be taken."""

from dataclasses import dataclass

from planner.ratings.sentences import Sentence
from planner.ratings.table_cells import Cell
from planner.ratings.table_findings import RefusedCell, Wrong
from planner.ratings.table_sheets import Sheet, text_sheet
from planner.ratings.table_workbook import workbook_sheets
from planner.resources.catalogue import marked

_MOST_LETTERS_SHOWN = 60
_WORKBOOK = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sheets_of(content: bytes) -> list[Sheet]:
    """Return the sheets of a CSV file or a workbook; its first bytes say which it is.

    Raises:
        Wrong: it is neither, holds nothing, or cannot be opened without harm.
    """
    if content.startswith(_OLD_WORKBOOK):
        wrong = marked("is an old Excel file, or one with a password")
        right = marked("Save it without a password as an Excel workbook (.xlsx) or as CSV")
        raise Wrong(Sentence(wrong), Sentence(right))
    if content.startswith(_WORKBOOK):
        sheets = workbook_sheets(content)
    else:
        sheet = text_sheet(content)
        sheets = [sheet] if sheet.rows else []
    if not sheets:
        raise Wrong(Sentence(marked("is empty")), a_table())
    return sheets


@dataclass(frozen=True)
class Place:
    """Where something stands: the row's number, and the column's position."""

    sheet: Sheet
    row: int
    column: int
    cells: list[Cell]


def refused(place: Place, wrong: Wrong) -> RefusedCell:
    """Return a cell that cannot be taken, with its head and its value."""
    heads = place.sheet.rows[0][1]
    position = place.column
    known = 0 <= position < len(heads) and heads[position] is not None
    value = place.cells[position] if 0 <= position < len(place.cells) else None
    return RefusedCell(
        wrong.wrong,
        wrong.right,
        place.sheet.name,
        place.row,
        position + 1,
        str(heads[position]) if known else "",
        _shortened("" if value is None else str(value)),
    )


def a_table() -> Sentence:
    """Return what to send in place of something that is no table."""
    return Sentence(marked("Send a table with a head and a row at least"))


def _shortened(text: str) -> str:
    """Return a value as it can stand on one line of a page."""
    line = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
    if len(line) > _MOST_LETTERS_SHOWN:
        return line[: _MOST_LETTERS_SHOWN - 3] + "..."
    return line
