from tests.building import conflict, dossier, names_of, person, proposed, row, seat, sentences, team
from tests.constraints.faces import assert_allowed, assert_says, forbidden

PEOPLE = [person(name, {"trust": 3}) for name in ("ann", "ben", "cas")]
PEOPLE += [person(name, {"trust": 5}) for name in ("dee", "eva")]
MT = team("mt", [seat("s1", "ann"), seat("s2", "ben"), seat("s3", optional=True)])
OT = team("ot", [seat("s4", "cas", optional=True)])
NOW = {"s1": "ann", "s2": "ben", "s4": "cas"}


def max_changes(limit, **more):
    return dossier(PEOPLE, [MT, OT], [{"kind": "max_changes", "limit": limit, **more}])


def test_everybody_may_stay():
    assert_allowed(max_changes(0), NOW)


def test_a_vacancy_that_is_filled_is_no_change():
    assert_allowed(max_changes(0), {**NOW, "s3": "dee"})


def test_that_a_vacancy_is_no_change_is_said_where_there_is_one():
    case = max_changes(2)
    assert "lege stoel" in case.constraints[0].remark(names_of(case, "nl"))
    assert "empty seat" in case.constraints[0].remark(names_of(case, "en"))
    assert max_changes(0).constraints[0].remark(names_of(case, "nl")) == ""
    full = max_changes(2, teams=["ot"])
    assert full.constraints[0].remark(names_of(full, "nl")) == ""


def test_a_change_more_than_the_limit_is_one_too_many():
    assert_allowed(max_changes(1), {**NOW, "s2": "dee"})
    breach = forbidden(max_changes(1), {**NOW, "s1": "dee", "s2": "eva"})
    assert (breach.team, breach.by) == (None, 1)
    assert_says(breach.dutch, " 2", "hoogstens 1")
    assert_says(breach.english, " 2", "at most 1")


def test_a_seat_that_is_left_empty_is_a_change():
    forbidden(max_changes(0), {**NOW, "s4": None})


def test_two_who_swap_seats_make_two_changes():
    assert forbidden(max_changes(0), {**NOW, "s1": "ben", "s2": "ann"}).by == 2


def test_changes_count_over_the_teams_together():
    # One change in each team: within the limit for either, one too many for both.
    moved = {**NOW, "s1": "dee", "s4": "eva"}
    breach = forbidden(max_changes(1), moved)
    assert_says(breach.dutch, "MT en OT")
    assert_says(breach.english, "MT and OT")
    assert_allowed(max_changes(1, teams=["mt"]), moved)
    assert_says(forbidden(max_changes(0, teams=["ot"]), moved).dutch, "OT", never=("MT",))


def test_the_solver_changes_no_more_than_is_allowed():
    pair = team("mt", [seat("s1", "ann"), seat("s2", "ben")], [row("trust", level=5, carriers=2)])
    assert set(proposed(dossier(PEOPLE, [pair])).values()) == {"dee", "eva"}
    chosen = proposed(dossier(PEOPLE, [pair], [{"kind": "max_changes", "limit": 1}]))
    assert sum(chosen[place] != NOW[place] for place in chosen) == 1


def test_nobody_can_leave_where_nothing_may_change():
    rules = [{"kind": "max_changes", "limit": 0}, {"kind": "exclude", "person": "ann"}]
    assert conflict(dossier(PEOPLE, [MT], rules)) == [{"constraint": 0}, {"constraint": 1}]


def test_the_sentence_says_how_many_and_where():
    dutch, english = sentences(max_changes(2))
    assert_says(dutch, "Hoogstens 2 stoelen veranderen", never=("MT",))
    assert_says(english, "At most 2 seats change", never=("MT",))
    dutch, english = sentences(max_changes(1, teams=["mt"]))
    assert_says(dutch, "Hoogstens 1 stoel verandert", "in MT")
    assert_says(english, "At most 1 seat changes", "in MT")
    dutch, english = sentences(max_changes(0))
    assert_says(dutch, "blijft", never=("0",))
    assert_says(english, "stays", never=("0",))
