"""What tests of several rooms share."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from planner.jobs.hands import Processes

# No test is about how long something takes: a busy machine would decide what it says.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def crew() -> Iterator[Processes]:
    """Worker processes for the jobs of all tests: they take longer to start than most jobs."""
    processes = Processes(2)
    yield processes
    processes.end()
