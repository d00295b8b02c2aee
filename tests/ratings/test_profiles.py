"""Profiles: sources, their weights, self apart, and rounds with little in them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from planner.domain.level import Level
from planner.ratings.profiles import SourceWeights, profiles, weighed_mean
from planner.ratings.rating import PERCEIVING
from tests.ratings.building import FIVE, rated, rating, round_of

LEVELS = st.lists(st.integers(10, 50), min_size=1, max_size=10)
BY_SOURCE = st.dictionaries(st.sampled_from(PERCEIVING), LEVELS, min_size=1)


def test_ten_reports_do_not_drown_one_superior():
    found = weighed_mean({"superior": [50], "report": [30] * 10})
    assert found is not None
    assert found.mean == 4
    # Two shares of a half: 1 / (1/4 + 1/40).
    assert found.raters == Fraction(40, 11)


def test_one_source_counts_all_its_raters():
    found = weighed_mean({"peer": [30, 40, 40]})
    assert found is not None
    assert (found.mean, found.raters) == (Fraction(11, 3), 3)


def test_sources_can_be_weighed():
    found = weighed_mean({"superior": [50], "report": [30] * 10}, SourceWeights(superior=3))
    assert found is not None
    assert found.mean == Fraction("4.5")
    assert found.raters == 1 / (Fraction(9, 16) + Fraction(1, 160))


def test_a_source_without_weight_is_left_out():
    weights = SourceWeights(report=0)
    found = weighed_mean({"superior": [50], "report": [30] * 10}, weights)
    assert found is not None
    assert (found.mean, found.raters) == (5, 1)
    assert weighed_mean({"report": [30]}, weights) is None


@given(BY_SOURCE)
def test_sources_never_count_more_raters_than_there_are(levels):
    found = weighed_mean(levels)
    assert found is not None
    assert 1 <= found.raters <= sum(map(len, levels.values()))
    assert 1 <= found.mean <= 5


def test_equal_sources_count_all_their_raters():
    found = weighed_mean({"peer": [10, 20], "report": [30, 40], "committee": [50, 50]})
    assert found is not None
    assert found.raters == 6


@pytest.mark.parametrize(
    "weights", [{"self": 1}, {"peer": -1}, {"peer": "1"}, dict.fromkeys(PERCEIVING, 0)]
)
def test_self_has_no_weight_and_something_must(weights):
    with pytest.raises(ValidationError):
        SourceWeights(**weights)


def test_self_stands_beside_what_others_perceive():
    round_ = round_of(rating("ann", 5, "self"), *rated("ann", committee=[3, 3, 3]))
    found = profiles(round_).by_subject["ann", "crisis"]
    assert found.intended == 50
    assert found.level is not None
    assert (found.level.level, found.difference, found.raters) == (30, 20, 3)
    alone = profiles(round_of(*rated("ann", committee=[3, 3, 3]))).by_subject["ann", "crisis"]
    assert alone.level == found.level


def test_only_self_is_no_level():
    found = profiles(round_of(rating("ann", 5, "self"))).by_subject["ann", "crisis"]
    assert (found.level, found.perceived, found.intended, found.difference) == (
        None,
        None,
        50,
        None,
    )


def test_all_not_observed_is_not_known():
    found = profiles(round_of(*rated("ann", committee=[None, None]))).by_subject["ann", "crisis"]
    assert (found.level, found.raters, found.not_observed, found.counted) == (None, 0, 2, 0)


def test_one_rater_of_one_person_is_a_level_with_a_wide_interval():
    found = profiles(round_of(rating("ann", 4))).by_subject["ann", "crisis"]
    # sd = sqrt(.36 * .64 / (.36 + .64)) = .48; 1.6449 * .48 = .79
    assert found.level == Level(40, 32, 48)


def test_a_small_round_draws_towards_its_own_mean():
    round_ = round_of(*rated("ann", committee=[5, 5, 5]), *rated("ben", committee=[2, 2, 2]))
    found = profiles(round_)
    assert found.variances["crisis"].mean == Fraction("3.5")
    # (.36 * 3 * 5 + .64 * 3.5) / (.36 * 3 + .64)
    assert float(found.by_subject["ann", "crisis"].perceived.level) == pytest.approx(
        4.4419, abs=1e-4
    )


def test_a_large_round_is_its_own_measure():
    ratings = [
        each
        for number in range(12)
        for each in rated(f"p{number}", peer=[1 + number % 5, 1 + (number + 1) % 5, 3])
    ]
    found = profiles(round_of(*ratings))
    assert found.variances["crisis"].origin == "round"
    assert found.variances["crisis"].people == 12
    assert list(found.by_person) == [f"p{number}" for number in range(12)]


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(PERCEIVING), st.lists(st.none() | st.integers(1, 5), max_size=4)
        ),
        max_size=14,
    )
)
def test_every_round_gives_levels_on_the_scale(people):
    ratings = [
        each for number, levels in enumerate(people) for each in rated(f"p{number}", **levels)
    ]
    for profile in profiles(round_of(*ratings)).by_subject.values():
        assert (profile.level is None) == (profile.raters == 0)
        if profile.level is not None:
            level, low, high = profile.level
            assert FIVE.minimum <= low <= level <= high <= FIVE.maximum
            assert low < high
