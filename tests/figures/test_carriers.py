from tests.building import dossier, person, row, seat, team, team_figures

PEOPLE = [
    person("ann", {"trust": 3}),
    person("ben", {"trust": 2.9}),
    person("cas", {"trust": None}),
    person("dee"),
    person("eva", {"trust": {"level": 3.5, "low": 2.5, "high": 4}}),
]
SEATS = [seat(f"s{number}", optional=True) for number in (1, 2, 3, 4, 5)]
ALL = {"s1": "eva", "s2": "dee", "s3": "cas", "s4": "ben", "s5": "ann"}


def carriers(demand, sitting, cautious=False, circle=()):
    case = dossier(PEOPLE, [team("mt", SEATS, demand, circle=list(circle))])
    return team_figures(case, sitting, cautious=cautious).carriers


def test_a_level_at_the_demand_carries_and_a_tenth_below_does_not():
    assert carriers([row("trust", level=3)], ALL) == {"trust": ("eva", "ann")}
    assert carriers([row("trust", level=2.9)], ALL) == {"trust": ("eva", "ben", "ann")}


def test_an_unknown_level_carries_nothing_not_even_the_minimum_of_the_scale():
    assert carriers([row("trust", level=1)], ALL) == {"trust": ("eva", "ben", "ann")}


def test_cautious_reads_low():
    assert carriers([row("trust", level=3)], ALL, cautious=True) == {"trust": ("ann",)}
    assert carriers([row("trust", level=2.5)], ALL, cautious=True)["trust"][0] == "eva"


def test_carriers_stand_in_the_order_of_the_seats_and_the_circle_comes_last():
    rows = [row("trust", spread=True)]
    assert carriers(rows, {"s1": "eva", "s2": "dee"}, circle=["ann"]) == {"trust": ("eva", "ann")}


def test_the_circle_carries_spread_rows_only():
    rows = [row("trust"), row("crisis", level=1, spread=True)]
    found = carriers(rows, {"s1": "eva"}, circle=["ann"])
    assert found == {"trust": ("eva",), "crisis": ()}


def test_a_member_who_is_in_the_circle_counts_once():
    assert carriers([row("trust", spread=True)], {"s1": "ann"}, circle=["ann"]) == {
        "trust": ("ann",)
    }


def test_nobody_carries_in_an_empty_team():
    assert carriers([row("trust")], {}) == {"trust": ()}
    assert carriers([], ALL) == {}


def test_a_developed_level_carries():
    case = dossier(
        PEOPLE, [team("mt", SEATS, [row("trust")])], [{"kind": "development", "budget": 1}]
    )
    assert team_figures(case, {"s1": "ben"}).carriers == {"trust": ()}
    assert team_figures(case, {"s1": "ben"}, {("ben", "trust"): 1}).carriers == {"trust": ("ben",)}
