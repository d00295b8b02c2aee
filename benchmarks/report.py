"""Tables of measurements: name, baseline, ours, ratio; on the terminal and as JSON."""

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from planner import __version__

RESULTS = Path(__file__).parent / "results"


@dataclass
class Line:
    """One comparison; a ratio under 1 is in our favour where smaller is better."""

    name: str
    baseline: str
    theirs: float
    ours: float
    unit: str

    @property
    def ratio(self) -> float | None:
        """Ours divided by the baseline; `None` where the baseline is 0."""
        return self.ours / self.theirs if self.theirs else None


@dataclass
class Report:
    """The lines of one benchmark, and what a reader should know of them."""

    name: str
    title: str
    note: str
    lines: list[Line] = field(default_factory=list)

    def add(self, name: str, baseline: str, theirs: float, ours: float, unit: str) -> None:
        """Add a comparison."""
        self.lines.append(Line(name, baseline, theirs, ours, unit))

    def show(self) -> None:
        """Print the table, and write it to `benchmarks/results/<name>.json`."""
        table = Table(title=self.title, caption=self.note, title_justify="left")
        for column in ("case", "baseline"):
            table.add_column(column)
        for column in ("theirs", "ours", "unit", "ratio"):
            table.add_column(column, justify="right")
        for line in self.lines:
            ratio = "–" if line.ratio is None else f"{line.ratio:.2f}"
            row = (line.name, line.baseline, f"{line.theirs:.4g}", f"{line.ours:.4g}")
            table.add_row(*row, line.unit, ratio)
        Console(width=None if sys.stdout.isatty() else 110).print(table)
        RESULTS.mkdir(exist_ok=True)
        written = {
            "name": self.name,
            "title": self.title,
            "note": self.note,
            "date": date.today().isoformat(),
            "machine": _machine(),
            "lines": [{**asdict(line), "ratio": line.ratio} for line in self.lines],
        }
        path = RESULTS / f"{self.name}.json"
        path.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")


def _machine() -> dict[str, object]:
    """Return what was measured on: figures of another machine are others."""
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "processor": platform.machine(),
        "memory_gb": round(pages / 1024**3),
        "system": platform.system(),
        "python": platform.python_version(),
        "ortools": version("ortools"),
        "abd-planner": __version__,
    }


def seconds_of(action: Callable[[], object], runs: int = 1) -> float:
    """Return the median seconds that an action takes."""
    taken = []
    for _ in range(runs):
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)
