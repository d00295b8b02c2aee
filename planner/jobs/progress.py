"""How far a job is, as a worker tells it and as it is kept."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from threading import Lock
from typing import Any

from planner.solver.limits import Limits, Progress

# Solvers find better values many times a second; nobody looks as often.
_SELDOM = 0.2


@dataclass(frozen=True)
class JobProgress:
    """Where a search is, and how many tasks of a sweep are done, as far as either is known."""

    search: Progress | None = None
    done: int = 0
    tasks: int = 0

    def written(self) -> dict[str, Any]:
        """Return it as JSON."""
        return asdict(self)

    @classmethod
    def read(cls, kept: Any) -> "JobProgress | None":
        """Return what `written` wrote; nothing for nothing."""
        if kept is None:
            return None
        search = kept["search"]
        return cls(None if search is None else Progress(**search), kept["done"], kept["tasks"])


class Teller:
    """Listens to the limits of a job, and tells how far it is, not too often."""

    def __init__(self, tell: Callable[[JobProgress], None]) -> None:
        """Keep whom to tell."""
        self._tell = tell
        self._now = JobProgress()
        self._told = 0.0
        self._lock = Lock()

    def limits(self, **given: Any) -> Limits:
        """Return limits that are listened to."""
        return Limits(**given, listener=self._searched, counter=self._counted)

    def _searched(self, search: Progress) -> None:
        with self._lock:
            before = self._now.search
            is_next = before is None or (before.proposal, before.stage) != (
                search.proposal,
                search.stage,
            )
            self._to(JobProgress(search, self._now.done, self._now.tasks), at_once=is_next)

    def _counted(self, done: int, tasks: int) -> None:
        with self._lock:
            is_edge = done in (0, tasks)
            self._to(JobProgress(self._now.search, done, tasks), at_once=is_edge)

    def _to(self, progress: JobProgress, *, at_once: bool) -> None:
        self._now = progress
        moment = time.monotonic()
        if at_once or moment - self._told >= _SELDOM:
            self._told = moment
            self._tell(progress)
