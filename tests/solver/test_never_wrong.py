"""Every answer of a solver is checked by other means; one that is wrong is not given out."""

from dataclasses import replace

import pytest

from planner.analysis.propose import propose
from planner.domain.composition import Composition
from planner.model.occupancy import Occupancy
from planner.solver import race
from planner.solver.backends import Answer, Backend, Verdict
from planner.solver.problem import Problem, VerificationError

from .conftest import CP_SAT, read, row, seat, team_of

EASY = team_of(
    [seat("s", "p", "q"), seat("z", "r", "t")],
    [row("a", 2), row("b")],
    {"p": "a", "q": "", "r": "b", "t": ""},
)
IMPOSSIBLE = EASY | {"constraints": [{"kind": "exclude", "person": name} for name in "pq"]}


@pytest.fixture
def lie(monkeypatch, line_up):
    """Return a function that lets the only solver answer what another function makes of it."""

    def begin(changed, first: int = 1, last: int = 10**6) -> None:
        calls = 0
        honest = race.solve

        def solve(task, backend, *arguments):
            nonlocal calls
            calls += 1
            answer = honest(task, backend, *arguments)
            return changed(answer) if first <= calls <= last else answer

        monkeypatch.setattr(race, "solve", solve)
        line_up(CP_SAT)

    return begin


def infeasible(answer: Answer) -> Answer:
    return Answer(Verdict.INFEASIBLE)


def test_without_a_lie_the_answer_is_given(lie):
    lie(lambda answer: answer)
    assert propose(read(EASY)).proposals[0].assignment == {"s": "p", "z": "r"}


@pytest.mark.parametrize("by", [-1, 1])
@pytest.mark.parametrize("call", [1, 2])
def test_a_wrong_value_is_not_given_out(lie, by, call):
    dossier = EASY | {"priorities": [{"objective": name} for name in ("load", "departure")]}
    dossier["priorities"].append({"objective": "nearness", "slack": 3})
    lie(lambda answer: replace(answer, value=answer.value + by), first=call, last=call)
    with pytest.raises(VerificationError):
        propose(read(dossier))


def test_an_assignment_that_leaves_seats_empty_is_not_given_out(lie):
    lie(lambda answer: replace(answer, values=dict.fromkeys(answer.values, 0.0)))
    with pytest.raises(VerificationError):
        propose(read(EASY))


def test_an_assignment_that_breaks_a_constraint_is_not_given_out(monkeypatch):
    monkeypatch.setattr(Occupancy, "read", lambda self, values: Composition({"s": "q", "z": "r"}))
    with pytest.raises(VerificationError, match="constraint"):
        propose(read(EASY | {"constraints": [{"kind": "exclude", "person": "q"}]}))


def test_somebody_on_a_seat_that_is_not_open_to_them_is_not_given_out(monkeypatch):
    monkeypatch.setattr(Occupancy, "read", lambda self, values: Composition({"s": "r", "z": "t"}))
    with pytest.raises(VerificationError, match="r may not sit on s"):
        propose(read(EASY))


def test_somebody_on_two_seats_is_not_given_out(monkeypatch):
    monkeypatch.setattr(Occupancy, "read", lambda self, values: Composition({"s": "p", "z": "p"}))
    with pytest.raises(VerificationError, match="two seats"):
        propose(read(EASY))


@pytest.mark.parametrize("last", [1, 2, 3, 4, 10**6])
def test_infeasible_where_something_is_possible_is_not_given_out(lie, last):
    lie(infeasible, last=last)
    with pytest.raises(VerificationError):
        propose(read(EASY))


@pytest.mark.parametrize("call", [2, 3])
def test_infeasible_after_a_composition_was_found_is_not_given_out(lie, call):
    lie(infeasible, first=call, last=call)
    with pytest.raises(VerificationError):
        propose(
            read(EASY | {"priorities": [{"objective": "coverage"}, {"objective": "load"}]}),
            alternatives=2,
        )


def test_no_more_proposals_where_there_are_more_is_not_given_out(lie):
    dossier = EASY | {"priorities": [{"objective": "coverage"}]}
    calls = []
    lie(lambda answer: calls.append(1) or answer)
    assert len(propose(read(dossier), alternatives=1).proposals) == 1
    before = len(calls)
    lie(infeasible, first=before + 1)
    with pytest.raises(VerificationError):
        propose(read(dossier), alternatives=2)


@pytest.mark.parametrize("call", range(2, 8))
def test_a_lie_within_the_search_for_a_conflict_gives_no_wrong_conflict(lie, call):
    """A set that can hold together is called clashing, while the conflict is being made smaller."""
    true = propose(read(IMPOSSIBLE))
    assert true.status == "infeasible"
    lie(infeasible, first=call, last=call)
    try:
        answer = propose(read(IMPOSSIBLE))
    except VerificationError:
        return
    assert answer.conflict == true.conflict
    assert answer.conflict_minimal


def test_a_worse_composition_in_the_draw_is_not_given_out(monkeypatch):
    dossier = EASY | {"priorities": [{"objective": "coverage"}]}
    honest = Occupancy.read
    calls = 0

    def read_worse(self, values):
        nonlocal calls
        calls += 1
        return honest(self, values) if calls == 1 else Composition({"s": "q", "z": "t"})

    monkeypatch.setattr(Occupancy, "read", read_worse)
    with pytest.raises(VerificationError):
        propose(read(dossier))


def test_a_solver_that_falls_over_leaves_the_race_to_the_others(monkeypatch):
    expected = propose(read(EASY)).proposals

    def solve(task, backend, *arguments):
        raise RuntimeError("fell over")

    monkeypatch.setattr(race, "solve", solve)
    assert propose(read(EASY)).proposals == expected


def test_when_every_solver_falls_over_that_is_told(monkeypatch, line_up):
    def solve(task, backend, *arguments):
        raise RuntimeError("fell over")

    monkeypatch.setattr(race, "solve", solve)
    line_up(CP_SAT)
    with pytest.raises(RuntimeError, match="fell over"):
        propose(read(EASY))


def test_there_are_three_solvers():
    assert [backend.value for backend in Backend] == ["CP-SAT", "SCIP", "HiGHS"]


def test_a_composition_that_keeps_everything_is_confirmed():
    figures = Problem.of(read(EASY)).verified(Composition({"s": "p", "z": "r"}))
    assert figures.objectives["coverage"] == 0
