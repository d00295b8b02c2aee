"""A round that is stopped on its way gives what it has by then, and bounds that hold."""

import json

import pytest

from benchmarks.rounds import Size, plain
from planner.dossier.reading import read_dossier
from planner.solver.backends import Backend
from planner.solver.limits import Limits
from planner.solver.problem import Problem
from planner.solver.teamwise import MANY_TEAMS
from tests.oracle.case import Case, Composition
from tests.oracle.reference import solve
from tests.oracle.rules import violations_of

from .conftest import CP_SAT, StoppingRace, read
from .ways import Way, round_at_random, told

MOST_RUNS = 15


def stopped(seed: int) -> set[tuple[str, bool]]:
    """Stop a round after each of its solves; return the statuses, and where it was by then."""
    raw, seen = round_at_random(seed), set()
    best, dossier = solve(raw), read(raw)
    if best is None:
        return seen
    for runs in range(1, MOST_RUNS):
        way = Way.teamwise()
        answers = way.answers(dossier, race=StoppingRace([CP_SAT], last=runs), seed=seed)
        (found,) = answers.proposals
        composition = Composition(Case(raw), dict(found.composition.assignment))
        assert violations_of(composition) == set()
        assert list(found.bounds) == list(best)
        for objective, least in best.items():
            assert found.bounds[objective] <= least
        if found.proven:
            assert found.bounds == best
        seen.add((answers.status(1), way.handovers > 0))
    return seen


def test_a_round_that_is_stopped_gives_the_best_so_far_with_bounds_that_hold():
    seen = [stopped(seed) for seed in range(70, 82)]
    among_fillings = [one for one in seen if ("feasible", True) in one]
    assert len(among_fillings) >= 3, "stopped while they searched among fillings"
    assert all(("optimal", True) in one for one in among_fillings)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(8000, 8200, 40))
def test_many_rounds_that_are_stopped_give_bounds_that_hold(start):
    for seed in range(start, start + 40):
        stopped(seed)


@pytest.fixture(scope="module")
def department():
    """Return a round of as many teams as are searched by fillings, and its answer."""
    size = Size(teams=MANY_TEAMS + 2, vacancies=16, candidates=30, eligible=5)
    dossier = read_dossier(json.dumps(plain(3, size)).encode())
    way = Way(MANY_TEAMS)
    answers = way.answers(dossier)
    assert answers.status(1) == "optimal"
    assert way.handovers == 1
    return dossier, answers


def test_a_department_is_answered_the_same_either_way(department):
    dossier, answers = department
    assert told(answers) == told(Way.seatwise().answers(dossier))


@pytest.mark.parametrize("seconds", [0.02, 0.05, 0.1, 0.15, 0.2, 0.3])
def test_a_round_whose_time_is_up_gives_bounds_that_hold(seconds, department):
    dossier, whole = department
    (best,) = whole.proposals
    limits = Limits(time_limit=seconds)
    answers = Way(MANY_TEAMS).answers(dossier, limits=limits)
    assert answers.status(1) in ("optimal", "feasible", "unknown")
    for found in answers.proposals:
        Problem.of(dossier).verified(found.composition)
        for objective, bound in found.bounds.items():
            assert bound <= best.bounds[objective]
        assert not found.proven or told(answers) == told(whole)


@pytest.mark.parametrize("backend", list(Backend), ids=lambda backend: backend.value)
def test_a_department_is_answered_the_same_by_each_solver_alone(backend, department):
    dossier, whole = department
    race = StoppingRace([backend], last=0)
    assert told(Way(MANY_TEAMS).answers(dossier, race=race)) == told(whole)
