"""Agreement, held to the published tables; and tables with holes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.repertoire import Scale
from planner.ratings.agreement import agreement, agreement_within, one_rater_each, same_raters
from planner.ratings.complete_block import complete_block
from tests.ratings.building import FIVE, rating, round_of, table

# Shrout and Fleiss 1979, Psychological Bulletin 86, 420-428, table 2.
SHROUT_FLEISS = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
]
TEN = Scale(minimum=1, maximum=10)


def levels(rows):
    return {
        f"p{person}": {f"r{rater}": level for rater, level in enumerate(row) if level is not None}
        for person, row in enumerate(rows)
    }


def test_the_table_of_shrout_and_fleiss():
    found = agreement(round_of(*table(SHROUT_FLEISS), scale=TEN), "crisis")
    assert found.one_each.single == pytest.approx(0.1657, abs=5e-5)
    assert found.same.random_single == pytest.approx(0.2898, abs=5e-5)
    assert found.same.fixed_single == pytest.approx(0.7148, abs=5e-5)
    assert found.one_each.mean == pytest.approx(0.4428, abs=5e-5)
    assert found.same.random_mean == pytest.approx(0.6201, abs=5e-5)
    assert found.same.fixed_mean == pytest.approx(0.9093, abs=5e-5)
    assert (found.one_each.people, found.one_each.raters) == (6, 4)
    assert found.same.left_out == ()


@pytest.mark.parametrize(
    ("given_levels", "expected"),
    [
        ([40, 40, 50, 40], Fraction("0.875")),
        ([30, 30], Fraction(1)),
        ([10, 50], Fraction(0)),
        ([30], None),
        ([], None),
    ],
)
def test_agreement_within_a_person(given_levels, expected):
    assert agreement_within(given_levels, FIVE) == expected


def test_every_person_with_two_raters_has_an_agreement():
    found = agreement(round_of(*table([[4, 4, 5, 4], [3, None, None, None]])), "crisis")
    assert found.within_group == {"p0": 0.875}


def test_other_behaviours_sources_and_what_was_not_observed_play_no_part():
    ratings = [
        *table(SHROUT_FLEISS),
        rating("p0", 1, behaviour="inclusion"),
        rating("p0", 1, "peer", "x"),
        rating("p1", 1, "self"),
        rating("p1", None, rater="late"),
    ]
    found = agreement(round_of(*ratings, scale=TEN), "crisis", ["committee"])
    assert found.one_each.single == pytest.approx(0.1657, abs=5e-5)
    assert found.same.left_out == ()


def test_one_way_agreement_allows_for_unequal_numbers_of_raters():
    # Within 4/3, between 15/4, each 11/6 (see the test of the mean squares).
    found = one_rater_each(levels([[1, 3], [3, 4, 5], [5]]))
    expected = (Fraction(15, 4) - Fraction(4, 3)) / (
        Fraction(15, 4) + (Fraction(11, 6) - 1) * Fraction(4, 3)
    )
    assert found.single == pytest.approx(float(expected))


def test_who_makes_a_hole_is_left_out_and_named():
    rows = [row[:] for row in SHROUT_FLEISS]
    rows[2][3] = None
    found = same_raters(levels(rows))
    assert (found.left_out, len(found.people), len(found.raters)) == (("p2",), 5, 4)
    without = same_raters(levels([row for row in SHROUT_FLEISS if row[1] != 4]))
    assert found.random_single == without.random_single


def test_a_rater_who_saw_few_is_left_out_before_the_people():
    rows = [[*row, 5 if position == 0 else None] for position, row in enumerate(SHROUT_FLEISS)]
    found = same_raters(levels(rows))
    assert found.left_out == ("r4",)
    assert found.fixed_single == pytest.approx(0.7148, abs=5e-5)


def test_raters_who_differ_from_person_to_person_have_one_way_agreement_only():
    each = {
        f"p{person}": {f"r{person}-{n}": 10 * (person + n) for n in (1, 2)} for person in range(4)
    }
    assert same_raters(each) is None
    assert one_rater_each(each) is not None


@pytest.mark.parametrize(
    "rows", [[], [[3, 4, 5]], [[3], [4]], [[3, 3], [3, 3]], [[None, 3], [4, None]]]
)
def test_what_cannot_be_had_is_none(rows):
    assert same_raters(levels(rows)) is None
    assert one_rater_each(levels(rows)) is None


@pytest.mark.parametrize(
    "rows", [[[3, 4], [2, 4], [4, 3]], [[4, 3], [3, 4], [2, 5]], [[2, 4], [4, 3], [3, 3]]]
)
def test_the_same_raters_for_all_are_told_as_the_same_however_little_they_agree(rows):
    found = agreement(round_of(*table(rows)), "crisis")
    assert len(found.same.raters) == 2
    assert found.single == max(0, found.same.random_single)


@pytest.mark.parametrize(
    ("rows", "obstacle"),
    [
        ([[3, 4, 5]], "one_person"),
        ([[3, None], [None, 4]], "one_rater"),
        ([[3, 3], [3, 3]], "alike"),
        ([[3, 4], [3, 4]], "alike"),
        ([[3, 4], [4, 4]], None),
    ],
)
def test_why_nothing_can_be_said(rows, obstacle):
    found = agreement(round_of(*table(rows)), "crisis")
    assert found.obstacle == obstacle
    assert (found.single is None) == (obstacle is not None)


def test_raters_who_agree_in_all():
    found = same_raters(levels([[10, 10], [30, 30], [50, 50]]))
    assert (found.random_single, found.random_mean) == (1, 1)
    assert (found.fixed_single, found.fixed_mean) == (1, 1)


def test_raters_who_see_the_opposite():
    found = agreement(round_of(*table([[1, 5], [5, 1]])), "crisis")
    # Their means are the same, so there would be something to divide by that is nothing or below.
    assert found.one_each.single < 0
    assert (found.same.random_single, found.same.random_mean) == (0, 0)
    assert (found.single, found.obstacle) == (0, None)
    turned = agreement(round_of(*table([[1, 5], [5, 2]])), "crisis")
    assert turned.one_each.single < 0


ROWS = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.none() | st.integers(10, 50), min_size=width, max_size=width), max_size=8
    )
)


@given(ROWS)
def test_a_block_has_no_holes_and_half_of_the_ratings(rows):
    found = levels(rows)
    block = complete_block(found)
    if block is None:
        return
    people, raters = block
    assert all(rater in found[person] for person in people for rater in raters)
    assert len(people) > 1 < len(raters)
    assert 2 * len(people) * len(raters) >= sum(map(len, found.values()))


@given(ROWS)
def test_correlations_are_at_most_one(rows):
    one, same = one_rater_each(levels(rows)), same_raters(levels(rows))
    found = [one.single, one.mean] if one else []
    found += (
        [same.random_single, same.random_mean, same.fixed_single, same.fixed_mean] if same else []
    )
    assert all(value <= 1.000001 for value in found)
