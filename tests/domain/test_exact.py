"""Numbers compare exactly as they are written."""

from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic_core import PydanticCustomError

from planner.domain.exact import MOST_DIGITS, exact_number, whole_number
from planner.domain.level import Level, from_tenths, tenths


@pytest.mark.parametrize(
    ("value", "expected"),
    [(3, 30), (3.4, 34), (Decimal("3.40"), 34), (Decimal("34e-1"), 34), (-2, -20), (0, 0)],
)
def test_a_level_is_kept_in_tenths(value, expected):
    assert tenths(value) == expected
    assert type(tenths(value)) is int


@pytest.mark.parametrize("value", [3.45, Decimal("3.4" + "0" * 300 + "1"), True, "3", None, [], {}])
def test_what_has_more_than_one_decimal_or_is_no_number_is_no_level(value):
    with pytest.raises(PydanticCustomError):
        tenths(value)


@pytest.mark.parametrize("value", range(-20, 120))
def test_tenths_are_shown_as_the_number_that_they_are(value):
    assert Decimal(str(from_tenths(value))) == Decimal(value) / 10
    assert isinstance(from_tenths(value), int) == (value % 10 == 0)


@pytest.mark.parametrize(
    ("level", "rise", "expected"),
    [
        (Level(30), 10, Level(40)),
        (Level(45), 10, Level(50)),
        (Level(30, 20, 45), 10, Level(40, 30, 50)),
        (Level(30, 20, 45), 0, Level(30, 20, 45)),
        (Level(50, 50, 50), 10, Level(50, 50, 50)),
    ],
)
def test_low_and_high_rise_with_the_level_and_end_at_the_maximum(level, rise, expected):
    assert level.raised(rise, 50) == expected


def test_cautious_reads_the_low_end_where_there_is_an_interval():
    assert Level(30, 20, 40).read(True) == 20
    assert Level(30, 20, 40).read(False) == 30
    assert Level(30).read(True) == 30


@pytest.mark.parametrize("text", ["6.999999999999999999999", "1e2", "0.1", "-0.0000001", "7.00"])
def test_a_number_keeps_every_digit(text):
    assert Fraction(exact_number(Decimal(text))) == Fraction(text)


def test_a_double_is_the_number_that_it_is_written_as():
    assert exact_number(0.1) == Decimal("0.1")


@pytest.mark.parametrize("digits", [0, 1, MOST_DIGITS - 1])
@pytest.mark.parametrize("sign", [1, -1])
def test_numbers_within_the_digits_can_be_worked_with(digits, sign):
    assert exact_number(sign * 10**digits) == sign * Decimal(10) ** digits


@pytest.mark.parametrize(
    "value",
    [
        10**MOST_DIGITS,
        -(10**MOST_DIGITS),
        Decimal(f"1e{MOST_DIGITS}"),
        Decimal(f"1e-{MOST_DIGITS + 1}"),
        Decimal("1e999999"),
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("-Infinity"),
    ],
    ids=lambda value: str(value)[:12],
)
def test_numbers_beyond_all_reckoning_are_refused(value):
    with pytest.raises(PydanticCustomError):
        exact_number(value)


@pytest.mark.parametrize("value", [3, 3.0, Decimal("3.00"), Decimal("3e0")])
def test_a_whole_number_may_be_written_with_a_decimal(value):
    assert whole_number(value, 1, 5) == 3
    assert type(whole_number(value, 1, 5)) is int


@pytest.mark.parametrize("value", [0, 6, 2.5, True, "3", None])
def test_what_is_no_whole_number_within_bounds_is_refused(value):
    with pytest.raises(PydanticCustomError):
        whole_number(value, 1, 5)
