"""A sweep over worker processes of this machine.

Each worker has a pipe of its own, and a thread here that waits at its end. Pools whose workers
share one pipe and its lock do not survive a worker that is killed just while it holds that lock, or
between taking a task and saying so; here nobody else notices, whenever it happens.
"""

import pickle
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from threading import Lock, local
from typing import Any, TypeVar

from planner.jobs.dealing import in_order
from planner.solver.limits import Limits
from planner.solver.workers import become_worker, end_with_parent, warm_context

Task = TypeVar("Task")
Given = TypeVar("Given")


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
        crew = _Crew(max(1, min(self._workers, len(tasks))), pickle.dumps(work))
        try:
            yield from in_order(
                lambda position: crew.begin(tasks[position]),
                len(tasks),
                limits,
                died=(_ProcessDied,),
            )
        finally:
            crew.end()


class _ProcessDied(Exception):
    """A process that ended before it answered."""


class _Crew:
    """The processes of one sweep, each started by the thread that waits for its answers."""

    def __init__(self, workers: int, work: bytes) -> None:
        self._work = work
        self._context: Any = warm_context()
        self._threads = ThreadPoolExecutor(workers)
        self._mine = local()
        self._lock = Lock()
        self._all: list[_Worker] = []
        self._is_over = False

    def begin(self, task: Any) -> "Future[Any]":
        """Put a task at the end of the queue."""
        return self._threads.submit(self._ask, task)

    def _ask(self, task: Any) -> Any:
        worker: _Worker | None = getattr(self._mine, "worker", None)
        if worker is None:
            worker = self._mine.worker = self._hired()
        try:
            is_given, answer = worker.ask(task)
        except (EOFError, OSError):
            worker.end()
            self._mine.worker = None
            raise _ProcessDied from None
        if not is_given:
            raise answer
        return answer

    def _hired(self) -> "_Worker":
        with self._lock:
            if self._is_over:
                raise _ProcessDied
            worker = _Worker(self._context, self._work)
            self._all.append(worker)
            return worker

    def end(self) -> None:
        """End the processes, whatever they are at."""
        with self._lock:
            self._is_over = True
        for worker in self._all:
            worker.end()
        self._threads.shutdown(cancel_futures=True)


class _Worker:
    """One process, and this side of its pipe."""

    def __init__(self, context: Any, work: bytes) -> None:
        self._connection, theirs = context.Pipe()
        # What all tasks share is told once, as the process starts, and not with each of them.
        self._process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self._process.start()
        # Only the process itself holds the other side now, so its end is heard here.
        theirs.close()

    def ask(self, task: Any) -> tuple[bool, Any]:
        self._connection.send(task)
        answer: tuple[bool, Any] = self._connection.recv()
        return answer

    def end(self) -> None:
        """End the process at once; it has nothing that would be lost."""
        self._process.kill()
        self._process.join()


def _serve(connection: Connection, work: bytes) -> None:
    """Answer one task after another, until nobody asks any more."""
    # Ctrl+C reaches all processes at a terminal; the one that reads it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    become_worker()
    end_with_parent()
    do = pickle.loads(work)  # noqa: S301 - from the process that started this one
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        answer = _outcome(do, task)
        try:
            connection.send(answer)
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            connection.send((False, error))


def _outcome(do: Callable[[Any, Limits], Any], task: Any) -> tuple[bool, Any]:
    try:
        # No limits of its own: whoever ends the sweep ends this process.
        return True, do(task, Limits())
    except Exception as error:
        error.add_note("".join(traceback.format_exception(error)))
        return False, error
