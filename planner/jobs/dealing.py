"""Tasks dealt to workers: answers in the order of the tasks, and another try where one died."""

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from planner.resources.catalogue import marked
from planner.solver.limits import Limits, Stopped

MOST_TRIES = 3
# So often the limits are looked at while everybody works.
_TICK = 0.1

Given = TypeVar("Given")


class SweepError(Exception):
    """Why a sweep cannot be done, in a sentence: a template and the values in it."""

    def __init__(self, template: str, **values: object) -> None:
        """Keep the sentence, to be said in the reader's language."""
        super().__init__(template.format(**values))
        self.template = template
        self.values = values


class WorkersDied(SweepError):
    """A task whose workers died, each time that it was tried."""

    def __init__(self, tries: int = MOST_TRIES) -> None:
        """Keep how often it was tried."""
        super().__init__(
            marked(
                "The process that worked on a task was ended {number} times, which is no chance "
                "any more. Is there too little memory? With fewer workers each has more."
            ),
            number=tries,
        )


class _Deal(Generic[Given]):
    """The tasks of one sweep: who is at what, and what has come back."""

    def __init__(
        self,
        begin: Callable[[int], "Future[Given]"],
        tasks: int,
        died: tuple[type[BaseException], ...],
    ) -> None:
        self._begin = begin
        self._died = died
        self._tries = [0] * tasks
        self._ended: SimpleQueue[tuple[int, Future[Given]]] = SimpleQueue()
        self.kept: dict[int, Future[Given]] = {}
        self.done = 0
        for position in range(tasks):
            self._try(position)

    def _try(self, position: int) -> None:
        self._tries[position] += 1
        future = self._begin(position)
        future.add_done_callback(lambda ended: self._ended.put((position, ended)))

    def wait(self) -> None:
        """Wait a moment for a task to end; where its worker died, it is tried again."""
        try:
            position, future = self._ended.get(timeout=_TICK)
        except Empty:
            return
        if future.cancelled() or isinstance(future.exception(), (*self._died, CancelledError)):
            if self._tries[position] == MOST_TRIES:
                raise WorkersDied
            self._try(position)
            return
        self.kept[position] = future
        self.done += 1


def in_order(
    begin: Callable[[int], "Future[Given]"],
    tasks: int,
    limits: Limits,
    died: tuple[type[BaseException], ...],
) -> Iterator[Given]:
    """Return what each task gives, in their order; an error of a task comes in its turn.

    Args:
        begin: puts the task at a position to work.
        tasks: how many there are.
        limits: where they end, nothing more is waited for; they are told how many are done.
        died: errors which say that it was the worker that failed, and not the task.

    Raises:
        Stopped: the limits ended.
        WorkersDied: a task was tried too often.
    """
    limits.count(0, tasks)
    deal = _Deal(begin, tasks, died)
    for position in range(tasks):
        while position not in deal.kept:
            if limits.is_over():
                raise Stopped
            done = deal.done
            deal.wait()
            if deal.done > done:
                limits.count(deal.done, tasks)
        yield deal.kept.pop(position).result()
