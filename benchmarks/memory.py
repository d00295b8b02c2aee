"""Bar 7: a dossier with 10,000 people opens and solves in less than 1 GB."""

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.cases import one_team
from benchmarks.report import Report
from benchmarks.rounds import Size, plain
from planner.analysis.propose import propose
from planner.dossier.reading import read_dossier
from planner.solver.limits import Limits

BAR = 1000.0
SECONDS = 60.0


def _peak(path: str, time_limit: float) -> float:
    """Open a dossier, search for a proposal, and return the most memory that took, in MB."""
    dossier = read_dossier(Path(path).read_bytes())
    if time_limit:
        result = propose(dossier, limits=Limits(time_limit))
        assert result.proposals
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _measured(written: object, time_limit: float) -> float:
    """Return the peak of a process that does nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.json"
        path.write_text(json.dumps(written), encoding="utf-8")
        command = [sys.executable, "-m", "benchmarks.memory", str(path), str(time_limit)]
        finished = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(finished.stdout)


def run() -> Report:
    """Measure the memory of the program's own process at its highest."""
    report = Report(
        "memory",
        "10,000 people in one dossier",
        f"Most memory of the program's process, against the bar; searches get {SECONDS:g} s.",
    )
    everybody = one_team(1, candidates=10_000)
    report.add("opened", "bar", BAR, _measured(everybody, 0), "MB")
    report.add(
        "solved, all candidates for 7 seats", "bar", BAR, _measured(everybody, SECONDS), "MB"
    )
    many = plain(1, Size(teams=300, vacancies=400, candidates=8_300))
    report.add("solved, 300 teams", "bar", BAR, _measured(many, SECONDS), "MB")
    return report


if __name__ == "__main__":
    print(_peak(sys.argv[1], float(sys.argv[2])))
