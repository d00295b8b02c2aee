from fractions import Fraction

import pytest

from planner.figures.coverage import coverage_percent, covered_share, demanded, shortfall
from tests.building import dossier, figures_of, person, row, seat, team, team_figures

PEOPLE = [person("ann", {"trust": 4, "crisis": 2}), person("ben", {"trust": 3})]
SEATS = [seat("s1", optional=True), seat("s2", optional=True)]
# Trust: importance 4, two carriers. Crisis: importance 3, one carrier.
DEMAND = [row("trust", importance=4, carriers=2), row("crisis", importance=3)]


def figures(sitting, demand=DEMAND):
    return team_figures(dossier(PEOPLE, [team("mt", SEATS, demand)]), sitting)


def test_nobody_leaves_everything_short():
    # 4 * 2 + 3 * 1
    assert figures({}).coverage == 11
    assert figures({}).demanded == 11
    assert figures({}).coverage_percent == 0


def test_each_missing_carrier_weighs_the_importance():
    # Ann carries trust: one carrier short, 4 * 1; crisis is short, 3 * 1.
    assert figures({"s1": "ann"}).coverage == 7
    # Of 11 is 4 covered: 36.36...
    assert figures({"s1": "ann"}).coverage_percent == 36.4
    # Ann and Ben carry trust; only crisis is short.
    assert figures({"s1": "ann", "s2": "ben"}).coverage == 3


def test_more_carriers_than_asked_is_not_less_than_nothing_short():
    demand = [row("trust", importance=4)]
    assert figures({"s1": "ann", "s2": "ben"}, demand).coverage == 0
    assert figures({"s1": "ann", "s2": "ben"}, demand).coverage_percent == 100


def test_more_carriers_asked_than_there_are_seats_stay_short():
    # Five are asked and two carry: 2 * 3 short.
    assert (
        figures({"s1": "ann", "s2": "ben"}, [row("trust", importance=2, carriers=5)]).coverage == 6
    )


def test_a_team_that_demands_nothing_is_covered():
    assert figures({}, []).coverage == 0
    assert figures({}, []).coverage_percent == 100


def test_shortfall_by_row():
    rows = dossier(PEOPLE, [team("mt", SEATS, DEMAND)]).teams[0].demand
    assert [shortfall(one, {"trust": ("ann",), "crisis": ("ann", "ben")}) for one in rows] == [1, 0]
    assert demanded(rows) == 11
    assert demanded([]) == 0


def test_the_circle_covers_spread_rows():
    around = team("mt", SEATS, [row("trust", carriers=2, spread=True)], circle=["ben"])
    case = dossier(PEOPLE, [around])
    assert team_figures(case, {}).coverage == 1
    assert team_figures(case, {"s1": "ann"}).coverage == 0
    assert team_figures(case, {"s1": "ben"}).coverage == 1


def test_levels_on_a_scale_from_zero_to_three():
    people = [person("ann", {"trust": 0}), person("ben", {"trust": None})]
    demand = [row("trust", level=0, carriers=2)]
    case = dossier(people, [team("mt", SEATS, demand)], scale=(0, 3))
    # Zero is a level that is known, and reaches a demand of zero; an unknown level does not.
    assert team_figures(case, {"s1": "ann", "s2": "ben"}).coverage == 1


@pytest.mark.parametrize(
    ("short", "asked", "percent"),
    [
        (15, 16, 6.3),  # 6.25
        (1999, 2000, 0.1),  # 0.05
        (1, 2000, 100.0),  # 99.95
        (3, 2000, 99.9),  # 99.85, of which the float lies below the half
        (1, 3, 66.7),
        (2, 3, 33.3),
        (0, 7, 100.0),
        (7, 7, 0.0),
        (0, 0, 100.0),
    ],
)
def test_the_percentage_is_rounded_half_up_to_one_decimal(short, asked, percent):
    assert coverage_percent(short, asked) == percent


def test_every_half_is_rounded_up():
    # All percentages that lie exactly between two tenths: odd twentieths of a per mille.
    for odd in range(1, 2000, 2):
        assert coverage_percent(2000 - odd, 2000) == (odd + 1) / 20


def test_the_share_is_exact():
    assert covered_share(1, 3) == Fraction(2, 3)
    assert covered_share(0, 0) == 1


def test_the_percentage_of_several_teams_is_of_their_sums():
    # MT covers 4 of 11, and OT 1 of 1: together 5 of 12, which is 41.66...
    teams = [
        team("mt", SEATS, DEMAND),
        team("ot", [seat("s3", optional=True)], [row("trust")]),
    ]
    figures = figures_of(dossier(PEOPLE, teams), {"s1": "ann", "s3": "ben"})
    assert figures.objectives["coverage"] == 7
    assert figures.coverage_percent == 41.7
    assert [one.coverage_percent for one in figures.teams.values()] == [36.4, 100]
