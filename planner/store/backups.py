"""Backups: a copy of the database while it is in use, and putting one back.

Nothing is ever overwritten: a backup goes to a file that is not there yet, and what a restored
database takes the place of stays beside it.
"""

import os
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pysqlite3 import dbapi2 as sqlite3

from planner.resources.catalogue import marked
from planner.store.damage import Damage
from planner.store.database import FILE_NAME
from planner.store.errors import StoreError
from planner.store.verifying import Verdict, opened, verify

_LOGS = ("-wal", "-shm")


class NotWhole(StoreError):
    """A file that is not put in place, with everything that is wrong with it."""

    def __init__(self, file: Path, damages: tuple[Damage, ...]) -> None:
        """Keep what is wrong."""
        super().__init__(
            marked("{file} is not whole. Nothing was put back, and nothing was changed."),
            file=file,
        )
        self.damages = damages


@dataclass(frozen=True)
class Restored:
    """What was put back, and where that is kept which was there before."""

    verdict: Verdict
    kept: Path | None


def backup(folder: Path, target: Path) -> Verdict:
    """Copy the database of a data folder to a new file, as it is at one moment.

    Others may read and write meanwhile. What is wrong with the copy is told; it stays, for it may
    be the best that there is.

    Raises:
        StoreError: there is no database, the file is there already, or it cannot be written.
    """
    source = opened(folder / FILE_NAME)
    unfinished = target.with_name(f"{target.name}.unfinished")
    with closing(source):
        try:
            _take(target)
        except OSError as error:
            raise _cannot_write(target, error) from error
        try:
            # What was left by a copy that was ended from outside.
            unfinished.unlink(missing_ok=True)
            _private(unfinished)
            source.execute("VACUUM INTO ?", (str(unfinished),))
            _on_disk(unfinished)
            unfinished.replace(target)
            _on_disk(target.absolute().parent)
        except (OSError, sqlite3.Error) as error:
            for file in (unfinished, target):
                file.unlink(missing_ok=True)
            raise _cannot_write(target, error) from error
    return verify(target)


def _take(target: Path) -> None:
    """Take the name of the backup, so that nobody else's file is ever written over."""
    try:
        _private(target)
    except FileExistsError as error:
        raise StoreError(
            marked("{file} is there already. A backup never overwrites a file."), file=target
        ) from error


def _private(file: Path) -> None:
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _cannot_write(target: Path, error: Exception) -> StoreError:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return StoreError(marked("{file} cannot be written: {reason}."), file=target, reason=reason)


def restore(folder: Path, source: Path) -> Restored:
    """Put a backup in the place of a data folder's database, once it is found to be whole.

    Raises:
        NotWhole: something is wrong with the backup.
        StoreError: the planner runs, or the backup cannot be read or written.
    """
    current = folder / FILE_NAME
    arriving = folder / f"{FILE_NAME}.arriving"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # What is looked at is what is put in place: the copy, and not a file that may change.
        _copy(source, arriving)
        verdict = verify(arriving)
        if verdict.damages:
            raise NotWhole(source, verdict.damages)
        _settle(arriving)
        kept = _keep(current) if current.exists() else None
        arriving.replace(current)
        _on_disk(folder)
    except OSError as error:
        raise _cannot_write(current, error) from error
    finally:
        for suffix in ("", *_LOGS):
            _beside(arriving, suffix).unlink(missing_ok=True)
    return Restored(verdict, kept)


def _copy(source: Path, target: Path) -> None:
    """Copy a database, with the log beside it where it has one."""
    for suffix in ("", *_LOGS):
        _beside(target, suffix).unlink(missing_ok=True)
    try:
        with source.open("rb") as content:
            _private(target)
            with target.open("wb") as copied:
                shutil.copyfileobj(content, copied)
        log = _beside(source, "-wal")
        if log.exists():
            shutil.copyfile(log, _beside(target, "-wal"))
    except FileNotFoundError as error:
        raise StoreError(
            marked("{file} cannot be opened: {reason}."), file=source, reason=error.strerror
        ) from error


def _settle(database: Path) -> None:
    """Write what a database still has in its log into the file itself, and that to the disk."""
    with closing(opened(database)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    _on_disk(database)


def _keep(current: Path) -> Path:
    """Keep the database that is there beside the one that comes; it never lacks from its place.

    Raises:
        StoreError: somebody works with it: the planner runs.
    """
    _let_nobody_use(current)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    kept = current.with_name(f"{current.stem}-before-restore-{moment}{current.suffix}")
    try:
        os.link(current, kept)
    except OSError:
        # Not every file system has links.
        shutil.copy2(current, kept)
    for suffix in _LOGS:
        # The log of a damaged database belongs to it, and never to the one that comes.
        with suppress(FileNotFoundError):
            _beside(current, suffix).rename(_beside(kept, suffix))
    return kept


def _let_nobody_use(current: Path) -> None:
    """Bring the log of a database into it; that can be done only where nobody else has it open."""
    with closing(opened(current)) as connection:
        connection.execute("PRAGMA busy_timeout=0")
        try:
            mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                return
            mode = "wal"
        except sqlite3.DatabaseError:
            # It is damaged: that may be why a backup is put back.
            return
    if mode != "delete":
        raise StoreError(
            marked("The planner runs on {folder}. Stop it first; nothing was changed."),
            folder=current.parent,
        )


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix)


def _on_disk(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk."""
    opened_file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened_file)
    finally:
        os.close(opened_file)
