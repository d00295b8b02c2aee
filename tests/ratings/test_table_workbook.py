"""Workbooks that could do harm are refused before they are opened."""

import contextlib
import io
import struct
import zipfile
from itertools import pairwise

import openpyxl
import pytest

from planner.ratings.table_findings import Wrong
from planner.ratings.table_sheets import MOST_COLUMNS, MOST_ROWS
from planner.ratings.table_workbook import (
    MOST_ENTRIES,
    MOST_MARKS,
    MOST_UNPACKED_BYTES,
    workbook_sheets,
)

SHEET = "xl/worksheets/sheet1.xml"
TOO_LARGE = "is too large to read as a table of ratings"
UNREADABLE = "cannot be read as a workbook"
HARMFUL = "holds declarations that no spreadsheet writes, and that could do harm"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    + "]>"
)


def parts():
    book = openpyxl.Workbook()
    book.active.append(["id", "crisis"])
    book.active.append(["ann", 3])
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        return {entry: archive.read(entry) for entry in archive.namelist()}


def packed(contents):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file.getvalue()


def changed(**changes):
    return packed(parts() | changes)


def with_sheet(text):
    return packed(parts() | {SHEET: text})


def rows(inner):
    return f"<worksheet {NAMESPACE}><sheetData>{inner}</sheetData></worksheet>"


def told(content):
    with pytest.raises(Wrong) as found:
        workbook_sheets(content)
    return found.value.wrong.template


def test_a_workbook_as_it_should_be_is_read():
    (sheet,) = workbook_sheets(packed(parts()))
    assert sheet.rows == [(1, ["id", "crisis"]), (2, ["ann", 3])]


def test_a_zip_bomb_is_not_unpacked():
    assert told(with_sheet(b" " * 20_000_000)) == TOO_LARGE


def test_what_unpacks_to_too_much_is_refused_by_its_size():
    content = bytearray(packed(parts() | {"more": b"x"}))
    # The size that the directory at the end tells of the last entry.
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", MOST_UNPACKED_BYTES)
    assert told(bytes(content)) == TOO_LARGE


def test_an_entry_that_says_it_is_smaller_than_it_is_is_refused():
    content = bytearray(packed(parts() | {"more": b"x" * 1000}))
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 10)
    assert told(bytes(content)) == UNREADABLE


def test_too_many_entries_are_refused():
    assert told(packed(parts() | {f"p{n}": b"" for n in range(MOST_ENTRIES)})) == TOO_LARGE


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"])
def test_an_entity_bomb_is_refused_wherever_it_hides(part):
    contents = parts()
    text = contents[part].decode().removeprefix("<?xml version='1.0' encoding='UTF-8'?>")
    assert told(packed(contents | {part: BOMB + text})) == HARMFUL


def test_declarations_in_two_bytes_a_letter_do_not_slip_through():
    text = BOMB + rows('<row r="1"><c r="A1"><v>1</v></c></row>')
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert told(with_sheet(text.encode(encoding))) == HARMFUL
        row = rows(f"<row>{'<c/>' * 11 * MOST_COLUMNS}</row>")
        assert told(with_sheet(row.encode(encoding))) == TOO_LARGE


def test_pictures_and_the_settings_of_printers_do_no_harm():
    pictures = {
        "xl/printerSettings/printerSettings1.bin": "HP LaserJet < 3".encode("utf-16-le"),
        "xl/media/image1.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0<\0\0\0<",
        "xl/media/image2.emf": b"\1\0\0\0\xd8\0\0\0" + b"\xd8\xdc" * 9,
    }
    assert len(workbook_sheets(packed(parts() | pictures))) == 1


def test_a_row_of_more_cells_than_a_table_has_is_refused():
    assert told(with_sheet(rows(f"<row>{'<c/>' * 11 * MOST_COLUMNS}</row>"))) == TOO_LARGE


def test_more_marks_than_fit_in_memory_are_refused():
    # Each is different enough that packing does not give it away.
    text = rows("".join(f"<row r='{n}'/>" for n in range(1, 1000)))
    assert len(workbook_sheets(with_sheet(text))) == 0
    lots = packed(parts() | {f"p{n}.xml": b"<" * (MOST_MARKS // 400) for n in range(401)})
    assert told(lots) == TOO_LARGE


def test_a_row_beyond_the_last_of_a_spreadsheet_is_refused():
    row = '<row r="{n}"><c r="A{n}"><v>1</v></c></row>'
    (sheet,) = workbook_sheets(with_sheet(rows(row.format(n=50_000))))
    assert sheet.rows == [(50_000, [1])]
    assert told(with_sheet(rows(row.format(n=MOST_ROWS * 1000)))) == TOO_LARGE


def test_a_size_that_is_not_true_hides_nothing():
    text = rows('<row r="3"><c r="C3"><v>1</v></c></row>')
    text = text.replace("<sheetData>", '<dimension ref="A1:A1"/><sheetData>')
    (sheet,) = workbook_sheets(with_sheet(text))
    assert sheet.rows == [(3, [None, None, 1])]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        packed({}),
        packed({"a.txt": b"text"}),
        packed(parts() | {SHEET: b"<worksheet"}),
        packed(parts() | {SHEET: rows('<row r="x"/>')}),
        packed(parts() | {SHEET: rows('<row><c t="s"><v>7</v></c></row>')}),
    ],
)
def test_what_is_broken_is_no_workbook(content):
    assert told(content) == UNREADABLE


def test_every_byte_may_be_wrong_without_harm():
    whole = packed(parts())
    for at in range(0, len(whole), 97):
        broken = bytearray(whole)
        broken[at] ^= 0xFF
        with contextlib.suppress(Wrong):
            workbook_sheets(bytes(broken))


def test_an_array_formula_is_a_formula():
    cell = '<row r="1"><c r="A1"><f t="array" ref="A1">1+1</f><v>2</v></c></row>'
    (sheet,) = workbook_sheets(with_sheet(rows(cell)))
    assert sheet.rows == [(1, ["="])]


def test_extensions_of_other_programs_do_no_harm():
    text = rows('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
        "</sheetData>",
        '</sheetData><extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst>',
    )
    assert workbook_sheets(with_sheet(text))[0].rows == [(1, [1])]
