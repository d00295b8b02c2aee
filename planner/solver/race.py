"""Solvers raced on one program: the first proof wins, and the others are stopped."""

import atexit
import math
import os
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from ortools.util.python.solve_interrupter import SolveInterrupter
from pebble import ProcessPool

from planner.solver.backends import (
    Answer,
    Backend,
    Listener,
    Task,
    Verdict,
    solve,
    solve_elsewhere,
)
from planner.solver.limits import Limits
from planner.solver.watching import Watch
from planner.solver.workers import close, is_worker, warm_pool

# On two cores a race must not make small cases slower: one solver begins, the second joins
# when it has not finished after a moment, the third only where both find it hard.
HEAD_START = (0.0, 0.5, 3.0)
# In a round over many teams each solver needs a moment at least, so the first two begin together;
# the third, CP-SAT, proves nothing there, and stays away unless both are out of it: while it
# prepares so large a program it cannot be stopped.
_HEAD_START_MANY_TEAMS = (0.0, 0.0, math.inf)
# One of many workers has no core to spare for a second solver: it joins later, in a thread. HiGHS
# stays away, because it can be interrupted only by ending its process. The first one runs in the
# thread that asks: where all cores are busy, the way to another thread and back costs more than a
# tenth of the time (measured by `python -m benchmarks sweeps`).
_HEAD_START_IN_WORKER = (0.0, 2.0)
_IN_WORKER = (Backend.CP_SAT, Backend.SCIP)
_TICK = 0.05
_PROCESSES = 2
# A solver elsewhere ends a little before the time is up: what it has by then must still arrive.
_ARRIVAL_SHARE, _ARRIVAL_SECONDS = 0.05, 0.7


class _Workers:
    """Processes for the solvers that cannot be interrupted, started when first needed.

    Cancelling a task there ends its process, and a new one takes its place.
    """

    def __init__(self) -> None:
        self._pool: ProcessPool | None = None
        self._lock = Lock()

    def submit(self, task: Task, backend: Backend, seconds: float | None) -> "Future[Answer]":
        model, hint = _packed(task)
        with self._lock:
            future: Future[Answer] = self._running().submit(
                solve_elsewhere, None, model, hint, backend.value, seconds
            )
            return future

    def warm(self) -> None:
        """Let the processes start, so that they are there when they are needed."""
        with self._lock:
            pool = self._running()
            for _ in range(_PROCESSES):
                pool.submit(os.getpid, None)

    def _running(self) -> ProcessPool:
        if self._pool is None or not self._pool.active:
            # A pool that broke is replaced: one bad process must not end the service.
            self._pool = warm_pool(_PROCESSES)
            atexit.register(close, self._pool)
        return self._pool


_WORKERS = _Workers()
_WATCH = Watch(_TICK)


@dataclass
class Race:
    """A line-up of solvers; whoever proved last begins the next time."""

    line_up: list[Backend] = field(default_factory=lambda: list(Backend))
    head_start: tuple[float, ...] = HEAD_START

    @classmethod
    def for_many_teams(cls) -> "Race":
        """Return a race for a round over many teams, and let its processes start.

        Measured on rounds of 150 teams: SCIP and HiGHS prove the coverage in less than a second,
        which CP-SAT does not do in a minute.
        """
        if not is_worker():
            with suppress(RuntimeError, OSError):
                _WORKERS.warm()
        return cls([Backend.SCIP, Backend.HIGHS, Backend.CP_SAT], _HEAD_START_MANY_TEAMS)

    def run(self, task: Task, limits: Limits, listener: Listener | None = None) -> Answer:
        """Return the first decided answer; else, when the time is up, the best one and bound."""
        heat = _Heat(task, limits, listener)
        try:
            answer = heat.run(self.line_up, self.head_start)
        finally:
            heat.stop()
        if heat.winner is not None and heat.winner is not self.line_up[0]:
            self.line_up.remove(heat.winner)
            self.line_up.insert(0, heat.winner)
        return answer


class _Heat:
    """One race on one program."""

    def __init__(self, task: Task, limits: Limits, listener: Listener | None) -> None:
        self.task = task
        self.limits = limits
        self.listener = listener
        self.winner: Backend | None = None
        self._started = time.monotonic()
        self._waiting: list[tuple[Backend, float]] = []
        self._running = 0
        self._answers: SimpleQueue[tuple[Backend, Answer | BaseException]] = SimpleQueue()
        self._interrupter = SolveInterrupter()
        self._threads: list[Thread] = []
        self._elsewhere: list[Future[Answer]] = []

    def run(self, line_up: list[Backend], head_start: tuple[float, ...]) -> Answer:
        self._waiting = _starts(line_up, head_start)
        if is_worker():
            self._run_here()
        else:
            self._start_due()
        return self._decide()

    def _run_here(self) -> None:
        """Let the first solver run in this thread, while another one looks after the race."""
        backend, _ = self._waiting.pop(0)
        self._running += 1
        self._look_after()
        ask = self._asking(backend)
        with _WATCH.over(self._look_after):
            self._answer(backend, ask)

    def _look_after(self) -> None:
        """Start whoever is due, and end the race where the limits end."""
        if self.limits.is_over():
            self._interrupt()
            self._waiting.clear()
        self._start_due()

    def _start_due(self) -> None:
        """Start whoever is due; where nobody runs, the next one is."""
        while self._waiting and (self._running == 0 or self._due() <= 0):
            self._join()

    def _due(self) -> float:
        """Return in how many seconds the next solver joins."""
        return self._waiting[0][1] - (time.monotonic() - self._started)

    def _join(self) -> None:
        backend, _ = self._waiting.pop(0)
        self._running += 1
        try:
            self._start(backend)
        except Exception as error:
            # Without processes, say, the race goes on with the solver that needs none.
            self._answers.put((backend, error))

    def _decide(self) -> Answer:
        """Return the first decided answer; else the best one, when nobody runs any more."""
        best = Answer(Verdict.UNDECIDED)
        failure: BaseException | None = None
        # Nobody waits where nobody runs.
        while self._running:
            due = self._due() if self._waiting else _TICK
            try:
                backend, answer = self._answers.get(timeout=max(0.001, min(due, _TICK)))
            except Empty:
                self._look_after()
                continue
            self._running -= 1
            if isinstance(answer, BaseException):
                failure = answer
            elif answer.verdict.decided:
                self.winner = backend
                return answer
            else:
                best = _better(best, answer)
            self._look_after()
        if failure is not None and best.values is None and not self.limits.is_over():
            raise failure
        return best

    def _start(self, backend: Backend) -> None:
        if is_worker() or backend is Backend.CP_SAT:
            self._in_thread(backend, self._asking(backend))
        else:
            remaining = self.limits.remaining()
            self._in_process(backend, None if remaining is None else _to_arrive(remaining))

    def _asking(self, backend: Backend) -> Callable[[], Answer]:
        """Return how a solver is asked in this process."""
        remaining = self.limits.remaining()
        if backend is Backend.CP_SAT:
            arguments = (self.task, backend, remaining, self._interrupter, self.listener)
            return lambda: solve(*arguments)
        # SCIP gets a copy: the program is CP-SAT's meanwhile.
        packed = (*_packed(self.task), backend.value, remaining, self._interrupter)
        return lambda: solve_elsewhere(*packed)

    def _in_process(self, backend: Backend, seconds: float | None) -> None:
        future = _WORKERS.submit(self.task, backend, seconds)
        future.add_done_callback(lambda done: self._answers.put((backend, _outcome(done))))
        self._elsewhere.append(future)

    def _in_thread(self, backend: Backend, ask: Callable[[], Answer]) -> None:
        thread = Thread(target=self._answer, args=(backend, ask), daemon=True)
        thread.start()
        self._threads.append(thread)

    def _answer(self, backend: Backend, ask: Callable[[], Answer]) -> None:
        try:
            answer = ask()
        except Exception as error:
            self._answers.put((backend, error))
            return
        self._answers.put((backend, answer))
        if answer.verdict.decided:
            # Whoever runs in the thread that asks has nobody else to tell it that it is too late.
            self._interrupter.interrupt()

    def _interrupt(self) -> None:
        self._interrupter.interrupt()
        for future in self._elsewhere:
            future.cancel()

    def stop(self) -> None:
        """Stop whoever still runs, and wait: the program is changed after the race."""
        self._interrupt()
        for thread in self._threads:
            thread.join()


def _starts(line_up: list[Backend], head_start: tuple[float, ...]) -> list[tuple[Backend, float]]:
    """Return who runs, and after how many seconds each joins."""
    if not is_worker():
        return list(zip(line_up, head_start, strict=False))
    here = [backend for backend in line_up if backend in _IN_WORKER]
    return list(zip(here, _HEAD_START_IN_WORKER, strict=False))


def _to_arrive(seconds: float) -> float:
    """Return how long a solver elsewhere may take, so that its answer arrives in time."""
    return max(seconds / 2, seconds - max(_ARRIVAL_SECONDS, _ARRIVAL_SHARE * seconds))


def _packed(task: Task) -> tuple[bytes, dict[int, float]]:
    """Return a program and its hint as they can be told to another process, or kept."""
    model = task.model.export_model().SerializeToString()
    return model, {variable.id: value for variable, value in task.hint.items()}


def _outcome(done: "Future[Answer]") -> Answer | BaseException:
    if done.cancelled():
        return Answer(Verdict.UNDECIDED)
    error = done.exception()
    return error if error is not None else done.result()


def _better(first: Answer, second: Answer) -> Answer:
    """Return the better solution of two answers, with the better of both bounds."""
    solution = first if first.value <= second.value else second
    return Answer(
        Verdict.UNDECIDED, solution.values, solution.value, max(first.bound, second.bound)
    )


def whole_bound(bound: float) -> int | None:
    """Return the whole number that a bound proves for a whole-number value."""
    return None if not math.isfinite(bound) else math.ceil(bound - 1e-6)
