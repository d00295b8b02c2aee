import random

from hypothesis import given
from hypothesis import strategies as st

from planner.figures.contribution import marginals
from planner.figures.departure import departure, departure_losses
from tests.building import dossier, person, row, seat, team, team_figures
from tests.figures.random_teams import CALM, random_team

PEOPLE = [
    person("ann", {"trust": 4, "crisis": 4}),
    person("ben", {"trust": 4}),
    person("cas", {"crisis": 4}),
]
SEATS = [seat(f"s{number}", optional=True) for number in (1, 2, 3)]


def losses(demand, sitting, circle=()):
    case = dossier(PEOPLE, [team("mt", SEATS, demand, circle=list(circle))])
    figures = team_figures(case, sitting)
    return departure_losses(figures.team, figures.carriers)


def largest(demand, sitting, circle=()):
    case = dossier(PEOPLE, [team("mt", SEATS, demand, circle=list(circle))])
    return team_figures(case, sitting).objectives["departure"]


DEMAND = [row("trust", importance=4), row("crisis", importance=3)]
ALL = {"s1": "ann", "s2": "ben", "s3": "cas"}


def test_the_only_carrier_takes_the_importance_of_every_row_along():
    # Ann alone carries trust (4) and crisis (3).
    assert losses(DEMAND, {"s1": "ann"}) == {"ann": 7}
    # With Ben trust has two carriers where one is asked: only crisis is lost with Ann.
    assert losses(DEMAND, {"s1": "ann", "s2": "ben"}) == {"ann": 3, "ben": 0}
    assert largest(DEMAND, {"s1": "ann", "s2": "ben"}) == 3


def test_nothing_is_lost_where_everybody_has_a_second():
    assert losses(DEMAND, ALL) == {"ann": 0, "ben": 0, "cas": 0}
    assert largest(DEMAND, ALL) == 0


def test_exactly_as_many_carriers_as_asked_lose_one_each():
    demand = [row("trust", importance=4, carriers=2), row("crisis", importance=3)]
    assert losses(demand, ALL) == {"ann": 4, "ben": 4, "cas": 0}


def test_a_row_that_is_short_already_loses_one_carrier_more():
    demand = [row("trust", importance=4, carriers=3)]
    assert losses(demand, ALL) == {"ann": 4, "ben": 4, "cas": 0}


def test_nobody_leaves_an_empty_team():
    assert largest(DEMAND, {}) == 0
    assert losses(DEMAND, {}) == {}


def test_a_team_that_demands_nothing_loses_nothing():
    assert losses([], ALL) == {"ann": 0, "ben": 0, "cas": 0}
    assert largest([], ALL) == 0


def test_people_of_the_circle_do_not_leave():
    demand = [row("trust", importance=4, spread=True)]
    assert losses(demand, {"s1": "cas"}, circle=["ann"]) == {"cas": 0}


def test_the_circle_makes_a_member_dispensable():
    demand = [row("trust", importance=4, spread=True)]
    assert losses(demand, {"s1": "ann"}, circle=["ben"]) == {"ann": 0}


def test_a_member_who_is_in_the_circle_leaves_both():
    demand = [row("trust", importance=4, spread=True)]
    assert losses(demand, {"s1": "ann"}, circle=["ann"]) == {"ann": 4}


@given(st.integers(0, 2**32))
@CALM
def test_departure_is_the_largest_marginal_of_a_member(seed):
    figures = random_team(random.Random(seed))
    by_person = marginals(figures.team, figures.carriers)
    members = [by_person.get(somebody, 0) for somebody in figures.team.members]
    assert departure(figures.team, figures.carriers) == max(members, default=0)


@given(st.integers(0, 2**32))
@CALM
def test_departure_is_what_the_team_lacks_more_without_the_one(seed):
    figures = random_team(random.Random(seed))
    more = [
        type(figures)(figures.team.without(frozenset({somebody}))).coverage - figures.coverage
        for somebody in figures.team.members
    ]
    assert departure(figures.team, figures.carriers) == max(more, default=0)
