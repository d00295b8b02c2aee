"""Who works at jobs: worker processes of this machine, or a cluster."""

from collections.abc import Iterator
from contextlib import contextmanager

from planner.jobs.choosing import cores
from planner.jobs.cluster import connected
from planner.jobs.cluster_hands import ClusterCrew
from planner.jobs.hands import Crew, Processes


@contextmanager
def working(workers: int | None = None, scheduler: str | None = None) -> Iterator[Crew]:
    """Return who works at jobs, as long as the context lasts.

    Args:
        workers: how many jobs there may be at once; as many as there are cores by default.
        scheduler: the address of a Dask scheduler; its workers then take the place of processes.

    Raises:
        SweepError: the cluster cannot be used.
    """
    if scheduler is not None:
        with connected(scheduler) as cluster:
            yield ClusterCrew(cluster, workers)
        return
    processes = Processes(workers or cores())
    try:
        yield processes
    finally:
        processes.end()
