"""What tests of several rooms share."""

from collections.abc import Iterator

import pytest

from planner.jobs.hands import Processes


@pytest.fixture(scope="session")
def crew() -> Iterator[Processes]:
    """Worker processes for the jobs of all tests: they take longer to start than most jobs."""
    processes = Processes(2)
    yield processes
    processes.end()
