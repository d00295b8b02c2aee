from tests.building import conflict, dossier, person, proposed, row, seat, sentences, team
from tests.constraints.faces import assert_allowed, assert_says, forbidden

PEOPLE = [person(name) for name in ("ann", "ben", "cas", "dee")]
MT = team("mt", ["s1", "s2", seat("s3", optional=True)])
OT = team("ot", [seat("s4", optional=True)])


def together(*people, **more):
    return dossier(PEOPLE, [MT, OT], [{"kind": "together", "people": list(people), **more}])


def test_all_of_them_or_none_may_sit_in_the_team():
    case = together("ann", "ben")
    assert_allowed(case, {"s1": "ben", "s2": "cas", "s3": "ann"})
    assert_allowed(case, {"s1": "cas", "s2": "dee"})


def test_one_of_two_is_one_out_of_place():
    breach = forbidden(together("ann", "ben"), {"s1": "cas", "s2": "ben"})
    assert (breach.team, breach.people, breach.by) == ("mt", ("ben",), 1)
    assert_says(breach.dutch, "MT", "wel in het team: Ben", "niet: Ann", never=("Cas", "OT"))
    assert_says(breach.english, "MT", "in the team: Ben", "not: Ann", never=("Cas", "OT"))


def test_two_of_three_are_one_out_of_place():
    breach = forbidden(together("ann", "ben", "cas"), {"s1": "cas", "s2": "ann"})
    assert (breach.people, breach.by) == (("ann", "cas"), 1)
    assert_says(breach.dutch, "Ann en Cas", "niet: Ben")


def test_a_team_apart_from_the_other_half_does_not_do():
    # Ann in one team and Ben in the other: either team has one of them only.
    case = together("ann", "ben", teams=["mt"])
    assert forbidden(case, {"s1": "ann", "s2": "cas", "s4": "ben"}).team == "mt"
    assert_allowed(together("ann", "ben", teams=["ot"]), {"s1": "ann", "s2": "cas"})


def test_a_person_who_is_open_to_no_seat_keeps_the_others_out():
    rule = {"kind": "together", "people": ["ann", "dee"]}
    case = dossier(PEOPLE, [MT], [rule], candidates=["ann", "ben", "cas"])
    assert_allowed(case, {"s1": "ben", "s2": "cas"})
    assert forbidden(case, {"s1": "ann", "s2": "cas"}).people == ("ann",)


def test_the_solver_brings_the_best_only_with_their_companion():
    people = [person("ann", {"trust": 5}), person("ben"), person("cas", {"trust": 3})]
    pair = team("mt", ["s1", "s2"], [row("trust", level=5)])
    chosen = proposed(dossier(people, [pair], [{"kind": "together", "people": ["ann", "ben"]}]))
    assert set(chosen.values()) == {"ann", "ben"}


def test_one_seat_is_too_small_for_two_who_come_together():
    case = dossier(
        PEOPLE,
        [team("mt", ["s1"])],
        [{"kind": "together", "people": ["ann", "ben"]}, {"kind": "include", "person": "ann"}],
    )
    assert conflict(case) == [{"constraint": 0}, {"constraint": 1}]


def test_the_sentence_names_who_and_where():
    dutch, english = sentences(together("ann", "ben"))
    assert_says(dutch, "Ann en Ben", "samen", "geen van hen", never=("MT", "Cas"))
    assert_says(english, "Ann and Ben", "together", "none of them", never=("MT", "Cas"))
    dutch, english = sentences(together("cas", "dee", teams=["mt", "ot"]))
    assert_says(dutch, "Cas en Dee", "in MT en OT")
    assert_says(english, "Cas and Dee", "in MT and OT")
