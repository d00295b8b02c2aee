"""A progress bar on a terminal, for a search or a sweep that takes longer than a moment."""

import math
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from types import TracebackType

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from planner.analysis.words import objective_label
from planner.cli.console import Terminal
from planner.solver.limits import Progress as Where

_PATIENCE = 1.0
# Longer than this is told in minutes.
_MOST_SECONDS = 90


class ProgressBar:
    """Shows where a search is, or how many tasks of a sweep are done and how long they may take.

    Of a search: which objective is at hand, the best so far and the bound that is proven. The
    bar comes by itself after a second: one solve may take long and tell nothing meanwhile.
    """

    def __init__(self, terminal: Terminal, proposals: int = 1) -> None:
        """Prepare the bar for so many proposals; nothing is shown yet."""
        self._terminal = terminal
        self._proposals = proposals
        self._bar: Progress | None = None
        self._where: Where | None = None
        self._counted: tuple[int, int] | None = None
        self._started = time.monotonic()
        self._over = False
        self._lock = Lock()
        self._timer = Timer(_PATIENCE, self._start)
        self._timer.daemon = True

    def __enter__(self) -> "ProgressBar":
        """Begin to wait; a pipe or a file gets no bar."""
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._timer.cancel()
        with self._lock:
            self._over = True
            if self._bar is not None:
                self._bar.stop()
                self._bar = None

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away as long as something else is printed."""
        with self._lock:
            if self._bar is not None:
                self._bar.stop()
            try:
                yield
            finally:
                if self._bar is not None:
                    self._bar.start()

    def listen(self, where: Where) -> None:
        """Note where the search is, and show it where there is a bar."""
        with self._lock:
            self._where = where
            self._show()

    def count(self, done: int, tasks: int) -> None:
        """Note how many tasks of a sweep are done; one task alone tells more as a search."""
        if tasks > 1:
            with self._lock:
                self._counted = (done, tasks)
                self._show()

    def _start(self) -> None:
        with self._lock:
            if self._over:
                return
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.fields[values]}"),
                TimeElapsedColumn(),
                console=self._terminal.err,
                transient=True,
            )
            self._bar.add_task("", total=None, values="")
            self._show()
            self._bar.start()

    def _show(self) -> None:
        if self._bar is None:
            return
        if self._counted is not None:
            self._show_count(self._bar, *self._counted)
        elif self._where is not None:
            self._show_search(self._bar, self._where)

    def _show_count(self, bar: Progress, done: int, tasks: int) -> None:
        seconds = time.monotonic() - self._started
        bar.update(
            bar.task_ids[0],
            total=tasks,
            completed=done,
            description=self._terminal.words.say("{done} of {tasks}", done=done, tasks=tasks),
            values=self._left(seconds * (tasks - done) / done) if done else "",
        )

    def _left(self, seconds: float) -> str:
        if seconds > _MOST_SECONDS:
            return self._terminal.words.say_count(
                "about {number} minute left", "about {number} minutes left", round(seconds / 60)
            )
        return self._terminal.words.say_count(
            "about {number} second left", "about {number} seconds left", math.ceil(seconds)
        )

    def _show_search(self, bar: Progress, where: Where) -> None:
        words = self._terminal.words
        doing = (
            words.say("Drawing lots")
            if where.objective is None
            else objective_label(where.objective, words)
        )
        unknown = "–"
        bar.update(
            bar.task_ids[0],
            total=self._proposals * where.stages,
            completed=(where.proposal - 1) * where.stages + where.stage - 1,
            description=words.say(
                "Proposal {rank} of {number}: {doing}",
                rank=where.proposal,
                number=self._proposals,
                doing=doing,
            ),
            values=words.say(
                "best {best}, bound {bound}",
                best=unknown if where.best is None else where.best,
                bound=unknown if where.bound is None else where.bound,
            ),
        )
