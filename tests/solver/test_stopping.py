"""A search that is stopped gives the best so far, says so, and its bounds are true."""

import pytest

from planner.analysis.propose import propose
from planner.domain.priority import OBJECTIVES
from planner.solver import proposals
from planner.solver.limits import Limits
from tests.oracle.checks import Reference, item_of
from tests.oracle.reference import solve, violations
from tests.oracle.rules import all_items
from tests.oracle.search import can_hold

from .conftest import StoppingRace, as_bytes, at_random, read, row, seat, team_of

FEASIBLE = [101, 103, 104, 108, 115]
MOST_RUNS = 12


@pytest.fixture
def stop_after(monkeypatch):
    """Return a function that lets every search be stopped after so many solves."""

    def begin(runs: int) -> None:
        monkeypatch.setattr(proposals, "Race", lambda: StoppingRace(last=runs))

    return begin


def test_a_search_that_is_stopped_at_once_found_nothing():
    limits = Limits()
    limits.stop.set()
    answer = propose(read(at_random(101)), limits=limits)
    assert (answer.status, answer.proposals, answer.exhausted) == ("unknown", [], False)
    assert answer.conflict == []


@pytest.mark.parametrize("number", FEASIBLE)
def test_a_search_that_is_stopped_gives_the_best_so_far(number, stop_after):
    dossier = at_random(number)
    best = solve(dossier)
    assert best is not None
    seen = set()
    for runs in range(1, MOST_RUNS):
        stop_after(runs)
        answer = propose(read(dossier))
        seen.add(answer.status)
        (proposal,) = answer.proposals
        steps = {(step.person, step.behaviour): step.steps for step in proposal.development}
        assert violations(dossier, proposal.assignment, raised=steps) == set()
        assert set(proposal.bounds) == set(best)
        first = next(iter(best))
        assert proposal.bounds[first] == proposal.objectives[first] == best[first] or (
            dossier.get("priorities", [{}])[0].get("slack")
        )
        for objective, least in best.items():
            assert proposal.bounds[objective] <= least
        assert set(proposal.objectives) == set(OBJECTIVES)
    assert "optimal" in seen


@pytest.mark.parametrize("number", [101, 104])
def test_a_search_that_is_stopped_between_proposals_keeps_those_it_has(number, stop_after):
    dossier = at_random(number)
    whole = propose(read(dossier), alternatives=3)
    counts = []
    for runs in range(1, 30):
        stop_after(runs)
        answer = propose(read(dossier), alternatives=3)
        counts.append(len(answer.proposals))
        complete = len(answer.proposals) == 3 or answer.exhausted
        assert answer.status == (
            "optimal"
            if complete and all(proposal.proven for proposal in answer.proposals)
            else "feasible"
        )
        for found, final in zip(answer.proposals[:-1], whole.proposals, strict=False):
            assert found == final
    assert counts == sorted(counts)


ALIKE = team_of(
    [seat("s", *"pqrtuvwxyz")],
    [row("a")],
    dict.fromkeys("pqrtuvwxyz", "a"),
    priorities=[{"objective": "coverage"}],
)


def test_a_draw_that_was_not_finished_is_not_called_optimal(stop_after):
    wrong = []
    for seed in range(8):
        whole = as_bytes(ALIKE, seed=seed)
        for runs in (1, 2):
            stop_after(runs)
            answer = propose(read(ALIKE), seed=seed)
            if answer.status == "optimal" and as_bytes(ALIKE, seed=seed) != whole:
                wrong.append((seed, runs))
        stop_after(10**6)
    assert wrong == []


CLASH = team_of(
    [seat("s", "p", "q"), seat("z", "p", "q"), seat("y", "r", "t")],
    [row("a"), row("b")],
    {"p": "a", "q": "", "r": "b", "t": ""},
    constraints=[
        {"kind": "exclude", "person": "t"},
        {"kind": "max_load", "limit": 5},
        {"kind": "apart", "people": ["p", "q"]},
        {"kind": "coverage_floor", "percent": 0},
        {"kind": "exclude", "person": "r", "seat": "s"},
    ],
)
CULPRITS = {("filled", "s"), ("filled", "z"), ("constraint", 2)}


@pytest.mark.parametrize("runs", range(1, 15))
def test_a_conflict_that_is_not_known_to_be_minimal_says_so_and_holds_all_the_same(
    runs, stop_after
):
    stop_after(runs)
    answer = propose(read(CLASH))
    assert answer.status == "infeasible"
    items = {item_of(item.written()) for item in answer.conflict}
    case = Reference(CLASH).case
    assert items <= all_items(case)
    assert not can_hold(case, items, False)
    if answer.conflict_minimal:
        assert items == CULPRITS
    else:
        assert runs < 14


def test_a_conflict_is_not_called_minimal_when_the_time_is_up(stop_after):
    stop_after(1)
    answer = propose(read(CLASH))
    assert answer.conflict_minimal is False
    assert {item_of(item.written()) for item in answer.conflict} > CULPRITS


def test_progress_is_told_stage_by_stage():
    told = []
    dossier = at_random(104)
    propose(read(dossier), limits=Limits(listener=told.append))
    assert told
    assert {where.proposal for where in told} == {1}
    assert [where.stage for where in told] == sorted(where.stage for where in told)
    assert all(1 <= where.stage <= where.stages for where in told)
    names = [where.objective for where in told]
    listed = list(solve(dossier))
    assert [name for name in dict.fromkeys(names) if name] == [
        name for name in listed if name in names
    ]


def test_a_time_limit_that_is_not_reached_changes_nothing():
    dossier = at_random(104)
    assert as_bytes(dossier, limits=Limits(time_limit=60)) == as_bytes(dossier)
