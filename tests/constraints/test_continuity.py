from decimal import Decimal

from tests.building import conflict, dossier, person, proposed, row, seat, sentences, team
from tests.constraints.faces import assert_allowed, assert_says, forbidden

PEOPLE = [
    person("ann", tenure_years=4),
    person("ben", tenure_years=Decimal("3.99")),
    person("cas", tenure_years=8),
    person("dee", {"trust": 5}),
]
SEATS = [seat("s1", "ann"), seat("s2", "ben"), seat("s3", "cas", optional=True)]
NOW = {"s1": "ann", "s2": "ben", "s3": "cas"}


def continuity(members, years, whole=(), **more):
    rule = {"kind": "continuity", "members": members, "years": years, **more}
    return dossier(PEOPLE, whole or [team("mt", SEATS)], [rule])


def test_enough_stay_who_have_the_years_exactly():
    assert_allowed(continuity(2, 4), NOW)
    assert_allowed(continuity(1, 4), {**NOW, "s3": None})
    assert_allowed(continuity(3, Decimal("3.99")), NOW)


def test_years_just_below_do_not_count():
    breach = forbidden(continuity(3, 4), NOW)
    assert (breach.team, breach.people, breach.by) == ("mt", ("ann", "cas"), 1)
    assert_says(breach.dutch, "MT", "4 jaar", "blijven er 2", "3 gevraagd")
    assert_says(breach.english, "MT", "4 years", "2 stay", "3 are asked")


def test_who_moves_to_another_seat_does_not_keep_their_own():
    breach = forbidden(continuity(1, 4), {"s1": "dee", "s2": "ann", "s3": None})
    assert (breach.people, breach.by) == ((), 1)


def test_one_who_stays_where_two_are_asked_reads_well():
    breach = forbidden(continuity(2, 4), {"s1": "dee", "s2": "ben", "s3": "cas"})
    assert breach.people == ("cas",)
    assert_says(breach.dutch, "1", "2 gevraagd", never=("blijven er 1",))
    assert_says(breach.english, "1", "2 are asked", never=("1 stay,",))


def test_none_who_stays_where_one_is_asked_reads_well():
    breach = forbidden(continuity(1, 4), {"s1": "dee", "s2": "ben"})
    assert_says(breach.dutch, "MT", never=("zijn er 1",))
    assert_says(breach.english, "MT", never=("1 are",))


def test_years_that_are_no_number_do_not_count():
    people = [person("ann", tenure_years="9"), person("ben", tenure_years=True)]
    held = team("mt", [seat("s1", "ann"), seat("s2", "ben")])
    rule = {"kind": "continuity", "members": 1, "years": 0}
    assert conflict(dossier(people, [held], [rule])) == [{"constraint": 0}]


def test_a_newcomer_with_years_does_not_count():
    people = [person("ann"), person("ben", tenure_years=9)]
    held = team("mt", [seat("s1", "ann"), seat("s2", optional=True)])
    rule = {"kind": "continuity", "members": 1, "years": 0}
    assert conflict(dossier(people, [held], [rule])) == [{"constraint": 0}]


def test_nobody_needs_to_stay_where_none_are_asked():
    assert_allowed(continuity(0, 0), {"s1": "dee", "s2": "ann"})


def test_each_team_by_itself():
    teams = [team("mt", SEATS[:2]), team("ot", [seat("s3", "cas", optional=True)])]
    assert_allowed(continuity(1, 4, teams), NOW)
    assert forbidden(continuity(1, 4, teams), {**NOW, "s3": None}).team == "ot"
    assert_allowed(continuity(1, 4, teams, teams=["mt"]), {**NOW, "s3": None})


def test_the_solver_keeps_enough_of_those_who_know_the_file():
    demand = [row("trust", carriers=2, level=5)]
    people = [*PEOPLE, person("eva", {"trust": 5})]
    case = [people, [team("mt", SEATS[:2], demand)]]
    assert set(proposed(dossier(*case)).values()) == {"dee", "eva"}
    rule = {"kind": "continuity", "members": 1, "years": 4}
    chosen = proposed(dossier(*case, [rule]))
    assert chosen["s1"] == "ann"
    assert chosen["s2"] in ("dee", "eva")


def test_who_must_stay_cannot_go():
    rules = [
        {"kind": "continuity", "members": 2, "years": 4},
        {"kind": "tenure", "minimum_years": 0},
    ]
    assert conflict(dossier(PEOPLE, [team("mt", SEATS)], rules)) == [
        {"constraint": 0},
        {"constraint": 1},
    ]


def test_the_sentence_says_how_many_how_long_and_where():
    dutch, english = sentences(continuity(2, Decimal("4.5")))
    assert_says(dutch, "Minstens 2 leden", "4,5 jaar", "blijven", never=("MT",))
    assert_says(english, "At least 2 members", "4.5 years", "stay.", never=("MT",))
    dutch, english = sentences(continuity(1, 4, teams=["mt"]))
    assert_says(dutch, "Minstens 1 lid ", "4 jaar", "blijft", "in MT")
    assert_says(english, "At least 1 member ", "4 years", "stays", "in MT")
