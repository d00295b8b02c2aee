"""A Dask cluster of two workers on this machine, as an operator would start it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from distributed import Client

ROOT = Path(__file__).resolve().parents[2]
QUIET = ["--no-dashboard"]
DASK = [sys.executable, "-m", "dask"]


class LocalCluster:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._options = {"cwd": folder, "env": environment, "stdout": subprocess.DEVNULL}
        self._processes = []
        scheduler = subprocess.Popen(
            [*DASK, "scheduler", "--host", "127.0.0.1", "--port", "0", *QUIET],
            stderr=subprocess.PIPE,
            text=True,
            **self._options,
        )
        self._processes.append(scheduler)
        self.address = next(
            found.group() for line in scheduler.stderr if (found := re.search(r"tcp://\S+", line))
        )

    def add_workers(self, number: int) -> None:
        """Start workers of one thread each; one that is killed is started again."""
        worker = subprocess.Popen(
            [*DASK, "worker", self.address, "--nworkers", str(number), "--nthreads", "1", *QUIET],
            stderr=subprocess.DEVNULL,
            **self._options,
        )
        self._processes.append(worker)
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=60)

    def end(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
            process.communicate()


@pytest.fixture(scope="session")
def local_cluster(tmp_path_factory):
    cluster = LocalCluster(tmp_path_factory.mktemp("cluster"))
    cluster.add_workers(2)
    yield cluster
    cluster.end()
