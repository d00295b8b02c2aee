"""Slack: how much of an objective may be given up for the ones after it."""

import pytest

from planner.analysis.propose import propose

from .conftest import read, row, seat, team_of


def dossier(*priorities) -> dict:
    """Return a seat whose incumbent covers 3 of 5, against candidates who cover 5 and 4."""
    return team_of(
        [seat("s", "best", "next", incumbent="now")],
        [row("a", 3), row("b", 1), row("c", 1)],
        {"now": "a", "best": "a b c", "next": "a b"},
        priorities=[{"objective": name, "slack": slack} for name, slack in priorities],
    )


def chosen(*priorities) -> tuple:
    """Return who is proposed, and the bounds."""
    (proposal,) = propose(read(dossier(*priorities))).proposals
    return proposal.assignment["s"], proposal.bounds


@pytest.mark.parametrize(
    ("slack", "person", "changes"), [(0, "best", 1), (1, "best", 1), (2, "now", 0), (3, "now", 0)]
)
def test_slack_lets_a_later_objective_have_its_way_as_far_as_it_reaches(slack, person, changes):
    found, bounds = chosen(("coverage", slack), ("changes", 0), ("nearness", 0))
    assert found == person
    assert bounds["coverage"] == 0
    assert bounds["changes"] == changes


@pytest.mark.parametrize("slack", [0, 1, 5, 10**9, 10**30])
def test_slack_of_the_last_objective_has_no_effect(slack):
    assert chosen(("coverage", slack)) == ("best", {"coverage": 0})
    assert chosen(("changes", 0), ("coverage", slack)) == ("now", {"changes": 0, "coverage": 2})
    assert chosen(("changes", 1), ("coverage", slack)) == ("best", {"changes": 0, "coverage": 0})


def test_slack_is_measured_from_the_smallest_value_that_was_left():
    """Of changes one may be given up; then coverage goes to 0, of which again 1 may be."""
    found, bounds = chosen(("changes", 1), ("coverage", 1), ("departure", 0))
    assert bounds == {"changes": 0, "coverage": 0, "departure": 4}
    assert found == "next"


def test_a_bound_is_the_smallest_value_and_not_the_value_that_was_settled_for():
    (proposal,) = propose(read(dossier(("coverage", 2), ("changes", 0)))).proposals
    assert proposal.proven
    assert proposal.objectives["coverage"] == 2
    assert proposal.bounds == {"coverage": 0, "changes": 0}


@pytest.mark.parametrize("slack", [10**9 - 1, 10**9, 10**12, 10**100])
def test_enormous_slack_asks_nothing_of_an_objective(slack):
    found, bounds = chosen(("coverage", slack), ("changes", 0))
    assert (found, bounds) == ("now", {"coverage": 0, "changes": 0})


def test_slack_counts_for_each_alternative_from_its_own_smallest_values():
    answer = propose(
        read(dossier(("coverage", 1), ("departure", 0), ("changes", 0))), alternatives=3
    )
    found = [proposal.assignment["s"] for proposal in answer.proposals]
    assert found == ["next", "now", "best"] or found == ["next", "best", "now"]
    assert [proposal.bounds["coverage"] for proposal in answer.proposals] == [
        0,
        0,
        {"now": 2, "best": 0}[found[2]],
    ]
