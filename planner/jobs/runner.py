"""Puts the jobs that wait to work: a thread for each worker, which waits for what comes of it.

These threads reckon nothing themselves; so whoever reads a page never waits for a model.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Condition, Event, Thread

from planner.jobs.dealing import MOST_TRIES
from planner.jobs.hands import Crew, Hand, HandDied
from planner.jobs.progress import JobProgress
from planner.jobs.work import DIED, STOPPED, Outcome, Task
from planner.store.errors import StoreError
from planner.store.jobs import Ending, Jobs, KeptJob

logger = logging.getLogger(__name__)

# Seconds between two attempts to write what a full disk does not take.
_PAUSE = 1.0


@dataclass
class AtWork:
    """A job that is being worked at: how far it is, and how it is told to stop."""

    stop: Event = field(default_factory=Event)
    hand: Hand | None = None
    progress: JobProgress | None = None
    started: float = field(default_factory=time.monotonic)

    def listen(self, progress: JobProgress) -> None:
        """Note how far it is."""
        self.progress = progress


class Runner:
    """Works at the jobs of a store, as many at once as the crew has workers."""

    def __init__(self, jobs: Jobs, crew: Crew) -> None:
        """Take up what was being worked at when the program ended, and begin."""
        self._jobs = jobs
        self._crew = crew
        self._at_work: dict[str, AtWork] = {}
        # Held while a job changes hands, and told whenever one may begin or is over.
        self.changed = Condition()
        self._is_over = False
        # They hear of each job that is over, and how it ended.
        self.listeners: list[Callable[[KeptJob, Ending], None]] = []
        for job in jobs.abandoned():
            self._again(job)
        self._threads = [
            Thread(target=self._serve, name=f"jobs-{number}", daemon=True)
            for number in range(crew.size)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def is_working(self) -> bool:
        """Tell whether every thread that deals out jobs is there."""
        return not self._is_over and all(thread.is_alive() for thread in self._threads)

    def at_work(self, job: str) -> AtWork | None:
        """Return a job that is being worked at."""
        return self._at_work.get(job)

    def wake(self) -> None:
        """Tell that there is something to do."""
        with self.changed:
            self.changed.notify_all()

    def stop(self, job: str) -> None:
        """Stop a job: one that runs keeps the best so far, one that waits never begins."""
        with self.changed:
            self._jobs.ask_stop(job)
            found, kept = self._at_work.get(job), self._jobs.find(job)
            if found is not None:
                found.stop.set()
            elif kept is not None and not kept.is_over:
                self._finish(kept, Ending(0.0, reason=STOPPED, cut_short=True))
            self.changed.notify_all()

    def end(self) -> None:
        """Stop working; what runs is put back, and is worked at when the program starts again."""
        with self.changed:
            self._is_over = True
            self.changed.notify_all()
            for found in self._at_work.values():
                if found.hand is not None:
                    found.hand.end()
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        while (taken := self._next()) is not None:
            job, found = taken
            try:
                self._work(job, found)
            except Exception as error:
                logger.error("A job could not be worked at: %s", type(error).__name__)
                self._persistently(partial(self._again, job))
            finally:
                with self.changed:
                    # A job that was put back may be at work again already, with another thread.
                    if self._at_work.get(job.id) is found:
                        del self._at_work[job.id]
                    self.changed.notify_all()

    def _next(self) -> tuple[KeptJob, AtWork] | None:
        """Return the next job, once there is one; nothing when it is over."""
        with self.changed:
            while not self._is_over:
                patience = None
                try:
                    job = self._jobs.claim()
                    if job is not None:
                        found = self._at_work[job.id] = AtWork()
                        return job, found
                except StoreError as error:
                    logger.error("No job could be taken: %s", type(error).__name__)
                    patience = _PAUSE
                self.changed.wait(patience)
        return None

    def _work(self, job: KeptJob, found: AtWork) -> None:
        task = Task(job.kind, self._jobs.content(job.id), job.parameters)
        try:
            hand = self._crew.take()
            try:
                self._hand_over(found, hand)
                outcome = hand.work(task, found.stop, found.listen)
            finally:
                self._crew.give_back(hand)
        except HandDied:
            self._persistently(partial(self._again, job))
            return
        self._persistently(partial(self._end, job, found, outcome))

    def _hand_over(self, found: AtWork, hand: Hand) -> None:
        with self.changed:
            if self._is_over:
                raise HandDied
            found.hand = hand

    def _end(self, job: KeptJob, found: AtWork, outcome: Outcome) -> None:
        if outcome.error:
            logger.error("A job failed: %s (%s)", outcome.error, ", ".join(outcome.trace))
        progress = found.progress
        ending = Ending(
            seconds=round(time.monotonic() - found.started, 3),
            answer=outcome.answer,
            reason=outcome.reason,
            cut_short=outcome.cut_short,
            progress=None if progress is None else progress.written(),
        )
        self._finish(job, ending)

    def _finish(self, job: KeptJob, ending: Ending) -> None:
        self._jobs.end(job, ending)
        for listener in self.listeners:
            listener(job, ending)

    def _again(self, job: KeptJob) -> None:
        """Let a job wait for another try, unless it had enough of them or was to be stopped."""
        if self._is_over:
            self._jobs.put_back(job, counts=False)
            return
        now = self._jobs.find(job.id)
        if now is not None and now.stop_asked:
            self._finish(job, Ending(0.0, reason=STOPPED, cut_short=True))
        elif job.tries >= MOST_TRIES:
            self._finish(job, Ending(0.0, reason=DIED, cut_short=True))
        else:
            self._jobs.put_back(job, counts=True)

    def _persistently(self, write: Callable[[], None]) -> None:
        """Write, and where that fails try again until the program ends: the disk may be full."""
        while True:
            try:
                write()
                return
            except StoreError as error:
                logger.error("A job's end could not be kept: %s", type(error).__name__)
            if self._is_over:
                return
            time.sleep(_PAUSE)
