"""A progress bar on a terminal, for a search that takes longer than a moment."""

import sys
import time
from types import TracebackType

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from planner.analysis.words import objective_label
from planner.cli.console import Terminal
from planner.solver.limits import Progress as Where

_PATIENCE = 1.0


class ProgressBar:
    """Shows which objective is at hand, the best so far and the bound that is proven."""

    def __init__(self, terminal: Terminal, proposals: int) -> None:
        """Prepare the bar; nothing is shown until the search has taken a second."""
        self._terminal = terminal
        self._proposals = proposals
        self._started = time.monotonic()
        self._bar: Progress | None = None
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> "ProgressBar":
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def listen(self, where: Where) -> None:
        """Show where the search is."""
        if not self._shown or time.monotonic() - self._started < _PATIENCE:
            return
        if self._bar is None:
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.fields[values]}"),
                TimeElapsedColumn(),
                console=self._terminal.err,
                transient=True,
            )
            self._bar.start()
            self._bar.add_task("", total=self._proposals * where.stages, values="")
        words = self._terminal.words
        doing = (
            words.say("Drawing lots")
            if where.objective is None
            else objective_label(where.objective, words)
        )
        done = (where.proposal - 1) * where.stages + where.stage - 1
        self._bar.update(
            self._bar.task_ids[0],
            description=words.say(
                "Proposal {rank} of {number}: {doing}",
                rank=where.proposal,
                number=self._proposals,
                doing=doing,
            ),
            completed=done,
            values=self._values(where),
        )

    def _values(self, where: Where) -> str:
        unknown = "–"
        return self._terminal.words.say(
            "best {best}, bound {bound}",
            best=unknown if where.best is None else where.best,
            bound=unknown if where.bound is None else where.bound,
        )
