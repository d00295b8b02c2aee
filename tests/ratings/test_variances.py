"""Variances: from a round that is large enough, else assumed; never none at all."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.repertoire import Scale
from planner.ratings.analysis_of_variance import mean_squares
from planner.ratings.variances import (
    ASSUMED_BETWEEN,
    ASSUMED_WITHIN,
    LEAST_VARIANCE,
    assumed_variances,
    variances_of,
)
from tests.ratings.building import FIVE

LEVELS = st.integers(1, 5).map(Fraction)


def of(groups, scale=FIVE):
    points = [[Fraction(level) for level in group] for group in groups]
    return variances_of(points, Fraction(3), scale)


def test_mean_squares_of_groups_of_unequal_size():
    # By hand: means 2, 4 and 5; all 3.5; between 2 * 9/4 + 3 / 4 + 9/4; within 2 + 2.
    found = mean_squares([[1, 3], [3, 4, 5], [5]])
    assert found is not None
    assert found.between == Fraction(15, 4)
    assert found.within == Fraction(4, 3)
    assert found.each == (6 - Fraction(14, 6)) / 2
    assert (found.freedom_between, found.freedom_within) == (2, 3)


@pytest.mark.parametrize("groups", [[], [[1, 2]], [[1], [2], [3]], [[1, 2], []]])
def test_one_person_or_one_rater_each_says_nothing_of_variance(groups):
    assert mean_squares(groups) is None


def test_a_small_round_takes_what_is_assumed():
    found = of([[1, 5], [2, 4]] * 4)
    assert (found.between, found.within) == (ASSUMED_BETWEEN, ASSUMED_WITHIN)
    assert (found.origin, found.people) == ("assumed", 8)
    assert found.reliability == Fraction(36, 100)


def test_ten_people_are_enough():
    groups = [[1, 2], [2, 3], [3, 4], [4, 5], [5, 4]] * 2
    found = of(groups)
    # Means 1.5, 2.5, 3.5, 4.5, 4.5 twice: between 2 * 2 * 6.8 / 9, within 10 * .5 / 10.
    assert found.origin == "round"
    assert found.within == Fraction(1, 2)
    assert found.between == (Fraction("27.2") / 9 - Fraction(1, 2)) / 2
    assert found.reliability == found.between / (found.between + Fraction(1, 2))


def test_ten_people_of_whom_few_have_a_second_rater_are_not():
    groups = [[1, 2]] * 8 + [[4]] * 6
    assert of(groups).origin == "assumed"
    assert of([*groups, [3, 3]]).origin == "round"


def test_people_who_do_not_differ_are_not_taken_to_be_the_same_for_certain():
    found = of([[1, 5]] * 10)
    assert found.origin == "round"
    assert (found.between, found.within) == (LEAST_VARIANCE, 16 * Fraction(10, 20))
    assert found.reliability is None


def test_raters_who_agree_in_all_are_not_taken_to_be_right_for_certain():
    found = of([[level, level] for level in (1, 2, 3, 4, 5)] * 2)
    assert found.within == LEAST_VARIANCE
    assert found.reliability == found.between / (found.between + LEAST_VARIANCE)


def test_what_is_assumed_goes_with_the_width_of_the_scale():
    assert assumed_variances(Scale(minimum=1, maximum=9)) == (
        ASSUMED_BETWEEN * 4,
        ASSUMED_WITHIN * 4,
    )
    assert of([[10, 50]] * 10, Scale(minimum=0, maximum=40)).between == LEAST_VARIANCE * 100


@given(st.lists(st.lists(LEVELS, min_size=1, max_size=6), min_size=1, max_size=25))
def test_variances_are_always_above_zero(groups):
    found = of(groups)
    assert found.between > 0
    assert found.within > 0
    assert found.reliability is None or 0 < found.reliability < 1
