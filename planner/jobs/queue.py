"""The queue of long work: asked from a page, worked at beside it, kept in the store."""

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import Any

from pydantic import ValidationError

from planner.domain.result import Answer
from planner.dossier.reading import read_dossier
from planner.jobs.choosing import cores
from planner.jobs.hands import Crew, Processes
from planner.jobs.keeping import read_answer
from planner.jobs.kinds import KINDS, InvalidParameters
from planner.jobs.progress import JobProgress
from planner.jobs.runner import Runner
from planner.store.clock import moment, now
from planner.store.database import Store
from planner.store.jobs import DONE, FAILED, QUEUED, RUNNING, Ending, Jobs, KeptJob
from planner.store.kept import Kept
from planner.store.told import Done, recorded

# So many may wait and run at once; whoever asks more is asked to wait.
MOST_UNFINISHED = 40
_MOST_READ = 32
_OUTDATED = recorded(
    "The answer was kept by another version of the program, which has it in another way. Work it "
    "out again."
)


class TooManyJobs(Exception):
    """So much waits already that another question would wait too long."""


@dataclass(frozen=True)
class Job:
    """One job as it is at this moment."""

    kept: KeptJob
    state: str
    progress: JobProgress | None
    seconds: float
    # Why there is no answer, where it failed.
    reason: Done | None
    read: Callable[[KeptJob], Answer | None] = field(repr=False)

    @cached_property
    def answer(self) -> Any:
        """The typed answer of its kind; nothing until it is done."""
        return self.read(self.kept) if self.state == DONE else None

    @property
    def id(self) -> str:
        """The job's id in addresses."""
        return self.kept.id

    @property
    def dossier(self) -> str:
        """The id of the dossier that it is about."""
        return self.kept.dossier

    @property
    def version(self) -> int:
        """The version of the dossier that it is about."""
        return self.kept.version

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the content that it is about."""
        return self.kept.fingerprint

    @property
    def kind(self) -> str:
        """The name of its kind in `KINDS`."""
        return self.kept.kind

    @property
    def parameters(self) -> Mapping[str, Any]:
        """What it was told, complete."""
        return self.kept.parameters

    @property
    def owner(self) -> str:
        """Who asked first."""
        return self.kept.owner

    @property
    def created_at(self) -> datetime:
        """When it was asked."""
        return moment(self.kept.created_at)

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more comes of it."""
        return self.state in (DONE, FAILED)

    @property
    def was_stopped(self) -> bool:
        """Tell whether somebody asked it to stop."""
        return self.kept.stop_asked

    @property
    def was_cut_short(self) -> bool:
        """Tell whether more time could have given more."""
        return self.kept.cut_short


class Queue:
    """The jobs of a store, and those who work at them."""

    def __init__(self, store: Store, crew: Crew | None = None) -> None:
        """Begin to work at what waits.

        Args:
            store: where the jobs are kept.
            crew: who works; processes of its own, as many as there are cores, by default.
        """
        self._jobs = Jobs(store)
        self._own = None if crew is not None else Processes(cores())
        self._runner = Runner(self._jobs, crew or self._own or Processes(1))
        self._read: OrderedDict[str, Answer] = OrderedDict()
        self._lock = Lock()

    def start(self, kept: Kept, kind: str, parameters: Mapping[str, Any], owner: str = "") -> Job:
        """Ask a question about a version of a dossier.

        What is being worked out already, or was, on the same content, is not worked out again.

        Raises:
            InvalidParameters: there is no such kind, or it cannot be told that.
            TooManyJobs: too much waits already.
        """
        if kind not in KINDS:
            raise InvalidParameters("kind")
        given = KINDS[kind].checked(parameters)
        if not given.fits(read_dossier(kept.content)):
            raise InvalidParameters(kind)
        if self._jobs.unfinished() >= MOST_UNFINISHED:
            raise TooManyJobs
        job = self._jobs.add(kept, kind, given.model_dump(mode="json"), owner)
        self._runner.wake()
        return self._shown(job)

    def find(self, job: str, dossier: str) -> Job | None:
        """Return a job of a dossier; nothing where it is another's, or gone."""
        found = self._jobs.find(job)
        return None if found is None or found.dossier != dossier else self._checked(found)

    def latest(self, dossier: str, kind: str) -> Job | None:
        """Return the job of a kind that was asked last about a dossier."""
        found = self._jobs.latest(dossier, kind)
        return None if found is None else self._checked(found)

    def of_dossier(self, dossier: str) -> list[Job]:
        """Return the jobs of a dossier, the latest first."""
        return [self._shown(job) for job in self._jobs.of_dossier(dossier)]

    def unfinished(self, dossier: str) -> int:
        """Return how many jobs of a dossier wait or run."""
        return self._jobs.unfinished(dossier)

    def unfinished_by_state(self) -> dict[str, int]:
        """Return how many jobs wait and how many run, in all."""
        return self._jobs.unfinished_by_state()

    @property
    def is_working(self) -> bool:
        """Tell whether jobs are dealt out to those who work at them."""
        return self._runner.is_working

    def listen(self, listener: Callable[[KeptJob, Ending], None]) -> None:
        """Let somebody hear of each job that is over from now on, and how it ended."""
        self._runner.listeners.append(listener)

    def stop(self, job: str) -> None:
        """Stop a job: it keeps the best that it has found."""
        self._runner.stop(job)

    def wait(self, job: str, seconds: float) -> Job | None:
        """Return a job as soon as it is over, or after so many seconds."""
        latest = time.monotonic() + seconds
        with self._runner.changed:
            while True:
                found = self._jobs.find(job)
                left = latest - time.monotonic()
                if found is None or found.is_over or left <= 0:
                    break
                self._runner.changed.wait(left)
        return None if found is None else self._checked(found)

    def close(self) -> None:
        """End the work; what is not over goes on when the program starts again."""
        self._runner.end()
        if self._own is not None:
            self._own.end()

    def _checked(self, kept: KeptJob) -> Job:
        """Return a job; one whose answer cannot be read has none, and says why."""
        job = self._shown(kept)
        if job.state == DONE and job.answer is None:
            return replace(job, state=FAILED, reason=_OUTDATED)
        return job

    def _shown(self, kept: KeptJob) -> Job:
        at_work = self._runner.at_work(kept.id) if kept.state == RUNNING else None
        progress = JobProgress.read(kept.progress) if at_work is None else at_work.progress
        return Job(kept, kept.state, progress, _seconds(kept), kept.reason, self._answer)

    def _answer(self, kept: KeptJob) -> Answer | None:
        with self._lock:
            if kept.id in self._read:
                self._read.move_to_end(kept.id)
                return self._read[kept.id]
        written = self._jobs.answer(kept.id)
        if written is None or kept.kind not in KINDS:
            return None
        try:
            answer = read_answer(KINDS[kept.kind].answer, written)
        except ValidationError:
            return None
        with self._lock:
            self._read[kept.id] = answer
            while len(self._read) > _MOST_READ:
                self._read.popitem(last=False)
        return answer


def _seconds(kept: KeptJob) -> float:
    """Return how long a job has been worked at so far, or took in all."""
    if kept.state == QUEUED or kept.started_at is None:
        return 0.0
    if kept.is_over:
        return kept.seconds
    return max(0.0, (moment(now()) - moment(kept.started_at)).total_seconds())
