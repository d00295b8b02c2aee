"""The same dossier and seed give the same bytes, whoever wins the race."""

import json
from itertools import permutations

import pytest

from benchmarks.cases import one_team
from planner.analysis.propose import propose
from planner.solver import race

from .conftest import CP_SAT, HIGHS, SCIP, as_bytes, at_random, read, row, seat, team_of

SWITCHED_OFF = [(SCIP, HIGHS), (HIGHS, CP_SAT), (CP_SAT, SCIP)]
ALONE = [(CP_SAT,), (SCIP,), (HIGHS,)]
ORDERS = list(permutations((CP_SAT, SCIP, HIGHS)))


@pytest.mark.parametrize("number", range(100, 120))
def test_a_random_dossier_gets_the_same_answer_whichever_solver_is_off(number, line_up):
    dossier = at_random(number)
    options = {"alternatives": 2, "seed": number}
    expected = as_bytes(dossier, **options)
    for backends in (*SWITCHED_OFF, ORDERS[number % 6], ALONE[number % 3]):
        line_up(*backends)
        assert as_bytes(dossier, **options) == expected, [b.value for b in backends]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_one_team_gets_the_same_answer_in_every_order_and_with_each_solver_off(seed, line_up):
    dossier = one_team(1, open_seats=4, candidates=20)
    expected = as_bytes(dossier, seed=seed)
    for backends in (*ORDERS, *SWITCHED_OFF, *ALONE) if seed == 0 else SWITCHED_OFF:
        line_up(*backends)
        assert as_bytes(dossier, seed=seed) == expected, [b.value for b in backends]


def test_one_team_gets_the_same_answer_when_all_solvers_start_at_once(monkeypatch):
    dossier = one_team(1, open_seats=4, candidates=20)
    expected = as_bytes(dossier, alternatives=2)
    monkeypatch.setattr(race, "HEAD_START", (0.0, 0.0, 0.0))
    for _ in range(3):
        assert as_bytes(dossier, alternatives=2) == expected


def test_several_runs_give_the_same_answer():
    dossier = one_team(1, open_seats=4, candidates=20)
    assert len({as_bytes(dossier, alternatives=3, seed=5) for _ in range(3)}) == 1


ALIKE = team_of(
    [seat("s", *"pqrtu"), seat("z", *"pqrtu")],
    [row("a", 2), row("b")],
    {"p": "a", "q": "a", "r": "a", "t": "b", "u": "b"},
)
"""Six pairs carry everything, one of p, q, r and one of t, u."""


def test_the_seed_decides_between_compositions_that_are_equal():
    chosen = [propose(read(ALIKE), seed=seed).proposals[0] for seed in range(40)]
    assert len({json.dumps(proposal.objectives) for proposal in chosen}) == 1
    pairs = {frozenset(proposal.assignment.values()) for proposal in chosen}
    assert pairs == {frozenset((one, other)) for one in "pqr" for other in "tu"}


@pytest.mark.parametrize("number", [100, 102, 105, 106, 109, 111, 112, 114])
def test_the_seed_changes_no_objective_that_is_listed(number):
    dossier = at_random(number)
    dossier["priorities"] = [{"objective": p["objective"]} for p in dossier.get("priorities", [])]
    if not dossier["priorities"]:
        del dossier["priorities"]
    answers = [propose(read(dossier), seed=seed) for seed in range(5)]
    assert len({answer.status for answer in answers}) == 1
    assert [answer.seed for answer in answers] == list(range(5))
    firsts = [answer.proposals[0] for answer in answers if answer.proposals]
    listed = {
        json.dumps({name: proposal.objectives[name] for name in proposal.bounds})
        for proposal in firsts
    }
    assert len(listed) <= 1
    assert len({json.dumps(proposal.bounds) for proposal in firsts}) <= 1


def test_the_order_of_the_people_in_the_file_changes_nothing():
    turned = ALIKE | {"people": ALIKE["people"][::-1]}
    for seed in range(5):
        one, other = (propose(read(dossier), seed=seed).proposals[0] for dossier in (ALIKE, turned))
        assert set(one.assignment.values()) == set(other.assignment.values())
