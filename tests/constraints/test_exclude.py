from tests.building import conflict, dossier, person, proposed, row, seat, sentences, team
from tests.constraints.faces import assert_allowed, assert_says, forbidden

PEOPLE = [person(name) for name in ("ann", "ben", "cas")]
MT = team("mt", [seat("s1", title="Chair"), seat("s2", title="Staff")])
OT = team("ot", [seat("s3", optional=True)])


def exclude(**more):
    return dossier(PEOPLE, [MT, OT], [{"kind": "exclude", "person": "ann", **more}])


def test_everybody_else_may_sit():
    assert_allowed(exclude(), {"s1": "ben", "s2": "cas"})


def test_the_person_may_not_sit_in_any_team():
    breach = forbidden(exclude(), {"s1": "ben", "s2": "ann"})
    assert (breach.team, breach.people, breach.by) == ("mt", ("ann",), 1)
    assert_says(breach.dutch, "Ann", "op de stoel Staff", "MT", never=("Ben", "Chair"))
    assert_says(breach.english, "Ann", "on the seat Staff", "MT", never=("Ben", "Chair"))
    assert forbidden(exclude(), {"s1": "ben", "s2": "cas", "s3": "ann"}).team == "ot"


def test_a_team_that_is_not_named_is_open():
    assert_allowed(exclude(teams=["mt"]), {"s1": "ben", "s2": "cas", "s3": "ann"})
    forbidden(exclude(teams=["mt"]), {"s1": "ben", "s2": "ann"})


def test_another_seat_than_the_one_that_is_named_is_open():
    assert_allowed(exclude(seat="s1"), {"s1": "ben", "s2": "ann"})
    assert_says(forbidden(exclude(seat="s1"), {"s1": "ann", "s2": "ben"}).dutch, "Ann", "Chair")


def test_a_seat_makes_teams_irrelevant():
    case = exclude(seat="s1", teams=["ot"])
    assert_allowed(case, {"s1": "ben", "s2": "cas", "s3": "ann"})
    forbidden(case, {"s1": "ann", "s2": "ben"})


def test_who_is_in_the_circle_and_has_no_seat_is_not_meant():
    around = team("mt", ["s1"], [row("trust", spread=True)], circle=["ann"])
    case = dossier(PEOPLE, [around], [{"kind": "exclude", "person": "ann"}])
    assert_allowed(case, {"s1": "ben"})


def test_the_solver_leaves_out_the_best():
    people = [person("ann", {"trust": 5}), person("ben")]
    alone = team("mt", ["s1"], [row("trust")])
    assert proposed(dossier(people, [alone])) == {"s1": "ann"}
    rule = {"kind": "exclude", "person": "ann"}
    assert proposed(dossier(people, [alone], [rule])) == {"s1": "ben"}


def test_one_of_two_like_seats_can_be_closed():
    people = [person(name) for name in ("ann", "ben")]
    rule = {"kind": "exclude", "person": "ann", "seat": "s1"}
    case = dossier(people, [team("mt", ["s1", "s2"])], [rule])
    assert proposed(case) == {"s1": "ben", "s2": "ann"}


def test_the_only_candidate_cannot_be_kept_out():
    rule = {"kind": "exclude", "person": "ann"}
    case = dossier(PEOPLE, [team("mt", [seat("s1", candidates=["ann"])])], [rule])
    assert conflict(case) == [{"constraint": 0}, {"filled": "s1"}]


def test_a_lock_clashes_by_itself():
    rule = {"kind": "exclude", "person": "ann"}
    case = dossier(PEOPLE, [team("mt", [seat("s1", "ann", locked=True)])], [rule])
    assert conflict(case) == [{"constraint": 0}, {"locked": "s1"}]


def test_the_sentence_names_who_and_where():
    assert_says(sentences(exclude())[0], "Ann heeft geen stoel", never=("MT",))
    assert_says(sentences(exclude())[1], "Ann has no seat", never=("MT",))
    assert_says(sentences(exclude(teams=["ot"]))[0], "Ann heeft geen stoel in OT")
    assert_says(sentences(exclude(teams=["ot"]))[1], "Ann has no seat in OT")
    dutch, english = sentences(exclude(seat="s1", teams=["ot"]))
    assert_says(dutch, "Ann zit niet op de stoel Chair", never=("OT",))
    assert_says(english, "Ann is not Chair", never=("OT",))
