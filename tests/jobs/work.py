"""What workers do in these tests: they find it by its name."""

import os
import signal
import time
from pathlib import Path

from planner.solver.limits import Stopped
from planner.solver.workers import is_worker


def square(task, limits):
    return task * task


def square_after_a_while(task, limits):
    time.sleep(0.05 * (3 - task % 4))
    return task * task


def square_at_leisure(task, limits):
    time.sleep(0.0005)
    return task * task


def who(task, limits):
    time.sleep(0.1)
    return os.getpid(), is_worker()


def refuse(task, limits):
    if task >= 3:
        raise ValueError(f"task {task} is refused")
    return task


def die_once(folder, task, limits):
    """Kill the process itself, the first time that a task is tried."""
    tried = Path(folder) / f"tried-{task}"
    if task % 5 == 2 and not tried.exists():
        tried.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return task * task


def die(task, limits):
    os.kill(os.getpid(), signal.SIGKILL)


def last(folder, task, limits):
    """Work without end, unless somebody stops it, and leave a trace of every moment."""
    trace = Path(folder) / f"{os.getpid()}-{task}"
    while not limits.is_over():
        trace.write_text(str(time.time()))
        time.sleep(0.02)
    raise Stopped


def one_then_last(folder, task, limits):
    return last(folder, task, limits) if task else 0


def last_whatever_the_limits(folder, task, limits):
    while True:
        (Path(folder) / f"{os.getpid()}-{task}").write_text(str(time.time()))
        time.sleep(0.02)
