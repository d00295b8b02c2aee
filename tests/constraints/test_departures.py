from decimal import Decimal

from tests.building import conflict, dossier, person, proposed, row, seat, sentences, team
from tests.constraints.faces import all_forbidden, assert_allowed, assert_says, forbidden

PEOPLE = [
    person("ann", {"trust": 4, "crisis": 4}),
    person("ben", {"trust": 4}),
    person("cas", {"trust": 4}),
    person("dee"),
]
# Trust weighs 3 and crisis 1.
DEMAND = [row("trust", importance=3), row("crisis")]
MT = team("mt", ["s1", "s2", seat("s3", optional=True)], DEMAND)
TRIO = {"s1": "ann", "s2": "ben", "s3": "cas"}


def departures(count, percent, whole=(MT,), **more):
    rule = {"kind": "departures", "count": count, "percent": percent, **more}
    return dossier(PEOPLE, whole, [rule])


def test_what_is_left_without_any_one_member_is_enough():
    # Without Ann trust is left: 3 of 4. Without Ben or Cas all is left.
    assert_allowed(departures(1, 75), TRIO)


def test_what_is_left_without_one_member_is_too_little():
    breach = forbidden(departures(1, Decimal("75.1")), TRIO)
    assert (breach.team, breach.people, breach.by) == ("mt", ("ann",), 1)
    assert_says(breach.dutch, "MT", "zonder Ann ", "75 %", "75,1 %", never=("Ben", "Cas"))
    assert_says(breach.english, "MT", "without Ann ", "75 %", "75.1 %", never=("Ben", "Cas"))


def test_whichever_two_leave_enough_must_be_left():
    # Ben and Cas leave Ann, who carries both; Ann and another leave one who carries trust.
    assert_allowed(departures(2, 75), TRIO)
    breaches = all_forbidden(departures(2, 76), TRIO)
    assert [breach.people for breach in breaches] == [("ann", "ben"), ("ann", "cas")]
    assert_says(breaches[0].dutch, "zonder Ann en Ben", "75 %", "76 %")
    assert_says(breaches[0].english, "without Ann and Ben", "75 %", "76 %")


def test_two_carriers_of_a_row_that_needs_both_cost_twice_its_weight():
    # Trust needs 2 of the 3 who carry it: without two of them 1 is left of 2.
    demanding = team("mt", ["s1", "s2", "s3"], [row("trust", carriers=2)])
    assert_allowed(departures(2, 50, [demanding]), TRIO)
    breaches = all_forbidden(departures(2, 51, [demanding]), TRIO)
    assert [breach.by for breach in breaches] == [1, 1, 1]
    assert_allowed(departures(1, 100, [demanding]), TRIO)


def test_all_leave_a_team_that_is_smaller_than_the_count():
    alone = team("mt", ["s1"], DEMAND)
    assert_allowed(departures(2, 0, [alone]), {"s1": "ann"})
    breach = forbidden(departures(2, 1, [alone]), {"s1": "ann"})
    assert (breach.people, breach.by) == (("ann",), 1)


def test_nobody_leaves_an_empty_team():
    vacant = team("mt", [seat("s1", optional=True)], DEMAND)
    assert_allowed(departures(1, 0, [vacant]), {})
    breach = forbidden(departures(1, 1, [vacant]), {})
    assert (breach.people, breach.by) == ((), 1)


def test_the_breach_of_an_empty_team_does_not_speak_of_leaving_without_nobody():
    vacant = team("mt", [seat("s1", optional=True)], DEMAND)
    breach = forbidden(departures(1, 1, [vacant]), {})
    assert_says(breach.dutch, "MT", "0 %", never=("zonder niemand",))
    assert_says(breach.english, "MT", "0 %", never=("without nobody",))


def test_the_circle_stays_when_a_member_leaves():
    rows = [row("trust", importance=3, spread=True)]
    around = team("mt", ["s1"], rows, circle=["ben"])
    assert_allowed(departures(1, 100, [around]), {"s1": "ann"})


def test_a_member_who_is_in_the_circle_leaves_both():
    rows = [row("trust", importance=3, spread=True)]
    around = team("mt", ["s1"], rows, circle=["ann"])
    assert forbidden(departures(1, 1, [around]), {"s1": "ann"}).people == ("ann",)


def test_a_team_that_demands_nothing_loses_nothing():
    assert_allowed(departures(2, 100, [team("mt", ["s1"])]), {"s1": "dee"})


def test_each_team_by_itself():
    other = team("ot", ["s4"], [row("trust")])
    breach = forbidden(departures(1, 50, [MT, other]), {"s1": "ann", "s2": "ben", "s4": "cas"})
    assert (breach.team, breach.people) == ("ot", ("cas",))
    named = departures(1, 50, [MT, other], teams=["mt"])
    assert_allowed(named, {"s1": "ann", "s2": "ben", "s4": "cas"})


def test_the_breach_never_tells_more_left_than_is_asked():
    # Without Dee 2 of 3 is left, which is 66.666...; rounded that reads 66.7.
    rows = [row("trust", importance=2), row("crisis")]
    people = [
        person("ann", {"trust": 4}),
        person("ben", {"trust": 4}),
        person("dee", {"crisis": 4}),
    ]
    trio = team("mt", ["s1", "s2", "s3"], rows)
    rule = {"kind": "departures", "count": 1, "percent": Decimal("66.67")}
    case = dossier(people, [trio], [rule])
    breach = forbidden(case, {"s1": "ann", "s2": "ben", "s3": "dee"})
    assert_says(breach.english, "Dee", "66.67 %", never=("66.7 %",))


def test_the_solver_takes_a_second_carrier_rather_than_a_better_figure():
    rows = [row("trust"), row("crisis", importance=5)]
    people = [*PEOPLE[1:], person("eva", {"crisis": 4})]
    case = [people, [team("mt", ["s1", "s2"], rows)]]
    assert "eva" in proposed(dossier(*case)).values()
    # Without any one member trust must be left: 1 of 6.
    rule = {"kind": "departures", "count": 1, "percent": Decimal("16.6")}
    assert set(proposed(dossier(*case, [rule])).values()) <= {"ben", "cas", "eva"}
    both = {"kind": "redundancy", "carriers": 2, "behaviours": ["trust"]}
    assert set(proposed(dossier(*case, [rule, both])).values()) == {"ben", "cas"}


def test_one_seat_cannot_lose_its_only_member():
    assert conflict(departures(1, 1, [team("mt", ["s1"], DEMAND)])) == [{"constraint": 0}]


def test_the_sentence_says_who_leaves_what_stays_and_where():
    dutch, english = sentences(departures(1, Decimal("66.6")))
    assert_says(dutch, "1 lid vertrekt", "66,6 %", never=("MT",))
    assert_says(english, "1 member leaves", "66.6 %", never=("MT",))
    dutch, english = sentences(departures(2, 50, teams=["mt"]))
    assert_says(dutch, "2 leden vertrekken", "in MT", "50 %")
    assert_says(english, "2 members leave", "in MT", "50 %")
