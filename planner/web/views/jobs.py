"""The calculations of a dossier, as a list shows them."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from planner.jobs.kinds import KINDS
from planner.jobs.queue import Job
from planner.resources.catalogue import Translator, marked

_STATES = {
    "queued": marked("waiting"),
    "running": marked("running"),
    "done": marked("ready"),
    "failed": marked("no answer"),
}

_NOTHING_RUNS = marked("Every calculation is finished")
_NOTHING_YET = marked("Nothing has been calculated yet")


@dataclass(frozen=True)
class JobView:
    """One calculation in a list."""

    job: Job
    title: str
    about: str
    state: str
    is_stale: bool
    # The page that shows its answer; nothing where there is none.
    address: str


@dataclass(frozen=True)
class JobsView:
    """All calculations of a dossier; the heading is what matters about them now."""

    heading: str
    unfinished: tuple[JobView, ...]
    over: tuple[JobView, ...]


def title_of(job: Job, words: Translator) -> str:
    """Return what a calculation is about."""
    return words.say(KINDS[job.kind].title) if job.kind in KINDS else job.kind


def reason_of(job: Job, words: Translator) -> str:
    """Return why there is no answer; nothing where there is one."""
    return "" if job.reason is None else job.reason.said(words)


def jobs_view(
    jobs: Sequence[Job],
    names: Mapping[str, str],
    addresses: Mapping[str, str],
    stale: Set[str],
    words: Translator,
) -> JobsView:
    """Return a list of calculations.

    Args:
        jobs: the calculations, the latest first.
        names: what people and seats are called, by their ids.
        addresses: the page that shows the answer of each, by their ids.
        stale: the ids of those since which the dossier has changed.
        words: the reader's language.
    """
    views = [
        JobView(
            job,
            title_of(job, words),
            _about(job, names),
            words.say("stopping") if _is_stopping(job) else words.say(_STATES[job.state]),
            job.id in stale,
            addresses.get(job.id, ""),
        )
        for job in jobs
    ]
    unfinished = tuple(view for view in reversed(views) if not view.job.is_over)
    over = tuple(view for view in views if view.job.is_over)
    return JobsView(_heading(unfinished, over, words), unfinished, over)


def _is_stopping(job: Job) -> bool:
    return job.was_stopped and not job.is_over


def _about(job: Job, names: Mapping[str, str]) -> str:
    """Return who and which seat it is about, where it names them."""
    named = [job.parameters.get(name) for name in ("person", "seat")]
    return ", ".join(names.get(id_, id_) for id_ in named if id_)


def _heading(unfinished: Sequence[JobView], over: Sequence[JobView], words: Translator) -> str:
    if not unfinished:
        return words.say(_NOTHING_RUNS if over else _NOTHING_YET)
    waiting = sum(view.job.state == "queued" for view in unfinished)
    running = len(unfinished) - waiting
    if not running:
        return words.say_count(
            "{number} calculation waits until there is room",
            "{number} calculations wait until there is room",
            waiting,
        )
    runs = words.say_count(
        "{number} calculation is being made", "{number} calculations are being made", running
    )
    if not waiting:
        return runs
    return words.say_count("{runs}; {number} waits", "{runs}; {number} wait", waiting, runs=runs)
