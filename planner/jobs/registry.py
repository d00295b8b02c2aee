"""Searches in threads of this process: started, followed, stopped, and dropped when old."""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from threading import Event, Lock, Thread

from planner.domain.result import Result
from planner.solver.limits import Limits, Progress

MOST_RUNNING = 4
MOST_KEPT = 40
KEPT_SECONDS = 4 * 3600.0
TIME_LIMIT = 60.0

# What a job does: it gets the limits that it must keep to, and gives a result.
Work = Callable[[Limits], Result]

logger = logging.getLogger(__name__)


class TooManyJobs(Exception):
    """So many searches run already that another one would make all of them slow."""


class State(Enum):
    """Where a job is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass
class Job:
    """One search: whose it is, what it is about, how far it is, and what came of it."""

    id: str
    owner: str
    subject: object
    limits: Limits
    state: State = State.RUNNING
    progress: Progress | None = None
    result: Result | None = None
    was_stopped: bool = False
    seconds: float = 0.0
    finished: Event = field(default_factory=Event)

    @property
    def is_running(self) -> bool:
        """Tell whether the search still runs."""
        return self.state is State.RUNNING

    def elapsed(self) -> float:
        """Return the seconds that the search has taken so far, or took in all."""
        return self.limits.seconds() if self.is_running else self.seconds

    def stop(self) -> None:
        """Ask the search to stop; it keeps the best that it has found."""
        if self.is_running:
            self.was_stopped = True
            self.limits.stop.set()


class Registry:
    """The jobs of this process, in memory: they end with it."""

    def __init__(self, most_running: int = MOST_RUNNING, time_limit: float = TIME_LIMIT) -> None:
        """Start without jobs."""
        self._most_running = most_running
        self._time_limit = time_limit
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()

    def start(self, owner: str, subject: object, work: Work) -> Job:
        """Start a search for an owner (a session) about a subject.

        Raises:
            TooManyJobs: as many run as may.
        """
        with self._lock:
            self._drop_old()
            if sum(job.is_running for job in self._jobs.values()) >= self._most_running:
                raise TooManyJobs
            job = Job(secrets.token_urlsafe(16), owner, subject, Limits(self._time_limit))
            job.limits.listener = lambda progress: setattr(job, "progress", progress)
            self._jobs[job.id] = job
        # A daemon: a search that is at work must not keep the program from ending.
        Thread(target=_run, args=(job, work), name=f"job-{job.id}", daemon=True).start()
        return job

    def find(self, job: str, owner: str) -> Job | None:
        """Return a job of an owner; nothing where it is somebody else's, or gone."""
        found = self._jobs.get(job)
        return found if found is not None and found.owner == owner else None

    def drop_owner(self, owner: str) -> None:
        """Stop and forget the jobs of an owner who left."""
        with self._lock:
            for job in [job for job in self._jobs.values() if job.owner == owner]:
                job.stop()
                del self._jobs[job.id]

    def _drop_old(self) -> None:
        """Forget what nobody will look at again, oldest first. The lock is held."""
        now = time.monotonic()
        ended = [job for job in self._jobs.values() if not job.is_running]
        surplus = len(self._jobs) - MOST_KEPT + 1
        for position, job in enumerate(ended):
            if position < surplus or now - job.limits.started > KEPT_SECONDS:
                del self._jobs[job.id]


def _run(job: Job, work: Work) -> None:
    try:
        job.result = work(job.limits)
        state = State.DONE
    except Exception as error:
        # The kind of error alone: a message could hold names of people.
        logger.error("A search failed: %s", type(error).__name__)
        state = State.FAILED
    job.seconds = job.limits.seconds()
    job.state = state
    job.finished.set()
