from decimal import Decimal

import pytest

from tests.building import conflict, dossier, person, proposed, row, seat, sentences, team
from tests.constraints.faces import assert_allowed, assert_says, forbidden

PEOPLE = [
    person("ann", home="BZK", past=["policy", "audit"], mark=True),
    person("ben", home="FIN", past=["policy"], mark=1),
    person("cas", past=[], mark=Decimal("1.0")),
    person("dee", home=None, past="policy", mark="1"),
]
MT = team("mt", ["s1", "s2", seat("s3", optional=True)])


def attribute_count(attribute, value, whole=(MT,), **more):
    rule = {"kind": "attribute_count", "attribute": attribute, "value": value, **more}
    return dossier(PEOPLE, whole, [rule])


def test_the_number_may_lie_between_the_bounds():
    case = attribute_count("past", "policy", minimum=1, maximum=2)
    assert_allowed(case, {"s1": "ann", "s2": "ben"})
    assert_allowed(case, {"s1": "ann", "s2": "cas"})


def test_a_list_counts_when_it_holds_the_value_and_a_single_value_when_it_is_it():
    case = attribute_count("past", "policy", minimum=3)
    assert_allowed(case, {"s1": "ann", "s2": "ben", "s3": "dee"})


def test_too_few():
    breach = forbidden(attribute_count("past", "policy", minimum=2), {"s1": "cas", "s2": "ben"})
    assert (breach.team, breach.people, breach.by) == ("mt", ("ben",), 1)
    assert_says(breach.dutch, "MT", "1 lid heeft als ‘past’: policy", "minstens 2")
    assert_says(breach.english, "MT", "1 member has as ‘past’: policy", "at least 2")


def test_too_many():
    everybody = {"s1": "ann", "s2": "ben", "s3": "dee"}
    breach = forbidden(attribute_count("past", "policy", maximum=1), everybody)
    assert (breach.team, breach.people, breach.by) == ("mt", ("ann", "ben", "dee"), 2)
    assert_says(breach.dutch, "3 leden hebben als ‘past’: policy", "hoogstens 1")
    assert_says(breach.english, "3 members have as ‘past’: policy", "at most 1")


@pytest.mark.parametrize("somebody", ["cas", "dee"])
def test_a_missing_attribute_and_null_do_not_count(somebody):
    case = attribute_count("home", "BZK", minimum=2)
    assert forbidden(case, {"s1": "ann", "s2": somebody}).people == ("ann",)


@pytest.mark.parametrize(
    ("value", "who"),
    [
        (True, {"ann"}),
        (1, {"ben", "cas"}),
        (Decimal("1.00"), {"ben", "cas"}),
        ("1", {"dee"}),
        (False, set()),
    ],
)
def test_true_is_not_one_and_one_is_one_point_zero(value, who):
    case = attribute_count("mark", value, maximum=0)
    pairs = [("ann", "ben"), ("cas", "dee"), ("ann", "dee"), ("ben", "cas")]
    for first, second in pairs:
        sitting = {"s1": first, "s2": second}
        found = {first, second} & who
        if found:
            assert set(forbidden(case, sitting).people) == found
        else:
            assert_allowed(case, sitting)


def test_without_a_minimum_nobody_is_asked():
    assert_allowed(attribute_count("home", "BZK", maximum=1), {"s1": "ben", "s2": "cas"})


def test_each_team_by_itself():
    whole = [MT, team("ot", [seat("s4", optional=True)])]
    sitting = {"s1": "ann", "s2": "cas", "s4": "ben"}
    case = attribute_count("past", "policy", whole, minimum=1)
    assert_allowed(case, sitting)
    assert forbidden(case, {"s1": "ann", "s2": "ben"}).team == "ot"
    named = attribute_count("past", "policy", whole, minimum=1, teams=["mt"])
    assert_allowed(named, {"s1": "ann", "s2": "ben"})


def test_an_empty_team_has_nobody_with_the_value():
    vacant = [team("mt", [seat("s1", optional=True)])]
    assert_allowed(attribute_count("home", "BZK", vacant, maximum=0), {})
    breach = forbidden(attribute_count("home", "BZK", vacant, minimum=1), {})
    assert (breach.people, breach.by) == ((), 1)


def test_the_solver_passes_the_best_by_for_the_value():
    people = [person("ann", {"trust": 5}, home="FIN"), person("ben", home="BZK")]
    case = [people, [team("mt", ["s1"], [row("trust")])]]
    rule = {"kind": "attribute_count", "attribute": "home", "value": "BZK", "minimum": 1}
    assert proposed(dossier(*case)) == {"s1": "ann"}
    assert proposed(dossier(*case, [rule])) == {"s1": "ben"}
    rule = {"kind": "attribute_count", "attribute": "home", "value": "FIN", "maximum": 0}
    assert proposed(dossier(*case, [rule])) == {"s1": "ben"}


def test_a_value_that_nobody_has_is_a_conflict_of_one():
    assert conflict(attribute_count("home", "JenV", minimum=1)) == [{"constraint": 0}]


def test_a_minimum_above_the_maximum_is_a_conflict_of_one():
    assert conflict(attribute_count("home", "BZK", minimum=2, maximum=1)) == [{"constraint": 0}]


def test_a_maximum_clashes_with_seats_that_only_such_people_fill():
    rule = {"kind": "attribute_count", "attribute": "past", "value": "policy", "maximum": 0}
    case = dossier(PEOPLE, [team("mt", [seat("s1", candidates=["ann", "ben"])])], [rule])
    assert conflict(case) == [{"constraint": 0}, {"filled": "s1"}]


def test_the_sentence_says_what_is_counted_and_where():
    dutch, english = sentences(attribute_count("home", "BZK", minimum=2))
    assert_says(dutch, "Minstens 2 leden", "als ‘home’: BZK", never=("MT", "oogstens"))
    assert_says(english, "At least 2 members", "as ‘home’: BZK", never=("MT", "most"))
    dutch, english = sentences(attribute_count("home", "BZK", maximum=1, teams=["mt"]))
    assert_says(dutch, "Hoogstens 1", "in MT", never=("instens",))
    assert_says(english, "At most 1", "in MT", never=("least",))
    dutch, english = sentences(attribute_count("home", "BZK", minimum=1, maximum=2))
    assert_says(dutch, "1 tot en met 2")
    assert_says(english, "1 to 2")


def test_the_sentence_writes_a_value_as_people_do():
    for value, wrong in ((True, "True"), (Decimal("1.5"), "1.5")):
        assert wrong not in sentences(attribute_count("mark", value, minimum=1))[0]
