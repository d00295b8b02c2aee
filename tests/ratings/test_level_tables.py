"""Tables of levels: what they would change, and every cell that cannot be taken."""

import io

import openpyxl
import pytest

from planner.domain.level import Level
from planner.dossier.repertoires import shipped
from planner.ratings.level_export import written_levels
from planner.ratings.level_tables import MOST_CHANGES, read_levels
from planner.ratings.table_export import Table

PEOPLE = {"ann": "Ann Eén", "ben": "Ben", "cas": "Dubbel", "dia": "Dubbel"}
REPERTOIRE = shipped("abd-2021")
EXISTING = {"ann": {"crisis": Level(34), "inclusion": Level(20)}}


def read(text, people=PEOPLE, existing=EXISTING):
    content = text if isinstance(text, bytes) else text.encode()
    return read_levels(content, people, REPERTOIRE, existing)


def changes(table):
    return {(c.person, c.behaviour): c.after for c in table.changes}


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "id\tcrisis\tinclusion\nann\t3,5\t2\n",
        "id;crisis;inclusion\r\nann;3,5;2\r\n",
        'id,crisis,inclusion\nann,"3,5",2\n',
        "\ufeffnaam;Acute crisis leiden;Inclusion\n\nANN EÉN;3.5;2,0;\n",
        "id;naam;crisis;inclusion\nann;Ann Eén;3,5;2\n",
        workbook(["id", "crisis", "inclusion"], ["ann", 3.5, 2]),
    ],
)
def test_a_table_is_read_however_a_spreadsheet_writes_it(text):
    table = read(text)
    assert table.refused == []
    assert changes(table) == {("ann", "crisis"): Level(35)}
    assert table.same == 1


@pytest.mark.parametrize("dash", ["–", "?", "niet bekend", "not known", "onbekend"])
def test_what_is_empty_stays_and_a_dash_is_not_known(dash):
    assert changes(read(f"id;crisis;inclusion\nann;{dash};\n")) == {("ann", "crisis"): None}


@pytest.mark.parametrize("text", ["3,4 (2,8–4,0)", "3.4 [2.8; 4.0]", "3,4 (2,8 - 4)"])
def test_a_level_with_its_interval_stands_in_one_cell(text):
    assert changes(read(f"id\tcrisis\nben\t{text}\n")) == {("ben", "crisis"): Level(34, 28, 40)}


def test_every_cell_that_cannot_be_taken_is_named():
    table = read(
        "id;name;crisis;inclusion\n"
        "ann;;zes;9\n"
        "niemand;;1;\n"
        ";Dubbel;1;\n"
        ";;3;\n"
        "ann;;2;\n"
        "ben;;3 (4–5);3,44;te ver\n"
        "cas;;=1+1;2 (1-x)\n"
        "dia;Ben;3;\n"
    )
    found = {
        (cell.row, cell.column): (cell.wrong.template, cell.right.template)
        for cell in table.refused
    }
    assert set(found) == {
        *((2, 3), (2, 4), (3, 1), (4, 2), (5, 1), (6, 1)),
        *((7, 3), (7, 4), (7, 5), (8, 3), (8, 4), (9, 2)),
    }
    assert all(wrong and right for wrong, right in found.values())
    assert not table.can_be_taken


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("id;crisis;Quark", "is no behaviour of this repertoire"),
        ("id;crisis;crisis", "stands in another column too"),
        ("id;crisis;source", "belongs to a table of ratings, not of levels"),
        ("id;behaviour;level", "belongs to a table of ratings, not of levels"),
        ("crisis;inclusion", "has no column that says who each row is about"),
        ("id", "has no column with a behaviour"),
    ],
)
def test_a_head_that_cannot_be_taken_is_told(head, told):
    assert [cell.wrong.template for cell in read(f"{head}\nann;3;3\n").refused] == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("\n ;; \n", "is empty"),
        ("id;crisis\n", "has a head but no rows"),
        ("id;crisis\nann;" + '"' + "x" * 200_000 + '"', "cannot be read as a table"),
        (b"PK\x03\x04broken", "cannot be read as a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Excel file, or one with a password"),
    ],
)
def test_what_is_no_table_says_so(text, told):
    assert read(text).refused[0].wrong.template == told


def test_no_more_is_taken_at_once_than_can_be_looked_at():
    people = {f"p{number}": None for number in range(MOST_CHANGES + 1)}
    table = read("id;crisis\n" + "".join(f"{p};3\n" for p in people), people, {})
    assert table.refused[-1].wrong.values == {"most": MOST_CHANGES}
    assert not table.can_be_taken


def test_a_mark_against_formulas_is_taken_off():
    assert changes(read("id;crisis\n'=ann;5\n", {"=ann": None}, {})) == {
        ("=ann", "crisis"): Level(50)
    }


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_taken_along_comes_back_just_as_it_was(form, language):
    people = {"=ann": "=1+1", "ben": "#N/A", "cas": None}
    levels = {
        "=ann": {"crisis": Level(34, 28, 40), "inclusion": Level(30)},
        "ben": {"long_term": Level(10)},
    }
    file = written_levels(Table(people, REPERTOIRE), levels, form, language)
    table = read(file, people, levels)
    assert (table.refused, table.changes, table.same) == ([], [], 3)
    assert changes(read(file, people, {})) == {
        (person, behaviour): level
        for person, held in levels.items()
        for behaviour, level in held.items()
    }
