"""Adverse impact: four fifths, Fisher's exact test, and too few to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from planner.ratings.adverse_impact import Selected, adverse_impact, fisher_exact


def test_the_published_numbers():
    first, second = adverse_impact([Selected("a", 48, 80), Selected("b", 12, 40)])
    assert first.outcome == "reference"
    assert second.ratio == pytest.approx(0.50)
    assert second.p == pytest.approx(0.0034, abs=5e-5)
    assert second.outcome == "lower"


def test_few_people_are_too_few():
    first, second = adverse_impact([Selected("a", 3, 10), Selected("b", 5, 12)])
    assert (first.outcome, first.ratio, first.p) == ("too_few", None, None)
    assert second.outcome == "reference"


def test_a_lady_tasting_tea():
    # Fisher 1935: three of four cups told right is as likely as not.
    assert fisher_exact(Selected("a", 3, 4), Selected("b", 1, 4)) == pytest.approx(34 / 70)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    # Reckoned with another program (SciPy 1.17).
    [
        ((30, 60), (20, 60), 0.09517408734609471),
        ((5, 100), (19, 90), 0.0009134786149274617),
        ((700, 1000), (640, 1000), 0.005001529322327826),
    ],
)
def test_other_programs_say_the_same(one, other, expected):
    assert fisher_exact(Selected("a", *one), Selected("b", *other)) == pytest.approx(expected)


def test_a_difference_that_chance_explains_is_not_told_as_one():
    _, second = adverse_impact([Selected("a", 15, 30), Selected("b", 11, 30)])
    assert second.outcome == "unclear"
    assert second.p > 0.05


def test_a_small_difference_among_many_is_not_clear_either():
    _, second = adverse_impact([Selected("a", 6000, 10000), Selected("b", 5700, 10000)])
    assert (second.outcome, second.ratio) == ("unclear", 0.95)


def test_equal_treatment_is_none():
    _, second = adverse_impact([Selected("a", 30, 60), Selected("b", 30, 60)])
    assert (second.outcome, second.p) == ("none", 1.0)


def test_a_handful_is_no_reference_for_the_others():
    groups = [Selected("a", 48, 80), Selected("b", 12, 40), Selected("c", 3, 3)]
    assert [each.outcome for each in adverse_impact(groups)] == ["reference", "lower", "too_few"]


@pytest.mark.parametrize("numbers", [(0, 40), (40, 40)])
def test_where_nobody_or_everybody_is_selected_there_is_nothing_to_compare(numbers):
    groups = [Selected("a", *numbers), Selected("b", *numbers)]
    assert [each.outcome for each in adverse_impact(groups)] == ["reference", "too_few"]


@pytest.mark.parametrize("numbers", [(1, 0), (0, 0), (-1, 5), (6, 5)])
def test_numbers_that_cannot_be_are_refused(numbers):
    with pytest.raises(PydanticCustomError):
        Selected("a", *numbers)


@pytest.mark.parametrize("groups", [[], [("a", 1, 2)], [("a", 1, 2), ("a", 1, 3)]])
def test_there_are_two_groups_of_different_names(groups):
    with pytest.raises(PydanticCustomError):
        adverse_impact([Selected(*group) for group in groups])


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_p_is_a_share_and_the_same_from_both_sides(first, second, data):
    one = Selected("a", data.draw(st.integers(0, first)), first)
    other = Selected("b", data.draw(st.integers(0, second)), second)
    p = fisher_exact(one, other)
    assert 0 < p <= 1
    assert p == fisher_exact(other, one)
