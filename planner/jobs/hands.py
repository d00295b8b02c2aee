"""Who works at jobs: processes of this machine, each with a pipe of its own.

They stay when a job is done, so that the next one finds them warm. Whoever kills one, or lets it
run out of memory, ends that one job's try and nothing else.
"""

import os
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Any, Protocol

from planner.jobs.progress import JobProgress, Teller
from planner.jobs.work import STOPPED, TIME_UP, Outcome, Task, done, seconds_for
from planner.solver.workers import become_worker, end_with_parent, warm_context

# So often whoever waits for a worker looks whether the job is to be stopped.
_TICK = 0.05
# A solver that hears neither a stop nor the end of its time is ended after so many seconds.
PATIENCE = 20.0
# How far a worker's process steps back for whatever else wants a core (see nice(2)).
_GIVES_WAY = 15


class HandDied(Exception):
    """Whoever worked at a job was ended before it was done."""


class Hand(Protocol):
    """Somebody who works at one job at a time."""

    def work(self, task: Task, stop: Event, listen: Callable[[JobProgress], None]) -> Outcome:
        """Return what comes of a task; `stop` asks to keep the best so far.

        Raises:
            HandDied: it ended before it was done.
        """

    def end(self) -> None:
        """End at once; whatever is being worked at is not done."""


class Crew(Protocol):
    """Everybody who works at jobs. `size` is how many there are at most."""

    size: int

    def take(self) -> Hand:
        """Return somebody who is free."""

    def give_back(self, hand: Hand) -> None:
        """Let somebody be free again."""

    def end(self) -> None:
        """End everybody, whatever they are at."""


class Processes:
    """Worker processes; each starts when there is a job for it and nobody else is free."""

    def __init__(self, size: int) -> None:
        """Keep how many there may be."""
        self.size = size
        self._context: Any = None
        self._free: list[_Process] = []
        self._all: list[_Process] = []
        self._is_over = False
        self._lock = Lock()

    def take(self) -> Hand:
        """Return a process that is free, or a new one."""
        with self._lock:
            if self._is_over:
                raise HandDied
            while self._free:
                process = self._free.pop()
                if process.is_alive():
                    return process
                self._all.remove(process)
            if self._context is None:
                self._context = warm_context()
            process = _Process(self._context)
            self._all.append(process)
            return process

    def give_back(self, hand: Hand) -> None:
        """Let a process wait for the next job; one that died is forgotten."""
        assert isinstance(hand, _Process)
        with self._lock:
            if hand.is_alive() and not self._is_over:
                self._free.append(hand)
            elif hand in self._all:
                self._all.remove(hand)

    def end(self) -> None:
        """End all processes; none starts any more."""
        with self._lock:
            self._is_over = True
            for process in self._all:
                process.end()
            for process in self._all:
                process.join()
            self._all.clear()
            self._free.clear()


class _Process:
    """One process, and this side of its pipe."""

    def __init__(self, context: Any) -> None:
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        # Only the process itself holds the other side now, so its end is heard here.
        theirs.close()

    def is_alive(self) -> bool:
        return bool(self._process.is_alive())

    def end(self) -> None:
        self._process.kill()

    def join(self) -> None:
        self._process.join()

    def work(self, task: Task, stop: Event, listen: Callable[[JobProgress], None]) -> Outcome:
        try:
            self._connection.send(task)
            return self._followed(task, stop, listen)
        except (EOFError, OSError):
            self.end()
            self.join()
            raise HandDied from None

    def _followed(self, task: Task, stop: Event, listen: Callable[[JobProgress], None]) -> Outcome:
        latest = time.monotonic() + seconds_for(task.kind) + PATIENCE
        is_told = False
        while True:
            if stop.is_set() and not is_told:
                self._connection.send(None)
                is_told = True
                latest = min(latest, time.monotonic() + PATIENCE)
            if self._connection.poll(_TICK):
                message = self._connection.recv()
                if isinstance(message, Outcome):
                    return message
                listen(message)
            elif time.monotonic() > latest:
                self.end()
                self.join()
                return Outcome(reason=STOPPED if is_told else TIME_UP, cut_short=True)


def _serve(connection: Connection) -> None:
    """Work at one task after another, until nobody asks any more."""
    # Ctrl+C reaches all processes at a terminal; the one that reads it ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    become_worker()
    end_with_parent()
    # Whoever waits for a page goes first; long work takes what is left of the cores.
    os.nice(_GIVES_WAY)
    Worker(connection).work()


class Worker:
    """The other side of the pipe: a thread hears what is asked, the process itself does it."""

    def __init__(self, connection: Connection) -> None:
        """Begin to listen."""
        self._connection = connection
        self._tasks: SimpleQueue[tuple[Task, Event]] = SimpleQueue()
        self._sending = Lock()
        Thread(target=self._hear, daemon=True).start()

    def _hear(self) -> None:
        stop = Event()
        while True:
            try:
                message = self._connection.recv()
            except (EOFError, OSError):
                # Nobody is there any more, and whatever runs is of no use.
                os._exit(0)
            if message is None:
                stop.set()
            else:
                # A stop that came too late for the task before is none for this one.
                stop = Event()
                self._tasks.put((message, stop))

    def work(self) -> None:
        """Do what is asked, for ever."""
        while True:
            task, stop = self._tasks.get()
            limits = Teller(self._send).limits(time_limit=seconds_for(task.kind), stop=stop)
            self._send(done(task, limits))

    def _send(self, message: JobProgress | Outcome) -> None:
        # Solvers tell how far they are from threads of their own.
        with self._sending:
            self._connection.send(message)
