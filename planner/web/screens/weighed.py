"""What analyses say of an exploration: jobs on a dossier as it would be, and what came of them."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from planner.domain.names import Names
from planner.domain.team import Seat
from planner.dossier.explored_file import explored_file
from planner.dossier.exploring import Explored
from planner.dossier.written_json import write_json
from planner.jobs.queue import Job
from planner.resources.catalogue import Translator
from planner.store.kept import Kept
from planner.web.screens.opened import Opened
from planner.web.services import services
from planner.web.views.weighing import (
    FrontView,
    StressView,
    UncertaintyView,
    WeighingReader,
)

# Draws enough for "so many of 100", and few enough to be done while one waits.
DRAWS = 200
QUESTIONS: dict[str, dict[str, Any]] = {
    "stress": {},
    "front": {},
    "uncertainty": {"draws": DRAWS},
}


@dataclass(frozen=True)
class Weighed:
    """For each question its job, where it was asked, and what it found, where it is over."""

    jobs: dict[str, Job]
    stress: StressView | None = None
    front: FrontView | None = None
    front_job: str = ""
    uncertainty: UncertaintyView | None = None
    is_uncertainty_known: bool = False


def as_kept(found: Opened, explored: Explored) -> Kept:
    """Return what is explored as a version of the dossier, to be worked at."""
    if explored.is_today:
        return found.kept
    content = write_json(explored_file(found.raw, explored))
    return found.kept.holding(content, fingerprint_of(found, explored))


def fingerprint_of(found: Opened, explored: Explored) -> str:
    """Return what tells an exploration's content apart, without writing it."""
    if explored.is_today:
        return found.kept.fingerprint
    told = [
        found.kept.fingerprint,
        sorted(explored.moved.items()),
        [(each.person, each.behaviour, each.end) for each in explored.composition.development],
        [
            (
                row.team,
                row.behaviour,
                row.after and (row.after.importance, row.after.level, row.after.carriers),
            )
            for row in explored.changed_rows
        ],
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def weighed(
    found: Opened, explored: Explored, team: str, seat: Seat | None, words: Translator
) -> Weighed:
    """Return what is known of an exploration: of one team, and one of its seats."""
    jobs = _jobs(found, explored)
    done = {kind: job.answer for kind, job in jobs.items() if job.answer is not None}
    reader = WeighingReader(Names(explored.situation, words.language), words)
    stress, front, uncertainty = (done.get(kind) for kind in ("stress", "front", "uncertainty"))
    return Weighed(
        jobs=jobs,
        stress=None if stress is None else reader.stress(stress, team),
        front=None if front is None else reader.front(front),
        front_job=jobs["front"].id if front is not None else "",
        uncertainty=(
            None
            if uncertainty is None
            else reader.uncertainty(uncertainty, None if seat is None else seat.id)
        ),
        is_uncertainty_known=uncertainty is not None,
    )


def _jobs(found: Opened, explored: Explored) -> dict[str, Job]:
    """Return the latest job of each question about this very content."""
    fingerprint = fingerprint_of(found, explored)
    latest: dict[str, Job] = {}
    for job in services().jobs.of_dossier(found.id):
        asked = QUESTIONS.get(job.kind)
        is_ours = asked is not None and asked.items() <= dict(job.parameters).items()
        is_read_alike = job.parameters.get("cautious", False) == explored.before.cautious
        if is_ours and job.fingerprint == fingerprint and is_read_alike:
            latest.setdefault(job.kind, job)
    checked = {kind: services().jobs.find(job.id, found.id) for kind, job in latest.items()}
    return {kind: job for kind, job in checked.items() if job is not None}
