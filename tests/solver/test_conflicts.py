"""Where nothing is possible: items that clash, and of which none is too many."""

import pytest

from planner.analysis.propose import propose
from planner.solver.conflict import minimal_conflict
from planner.solver.limits import Limits
from planner.solver.problem import Problem
from planner.solver.race import Race
from tests.oracle.checks import Reference, item_of
from tests.oracle.search import can_hold

from .conftest import at_random, read, row, seat, team_of

ROWS = [row("a"), row("b")]
PEOPLE = {"p": "a", "q": "b", "r": "a b", "t": ""}
HARMLESS = [
    {"kind": "max_load", "limit": 9},
    {"kind": "coverage_floor", "percent": 0},
    {"kind": "max_changes", "limit": 9},
]


def team(*seats, rows=None, rules=()) -> dict:
    """Return a dossier with rules after ones that harm nobody."""
    return team_of(
        list(seats), ROWS if rows is None else rows, PEOPLE, constraints=[*HARMLESS, *rules]
    )


S, Z = seat("s", "p", "q", "r"), seat("z", "p", "q", "r")
LOCKED = seat("s", "q", incumbent="p", locked=True)

CLASHES = {
    "wanted and unwanted": (
        team(S, Z, rules=[{"kind": "include", "person": "p"}, {"kind": "exclude", "person": "p"}]),
        {("constraint", 3), ("constraint", 4)},
    ),
    "somebody wanted who may sit nowhere": (
        team(S, Z, rules=[{"kind": "include", "person": "t"}]),
        {("constraint", 3)},
    ),
    "a lock against an exclusion": (
        team(LOCKED, Z, rules=[{"kind": "exclude", "person": "p"}]),
        {("locked", "s"), ("constraint", 3)},
    ),
    "a lock against a wish for the same seat": (
        team(LOCKED, Z, rules=[{"kind": "include", "person": "q", "seat": "s"}]),
        {("locked", "s"), ("constraint", 3)},
    ),
    "two seats for two people who stay apart": (
        team(
            seat("s", "p", "q"),
            seat("z", "p", "q"),
            rules=[{"kind": "apart", "people": ["p", "q"]}],
        ),
        {("filled", "s"), ("filled", "z"), ("constraint", 3)},
    ),
    "two seats for one person": (
        team(seat("s", "p"), seat("z", "p")),
        {("filled", "s"), ("filled", "z")},
    ),
    "a seat for nobody": (team(seat("s"), Z), {("filled", "s")}),
    "a minimum that nobody meets": (
        team(seat("s", "p", "t", minimum={"b": 3}), Z),
        {("filled", "s"), ("minimum", "s")},
    ),
    "a critical row that nobody carries": (
        team(S, Z, rows=[row("a"), row("c", critical=True)]),
        {("critical", "mt", "c")},
    ),
    "a critical row and the only one who carries it": (
        team(
            S,
            Z,
            rows=[row("a"), row("b", carriers=2, critical=True)],
            rules=[{"kind": "exclude", "person": "r"}],
        ),
        {("critical", "mt", "b"), ("constraint", 3)},
    ),
    "nothing may change and all must be covered": (
        team(
            seat("s", "r", incumbent="p"),
            seat("z", optional=True),
            rules=[{"kind": "max_changes", "limit": 0}, {"kind": "coverage_floor", "percent": 100}],
        ),
        {("constraint", 3), ("constraint", 4)},
    ),
    "a chain of three": (
        team(
            S,
            seat("z", "q", "t"),
            rules=[
                {"kind": "include", "person": "p", "seat": "s"},
                {"kind": "together", "people": ["p", "r"]},
                {"kind": "exclude", "person": "t"},
            ],
        ),
        {("constraint", 3), ("constraint", 4)},
    ),
}


@pytest.mark.parametrize(("dossier", "culprits"), CLASHES.values(), ids=list(CLASHES))
def test_a_clash_is_told_without_anything_that_has_no_part_in_it(dossier, culprits):
    answer = propose(read(dossier))
    assert answer.status == "infeasible"
    assert answer.proposals == []
    assert answer.exhausted is False
    assert answer.conflict_minimal is True
    assert {item_of(item.written()) for item in answer.conflict} == culprits


@pytest.mark.parametrize(("dossier", "culprits"), CLASHES.values(), ids=list(CLASHES))
def test_any_one_left_out_of_a_clash_lets_the_rest_hold(dossier, culprits):
    case = Reference(dossier).case
    assert not can_hold(case, culprits, False)
    for item in culprits:
        assert can_hold(case, culprits - {item}, False)


@pytest.mark.parametrize("seed", range(4))
def test_where_there_are_several_clashes_one_minimal_one_is_told_the_same_each_time(seed):
    dossier = team(
        seat("s"),
        seat("z"),
        rules=[
            {"kind": "include", "person": "t"},
            {"kind": "include", "person": "p"},
            {"kind": "exclude", "person": "p"},
        ],
    )
    answer = propose(read(dossier), seed=seed)
    items = {item_of(item.written()) for item in answer.conflict}
    assert items == {item_of(i.written()) for i in propose(read(dossier)).conflict}
    case = Reference(dossier).case
    assert not can_hold(case, items, False)
    assert all(can_hold(case, items - {item}, False) for item in items)


def test_a_wish_that_is_given_is_no_part_of_the_conflict():
    dossier = team(LOCKED, Z, rules=[{"kind": "include", "person": "q", "seat": "s"}])
    problem = Problem.of(read(dossier))
    wish = next(r for r in problem.asked if item_of(r.item.written()) == ("constraint", 3))
    conflict = minimal_conflict(problem, Limits(), Race(), given=[wish])
    assert [item_of(item.written()) for item in conflict.items] == [("locked", "s")]
    assert conflict.minimal


def test_the_items_of_a_conflict_are_told_in_a_fixed_order():
    dossier, _ = CLASHES["two seats for two people who stay apart"]
    told = [item_of(item.written()) for item in propose(read(dossier)).conflict]
    assert told == [("constraint", 3), ("filled", "s"), ("filled", "z")]


def test_development_makes_possible_what_is_not_without_it():
    people = team(seat("s", "p"), rows=[row("b", critical=True)])
    people["people"][0]["levels"]["b"] = 2
    assert propose(read(people)).status == "infeasible"
    rule = {"kind": "development", "budget": 1}
    answer = propose(read(people | {"constraints": [rule]}))
    assert answer.status == "optimal"
    assert [(s.person, s.behaviour, s.steps) for s in answer.proposals[0].development] == [
        ("p", "b", 1)
    ]


@pytest.mark.parametrize("number", range(100, 116))
def test_a_random_clash_is_minimal(number):
    dossier = at_random(number)
    rules = dossier.setdefault("constraints", [])
    rules += [{"kind": "exclude", "person": person["id"]} for person in dossier["people"]]
    answer = propose(read(dossier))
    case = Reference(dossier).case
    if answer.status != "infeasible":
        assert can_hold(case, {("constraint", len(rules) - 1)}, False)
        return
    items = {item_of(item.written()) for item in answer.conflict}
    assert not can_hold(case, items, False)
    assert all(can_hold(case, items - {item}, False) for item in items)
