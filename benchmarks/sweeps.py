"""Bar: a hundred scenarios on two worker processes, and on a Dask cluster of two workers."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.cases import one_team
from benchmarks.report import Report, seconds_of
from planner.analysis.scenarios import scenarios
from planner.dossier.scenarios import Grid
from planner.jobs.choosing import sweeping
from planner.jobs.cluster import connected
from planner.resources.files import resource_path
from planner.solver.sweep import InTurn, Sweep

_DASK = [sys.executable, "-m", "dask"]
# As docs/operators.md starts them.
_WORKERS = [
    "--nworkers",
    "2",
    "--nthreads",
    "1",
    "--preload",
    "planner.solver.proposals",
    "--no-dashboard",
]
# Ten times ten scenarios: without one person each, and one row more important each.
_SIDE = 10
_RUNS = 3


def _grid() -> Grid:
    out = [
        {"op": "add", "path": "/constraints/-", "value": {"kind": "exclude", "person": f"p{n}"}}
        for n in range(_SIDE)
    ]
    asked = [
        {"op": "replace", "path": f"/teams/0/demand/{n}/importance", "value": 5}
        for n in range(_SIDE)
    ]
    return Grid.model_validate(
        {
            "format": "abd-planner/scenarios/1",
            "axes": [
                {"id": "out", "choices": [{"id": str(n), "edits": [e]} for n, e in enumerate(out)]},
                {
                    "id": "asked",
                    "choices": [{"id": str(n), "edits": [e]} for n, e in enumerate(asked)],
                },
            ],
        }
    )


@contextmanager
def _cluster() -> Iterator[str]:
    """Start a scheduler and two workers of one thread each; give the scheduler's address."""
    root = resource_path("fixtures").parent
    started: dict[str, Any] = {"env": {**os.environ, "PYTHONPATH": str(root)}, "cwd": root}
    scheduler = subprocess.Popen(
        [*_DASK, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"],
        stderr=subprocess.PIPE,
        text=True,
        **started,
    )
    assert scheduler.stderr is not None
    address = next(
        found.group() for line in scheduler.stderr if (found := re.search(r"tcp://\S+", line))
    )
    worker = subprocess.Popen(
        [*_DASK, "worker", address, *_WORKERS],
        stderr=subprocess.DEVNULL,
        **started,
    )
    try:
        yield address
    finally:
        for process in (worker, scheduler):
            process.terminate()
            process.communicate()


def _answer(raw: dict[str, Any], sweep: Sweep) -> dict[str, Any]:
    return scenarios(raw, _grid(), sweep=sweep).written() | {"seconds": 0}


def _seconds(raw: dict[str, Any], sweep: Sweep, expected: dict[str, Any]) -> float:
    """Return the median seconds of a few runs, whose answers are held against the expected one."""

    def run() -> None:
        assert _answer(raw, sweep) == expected

    return seconds_of(run, runs=_RUNS)


def run() -> Report:
    """Measure a hundred scenarios in one process, and dealt to two workers."""
    report = Report(
        "sweeps",
        "100 scenarios: 7 open seats, 60 candidates, 24 behaviours, proven",
        "Theirs is one process. The start of worker processes is in our time; that of a cluster "
        "is not, as it runs already. Bar: at least 1.7 times as quick, a ratio of at most 0.59. "
        "Medians of three runs; the answers are compared, and are the same.",
    )
    raw = one_team(1) | {"constraints": []}
    expected = _answer(raw, InTurn())
    alone = _seconds(raw, InTurn(), expected)
    with sweeping(workers=2) as processes:
        seconds = _seconds(raw, processes, expected)
    report.add("2 worker processes", "one process", alone, seconds, "s")
    with _cluster() as address, connected(address) as cluster:
        # Both workers are there, and have loaded the planner, before anything is timed.
        _answer(raw, cluster)
        seconds = _seconds(raw, cluster, expected)
    report.add("Dask cluster of 2 workers", "one process", alone, seconds, "s")
    return report
