from decimal import Decimal

from tests.building import conflict, dossier, person, proposed, row, seat, sentences, team
from tests.constraints.faces import assert_allowed, assert_says, forbidden

PEOPLE = [
    person("ann", past=["policy", "audit"], mark=True),
    person("ben", past="policy", mark=1),
    person("cas", past=[], mark=Decimal("1.0")),
    person("dee", past=["audit", "audit"], mark="1"),
    person("eva", past=None),
]
MT = team("mt", ["s1", "s2", seat("s3", optional=True)])


def attribute_spread(attribute, distinct, whole=(MT,), **more):
    rule = {"kind": "attribute_spread", "attribute": attribute, "distinct": distinct, **more}
    return dossier(PEOPLE, whole, [rule])


def test_the_values_of_all_members_count_together():
    assert_allowed(attribute_spread("past", 2), {"s1": "ben", "s2": "dee"})


def test_each_value_of_a_list_counts():
    assert_allowed(attribute_spread("past", 2), {"s1": "ann", "s2": "cas"})


def test_the_same_value_counts_once():
    breach = forbidden(attribute_spread("past", 2), {"s1": "dee", "s2": "eva"})
    assert (breach.team, breach.by) == ("mt", 1)
    assert_says(breach.dutch, "MT", "‘past’", "1 ", "minstens 2")
    assert_says(breach.english, "MT", "‘past’", "1 ", "at least 2")
    forbidden(attribute_spread("past", 3), {"s1": "ann", "s2": "ben", "s3": "dee"})


def test_one_value_reads_well():
    breach = forbidden(attribute_spread("past", 2), {"s1": "dee", "s2": "eva"})
    assert_says(breach.dutch, "1 ", never=("1 verschillende soorten",))
    assert_says(breach.english, "1 ", never=("1 different kinds",))


def test_a_missing_attribute_shows_nothing():
    breach = forbidden(attribute_spread("past", 1), {"s1": "cas", "s2": "eva"})
    assert breach.by == 1
    assert_says(breach.dutch, "0 verschillende soorten")
    assert_says(breach.english, "0 different kinds")


def test_true_is_not_one_and_one_is_one_point_zero():
    assert_allowed(attribute_spread("mark", 2), {"s1": "ann", "s2": "ben"})
    assert_allowed(attribute_spread("mark", 3), {"s1": "ann", "s2": "ben", "s3": "dee"})
    forbidden(attribute_spread("mark", 2), {"s1": "ben", "s2": "cas"})


def test_each_team_by_itself():
    whole = [MT, team("ot", [seat("s4", optional=True)])]
    sitting = {"s1": "ann", "s2": "ben", "s4": "cas"}
    assert forbidden(attribute_spread("past", 1, whole), sitting).team == "ot"
    assert_allowed(attribute_spread("past", 1, whole, teams=["mt"]), sitting)


def test_an_empty_team_shows_nothing():
    vacant = [team("mt", [seat("s1", optional=True)])]
    assert_allowed(attribute_spread("past", 0, vacant), {})
    assert forbidden(attribute_spread("past", 2, vacant), {}).by == 2


def test_the_solver_mixes_where_the_best_are_alike():
    people = [
        person("ann", {"trust": 5}, home="BZK"),
        person("ben", {"trust": 5}, home="BZK"),
        person("cas", home="FIN"),
    ]
    case = [people, [team("mt", ["s1", "s2"], [row("trust", carriers=2)])]]
    assert set(proposed(dossier(*case)).values()) == {"ann", "ben"}
    rule = {"kind": "attribute_spread", "attribute": "home", "distinct": 2}
    assert "cas" in proposed(dossier(*case, [rule])).values()


def test_more_values_than_there_are_make_a_conflict_of_one():
    assert conflict(attribute_spread("past", 3)) == [{"constraint": 0}]
    assert conflict(attribute_spread("nowhere", 1)) == [{"constraint": 0}]


def test_two_spreads_that_one_seat_cannot_show():
    people = [person("ann", home="BZK"), person("ben", past="audit")]
    rules = [
        {"kind": "attribute_spread", "attribute": name, "distinct": 1} for name in ("home", "past")
    ]
    case = dossier(people, [team("mt", ["s1"])], rules)
    assert conflict(case) == [{"constraint": 0}, {"constraint": 1}]


def test_the_sentence_says_how_many_of_what_and_where():
    dutch, english = sentences(attribute_spread("past", 3))
    assert_says(dutch, "minstens 3 verschillende soorten", "‘past’", never=("MT",))
    assert_says(english, "at least 3 different kinds", "‘past’", never=("MT",))
    dutch, english = sentences(attribute_spread("past", 2, teams=["mt"]))
    assert_says(dutch, "minstens 2", "in MT")
    assert_says(english, "at least 2", "in MT")


def test_the_sentence_of_one_value_reads_well():
    dutch, english = sentences(attribute_spread("past", 1))
    assert_says(dutch, "minstens 1", never=("1 verschillende soorten",))
    assert_says(english, "at least 1", never=("1 different kinds",))
