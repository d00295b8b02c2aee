"""What is shown of ratings: nobody in an anonymous group can be told from the others."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.ratings.profiles import EQUAL_WEIGHTS, SourceWeights
from planner.ratings.rating import ANONYMOUS, PERCEIVING
from planner.ratings.showing import Reader, Showing, ShownGroup, publishable
from planner.ratings.talking_points import talking_points
from tests.ratings.building import rated, rating, round_of

CHAIR = Reader("chair", "committee-0")
ANN = Reader("person", "ann")


def shown(ratings, reader=CHAIR, opened=True, weights=EQUAL_WEIGHTS):
    found = Showing(round_of(*ratings), weights).shown("ann", reader, opened=opened)
    assert len(found) == 1
    return found[0]


def groups(ratings, reader=CHAIR):
    return [(group.sources, group.raters, group.mean) for group in shown(ratings, reader).groups]


def test_a_committee_sees_named_raters_one_by_one_with_their_evidence():
    ratings = [
        rating("ann", 3, "committee", "committee-0", told="In de crisis van mei"),
        rating("ann", 4, "superior", "boss"),
        rating("ann", None, "committee", "committee-1"),
        rating("ann", 5, "self"),
    ]
    found = shown(ratings)
    assert [each.rater for each in found.voices] == ["committee-0", "boss", "committee-1"]
    assert found.voices[0].evidence.situation == "In de crisis van mei"
    assert found.self_rating.level == 50
    assert found.difference == 50 - found.level.level
    assert found.groups == ()


def test_an_anonymous_group_of_three_is_shown_as_a_whole():
    found = shown(rated("ann", report=[2, 3, 5]))
    assert found.groups == (ShownGroup(("report",), 3, 33),)
    assert found.voices == ()
    assert found.too_few == ()


def test_a_group_of_two_is_not_shown_and_feeds_no_level():
    ratings = rated("ann", committee=[4], report=[1, 1])
    found = shown(ratings)
    assert (found.groups, found.too_few) == ((), ("report",))
    assert found.level == shown(rated("ann", committee=[4])).level


def test_what_a_rater_did_not_observe_does_not_make_three():
    assert groups(rated("ann", report=[2, 3, None])) == []


def test_two_small_groups_are_shown_as_one():
    assert groups(rated("ann", peer=[2, 2], report=[4])) == [(("peer", "report"), 3, 30)]


def test_a_small_group_hides_behind_a_larger_one():
    # Apart, the level and the mean of the four would tell what the two said.
    ratings = rated("ann", peer=[2, 2, 2, 2], report=[4, 5])
    assert groups(ratings) == [(("peer", "report"), 6, 33)]


def test_who_is_in_the_group_does_not_count_for_the_three():
    ratings = rated("ann", committee=[3], peer=[2, 3, 4])
    assert groups(ratings) == [(("peer",), 3, 30)]
    assert groups(ratings, Reader("member", "peer-0")) == []
    four = rated("ann", committee=[3], peer=[2, 3, 4, 5])
    assert groups(four, Reader("member", "peer-0")) == [(("peer",), 4, 35)]


def test_a_person_sees_all_sources_as_groups_of_three_or_more():
    ratings = [rating("ann", 5, "self"), *rated("ann", superior=[2], peer=[3, 3, 3])]
    found = shown(ratings, ANN)
    assert found.voices == ()
    assert [(group.sources, group.raters) for group in found.groups] == [(("superior", "peer"), 4)]
    assert found.own.level == 50
    alone = shown(rated("ann", superior=[2]), ANN)
    assert (alone.groups, alone.too_few) == ((), ("superior",))
    assert alone.level.level == 20


@pytest.mark.parametrize("role", ["secretary", "chair", "member", "reader", "rater", "person"])
def test_until_the_round_is_opened_everybody_sees_their_own_ratings_only(role):
    ratings = rated("ann", committee=[3, 4, 5], report=[1, 2, 3])
    found = shown(ratings, Reader(role, "committee-1"), opened=False)
    assert found.own.level == 40
    assert (found.level, found.voices, found.groups, found.self_rating) == (None, (), (), None)
    assert shown(ratings, Reader(role), opened=False).own is None


def test_a_reader_sees_levels_and_a_rater_nothing_but_their_own():
    ratings = [rating("ann", 5, "self"), *rated("ann", committee=[3, 4, 5])]
    found = shown(ratings, Reader("reader"))
    assert found.level is not None
    assert (found.voices, found.groups, found.self_rating) == ((), (), None)
    own = shown(ratings, Reader("rater", "committee-1"))
    assert (own.own.level, own.level, own.voices) == (40, None, ())


def test_nobody_sees_the_profile_of_another_person():
    found = shown(rated("ann", committee=[3, 4, 5]), Reader("person", "ben"))
    assert (found.level, found.groups) == (None, ())


def test_a_person_without_ratings_has_nothing_to_show():
    assert Showing(round_of()).shown("ann", CHAIR, opened=True) == ()


def test_peers_and_reports_count_for_the_level_together():
    ratings = rated("ann", peer=[2, 2], report=[4])
    assert len(publishable(round_of(*ratings)).ratings) == 3
    assert len(publishable(round_of(*ratings[:2])).ratings) == 0


# What can be worked out. Every number that is shown is a sum of ratings with weights; whoever
# adds and subtracts them reaches just the sums in the space that they span. Named ratings are taken
# to be known.

COUNTS = st.fixed_dictionaries(
    {source: st.integers(0, 5 if source in ANONYMOUS else 2) for source in PERCEIVING}
)
WEIGHTS = st.fixed_dictionaries({source: st.sampled_from([0, 1, 1, 3]) for source in PERCEIVING})


def rank(rows):
    rows = [list(map(Fraction, row)) for row in rows]
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in range(found, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for row in range(found + 1, len(rows)):
            factor = rows[row][column] / rows[found][column]
            rows[row] = [a - factor * b for a, b in zip(rows[row], rows[found], strict=True)]
        found += 1
    return found


def reached(rows, wanted):
    """Return how many sums of the rows, none following from the others, are about these alone."""
    rest = [[value for column, value in enumerate(row) if column not in wanted] for row in rows]
    return rank(rows) - rank(rest)


def weighed_row(sources, counts, weights, unknown):
    total = sum(weights.of(source) for source in sources)
    return [
        weights.of(source) / total / counts[source] if source in sources and total else 0
        for source, _ in unknown
    ]


@given(COUNTS, WEIGHTS, st.sampled_from(["outside", "peer-0", "report-0", "committee-0", "ann"]))
def test_no_anonymous_rating_can_be_worked_out(counts, weights, who):
    weights = SourceWeights(**(weights if any(weights.values()) else {}))
    counts = {source: count for source, count in counts.items() if count}
    if not counts:
        return
    person = who == "ann"
    ratings = rated("ann", **{source: [3] * count for source, count in counts.items()})
    if person:
        ratings.append(rating("ann", 3, "self"))
    reader = Reader("person" if person else "member", who)
    found = shown(ratings, reader, weights=weights)
    covered = set(PERCEIVING) if person else ANONYMOUS
    unknown = [
        (source, number)
        for source in counts
        if source in covered
        for number in range(counts[source])
        if f"{source}-{number}" != who
    ]
    fed = dict(counts)
    if sum(counts.get(source, 0) for source in ANONYMOUS if weights.of(source)) < 3:
        fed = {source: count for source, count in counts.items() if source not in ANONYMOUS}
    rows = [weighed_row(tuple(fed), counts, weights, unknown)]
    for group in found.groups:
        if len(group.sources) == 1:
            rows.append([int(source in group.sources) for source, _ in unknown])
        else:
            rows.append(weighed_row(group.sources, counts, weights, unknown))
    rows = [row for row in rows if any(row)]
    hidden = {column for column, (source, _) in enumerate(unknown) if source in ANONYMOUS}
    for column in hidden:
        assert not reached(rows, {column})
    if who not in ("peer-0", "report-0"):
        # Nor is a sum of two of them, or of one of them and one who is named.
        for pair in map(set, combinations(range(len(unknown)), 2)):
            if pair & hidden:
                assert reached(rows, pair) == reached(rows, pair - hidden)


def test_voices_furthest_apart_come_first():
    round_ = round_of(
        *rated("ann", "crisis", committee=[3, 4, 3]),
        *rated("ann", "inclusion", committee=[1, 4, 4]),
        *rated("ann", "ethics", committee=[2, 2, 2]),
        *rated("ben", "crisis", committee=[1, 4, 2]),
        *rated("ben", "inclusion", committee=[5]),
    )
    showing = Showing(round_)
    seen = [each for person in round_.people for each in showing.shown(person, CHAIR, opened=True)]
    points = talking_points(seen)
    assert [(point.shown.person, point.shown.behaviour, point.apart) for point in points] == [
        ("ann", "inclusion", 30),
        ("ben", "crisis", 30),
        ("ann", "crisis", 10),
    ]


def test_an_anonymous_group_is_one_voice():
    points = talking_points([shown(rated("ann", committee=[4], report=[1, 2, 3]))])
    assert [(point.lowest, point.highest) for point in points] == [(20, 40)]
    assert talking_points([shown(rated("ann", committee=[4], report=[1, 2]))]) == ()
