import re
from decimal import Decimal

import pytest

from tests.building import conflict, dossier, person, proposed, row, seat, sentences, team
from tests.constraints.faces import assert_allowed, assert_says, forbidden

# Trust weighs 2 and crisis 1: with Ann alone 2 of 3 is covered, with Ben alone 1 of 3.
PEOPLE = [person("ann", {"trust": 4}), person("ben", {"crisis": 4}), person("cas")]
DEMAND = [row("trust", importance=2), row("crisis")]
MT = team("mt", ["s1", seat("s2", optional=True)], DEMAND)


def floor(percent, whole=(MT,), **more):
    return dossier(PEOPLE, whole, [{"kind": "coverage_floor", "percent": percent, **more}])


@pytest.mark.parametrize("percent", [0, 50, Decimal("66.6"), Decimal("66." + 30 * "6")])
def test_two_thirds_is_enough_for_all_that_is_not_above_it(percent):
    assert_allowed(floor(percent), {"s1": "ann"})


@pytest.mark.parametrize("percent", [67, Decimal("66.67"), Decimal("66." + 30 * "6" + "7")])
def test_two_thirds_is_too_little_for_anything_above_it(percent):
    breach = forbidden(floor(percent), {"s1": "ann"})
    # One of 3 is short, and no shortfall is allowed: one too much.
    assert (breach.team, breach.by) == ("mt", 1)


def test_the_breach_says_what_is_covered_and_what_is_asked():
    breach = forbidden(floor(Decimal("50.5")), {"s1": "ben"})
    # Covered is 1 of 3; the floor leaves a shortfall of int(3 * 49.5 / 100) = 1, and 2 is short.
    assert breach.by == 1
    assert_says(breach.dutch, "MT", "33,3 %", "50,5 %", never=("33.3", "50.5"))
    assert_says(breach.english, "MT", "33.3 %", "50.5 %")


@pytest.mark.parametrize("percent", [Decimal("66.67"), Decimal("66.7")])
def test_the_breach_never_tells_more_covered_than_is_asked(percent):
    # 2 of 3 is 66.666...: rounded half up that is 66.7, which is not below 66.67 or 66.7.
    breach = forbidden(floor(percent), {"s1": "ann"})
    covered, asked = map(Decimal, re.findall(r"([0-9.]+) %", breach.english))
    assert covered < asked


def test_the_floor_of_a_direction_counts_the_rows_of_that_direction_only():
    assert_allowed(floor(100, direction="inward"), {"s1": "ann"})
    breach = forbidden(floor(1, direction="across"), {"s1": "ann"})
    assert_says(breach.dutch, "MT", "‘Across’", "dekt 0 %", "1 %")
    assert_says(breach.english, "MT", "‘Across’", "covers 0 %", "1 %")


def test_the_floor_of_a_direction_without_rows_holds():
    assert_allowed(floor(100, direction="upward"), {"s1": "cas"})


def test_a_team_that_demands_nothing_is_covered():
    assert_allowed(floor(100, [team("mt", ["s1"])]), {"s1": "cas"})


def test_an_empty_team_covers_nothing():
    vacant = team("mt", [seat("s1", optional=True)], DEMAND)
    assert_allowed(floor(0, [vacant]), {})
    assert forbidden(floor(100, [vacant]), {}).by == 3


def test_every_team_must_reach_the_floor_by_itself():
    # Together the teams cover 3 of 6, which is half; by itself one covers all and the other none.
    other = team("ot", ["s3"], [row("trust", importance=3)])
    breach = forbidden(floor(50, [MT, other]), {"s1": "ann", "s2": "ben", "s3": "cas"})
    assert (breach.team, breach.by) == ("ot", 2)
    assert_allowed(floor(50, [MT, other], teams=["mt"]), {"s1": "ann", "s3": "cas"})


def test_carriers_beyond_what_a_row_asks_do_not_make_up_for_another_row():
    people = [person("ann", {"trust": 4}), person("ben", {"trust": 4})]
    pair = team("mt", ["s1", "s2"], [row("trust"), row("crisis")])
    rule = {"kind": "coverage_floor", "percent": 51}
    assert forbidden(dossier(people, [pair], [rule]), {"s1": "ann", "s2": "ben"}).by == 1


def test_the_circle_counts_where_the_row_is_spread():
    rows = [row("trust", spread=True), row("crisis")]
    around = team("mt", ["s1"], rows, circle=["ann"])
    assert_allowed(floor(100, [around]), {"s1": "ben"})
    at_the_top = team("mt", ["s1"], [row("trust"), row("crisis")], circle=["ann"])
    forbidden(floor(100, [at_the_top]), {"s1": "ben"})


def test_cautious_reads_the_low_end_of_an_interval():
    unsure = person("ann", {"trust": {"level": 4, "low": 2.9, "high": 5}})
    case = dossier(
        [unsure],
        [team("mt", ["s1"], [row("trust")])],
        [{"kind": "coverage_floor", "percent": 100}],
    )
    assert_allowed(case, {"s1": "ann"})
    forbidden(case, {"s1": "ann"}, cautious=True)


def test_the_solver_gives_up_a_better_figure_for_the_floor():
    # Ann keeps her seat where changes come first; Ben must come for what goes across.
    rule = {"kind": "coverage_floor", "percent": 100, "direction": "across"}
    seats = [seat("s1", "ann")]
    case = [PEOPLE, [team("mt", seats, DEMAND)]]
    assert proposed(dossier(*case, priorities=["changes"])) == {"s1": "ann"}
    assert proposed(dossier(*case, [rule], priorities=["changes"])) == {"s1": "ben"}


def test_a_floor_that_nobody_reaches_is_a_conflict_of_one():
    alone = team("mt", ["s1"], DEMAND)
    assert conflict(floor(100, [alone])) == [{"constraint": 0}]


def test_two_floors_that_one_seat_cannot_reach_together():
    rules = [
        {"kind": "coverage_floor", "percent": 100, "direction": direction}
        for direction in ("inward", "across")
    ]
    case = dossier(PEOPLE, [team("mt", ["s1"], DEMAND)], rules)
    assert conflict(case) == [{"constraint": 0}, {"constraint": 1}]


def test_the_sentence_says_how_much_of_what_and_where():
    dutch, english = sentences(floor(Decimal("66.6")))
    assert_says(dutch, "66,6 %", never=("MT", "richting"))
    assert_says(english, "66.6 %", never=("MT", "direction"))
    dutch, english = sentences(floor(80, direction="across", teams=["mt"]))
    assert_says(dutch, "80 %", "in MT", "richting ‘Across’")
    assert_says(english, "80 %", "in MT", "direction ‘Across’")


def test_a_percentage_reads_the_same_however_it_is_written():
    plain = sentences(floor(100))
    assert sentences(floor(Decimal("100.00"))) == plain
    assert sentences(floor(Decimal("1e2"))) == plain
