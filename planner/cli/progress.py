"""A progress bar on a terminal, for a search that takes longer than a moment."""

import sys
from threading import Lock, Timer
from types import TracebackType

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from planner.analysis.words import objective_label
from planner.cli.console import Terminal
from planner.solver.limits import Progress as Where

_PATIENCE = 1.0


class ProgressBar:
    """Shows which objective is at hand, the best so far and the bound that is proven.

    It comes by itself after a second: one solve may take long and tell nothing meanwhile.
    """

    def __init__(self, terminal: Terminal, proposals: int) -> None:
        """Prepare the bar for so many proposals; nothing is shown yet."""
        self._terminal = terminal
        self._proposals = proposals
        self._bar: Progress | None = None
        self._where: Where | None = None
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

    def listen(self, where: Where) -> None:
        """Note where the search is, and show it where there is a bar."""
        with self._lock:
            self._where = where
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
        where = self._where
        if self._bar is None or where is None:
            return
        words = self._terminal.words
        doing = (
            words.say("Drawing lots")
            if where.objective is None
            else objective_label(where.objective, words)
        )
        unknown = "–"
        self._bar.update(
            self._bar.task_ids[0],
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
