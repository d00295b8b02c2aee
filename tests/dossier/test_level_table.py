"""Tables of levels: what they would change, and every cell that cannot be taken."""

from decimal import Decimal

import pytest

from planner.dossier.editing import ABSENT, edited
from planner.dossier.level_table import MOST_CHANGES, read_level_table
from planner.dossier.reading import validated
from planner.dossier.typed_levels import faults_of_levels, level_in_cell, typed_level


def case():
    return {
        "format": "abd-planner/dossier/1",
        "title": "Tabel",
        "repertoire": "abd-2021",
        "people": [
            {"id": "ann", "name": "Ann Eén", "levels": {"crisis": Decimal("3.40"), "inclusion": 2}},
            {"id": "ben", "name": "Ben"},
            {"id": "cas", "name": "Dubbel"},
            {"id": "dia", "name": "Dubbel"},
        ],
        "teams": [{"id": "mt", "demand": [], "seats": []}],
    }


def read(text):
    return read_level_table(text, validated(case()), case())


def changes(table):
    return {(c.person, c.behaviour): c.after for c in table.changes}


@pytest.mark.parametrize(
    "text",
    [
        "id\tcrisis\tinclusion\nann\t3,5\t2\n",
        "id;crisis;inclusion\r\nann;3,5;2\r\n",
        'id,crisis,inclusion\nann,"3,5",2\n',
        "\ufeffnaam;Acute crisis leiden;Inclusion\n\nANN EÉN;3.5;2,0;\n",
        "id;naam;crisis;inclusion\nann;Ben;3,5;2\n",
    ],
)
def test_a_table_is_read_however_a_spreadsheet_writes_it(text):
    table = read(text)
    assert table.refused == []
    assert changes(table) == {("ann", "crisis"): Decimal("3.5")}
    assert table.same == 1


def test_what_is_empty_stays_and_a_dash_is_not_known():
    table = read("id;crisis;inclusion;long_term\nann;–;;?\n")
    assert changes(table) == {("ann", "crisis"): ABSENT}
    changed = edited(case(), [change.edit for change in table.changes])
    assert changed["people"][0]["levels"] == {"inclusion": 2}


@pytest.mark.parametrize("text", ["3,4 (2,8–4,0)", "3.4 [2.8; 4.0]", "3,4 (2,8 - 4)"])
def test_a_level_with_its_interval_stands_in_one_cell(text):
    expected = {"level": Decimal("3.4"), "low": Decimal("2.8"), "high": 4}
    assert level_in_cell(text) == expected
    assert changes(read(f"id\tcrisis\nben\t{text}\n")) == {("ben", "crisis"): expected}


def test_every_cell_that_cannot_be_taken_is_named():
    table = read(
        "id;crisis;Quark;inclusion;crisis\n"
        "ann;zes;1;9;1\n"
        "niemand;1;;;\n"
        "Dubbel;1;;;\n"
        ";3;;;\n"
        "ann;2;;;\n"
        "ben;3 (4–5);;3,44;;te ver\n"
        "cas;=1+1;;2 (1-x);\n"
    )
    found = {(cell.row, cell.column) for cell in table.refused}
    assert found == {
        *((1, 3), (1, 5)),
        *((2, 2), (2, 4)),
        *((3, 1), (4, 1), (5, 1), (6, 1)),
        *((7, 2), (7, 4), (7, 6)),
        *((8, 2), (8, 4)),
    }
    assert all(cell.faults for cell in table.refused)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("\n ;; \n", "is empty"),
        ("id;crisis\n", "has a head but no rows"),
        ("id\nann\n", "has no column with a behaviour"),
        ("id;crisis\nann;" + '"' + "x" * 200_000 + '"', "cannot be read as a table"),
    ],
)
def test_what_is_no_table_says_so(text, told):
    assert read(text).refused[0].faults[0].template == told


def test_no_more_is_taken_at_once_than_can_be_looked_at():
    raw = case()
    raw["people"] = [{"id": f"p{number}"} for number in range(MOST_CHANGES + 1)]
    text = "id;crisis\n" + "".join(f"p{n};3\n" for n in range(MOST_CHANGES + 1))
    table = read_level_table(text, validated(raw), raw)
    assert table.refused[0].faults[0].values == {"most": MOST_CHANGES}
    assert table.changes == []


def test_a_mark_against_formulas_is_taken_off():
    raw = case()
    raw["people"][0]["id"] = "=ann"
    table = read_level_table("id;crisis\n'=ann;5\n", validated(raw), raw)
    assert changes(table) == {("=ann", "crisis"): 5}


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        (("3", "2", ""), ["high"]),
        (("3", "", "4"), ["low"]),
        (("", "2", "3"), ["level"]),
        (("x", "2", "3"), ["level"]),
        (("3", "4", "5"), ["level"]),
        (("9", "2", "3,55"), ["high", "level"]),
        (("3,4", "2,8", "4"), []),
        (("", "", ""), []),
    ],
)
def test_what_is_wrong_with_a_level_is_told_at_its_part(typed, parts):
    level = typed_level(*typed)
    faults = faults_of_levels(case(), [("crisis", level)])[0]
    assert sorted({fault.path for fault in faults}) == parts
