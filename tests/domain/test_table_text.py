"""Tables as text: letters, separators, and cells that a spreadsheet would run."""

import csv

import pytest

from planner.domain.table_text import (
    by_name,
    column_letters,
    decoded,
    guarded,
    in_every_language,
    text_rows,
    unguarded,
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_read_however_a_spreadsheet_writes_them(encoding):
    assert decoded("Zoë;€".encode(encoding)) == "Zoë;€"


def test_bytes_that_stand_for_no_letter_are_told_or_shown():
    with pytest.raises(UnicodeDecodeError):
        decoded(b"\xe9\x81")
    assert decoded(b"\xe9\x81", "replace") == "é\ufffd"


@pytest.mark.parametrize("text", ["a;b,c\n1;2\n", "a\tb;c\n1\t2\n", "a,b\n1,2\n", '"a;b",c\n1,2\n'])
def test_rows_are_taken_apart_at_the_mark_of_the_head(text):
    assert [len(row) for _, row in text_rows(text)] == [2, 2]


def test_rows_keep_their_numbers_and_cells_their_spaces():
    rows = list(text_rows("\ufeffa;b\r\n;\r\n\r\n 1;'=2\r"))
    assert rows == [(1, ["a", "b"]), (4, [" 1", "'=2"])]


def test_what_is_no_table_is_an_error():
    with pytest.raises(csv.Error):
        list(text_rows('a;b\n"' + "x" * 200_000))


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "'=1", "＝1"])
def test_what_a_spreadsheet_would_run_gets_a_mark(text):
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["", "a", "'s avonds", "1-2", "a=b"])
def test_other_texts_stay_as_they_are(text):
    assert guarded(text) == text
    assert unguarded(text) == text


@pytest.mark.parametrize(
    ("column", "letters"), [(0, ""), (1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")]
)
def test_columns_are_called_as_in_a_spreadsheet(column, letters):
    assert column_letters(column) == letters


def test_names_are_found_whatever_their_capitals():
    named = [("p1", " Ann "), ("p2", "ANN"), ("p3", None), ("p4", "")]
    assert by_name(named) == {"ann": {"p1", "p2"}}
    assert in_every_language({"nl": "a", "en": "b"}) == ["a", "b"]
    assert (in_every_language("a"), in_every_language(None)) == (["a"], [])
