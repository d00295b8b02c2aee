from tests.building import conflict, dossier, person, proposed, row, seat, sentences, team
from tests.constraints.faces import assert_allowed, assert_says, forbidden

PEOPLE = [person(name) for name in ("ann", "ben", "cas")]
MT = team("mt", [seat("s1", title="Chair"), "s2"])
OT = team("ot", [seat("s3", optional=True)])


def include(**more):
    return dossier(PEOPLE, [MT, OT], [{"kind": "include", "person": "ann", **more}])


def test_any_seat_of_any_team_will_do():
    assert_allowed(include(), {"s1": "ben", "s2": "ann"})
    assert_allowed(include(), {"s1": "ben", "s2": "cas", "s3": "ann"})


def test_one_of_the_teams_is_enough_where_several_are_named():
    assert_allowed(include(teams=["mt", "ot"]), {"s1": "ben", "s2": "cas", "s3": "ann"})


def test_nobody_may_leave_the_person_out():
    breach = forbidden(include(), {"s1": "ben", "s2": "cas"})
    assert (breach.team, breach.people, breach.by) == (None, ("ann",), 1)
    assert_says(breach.dutch, "Ann zit niet in MT of OT", never=("Ben",))
    assert_says(breach.english, "Ann does not sit in MT or OT", never=("Ben",))


def test_a_seat_in_a_team_that_is_not_named_does_not_count():
    case = include(teams=["mt"])
    breach = forbidden(case, {"s1": "ben", "s2": "cas", "s3": "ann"})
    assert_says(breach.dutch, "Ann zit niet in MT", never=("OT",))
    assert_says(breach.english, "Ann does not sit in MT", never=("OT",))


def test_another_seat_than_the_one_that_is_named_does_not_count():
    case = include(seat="s1")
    assert_allowed(case, {"s1": "ann", "s2": "ben"})
    breach = forbidden(case, {"s1": "ben", "s2": "ann"})
    assert (breach.team, breach.people) == ("mt", ("ann",))
    assert_says(breach.dutch, "Ann", "niet op de stoel Chair")
    assert_says(breach.english, "Ann does not sit on the seat Chair")


def test_a_seat_makes_teams_irrelevant():
    case = include(seat="s1", teams=["ot"])
    assert_allowed(case, {"s1": "ann", "s2": "ben"})
    forbidden(case, {"s1": "ben", "s2": "cas", "s3": "ann"})


def test_the_solver_brings_somebody_who_is_not_the_best():
    people = [person("ann"), person("ben", {"trust": 5}), person("cas", {"trust": 5})]
    trio = team("mt", ["s1", "s2"], [row("trust", carriers=2)])
    assert set(proposed(dossier(people, [trio])).values()) == {"ben", "cas"}
    rule = {"kind": "include", "person": "ann"}
    assert "ann" in proposed(dossier(people, [trio], [rule])).values()


def test_one_of_two_like_seats_can_be_asked_for():
    # Both seats are vacant and open to the same people, so the model holds them as one group.
    people = [person(name) for name in ("ann", "ben")]
    for place in ("s1", "s2"):
        rule = {"kind": "include", "person": "ann", "seat": place}
        assert proposed(dossier(people, [team("mt", ["s1", "s2"])], [rule]))[place] == "ann"


def test_who_is_not_open_to_the_seat_makes_a_conflict_of_one():
    rule = {"kind": "include", "person": "ann", "seat": "s1"}
    case = dossier(PEOPLE, [team("mt", [seat("s1", candidates=["ben"])])], [rule])
    assert conflict(case) == [{"constraint": 0}]


def test_a_lock_on_the_seat_clashes_with_the_wish():
    rule = {"kind": "include", "person": "ann", "seat": "s1"}
    case = dossier(PEOPLE, [team("mt", [seat("s1", "ben", locked=True), "s2"])], [rule])
    assert conflict(case) == [{"constraint": 0}, {"locked": "s1"}]


def test_two_people_cannot_have_one_seat():
    rules = [{"kind": "include", "person": name} for name in ("ann", "ben")]
    case = dossier(PEOPLE, [team("mt", ["s1"])], rules)
    assert conflict(case) == [{"constraint": 0}, {"constraint": 1}]


def test_the_sentence_names_who_and_where():
    assert_says(sentences(include())[0], "Ann heeft een stoel", never=("MT",))
    assert_says(sentences(include())[1], "Ann has a seat", never=("MT",))
    assert_says(sentences(include(teams=["mt"]))[0], "Ann heeft een stoel in MT")
    assert_says(sentences(include(teams=["mt"]))[1], "Ann has a seat in MT")
    dutch, english = sentences(include(seat="s1", teams=["ot"]))
    assert_says(dutch, "Ann zit op de stoel Chair", never=("OT",))
    assert_says(english, "Ann is Chair", never=("OT",))
