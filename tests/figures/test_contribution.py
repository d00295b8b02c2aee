import random
from fractions import Fraction
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from planner.figures.contribution import contributions, everybody, marginals
from planner.figures.team_figures import TeamFigures
from tests.building import dossier, person, row, seat, team, team_figures
from tests.figures.random_teams import CALM, random_team

PEOPLE = [
    person("ann", {"trust": 4, "crisis": 4}),
    person("ben", {"trust": 4}),
    person("cas", {"crisis": None}),
]
SEATS = [seat(f"s{number}", optional=True) for number in (1, 2, 3)]


def shares(demand, sitting, circle=()):
    case = dossier(PEOPLE, [team("mt", SEATS, demand, circle=list(circle))])
    figures = team_figures(case, sitting)
    return contributions(figures.team, figures.carriers)


def lost(demand, sitting, circle=()):
    case = dossier(PEOPLE, [team("mt", SEATS, demand, circle=list(circle))])
    figures = team_figures(case, sitting)
    return marginals(figures.team, figures.carriers)


DEMAND = [row("trust", importance=3), row("crisis", importance=5)]
ALL = {"s1": "ann", "s2": "ben", "s3": "cas"}


def test_carriers_of_a_row_share_it_equally():
    # Trust: 3 * min(1, 2) / 2 for Ann and Ben. Crisis: 5 for Ann, its only carrier.
    assert shares(DEMAND, ALL) == {"ann": Fraction(13, 2), "ben": Fraction(3, 2), "cas": 0}


def test_carriers_up_to_the_number_asked_count_in_full():
    demand = [row("trust", importance=3, carriers=2)]
    assert shares(demand, ALL) == {"ann": 3, "ben": 3, "cas": 0}
    # Three are asked and two carry: each of them in full, and the rest is short.
    demand = [row("trust", importance=3, carriers=3)]
    assert shares(demand, ALL) == {"ann": 3, "ben": 3, "cas": 0}


def test_a_marginal_is_what_is_covered_less_without_the_person():
    # Without Ann crisis is short (5); trust has Ben. Without Ben nothing changes.
    assert lost(DEMAND, ALL) == {"ann": 5, "ben": 0, "cas": 0}
    assert lost(DEMAND, {"s1": "ann"}) == {"ann": 8}


def test_the_circle_contributes_to_spread_rows():
    demand = [row("trust", importance=3, spread=True), row("crisis", importance=5)]
    found = shares(demand, {"s1": "ann"}, circle=["ben"])
    assert found == {"ann": Fraction(13, 2), "ben": Fraction(3, 2)}
    assert lost(demand, {"s1": "ann"}, circle=["ben"]) == {"ann": 5, "ben": 0}


def test_the_circle_is_left_out_where_no_row_is_spread():
    assert shares(DEMAND, {"s1": "ann"}, circle=["ben"]) == {"ann": 8}


def test_a_member_who_is_in_the_circle_counts_once():
    demand = [row("trust", importance=3, spread=True)]
    assert shares(demand, {"s1": "ann", "s2": "ben"}, circle=["ann"]) == {
        "ann": Fraction(3, 2),
        "ben": Fraction(3, 2),
    }


def test_nobody_counts_where_nothing_is_demanded():
    assert shares([], ALL) == {}
    assert lost([], ALL) == {}
    assert shares(DEMAND, {}) == {}


def test_zeros_are_shown_members_first():
    demand = [row("crisis", spread=True)]
    case = dossier(PEOPLE, [team("mt", SEATS, demand, circle=["cas", "ann"])])
    figures = team_figures(case, {"s1": "ben"})
    assert everybody(figures.team) == ("ben", "cas", "ann")
    assert contributions(figures.team, figures.carriers) == {"ben": 0, "cas": 0, "ann": 1}


def value(figures, present):
    """Return v(S) by its definition: the weighted number of carriers that count."""
    found = 0
    for one in figures.team.rows:
        able = sum(
            somebody in present
            and (level := figures.team.level(somebody, one.behaviour)) is not None
            and level >= one.level
            for somebody in figures.team.counting(one)
        )
        found += one.importance * min(one.carriers, able)
    return found


@given(st.integers(0, 2**32))
@CALM
def test_contributions_are_the_shapley_values_over_all_orders_of_arrival(seed):
    figures = random_team(random.Random(seed))
    people = everybody(figures.team)
    worth = {}
    expected = dict.fromkeys(people, Fraction(0))
    orders = list(permutations(people))
    for order in orders:
        for position, somebody in enumerate(order):
            before, after = frozenset(order[:position]), frozenset(order[: position + 1])
            for present in (before, after):
                if present not in worth:
                    worth[present] = value(figures, present)
            expected[somebody] += Fraction(worth[after] - worth[before], len(orders))
    found = contributions(figures.team, figures.carriers)
    assert found == expected
    assert sum(found.values()) == figures.demanded - figures.coverage


@given(st.integers(0, 2**32))
@CALM
def test_marginals_are_what_the_team_covers_less_when_the_person_leaves(seed):
    figures = random_team(random.Random(seed))
    whole = frozenset(everybody(figures.team))
    for somebody, loss in marginals(figures.team, figures.carriers).items():
        assert loss == value(figures, whole) - value(figures, whole - {somebody})
        left = TeamFigures(figures.team.without(frozenset({somebody})))
        assert loss == left.coverage - figures.coverage
