"""One planner on a data folder: who serves it holds a lock for as long as it runs.

What runs, how far it is and who may stop it live in the memory of one process. A second one would
take the first one's running jobs for ones that were left behind, and work at them as well.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from planner.resources.catalogue import marked
from planner.store.errors import StoreError

LOCK_NAME = "abd-planner.lock"


@contextmanager
def alone(folder: Path, patience: float = 0.0) -> Iterator[None]:
    """Be the only one to serve a data folder, as long as the context lasts.

    The system lets go of the lock when the process ends, however it ends.

    Args:
        folder: the data folder; it is there.
        patience: so many seconds another one that is ending gets to end.

    Raises:
        StoreError: another planner serves the folder, or the folder cannot be written to.
    """
    # Only a lock of the system's own goes with its process; a mere file would stay behind.
    lock = FileLock(folder / LOCK_NAME, mode=0o600, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire(timeout=patience)
    except Timeout as error:
        template = marked("Another planner runs on {folder}. Stop it first.")
        raise StoreError(template, folder=folder) from error
    except OSError as error:
        template = marked("The data folder {folder} cannot be used: {reason}.")
        raise StoreError(template, folder=folder, reason=error.strerror) from error
    try:
        yield
    finally:
        lock.release()
