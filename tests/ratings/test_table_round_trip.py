"""What is exported is taken back just as it was, in every form, layout and language."""

import csv
import datetime
import io

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.domain.table_text import guarded, unguarded
from planner.ratings.rating import (
    INSTRUMENTS,
    MOST_LETTERS_OF_EVIDENCE,
    SOURCES,
    Evidence,
    Rating,
    Round,
    is_name,
)
from planner.ratings.table_cells import cell_of, text_of
from planner.ratings.table_export import Table, exported, template
from planner.ratings.table_import import Expected, read_ratings
from tests.ratings.building import FIVE, rated, rating, repertoire, round_of

TODAY = datetime.date(2030, 1, 1)
# Texts that a spreadsheet would run, that look like something else, or that need quotes.
ODD = ["=1+1", "+31 6", "-3", "@x", "'=1", "''-", "#N/A", "'#REF!", "a;b", 'a"b', "_x0041_", "1,5"]
ODD += ["TRUE", "2026-01-01", "gedrag: x", "_x005F_", "＝1", "é", "not observed", "id", "effect"]
NAMES = st.one_of(
    st.sampled_from([*ODD, "a", "b", "level", "behaviour"]),
    st.text(min_size=1, max_size=12).map(str.strip).filter(is_name),
)
TEXTS = st.one_of(st.just(""), st.sampled_from(ODD), st.text(max_size=30), st.just("a\n- b\tc"))


@st.composite
def evidences(draw):
    texts = [draw(TEXTS) for _ in range(3)]
    try:
        return Evidence(situation=texts[0], behaviour=texts[1], effect=texts[2])
    except ValueError:
        return Evidence()


@st.composite
def rounds(draw):
    """Return a round of odd names and texts, and what it is about."""
    people = draw(st.dictionaries(NAMES, st.none() | TEXTS, min_size=1, max_size=3))
    behaviours = draw(
        st.dictionaries(
            NAMES,
            st.none() | TEXTS | st.fixed_dictionaries({"nl": TEXTS, "en": TEXTS}),
            min_size=1,
            max_size=4,
        )
    )
    names = {name.casefold() for person in people.items() for name in person if name}
    raters = draw(
        st.lists(
            NAMES.filter(lambda n: n.casefold() not in names), min_size=1, max_size=3, unique=True
        )
    )
    assume(not names & {rater.strip().casefold() for rater in raters})
    found = {}
    for person in people:
        sources = {rater: draw(st.sampled_from(SOURCES[1:])) for rater in raters}
        for rater, source in [*sources.items(), (person, "self")]:
            for behaviour in behaviours:
                if draw(st.booleans()):
                    found[person, behaviour, rater] = Rating(
                        person=person,
                        behaviour=behaviour,
                        level=draw(st.none() | st.integers(10, 50).map(lambda n: n / 10)),
                        source=source,
                        rater=rater,
                        date=draw(st.dates(datetime.date(2000, 1, 1), TODAY)),
                        instrument=draw(st.sampled_from(INSTRUMENTS)),
                        evidence=draw(evidences()),
                    )
    assume(found)
    round_ = Round(scale=FIVE, ratings=tuple(found.values()))
    return round_, Table(people, repertoire(*behaviours.items()))


def read(content, table, existing):
    return read_ratings(content, Expected(table.people, table.repertoire, existing, TODAY))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@settings(suppress_health_check=list(HealthCheck), max_examples=60)
@given(case=rounds(), language=st.sampled_from(["nl", "en"]))
def test_ratings_come_back_just_as_they_were(form, case, language):
    round_, table = case
    empty = Round(scale=FIVE)
    content = exported(round_, table, layout="rating_a_row", form=form, language=language)
    preview = read(content, table, empty)
    assert preview.refused == ()
    assert preview.taken() == round_
    again = read(content, table, round_)
    assert (again.changes, again.same) == ((), len(round_.ratings))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@settings(suppress_health_check=list(HealthCheck), max_examples=60)
@given(case=rounds(), language=st.sampled_from(["nl", "en"]))
def test_with_a_person_a_row_all_but_the_evidence_comes_back(form, case, language):
    round_, table = case
    content = exported(round_, table, layout="person_a_row", form=form, language=language)
    without = tuple(each.model_copy(update={"evidence": Evidence()}) for each in round_.ratings)
    preview = read(content, table, Round(scale=FIVE))
    assert preview.refused == ()
    assert preview.taken().by_key == Round(scale=FIVE, ratings=without).by_key
    # Over what is there already it changes nothing: the evidence stays.
    again = read(content, table, round_)
    assert (again.changes, again.same) == ((), len(round_.ratings))


@given(st.text() | st.sampled_from(ODD))
def test_a_guarded_text_is_run_by_no_spreadsheet_and_read_back(text):
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert text_of(cell_of(text)) == text


def test_no_cell_of_a_file_is_a_formula():
    ratings = [
        rating("=ann", 3, rater="+r", told="=HYPERLINK(A1)"),
        rating("=ann", 4, "self", told="@sum"),
    ]
    table = Table({"=ann": "-naam"}, repertoire(("crisis", "=1+1")))
    for layout in ("rating_a_row", "person_a_row"):
        wanted = {"layout": layout, "language": "nl"}
        book = openpyxl.load_workbook(
            io.BytesIO(exported(round_of(*ratings), table, form="xlsx", **wanted))
        )
        assert not {cell.data_type for row in book.active for cell in row} & {"f", "e"}
        text = exported(round_of(*ratings), table, form="csv", **wanted).decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text), delimiter=";"):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_a_file_is_written_as_a_spreadsheet_in_the_language_has_it():
    table = Table({"ann": "Ann"}, repertoire(("crisis", {"nl": "Crisis leiden", "en": "Crisis"})))
    round_ = round_of(rating("ann", 3.4, rater="r1"), rating("ann", None, rater="r2"))
    dutch = exported(round_, table, layout="rating_a_row", form="csv", language="nl")
    assert dutch.decode("utf-8").splitlines()[:2] == [
        '\ufeff"id";"naam";"gedrag";"niveau";"bron";"beoordelaar";"datum";"instrument";'
        '"situatie";"wat de persoon deed";"effect"',
        "ann;Ann;Crisis leiden;3,4;commissie;r1;2026-03-01;interview;;;",
    ]
    english = exported(round_, table, layout="person_a_row", form="csv", language="en")
    assert english.decode("utf-8").splitlines() == [
        '\ufeff"id","name","source","rater","date","instrument","Crisis"',
        "ann,Ann,committee,r1,2026-03-01,interview,3.4",
        "ann,Ann,committee,r2,2026-03-01,interview,not observed",
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("layout", ["rating_a_row", "person_a_row"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_template_is_a_table_to_which_only_ratings_must_be_added(form, layout, language):
    table = Table(
        {"ann": "Ann", "e\x07": "Eva"}, repertoire(("crisis", "Crisis"), ("b\x07", "b\x07"))
    )
    content = template(table, layout=layout, form=form, language=language)
    preview = read(content, table, round_of())
    assert [cell.wrong.template for cell in preview.refused] == ["has a head but no ratings"]
    if form == "xlsx":
        assert len(preview.left_out) == 1
        book = openpyxl.load_workbook(io.BytesIO(content))
        explained = {row[0].value for row in book.worksheets[1]}
        assert len(explained) == 5
        if layout == "person_a_row":
            assert [cell.value for cell in book.active["A"]][1:] == ["ann"]


def test_long_evidence_fits_in_a_cell():
    told = "é" * MOST_LETTERS_OF_EVIDENCE
    round_ = round_of(rating("ann", 3, told=told))
    table = Table({"ann": None}, repertoire(("crisis", None)))
    content = exported(round_, table, layout="rating_a_row", form="xlsx", language="nl")
    assert read(content, table, round_of()).taken() == round_


def test_a_whole_round_of_feedback_comes_back():
    names = [(f"b{number}", f"Gedrag {number}") for number in range(6)]
    people = {f"p{number}": f"Persoon {number}" for number in range(20)}
    ratings = [
        each
        for person in people
        for behaviour, _ in names
        for each in rated(person, behaviour, superior=[3], peer=[2, 3, None], report=[4, 5, 1])
    ]
    table = Table(people, repertoire(*names))
    for layout in ("rating_a_row", "person_a_row"):
        for form in ("csv", "xlsx"):
            content = exported(round_of(*ratings), table, layout=layout, form=form, language="nl")
            found = read(content, table, round_of()).taken()
            assert found.by_key == round_of(*ratings).by_key
