from tests.building import conflict, dossier, person, proposed, row, seat, sentences, team
from tests.constraints.faces import all_forbidden, assert_allowed, assert_says, forbidden

PEOPLE = [
    person("ann", {"trust": 4, "crisis": 3}),
    person("ben", {"trust": 3, "crisis": 2.9}),
    person("cas", {"trust": None}),
    person("dee", {"crisis": 5}),
]
DEMAND = [row("trust"), row("crisis")]
MT = team("mt", ["s1", "s2"], DEMAND)


def redundancy(carriers, whole=(MT,), **more):
    return dossier(PEOPLE, whole, [{"kind": "redundancy", "carriers": carriers, **more}])


def test_enough_carriers_for_the_behaviour_that_is_named():
    assert_allowed(redundancy(2, behaviours=["trust"]), {"s1": "ann", "s2": "ben"})
    assert_allowed(redundancy(2, behaviours=["crisis"]), {"s1": "ann", "s2": "dee"})


def test_a_tenth_below_the_level_does_not_carry():
    breach = forbidden(redundancy(2, behaviours=["crisis"]), {"s1": "ann", "s2": "ben"})
    assert (breach.team, breach.people, breach.by) == ("mt", ("ann",), 1)
    assert_says(breach.dutch, "MT", "‘Crisis’", "1 drager,", "2 gevraagd", never=("Trust",))
    assert_says(breach.english, "MT", "‘Crisis’", "1 carrier,", "2 are asked", never=("Trust",))


def test_an_unknown_level_does_not_carry():
    forbidden(redundancy(2, behaviours=["trust"]), {"s1": "ann", "s2": "cas"})


def test_all_that_the_team_demands_is_meant_where_nothing_is_named():
    breaches = all_forbidden(redundancy(2), {"s1": "cas", "s2": "ben"})
    assert [(breach.people, breach.by) for breach in breaches] == [(("ben",), 1), ((), 2)]
    assert_says(breaches[1].dutch, "0 dragers")
    assert_says(breaches[1].english, "0 carriers")


def test_what_the_team_does_not_demand_asks_nothing():
    assert_allowed(redundancy(2, behaviours=["network"]), {"s1": "cas", "s2": "dee"})


def test_more_than_the_row_asks_may_be_asked():
    # The row itself asks one carrier, and the constraint two: with one the row is covered.
    case = redundancy(2, behaviours=["trust"])
    forbidden(case, {"s1": "ann", "s2": "dee"})


def test_the_circle_carries_spread_rows():
    around = team("mt", ["s1"], [row("trust", spread=True)], circle=["ben"])
    assert_allowed(redundancy(2, [around]), {"s1": "ann"})
    # In both the team and the circle somebody counts once.
    both = team("mt", ["s1"], [row("trust", spread=True)], circle=["ann"])
    assert forbidden(redundancy(2, [both]), {"s1": "ann"}).by == 1


def test_each_team_needs_carriers_of_its_own():
    other = team("ot", [seat("s3", optional=True)], [row("trust")])
    case = redundancy(1, [MT, other], behaviours=["trust"])
    assert forbidden(case, {"s1": "ann", "s2": "ben"}).team == "ot"
    named = redundancy(1, [MT, other], behaviours=["trust"], teams=["mt"])
    assert_allowed(named, {"s1": "ann", "s2": "ben"})


def test_one_carrier_too_few_of_one_reads_well():
    breach = forbidden(redundancy(1, behaviours=["crisis"]), {"s1": "cas", "s2": "ben"})
    assert_says(breach.dutch, "0 dragers", never=("zijn er 1",))
    assert_says(breach.english, "0 carriers", never=("1 are",))


def test_the_solver_prefers_two_carriers_where_two_are_asked():
    demand = [row("trust"), row("crisis", importance=5, level=5)]
    case = [PEOPLE, [team("mt", ["s1", "s2"], demand)]]
    assert "dee" in proposed(dossier(*case)).values()
    rule = {"kind": "redundancy", "carriers": 2, "behaviours": ["trust"]}
    assert set(proposed(dossier(*case, [rule])).values()) == {"ann", "ben"}


def test_more_carriers_than_seats_make_a_conflict_of_one():
    assert conflict(redundancy(3, behaviours=["trust"])) == [{"constraint": 0}]


def test_one_seat_cannot_carry_what_two_constraints_ask():
    rules = [
        {"kind": "redundancy", "carriers": 1, "behaviours": ["crisis"]},
        {"kind": "exclude", "person": "ann"},
        {"kind": "exclude", "person": "dee"},
    ]
    case = dossier(PEOPLE, [team("mt", ["s1"], DEMAND)], rules)
    assert conflict(case) == [{"constraint": 0}, {"constraint": 1}, {"constraint": 2}]


def test_the_sentence_says_how_many_for_what_and_where():
    dutch, english = sentences(redundancy(2))
    assert_says(dutch, "Elk gedrag", "2 dragers", never=("MT",))
    assert_says(english, "Every behaviour", "2 carriers", never=("MT",))
    dutch, english = sentences(redundancy(1, behaviours=["trust", "crisis"], teams=["mt"]))
    assert_says(dutch, "1 drager ", "Trust en Crisis", "in MT")
    assert_says(english, "1 carrier ", "Trust and Crisis", "in MT")


def test_the_sentence_agrees_in_number():
    dutch, english = sentences(redundancy(1, behaviours=["trust"]))
    assert_says(dutch, "1 drager", never=("zijn minstens 1 ",))
    assert_says(english, "1 carrier", never=("are at least 1 ",))
