"""Who does a sweep: this process, worker processes, or a cluster."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from typing import TypeVar

from planner.jobs.cluster import connected
from planner.jobs.processes import Processes
from planner.solver.limits import Limits, Stopped
from planner.solver.sweep import InTurn, Sweep

# So many seconds this process works by itself, before it asks others to help: what is done by
# then needs no worker processes, whose start costs about as much.
HEAD_START = 0.5

Task = TypeVar("Task")
Given = TypeVar("Given")


@contextmanager
def sweeping(workers: int | None = None, scheduler: str | None = None) -> Iterator[Sweep]:
    """Return who does sweeps, as long as the context lasts.

    Args:
        workers: how many worker processes there may be; as many as there are cores by default.
            With 1 everything happens in this process.
        scheduler: the address of a Dask scheduler; its workers then take the place of processes.

    Raises:
        SweepError: the cluster cannot be used.
    """
    if scheduler is not None:
        with connected(scheduler) as cluster:
            yield cluster
        return
    most = cores() if workers is None else workers
    yield InTurn() if most == 1 else Growing(Processes(most))


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Growing:
    """Begins in this process; what takes longer than a moment is done by others."""

    def __init__(self, others: Sweep, head_start: float = HEAD_START) -> None:
        """Keep the others, and after how many seconds they are asked."""
        self._others = others
        self._head_start = head_start

    def run(
        self, work: Callable[[Task, Limits], Given], tasks: Sequence[Task], limits: Limits
    ) -> Iterator[Given]:
        """Return what the work gives for each task (see planner.solver.sweep.Sweep)."""
        if len(tasks) == 1:
            yield from InTurn().run(work, tasks, limits)
            return
        # Stopped, and not given a time limit: a solver that keeps to one may end a little early,
        # and what was cut short would pass for a whole answer.
        alone = Limits(outer=limits)
        timer = Timer(self._head_start, alone.stop.set)
        timer.daemon = True
        timer.start()
        done = 0
        limits.count(done, len(tasks))
        try:
            for given in _until_over(work, tasks, alone):
                done += 1
                limits.count(done, len(tasks))
                yield given
        finally:
            timer.cancel()
        if done == len(tasks):
            return
        if limits.is_over():
            raise Stopped
        rest = Limits(counter=lambda more, _: limits.count(done + more, len(tasks)), outer=limits)
        yield from self._others.run(work, tasks[done:], rest)


def _until_over(
    work: Callable[[Task, Limits], Given], tasks: Sequence[Task], limits: Limits
) -> Iterator[Given]:
    """Yield what the work gives, as long as the limits let it be done as a whole."""
    for task in tasks:
        try:
            given = work(task, limits)
        except Stopped:
            return
        if limits.is_over():
            return
        yield given
