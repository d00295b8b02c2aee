"""A sweep over worker processes of this machine."""

import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from typing import Any, TypeVar

from pebble import ProcessExpired

from planner.jobs.dealing import in_order
from planner.solver.limits import Limits
from planner.solver.workers import become_worker, close, end_with_parent, warm_pool

Task = TypeVar("Task")
Given = TypeVar("Given")

_work: Callable[[Any, Limits], Any]


def _prepare(work: bytes) -> None:
    """Make a process ready: what all tasks share is told to it once, not with each of them."""
    global _work
    become_worker()
    end_with_parent()
    _work = pickle.loads(work)  # noqa: S301 - from the process that started this one


def _do(task: Any) -> Any:
    # No limits of its own: whoever ends the sweep ends this process.
    return _work(task, Limits())


class Processes:
    """Does tasks side by side, each in a process that can be ended at any moment."""

    def __init__(self, workers: int) -> None:
        """Keep how many processes there may be."""
        self._workers = workers

    def run(
        self, work: Callable[[Task, Limits], Given], tasks: Sequence[Task], limits: Limits
    ) -> Iterator[Given]:
        """Return what the work gives for each task (see planner.solver.sweep.Sweep).

        A task whose process died is tried again.

        Raises:
            Stopped: the limits ended; what ran was ended with them.
            WorkersDied: a task was tried too often.
        """
        crew = _Crew(min(self._workers, len(tasks)), pickle.dumps(work))
        try:
            yield from in_order(
                lambda position: crew.begin(tasks[position]),
                len(tasks),
                limits,
                died=(ProcessExpired, BrokenExecutor),
            )
        finally:
            crew.end()


class _Crew:
    """The processes of one sweep."""

    def __init__(self, workers: int, work: bytes) -> None:
        self._workers = workers
        self._work = work
        self._given: list[Future[Any]] = []
        self._pool = self._hired()

    def _hired(self) -> Any:
        return warm_pool(self._workers, _prepare, (self._work,))

    def begin(self, task: Any) -> "Future[Any]":
        try:
            future: Future[Any] = self._pool.schedule(_do, (task,))
        except RuntimeError:
            # A process that dies at a bad moment breaks the whole pool: all begins anew.
            self._replace()
            future = self._pool.schedule(_do, (task,))
        self._given.append(future)
        return future

    def _replace(self) -> None:
        close(self._pool)
        self._pool = self._hired()
        lost, self._given = [future for future in self._given if not future.done()], []
        for future in lost:
            future.set_exception(BrokenExecutor())

    def end(self) -> None:
        """End the processes, and what they are at."""
        close(self._pool)
