"""Scenarios: the product of the axes, each solved as the dossier that its edits make."""

import random
from copy import deepcopy
from itertools import product

import pytest

from planner.analysis.scenarios import scenarios
from planner.dossier.scenarios import read_grid
from planner.dossier.schemas import schema
from planner.dossier.strict_json import InvalidFile
from planner.jobs.processes import Processes
from tests.oracle.dossiers import random_dossier
from tests.oracle.reference import solve
from tests.oracle.writing import json_text, json_value
from tests.solver.conftest import row, seat, team_of

jsonschema = pytest.importorskip("jsonschema")


def grid(**axes):
    """Return a grid; each axis is an object from choice to edits."""
    listed = [
        {"id": axis, "choices": [{"id": name, "edits": edits} for name, edits in choices.items()]}
        for axis, choices in axes.items()
    ]
    return read_grid(json_text({"format": "abd-planner/scenarios/1", "axes": listed}).encode())


def mistakes(grid_as_json) -> list[tuple[str, str]]:
    with pytest.raises(InvalidFile) as refused:
        read_grid(json_text(grid_as_json).encode())
    return [(fault.path, fault.template) for fault in refused.value.faults]


def at_random(seed):
    return json_value(json_text(random_dossier(random.Random(seed))))


@pytest.mark.parametrize("seed", range(900, 908))
def test_every_scenario_is_solved_as_the_reference_solves_the_edited_dossier(seed):
    dossier = at_random(seed)
    somebody = dossier["people"][0]["id"]
    without = {"kind": "exclude", "person": somebody}
    dossier.setdefault("constraints", [])
    edits = {
        "rules": {"all": [], "none": [{"op": "replace", "path": "/constraints", "value": []}]},
        "first": {"in": [], "out": [{"op": "add", "path": "/constraints/-", "value": without}]},
    }
    expected = []
    for rules, first in product(("all", "none"), ("in", "out")):
        changed = deepcopy(dossier)
        changed["constraints"] = [] if rules == "none" else changed["constraints"]
        changed["constraints"] += [without] if first == "out" else []
        expected.append(({"rules": rules, "first": first}, solve(changed)))
    before = deepcopy(dossier)
    results = scenarios(dossier, grid(**edits))
    assert dossier == before
    assert [one.choices for one in results.scenarios] == [choices for choices, _ in expected]
    for one, (_, best) in zip(results.scenarios, expected, strict=True):
        assert (one.status == "infeasible") == (best is None)
        if best is not None and not any(p.get("slack") for p in dossier.get("priorities", [])):
            assert {name: one.objectives[name] for name in best} == best
    jsonschema.validate(results.written(), schema("scenario-results"))


TEAM = team_of(
    [seat("s", "p", "q", "r")],
    [row("a", 3), row("b", 2)],
    {"p": "a b", "q": "a", "r": "b"},
    priorities=[{"objective": "coverage"}],
)
OUT = {
    name: [{"op": "add", "path": "/constraints", "value": [{"kind": "exclude", "person": name}]}]
    for name in "pqr"
}


def test_the_best_scenarios_come_first_and_say_what_differs():
    results = scenarios(TEAM, grid(who={"all": [], **OUT}))
    assert results.base.assignment == {"s": "p"}
    assert [(one.rank, one.objectives["coverage"]) for one in results.scenarios] == [
        (1, 0),
        (4, 2),
        (1, 0),
        (1, 0),
    ]
    differs = [[(c.seat, c.before, c.to) for c in one.differs] for one in results.scenarios]
    assert differs == [[], [("s", "p", "q")], [], []]


def test_a_scenario_that_is_no_dossier_says_so_and_stops_no_other():
    results = scenarios(
        TEAM,
        grid(
            what={
                "nowhere": [{"op": "remove", "path": "/teams/3"}],
                "level": [{"op": "replace", "path": "/people/0/levels/a", "value": 7}],
                "test": [{"op": "test", "path": "/title", "value": "Groot"}],
                "deep": [{"op": "replace", "path": "/title/x/y", "value": 1}],
                "nobody": [{"op": "replace", "path": "/people", "value": []}],
                "right": [],
            }
        ),
        language="en",
    )
    told = {
        one.choices["what"]: [(f.path, f.text) for f in one.faults] for one in results.scenarios
    }
    assert [one.status for one in results.scenarios] == ["invalid"] * 5 + ["optimal"]
    assert [one.rank for one in results.scenarios] == [None] * 5 + [1]
    place = "axes[0].choices[{}].edits[0]"
    assert told["nowhere"] == [
        (place.format(0), 'leads nowhere in the dossier: "/teams/3"'),
    ]
    assert told["level"] == [("people[0].levels.a", "must lie on the scale from 1 to 5, and is 7")]
    assert told["test"][0][0] == place.format(2)
    assert '"/title"' in told["test"][0][1]
    assert told["deep"][0][0] == place.format(3)
    assert {path for path, _ in told["nobody"]} == {
        f"teams[0].seats[0].candidates[{n}]" for n in range(3)
    }
    assert told["right"] == []


def test_an_infeasible_scenario_has_its_conflict():
    wish = {"kind": "include", "person": "p"}
    both = [{"op": "add", "path": "/constraints", "value": [wish, {**wish, "person": "q"}]}]
    (one,) = scenarios(TEAM, grid(who={"both": both})).scenarios
    assert (one.status, one.rank, one.objectives, one.differs) == ("infeasible", None, None, [])
    assert [item.written() for item in one.conflict] == [{"constraint": 0}, {"constraint": 1}]


def test_edits_of_several_axes_are_applied_in_the_order_of_the_axes():
    add = {"op": "add", "path": "/constraints", "value": []}
    exclude = {"op": "add", "path": "/constraints/-", "value": {"kind": "exclude", "person": "p"}}
    first, second = scenarios(
        TEAM, grid(a={"x": [add]}, b={"y": [exclude], "z": [exclude, exclude]})
    ).scenarios
    assert [first.assignment, second.assignment] == [{"s": "q"}, {"s": "q"}]
    (wrong,) = scenarios(TEAM, grid(b={"y": [exclude]}, a={"x": [add]})).scenarios
    assert wrong.status == "invalid"


def test_worker_processes_give_the_same_answers():
    axes = {"who": {"all": [], **OUT}, "test": {"t": [], "u": [{"op": "remove", "path": "/teams"}]}}
    here, there = (
        scenarios(TEAM, grid(**axes), sweep=sweep).written() | {"seconds": 0}
        for sweep in (None, Processes(2))
    )
    assert here == there


def choices(*edits):
    return {
        "format": "abd-planner/scenarios/1",
        "axes": [{"id": "a", "choices": [{"id": "x", "edits": list(edits)}]}],
    }


@pytest.mark.parametrize(
    ("edit", "path"),
    [
        ({"op": "remove", "path": "teams"}, "axes[0].choices[0].edits[0].path"),
        ({"op": "remove", "path": "/a~2"}, "axes[0].choices[0].edits[0].path"),
        ({"op": "turn", "path": "/teams"}, "axes[0].choices[0].edits[0].op"),
        ({"op": "add", "path": "/teams"}, "axes[0].choices[0].edits[0]"),
        ({"op": "move", "path": "/teams"}, "axes[0].choices[0].edits[0]"),
        ({"op": "remove", "path": "/teams", "value": 1}, "axes[0].choices[0].edits[0]"),
        ({"op": "remove", "path": "/teams", "more": 1}, "axes[0].choices[0].edits[0].more"),
        ({"path": "/teams"}, "axes[0].choices[0].edits[0].op"),
    ],
)
def test_a_mistake_in_an_edit_is_told_with_its_path(edit, path):
    assert [found for found, _ in mistakes(choices(edit))] == [path]


def test_mistakes_in_a_grid_are_told_all_at_once():
    twice = choices()
    twice["axes"] = twice["axes"] * 2
    assert mistakes(twice) == [("axes", "names {value} twice")]
    many = {"format": "abd-planner/scenarios/1"}
    many["axes"] = [
        {"id": str(axis), "choices": [{"id": str(n)} for n in range(10)]} for axis in range(5)
    ]
    assert [path for path, _ in mistakes(many)] == ["axes"]
    assert {path for path, _ in mistakes({"format": "x", "axes": [], "surplus": 1})} == {
        "format",
        "axes",
        "surplus",
    }


def test_a_null_is_a_value():
    (edit,) = grid(a={"x": [{"op": "add", "path": "/x", "value": None}]}).axes[0].choices[0].edits
    assert edit.operation() == {"op": "add", "path": "/x", "value": None}
