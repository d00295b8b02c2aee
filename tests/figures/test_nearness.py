from planner.figures.nearness import best_level
from tests.building import dossier, figures_of, person, row, seat, team, team_figures

PEOPLE = [
    person("ann", {"trust": 2.5}),
    person("ben", {"trust": 4.2}),
    person("cas", {"trust": None}),
    person("dee", {"trust": {"level": 4, "low": 2, "high": 5}}),
]
SEATS = [seat("s1", optional=True), seat("s2", optional=True)]


def nearness(demand, sitting, cautious=False, circle=(), scale=(1, 5)):
    case = dossier(PEOPLE, [team("mt", SEATS, demand, circle=list(circle))], scale=scale)
    return team_figures(case, sitting, cautious=cautious).objectives["nearness"]


DEMAND = [row("trust", importance=3, level=4)]


def test_the_best_of_those_who_count_decides():
    # Ann stays 1.5 below 4: 3 * 15. Ben is above it.
    assert nearness(DEMAND, {"s1": "ann"}) == 45
    assert nearness(DEMAND, {"s1": "ann", "s2": "ben"}) == 0


def test_the_number_of_carriers_plays_no_part():
    demand = [row("trust", importance=3, level=4, carriers=9)]
    assert nearness(demand, {"s1": "ann", "s2": "ben"}) == 0


def test_where_no_level_is_known_the_minimum_of_the_scale_counts():
    # 3 * (40 - 10), and on a scale from 0: 3 * 40
    assert nearness(DEMAND, {"s1": "cas"}) == 90
    assert nearness(DEMAND, {}) == 90
    people = [person("cas", {"trust": None})]
    case = dossier(people, [team("mt", SEATS, [row("trust", importance=3, level=3)])], scale=(0, 3))
    assert team_figures(case, {"s1": "cas"}).objectives["nearness"] == 90


def test_a_demand_at_the_minimum_of_the_scale_is_always_near():
    assert nearness([row("trust", level=1)], {}) == 0


def test_an_unknown_level_beside_a_known_one_changes_nothing():
    assert nearness(DEMAND, {"s1": "cas", "s2": "ann"}) == 45


def test_cautious_reads_low():
    assert nearness(DEMAND, {"s1": "dee"}) == 0
    assert nearness(DEMAND, {"s1": "dee"}, cautious=True) == 60
    # Ann has no interval: her level stays 2.5, which is above the low of Dee.
    assert nearness(DEMAND, {"s1": "dee", "s2": "ann"}, cautious=True) == 45


def test_the_circle_counts_for_spread_rows_only():
    assert nearness(DEMAND, {"s1": "ann"}, circle=["ben"]) == 45
    demand = [row("trust", importance=3, level=4, spread=True)]
    assert nearness(demand, {"s1": "ann"}, circle=["ben"]) == 0
    assert nearness(demand, {}, circle=["ann"]) == 45


def test_rows_and_teams_add_up():
    demand = [*DEMAND, row("crisis", importance=2, level=1.5)]
    # Trust: 45. Crisis is known of nobody: 2 * (15 - 10).
    assert nearness(demand, {"s1": "ann"}) == 55
    teams = [team("mt", SEATS, demand), team("ot", [seat("s3", optional=True)], DEMAND)]
    assert figures_of(dossier(PEOPLE, teams), {"s1": "ann"}).objectives["nearness"] == 55 + 90


def test_a_team_that_demands_nothing_is_near():
    assert nearness([], {"s1": "ann"}) == 0


def test_the_best_level_is_in_tenths():
    figures = team_figures(dossier(PEOPLE, [team("mt", SEATS, DEMAND)]), {"s1": "ben"})
    assert best_level(figures.team, figures.team.rows[0]) == 42


def test_development_brings_the_best_nearer():
    case = dossier(
        PEOPLE,
        [team("mt", SEATS, DEMAND)],
        [{"kind": "development", "budget": 2, "step": 0.7}],
    )
    # 2.5 + 0.7 = 3.2 and 3.9: 3 * 8 and 3 * 1.
    assert team_figures(case, {"s1": "ann"}, {("ann", "trust"): 1}).objectives["nearness"] == 24
    assert team_figures(case, {"s1": "ann"}, {("ann", "trust"): 2}).objectives["nearness"] == 3
