"""Files with ratings: how they may be written, what they would change, and what is refused."""

import datetime
import io

import openpyxl
import pytest

from planner.ratings import table_import
from planner.ratings.rating import Rating
from planner.ratings.sentences import Sentence
from planner.ratings.table_import import Expected, read_ratings
from planner.ratings.table_rows import NOTHING_GIVEN, Given
from planner.ratings.table_sheets import MOST_COLUMNS
from planner.resources.catalogue import Translator
from tests.ratings.building import DAY, rating, repertoire, round_of

PEOPLE = {"ann": "Ann Eén", "ben": "Ben", "cas": "Dubbel", "dia": "Dubbel", "e\x07": "Eva"}
REPERTOIRE = repertoire(
    ("crisis", {"nl": "Acute crisis leiden", "en": "Leading in a crisis"}),
    ("inclusion", "Inclusie"),
    ("first", "Zelfde"),
    ("second", "Zelfde"),
    ("level", None),
)
HEAD = "id;gedrag;niveau;bron;beoordelaar;datum;instrument"
ALL_GIVEN = Given(source="committee", rater="r1", day=DAY, instrument="interview")


def expected(*existing, given=NOTHING_GIVEN):
    return Expected(PEOPLE, REPERTOIRE, round_of(*existing), datetime.date(2026, 4, 1), given)


def read(text, *existing, given=NOTHING_GIVEN, encoding="utf-8"):
    return read_ratings(text.encode(encoding), expected(*existing, given=given))


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_rows(*rows, given=ALL_GIVEN, existing=()):
    return read_ratings(workbook(Blad=rows), expected(*existing, given=given))


def places(preview):
    return [(f"{cell.letters}{cell.row}", cell.wrong.template) for cell in preview.refused]


def levels(preview):
    assert preview.refused == ()
    return {
        (change.after.person, change.after.behaviour, change.after.rater): change.after.level
        for change in preview.changes
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\nann;crisis;3,5;commissie;Zoë;2026-03-01;interview\n",
        f"{HEAD}\r\n\r\nann;Acute crisis leiden;3.5;committee;Zoë;1-3-2026;Interview;\r\n",
        "person,behaviour,level,source,rater,date,instrument\n"
        'ANN EÉN,Leading in a crisis,"3,50",committee,Zoë,2026-03-01T12:30,interview\n',
        "id,name,source,rater,date,instrument,crisis,inclusion\n"
        'ann,,committee,Zoë,01.03.2026,interview,"3,5",\n',
        "naam;bron;beoordelaar;datum;instrument;behaviour: crisis\n"
        "Ann Eén;interviewer;Zoë;2026-03-01;interview;3,5\n",
    ],
)
def test_a_table_is_read_however_it_is_written(text, encoding):
    preview = read(text, encoding=encoding)
    assert preview.refused == ()
    (change,) = preview.changes
    assert change.before is None
    assert change.after == rating("ann", 3.5, rater="Zoë")
    assert preview.can_be_taken


def test_a_workbook_is_read_in_both_layouts():
    day = datetime.datetime(2026, 3, 1, 9, 30)
    sheets = {
        "Lang": [
            HEAD.split(";"),
            ["ann", "crisis", 3.4, "commissie", "r1", day, "interview"],
            [],
            ["ben", "crisis", "n.v.t.", "collega", 17, day, "360-feedback"],
        ],
        "Breed": [
            ["id", "bron", "beoordelaar", "datum", "instrument", "Inclusie"],
            ["ann", "commissie", "r1", day.date(), "interview", 0.1 + 0.2 + 2.7],
        ],
        "Uitleg": [["Vul de andere bladen in."]],
    }
    preview = read_ratings(workbook(**sheets), expected())
    assert levels(preview) == {
        ("ann", "crisis", "r1"): 34,
        ("ben", "crisis", "17"): None,
        ("ann", "inclusion", "r1"): 30,
    }
    assert {change.after.date for change in preview.changes} == {DAY}
    assert preview.left_out == ("Uitleg",)


def test_what_holds_for_all_rows_is_given_beside_the_table():
    preview = read("id;crisis\nann;4\nben;-\n", given=ALL_GIVEN)
    assert levels(preview) == {("ann", "crisis", "r1"): 40, ("ben", "crisis", "r1"): None}
    own = read("id;beoordelaar;crisis\nann;r2;4\nben;;3\n", given=ALL_GIVEN)
    assert levels(own) == {("ann", "crisis", "r2"): 40, ("ben", "crisis", "r1"): 30}


def test_who_rates_themselves_need_not_be_named_again():
    head = "id;bron;beoordelaar;crisis\n"
    preview = read(f"{head}ann;zelf;;4\nben;self;BEN;3\n", given=ALL_GIVEN)
    assert levels(preview) == {("ann", "crisis", "ann"): 40, ("ben", "crisis", "ben"): 30}


def test_evidence_comes_along():
    head = f"{HEAD};situatie;wat de persoon deed;effect\n"
    row = 'ann;crisis;3;commissie;r1;2026-03-01;interview;"In mei;\nlaat";\'=sprak;- rust\n'
    (change,) = read(head + row).changes
    assert change.after.evidence.situation == "In mei;\nlaat"
    assert change.after.evidence.behaviour == "=sprak"
    assert change.after.evidence.effect == "- rust"


def test_the_preview_tells_what_is_new_what_changes_and_what_stays():
    existing = [rating("ann", 3, told="In mei"), rating("ben", 2), rating("cas", 5)]
    preview = read("id;crisis\nann;4\nben;2\ndia;1\n", *existing, given=ALL_GIVEN)
    assert [(c.after.person, c.before and c.before.level) for c in preview.changes] == [
        ("ann", 30),
        ("dia", None),
    ]
    assert (preview.added, preview.same) == (1, 1)
    taken = preview.taken()
    assert [(each.person, each.level) for each in taken.ratings] == [
        ("ann", 40),
        ("ben", 20),
        ("cas", 50),
        ("dia", 10),
    ]
    # A table without columns for evidence says nothing about it.
    assert taken.ratings[0].evidence.situation == "In mei"


def test_columns_for_evidence_can_empty_it():
    head = f"{HEAD};situatie\n"
    row = "ann;crisis;3;commissie;r1;2026-03-01;interview;\n"
    (change,) = read(head + row, rating("ann", 3, told="In mei")).changes
    assert change.after == rating("ann", 3)


def test_all_or_nothing():
    preview = read("id;crisis\nann;4\nben;9\n", given=ALL_GIVEN)
    assert len(preview.changes) == 1
    assert not preview.can_be_taken
    with pytest.raises(ValueError):
        preview.taken()


def test_a_refused_cell_says_where_what_and_what_would_be_right():
    preview = read_rows(["id", "crisis", "Inclusie"], ["ann", 3, 4], ["ben", 3, 7.25])
    (cell,) = preview.refused
    assert (cell.sheet, cell.row, cell.letters, cell.head, cell.value) == (
        *("Blad", 3, "C"),
        *("Inclusie", "7.25"),
    )
    assert cell.wrong.said(Translator("nl")) == "heeft meer dan één decimaal"
    assert cell.right.said(Translator("nl")) == "Rond af op één decimaal"


# Each kind of mistake in a cell: the cell's column, what stands in it, and what is wrong.
GOOD = {
    "id": "ann",
    "gedrag": "crisis",
    "niveau": "3",
    "bron": "collega",
    "beoordelaar": "r1",
    "datum": "2026-03-01",
    "instrument": "interview",
    "situatie": "",
}
CELLS = [
    ("id", "niemand", "is nobody in this dossier"),
    ("id", "Dubbel", "is the name of more than one"),
    ("id", "Eva", "has an id that ratings cannot go by"),
    ("id", "", "lacks {column}"),
    ("gedrag", "quark", "is no behaviour of this repertoire"),
    ("gedrag", "Zelfde", "is the name of more than one"),
    ("gedrag", "", "lacks {column}"),
    ("niveau", "", "is empty"),
    ("niveau", "zes", "is no level"),
    ("niveau", "0,9", "does not lie on the scale"),
    ("niveau", "6", "does not lie on the scale"),
    ("niveau", "3,45", "has more than one decimal"),
    ("niveau", "=1+2", "is a formula"),
    ("niveau", "#N/A", "is a mistake of the spreadsheet"),
    ("bron", "tante", "is no source of ratings"),
    ("bron", "", "lacks {column}"),
    ("beoordelaar", "", "lacks {column}"),
    ("beoordelaar", "a" * 201, "cannot be the name of a rater"),
    ("beoordelaar", "a\x07b", "cannot be the name of a rater"),
    ("beoordelaar", "Ann Eén", "is the person, while the source is not self"),
    ("datum", "gisteren", "is no date"),
    ("datum", "31-2-2026", "is no date"),
    ("datum", "46082", "is no date"),
    ("datum", "01/03/2026", "may have the day or the month first"),
    ("datum", "2026-04-02", "is a day that has not come yet"),
    ("instrument", "glazen bol", "is no instrument"),
    ("situatie", "a" * 4001, "cannot be kept as evidence"),
    ("situatie", "a\x07", "cannot be kept as evidence"),
    ("situatie", "=HYPERLINK(A1)", "is a formula"),
]


@pytest.mark.parametrize(("head", "value", "wrong"), CELLS)
def test_a_cell_that_cannot_be_taken_is_named(head, value, wrong):
    assert levels(read(f"{';'.join(GOOD)}\n{';'.join(GOOD.values())}\n"))
    row = GOOD | {head: value}
    preview = read(f"{';'.join(row)}\n{';'.join(row.values())}\n")
    column = "ABCDEFGH"[list(row).index(head)]
    assert places(preview) == [(f"{column}2", wrong)]
    for language in ("nl", "en"):
        assert "{" not in preview.refused[0].wrong.said(Translator(language))
        assert preview.refused[0].right.said(Translator(language))


def test_every_mistake_is_told_at_once():
    preview = read(f"{HEAD}\nniemand;quark;zes;tante;;gisteren;bol\nann;crisis;9;zelf;r1;;\n")
    assert [place for place, _ in places(preview)] == [
        *("A2", "B2", "C2", "D2", "E2", "F2", "G2"),
        *("C3", "E3", "F3", "G3"),
    ]


def test_self_is_the_person():
    preview = read("id;bron;beoordelaar;crisis\nann;zelf;ben;4\n", given=ALL_GIVEN)
    wrong = "is somebody else than the person, while the source is self"
    assert places(preview) == [("C2", wrong)]


def test_an_id_beside_another_name_may_be_a_row_that_slipped():
    head = "id;naam;crisis\n"
    assert places(read(f"{head}ann;Ben;4\n", given=ALL_GIVEN)) == [
        ("B2", "is not the name of {person}")
    ]
    assert places(read(f"{head}ann;=A1;4\n", given=ALL_GIVEN)) == [("B2", "is a formula")]
    assert levels(read(f"{head}cas;Dubbel;4\n;Ben;3\n", given=ALL_GIVEN)) == {
        ("cas", "crisis", "r1"): 40,
        ("ben", "crisis", "r1"): 30,
    }
    assert places(read(f"{head};;4\n", given=ALL_GIVEN)) == [("A2", "lacks {column}")]
    assert places(read("naam;crisis\n;4\n", given=ALL_GIVEN)) == [("A2", "lacks {column}")]


def test_a_second_rating_by_the_same_rater_is_refused():
    preview = read("id;crisis\nann;4\nann;4\n", given=ALL_GIVEN)
    wrong = "is a second rating by this rater; the first stands in row {row}"
    assert places(preview) == [("B3", wrong)]
    assert preview.refused[0].wrong.values == {"row": 2}


def test_a_rater_has_one_source_for_a_person():
    head = "id;bron;crisis;inclusion\n"
    preview = read(f"{head}ann;collega;4;\nann;medewerker;;4\n", given=ALL_GIVEN)
    wrong = "is another source than this rater has for this person in row {row}"
    assert places(preview) == [("B3", wrong)]


def test_a_rater_keeps_the_source_of_ratings_that_are_there_already():
    existing = rating("ann", 3, "peer", "r1", "inclusion")
    preview = read("id;bron;crisis\nann;medewerker;4\n", existing, given=ALL_GIVEN)
    wrong = "is another source than this rater has in ratings that are kept already"
    assert places(preview) == [("B2", wrong)]
    whole = read("id;bron;crisis;inclusion\nann;medewerker;4;3\n", existing, given=ALL_GIVEN)
    assert {each.source for each in whole.taken().ratings} == {"report"}


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("", [("0", "is empty")]),
        ("\n;;\n", [("0", "is empty")]),
        ("id;crisis\n", [("0", "has a head but no ratings")]),
        ("id;crisis\nann;\n", [("0", "has a head but no ratings")]),
        ("wie;crisis\nann;3\n", [("1", "has no column that says who is rated")]),
        ("id\nann\n", [("1", "has no column with a behaviour")]),
        ("id;quark\nann;3\n", [("B1", "is no behaviour of this repertoire")]),
        ("id;Zelfde\nann;3\n", [("B1", "is the name of more than one")]),
        ("id;id;crisis\nann;ben;3\n", [("B1", "stands in another column too")]),
        ("id;crisis;Acute crisis leiden\nann;3;4\n", [("C1", "stands in another column too")]),
        ("id;crisis;\nann;3;4\n", [("C2", "stands in a column without a head")]),
        ("id;crisis\nann;3;4\n", [("C2", "stands in a column without a head")]),
        ("id;gedrag;cijfer\nann;3\n", [("C1", "is no head of a table with a rating in each row")]),
        ("id;gedrag\nann;crisis\n", [("1", "lacks columns: {words}")]),
    ],
)
def test_a_table_that_is_none_says_so(text, refused):
    assert places(read(text, given=ALL_GIVEN)) == refused


def test_what_every_rating_needs_is_asked_for_by_name():
    (cell,) = read("id;crisis\nann;3\n").refused
    assert (
        cell.wrong.said(Translator("nl"))
        == "heeft deze kolommen niet: bron, beoordelaar, datum, instrument"
    )
    (given_partly,) = read("id;crisis\nann;3\n", given=Given(source="peer", day=DAY)).refused
    assert given_partly.wrong.said(Translator("en")) == "lacks columns: rater, instrument"


def test_what_was_meant_is_guessed_where_it_looks_alike():
    preview = read("id;crisi;Inclusi\nann;3;4\n", given=ALL_GIVEN)
    said = [cell.right.said(Translator("nl")) for cell in preview.refused]
    assert said == ["Misschien is crisis bedoeld", "Misschien is Inclusie bedoeld"]


def test_no_more_guesses_than_help():
    rows = "".join(f"an{number};3\n" for number in range(100))
    rights = [cell.right for cell in read(f"id;crisis\n{rows}", given=ALL_GIVEN).refused]
    assert rights[0] == Sentence("Perhaps {name} is meant", {"name": "ann"})
    assert rights[-1].template.startswith("Use an id or a name")
    assert len(rights) == 100


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        (datetime.datetime(2026, 4, 3), "has become a date in the spreadsheet"),
        (datetime.time(3, 4), "has become a date in the spreadsheet"),
        (True, "is no level"),
        ("=1+2", "is a formula"),
        ("#REF!", "is a mistake of the spreadsheet"),
        (3.45, "has more than one decimal"),
        (1e300, "is no level"),
    ],
)
def test_a_workbook_has_mistakes_of_its_own(cell, wrong):
    assert places(read_rows(["id", "crisis"], ["ann", cell])) == [("B2", wrong)]


def test_a_number_in_a_workbook_is_no_date():
    rows = [["id", "datum", "crisis"], ["ann", 46082, 3]]
    assert places(read_rows(*rows)) == [("B2", "is no date")]


def test_a_workbook_without_a_table_of_ratings_says_so():
    preview = read_ratings(workbook(Een=[["wie"]], Twee=[["x"]]), expected())
    assert [(cell.sheet, cell.wrong.template) for cell in preview.refused] == [
        ("Een", "has no column that says who is rated")
    ]
    assert preview.left_out == ("Twee",)
    empty = read_ratings(workbook(Een=[]), expected())
    assert empty.refused[0].wrong.template == "is empty"


def test_mistakes_of_all_sheets_are_told():
    rows = [["id", "crisis"], ["ann", 9]]
    preview = read_ratings(workbook(Een=rows, Twee=rows), expected(given=ALL_GIVEN))
    assert [cell.sheet for cell in preview.refused] == ["Een", "Twee"]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "is an old Excel file, or one with a password"),
        (b"id;crisis\nann;\x81\xe9\n", "holds letters that cannot be read"),
        (b'id;crisis\nann;"' + b"x" * 200_000 + b'"', "cannot be read as a table"),
        (b"id" + b";" * MOST_COLUMNS + b"\n", "is too large to read as a table of ratings"),
        (b"PK\x03\x04 and nothing more", "cannot be read as a workbook"),
    ],
)
def test_a_file_that_is_no_table_says_so(content, wrong):
    (cell,) = read_ratings(content, expected()).refused
    assert (cell.row, cell.wrong.template) == (0, wrong)


def test_no_more_ratings_are_taken_at_once_than_can_be_looked_at(monkeypatch):
    monkeypatch.setattr(table_import, "MOST_RATINGS", 10)
    rows = "".join(f"ann;r{number};3\n" for number in range(11))
    (cell,) = read(f"id;beoordelaar;crisis\n{rows}", given=ALL_GIVEN).refused
    assert cell.wrong.said(Translator("nl")) == "bevat meer dan 10 beoordelingen"


def test_a_long_value_is_shown_in_short_and_on_one_line():
    (cell,) = read(f'id;crisis\nann;"a\n{"b" * 100}"\n', given=ALL_GIVEN).refused
    assert cell.value == "a\ufffd" + "b" * 55 + "..."


def test_a_rating_that_is_taken_is_a_rating():
    (change,) = read("id;crisis\nann;4\n", given=ALL_GIVEN).changes
    assert Rating.model_validate(change.after.model_dump()) == change.after
