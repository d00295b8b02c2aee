import random
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from planner.figures.load import load, roles
from tests.building import dossier, person, row, seat, team, team_figures
from tests.figures.random_teams import CALM, random_team

ALL = {"trust": 4, "candour": 4, "network": 4, "crisis": 4}
PEOPLE = [person("ann", ALL), person("ben", ALL), person("cas", {"trust": 4}), person("dee")]
SEATS = [seat(f"s{number}", optional=True) for number in (1, 2, 3)]
DEMAND = [row("trust"), row("candour"), row("crisis")]


def figures(demand, sitting, circle=()):
    return team_figures(dossier(PEOPLE, [team("mt", SEATS, demand, circle=list(circle))]), sitting)


def test_one_person_leads_all_that_they_carry():
    found = figures(DEMAND, {"s1": "ann"})
    assert found.roles == {"trust": ("ann",), "candour": ("ann",), "crisis": ("ann",)}
    assert found.objectives["load"] == 3


def test_two_people_share_three_rows_as_two_and_one():
    found = figures(DEMAND, {"s1": "ann", "s2": "ben"})
    assert found.objectives["load"] == 2
    assert all(len(people) == 1 for people in found.roles.values())


def test_who_can_lead_little_takes_what_they_can():
    # Cas can lead trust only: that leaves candour and crisis for Ann.
    found = figures(DEMAND, {"s1": "ann", "s2": "cas"})
    assert found.roles == {"trust": ("cas",), "candour": ("ann",), "crisis": ("ann",)}
    assert found.objectives["load"] == 2


def test_a_row_has_no_more_leads_than_carriers():
    found = figures([row("trust", carriers=5)], {"s1": "ann", "s2": "cas", "s3": "dee"})
    assert found.roles == {"trust": ("ann", "cas")}
    assert found.objectives["load"] == 1


def test_a_row_has_no_more_leads_than_it_asks():
    found = figures([row("trust", carriers=2)], {"s1": "ann", "s2": "ben", "s3": "cas"})
    assert len(found.roles["trust"]) == 2


def test_nobody_leads_where_nobody_carries():
    found = figures(DEMAND, {"s1": "dee"})
    assert found.roles == {"trust": (), "candour": (), "crisis": ()}
    assert found.objectives["load"] == 0
    assert figures(DEMAND, {}).objectives["load"] == 0
    assert figures([], {"s1": "ann"}).roles == {}
    assert figures([], {"s1": "ann"}).objectives["load"] == 0


def test_the_circle_leads_spread_rows():
    demand = [row("trust", spread=True), row("candour")]
    found = figures(demand, {"s1": "ann"}, circle=["cas"])
    assert found.roles == {"trust": ("cas",), "candour": ("ann",)}
    assert found.objectives["load"] == 1


def test_load_counts_the_rows_of_each_person():
    assert load({"trust": ("ann", "ben"), "candour": ("ben",)}) == 2
    assert load({"trust": ()}) == 0
    assert load({}) == 0


def smallest_load(found):
    """Return the smallest maximum over all role divisions, each tried."""
    choices = [
        list(combinations(people, min(one.carriers, len(people))))
        for one in found.team.rows
        for people in [found.carriers[one.behaviour]]
    ]
    best = None
    for division in product(*choices):
        led = [somebody for people in division for somebody in people]
        most = max((led.count(somebody) for somebody in set(led)), default=0)
        best = most if best is None else min(best, most)
    assert best is not None
    return best


@given(st.integers(0, 2**32))
@CALM
def test_the_load_is_the_smallest_over_all_role_divisions(seed):
    found = random_team(random.Random(seed))
    assert found.objectives["load"] == smallest_load(found)


@given(st.integers(0, 2**32))
@CALM
def test_a_role_division_has_the_leads_that_each_row_needs_among_its_carriers(seed):
    found = random_team(random.Random(seed))
    division = roles(found.team, found.carriers)
    assert list(division) == [one.behaviour for one in found.team.rows]
    for one in found.team.rows:
        people, leads = found.carriers[one.behaviour], division[one.behaviour]
        assert len(set(leads)) == len(leads) == min(one.carriers, len(people))
        assert set(leads) <= set(people)


@given(st.lists(st.tuples(st.sets(st.integers(0, 5), min_size=1), st.integers(1, 4)), max_size=6))
@CALM
def test_the_load_is_the_smallest_for_any_pattern_of_carriers(pattern):
    # Larger patterns than the random teams have: six rows and six people, chains of handovers.
    behaviours = {f"b{number}": "inward" for number in range(6)}
    people = [
        person(
            f"p{number}",
            {f"b{place}": 4 for place, (carrying, _) in enumerate(pattern) if number in carrying},
        )
        for number in range(6)
    ]
    demand = [row(f"b{place}", carriers=asked) for place, (_, asked) in enumerate(pattern)]
    seats = [seat(f"s{number}", optional=True) for number in range(6)]
    case = dossier(people, [team("mt", seats, demand)], behaviours=behaviours)
    found = team_figures(case, {f"s{number}": f"p{number}" for number in range(6)})
    assert found.objectives["load"] == fewest(pattern)


def fewest(pattern):
    """Return the smallest limit that every set of rows can be led within (Hall's condition)."""
    limit = 0
    for size in range(1, len(pattern) + 1):
        for chosen in combinations(pattern, size):
            needed = sum(min(asked, len(carrying)) for carrying, asked in chosen)
            able = [sum(number in carrying for carrying, _ in chosen) for number in range(6)]
            while sum(min(limit, rows) for rows in able) < needed:
                limit += 1
    return limit
