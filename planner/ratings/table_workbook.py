"""A workbook (XLSX): measured before it is opened, and read row by row."""

import datetime
import io
import itertools
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl

from planner.ratings.sentences import Sentence
from planner.ratings.table_cells import Cell
from planner.ratings.table_findings import Wrong
from planner.ratings.table_sheets import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Sheet, too_much
from planner.resources.catalogue import marked

if not openpyxl.DEFUSEDXML:
    raise ImportError("openpyxl must read with defusedxml; OPENPYXL_DEFUSEDXML turns that off")

# A whole round of 200 people, 30 behaviours and 8 raters with evidence unpacks to 30 MB, and is 16
# times as large unpacked; the limits are several times that.
MOST_ENTRIES = 500
MOST_UNPACKED_BYTES = 128 * 1024 * 1024
MOST_RATIO = 100
_SMALL_BYTES = 1024 * 1024
# Marks that begin or end an element: each costs memory when the file is opened.
MOST_MARKS = 8_000_000
_MARKS_OF_A_CELL = 10

_ROW = re.compile(rb"<(?:[^<>\s/:]+:)?row[\s/>]")
# What stands for no letter of the text, in the way of this format (ECMA-376 part 1, 22.9.2.19).
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = "_x005F_"
_VALUES = (str, int, float, bool, datetime.date, datetime.time, datetime.timedelta)


def workbook_sheets(content: bytes) -> list[Sheet]:
    """Return the sheets of a workbook that hold anything.

    Raises:
        Wrong: the file is no workbook, is larger than it should be, or holds what could harm.
    """
    _measure(content)
    try:
        with warnings.catch_warnings():
            # What it says of parts that it does not know is of no use here.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            try:
                sheets = [_sheet(sheet) for sheet in book.worksheets]
            finally:
                book.close()
    except Wrong:
        raise
    except Exception as error:
        # The library has no error of its own: a broken part may fail in any way.
        raise _unreadable() from error
    return [sheet for sheet in sheets if sheet.rows]


def escaped(text: str) -> str:
    """Return a text as a workbook writes it: what would be read as an escape is one itself."""
    return _ESCAPE.sub(_ESCAPED, text)


def _unreadable() -> Wrong:
    right = marked("Save it once more as an Excel workbook (.xlsx) or as CSV")
    return Wrong(Sentence(marked("cannot be read as a workbook")), Sentence(right))


def _measure(content: bytes) -> None:
    """Ensure that a workbook can be opened without harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if (
                len(entries) > MOST_ENTRIES
                or unpacked > MOST_UNPACKED_BYTES
                or (unpacked > _SMALL_BYTES and unpacked > MOST_RATIO * len(content))
            ):
                raise too_much()
            marks = 0
            for entry in entries:
                # No more is unpacked than the entry says of itself.
                marks += _inspect(archive.read(entry))
                if marks > MOST_MARKS:
                    raise too_much()
    except Wrong:
        raise
    except Exception as error:
        raise _unreadable() from error


def _inspect(part: bytes) -> int:
    """Return how many marks a part holds; refuse what has no place in a workbook."""
    part = _in_single_bytes(part)
    if b"<!DOCTYPE" in part:
        wrong = marked("holds declarations that no spreadsheet writes, and that could do harm")
        right = marked("Save it once more as an Excel workbook (.xlsx) or as CSV")
        raise Wrong(Sentence(wrong), Sentence(right))
    starts = [found.start() for found in _ROW.finditer(part)]
    for start, end in itertools.pairwise([*starts, len(part)]):
        if part.count(b"<", start, end) > _MARKS_OF_A_CELL * MOST_COLUMNS:
            raise too_much()
    return part.count(b"<")


def _in_single_bytes(part: bytes) -> bytes:
    """Return a part with a byte for each plain letter, where it may be read with two."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif part[:1] == b"\0":
        encoding = "utf-16-be"
    elif part[1:2] == b"\0":
        encoding = "utf-16-le"
    else:
        return part
    return part.decode(encoding, "replace").encode()


def _sheet(sheet: Any) -> Sheet:
    # What a file says of its own size may be anything.
    sheet.reset_dimensions()
    rows: list[tuple[int, list[Cell]]] = []
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells += len(row)
        if number > MOST_ROWS or cells > MOST_CELLS:
            raise too_much()
        if any(value is not None and value != "" for value in row):
            rows.append((number, list(_values(row))))
    return Sheet(sheet.title, rows)


def _values(row: tuple[object, ...]) -> Iterator[Cell]:
    for value in row:
        if isinstance(value, str):
            yield value.replace(_ESCAPED, "_") if _ESCAPED in value else value
        elif value is None or isinstance(value, _VALUES):
            yield value
        else:
            # An array formula is an object of the library's own.
            yield "="
