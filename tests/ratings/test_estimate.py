"""Levels as estimates: the formulas, the interval, and when there is a difference."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.level import Level, LevelInterval
from planner.domain.repertoire import Scale
from planner.ratings.estimate import Estimate, difference, shrunk
from planner.ratings.estimate import given as given_level
from planner.ratings.variances import Variances
from tests.ratings.building import FIVE

POINTS = st.fractions(1, 5, max_denominator=40)
VARIANCE = st.fractions(Fraction(1, 100), 6, max_denominator=100)


def of(mean, between, within):
    return Variances(Fraction(mean), Fraction(between), Fraction(within), "round", 10, None)


@pytest.mark.parametrize(
    ("raters", "level", "deviation"), [(3, 3.9535, 0.3660), (8, 4.1818, 0.2558)]
)
def test_the_published_numbers(raters, level, deviation):
    found = shrunk(Fraction("4.4"), Fraction(raters), of("3.2", ".36", ".64"))
    assert float(found.level) == pytest.approx(level, abs=5e-5)
    assert found.deviation == pytest.approx(deviation, abs=5e-5)


def test_the_interval_is_the_middle_nine_tenths_rounded_to_one_decimal():
    # 3.9535 with 1.6449 * .3660 = .6020 to each side.
    found = shrunk(Fraction("4.4"), Fraction(3), of("3.2", ".36", ".64"))
    assert found.published(FIVE) == Level(40, 34, 46)


def test_the_interval_is_cut_off_at_the_scale():
    assert Estimate(Fraction("4.8"), 0.5).published(FIVE) == Level(48, 40, 50)
    assert Estimate(Fraction(1), 0.5).published(FIVE) == Level(10, 10, 18)


def test_halves_are_rounded_up():
    assert Estimate(Fraction("3.25"), 0.0).published(FIVE) == Level(33, 33, 33)


@given(POINTS, POINTS, VARIANCE, VARIANCE, st.fractions(1, 12, max_denominator=9))
def test_an_estimate_lies_between_the_mean_and_the_mean_of_all(mean, of_all, between, within, k):
    found = shrunk(mean, k, of(of_all, between, within))
    assert min(mean, of_all) <= found.level <= max(mean, of_all)
    assert 0 < found.deviation**2 < float(min(between, within / k)) * 1.000001


@given(POINTS, st.floats(0, 5), st.sampled_from([FIVE, Scale(minimum=1, maximum=5.5)]))
def test_what_is_published_is_a_level_of_a_dossier(level, deviation, scale):
    found = Estimate(level, deviation).published(scale)
    assert found.low is not None
    assert found.high is not None
    assert scale.minimum <= found.low <= found.level <= found.high <= scale.maximum
    LevelInterval(level=found.level / 10, low=found.low / 10, high=found.high / 10)


def test_the_interval_holds_the_true_level_nine_times_in_ten():
    chance = random.Random(7)
    known = of(3, ".36", ".64")
    held = 0
    for _ in range(4000):
        true = chance.gauss(3, 0.6)
        mean = sum(chance.gauss(true, 0.8) for _ in range(4)) / 4
        found = shrunk(Fraction(mean), Fraction(4), known)
        held += abs(float(found.level) - true) <= 1.6449 * found.deviation
    assert 0.88 < held / 4000 < 0.92


def test_two_people_differ_where_the_interval_of_their_difference_leaves_out_zero():
    # sqrt(2) * .366 * 1.6449 = .8514
    base = Estimate(Fraction(3), 0.366)
    assert not difference(Estimate(Fraction("3.85"), 0.366), base).is_there
    assert difference(Estimate(Fraction("3.86"), 0.366), base).is_there
    assert difference(base, Estimate(Fraction("3.86"), 0.366)).is_there
    assert difference(base, Estimate(Fraction("3.86"), 0.366)).by == pytest.approx(-0.86)


@given(POINTS, POINTS, st.floats(0, 2), st.floats(0, 2))
def test_a_difference_looks_the_same_from_both_sides(one, other, first, second):
    there = difference(Estimate(one, first), Estimate(other, second))
    back = difference(Estimate(other, second), Estimate(one, first))
    assert there.is_there == back.is_there
    assert there.low == pytest.approx(-back.high)


def test_a_level_that_is_given_stands_as_it_is():
    assert given_level(Level(34)) == Estimate(Fraction("3.4"), 0.0)
    assert difference(given_level(Level(34)), given_level(Level(33))).is_there
    assert not difference(given_level(Level(34)), given_level(Level(34))).is_there


def test_the_wider_side_of_a_given_interval_tells_how_sure_it_is():
    found = given_level(Level(48, 40, 50))
    assert found.deviation == pytest.approx(0.8 / 1.6449, abs=1e-4)
    assert found.published(FIVE) == Level(48, 40, 50)
