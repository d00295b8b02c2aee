"""How far a job is, in words."""

import math
from dataclasses import dataclass

from planner.analysis.findings import capitalised
from planner.analysis.words import GOALS
from planner.jobs.kinds import KINDS
from planner.jobs.progress import JobProgress
from planner.jobs.queue import Job
from planner.resources.catalogue import Translator
from planner.solver.limits import Progress

PROPOSALS = 3
# What is left is told once so much is done; before that it would be a guess.
_TOLD_FROM = 0.05


@dataclass(frozen=True)
class ProgressView:
    """Where a job is: a share from 0 to 100 where it is known, the stage, the best, the bound.

    `key` changes with what is worth saying aloud.
    """

    share: int | None
    stage: str
    key: str
    best: str
    bound: str
    seconds: int
    left: str = ""


def progress_view(job: Job, words: Translator) -> ProgressView:
    """Return how far a job is."""
    seconds = int(job.seconds)
    if job.was_stopped:
        stage = words.say("Stopping, and keeping the best so far …")
        return ProgressView(None, stage, "stop", "", "", seconds)
    if job.state == "queued":
        stage = words.say("Waiting until there is room: other calculations run …")
        return ProgressView(None, stage, "wait", "", "", seconds)
    progress = job.progress
    if progress is not None and progress.tasks > 1:
        return _counted(job, progress, words)
    if progress is not None and progress.search is not None:
        return _searched(job, progress.search, words)
    return ProgressView(0, words.say("Getting ready …"), "start", "", "", seconds)


def _counted(job: Job, progress: JobProgress, words: Translator) -> ProgressView:
    part = progress.done / progress.tasks
    left = ""
    if part >= _TOLD_FROM:
        left = words.say_count(
            "about {number} second left",
            "about {number} seconds left",
            max(1, math.ceil(job.seconds * (1 - part) / part)),
        )
    return ProgressView(
        share=round(100 * part),
        stage=words.say(
            "Working out: {done} of {tasks} done", done=progress.done, tasks=progress.tasks
        ),
        # A quarter at a time: who hears it cannot look away.
        key=f"part-{math.floor(4 * part)}",
        best="",
        bound="",
        seconds=int(job.seconds),
        left=left,
    )


def _searched(job: Job, where: Progress, words: Translator) -> ProgressView:
    doing = (
        words.say("choosing between equals by lot")
        if where.objective is None
        else words.say(GOALS[where.objective])
    )
    searches = KINDS[job.kind].searches_for(job.parameters)
    stage = capitalised(doing)
    if searches is not None and searches > 1:
        stage = words.say(
            "Proposal {rank} of {number}: {doing}",
            rank=where.proposal,
            number=searches,
            doing=doing,
        )
    done = (where.proposal - 1) * where.stages + where.stage - 1
    return ProgressView(
        share=None if searches is None else round(100 * done / (searches * where.stages)),
        stage=stage,
        key=f"{where.proposal}-{where.stage}",
        best="" if where.best is None else str(where.best),
        bound="" if where.bound is None else str(where.bound),
        seconds=int(job.seconds),
    )
