"""A team's fillings are those that an enumeration finds, the cheapest and all within a limit."""

import math
import random
from fractions import Fraction

import pytest

from planner.model import fillings as fillings_module
from planner.model.fillings import TeamFillings, TooMany
from planner.solver.problem import Problem
from tests.building import dossier, person, row, seat, team
from tests.solver.conftest import read
from tests.solver.ways import round_at_random

from .enumerated import Enumeration, fillings_of

NUMBER = 5


def by_team(seed: int):
    """Yield the fillings of each team of a random round, and their enumeration.

    A locked seat whose filling is optional may stay empty here: the lock is asked afterwards.
    """
    raw = round_at_random(seed)
    for one in (one for each in raw["teams"] for one in each["seats"]):
        if one.get("locked"):
            one["optional"] = False
    problem = Problem.of(read(raw), cautious=seed % 3 == 0)
    plan = problem.model()
    for found, one in zip(fillings_of(raw, problem, plan), raw["teams"], strict=True):
        yield found, Enumeration(raw, one, plan, problem.situation.cautious)


def random_prices(source: random.Random, people) -> dict[str, float]:
    """Return prices in eighths, so that their sums are exact; some people have none."""
    return {somebody: source.randrange(40) / 8 for somebody in people if source.random() < 0.8}


def check(found: TeamFillings, expected: Enumeration, source: random.Random) -> None:
    """Ensure that fillings are those of the enumeration at random prices."""
    prices = random_prices(source, [one["id"] for one in expected.raw["people"]])
    costs = expected.costs(prices)
    certain = found.certain
    everything = found.within(prices, math.inf)
    assert len(everything) == len(costs)
    assert {expected.seated(filling) for filling in everything} == set(costs)
    for filling in everything:
        assert found.shortfall(filling) + certain == expected.short[expected.seated(filling)]
        assert found.shortfall(filling) <= found.largest

    limits = [*costs.values(), Fraction(-1)]
    for limit in source.sample(limits, min(3, len(limits))):
        within = [expected.seated(one) for one in found.within(prices, float(limit - certain))]
        assert len(within) == len(set(within))
        assert set(within) == {seated for seated, cost in costs.items() if cost <= limit}

    least, fillings = found.cheapest(prices, NUMBER)
    if not costs:
        assert (least, fillings) == (math.inf, [])
        return
    assert Fraction(least) + certain == min(costs.values())
    cheapest = [costs[expected.seated(filling)] for filling in fillings]
    assert cheapest[0] == min(costs.values())
    assert cheapest == sorted(cheapest)
    assert 1 <= len(fillings) == len({expected.seated(filling) for filling in fillings}) <= NUMBER


def check_rounds(seeds) -> tuple[int, int]:
    """Check the teams of random rounds; return how many, and how many with like seats."""
    teams = like = 0
    for seed in seeds:
        source = random.Random(f"prices {seed}")
        for found, expected in by_team(seed):
            check(found, expected, source)
            teams += 1
            groups = expected.plan.occupancy.groups
            like += any(
                len(group.seats) > 1 and group.separate is None and group.team == found.team.id
                for group in groups
            )
    return teams, like


@pytest.mark.parametrize("beam", [1, 50])
def test_fillings_of_random_teams_are_those_of_the_enumeration(beam, monkeypatch):
    """The narrowest beam hardly ever ends at the cheapest: what it reached is only a start."""
    monkeypatch.setattr(fillings_module, "_BEAM", beam)
    teams, like = check_rounds(range(30))
    assert teams >= 60
    assert like >= 12


@pytest.mark.slow
@pytest.mark.parametrize("start", range(1000, 3000, 250))
def test_fillings_of_many_random_teams_are_those_of_the_enumeration(start):
    check_rounds(range(start, start + 250))


def fillings(*seats: dict, demand=(), people=None, most: int = 1000, excluded=()) -> TeamFillings:
    """Return the fillings of one team; everybody carries `trust`, unless people are given."""
    made = people or [person(name, {"trust": 4}) for name in "pqrt"]
    problem = Problem.of(dossier(made, [team("mt", seats, demand)]))
    groups = problem.model().occupancy.groups
    return TeamFillings(problem.situation, problem.situation.teams[0], groups, excluded, most)


def test_of_like_seats_each_set_of_people_is_found_once():
    found = fillings(seat("x"), seat("y")).within({}, 0)
    assert sorted(map(sorted, found)) == [
        list(pair) for pair in ("pq", "pr", "pt", "qr", "qt", "rt")
    ]


def test_like_seats_that_may_be_empty_stay_empty_after_those_that_may_not():
    found = fillings(seat("x", optional=True), seat("y")).within({}, 0)
    assert len(found) == len(set(found)) == 4 + 6
    assert all(filled is not None for _, filled in found)
    assert sum(left is None for left, _ in found) == 4


def test_a_price_counts_as_much_as_a_shortfall():
    made = fillings(
        seat("x"),
        demand=[row("trust", importance=3)],
        people=[person("p", {"trust": 4}), person("q")],
    )
    assert made.cheapest({"p": 2.0}, 1) == (2.0, [("p",)])
    assert made.cheapest({"p": 4.0}, 1) == (3.0, [("q",)])
    assert made.within({"p": 2.0}, 2.5) == [("p",)]


def test_a_team_without_seats_has_one_filling():
    made = fillings(demand=[row("trust", importance=3, carriers=2)])
    assert made.cheapest({}, 3) == (0.0, [()])
    assert made.certain == 6


def test_a_row_may_ask_for_any_number_of_carriers():
    made = fillings(seat("x"), demand=[row("trust", importance=2, carriers=10**30)])
    assert made.certain == 2 * (10**30 - 1)
    assert made.largest == 2
    assert made.cheapest({}, 1)[0] == 0


@pytest.mark.parametrize("nobody", ["x", "z"])
def test_where_nobody_may_take_a_seat_there_is_no_filling(nobody):
    seats = [seat("x", candidates=["p", "q"]), seat("z", candidates=["p", "q", "r"])]
    excluded = [(nobody, name) for name in "pqr"]
    made = fillings(*seats, excluded=excluded)
    assert made.cheapest({}, 1) == (math.inf, [])
    assert made.within({}, math.inf) == []


def test_where_seats_vie_for_one_person_there_is_no_filling():
    made = fillings(seat("x", candidates=["p"], minimum={}), seat("y", "p", candidates=[]))
    assert made.cheapest({"p": 1.0}, 1) == (math.inf, [])


def test_more_fillings_than_can_be_looked_at_are_too_many():
    seats = [seat(name) for name in "xy"]
    assert len(fillings(*seats, most=12).within({}, 0)) == 6
    with pytest.raises(TooMany):
        fillings(*seats, most=3).within({}, 0)
    with pytest.raises(TooMany):
        fillings(*seats, most=3).cheapest({}, 1)
