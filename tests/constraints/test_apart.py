from tests.building import conflict, dossier, person, proposed, seat, sentences, team
from tests.constraints.faces import assert_allowed, assert_says, forbidden

PEOPLE = [person(name) for name in ("ann", "ben", "cas")]
MT = team("mt", ["s1", "s2", seat("s3", optional=True)])
OT = team("ot", [seat("s4", optional=True)])


def apart(*people):
    return dossier(PEOPLE, [MT, OT], [{"kind": "apart", "people": list(people)}])


def test_one_of_them_or_none_may_sit_in_the_team():
    assert_allowed(apart("ann", "ben"), {"s1": "ann", "s2": "cas"})
    assert_allowed(apart("ann", "ben"), {"s1": "cas", "s2": "ben"})


def test_they_may_sit_in_different_teams():
    assert_allowed(apart("ann", "ben"), {"s1": "ann", "s2": "cas", "s4": "ben"})


def test_two_of_them_in_one_team_are_one_too_many():
    breach = forbidden(apart("ann", "ben"), {"s1": "cas", "s2": "ben", "s3": "ann"})
    assert (breach.team, breach.people, breach.by) == ("mt", ("ann", "ben"), 1)
    assert_says(breach.dutch, "MT", "Ann en Ben", "samen", never=("Cas", "OT"))
    assert_says(breach.english, "MT", "Ann and Ben", "together", never=("Cas", "OT"))


def test_three_of_them_in_one_team_are_two_too_many():
    breach = forbidden(apart("ann", "ben", "cas"), {"s1": "ann", "s2": "ben", "s3": "cas"})
    assert (breach.people, breach.by) == (("ann", "ben", "cas"), 2)
    assert_says(breach.dutch, "Ann, Ben en Cas")


def test_a_team_that_is_not_named_is_free():
    everywhere = {"s1": "ann", "s2": "ben"}
    assert_allowed(named("ot"), everywhere)
    assert forbidden(named("mt"), everywhere).team == "mt"


def named(identifier):
    return dossier(
        PEOPLE, [MT, OT], [{"kind": "apart", "people": ["ann", "ben"], "teams": [identifier]}]
    )


def test_the_solver_proposes_the_next_best_rather_than_both():
    levels = {"ann": 5, "ben": 5, "cas": 3}
    people = [person(name, {"trust": level}) for name, level in levels.items()]
    demand = [{"behaviour": "trust", "importance": 5, "level": 5, "carriers": 2}]
    pair = team("mt", ["s1", "s2"], demand)
    rule = {"kind": "apart", "people": ["ann", "ben"]}
    assert set(proposed(dossier(people, [pair])).values()) == {"ann", "ben"}
    kept = set(proposed(dossier(people, [pair], [rule])).values())
    assert "cas" in kept
    assert len(kept) == 2


def test_two_who_are_apart_cannot_fill_two_seats_alone():
    pair = team("mt", [seat("s1", candidates=["ann"]), seat("s2", candidates=["ben"])])
    case = dossier(PEOPLE, [pair], [{"kind": "apart", "people": ["ann", "ben"]}])
    assert conflict(case) == [{"constraint": 0}, {"filled": "s1"}, {"filled": "s2"}]


def test_the_sentence_names_who_and_where():
    dutch, english = sentences(apart("ann", "ben", "cas"))
    assert_says(dutch, "Hoogstens één van Ann, Ben en Cas", never=("MT",))
    assert_says(english, "At most one of Ann, Ben and Cas", never=("MT",))
    dutch, english = sentences(named("ot"))
    assert_says(dutch, "Ann en Ben", "in OT", never=("MT", "Cas"))
    assert_says(english, "Ann and Ben", "in OT", never=("MT", "Cas"))
