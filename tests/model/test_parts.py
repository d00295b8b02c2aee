"""Parts of a program that rest ask nothing, and ask the same again once they are woken."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ortools.math_opt.python import mathopt

from planner.model.program import Program


def _smallest(program: Program, expression: mathopt.LinearTypes) -> float:
    program.mathopt.minimize(expression)
    return mathopt.solve(program.mathopt, mathopt.SolverType.HIGHS).objective_value()


def test_a_part_that_rests_asks_nothing_and_asks_again_when_woken() -> None:
    program = Program()
    always = program.count(10)
    with program.part("late"):
        extra = program.count(5)
        program.at_least(always + extra, 8)
    assert _smallest(program, always) == 3
    program.let_go()
    assert _smallest(program, always) == 0
    assert extra.upper_bound == 0
    with program.part("late"):
        pass
    assert _smallest(program, always) == 3
    assert extra.upper_bound == 5


def test_what_is_made_outside_a_part_never_rests() -> None:
    program = Program()
    with program.part("late"):
        program.count(5)
    always = program.count(10)
    program.at_least(always, 4)
    program.let_go()
    assert _smallest(program, always) == 4


def test_what_is_held_is_let_go() -> None:
    program = Program()
    number = program.count(10)
    program.hold(number, least=6)
    assert _smallest(program, number) == 6
    program.let_go()
    assert _smallest(program, number) == 0
    program.hold(number, most=7)
    assert _smallest(program, -1 * number) == -7


@pytest.mark.parametrize("held", [{"least": -(10**12)}, {"most": 10**12}])
def test_holding_at_what_nothing_reaches_asks_nothing(held: dict[str, int]) -> None:
    program = Program()
    number = program.count(10)
    program.hold(number, **held)
    requirements = list(program.mathopt.linear_constraints())
    assert all(row.lower_bound == -math.inf and row.upper_bound == math.inf for row in requirements)


@given(st.lists(st.sampled_from(["first", "second", "third"]), max_size=12))
def test_resting_and_waking_any_number_of_times_changes_nothing(turns: list[str]) -> None:
    program = Program()
    bounds = {"first": 2, "second": 3, "third": 5}
    number = program.count(10)
    for name, least in bounds.items():
        with program.part(name):
            program.at_least(number, least)
    for name in turns:
        program.let_go()
        with program.part(name):
            pass
        assert _smallest(program, number) == bounds[name]
