"""Which teams a requirement judges, each by itself: what a search by fillings relies on."""

from typing import Any

import pytest

import constraints
from planner.domain.composition import Composition
from planner.domain.names import Names
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import (
    ConstraintHolds,
    CriticalRow,
    Filled,
    Locked,
    MinimumMet,
    requirements,
)
from planner.figures.team_figures import Figures
from planner.solver.problem import Problem
from tests.building import dossier, person, row, seat, team
from tests.oracle.case import Case
from tests.oracle.many_teams import BY_TEAM
from tests.oracle.search import assignments
from tests.solver.conftest import read
from tests.solver.ways import round_at_random

ALL = ("one", "two")
TOGETHER = None

CASES: list[tuple[dict[str, Any], tuple[str, ...] | None]] = [
    ({"kind": "coverage_floor", "percent": 50}, ALL),
    ({"kind": "coverage_floor", "percent": 50, "teams": ["two"]}, ("two",)),
    ({"kind": "redundancy", "carriers": 2}, ALL),
    ({"kind": "departures", "count": 1, "percent": 50}, ALL),
    ({"kind": "max_load", "limit": 1}, ALL),
    ({"kind": "max_load", "limit": 1, "teams": ["two", "one"]}, ALL),
    ({"kind": "max_changes", "limit": 1}, TOGETHER),
    ({"kind": "max_changes", "limit": 1, "teams": ["one"]}, TOGETHER),
    ({"kind": "include", "person": "p"}, TOGETHER),
    ({"kind": "include", "person": "p", "teams": ["one", "two"]}, TOGETHER),
    ({"kind": "include", "person": "p", "seat": "y"}, ("two",)),
    ({"kind": "include", "person": "p", "seat": "y", "teams": ["one"]}, ("two",)),
    ({"kind": "exclude", "person": "p"}, ALL),
    ({"kind": "exclude", "person": "p", "teams": ["one"]}, ("one",)),
    ({"kind": "exclude", "person": "p", "seat": "x", "teams": ["two"]}, ("one",)),
    ({"kind": "together", "people": ["p", "q"]}, ALL),
    ({"kind": "apart", "people": ["p", "q"], "teams": ["one"]}, ("one",)),
    ({"kind": "tenure"}, ALL),
    ({"kind": "continuity", "members": 1, "years": 2}, ALL),
    ({"kind": "attribute_count", "attribute": "organisation", "value": "BZK"}, ALL),
    ({"kind": "attribute_spread", "attribute": "organisation", "distinct": 2}, ALL),
]
NO_ITEMS = {"critical", "development"}
"""Kinds that are no items: nothing is asked by the constraint itself."""


def two_teams(asked: list[dict[str, Any]]) -> Dossier:
    """Return two teams, of which the first has all that a team itself can ask."""
    people = [person(name, {"trust": 4}) for name in "pqr"]
    seats = [
        seat("x", minimum={"trust": 3}),
        seat("held", incumbent="q", locked=True, optional=True),
    ]
    one = team("one", seats, [row("trust", critical=True)])
    return dossier(people, [one, team("two", ["y"])], asked)


@pytest.mark.parametrize(("asked", "expected"), CASES)
def test_a_constraint_judges_its_teams_by_themselves_or_says_that_it_does_not(asked, expected):
    case = two_teams([asked])
    (found,) = [one for one in requirements(case) if isinstance(one, ConstraintHolds)]
    assert found.judged_by_team(case.situation()) == expected


def test_every_kind_is_among_these():
    kinds = {kind.name() for kind in constraints.KINDS}
    assert kinds == {asked["kind"] for asked, _ in CASES} | NO_ITEMS


def test_what_a_seat_or_a_row_asks_is_judged_by_its_team():
    case = two_teams([])
    found = requirements(case)
    assert {type(one) for one in found} == {Filled, Locked, MinimumMet, CriticalRow}
    for one in found:
        home = "two" if one.item.written() == {"filled": "y"} else "one"
        assert one.judged_by_team(case.situation()) == (home,)


def judged_apart(problem: Problem, composition: Composition) -> set:
    """Return the items that some team breaks, each team looked at without the others."""
    broken = set()
    for one in problem.situation.teams:
        situation = problem.situation.of_team(one)
        own = {place.id: composition.assignment[place.id] for place in one.seats}
        figures, names = Figures(situation, Composition(own)), Names(situation, "en")
        for asked in problem.asked:
            teams = asked.judged_by_team(problem.situation)
            assert teams is not None
            if one.id in teams and asked.check(figures, names):
                broken.add(asked.item)
    return broken


def test_teams_judged_by_themselves_break_what_they_break_together():
    broken_kinds, looked_at = set(), 0
    for seed in range(40):
        raw = round_at_random(seed)
        problem = Problem.of(read(raw), cautious=seed % 2 == 0)
        names = Names(problem.situation, "en")
        for number, assignment in enumerate(assignments(Case(raw), set())):
            if number % 37:
                continue
            composition = Composition(assignment)
            figures = Figures(problem.situation, composition)
            broken = {one.item for one in problem.asked if one.check(figures, names)}
            assert judged_apart(problem, composition) == broken
            broken_kinds |= {
                raw["constraints"][item.key]["kind"] for item in broken if item.kind == "constraint"
            }
            looked_at += 1
    assert looked_at > 500
    assert broken_kinds == set(BY_TEAM) - {"critical"}
