"""Attributes, texts, names and items, as people and files have them."""

from decimal import Decimal
from fractions import Fraction

import pytest

from planner.domain.attribute import distinct_key, values_of
from planner.domain.composition import Composition
from planner.domain.faults import shown
from planner.domain.items import Item
from planner.domain.names import Names
from planner.domain.text import say

ENGLISH, DUTCH = Names(None, "en"), Names(None, "nl")


def test_values_are_equal_when_their_type_and_value_are():
    assert distinct_key(True) != distinct_key(1)
    assert distinct_key(1) == distinct_key(Decimal("1.0"))
    assert distinct_key("1") != distinct_key(1)
    assert distinct_key(False) != distinct_key(0)
    assert distinct_key("true") != distinct_key(True)


def test_a_list_shows_each_of_its_values_and_a_missing_one_none():
    assert len(values_of((1, Decimal("1.0"), True, "1"))) == 3
    assert values_of(None) == values_of(()) == frozenset()
    assert values_of("BZK") == values_of(("BZK",))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Woorden", "en", "Woorden"),
        ("", "en", "id"),
        (None, "en", "id"),
        ({}, "en", "id"),
        ({"nl": "Woorden", "en": "Words"}, "en", "Words"),
        ({"nl": "Woorden", "en": "Words"}, "nl", "Woorden"),
        ({"nl": "Woorden"}, "en", "Woorden"),
        ({"en": "Words"}, "nl", "Words"),
        ({"fr": "Mots"}, "nl", "Mots"),
        ({"nl": "", "en": "Words"}, "nl", "Words"),
        ({"nl": "", "en": ""}, "nl", "id"),
    ],
)
def test_a_text_is_said_in_the_language_or_in_another_or_as_the_id(text, language, expected):
    assert say(text, language, "id") == expected


@pytest.mark.parametrize(
    ("value", "english", "dutch"),
    [
        (3, "3", "3"),
        (10, "10", "10"),
        (100, "100", "100"),
        (84.6, "84.6", "84,6"),
        (100.0, "100", "100"),
        (Decimal("33.30"), "33.3", "33,3"),
        (Decimal("1E+2"), "100", "100"),
        (Decimal("0.0000001"), "0.0000001", "0,0000001"),
        (Fraction(1, 3), "0.3", "0,3"),
        (1245, "1,245", "1.245"),
        (Decimal("1234567.50"), "1,234,567.5", "1.234.567,5"),
        (-0.0, "0", "0"),
    ],
)
def test_a_number_is_written_as_people_write_it(value, english, dutch):
    assert ENGLISH.number(value) == english
    assert DUTCH.number(value) == dutch


def test_a_percentage_has_one_decimal_unless_that_is_idle_or_more_are_asked():
    assert [DUTCH.percent(value) for value in (88.0, 82.9, 100, 0.05)] == [
        "88 %", "82,9 %", "100 %", "0,1 %",
    ]  # fmt: skip
    assert ENGLISH.percent(Decimal("50.0414"), 3) == "50.041 %"


def test_a_value_such_as_a_year_keeps_its_digits_together():
    assert (DUTCH.value(2019), DUTCH.value(Decimal("1.5"))) == ("2019", "1,5")


def test_words_in_a_row_have_and_before_the_last():
    assert ENGLISH.listed(["A"]) == "A"
    assert ENGLISH.listed(["A", "B"]) == "A and B"
    assert DUTCH.listed(["A", "B", "C"]) == "A, B en C"
    assert (ENGLISH.listed([]), DUTCH.listed([])) == ("nobody", "niemand")


def test_a_count_takes_the_singular_for_one_only():
    words = {"nl": ("stoel", "stoelen"), "en": ("seat", "seats")}
    assert [ENGLISH.count(n, **words) for n in (0, 1, 2)] == ["0 seats", "1 seat", "2 seats"]
    assert [DUTCH.count(n, **words) for n in (0, 1, 2)] == ["0 stoelen", "1 stoel", "2 stoelen"]


@pytest.mark.parametrize(
    ("item", "written"),
    [
        (Item("constraint", 3), {"constraint": 3}),
        (Item("filled", "bv"), {"filled": "bv"}),
        (Item("critical", ("mt", "crisis")), {"critical": ["mt", "crisis"]}),
        (Item("eligible", (None, "p3")), {"eligible": [None, "p3"]}),
    ],
)
def test_an_item_is_written_as_the_format_has_it(item, written):
    assert item.written() == written


def test_who_moves_leaves_a_gap():
    before = Composition({"x": "a", "y": "b", "z": None})
    assert before.with_occupant("z", "a").assignment == {"x": None, "y": "b", "z": "a"}
    assert before.with_occupant("x", "a").assignment == before.assignment
    assert before.with_occupant("x", None).assignment == {"x": None, "y": "b", "z": None}
    assert before.with_occupant("z", "c").people == {"a", "b", "c"}


@pytest.mark.parametrize("value", ["a" * 500, 10**399, [1] * 500, {"a": "b" * 500}])
def test_a_value_in_a_sentence_is_short(value):
    assert len(shown(value)) <= 60


@pytest.mark.parametrize("value", ["\x1b[31m", "a\nb", "\x07", "\x00", "\x7f", "\x9b", "\u202e"])
def test_a_value_in_a_sentence_can_be_printed(value):
    assert shown(value).isprintable()
