from fractions import Fraction

import pytest

from planner.figures.job_fit import job_fit, rounded
from tests.building import dossier, person, row, team, team_figures

PEOPLE = [
    person("ann", {"trust": 4, "crisis": 2.5}),
    person("ben", {"trust": 3}),
    person("cas", {"trust": {"level": 4, "low": 1.5, "high": 5}, "crisis": 5}),
    person("dee"),
]
# Trust: importance 2, level 3. Crisis: importance 1, level 4. Together 2 * 30 + 1 * 40 = 100.
DEMAND = [row("trust", importance=2, level=3, carriers=3), row("crisis", level=4)]


def fit(somebody, demand=DEMAND, cautious=False, people=PEOPLE, **more):
    case = dossier(people, [team("mt", ["s1"], demand)], **more)
    return job_fit(team_figures(case, {}, cautious=cautious).team, somebody)


def test_a_level_above_the_demand_counts_no_more_than_the_demand():
    # Ann: 2 * 30 (4 is above 3) + 25 of 100.
    assert fit("ann") == 85
    assert fit("cas") == 100


def test_an_unknown_level_counts_as_the_minimum_of_the_scale():
    # Ben: 2 * 30 + 10. Dee: 2 * 10 + 10.
    assert fit("ben") == 70
    assert fit("dee") == 30


def test_the_number_of_carriers_plays_no_part():
    assert fit("ann", [row("trust", level=5, carriers=9)]) == 80


def test_cautious_reads_low():
    # Cas: 2 * 15 + 40.
    assert fit("cas", cautious=True) == 70


def test_it_is_exact():
    # 10 of 30
    assert fit("dee", [row("trust")]) == Fraction(100, 3)


def test_a_team_that_demands_nothing_has_no_fit():
    assert fit("ann", []) is None


def test_a_demand_of_level_zero_alone_has_no_fit():
    people = [person("ann", {"trust": 2})]
    assert fit("ann", [row("trust", level=0)], people=people, scale=(0, 3)) is None
    both = [row("trust", level=0), row("crisis", level=2)]
    assert fit("ann", both, people=people, scale=(0, 3)) == 0


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(25, 4), 6.3),
        (Fraction(1, 20), 0.1),
        (Fraction(200, 3), 66.7),
        (Fraction(100, 3), 33.3),
        (Fraction(100), 100.0),
        (Fraction(0), 0.0),
    ],
)
def test_it_is_rounded_half_up_to_one_decimal(value, shown):
    assert rounded(value) == shown
