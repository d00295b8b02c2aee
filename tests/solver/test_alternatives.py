"""Several proposals: each the best of those that differ enough, and no more when there are none."""

import pytest

from planner.analysis.propose import propose

from .conftest import read, row, seat, team_of


def people_of(answer) -> list[set]:
    """Return who sits in each proposal."""
    return [{p for p in proposal.assignment.values() if p} for proposal in answer.proposals]


def differ(one: set, other: set) -> int:
    return max(len(one - other), len(other - one))


ONE_SEAT = team_of(
    [seat("s", *"pqrt")], [row("a", 3), row("b", 2)], {"p": "a b", "q": "a", "r": "b", "t": ""}
)


def test_alternatives_come_best_first():
    answer = propose(read(ONE_SEAT), alternatives=4)
    assert people_of(answer) == [{"p"}, {"q"}, {"r"}, {"t"}]
    assert [proposal.objectives["coverage"] for proposal in answer.proposals] == [0, 2, 3, 5]
    assert [proposal.bounds["coverage"] for proposal in answer.proposals] == [0, 2, 3, 5]
    assert [proposal.rank for proposal in answer.proposals] == [1, 2, 3, 4]
    assert all(proposal.proven for proposal in answer.proposals)


@pytest.mark.parametrize(
    ("asked", "found", "exhausted"),
    [(1, 1, False), (3, 3, False), (4, 4, False), (5, 4, True), (50, 4, True)],
)
def test_exhausted_is_true_exactly_where_fewer_exist(asked, found, exhausted):
    answer = propose(read(ONE_SEAT), alternatives=asked)
    assert (len(answer.proposals), answer.exhausted) == (found, exhausted)
    assert answer.status == "optimal"


def test_where_nothing_is_possible_nothing_is_exhausted():
    answer = propose(read(team_of([seat("s")], [], {})), alternatives=3)
    assert (answer.status, answer.proposals, answer.exhausted) == ("infeasible", [], False)


def test_two_people_who_cannot_both_leave_one_seat_give_one_proposal():
    answer = propose(read(ONE_SEAT), alternatives=3, difference=2)
    assert people_of(answer) == [{"p"}]
    assert answer.exhausted is True


THREE_SEATS = team_of(
    [seat(name, *"pqrtuv") for name in "xyz"],
    [row("a", 3), row("b", 2), row("c", 1)],
    {"p": "a", "q": "b", "r": "c", "t": "a", "u": "b", "v": "c"},
)


@pytest.mark.parametrize(("difference", "most"), [(1, 20), (2, 10), (3, 2), (4, 1)])
def test_alternatives_differ_by_as_many_people_as_asked(difference, most):
    answer = propose(read(THREE_SEATS), alternatives=30, difference=difference)
    found = people_of(answer)
    assert 1 <= len(found) <= most
    assert answer.exhausted is True
    for position, one in enumerate(found):
        assert all(differ(one, other) >= difference for other in found[:position])


def test_who_sits_on_which_of_the_seats_makes_no_alternative():
    answer = propose(read(THREE_SEATS), alternatives=30)
    assert len({frozenset(people) for people in people_of(answer)}) == len(answer.proposals) == 20


OPTIONAL = team_of(
    [seat(name, *"pqr", optional=True) for name in "xy"],
    [row("a", 3), row("b", 2)],
    {"p": "a", "q": "b", "r": ""},
)
"""Sets of at most two of three people: seven of them."""


@pytest.mark.parametrize(("difference", "numbers"), [(1, {7}), (2, range(2, 5)), (3, {1})])
def test_an_empty_seat_makes_an_alternative_too(difference, numbers):
    answer = propose(read(OPTIONAL), alternatives=30, difference=difference)
    found = people_of(answer)
    assert len(found) in numbers
    assert answer.exhausted is True
    assert found[0] == {"p", "q"}
    for position, one in enumerate(found):
        assert all(differ(one, other) >= difference for other in found[:position])


def test_alternatives_with_development_differ_by_their_people_only():
    dossier = team_of(
        [seat("s", "p", "q")],
        [row("a"), row("b")],
        {"p": "", "q": ""},
        constraints=[{"kind": "development", "budget": 2}],
    )
    for person in dossier["people"]:
        person["levels"] = {"a": 2, "b": 2}
    answer = propose(read(dossier), alternatives=5)
    assert people_of(answer) in ([{"p"}, {"q"}], [{"q"}, {"p"}])
    assert answer.exhausted is True
    assert [len(proposal.development) for proposal in answer.proposals] == [2, 2]


def test_enormous_wishes_are_answered():
    answer = propose(read(ONE_SEAT), alternatives=2, difference=10**30)
    assert (len(answer.proposals), answer.exhausted) == (1, True)
