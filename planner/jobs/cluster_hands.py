"""Who works at jobs where there is a Dask cluster: its workers, in the place of processes here."""

import pickle
import secrets
import time
from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from planner.jobs.cluster import Cluster, Withdrawn
from planner.jobs.hands import PATIENCE, Hand, HandDied
from planner.jobs.progress import JobProgress, Teller
from planner.jobs.work import DIED, STOPPED, TIME_UP, Outcome, Task, done, seconds_for
from planner.solver.workers import become_worker
from planner.store.told import recorded

if TYPE_CHECKING:
    from distributed import Client

_TICK = 0.1
_GONE = recorded(
    "The Dask scheduler is gone. Try again when it is back and the planner was started again."
)


class ClusterCrew:
    """The workers of a cluster; which of them does a job is up to Dask."""

    def __init__(self, cluster: Cluster, size: int | None = None) -> None:
        """Keep how many jobs there may be at once: one a thread of the cluster by default."""
        self._client = cluster.client
        self.size = size or max(1, sum(self._client.nthreads().values()))

    def take(self) -> Hand:
        """Return a place on the cluster."""
        return _Place(self._client)

    def give_back(self, hand: Hand) -> None:
        """Let a place be free again; there is nothing to be kept of it."""

    def end(self) -> None:
        """Leave the cluster as it is: others may work on it."""


class _Place:
    """One job on the cluster, and what is heard of it here."""

    def __init__(self, client: "Client") -> None:
        self._client = client
        self._name = f"abd-planner-{secrets.token_hex(8)}"
        self._future: Any = None
        self._is_ended = False

    def end(self) -> None:
        self._is_ended = True
        if self._future is not None:
            self._future.cancel()

    def work(self, task: Task, stop: Event, listen: Callable[[JobProgress], None]) -> Outcome:
        if self._client.status != "running":
            return Outcome(reason=_GONE, cut_short=True)

        def hear(event: tuple[float, Any]) -> None:
            progress = JobProgress.read(event[1])
            if progress is not None:
                listen(progress)

        self._client.subscribe_topic(self._name, hear)
        # Named by chance: a question that is asked again is worked out again.
        self._future = self._client.submit(_do, self._name, pickle.dumps(task), pure=False)
        try:
            return self._followed(task, stop)
        finally:
            if self._client.status == "running":
                self._client.unsubscribe_topic(self._name)

    def _followed(self, task: Task, stop: Event) -> Outcome:
        from distributed import Event as SharedEvent

        latest = time.monotonic() + seconds_for(task.kind) + PATIENCE
        is_told = False
        # How long a job waits until a worker is free does not count as its own time.
        while not self._future.done() and not self._is_ended:
            if self._client.status != "running":
                return Outcome(reason=_GONE, cut_short=True)
            if stop.is_set() and not is_told:
                SharedEvent(self._name, client=self._client).set()
                is_told = True
                latest = min(latest, time.monotonic() + PATIENCE)
            if time.monotonic() > latest and (is_told or self._is_at_work()):
                self._future.cancel()
                return Outcome(reason=STOPPED if is_told else TIME_UP, cut_short=True)
            time.sleep(_TICK)
        return self._given()

    def _is_at_work(self) -> bool:
        return any(self._future.key in keys for keys in self._client.processing().values())

    def _given(self) -> Outcome:
        from distributed import KilledWorker

        if self._is_ended or self._future.cancelled():
            raise HandDied
        try:
            outcome: Outcome = self._future.result()
        except KilledWorker:
            # Dask tried it with other workers already.
            return Outcome(reason=DIED, cut_short=True)
        return outcome


def _do(name: str, packed: bytes) -> Outcome:
    """Do a job on a worker of the cluster."""
    from distributed import Event as SharedEvent
    from distributed import get_client, get_worker

    become_worker()
    task: Task = pickle.loads(packed)  # noqa: S301 - see docs/operators.md
    worker, client, stop = get_worker(), get_client(), Withdrawn()
    shared = SharedEvent(name, client=client)

    def follow() -> None:
        if shared.wait():
            stop.set()

    Thread(target=follow, daemon=True).start()
    teller = Teller(lambda progress: worker.log_event(name, progress.written()))
    try:
        return done(task, teller.limits(time_limit=seconds_for(task.kind), stop=stop))
    finally:
        # Lets the thread that follows come to its end.
        shared.set()
