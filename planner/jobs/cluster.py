"""A sweep over the workers of a Dask cluster (https://distributed.dask.org)."""

import asyncio
import logging
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from planner.jobs.dealing import SweepError, WorkersDied, in_order
from planner.resources.catalogue import marked
from planner.solver.limits import Limits
from planner.solver.workers import become_worker

if TYPE_CHECKING:
    from distributed import Client

Task = TypeVar("Task")
Given = TypeVar("Given")

# Seconds to wait for the scheduler, and for a first worker.
_PATIENCE = 10.0
# What must be the same on all machines: answers travel as the objects of these.
_ALIKE = ("abd-planner", "ortools", "distributed")


@contextmanager
def connected(address: str, patience: float = _PATIENCE) -> Iterator["Cluster"]:
    """Connect to a scheduler, such as `tcp://127.0.0.1:8786`, as long as the context lasts.

    `patience` is how many seconds to wait for it, and for a first worker.

    Raises:
        SweepError: Dask is not installed, nobody answers there, there are no workers, or other
            versions run there than here.
    """
    try:
        # Not at the top: it is installed only where somebody has a cluster.
        from distributed import Client
    except ImportError:
        template = marked(
            "--scheduler needs Dask, which is not installed. Install it with: "
            "pip install 'abd-planner[cluster]'"
        )
        raise SweepError(template) from None
    try:
        # In a thread of its own: whoever calls may be at work in an event loop already.
        with ThreadPoolExecutor(1) as greeting:
            greeting.submit(asyncio.run, asyncio.wait_for(_greeted(address), patience)).result()
    except TimeoutError:
        template = marked(
            "--scheduler: no Dask scheduler answers at {address} within {seconds} seconds"
        )
        raise SweepError(template, address=address, seconds=round(patience)) from None
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        template = marked("--scheduler: no Dask scheduler answers at {address}: {reason}")
        raise SweepError(template, address=address, reason=error) from None
    # What goes wrong with the connection is told by us, and not by a traceback besides.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    with Client(address, timeout=patience, set_as_default=False) as client:
        _check(client, address, patience)
        yield Cluster(client)


async def _greeted(address: str) -> None:
    """Ask whoever listens at an address who it is.

    A `Client` is not made before that: where it gets no answer, or none that it understands, it
    waits for ever, or complains long after the program has said what is wrong.
    """
    from distributed import Security, rpc

    security = Security().get_connection_args("client")
    async with rpc(address, connection_args=security) as listener:
        if (await listener.identity())["type"] != "Scheduler":
            raise ValueError("what listens there is another part of a cluster")


def _check(client: "Client", address: str, patience: float) -> None:
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError:
        template = marked("--scheduler: the Dask scheduler at {address} has no workers")
        raise SweepError(template, address=address) from None
    found = client.get_versions(packages=list(_ALIKE))
    ours = _versions(found["client"])
    machines = {address: found["scheduler"], **found["workers"]}
    for machine, told in machines.items():
        for name, version in _versions(told).items():
            if version != ours[name]:
                template = marked(
                    "--scheduler: at {machine} runs {name} {version}, and here {ours}; all "
                    "machines of a cluster need the same"
                )
                raise SweepError(
                    template, machine=machine, name=name, version=version, ours=ours[name]
                )


def _versions(told: Mapping[str, Any]) -> dict[str, str]:
    packages, host = told["packages"], dict(told["host"])
    python = ".".join(str(host["python"]).split(".")[:2])
    return {"Python": python} | {name: str(packages.get(name) or "–") for name in _ALIKE}


class Cluster:
    """Does tasks side by side, on the machines of a cluster."""

    def __init__(self, client: "Client") -> None:
        """Keep the connection."""
        self.client = client

    def run(
        self, work: Callable[[Task, Limits], Given], tasks: Sequence[Task], limits: Limits
    ) -> Iterator[Given]:
        """Return what the work gives for each task (see planner.solver.sweep.Sweep).

        A task whose worker died is done by another one; Dask sees to that.

        Raises:
            Stopped: the limits ended; what ran was stopped with them.
            WorkersDied: the workers of a task died, one after another.
            SweepError: the scheduler is gone.
        """
        from distributed import KilledWorker

        # What all tasks share is told to each worker once. As a task of its own it is made anew
        # where the only worker that had it died; data that are sent ahead would be lost then.
        shared = self.client.submit(_shared, pickle.dumps(work), pure=False)
        # With everybody, so that tasks go to whoever is free and not to whoever has it.
        self.client.replicate(shared)
        executor = self.client.get_executor(pure=False)
        try:
            yield from in_order(
                lambda position: self._begin(executor, shared, tasks[position], position),
                len(tasks),
                limits,
                died=(),
            )
        except KilledWorker as error:
            raise WorkersDied(error.allowed_failures + 1) from None
        finally:
            executor.shutdown(wait=False)

    def _begin(self, executor: Any, shared: Any, task: Task, position: int) -> Any:
        if self.client.status != "running":
            raise SweepError(marked("The Dask scheduler is gone; nothing more comes from there"))
        # Without a priority the order is left to chance; the first answers are waited for first.
        return executor.submit(_do, shared, task, priority=-position)


def _shared(work: bytes) -> bytes:
    return work


@lru_cache(maxsize=2)
def _unpacked(work: bytes) -> Callable[[Any, Limits], Any]:
    opened: Callable[[Any, Limits], Any] = pickle.loads(work)  # noqa: S301 - see docs/operators.md
    return opened


class Withdrawn(Event):
    """Is set when nobody waits any more for the task that runs here.

    Dask cannot end a task that runs; but its worker knows at once that the task was cancelled,
    or that whoever asked is gone. (Their "worker state machine" calls that state `cancelled`.)
    """

    def __init__(self) -> None:
        """Keep which task of which worker runs in this thread."""
        from distributed import get_worker

        super().__init__()
        self._worker = get_worker()
        self._key = self._worker.get_current_task()

    def is_set(self) -> bool:
        """Tell whether the task may stop; it also may where it was told to."""
        if super().is_set():
            return True
        task = self._worker.state.tasks.get(self._key)
        return task is None or task.state == "cancelled"


def _do(work: bytes, task: Any) -> Any:
    become_worker()
    return _unpacked(work)(task, Limits(stop=Withdrawn()))
