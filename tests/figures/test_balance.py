from planner.figures.balance import rows_by_direction
from tests.building import dossier, figures_of, person, row, seat, team, team_figures

BEHAVIOURS = {"trust": "inward", "care": "inward", "candour": "upward", "crisis": "across"}
PEOPLE = [person("ann", {"trust": 4}), person("ben", {"candour": 4, "crisis": 4})]
SEATS = [seat("s1", optional=True), seat("s2", optional=True)]


def balance(demand, sitting):
    case = dossier(PEOPLE, [team("mt", SEATS, demand)], behaviours=BEHAVIOURS)
    return team_figures(case, sitting).objectives["balance"]


def test_the_worst_covered_direction_counts():
    # Inward: trust (3) is covered and care (1) is not: 1 of 4 short. Upward: all covered.
    demand = [row("trust", importance=3), row("care"), row("candour")]
    assert balance(demand, {"s1": "ann", "s2": "ben"}) == 250
    # Without Ben upward is short altogether.
    assert balance(demand, {"s1": "ann"}) == 1000


def test_a_fraction_of_a_per_mille_is_rounded_up():
    # 1 of 3 short: 333.33... ; 2 of 3 short: 666.66...
    demand = [row("trust", importance=2), row("care", importance=1)]
    assert balance(demand, {"s1": "ann"}) == 334
    demand = [row("trust", importance=1), row("care", importance=2)]
    assert balance(demand, {"s1": "ann"}) == 667


def test_the_smallest_shortfall_is_never_rounded_to_nothing():
    # 1 of 5001 short is 0.19996 per mille.
    demand = [row("care", carriers=1), row("trust", importance=5, carriers=1000)]
    people = [person(f"p{number}", {"trust": 4}) for number in range(1000)]
    seats = [seat(f"s{number}", optional=True) for number in range(1000)]
    case = dossier(people, [team("mt", seats, demand)], behaviours=BEHAVIOURS, candidates=[])
    everybody = {f"s{number}": f"p{number}" for number in range(1000)}
    assert team_figures(case, everybody).objectives["balance"] == 1


def test_a_direction_without_rows_plays_no_part():
    assert balance([row("trust")], {"s1": "ann"}) == 0


def test_a_team_that_demands_nothing_is_in_balance():
    assert balance([], {"s1": "ann"}) == 0
    assert balance([], {}) == 0


def test_an_empty_team_is_short_of_everything():
    assert balance([row("trust"), row("crisis")], {}) == 1000


def test_several_teams_add_up():
    teams = [
        team("mt", [seat("s1", optional=True)], [row("trust", importance=3), row("care")]),
        team("ot", [seat("s2", optional=True)], [row("crisis")]),
    ]
    case = dossier(PEOPLE, teams, behaviours=BEHAVIOURS)
    assert figures_of(case, {"s1": "ann"}).objectives["balance"] == 250 + 1000


def test_rows_stand_by_direction_in_the_order_of_the_repertoire():
    demand = [row("crisis"), row("care"), row("trust")]
    case = dossier(PEOPLE, [team("mt", SEATS, demand)], behaviours=BEHAVIOURS)
    grouped = rows_by_direction(team_figures(case, {}).team)
    assert [(name, [one.behaviour for one in rows]) for name, rows in grouped.items()] == [
        ("inward", ["care", "trust"]),
        ("across", ["crisis"]),
    ]
