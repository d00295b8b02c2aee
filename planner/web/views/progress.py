"""How far a search is, in words."""

from dataclasses import dataclass

from planner.jobs.registry import Job
from planner.resources.catalogue import Translator
from planner.web.views.asked import GOALS

PROPOSALS = 3


@dataclass(frozen=True)
class ProgressView:
    """Where a search is: a share from 0 to 100, the stage, the best so far and what is proven."""

    share: int
    stage: str
    key: str
    best: str
    bound: str
    seconds: int


def progress_view(job: Job, words: Translator) -> ProgressView:
    """Return how far a search is."""
    seconds = int(job.elapsed())
    where = job.progress
    if job.was_stopped:
        return ProgressView(
            100, words.say("Stopping, and keeping the best so far …"), "stop", "", "", seconds
        )
    if where is None:
        return ProgressView(0, words.say("Getting ready …"), "start", "", "", seconds)
    doing = (
        words.say("choosing between equals by lot")
        if where.objective is None
        else words.say(GOALS[where.objective])
    )
    done = (where.proposal - 1) * where.stages + where.stage - 1
    return ProgressView(
        share=round(100 * done / (PROPOSALS * where.stages)),
        stage=words.say(
            "Proposal {rank} of {number}: {doing}",
            rank=where.proposal,
            number=PROPOSALS,
            doing=doing,
        ),
        key=f"{where.proposal}-{where.stage}",
        best="" if where.best is None else str(where.best),
        bound="" if where.bound is None else str(where.bound),
        seconds=seconds,
    )
