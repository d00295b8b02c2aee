"""One planner on a data folder."""

import stat
import subprocess
import sys

import pytest

from planner.store.alone import LOCK_NAME, alone
from planner.store.errors import StoreError

HOLD = """
import sys
from pathlib import Path
from planner.store.alone import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the folder, until it is ended."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_planner_is_refused(tmp_path, holder):
    with pytest.raises(StoreError, match="Another planner runs"), alone(tmp_path):
        pytest.fail("two at once")


def test_the_lock_goes_when_whoever_holds_it_is_killed(tmp_path, holder):
    holder.kill()
    holder.wait()
    with alone(tmp_path):
        assert stat.S_IMODE((tmp_path / LOCK_NAME).stat().st_mode) == 0o600


def test_one_that_is_ending_is_waited_for(tmp_path, holder):
    holder.stdin.close()
    with alone(tmp_path, patience=30):
        assert holder.wait() == 0


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError, match="cannot be used"), alone(tmp_path / "file"):
        pytest.fail("that is no folder")
