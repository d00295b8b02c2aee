"""Somebody who acts as the workers of a queue, so that a test says what comes of a job."""

from collections.abc import Callable
from threading import Event

from planner.jobs.progress import JobProgress
from planner.jobs.work import Outcome, Task, done
from planner.solver.limits import Limits

Act = Callable[[Task, Event, Callable[[JobProgress], None]], Outcome]


class Acted:
    """A crew whose work is a function of the test, called in a thread of the queue."""

    def __init__(self, act: Act, size: int = 2) -> None:
        self.size = size
        self.begun = Event()
        self._act = act

    def take(self):
        return self

    def give_back(self, hand):
        pass

    def work(self, task, stop, listen):
        self.begun.set()
        return self._act(task, stop, listen)

    def end(self):
        pass


def until_stopped(task, stop, listen):
    """Wait until somebody stops the job, then keep what there is."""
    stop.wait(20)
    return done(task, Limits(stop=stop))
