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
    """The time limit in seconds (none by default), a way to stop, and a listener for progress."""

    time_limit: float | None = None
    stop: Event = field(default_factory=Event)
    listener: Callable[[Progress], None] | None = None
    started: float = field(default_factory=time.monotonic)

    def seconds(self) -> float:
        """Return the seconds since the search began."""
        return time.monotonic() - self.started

    def remaining(self) -> float | None:
        """Return the seconds that are left; `None` without a time limit."""
        return None if self.time_limit is None else self.time_limit - self.seconds()

    def is_over(self) -> bool:
        """Tell whether the time ran out or the search was stopped."""
        remaining = self.remaining()
        return self.stop.is_set() or (remaining is not None and remaining <= 0)

    def tell(self, progress: Progress) -> None:
        """Pass progress on to the listener, where there is one."""
        if self.listener is not None:
            self.listener(progress)
