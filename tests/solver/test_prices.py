"""Whatever people cost, the cheapest fillings of the teams prove a bound that holds."""

import random

import pytest

from planner.domain.composition import Composition
from planner.model.fillings import TeamFillings
from planner.solver.limits import Limits
from planner.solver.prices import Pricing
from planner.solver.problem import Problem
from tests.model.enumerated import fillings_of
from tests.oracle.case import Case
from tests.oracle.figures import whole_objective
from tests.oracle.rules import all_items
from tests.oracle.search import compositions_of

from .conftest import read, row, seat, team_of
from .ways import round_at_random


def shared(case: Case) -> frozenset[str]:
    """Return whoever may sit in several teams."""
    teams: dict[str, set[str]] = {person: set() for person in case.people}
    for one in case.seats:
        for person in case.people:
            if person == one.incumbent or (person in one.open_to and not one.locked):
                teams[person].add(one.team)
    return frozenset(person for person, among in teams.items() if len(among) > 1)


def optimum(case: Case, cautious: bool) -> tuple[int, Composition] | None:
    """Return the smallest coverage of all that is possible, and a composition that has it."""
    best = min(
        (
            (whole_objective(one, "coverage"), tuple(one.assignment.items()))
            for one in compositions_of(case, all_items(case), cautious)
        ),
        key=lambda pair: pair[0],
        default=None,
    )
    return None if best is None else (best[0], Composition(dict(best[1])))


def bound_at(teams: list[TeamFillings], prices: dict[str, float]) -> float:
    """Return what prices prove: the cheapest fillings less what all people cost."""
    return sum(team.cheapest(prices, 1)[0] for team in teams) - sum(prices.values())


def check_bounds(seed: int) -> bool:
    """Ensure that bounds of a random round hold; tell whether anything is possible there."""
    raw = round_at_random(seed)
    for one in (one for team in raw["teams"] for one in team["seats"]):
        if one.get("locked"):
            one["optional"] = False
    case, source = Case(raw), random.Random(f"prices {seed}")
    problem = Problem.of(read(raw), cautious=seed % 2 == 0)
    known = optimum(case, problem.situation.cautious)
    if known is None:
        return False
    teams = fillings_of(raw, problem, problem.model())
    least = known[0] - sum(team.certain for team in teams)

    found = Pricing(teams, shared(case), Limits()).run(known[1])
    assert found is not None
    assert set(found.prices) == shared(case)
    assert all(price >= 0 for price in found.prices.values())
    assert found.bound == pytest.approx(bound_at(teams, dict(found.prices)), abs=1e-9)
    assert found.bound <= least + 1e-6
    assert found.cheapest == pytest.approx([team.cheapest(found.prices, 1)[0] for team in teams])

    for largest in (1, 5, 50):
        prices = {person: source.uniform(0, largest) for person in case.people}
        assert bound_at(teams, prices) <= least + 1e-6
    assert bound_at(teams, {}) <= least + 1e-6
    return True


def test_bounds_of_random_rounds_hold():
    assert sum(check_bounds(seed) for seed in range(40)) >= 20


@pytest.mark.slow
@pytest.mark.parametrize("start", range(5000, 5600, 100))
def test_bounds_of_many_random_rounds_hold(start):
    assert sum(check_bounds(seed) for seed in range(start, start + 100)) >= 50


def rivals(*carried: str) -> tuple[list[TeamFillings], frozenset[str]]:
    """Return two teams with one row of weight 4 and a seat for everybody, who carry these."""
    people = {f"p{number}": carries for number, carries in enumerate(carried)}
    raw = team_of([], [], people)
    raw["teams"] = [
        {"id": f"t{number}", "demand": [row("a", 4)], "seats": [seat(f"s{number}", *people)]}
        for number in range(2)
    ]
    problem = Problem.of(read(raw))
    return fillings_of(raw, problem, problem.model()), frozenset(people)


def test_prices_tell_teams_that_only_one_can_have_somebody():
    """Each team by itself is short of nothing; together they are, by all of one row."""
    teams, people = rivals("a", "", "")
    assert bound_at(teams, {}) == 0
    found = Pricing(teams, people, Limits()).run(Composition({"s0": "p0", "s1": "p1"}))
    assert found is not None
    assert 3 < found.bound <= 4
    assert found.prices["p0"] > 3


def test_prices_that_prove_enough_are_the_first_ones():
    teams, people = rivals("a", "a", "")
    found = Pricing(teams, people, Limits()).run(Composition({"s0": "p0", "s1": "p1"}))
    assert found is not None
    assert found.bound == 0


def test_a_search_that_is_stopped_has_no_prices():
    teams, people = rivals("a", "")
    limits = Limits()
    limits.stop.set()
    assert Pricing(teams, people, limits).run(Composition({"s0": "p0", "s1": "p1"})) is None
