"""How many raters are enough."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.ratings.enough import (
    ASKED_RELIABILITY,
    MOST_RATERS,
    enough,
    raters_needed,
    reliability,
)
from planner.resources.catalogue import Translator

SINGLE = st.fractions(Fraction(1, 50), 1, max_denominator=200)


@pytest.mark.parametrize(("raters", "expected"), [(3, 0.5625), (6, 0.720), (10, 0.8108)])
def test_the_published_numbers(raters, expected):
    assert float(reliability(Fraction(3, 10), raters)) == pytest.approx(expected, abs=5e-5)


@given(SINGLE)
def test_the_number_needed_is_the_smallest_that_does(single):
    needed = raters_needed(single)
    assert reliability(single, needed) >= ASKED_RELIABILITY
    assert needed == 1 or reliability(single, needed - 1) < ASKED_RELIABILITY


def test_three_of_six_are_there():
    found = enough(Fraction(3, 10), 3)
    assert (found.outcome, found.needed, found.more) == ("more", 6, 3)
    assert found.said(Translator("nl")) == "nog 3 beoordelaars nodig"
    assert enough(Fraction(3, 10), 5).said(Translator("nl")) == "nog 1 beoordelaar nodig"
    assert enough(Fraction(3, 10), 0).more == 6


def test_raters_of_unequal_weight_count_for_less():
    assert enough(Fraction(3, 10), Fraction(40, 11)).more == 3


def test_six_are_enough():
    found = enough(Fraction(3, 10), 6)
    assert (found.outcome, found.more) == ("enough", 0)
    assert found.said(Translator("en")) == "Enough raters"


def test_where_raters_do_not_tell_people_apart_more_of_them_do_not_help():
    found = enough(None, 3)
    assert found == enough(Fraction(0), 3)
    assert (found.outcome, found.needed, found.reliability) == ("out_of_reach", None, 0)
    assert "geen verschil tussen mensen" in found.said(Translator("nl"))


def test_nobody_is_asked_for_more_raters_than_there_are_in_practice():
    found = enough(Fraction(1, 20), 3)
    assert (found.outcome, found.more) == ("out_of_reach", 0)
    assert found.needed > MOST_RATERS
    assert str(found.needed) in found.said(Translator("nl"))
    assert enough(Fraction(1, 20), 60).outcome == "enough"


@given(SINGLE, st.integers(0, 30))
def test_what_is_asked_for_is_enough_in_the_end(single, raters):
    found = enough(single, raters)
    if found.outcome == "more":
        assert enough(single, raters + found.more).outcome == "enough"
