from tests.building import conflict, dossier, person, proposed, row, seat, sentences, team
from tests.constraints.faces import assert_allowed, assert_says, forbidden

ALL = {"trust": 4, "candour": 4, "crisis": 4}
PEOPLE = [person("ann", ALL), person("ben", ALL), person("cas", {"trust": 4}), person("dee")]
DEMAND = [row("trust"), row("candour"), row("crisis")]
MT = team("mt", ["s1", "s2"], DEMAND)


def max_load(limit, whole=(MT,), **more):
    return dossier(PEOPLE, whole, [{"kind": "max_load", "limit": limit, **more}])


def test_three_roles_for_two_people_are_two_for_one_of_them():
    assert_allowed(max_load(2), {"s1": "ann", "s2": "ben"})
    assert_allowed(max_load(2), {"s1": "ann", "s2": "cas"})


def test_a_role_more_than_the_limit_is_one_too_many():
    breach = forbidden(max_load(1), {"s1": "ann", "s2": "ben"})
    assert (breach.team, breach.by) == ("mt", 1)
    assert_says(breach.dutch, "MT", "minstens 2", "hoogstens 1")
    assert_says(breach.english, "MT", "at least 2", "at most 1")


def test_who_cannot_lead_does_not_relieve_the_other():
    assert forbidden(max_load(1), {"s1": "ann", "s2": "dee"}).by == 2


def test_a_row_without_enough_carriers_needs_leads_of_those_it_has():
    # Trust asks three carriers and has two: both lead it, and that is one each.
    case = max_load(1, [team("mt", ["s1", "s2"], [row("trust", carriers=3)])])
    assert_allowed(case, {"s1": "ann", "s2": "cas"})


def test_nobody_leads_where_nobody_carries():
    case = max_load(0, [team("mt", ["s1"], DEMAND)])
    assert_allowed(case, {"s1": "dee"})
    assert forbidden(case, {"s1": "cas"}).by == 1


def test_the_circle_leads_spread_rows():
    rows = [row("trust", spread=True), row("crisis")]
    around = team("mt", ["s1"], rows, circle=["cas"])
    assert_allowed(max_load(1, [around]), {"s1": "ann"})
    at_the_top = team("mt", ["s1"], [row("trust"), row("crisis")], circle=["cas"])
    forbidden(max_load(1, [at_the_top]), {"s1": "ann"})


def test_somebody_may_lead_in_each_team_up_to_the_limit():
    # Ben leads in one team as a member, and in the other as one of its circle.
    first = team("mt", ["s1"], [row("trust")])
    second = team("ot", [seat("s2", optional=True)], [row("trust", spread=True)], circle=["ben"])
    assert_allowed(max_load(1, [first, second]), {"s1": "ben"})


def test_a_team_that_is_not_named_has_no_limit():
    other = team("ot", [seat("s3", optional=True)], [row("trust")])
    case = max_load(1, [MT, other], teams=["ot"])
    assert_allowed(case, {"s1": "ann", "s2": "dee", "s3": "cas"})
    assert forbidden(max_load(1, [MT, other]), {"s1": "ann", "s2": "ben"}).team == "mt"


def test_the_solver_proposes_no_one_who_carries_more_than_the_limit():
    alone = [PEOPLE, [team("mt", ["s1"], DEMAND)]]
    assert proposed(dossier(*alone))["s1"] in ("ann", "ben")
    assert proposed(dossier(*alone, [{"kind": "max_load", "limit": 1}])) == {"s1": "cas"}


def test_a_floor_and_a_load_that_clash():
    rules = [{"kind": "max_load", "limit": 1}, {"kind": "coverage_floor", "percent": 100}]
    assert conflict(dossier(PEOPLE, [MT], rules)) == [{"constraint": 0}, {"constraint": 1}]


def test_the_sentence_says_how_many_roles_and_where():
    dutch, english = sentences(max_load(1))
    assert_says(dutch, "Niemand", "1 leidende rol", never=("rollen", "MT"))
    assert_says(english, "Nobody", "1 leading role", never=("roles", "MT"))
    dutch, english = sentences(max_load(3, teams=["mt"]))
    assert_says(dutch, "3 leidende rollen", "in MT")
    assert_says(english, "3 leading roles", "in MT")
