"""Bar 1: one team, seven open seats of sixty candidates, against each solver by itself."""

from functools import partial

from benchmarks.cases import one_team
from benchmarks.report import Report, seconds_of
from planner.dossier.dossier import Dossier
from planner.dossier.reading import validated
from planner.solver.backends import Backend
from planner.solver.limits import Limits
from planner.solver.problem import Problem
from planner.solver.proposals import search
from planner.solver.race import Race

PATIENCE = 60.0


def _solve(dossier: Dossier, race: Race, alternatives: int = 1) -> None:
    limits = Limits(time_limit=PATIENCE * alternatives)
    answers = search(Problem.of(dossier), alternatives=alternatives, race=race, limits=limits)
    assert answers.status(alternatives) == "optimal"


def run() -> Report:
    """Measure the race against single solvers, and ten alternatives against one."""
    report = Report(
        "one-team",
        "One team: 7 open seats, 60 candidates, 24 behaviours, six objectives proven",
        "Ours is the race. Bar: at most 1.2 times the best single solver; "
        "ten alternatives at most 10 times one.",
    )
    # The worker processes are started before anything is timed.
    _solve(validated(one_team(0, open_seats=2, candidates=10)), Race([Backend.SCIP]))
    for seed in (1, 2, 3):
        dossier = validated(one_team(seed))
        ours = seconds_of(partial(_solve, dossier, Race()), runs=7)
        for backend in Backend:
            theirs = seconds_of(partial(_solve, dossier, Race([backend])), runs=7)
            report.add(f"seed {seed}", f"{backend.value} alone", theirs, ours, "s")
    dossier = validated(one_team(1))
    one = seconds_of(partial(_solve, dossier, Race()), runs=7)
    ten = seconds_of(partial(_solve, dossier, Race(), alternatives=10))
    report.add("ten alternatives", "one proposal", one, ten, "s")
    return report
