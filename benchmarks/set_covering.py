"""Bar 3: set covering problems of the OR-Library as dossiers, against their known optima."""

from pathlib import Path

from benchmarks.cases import set_cover
from benchmarks.report import Report
from planner.dossier.reading import validated
from planner.solver.limits import Limits
from planner.solver.problem import Problem
from planner.solver.proposals import search

DATA = Path(__file__).parent / "data" / "or-library"
KNOWN = {"scp41": 429, "scp51": 253, "scp61": 138, "scpe1": 5}


def run() -> Report:
    """Solve each problem to proven optimality, and compare the cost with the known optimum."""
    report = Report(
        "set-covering",
        "OR-Library set covering as dossiers: cost that is found and proven",
        "A ratio of 1.00 is the known optimum. Seconds include the draw between equal answers.",
    )
    for name, optimum in KNOWN.items():
        raw, offset = set_cover(DATA / f"{name}.txt")
        limits = Limits(time_limit=600)
        answers = search(Problem.of(validated(raw)), limits=limits)
        assert answers.status(1) == "optimal", f"{name} is not proven"
        cost = answers.proposals[0].figures.objectives["coverage"] + offset
        report.add(
            f"{name}, proven in {limits.seconds():.1f} s", "known optimum", optimum, cost, "cost"
        )
    return report
