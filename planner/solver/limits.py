"""How long a search may take, how it is stopped, and how it tells where it is."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from planner.domain.priority import Objective


class Stopped(Exception):
    """The time ran out, or somebody stopped the search, before an answer was proven."""


@dataclass(frozen=True)
class Progress:
    """Where a search is: which proposal, which objective, the best so far and what is proven."""

    proposal: int
    stage: int
    stages: int
    objective: Objective | None
    best: int | None
    bound: int | None
    seconds: float


@dataclass
class Limits:
    """The time limit in seconds (none by default), a way to stop, and listeners for progress.

    `listener` follows a search; `counter` a sweep, by the tasks that are done and all of them.
    `outer` are limits of what this is a part of: it ends no later than they do.
    """

    time_limit: float | None = None
    stop: Event = field(default_factory=Event)
    listener: Callable[[Progress], None] | None = None
    counter: Callable[[int, int], None] | None = None
    outer: "Limits | None" = None
    started: float = field(default_factory=time.monotonic)

    def seconds(self) -> float:
        """Return the seconds since the search began."""
        return time.monotonic() - self.started

    def remaining(self) -> float | None:
        """Return the seconds that are left; `None` without a time limit."""
        own = None if self.time_limit is None else self.time_limit - self.seconds()
        outer = None if self.outer is None else self.outer.remaining()
        left = [seconds for seconds in (own, outer) if seconds is not None]
        return min(left, default=None)

    def is_over(self) -> bool:
        """Tell whether the time ran out or the search was stopped."""
        remaining = self.remaining()
        if self.stop.is_set() or (remaining is not None and remaining <= 0):
            return True
        return self.outer is not None and self.outer.is_over()

    def tell(self, progress: Progress) -> None:
        """Pass progress on to the listener, where there is one."""
        if self.listener is not None:
            self.listener(progress)

    def count(self, done: int, tasks: int) -> None:
        """Tell how many of so many tasks are done, where somebody listens."""
        if self.counter is not None:
            self.counter(done, tasks)
