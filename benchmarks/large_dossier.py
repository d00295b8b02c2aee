"""A dossier of 10,000 people: one edit of it, beside reading and writing all of it."""

import json
import tempfile
from collections.abc import Callable, Iterable
from itertools import cycle
from pathlib import Path

from benchmarks.cases import one_team
from benchmarks.report import Report, seconds_of
from planner.dossier.editing import Edit
from planner.dossier.reading import read_dossier
from planner.dossier.rereading import read_whole
from planner.dossier.written_json import read_json, write_json
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.told import recorded

PEOPLE, BEHAVIOURS, RUNS = 10_000, 30, 7
TOLD = recorded("changed")


def run() -> Report:
    """Time edits that are saved, each against reading the file as a whole in the same run."""
    report = Report(
        "large-dossier",
        f"One edit in a dossier of {PEOPLE:,} people and {BEHAVIOURS} behaviours",
        "The baseline is reading the file as a whole; an edit is saved, with its version. The "
        "first edit also writes the file as a whole.",
    )
    case = one_team(1, candidates=PEOPLE, behaviours=BEHAVIOURS)
    content = json.dumps(case, ensure_ascii=False, indent=2).encode()
    whole = seconds_of(lambda: read_dossier(content), runs=3)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        dossiers = Dossiers(store)
        dossiers.add(content, TOLD, "large")

        def add(name: str, action: Callable[[], object], runs: int = RUNS) -> None:
            report.add(name, "read whole", whole, seconds_of(action, runs), "s")

        def edit(place: tuple[str, ...], values: Iterable[int]) -> Callable[[], object]:
            # Another value each time: an edit that changes nothing would save nothing.
            upcoming = cycle(values)

            def put() -> object:
                version = _version(dossiers)
                return dossiers.edit("large", version, [Edit(place, next(upcoming))], TOLD)

            return put

        level = ("people", "p5000", "levels", "b3")
        add("the first edit: one level", edit(level, (2, 3)), runs=1)
        add("one level", edit(level, (4, 5)))
        add("one importance", edit(("teams", "team", "demand", "b3", "importance"), (1, 2, 3)))
        add("undo", lambda: dossiers.undo("large", _version(dossiers)))
        store.close()
    raw = read_json(content)
    report.add(
        "writing it",
        "written in one go",
        seconds_of(lambda: write_json(raw), runs=3),
        _seconds_of_writing(content),
        "s",
    )
    return report


def _version(dossiers: Dossiers) -> int:
    kept = dossiers.find("large")
    assert kept is not None
    return kept.version


def _seconds_of_writing(content: bytes) -> float:
    """Return how long a file takes that was written before, but for one person."""
    reading = read_whole(content)
    reading.written()
    changed = reading.after([Edit(("people", "p5000", "levels", "b3"), 1)])
    return seconds_of(changed.written, runs=RUNS)
