from decimal import Decimal

import pytest

from tests.building import conflict, dossier, person, proposed, row, seat, sentences, team
from tests.constraints.faces import all_forbidden, assert_allowed, assert_says, forbidden

STAYS = {"s1": "ann"}
GOES = {"s1": "ben"}


def tenure(years, *, locked=False, **more):
    """Ann holds a seat for so many years, and Ben may take it."""
    people = [
        person("ann") if years is None else person("ann", tenure_years=years),
        person("ben", tenure_years=9),
    ]
    held = team("mt", [seat("s1", "ann", title="Chair", locked=locked)])
    return dossier(people, [held], [{"kind": "tenure", **more}])


@pytest.mark.parametrize("years", [3, Decimal("3.0"), 5, Decimal("6." + 30 * "9")])
def test_from_three_years_and_below_seven_somebody_may_stay_or_go(years):
    assert_allowed(tenure(years), STAYS)
    assert_allowed(tenure(years), GOES)


@pytest.mark.parametrize("years", [0, 2, Decimal("2." + 30 * "9")])
def test_below_three_years_somebody_stays(years):
    assert_allowed(tenure(years), STAYS)
    breach = forbidden(tenure(years), GOES)
    assert (breach.team, breach.people) == ("mt", ("ann",))
    assert_says(breach.dutch, "MT", "Ann verlaat de stoel Chair", never=("Ben", "houdt"))
    assert_says(breach.english, "MT", "Ann leaves the seat Chair", never=("Ben", "keeps"))


@pytest.mark.parametrize("years", [7, Decimal("7.00"), 12])
def test_from_seven_years_somebody_goes(years):
    assert_allowed(tenure(years), GOES)
    breach = forbidden(tenure(years), STAYS)
    assert (breach.team, breach.people) == ("mt", ("ann",))
    assert_says(breach.dutch, "MT", "Ann houdt de stoel Chair", never=("Ben", "verlaat"))
    assert_says(breach.english, "MT", "Ann keeps the seat Chair", never=("Ben", "leaves"))


def test_the_breach_tells_the_years_in_each_language():
    breach = forbidden(tenure(Decimal("2.50")), GOES)
    assert_says(breach.dutch, "2,5 jaar", never=("2.5",))
    assert_says(breach.english, "2.5 years")


def test_a_seat_that_is_left_empty_is_left_too():
    held = team("mt", [seat("s1", "ann", optional=True)])
    people = [person("ann", tenure_years=2)]
    forbidden(dossier(people, [held], [{"kind": "tenure"}]), {})


def test_a_locked_seat_is_left_out_of_it():
    assert_allowed(tenure(12, locked=True), STAYS)


def test_a_locked_seat_is_left_out_of_it_also_while_its_lock_is_not_asked():
    # After one year Ann would have to stay; only her lock clashes with the wish, not the rule.
    people = [person("ann", tenure_years=1), person("ben")]
    held = team("mt", [seat("s1", "ann", locked=True)])
    rules = [{"kind": "tenure"}, {"kind": "include", "person": "ben"}]
    assert conflict(dossier(people, [held], rules)) == [{"constraint": 1}, {"locked": "s1"}]


def test_exempt_people_are_left_out_of_it():
    assert_allowed(tenure(12, exempt=["ann"]), STAYS)
    assert_allowed(tenure(1, exempt=["ann"]), GOES)
    forbidden(tenure(12, exempt=["ben"]), STAYS)


@pytest.mark.parametrize("years", [None, "9", True, [9]])
def test_people_without_a_number_of_years_are_left_out_of_it(years):
    assert_allowed(tenure(years), STAYS)
    assert_allowed(tenure(years), GOES)


def test_other_bounds_than_three_and_seven():
    assert_allowed(tenure(2, minimum_years=2), GOES)
    forbidden(tenure(Decimal("1.99"), minimum_years=2), GOES)
    assert_allowed(tenure(12, maximum_years=Decimal("12.1")), STAYS)
    forbidden(tenure(12, maximum_years=12), STAYS)


def test_only_the_own_seat_is_meant():
    # Ann takes another seat of the team: she has left her own all the same, and may after 7 years.
    people = [person("ann", tenure_years=7), person("ben", tenure_years=2), person("cas")]
    pair = team("mt", [seat("s1", "ann"), seat("s2", "ben"), seat("s3", optional=True)])
    case = dossier(people, [pair], [{"kind": "tenure"}])
    assert_allowed(case, {"s1": "cas", "s2": "ben", "s3": "ann"})
    breaches = all_forbidden(case, {"s1": "ann", "s2": "cas", "s3": "ben"})
    assert [breach.people for breach in breaches] == [("ann",), ("ben",)]


def test_years_of_somebody_who_sits_nowhere_ask_nothing():
    people = [person("ann", tenure_years=12), person("ben", tenure_years=1)]
    case = dossier(people, [team("mt", ["s1"])], [{"kind": "tenure"}])
    assert_allowed(case, {"s1": "ann"})
    assert_allowed(case, {"s1": "ben"})


def test_a_team_that_is_not_named_is_left_out_of_it():
    people = [person("ann", tenure_years=12), person("ben", tenure_years=12), person("cas")]
    teams = [team("mt", [seat("s1", "ann")]), team("ot", [seat("s2", "ben", optional=True)])]
    case = dossier(people, teams, [{"kind": "tenure", "teams": ["mt"]}])
    assert_allowed(case, {"s1": "cas", "s2": "ben"})
    assert forbidden(case, {"s1": "ann", "s2": "ben"}).team == "mt"


def test_the_solver_lets_go_who_has_been_there_long_enough():
    people = [person("ann", {"trust": 5}, tenure_years=7), person("ben")]
    case = [people, [team("mt", [seat("s1", "ann")], [row("trust")])]]
    assert proposed(dossier(*case)) == {"s1": "ann"}
    assert proposed(dossier(*case, [{"kind": "tenure"}])) == {"s1": "ben"}


def test_who_must_go_and_has_no_successor_leaves_a_seat_that_cannot_be_filled():
    people = [person("ann", tenure_years=8)]
    held = team("mt", [seat("s1", "ann")])
    case = dossier(people, [held], [{"kind": "tenure"}])
    assert conflict(case) == [{"constraint": 0}, {"filled": "s1"}]


def test_bounds_that_ask_somebody_to_stay_and_to_go_are_a_conflict_of_one():
    assert conflict(tenure(5, minimum_years=6, maximum_years=4)) == [{"constraint": 0}]


def test_the_sentence_says_how_long_and_for_whom_not():
    dutch, english = sentences(tenure(5))
    assert_says(dutch, "korter dan 3 jaar", "7 jaar of langer", never=("Ann", "MT"))
    assert_says(english, "less than 3 years", "7 years or more", never=("Ann", "MT"))
    more = {"minimum_years": Decimal("2.5"), "exempt": ["ann", "ben"], "teams": ["mt"]}
    dutch, english = sentences(tenure(5, **more))
    assert_says(dutch, "korter dan 2,5 jaar", "in MT ", "niet voor Ann en Ben.")
    assert_says(english, "less than 2.5 years", "in MT ", "leaves out Ann and Ben.")
