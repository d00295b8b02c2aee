"""Warm worker processes: started from a server that has loaded the solvers, and silent."""

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from threading import Thread
from typing import Any

from pebble import ProcessPool

# What is loaded before anything is asked: the search, and all rooms to its left.
_PRELOADED = ["planner.solver.proposals"]

_inside = False


def is_worker() -> bool:
    """Tell whether this process works for another one (see `become_worker`)."""
    return _inside


def become_worker() -> None:
    """Note that this process is one of many at work, so that it keeps to itself.

    A race of solvers starts no processes in it: there would be more of them than cores, and
    whoever ends this process would leave them behind.
    """
    global _inside
    _inside = True


def end_with_parent() -> None:
    """Let this process end when the one that started it is gone, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: Any) -> None:
    parent.join()
    os._exit(1)


def warm_pool(workers: int) -> ProcessPool:
    """Return a pool of so many processes, which begin when the first task is given to it."""
    return ProcessPool(max_workers=workers, context=warm_context())


def close(pool: ProcessPool) -> None:
    """End a pool's processes and whatever runs in them."""
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def warm_context() -> BaseContext:
    """Return how processes start: from a server that has loaded the solvers, where that exists."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    # Not at the top: where there is no such server, the module cannot be imported.
    from multiprocessing.forkserver import ensure_running

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    # The server and what it starts write nowhere: a process that is ended while it starts would
    # tell the reader of it. What goes wrong in a task comes back with the task.
    with _silenced():
        ensure_running()
    return context


@contextmanager
def _silenced() -> Iterator[None]:
    """Let processes that are started meanwhile inherit an error stream that leads nowhere."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
