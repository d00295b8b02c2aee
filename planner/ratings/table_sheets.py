"""The sheets of a file: one without a name for CSV, those of a workbook for XLSX."""

import csv
from dataclasses import dataclass

from planner.domain.table_text import decoded, text_rows
from planner.ratings.sentences import Sentence
from planner.ratings.table_cells import Cell
from planner.ratings.table_findings import Wrong
from planner.resources.catalogue import marked

# As many rows as a spreadsheet has; most of them may be empty.
MOST_ROWS = 1_048_576
MOST_COLUMNS = 1000
# 200 people, 30 behaviours and 8 raters with evidence make half a million.
MOST_CELLS = 2_000_000


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet that hold anything, each with its number."""

    name: str | None
    rows: list[tuple[int, list[Cell]]]


def too_much() -> Wrong:
    """Return what is said of a file that is too large to read."""
    right = marked("Send it in parts, with nothing but ratings in it")
    return Wrong(Sentence(marked("is too large to read as a table of ratings")), Sentence(right))


def text_sheet(content: bytes) -> Sheet:
    """Return the sheet that a CSV file is.

    Raises:
        Wrong: it is no text, no table, or too large.
    """
    right = Sentence(marked("Save it once more as CSV (UTF-8) or as an Excel workbook (.xlsx)"))
    try:
        text = decoded(content)
    except UnicodeDecodeError:
        raise Wrong(Sentence(marked("holds letters that cannot be read")), right) from None
    rows: list[tuple[int, list[Cell]]] = []
    cells = 0
    try:
        for number, row in text_rows(text):
            cells += len(row)
            if cells > MOST_CELLS or len(row) > MOST_COLUMNS:
                raise too_much()
            rows.append((number, list(row)))
    except csv.Error:
        raise Wrong(Sentence(marked("cannot be read as a table")), right) from None
    return Sheet(None, rows)
