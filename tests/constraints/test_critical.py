import pytest

from planner.domain.items import Item
from planner.solver.problem import Problem
from tests.building import (
    conflict,
    dossier,
    figures_of,
    names_of,
    person,
    proposed,
    row,
    seat,
    sentences,
    team,
)
from tests.constraints.faces import assert_allowed, assert_says, forbidden

PEOPLE = [
    person("ann", {"trust": 3, "crisis": 5}),
    person("ben", {"trust": 2.9, "crisis": 5}),
    person("cas", {"trust": None, "crisis": 5}),
]
TRUST = row("trust", critical=True)
MT = team("mt", ["s1", seat("s2", optional=True)], [TRUST, row("crisis", level=5, carriers=3)])
OT = team("ot", [seat("s3", optional=True)], [row("trust", critical=True)])
ITEM = {"critical": ["mt", "trust"]}


def test_critical_rows_are_in_force_without_any_constraint():
    case = dossier(PEOPLE, [MT])
    assert_allowed(case, {"s1": "ann"})
    assert_allowed(case, {"s1": "ben", "s2": "ann"})


@pytest.mark.parametrize(
    "rules", [[], [{"kind": "critical"}], [{"kind": "critical", "off": False}]]
)
def test_a_critical_row_that_is_short_is_broken(rules):
    breach = forbidden(dossier(PEOPLE, [MT], rules), {"s1": "ben"}, item=ITEM)
    assert (breach.team, breach.people, breach.by) == ("mt", (), 1)
    assert_says(breach.dutch, "MT", "‘Trust’", "0 dragers", "de 1", never=("Crisis",))
    assert_says(breach.english, "MT", "‘Trust’", "0 carriers", "the 1", never=("Crisis",))


def test_an_unknown_level_does_not_carry_a_critical_row():
    forbidden(dossier(PEOPLE, [MT]), {"s1": "cas"}, item=ITEM)


def test_every_carrier_that_the_row_asks_is_needed():
    both = team("mt", ["s1", "s2"], [row("trust", critical=True, carriers=2)])
    breach = forbidden(dossier(PEOPLE, [both]), {"s1": "ann", "s2": "ben"}, item=ITEM)
    assert (breach.people, breach.by) == (("ann",), 1)
    assert_says(breach.dutch, "1 drager van de 2")
    assert_says(breach.english, "1 carrier of the 2")


def test_a_row_that_is_not_critical_may_be_short():
    assert_allowed(dossier(PEOPLE, [team("mt", ["s1"], [row("trust")])]), {"s1": "ben"})


def test_the_circle_carries_a_critical_row_that_is_spread():
    rows = [row("trust", critical=True, spread=True)]
    assert_allowed(dossier(PEOPLE, [team("mt", ["s1"], rows, circle=["ann"])]), {"s1": "ben"})


OFF_FOR_MT = {"kind": "critical", "off": True, "teams": ["mt"]}


@pytest.mark.parametrize(
    "rules",
    [
        [{"kind": "critical", "off": True}],
        [OFF_FOR_MT],
        [OFF_FOR_MT, {"kind": "critical"}],
        [{"kind": "critical", "teams": ["mt"]}, {"kind": "critical", "off": True}],
    ],
)
def test_a_team_is_free_as_soon_as_one_constraint_that_means_it_is_off(rules):
    case = dossier(PEOPLE, [MT], rules)
    assert_allowed(case, {"s1": "ben"})
    assert_allowed(case, {"s1": "ann"})


def test_a_team_that_is_not_named_is_not_free():
    case = dossier(PEOPLE, [MT, OT], [OFF_FOR_MT])
    breach = forbidden(case, {"s1": "ann", "s3": "ben"}, item={"critical": ["ot", "trust"]})
    assert breach.team == "ot"
    assert_allowed(case, {"s1": "ben", "s3": "ann"})


def test_the_constraint_itself_is_no_item():
    rules = [{"kind": "critical"}, {"kind": "max_changes", "limit": 5}]
    problem = Problem.of(dossier(PEOPLE, [MT], rules))
    items = [requirement.item for requirement in problem.asked]
    assert Item("constraint", 0) not in items
    assert Item("constraint", 1) in items
    assert Item("critical", ("mt", "trust")) in items


def test_the_constraint_itself_finds_nothing_and_asks_nothing():
    case = dossier(PEOPLE, [MT], [{"kind": "critical"}])
    constraint = case.constraints[0]
    assert constraint.check(figures_of(case, {"s1": "ben"}), names_of(case, "en")) == []
    problem = Problem.of(case)
    before = problem.model()
    constraint.post(before)
    after = problem.model().program.mathopt.export_model()
    assert before.program.mathopt.export_model() == after


def test_the_solver_covers_the_critical_row_before_anything_else():
    people = [person("ann", {"trust": 3}), person("ben", {"crisis": 3})]
    alone = [team("mt", ["s1"], [TRUST, row("crisis", importance=5)])]
    assert proposed(dossier(people, alone)) == {"s1": "ann"}
    assert proposed(dossier(people, alone, [{"kind": "critical", "off": True}])) == {"s1": "ben"}


def test_a_critical_row_that_nobody_can_carry_is_a_conflict_of_one():
    nobody = team("mt", ["s1"], [row("trust", level=4, critical=True)])
    assert conflict(dossier(PEOPLE, [nobody])) == [{"critical": ["mt", "trust"]}]


def test_a_critical_row_clashes_with_who_is_kept_out():
    case = dossier(PEOPLE, [MT], [{"kind": "exclude", "person": "ann"}])
    assert conflict(case) == [{"constraint": 0}, ITEM]


def test_two_critical_rows_that_one_seat_cannot_carry():
    people = [person("ann", {"trust": 3}), person("ben", {"crisis": 3})]
    rows = [row("trust", critical=True), row("crisis", critical=True)]
    assert conflict(dossier(people, [team("mt", ["s1"], rows)])) == [
        {"critical": ["mt", "trust"]},
        {"critical": ["mt", "crisis"]},
    ]


def test_the_sentence_says_whether_it_is_off_and_where():
    dutch, english = sentences(dossier(PEOPLE, [MT], [{"kind": "critical"}]))
    assert_says(dutch, "onmisbaar", "genoeg dragers", never=("MT", "tekort"))
    assert_says(english, "Critical", "enough carriers", never=("MT", "short"))
    dutch, english = sentences(dossier(PEOPLE, [MT], [OFF_FOR_MT]))
    assert_says(dutch, "onmisbaar", "tekort", "in MT", never=("genoeg",))
    assert_says(english, "Critical", "short", "in MT", never=("enough",))
