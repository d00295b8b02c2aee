"""A race inside a worker process: nearly no threads, no processes, and the same answers."""

import threading
import time

import pytest
from ortools.math_opt.python import mathopt

from benchmarks.cases import one_team
from planner.analysis.propose import propose
from planner.dossier.reading import validated
from planner.solver import race, workers
from planner.solver.backends import Answer, Backend, Task, Verdict
from planner.solver.limits import Limits

from .conftest import as_bytes, at_random


@pytest.fixture
def inside(monkeypatch):
    """Let this process take itself for a worker, in which both solvers begin at once."""

    def refuse(*arguments):
        raise AssertionError("a worker starts no processes")

    monkeypatch.setattr(workers, "_inside", True)
    monkeypatch.setattr(race, "_HEAD_START_IN_WORKER", (0.0, 0.0))
    monkeypatch.setattr(race._WORKERS, "submit", refuse)


@pytest.mark.parametrize("number", [101, 104, 108, 115])
def test_a_worker_gives_the_same_answer(number, monkeypatch, inside):
    dossier = at_random(number)
    within = as_bytes(dossier, alternatives=2)
    monkeypatch.undo()
    assert as_bytes(dossier, alternatives=2) == within


def test_scip_joins_in_a_thread_and_stops_when_it_is_told(monkeypatch, inside, capfd):
    asked = []
    elsewhere = race.solve_elsewhere
    limits = Limits()

    def solve_elsewhere(model, hint, backend, *others):
        if not asked:
            threading.Timer(1.5, limits.stop.set).start()
        asked.append((backend, threading.current_thread() is not threading.main_thread()))
        return elsewhere(model, hint, backend, *others)

    monkeypatch.setattr(race, "solve_elsewhere", solve_elsewhere)
    before = threading.active_count()
    answer = propose(validated(one_team(2, 10, 120, 30, 5)), limits=limits)
    assert answer.status in ("feasible", "unknown")
    # Once it has won it begins, in the thread that asks.
    assert asked[0] == (Backend.SCIP.value, True)
    assert {backend for backend, _ in asked} == {Backend.SCIP.value}
    end = time.monotonic() + 60
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.05)
    assert threading.active_count() <= before
    # SCIP writes of its own accord where it is given an interrupter.
    capfd.readouterr()


class Slow:
    """A solver that finds nothing until it is interrupted."""

    def __init__(self):
        self.begun = threading.Event()
        self.thread = None

    def __call__(self, task, backend, seconds, interrupter, listener):
        self.thread = threading.current_thread()
        self.begun.set()
        end = time.monotonic() + 30
        while not interrupter.interrupted and time.monotonic() < end:
            time.sleep(0.01)
        assert interrupter.interrupted
        return Answer(Verdict.UNDECIDED)


@pytest.fixture
def slow(monkeypatch, inside):
    slow = Slow()
    monkeypatch.setattr(race, "solve", slow)
    return slow


def task():
    return Task(mathopt.Model())


def test_the_first_runs_in_the_thread_that_asks_until_another_one_has_decided(monkeypatch, slow):
    decided = Answer(Verdict.OPTIMAL, {}, 3.0, 3.0)

    def solve_elsewhere(*arguments):
        assert slow.begun.wait(30)
        return decided

    monkeypatch.setattr(race, "solve_elsewhere", solve_elsewhere)
    line_up = race.Race()
    assert line_up.run(task(), Limits()) == decided
    assert slow.thread is threading.current_thread()
    # Whoever proved begins the next time.
    assert line_up.line_up[0] is Backend.SCIP


def test_the_first_stops_where_the_limits_end(monkeypatch, slow):
    monkeypatch.setattr(race, "_HEAD_START_IN_WORKER", (0.0, 3600.0))
    limits = Limits()
    threading.Thread(target=lambda: slow.begun.wait(30) and limits.stop.set(), daemon=True).start()
    assert race.Race().run(task(), limits).verdict is Verdict.UNDECIDED


def test_another_one_joins_when_the_first_finds_it_hard(monkeypatch, slow):
    monkeypatch.setattr(race, "_HEAD_START_IN_WORKER", (0.0, 0.2))
    decided = Answer(Verdict.INFEASIBLE)
    monkeypatch.setattr(race, "solve_elsewhere", lambda *arguments: decided)
    assert race.Race().run(task(), Limits()) == decided


def test_one_that_fails_leaves_the_race_to_the_other(monkeypatch, inside):
    def fail(*arguments):
        raise MemoryError

    decided = Answer(Verdict.INFEASIBLE)
    monkeypatch.setattr(race, "solve", fail)
    monkeypatch.setattr(race, "solve_elsewhere", lambda *arguments: decided)
    assert race.Race().run(task(), Limits()) == decided
    monkeypatch.setattr(race, "solve_elsewhere", fail)
    with pytest.raises(MemoryError):
        race.Race().run(task(), Limits())
