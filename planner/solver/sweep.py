"""The same work for many tasks: one after another here, side by side elsewhere.

An analysis says what is to be done for each task and what becomes of the answers; who does it is
chosen outside it (planner/jobs): this process, worker processes, or a cluster. The answers are
the same, and come in the same order.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from planner.solver.limits import Limits, Stopped

Task = TypeVar("Task")
Given = TypeVar("Given")


class Sweep(Protocol):
    """Does work for many tasks."""

    def run(
        self, work: Callable[[Task, Limits], Given], tasks: Sequence[Task], limits: Limits
    ) -> Iterator[Given]:
        """Return what the work gives for each task, in the order of the tasks.

        Args:
            work: a function of a module (or a `functools.partial` of one): it may have to be
                told to another process. It gets the limits that it must keep to, which are not
                always these; what it gives may depend on nothing but the task.
            tasks: what the work is done for; they can be pickled.
            limits: where they end, the work that still runs is stopped. They are told how many
                tasks are done.

        Raises:
            Stopped: the limits ended before all was done.
        """


class InTurn:
    """Does one task after another, in this process."""

    def run(
        self, work: Callable[[Task, Limits], Given], tasks: Sequence[Task], limits: Limits
    ) -> Iterator[Given]:
        """Return what the work gives for each task (see Sweep)."""
        for done, task in enumerate(tasks):
            if limits.is_over():
                raise Stopped
            limits.count(done, len(tasks))
            yield work(task, limits)
        limits.count(len(tasks), len(tasks))
