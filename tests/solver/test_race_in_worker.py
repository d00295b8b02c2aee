"""A race inside a worker process: no processes of its own, and the same answers."""

import threading
import time

import pytest

from benchmarks.cases import one_team
from planner.analysis.propose import propose
from planner.dossier.reading import validated
from planner.solver import race, workers
from planner.solver.backends import Backend
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
    assert set(asked) == {(Backend.SCIP.value, True)}
    end = time.monotonic() + 60
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.05)
    assert threading.active_count() <= before
    # SCIP writes of its own accord where it is given an interrupter.
    capfd.readouterr()
