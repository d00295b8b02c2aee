"""Bar 2: a round over 150 teams, against GSCIP and HiGHS alone on the same model."""

import time
from dataclasses import dataclass
from functools import partial

from benchmarks.report import Report, seconds_of
from benchmarks.rounds import plain, realistic
from planner.dossier.dossier import Dossier
from planner.dossier.reading import validated
from planner.figures.team_figures import Figures
from planner.model.program import is_number
from planner.solver.backends import Backend, Task, solve
from planner.solver.limits import Limits
from planner.solver.problem import Problem
from planner.solver.proposals import search
from planner.solver.race import Race

# The bar gives all six objectives ten minutes; the baselines get the same.
PATIENCE = 600.0
BASELINES = (Backend.SCIP, Backend.HIGHS)
_SIZE = "150 teams of 7, 200 vacancies, 500 candidates, 20 eligible for each"


@dataclass(frozen=True)
class Reached:
    """How long all objectives took, and the largest gap that is left, in per cent."""

    seconds: float
    gap: float


def gap(value: float, bound: float) -> float:
    """Return how far a bound stays below a value, in per cent of the value."""
    return 0.0 if value <= bound + 1e-6 else 100.0 * (value - bound) / max(value, 1.0)


def _ours(dossier: Dossier) -> Reached:
    started = time.perf_counter()
    answers = search(Problem.of(dossier), limits=Limits(PATIENCE))
    found = answers.proposals[0]
    gaps = [
        gap(found.figures.objectives[objective], bound) for objective, bound in found.bounds.items()
    ]
    return Reached(time.perf_counter() - started, max(gaps))


def _alone(dossier: Dossier, backend: Backend) -> Reached:
    """Let one solver minimise the objectives one after another, on seats and people.

    Each objective gets half of the time that is left, as it does in ours. Where the solver finds
    nothing for one, the composition that it found before stays.
    """
    problem = Problem.of(dossier)
    started = time.perf_counter()
    model = problem.model()
    gaps: list[float] = []
    figures: Figures | None = None
    for priority in problem.priorities:
        expression = model.objective(priority.objective)
        if is_number(expression):
            continue
        model.program.mathopt.minimize(expression)
        hint = {} if figures is None else model.hint(figures.composition)
        left = PATIENCE - (time.perf_counter() - started)
        answer = solve(Task(model.program.mathopt, hint), backend, left / 2)
        if answer.values is not None:
            figures = problem.verified(model.read(answer.values))
        assert figures is not None
        value = figures.objectives[priority.objective]
        gaps.append(gap(value, max(0.0, answer.bound) + model.certain(priority.objective)))
        model.keep_objective(priority.objective, value)
    return Reached(time.perf_counter() - started, max(gaps))


def _coverage(report: Report, name: str, dossier: Dossier) -> None:
    """Compare how long it takes to prove the coverage, on the model as it is built."""
    race = Race.for_many_teams()
    model = Problem.of(dossier).model()
    model.program.mathopt.minimize(model.objective("coverage"))
    task = Task(model.program.mathopt)
    # The worker processes are started before anything is timed.
    race.run(task, Limits(PATIENCE))
    ours = seconds_of(partial(Race.for_many_teams().run, task, Limits(PATIENCE)), runs=3)
    for backend in BASELINES:
        theirs = seconds_of(partial(solve, task, backend, PATIENCE), runs=3)
        report.add(name, f"{backend.value} alone", theirs, ours, "s")


def coverage() -> Report:
    """Measure how long the first objective of a round takes, against single solvers."""
    report = Report(
        "round-coverage",
        f"A round, coverage proven: {_SIZE}",
        "Bar: at most 1.3 times the better of SCIP and HiGHS on the same model.",
    )
    for seed in (1, 2, 3):
        _coverage(report, f"at random, seed {seed}", validated(plain(seed)))
    return report


def objectives() -> Report:
    """Measure all six objectives of a round: drawn at random, and as a department would see it."""
    report = Report(
        "round-objectives",
        f"A round, six objectives in ten minutes: {_SIZE}",
        "Bar: proven, or a gap under 1 %. SCIP alone solves the model of seats and people, one "
        "objective after another, each with half of the time that is left. The realistic round "
        "has moves of sitting people, skewed levels and near-identical profiles.",
    )
    for name, written in (("at random", plain(1)), ("realistic", realistic(1))):
        dossier = validated(written)
        ours = _ours(dossier)
        theirs = _alone(dossier, Backend.SCIP)
        report.add(f"{name}, time", "SCIP alone", theirs.seconds, ours.seconds, "s")
        report.add(f"{name}, largest gap", "SCIP alone", theirs.gap, ours.gap, "%")
    return report
